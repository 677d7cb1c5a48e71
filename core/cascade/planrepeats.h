// What plans have in common, word for word: the same turns in the same order.
#pragma once

#include "core/base/cancellation.h"
#include "core/cascade/plan.h"

#include <QHash>

namespace antiphon {

// The longest run of turns that two plans share.
struct SharedRun
{
    int turns = 0;    // 0: there is none
    qint64 first = 0; // ordinals of two plans that have it
    qint64 second = 0;
    QStringList labels = {}; // "add_filter+greeting", turn by turn
};
// Runs of so many turns, wherever they stand.
struct RunCount
{
    int turns = 0;
    qint64 runs = 0;
    qint64 different = 0;
    qint64 repeated = 0; // runs that occur more than once
};
struct WholeSequence
{
    QStringList labels; // of the whole plan, turn by turn
    qint64 plans = 0;
    qint64 first = 0; // ordinal of the first of them
};

struct PlanRepeats
{
    qint64 plans = 0;
    qint64 turns = 0;
    qint64 differentSequences = 0; // of label sets, over whole plans
    SharedRun longestLabels;       // the same label sets
    SharedRun longestTurns;        // the same label sets and values
    QList<RunCount> labelRuns;     // of 2, 4, 6, 8 and 10 turns
    QList<RunCount> turnRuns;
    QList<WholeSequence> commonest; // most frequent whole sequences, at most ten
};

// Keeps eight bytes a turn and sixteen a plan, and what differs once.
class RepeatTally
{
public:
    void add(const Plan& plan);
    // What is not finished is missing once `cancel` is set.
    PlanRepeats repeats(const CancelToken& cancel = {}) const;

private:
    SharedRun longest(const std::vector<quint32>& symbols, const CancelToken& cancel) const;
    SharedRun sharedRun(const std::vector<quint32>& symbols, std::size_t turns) const;
    RunCount runsOf(const std::vector<quint32>& symbols, std::size_t turns) const;
    void fillSequences(PlanRepeats& repeats) const;
    QStringList labelsOf(std::size_t first, std::size_t count) const;
    std::size_t end(std::size_t plan) const { return m_ends[plan]; }
    std::size_t begin(std::size_t plan) const { return plan == 0 ? 0 : m_ends[plan - 1]; }

    QHash<QString, quint32> m_labelNumbers;
    QStringList m_labels;
    QHash<quint64, quint32> m_turnNumbers; // by label set and values
    std::vector<quint32> m_labelSets;      // of all turns, plan by plan
    std::vector<quint32> m_turns;
    std::vector<std::size_t> m_ends;
    std::vector<qint64> m_ordinals;
};

} // namespace antiphon
