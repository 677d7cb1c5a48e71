#include "ui/cascade/import/aliaseditor.h"

#include "core/catalogue/cataloguemap.h"
#include "ui/cascade/import/rowtable.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/panels.h"

#include <QHeaderView>
#include <QVBoxLayout>

namespace antiphon {

AliasEditor::AliasEditor(const PaneContext& context, QWidget* parent)
    : QWidget(parent),
      m_context(context),
      m_header(new SectionHeader(tr("Other names"), {}, this)),
      m_table(new RowTable({tr("In the file"), tr("In the catalogue")}, this))
{
    m_table->setAccessibleName(tr("Other names of labels"));
    m_table->setToolTip(
        tr("Labels that are to have another name, or the same as another one. Typing changes a "
           "cell, Delete takes a row away"));
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    auto* load = new QPushButton(tr("From file…"), this);
    load->setToolTip(tr("A CSV of two columns: the label in the file, the label in the catalogue"));
    auto* top = new QHBoxLayout;
    top->setSpacing(metrics::gap);
    top->addWidget(m_header, 1);
    top->addWidget(load);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(metrics::gap);
    column->addLayout(top);
    column->addWidget(m_table, 1);
    connect(load, &QPushButton::clicked, this, &AliasEditor::load);
    connect(m_table, &RowTable::edited, this, &AliasEditor::takeRows, Qt::QueuedConnection);
}

void AliasEditor::setAliases(const Aliases& aliases)
{
    if (aliases == m_aliases && !aliases.isEmpty())
        return; // an unfinished row stays
    m_aliases = aliases;
    show();
}

void AliasEditor::show()
{
    QStringList from = m_aliases.keys();
    from.sort();
    QList<QStringList> rows;
    for (const QString& label : std::as_const(from))
        rows << QStringList{label, m_aliases.value(label)};
    m_table->setRows(rows);
    m_header->setRemark(m_aliases.isEmpty() ? QString() : countText(m_aliases.size()));
}

// A row counts once both of its cells are filled.
void AliasEditor::takeRows()
{
    Aliases aliases;
    const QList<QStringList> rows = m_table->rows();
    for (const QStringList& row : rows)
        if (!row[1].isEmpty())
            aliases.insert(row[0], row[1]);
    if (aliases == m_aliases)
        return;
    m_aliases = aliases;
    m_header->setRemark(aliases.isEmpty() ? QString() : countText(aliases.size()));
    Q_EMIT edited();
}

void AliasEditor::load()
{
    m_context.files.open(this, {tr("Load other names"), {}, tr("CSV (*.csv);;All files (*)")},
                         [this](const QString& path) {
                             const auto aliases = readAliases(path);
                             if (!aliases)
                                 return m_context.notify(noticeOf(aliases.error()));
                             m_aliases = *aliases;
                             show();
                             Q_EMIT edited();
                         });
}

} // namespace antiphon
