#include "ui/coding/findings/togetherpage.h"

#include "ui/charts/heatmap.h"
#include "ui/panes/chartpane.h"
#include "ui/widgets/calmtable.h"
#include "ui/widgets/numbers.h"

#include <QComboBox>
#include <QHeaderView>
#include <QLocale>

namespace antiphon {

namespace {

enum class Measure { Turns, Jaccard, CCoefficient, Lift };
enum Column { FirstColumn, SecondColumn, BothColumn, JaccardColumn, CColumn, LiftColumn, TurnsColumn };
constexpr std::size_t codesDrawn = 30; // those in most pairs; the table has all

std::optional<double> valueOf(const CoOccurrence& pair, Measure measure)
{
    switch (measure) {
    case Measure::Turns:
        return static_cast<double>(pair.both);
    case Measure::Jaccard:
        return pair.jaccard();
    case Measure::CCoefficient:
        return pair.cCoefficient();
    case Measure::Lift:
        break;
    }
    return pair.lift();
}

QString textOf(std::optional<double> value, Measure measure)
{
    if (!value)
        return TogetherPage::tr("undefined");
    return QLocale().toString(*value, 'f', measure == Measure::Turns ? 0 : 2);
}

// The codes that share most turns with others, in the order of the tree.
std::vector<quint16> codesToDraw(const std::vector<CoOccurrence>& pairs, qsizetype codes)
{
    std::vector<std::pair<qint64, quint16>> shared(static_cast<std::size_t>(codes));
    for (std::size_t i = 0; i < shared.size(); ++i)
        shared[i].second = static_cast<quint16>(i);
    for (const CoOccurrence& pair : pairs) {
        shared[pair.first].first += pair.both;
        shared[pair.second].first += pair.both;
    }
    std::ranges::stable_sort(shared, std::greater(), &std::pair<qint64, quint16>::first);
    std::vector<quint16> drawn;
    for (const auto& [turns, code] : shared) {
        if (turns > 0 && drawn.size() < codesDrawn)
            drawn.push_back(code);
    }
    std::ranges::sort(drawn);
    return drawn;
}

HeatMap mapOf(const std::vector<CoOccurrence>& pairs, const QList<Code>& codes, Measure measure)
{
    HeatMap map;
    map.title = TogetherPage::tr("Codes that stand together");
    const std::vector<quint16> drawn = codesToDraw(pairs, codes.size());
    QHash<quint16, qsizetype> places;
    for (const quint16 code : drawn) {
        places.insert(code, map.rows.size());
        map.rows << codes[code].name;
        map.columns << codes[code].name;
    }
    const HeatCell none{0.0, {}}; // never together: 0 by every measure
    map.cells.fill(QList<HeatCell>(map.columns.size(), none), map.rows.size());
    for (const CoOccurrence& pair : pairs) {
        if (!places.contains(pair.first) || !places.contains(pair.second))
            continue;
        const auto value = valueOf(pair, measure);
        const HeatCell cell{value, textOf(value, measure)};
        const qsizetype first = places.value(pair.first);
        const qsizetype second = places.value(pair.second);
        map.cells[first][second] = cell;
        map.cells[second][first] = cell;
    }
    for (qsizetype i = 0; i < map.rows.size(); ++i)
        map.cells[i][i] = {}; // a code with itself
    return map;
}

} // namespace

TogetherPage::TogetherPage(WorkspaceContext context, QWidget* parent)
    : Finding(std::move(context), parent), m_measure(new QComboBox(this))
{
    const Qt::Alignment right = Qt::AlignRight;
    m_pane = new ChartPane(this->context(),
                           {tr("Codes that stand together"), tr("Filter codes"),
                            tr("No turn has two codes yet. Where turns have several, this shows which codes "
                               "go together."),
                            QStringLiteral("co-occurrence")},
                           {{tr("Code")},
                            {tr("With")},
                            {tr("Turns with both"), right},
                            {tr("Jaccard"), right},
                            {tr("c-coefficient"), right},
                            {tr("Lift"), right},
                            {tr("Turns with either code"), right}},
                           FirstColumn, this);
    m_measure->addItem(tr("Turns with both"), static_cast<int>(Measure::Turns));
    m_measure->addItem(tr("Jaccard"), static_cast<int>(Measure::Jaccard));
    m_measure->addItem(tr("c-coefficient"), static_cast<int>(Measure::CCoefficient));
    m_measure->addItem(tr("Lift"), static_cast<int>(Measure::Lift));
    m_measure->setAccessibleName(tr("Measure"));
    m_pane->bar()->addWidget(m_measure);
    m_pane->setNote(
        tr("Jaccard: turns with both / turns with either. c-coefficient: pairs of codings that share a "
           "character "
           "/ (codings of both codes - those pairs). Lift: how many times more often than if the codes were "
           "independent. The chart draws at most %1 codes; the table has every pair.")
            .arg(codesDrawn));
    m_pane->table()->setExport([this] { return coOccurrenceCsv(m_answer.codes, m_answer.pairs); });
    QHeaderView* header = m_pane->table()->table()->horizontalHeader();
    header->resizeSection(SecondColumn, 260);
    header->resizeSection(BothColumn, 130);
    header->resizeSection(TurnsColumn, 170);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->addWidget(m_pane);
    setFocusProxy(m_pane);
    connect(m_measure, &QComboBox::currentIndexChanged, this, &TogetherPage::show);
}

void TogetherPage::read()
{
    answerAside<Answer>(
        QStringLiteral("coding.together"),
        [query = query()](const Connection& connection) -> Result<Answer> {
            ANTIPHON_TRY_ASSIGN(const CodedCorpus corpus, readCodedCorpus(connection, query));
            Answer answer{corpus.codes, {}};
            if (!corpus.layers.empty())
                answer.pairs = coOccurrences(corpus, corpus.layers.front());
            return answer;
        },
        [this](const Answer& answer) {
            m_answer = answer;
            show();
        });
}

void TogetherPage::show()
{
    const auto measure = static_cast<Measure>(m_measure->currentData().toInt());
    QList<QList<TextCell>> rows;
    for (const CoOccurrence& pair : m_answer.pairs) {
        const auto number = [](std::optional<double> value) {
            return TextCell{textOf(value, Measure::Jaccard), value.value_or(-1)};
        };
        const qint64 either = pair.firstTurns + pair.secondTurns - pair.both;
        rows << QList<TextCell>{{m_answer.codes[pair.first].name}, {m_answer.codes[pair.second].name},
                                {countText(pair.both), pair.both}, number(pair.jaccard()),
                                number(pair.cCoefficient()),       number(pair.lift()),
                                {countText(either), either}};
    }
    std::ranges::stable_sort(rows, std::greater(),
                             [](const QList<TextCell>& row) { return row[BothColumn].sort.toLongLong(); });
    const QString remark =
        m_answer.pairs.empty()
            ? QString()
            : tr("%1 of n = %2")
                  .arg(countedText(static_cast<qint64>(m_answer.pairs.size()), tr("pair"), tr("pairs")),
                       countedText(m_answer.pairs.front().n, tr("coded turn"), tr("coded turns")));
    m_pane->show(heatMap(mapOf(m_answer.pairs, m_answer.codes, measure)), std::move(rows), remark);
}

} // namespace antiphon
