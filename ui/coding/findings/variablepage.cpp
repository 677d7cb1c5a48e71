#include "ui/coding/findings/variablepage.h"

#include "core/analysis/turnvariablestore.h"
#include "ui/charts/heatmap.h"
#include "ui/panes/chartpane.h"
#include "ui/widgets/calmtable.h"
#include "ui/widgets/numbers.h"

#include <QComboBox>
#include <QHeaderView>
#include <QLocale>
#include <QVBoxLayout>

#include <numeric>

namespace antiphon {

namespace {

enum class Drawing { Share, Count, Residual };
enum Column {
    CodeColumn,
    ValueColumn,
    CountColumn,
    NColumn,
    ShareColumn,
    ExpectedColumn,
    ResidualColumn,
    PColumn,
    VColumn
};
constexpr std::size_t mostValues = 16; // drawn: those of most turns; the table has all
constexpr int everyFacet = -1;

QString fixed(std::optional<double> value, int digits)
{
    return value ? QLocale().toString(*value, 'f', digits) : VariablePage::tr("undefined");
}

QString percent(double share)
{
    return VariablePage::tr("%1 %").arg(QLocale().toString(share * 100, 'f', 1));
}

QString pText(double p)
{
    constexpr double least = 0.001;
    return p < least ? VariablePage::tr("< %1").arg(QLocale().toString(least, 'f', 3))
                     : QLocale().toString(p, 'f', 3);
}

double shareOf(const CodeByVariable& found, const CodeInGroups& row, std::size_t column)
{
    return static_cast<double>(row.table.count(0, column)) / static_cast<double>(found.n[column]);
}

HeatCell cellOf(const CodeByVariable& found, const CodeInGroups& row, std::size_t column, Drawing drawing)
{
    switch (drawing) {
    case Drawing::Share: {
        const double share = shareOf(found, row, column);
        return {share, percent(share)};
    }
    case Drawing::Residual: {
        const auto residual = row.table.standardisedResidual(0, column);
        return {residual, fixed(residual, 1)};
    }
    case Drawing::Count:
        break;
    }
    const qint64 count = row.table.count(0, column);
    return {static_cast<double>(count), countText(count)};
}

// The values of most turns, in their order.
std::vector<std::size_t> valuesToDraw(const CodeByVariable& found)
{
    std::vector<std::size_t> values(found.n.size());
    std::iota(values.begin(), values.end(), std::size_t{0});
    std::ranges::stable_sort(values, std::greater(), [&found](std::size_t value) { return found.n[value]; });
    values.resize(std::min(values.size(), mostValues));
    std::ranges::sort(values);
    return values;
}

Chart mapOf(const CodeByVariable& found, const QList<Code>& codes, Drawing drawing, const QString& title)
{
    HeatMap map{title, VariablePage::tr("Code"), {}};
    map.scale = drawing == Drawing::Residual ? HeatMap::Scale::AroundNil : HeatMap::Scale::FromNone;
    const std::vector<std::size_t> drawn = valuesToDraw(found);
    for (const std::size_t value : drawn)
        map.columns << found.values[static_cast<qsizetype>(value)];
    for (const CodeInGroups& row : found.rows) {
        map.rows << codes[row.code].name;
        QList<HeatCell> cells;
        for (const std::size_t value : drawn)
            cells << cellOf(found, row, value, drawing);
        map.cells << cells;
    }
    return heatMap(map);
}

} // namespace

VariablePage::VariablePage(WorkspaceContext context, QWidget* parent)
    : Finding(std::move(context), parent),
      m_variable(new QComboBox(this)),
      m_facet(new QComboBox(this)),
      m_kind(new QComboBox(this))
{
    const Qt::Alignment right = Qt::AlignRight;
    m_pane = new ChartPane(this->context(),
                           {tr("Codes by variable"), tr("Filter codes and values"),
                            tr("No turn is coded yet. Codes are shown here by role, place, source and more."),
                            QStringLiteral("by-variable")},
                           {{tr("Code")},
                            {tr("Value")},
                            {tr("Turns"), right},
                            {tr("n"), right},
                            {tr("Share"), right},
                            {tr("Expected"), right},
                            {tr("Residual"), right},
                            {tr("p of the code"), right},
                            {tr("V"), right}},
                           CodeColumn, this);
    const auto variable = [this](const QString& title, TurnVariable which) {
        m_variable->addItem(title, static_cast<int>(which));
    };
    variable(tr("By role"), TurnVariable::Role);
    variable(tr("By place in the dialogue"), TurnVariable::Position);
    variable(tr("By length of the dialogue"), TurnVariable::Length);
    variable(tr("By source"), TurnVariable::Source);
    variable(tr("By tracks shown"), TurnVariable::Tracks);
    variable(tr("By label of the record"), TurnVariable::Label);
    variable(tr("By coder"), TurnVariable::Coder);
    m_variable->setAccessibleName(tr("Variable"));
    m_variable->setToolTip(tr("What else is known of a turn"));
    m_facet->addItem(tr("All codes"), everyFacet);
    for (const Facet facet : allFacets)
        m_facet->addItem(facetTitle(facet), static_cast<int>(facet));
    m_facet->setAccessibleName(tr("Which codes"));
    m_kind->addItem(tr("Shares"), static_cast<int>(Drawing::Share));
    m_kind->addItem(tr("Counts"), static_cast<int>(Drawing::Count));
    m_kind->addItem(tr("Residuals"), static_cast<int>(Drawing::Residual));
    m_kind->setAccessibleName(tr("What is drawn"));
    for (QComboBox* box : {m_variable, m_facet, m_kind})
        m_pane->bar()->addWidget(box);
    m_pane->setNote(codeByVariableMethod());
    m_pane->table()->setExport([this] { return codeByVariableCsv(m_answer.codes, m_answer.found); });
    QHeaderView* header = m_pane->table()->table()->horizontalHeader();
    header->resizeSection(ValueColumn, 180);
    for (int narrow = CountColumn; narrow <= VColumn; ++narrow)
        header->resizeSection(narrow, narrow == PColumn ? 110 : 90);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->addWidget(m_pane);
    setFocusProxy(m_pane);
    connect(m_variable, &QComboBox::currentIndexChanged, this, &VariablePage::read);
    connect(m_facet, &QComboBox::currentIndexChanged, this, &VariablePage::read);
    connect(m_kind, &QComboBox::currentIndexChanged, this, &VariablePage::show);
}

void VariablePage::read()
{
    const auto variable = static_cast<TurnVariable>(m_variable->currentData().toInt());
    const int chosen = m_facet->currentData().toInt();
    const auto facet = chosen == everyFacet ? std::nullopt : std::optional(static_cast<Facet>(chosen));
    CodedCorpusQuery asked = query();
    if (variable == TurnVariable::Coder)
        asked.coders.clear();
    answerAside<Answer>(
        QStringLiteral("coding.byVariable"),
        [asked, variable, facet](const Connection& connection) -> Result<Answer> {
            ANTIPHON_TRY_ASSIGN(const CodedCorpus corpus, readCodedCorpus(connection, asked));
            ANTIPHON_TRY_ASSIGN(CodeByVariable found,
                                readCodesByVariable(connection, corpus, variable, facet));
            return Answer{corpus.codes, std::move(found)};
        },
        [this](const Answer& answer) {
            m_answer = answer;
            show();
        });
}

QList<QList<TextCell>> VariablePage::rows() const
{
    QList<QList<TextCell>> rows;
    const CodeByVariable& found = m_answer.found;
    for (const CodeInGroups& row : found.rows) {
        for (std::size_t column = 0; column < found.n.size(); ++column) {
            const qint64 count = row.table.count(0, column);
            const double share = shareOf(found, row, column);
            const auto expected = row.table.expected(0, column);
            const auto residual = row.table.standardisedResidual(0, column);
            const auto& test = row.test;
            rows << QList<TextCell>{
                {m_answer.codes[row.code].name},
                {found.values[static_cast<qsizetype>(column)]},
                {countText(count), count},
                {countText(found.n[column]), static_cast<qint64>(found.n[column])},
                {percent(share), share},
                {fixed(expected, 1), expected.value_or(-1)},
                {fixed(residual, 2), residual.value_or(0)},
                {test ? pText(test->p) : tr("undefined"), test ? test->p : 2},
                {test ? fixed(test->cramersV, 2) : tr("undefined"), test ? test->cramersV : -1}};
        }
    }
    return rows;
}

QString VariablePage::remark() const
{
    const CodeByVariable& found = m_answer.found;
    if (found.coded == 0)
        return {};
    QString text =
        tr("n = %1, %2 not coded")
            .arg(countedText(found.coded, tr("coded turn"), tr("coded turns")), countText(found.missing));
    if (found.withoutValue > 0)
        text += tr(", %1 without a value").arg(countText(found.withoutValue));
    if (const auto& test = found.whole)
        text += tr(". All codes: chi-square %1, df %2, p %3, V %4")
                    .arg(fixed(test->chiSquare, 1), countText(test->degrees), pText(test->p),
                         fixed(test->cramersV, 2));
    return text;
}

void VariablePage::show()
{
    const auto drawing = static_cast<Drawing>(m_kind->currentData().toInt());
    const QString title = tr("Codes %1").arg(m_variable->currentText().toLower());
    m_pane->show(mapOf(m_answer.found, m_answer.codes, drawing, title), rows(), remark());
}

} // namespace antiphon
