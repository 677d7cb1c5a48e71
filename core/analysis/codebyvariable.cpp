#include "core/analysis/codebyvariable.h"

#include "core/analysis/figuretext.h"
#include "core/base/csvfile.h"

#include <algorithm>

namespace antiphon {

namespace {

constexpr const char* words[] = {"role", "source", "position", "length", "tracks", "label", "coder"};
constexpr int lastPositions[] = {1, 2, 4, 8}; // of the bins, from 1

// Counts turns as they are handed in, and makes the tables of it.
class Tally
{
public:
    Tally(const QList<Code>& codes, std::optional<Facet> facet, std::size_t groups)
        : m_groups(groups),
          m_counts(static_cast<std::size_t>(codes.size()) * groups),
          m_n(groups),
          m_wanted(static_cast<std::size_t>(codes.size()))
    {
        for (qsizetype i = 0; i < codes.size(); ++i)
            m_wanted[static_cast<std::size_t>(i)] = !facet || codes[i].facet == *facet;
    }
    void add(std::span<const quint16> codes, quint16 group)
    {
        ++m_n[group];
        for (const quint16 code : codes)
            ++m_counts[code * m_groups + group];
    }
    void finish(const QStringList& values, CodeByVariable& found) const
    {
        std::vector<std::size_t> filled;
        for (std::size_t group = 0; group < m_groups; ++group) {
            if (m_n[group] == 0)
                continue;
            filled.push_back(group);
            found.values << values[static_cast<qsizetype>(group)];
            found.n.push_back(m_n[group]);
        }
        for (std::size_t code = 0; code < m_wanted.size(); ++code)
            addRow(static_cast<quint16>(code), filled, found);
        statistics::ContingencyTable whole(found.rows.size(), filled.size());
        for (std::size_t row = 0; row < found.rows.size(); ++row) {
            for (std::size_t column = 0; column < filled.size(); ++column)
                whole.add(row, column, found.rows[row].table.count(0, column));
        }
        found.whole = statistics::independence(whole);
    }

private:
    void addRow(quint16 code, const std::vector<std::size_t>& filled, CodeByVariable& found) const
    {
        CodeInGroups row{code, statistics::ContingencyTable(2, filled.size()), {}};
        for (std::size_t column = 0; column < filled.size(); ++column) {
            const qint64 with = m_counts[code * m_groups + filled[column]];
            row.table.add(0, column, with);
            row.table.add(1, column, m_n[filled[column]] - with);
        }
        if (!m_wanted[code] || row.table.rowSum(0) == 0)
            return;
        row.test = statistics::independence(row.table);
        found.rows.push_back(std::move(row));
    }

