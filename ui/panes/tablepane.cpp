#include "ui/panes/tablepane.h"

#include "core/base/tablefile.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/calmtable.h"
#include "ui/widgets/panels.h"
#include "ui/widgets/searchfield.h"

#include <QClipboard>
#include <QFileInfo>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QSortFilterProxyModel>
#include <QVBoxLayout>

namespace antiphon {

TablePane::TablePane(const PaneContext& context, const Words& words, QList<TextColumn> columns, int stretched,
                     TextTableModel::Boxes boxes, QWidget* parent)
    : QWidget(parent),
      m_context(context),
      m_words(words),
      m_model(new TextTableModel(std::move(columns), boxes, this)),
      m_sorted(new QSortFilterProxyModel(this)),
      m_title(new SectionHeader(words.title, {}, this)),
      m_filter(new SearchField(words.filter, this)),
      m_table(new CalmTable(this)),
      m_bar(new QHBoxLayout)
{
    m_sorted->setSourceModel(m_model);
    m_sorted->setSortRole(TextTableModel::sortRole);
    m_sorted->setFilterKeyColumn(-1);
    m_sorted->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_table->setModel(m_sorted);
    m_table->setEmptyText(words.empty);
    m_table->setExportable(true);
    m_table->setAccessibleName(words.title);
    m_table->sortByColumn(-1, Qt::AscendingOrder); // as the rows came, until a header is clicked
    m_table->horizontalHeader()->setStretchLastSection(false);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Interactive);
    m_table->horizontalHeader()->setSectionResizeMode(stretched, QHeaderView::Stretch);
    m_filter->setMaximumWidth(260);
    auto* copy = new QPushButton(tr("Copy"), this);
    copy->setToolTip(tr("Copy the table"));
    auto* write = new QPushButton(tr("Export table"), this);
    write->setToolTip(tr("Write the table for R, pandas or a spreadsheet: CSV or XLSX"));
    auto* row = new QHBoxLayout;
    row->setSpacing(metrics::gap);
    row->addWidget(m_filter, 1);
    row->addLayout(m_bar);
    row->addStretch();
    row->addWidget(copy);
    row->addWidget(write);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(metrics::gap);
    column->addWidget(m_title);
    column->addLayout(row);
    column->addWidget(m_table, 1);
    setFocusProxy(m_table);
    connect(m_filter, &SearchField::searchChanged, m_sorted, &QSortFilterProxyModel::setFilterFixedString);
    connect(write, &QPushButton::clicked, this, &TablePane::writeTable);
    connect(m_table, &CalmTable::exportRequested, this, &TablePane::writeTable);
    connect(m_table, &CalmTable::rowActivated, this,
            [this](int shown) { Q_EMIT activated(m_sorted->mapToSource(m_sorted->index(shown, 0)).row()); });
    connect(copy, &QPushButton::clicked, this, [this] {
        m_table->selectAll();
        QGuiApplication::clipboard()->setText(m_table->selectedText(TableFormat::Tsv));
    });
}

void TablePane::setRemark(const QString& remark)
{
    m_title->setRemark(remark);
}

void TablePane::setEmptyText(const QString& sentence)
{
    m_table->setEmptyText(sentence);
}

int TablePane::currentRow() const
{
    return m_sorted->mapToSource(m_table->currentIndex()).row();
}

void TablePane::setCurrentRow(int row)
{
    m_table->setCurrentIndex(m_sorted->mapFromSource(m_model->index(row, 0)));
}

void TablePane::setRows(QList<QList<TextCell>> rows)
{
    const int current = currentRow();
    m_model->setRows(std::move(rows));
    if (current >= 0 && current < m_model->rowCount())
        m_table->setCurrentIndex(m_sorted->mapFromSource(m_model->index(current, 0)));
}

void TablePane::keyPressEvent(QKeyEvent* event)
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows(0);
    if (event->key() != Qt::Key_Space || rows.isEmpty() ||
        !(rows.first().flags() & Qt::ItemIsUserCheckable)) {
        QWidget::keyPressEvent(event);
        return;
    }
    const QVariant state =
        rows.first().data(Qt::CheckStateRole).toInt() == Qt::Checked ? Qt::Unchecked : Qt::Checked;
    for (const QModelIndex& row : rows)
        m_sorted->setData(row, state, Qt::CheckStateRole);
}

void TablePane::writeTable()
{
    const FileQuestion question{m_words.title, m_words.fileName, tr("Table (*.csv);;Excel (*.xlsx)")};
    m_context.files.save(this, question, [this](const QString& path) {
        m_table->selectAll();
        const QByteArray csv = m_csv ? m_csv() : m_table->selectedText(TableFormat::Csv).toUtf8();
        if (const auto written = writeTableFile(path, csv); !written)
            m_context.notify(noticeOf(written.error()));
        else
            m_context.notify({NoticeKind::Done, tr("Wrote %1.").arg(QFileInfo(path).fileName())});
    });
}

} // namespace antiphon
