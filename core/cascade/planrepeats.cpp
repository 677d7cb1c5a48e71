#include "core/cascade/planrepeats.h"

#include "core/cascade/labeltables.h"

#include <algorithm>
#include <map>

namespace antiphon {

namespace {

constexpr qsizetype sequencesKept = 10;
constexpr std::size_t runLengths[] = {2, 4, 6, 8, 10};

quint64 mixed(quint64 hash, quint64 next)
{
    hash = (hash ^ next) * 0x9e3779b97f4a7c15ULL;
    return hash ^ (hash >> 29);
}

quint64 hashOf(const quint32* symbols, std::size_t count)
{
    quint64 hash = count;
    for (std::size_t i = 0; i < count; ++i)
        hash = mixed(hash, symbols[i]);
    return hash;
}

quint64 hashOfTexts(quint64 hash, const QStringList& texts)
{
    for (const QString& text : texts) {
        for (const QChar character : text)
            hash = mixed(hash, character.unicode());
        hash = mixed(hash, 0x10000);
    }
    return hash;
}

// One run by its hash: where it begins and in which plan.
struct Run
{
    quint64 hash;
    quint32 begin;
    quint32 plan;
};

// All runs of so many turns, equal ones side by side.
std::vector<Run> sortedRuns(const std::vector<quint32>& symbols, const std::vector<std::size_t>& ends,
                            std::size_t turns)
{
    std::vector<Run> runs;
    std::size_t begin = 0;
    for (std::size_t plan = 0; plan < ends.size(); ++plan) {
        for (std::size_t at = begin; at + turns <= ends[plan]; ++at)
            runs.push_back(
                {hashOf(symbols.data() + at, turns), static_cast<quint32>(at), static_cast<quint32>(plan)});
        begin = ends[plan];
    }
    std::sort(runs.begin(), runs.end(), [](const Run& a, const Run& b) {
        return std::pair(a.hash, a.begin) < std::pair(b.hash, b.begin);
    });
    return runs;
}

} // namespace

void RepeatTally::add(const Plan& plan)
{
    for (const PlanTurn& turn : plan.turns) {
        const QString set =
            (turn.role == Role::User ? QStringLiteral("user: ") : QStringLiteral("system: ")) +
            labelSetText(turn.intents, turn.role);
        auto number = m_labelNumbers.find(set);
        if (number == m_labelNumbers.end()) {
            number = m_labelNumbers.insert(set, static_cast<quint32>(m_labels.size()));
            m_labels << set;
        }
        m_labelSets.push_back(*number);
        const quint64 whole = hashOfTexts(hashOfTexts(mixed(0, *number), turn.attributes), turn.proposed);
        auto known = m_turnNumbers.find(whole);
        if (known == m_turnNumbers.end())
            known = m_turnNumbers.insert(whole, static_cast<quint32>(m_turnNumbers.size()));
        m_turns.push_back(*known);
    }
    m_ends.push_back(m_labelSets.size());
    m_ordinals.push_back(plan.ordinal);
}

QStringList RepeatTally::labelsOf(std::size_t first, std::size_t count) const
{
    QStringList labels;
    for (std::size_t i = first; i < first + count; ++i)
        labels << m_labels[static_cast<qsizetype>(m_labelSets[i])];
    return labels;
}

SharedRun RepeatTally::sharedRun(const std::vector<quint32>& symbols, std::size_t turns) const
{
    const auto runs = sortedRuns(symbols, m_ends, turns);
    for (std::size_t i = 1; i < runs.size(); ++i) {
        const Run& former = runs[i - 1];
        const Run& run = runs[i];
        if (former.hash != run.hash || former.plan == run.plan)
            continue;
        if (std::equal(symbols.begin() + former.begin,
                       symbols.begin() + former.begin + static_cast<qint64>(turns),
                       symbols.begin() + run.begin))
            return {static_cast<int>(turns), m_ordinals[former.plan], m_ordinals[run.plan],
                    labelsOf(former.begin, turns)};
    }
    return {};
}

// By halving: plans that share a run share every shorter one.
SharedRun RepeatTally::longest(const std::vector<quint32>& symbols, const CancelToken& cancel) const
{
    std::size_t most = 0;
    for (std::size_t plan = 0; plan < m_ends.size(); ++plan)
        most = std::max(most, end(plan) - begin(plan));
    SharedRun best;
    std::size_t least = 0;
    while (least < most && !cancel.isCancelled()) {
        const std::size_t middle = (least + most + 1) / 2;
        const SharedRun found = sharedRun(symbols, middle);
        if (found.turns == 0) {
            most = middle - 1;
        } else {
            least = middle;
            best = found;
        }
    }
    return best;
}

RunCount RepeatTally::runsOf(const std::vector<quint32>& symbols, std::size_t turns) const
{
    const auto runs = sortedRuns(symbols, m_ends, turns);
    RunCount count{static_cast<int>(turns), static_cast<qint64>(runs.size()), 0, 0};
    for (std::size_t i = 0; i < runs.size();) {
        std::size_t next = i;
        while (next < runs.size() && runs[next].hash == runs[i].hash)
            ++next;
        ++count.different;
        if (next - i > 1)
            count.repeated += static_cast<qint64>(next - i);
        i = next;
    }
    return count;
}

void RepeatTally::fillSequences(PlanRepeats& repeats) const
{
    struct Found
    {
        qint64 plans = 0;
        std::size_t first = 0;
    };
    std::map<std::vector<quint32>, Found> sequences;
    for (std::size_t plan = 0; plan < m_ends.size(); ++plan) {
        std::vector<quint32> sequence(m_labelSets.begin() + static_cast<qint64>(begin(plan)),
                                      m_labelSets.begin() + static_cast<qint64>(end(plan)));
        auto& found = sequences.try_emplace(std::move(sequence), Found{0, plan}).first->second;
        ++found.plans;
    }
    repeats.differentSequences = static_cast<qint64>(sequences.size());
    std::vector<Found> order;
    for (const auto& [sequence, found] : sequences)
        order.push_back(found);
    std::sort(order.begin(), order.end(), [](const Found& a, const Found& b) {
        return a.plans != b.plans ? a.plans > b.plans : a.first < b.first;
    });
    for (const Found& found : order) {
        if (repeats.commonest.size() == sequencesKept)
            return;
        const std::size_t from = begin(found.first);
        repeats.commonest << WholeSequence{labelsOf(from, end(found.first) - from), found.plans,
                                           m_ordinals[found.first]};
    }
}

PlanRepeats RepeatTally::repeats(const CancelToken& cancel) const
{
    PlanRepeats repeats;
    repeats.plans = static_cast<qint64>(m_ends.size());
    repeats.turns = static_cast<qint64>(m_turns.size());
    repeats.longestLabels = longest(m_labelSets, cancel);
    repeats.longestTurns = longest(m_turns, cancel);
    for (const std::size_t turns : runLengths) {
        if (cancel.isCancelled())
            return repeats;
        repeats.labelRuns << runsOf(m_labelSets, turns);
        repeats.turnRuns << runsOf(m_turns, turns);
    }
    fillSequences(repeats);
    return repeats;
}

} // namespace antiphon
