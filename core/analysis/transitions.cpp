#include "core/analysis/transitions.h"

#include "core/analysis/figuretext.h"
#include "core/base/csvfile.h"

namespace antiphon {

namespace {

bool follows(const CorpusTurn& first, const CorpusTurn& second, TurnStep step)
{
    if (first.dialogue != second.dialogue || second.position != first.position + 1)
        return false;
    switch (step) {
    case TurnStep::UserToSystem:
        return first.role == Role::User && second.role == Role::System;
    case TurnStep::SystemToUser:
        return first.role == Role::System && second.role == Role::User;
    case TurnStep::Any:
        break;
    }
    return true;
}

// The codes that occur get a place in the table, in the order of the tree.
class Axis
{
public:
    Axis(const QList<Code>& codes, std::optional<Facet> facet)
        : m_wanted(static_cast<std::size_t>(codes.size())), m_places(m_wanted.size(), -1)
    {
        for (qsizetype i = 0; i < codes.size(); ++i)
            m_wanted[static_cast<std::size_t>(i)] = !facet || codes[i].facet == *facet;
    }
    void see(std::span<const quint16> codes)
    {
        for (const quint16 code : codes) {
            if (m_wanted[code])
                m_places[code] = 0;
        }
    }
    std::vector<quint16> settle()
    {
        std::vector<quint16> seen;
        for (std::size_t code = 0; code < m_places.size(); ++code) {
            if (m_places[code] < 0)
                continue;
            m_places[code] = static_cast<int>(seen.size());
            seen.push_back(static_cast<quint16>(code));
        }
        return seen;
    }
    int place(quint16 code) const { return m_places[code]; }

private:
    std::vector<bool> m_wanted;
    std::vector<int> m_places; // -1: not in the table
};

template<typename Visit>
void forEachPair(const CodedCorpus& corpus, TurnStep step, Visit&& visit)
{
    for (std::size_t turn = 1; turn < corpus.turns.size(); ++turn) {
        if (follows(corpus.turns[turn - 1], corpus.turns[turn], step))
            visit(turn - 1, turn);
    }
}

} // namespace

QString turnStepWord(TurnStep step)
{
    switch (step) {
    case TurnStep::UserToSystem:
        return QStringLiteral("user-system");
    case TurnStep::SystemToUser:
        return QStringLiteral("system-user");
    case TurnStep::Any:
        break;
    }
    return QStringLiteral("any");
}

std::optional<TurnStep> turnStepFromWord(QStringView word)
{
    for (const TurnStep step : {TurnStep::UserToSystem, TurnStep::SystemToUser, TurnStep::Any}) {
        if (turnStepWord(step) == word)
            return step;
    }
    return std::nullopt;
}

Transitions countTransitions(const CodedCorpus& corpus, const CodingLayer& layer,
                             const TransitionQuery& query)
{
    Transitions found;
    Axis from(corpus.codes, query.from);
    Axis to(corpus.codes, query.to);
    forEachPair(corpus, query.step, [&](std::size_t first, std::size_t second) {
        if (!layer.isCoded(first) || !layer.isCoded(second)) {
            found.missing += layer.touched(corpus.turns[first].dialogue) ? 1 : 0;
            return;
        }
        ++found.pairs;
        from.see(layer.codesOf(first));
        to.see(layer.codesOf(second));
    });
    found.rows = from.settle();
    found.columns = to.settle();
    found.table = statistics::ContingencyTable(found.rows.size(), found.columns.size());
    forEachPair(corpus, query.step, [&](std::size_t first, std::size_t second) {
        for (const quint16 a : layer.codesOf(first)) {
            for (const quint16 b : layer.codesOf(second)) {
                if (from.place(a) >= 0 && to.place(b) >= 0)
                    found.table.add(static_cast<std::size_t>(from.place(a)),
                                    static_cast<std::size_t>(to.place(b)));
            }
        }
    });
    return found;
}

QString transitionMethod()
{
    return QStringLiteral(
        "Count: pairs of a code on a turn and a code on the next; a turn with several codes counts for each. "
        "Expected: row sum * column sum / sum, as if the next turn's codes did not depend on this one's. "
        "Residual: (count - expected) in standard errors (Haberman 1973); beyond 2 either way is more than "
        "chance would often give, but turns with several codes make the counts hang together.");
}

QByteArray transitionCsv(const QList<Code>& codes, const Transitions& transitions)
{
    QByteArray csv = csvLine(
        QStringLiteral("from facet,from,to facet,to,count,share,expected,residual").split(QLatin1Char(',')));
    for (std::size_t row = 0; row < transitions.rows.size(); ++row) {
        const Code& from = codes[transitions.rows[row]];
        for (std::size_t column = 0; column < transitions.columns.size(); ++column) {
            const Code& to = codes[transitions.columns[column]];
            const auto& table = transitions.table;
            csv += csvLine({facetWord(from.facet), from.name, facetWord(to.facet), to.name,
                            QString::number(table.count(row, column)),
                            figureText(table.rowShare(row, column)), figureText(table.expected(row, column)),
                            figureText(table.standardisedResidual(row, column))});
        }
    }
    return csv;
}

} // namespace antiphon
