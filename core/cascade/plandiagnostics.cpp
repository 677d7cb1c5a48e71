#include "core/cascade/plandiagnostics.h"

namespace antiphon {

namespace {

void count(std::map<QString, qint64>& counts, const QString& label)
{
    ++counts[label];
}

template<typename Key>
void addUp(std::map<Key, qint64>& counts, const std::map<Key, qint64>& other)
{
    for (const auto& [key, number] : other)
        counts[key] += number;
}

QList<ShareRow> shares(const std::map<QString, qint64>& counts, qint64 total,
                       const QList<WeightedName>& expected)
{
    std::map<QString, ShareRow> rows;
    const auto percent = [total](qint64 number) {
        return total > 0 ? 100.0 * static_cast<double>(number) / static_cast<double>(total) : 0.0;
    };
    for (const auto& [label, number] : counts)
        rows[label] = {label, number, percent(number), std::nullopt};
    for (const WeightedName& item : expected) {
        rows[item.name].label = item.name;
        rows[item.name].expected = item.weight;
    }
    QList<ShareRow> list;
    for (const auto& [label, row] : rows)
        list << row;
    std::stable_sort(list.begin(), list.end(), [](const ShareRow& a, const ShareRow& b) {
        return a.expected.value_or(0) > b.expected.value_or(0);
    });
    return list;
}

} // namespace

void PlanCounts::add(const Plan& plan)
{
    ++plans;
    turns += plan.turns.size();
    ++lengths[static_cast<int>(plan.turns.size())];
    for (const PlanTurn& turn : plan.turns) {
        const bool isUser = turn.role == Role::User;
        ++(isUser ? userTurns : systemTurns);
        for (const QString& label : turn.intents)
            count(isUser ? intents : actions, label);
        for (const QString& type : typesNamed(turn))
            count(types, type);
    }
}

void PlanCounts::add(const PlanCounts& other)
{
    plans += other.plans;
    turns += other.turns;
    userTurns += other.userTurns;
    systemTurns += other.systemTurns;
    addUp(intents, other.intents);
    addUp(actions, other.actions);
    addUp(types, other.types);
    addUp(lengths, other.lengths);
}

PlanDiagnostics diagnose(const PlanCounts& counts, const Recipe& recipe)
{
    PlanDiagnostics diagnostics;
    diagnostics.plans = counts.plans;
    diagnostics.turns = counts.turns;
    diagnostics.userTurns = counts.userTurns;
    diagnostics.systemTurns = counts.systemTurns;
    if (counts.plans > 0) {
        diagnostics.meanTurns = static_cast<double>(counts.turns) / static_cast<double>(counts.plans);
        diagnostics.shortest = counts.lengths.begin()->first;
        diagnostics.longest = counts.lengths.rbegin()->first;
    }
    if (recipe.meanTurns > 0)
        diagnostics.expectedMeanTurns = recipe.meanTurns;
    diagnostics.intents = shares(counts.intents, counts.userTurns, recipe.intentShares);
    diagnostics.actions = shares(counts.actions, counts.systemTurns, recipe.actionShares);
    diagnostics.types = shares(counts.types, counts.userTurns, recipe.typeShares);
    return diagnostics;
}

} // namespace antiphon
