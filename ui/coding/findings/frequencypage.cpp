#include "ui/coding/findings/frequencypage.h"

#include "core/base/tablefile.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/calmtable.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/panels.h"
#include "ui/widgets/searchfield.h"

#include <QComboBox>
#include <QHeaderView>
#include <QSortFilterProxyModel>
#include <QVBoxLayout>

namespace antiphon {

namespace {

Qt::Alignment alignmentOf(int column)
{
    const bool number = column >= FrequencyModel::TurnsColumn || column == FrequencyModel::PositionColumn;
    return (number ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter;
}

} // namespace

void FrequencyModel::setRows(const QList<FrequencyRow>& rows)
{
    beginResetModel();
    m_rows = rows;
    endResetModel();
}

int FrequencyModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int FrequencyModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant FrequencyModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const FrequencyRow& row = m_rows[index.row()];
    const bool sorting = role == sortRole;
    if (role == Qt::TextAlignmentRole)
        return QVariant(alignmentOf(index.column()));
    if (role == Qt::ToolTipRole && index.column() == ShareColumn)
        return frequencyMethod();
    if (role != Qt::DisplayRole && !sorting)
        return {};
    const auto number = [sorting](qint64 value) {
        return sorting ? QVariant(value) : QVariant(countText(value));
    };
    switch (index.column()) {
    case CoderColumn:
        return row.coder;
    case RoleColumn:
        return row.role ? roleWord(*row.role) : QString();
    case PositionColumn:
        return row.position ? number(*row.position + 1) : QVariant();
    case FacetColumn:
        return facetTitle(row.code.facet);
    case CodeColumn:
        return row.code.name;
    case TurnsColumn:
        return number(row.turns);
    case ShareColumn:
        if (sorting)
            return row.share().value_or(-1);
        return row.share() ? tr("%1 %").arg(QLocale().toString(*row.share() * 100, 'f', 1)) : tr("undefined");
    case CodedColumn:
        return number(row.n);
    case MissingColumn:
        return number(row.missing);
    default:
        return {};
    }
}

QVariant FrequencyModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole)
        return QVariant(alignmentOf(section));
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    static const char* const titles[ColumnCount] = {
        QT_TR_NOOP("Coder"), QT_TR_NOOP("Role"), QT_TR_NOOP("Turn"),
        QT_TR_NOOP("Facet"), QT_TR_NOOP("Code"), QT_TR_NOOP("Turns"),
        QT_TR_NOOP("Share"), QT_TR_NOOP("n"),    QT_TR_NOOP("Not coded")};
    return tr(titles[section]);
}

FrequencyPage::FrequencyPage(WorkspaceContext context, QWidget* parent)
    : Finding(std::move(context), parent),
      m_model(new FrequencyModel(this)),
      m_sorted(new QSortFilterProxyModel(this)),
      m_by(new QComboBox(this)),
      m_filter(new SearchField(tr("Filter codes"), this)),
      m_table(new CalmTable(this)),
      m_title(new SectionHeader(tr("How often each code was used"), {}, this))
{
    m_by->addItem(tr("By role"), static_cast<int>(FrequencyBy::Role));
    m_by->addItem(tr("By role and turn"), static_cast<int>(FrequencyBy::Position));
    m_by->addItem(tr("Both roles"), static_cast<int>(FrequencyBy::Coder));
    m_by->setAccessibleName(tr("Group by"));
    m_filter->setMaximumWidth(260);
    auto* copy = new QPushButton(tr("Copy"), this);
    copy->setToolTip(tr("Copy the table"));
    auto* write = new QPushButton(tr("Export table"), this);
    m_sorted->setSourceModel(m_model);
    m_sorted->setSortRole(FrequencyModel::sortRole);
    m_sorted->setFilterKeyColumn(FrequencyModel::CodeColumn);
    m_sorted->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_table->setModel(m_sorted);
    m_table->setEmptyText(tr("There are no codings of this coder yet."));
    m_table->setExportable(true);
    m_table->setAccessibleName(tr("Frequencies"));
    m_table->setColumnHidden(FrequencyModel::CoderColumn, true);
    m_table->horizontalHeader()->setStretchLastSection(false);
    m_table->horizontalHeader()->setSectionResizeMode(FrequencyModel::CodeColumn, QHeaderView::Stretch);
    m_table->horizontalHeader()->setSectionResizeMode(FrequencyModel::FacetColumn,
                                                      QHeaderView::ResizeToContents);

    auto* bar = new QHBoxLayout;
    bar->addWidget(m_by);
    bar->addWidget(m_filter, 1);
    bar->addStretch();
    bar->addWidget(copy);
    bar->addWidget(write);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(metrics::padding, metrics::padding, metrics::padding, metrics::padding);
    column->setSpacing(metrics::gap);
    column->addWidget(m_title);
    column->addLayout(bar);
    column->addWidget(m_table, 1);
    setFocusProxy(m_table);
    connect(m_by, &QComboBox::currentIndexChanged, this, &FrequencyPage::read);
    connect(m_filter, &SearchField::searchChanged, m_sorted, &QSortFilterProxyModel::setFilterFixedString);
    connect(write, &QPushButton::clicked, this, &FrequencyPage::exportCsv);
    connect(m_table, &CalmTable::exportRequested, this, &FrequencyPage::exportCsv);
    connect(copy, &QPushButton::clicked, this, [this] {
        m_table->selectAll();
        QGuiApplication::clipboard()->setText(m_table->selectedText(TableFormat::Tsv));
    });
}

FrequencyBy FrequencyPage::by() const
{
    return static_cast<FrequencyBy>(m_by->currentData().toInt());
}

void FrequencyPage::read()
{
    const FrequencyQuery query{by(), coder(), source()};
    context().session.readAside<QList<FrequencyRow>>(
        this,
        [query](const Connection& connection) -> Result<QList<FrequencyRow>> {
            if (query.coder->isNull())
                return QList<FrequencyRow>();
            return readFrequencies(connection, query);
        },
        [this, by = query.by](const Result<QList<FrequencyRow>>& rows) {
            if (!rows) {
                context().notify(noticeOf(rows.error()));
                return;
            }
            m_model->setRows(*rows);
            m_table->setColumnHidden(FrequencyModel::RoleColumn, by == FrequencyBy::Coder);
            m_table->setColumnHidden(FrequencyModel::PositionColumn, by != FrequencyBy::Position);
            m_title->setRemark(rows->isEmpty() ? QString() : tr("Share: %1").arg(frequencyMethod()));
        },
        QStringLiteral("coding.frequencies"));
}

void FrequencyPage::exportCsv()
{
    const FileQuestion question{tr("Export frequencies"), QStringLiteral("frequencies.csv"),
                                tr("Table (*.csv);;Excel (*.xlsx)")};
    context().files.save(this, question, [this](const QString& path) {
        const QByteArray csv = frequencyCsv(m_model->rows(), by());
        if (const auto written = writeTableFile(path, csv); !written)
            context().notify(noticeOf(written.error()));
        else
            context().notify({NoticeKind::Done, tr("Wrote %1").arg(path)});
    });
}

} // namespace antiphon
