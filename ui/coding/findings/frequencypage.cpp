#include "ui/coding/findings/frequencypage.h"

#include "ui/charts/heatmap.h"
#include "ui/charts/valuebars.h"
#include "ui/panes/chartpane.h"
#include "ui/widgets/calmtable.h"
#include "ui/widgets/numbers.h"

#include <QComboBox>
#include <QHeaderView>
#include <QLocale>
#include <QVBoxLayout>

namespace antiphon {

namespace {

enum Column {
    RoleColumn,
    PositionColumn,
    FacetColumn,
    CodeColumn,
    TurnsColumn,
    ShareColumn,
    CodedColumn,
    MissingColumn
};
constexpr int positionsDrawn = 24; // the table has all
constexpr qsizetype codesDrawn = 40;

QString shareText(const FrequencyRow& row)
{
    return row.share() ? FrequencyPage::tr("%1 %").arg(QLocale().toString(*row.share() * 100, 'f', 1))
                       : FrequencyPage::tr("undefined");
}

QList<TextCell> cellsOf(const FrequencyRow& row)
{
    return {{row.role ? roleWord(*row.role) : QString()},
            {row.position ? countText(*row.position + 1) : QString(), row.position.value_or(-1)},
            {facetTitle(row.code.facet)},
            {row.code.name},
            {countText(row.turns), row.turns},
            {shareText(row), row.share().value_or(-1), frequencyMethod()},
            {countText(row.n), row.n},
            {countText(row.missing), row.missing}};
}

// "genre, system": codes of both roles need the word.
QString barLabel(const FrequencyRow& row)
{
    return row.role && row.code.facet != Facet::Intent && row.code.facet != Facet::Action
               ? FrequencyPage::tr("%1, %2").arg(row.code.name, roleWord(*row.role))
               : row.code.name;
}

Chart barsOf(const QList<FrequencyRow>& rows)
{
    ValueBars bars{FrequencyPage::tr("How often each code was used"), FrequencyPage::tr("Share")};
    for (const FrequencyRow& row : rows) {
        if (row.turns > 0)
            bars.bars << ValueBar{barLabel(row),
                                  row.share(),
                                  {},
                                  {},
                                  FrequencyPage::tr("%1 of %2, %3")
                                      .arg(countText(row.turns), countText(row.n), shareText(row))};
    }
    return valueBars(bars);
}

// The codes that were given to most turns, and where in the dialogue.
Chart mapOf(const QList<FrequencyRow>& rows)
{
    QHash<CodeId, qint64> turns;
    QList<Code> codes;
    int last = 0;
    for (const FrequencyRow& row : rows) {
        if (!turns.contains(row.code.id))
            codes << row.code;
        turns[row.code.id] += row.turns;
        last = std::max(last, std::min(row.position.value_or(0), positionsDrawn - 1));
    }
    std::ranges::stable_sort(codes, std::greater(),
                             [&turns](const Code& code) { return turns.value(code.id); });
    codes.resize(std::min(codes.size(), codesDrawn));
    HeatMap map;
    map.title = FrequencyPage::tr("How often each code was used");
    map.rowsTitle = FrequencyPage::tr("Code");
    map.columnsTitle = FrequencyPage::tr("Turn");
    QHash<CodeId, qsizetype> places;
    for (const Code& code : std::as_const(codes)) {
        places.insert(code.id, map.rows.size());
        map.rows << code.name;
    }
    for (int position = 0; position <= last; ++position)
        map.columns << countText(position + 1);
    map.cells.fill(QList<HeatCell>(map.columns.size(), HeatCell{0.0, {}}), map.rows.size());
    for (const FrequencyRow& row : rows) {
        const auto place = places.constFind(row.code.id);
        const int position = row.position.value_or(0);
        if (place != places.cend() && position <= last && row.share())
            map.cells[*place][position] = {row.share(), QLocale().toString(*row.share() * 100, 'f', 0)};
    }
    return heatMap(rows.isEmpty() ? HeatMap() : map);
}

} // namespace

FrequencyPage::FrequencyPage(WorkspaceContext context, QWidget* parent)
    : Finding(std::move(context), parent), m_by(new QComboBox(this))
{
    const Qt::Alignment right = Qt::AlignRight;
    m_pane = new ChartPane(this->context(),
                           {tr("How often each code was used"), tr("Filter codes"),
                            tr("There are no codings of this coder yet."), QStringLiteral("frequencies")},
                           {{tr("Role")},
                            {tr("Turn"), right},
                            {tr("Facet")},
                            {tr("Code")},
                            {tr("Turns"), right},
                            {tr("Share"), right},
                            {tr("n"), right},
                            {tr("Not coded"), right}},
                           CodeColumn, this);
    m_by->addItem(tr("By role"), static_cast<int>(FrequencyBy::Role));
    m_by->addItem(tr("By role and turn"), static_cast<int>(FrequencyBy::Position));
    m_by->addItem(tr("Both roles"), static_cast<int>(FrequencyBy::Coder));
    m_by->setAccessibleName(tr("Group by"));
    m_pane->bar()->addWidget(m_by);
    m_pane->setNote(
        tr("Share: %1. By turn the chart draws the first %2 turns and at most %3 codes, in percent; "
           "the table has all.")
            .arg(frequencyMethod(), countText(positionsDrawn), countText(codesDrawn)));
    m_pane->table()->setExport([this] { return frequencyCsv(m_rows, by()); });
    m_pane->table()->table()->horizontalHeader()->resizeSection(FacetColumn, 160);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->addWidget(m_pane);
    setFocusProxy(m_pane);
    connect(m_by, &QComboBox::currentIndexChanged, this, &FrequencyPage::read);
}

FrequencyBy FrequencyPage::by() const
{
    return static_cast<FrequencyBy>(m_by->currentData().toInt());
}

void FrequencyPage::read()
{
    const FrequencyQuery query{by(), coder(), source()};
    answerAside<QList<FrequencyRow>>(
        QStringLiteral("coding.frequencies"),
        [query](const Connection& connection) -> Result<QList<FrequencyRow>> {
            if (query.coder->isNull())
                return QList<FrequencyRow>();
            return readFrequencies(connection, query);
        },
        [this, by = query.by](const QList<FrequencyRow>& rows) {
            m_rows = rows;
            show(by);
        });
}

void FrequencyPage::show(FrequencyBy by)
{
    QList<QList<TextCell>> cells;
    qint64 coded = 0;
    for (const FrequencyRow& row : std::as_const(m_rows)) {
        cells << cellsOf(row);
        coded = std::max(coded, row.n);
    }
    CalmTable* table = m_pane->table()->table();
    table->setColumnHidden(RoleColumn, by == FrequencyBy::Coder);
    table->setColumnHidden(PositionColumn, by != FrequencyBy::Position);
    const QString remark = m_rows.isEmpty()
                               ? QString()
                               : tr("n: turns with a code, at most %1 in a group").arg(countText(coded));
    m_pane->show(by == FrequencyBy::Position ? mapOf(m_rows) : barsOf(m_rows), std::move(cells), remark);
}

} // namespace antiphon