    std::size_t m_groups;
    std::vector<qint64> m_counts; // by code, then group
    std::vector<qint64> m_n;
    std::vector<bool> m_wanted;
};

// The greatest length of the first and of the second third of the dialogues.
std::pair<int, int> thirdsOf(std::vector<int> lengths)
{
    if (lengths.empty())
        return {0, 0};
    std::ranges::sort(lengths);
    const std::size_t n = lengths.size();
    return {lengths[(n + 2) / 3 - 1], lengths[(2 * n + 2) / 3 - 1]};
}

} // namespace

QString turnVariableWord(TurnVariable variable)
{
    return QLatin1String(words[static_cast<int>(variable)]);
}

std::optional<TurnVariable> turnVariableFromWord(QStringView word)
{
    for (const TurnVariable variable : allTurnVariables) {
        if (turnVariableWord(variable) == word)
            return variable;
    }
    return std::nullopt;
}

void TurnGroups::add(std::span<const quint16> groups)
{
    if (first.empty())
        first.push_back(0);
    of.insert(of.end(), groups.begin(), groups.end());
    first.push_back(static_cast<quint32>(of.size()));
}

std::span<const quint16> TurnGroups::ofTurn(std::size_t turn) const
{
    return std::span(of).subspan(first[turn], first[turn + 1] - first[turn]);
}

TurnGroups groupsByRole(const CodedCorpus& corpus)
{
    TurnGroups groups;
    groups.values << QStringLiteral("user") << QStringLiteral("system");
    for (const CorpusTurn& turn : corpus.turns) {
        const quint16 group = turn.role == Role::User ? 0 : 1;
        groups.add(std::span(&group, 1));
    }
    return groups;
}

TurnGroups groupsByPosition(const CodedCorpus& corpus)
{
    TurnGroups groups;
    for (const char* value : {"turn 1", "turn 2", "turns 3-4", "turns 5-8", "turns 9+"})
        groups.values << QLatin1String(value);
    for (const CorpusTurn& turn : corpus.turns) {
        quint16 group = 0;
        for (const int last : lastPositions)
            group = static_cast<quint16>(group + (turn.position + 1 > last ? 1 : 0));
        groups.add(std::span(&group, 1));
    }
    return groups;
}

TurnGroups groupsByLength(const CodedCorpus& corpus)
{
    std::vector<int> lengths(corpus.dialogues.size());
    for (const CorpusTurn& turn : corpus.turns)
        ++lengths[turn.dialogue];
    const auto [shortest, middle] = thirdsOf(lengths);
    TurnGroups groups;
    groups.values << QStringLiteral("up to %1 turns").arg(shortest)
                  << (shortest + 1 == middle ? QStringLiteral("%1 turns").arg(middle)
                                             : QStringLiteral("%1 to %2 turns").arg(shortest + 1).arg(middle))
                  << QStringLiteral("over %1 turns").arg(middle);
    for (const CorpusTurn& turn : corpus.turns) {
        const int length = lengths[turn.dialogue];
        const quint16 group = length <= shortest ? 0 : length <= middle ? 1 : 2;
        groups.add(std::span(&group, 1));
    }
    return groups;
}

CodeByVariable codesByVariable(const CodedCorpus& corpus, const CodingLayer& layer, const TurnGroups& groups,
                               std::optional<Facet> facet)
{
    CodeByVariable found;
    Tally tally(corpus.codes, facet, static_cast<std::size_t>(groups.values.size()));
    for (std::size_t turn = 0; turn < corpus.turns.size(); ++turn) {
        if (!layer.isCoded(turn)) {
            found.missing += layer.touched(corpus.turns[turn].dialogue) ? 1 : 0;
            continue;
        }
        const auto values = groups.ofTurn(turn);
        ++(values.empty() ? found.withoutValue : found.coded);
        for (const quint16 value : values)
            tally.add(layer.codesOf(turn), value);
    }
    tally.finish(groups.values, found);
    return found;
}

CodeByVariable codesByCoder(const CodedCorpus& corpus, std::optional<Facet> facet)
{
    CodeByVariable found;
    Tally tally(corpus.codes, facet, corpus.layers.size());
    QStringList names;
    for (std::size_t i = 0; i < corpus.layers.size(); ++i) {
        const CodingLayer& layer = corpus.layers[i];
        names << layer.coder().name;
        for (std::size_t turn = 0; turn < corpus.turns.size(); ++turn) {
            if (!layer.isCoded(turn)) {
                found.missing += layer.touched(corpus.turns[turn].dialogue) ? 1 : 0;
                continue;
            }
            ++found.coded;
            tally.add(layer.codesOf(turn), static_cast<quint16>(i));
        }
    }
    tally.finish(names, found);
    return found;
}

QString codeByVariableMethod()
{
    return QStringLiteral(
        "Count: turns with the code; n: turns of the value with any code; share: count / n. Expected: what "
        "the "
        "code's turns would be if it did not depend on the value. Residual: (count - expected) in standard "
        "errors (Haberman 1973), beyond 2 either way is more than chance would often give. Of each code: "
        "chi-square of turns with and without it by value, with Cramer's V from 0 to 1; rough where a count "
        "below 5 is expected. Turns of one dialogue, and codes of one turn, are not independent: p is a "
        "hint, "
        "not a proof.");
}

QByteArray codeByVariableCsv(const QList<Code>& codes, const CodeByVariable& found)
{
    QByteArray csv =
        csvLine(QStringLiteral("facet,code,value,count,n,share,expected,residual,chi_square,df,p,v")
                    .split(QLatin1Char(',')));
    for (const CodeInGroups& row : found.rows) {
        const Code& code = codes[row.code];
        const auto& test = row.test;
        for (std::size_t column = 0; column < found.n.size(); ++column) {
            const qint64 count = row.table.count(0, column);
            csv += csvLine({facetWord(code.facet), code.name, found.values[static_cast<qsizetype>(column)],
                            QString::number(count), QString::number(found.n[column]),
                            figureText(static_cast<double>(count) / static_cast<double>(found.n[column])),
                            figureText(row.table.expected(0, column)),
                            figureText(row.table.standardisedResidual(0, column)),
                            test ? figureText(test->chiSquare) : QString(),
                            test ? QString::number(test->degrees) : QString(),
                            test ? QString::number(test->p, 'g', 6) : QString(),
                            test ? figureText(test->cramersV) : QString()});
        }
    }
    return csv;
}

} // namespace antiphon
