// How drawn plans compare with what their recipe aims at.
#pragma once

#include "core/cascade/plan.h"
#include "core/cascade/recipe.h"

#include <map>

namespace antiphon {

// Counts of what plans hold; grows plan by plan and adds up over threads.
struct PlanCounts
{
    qint64 plans = 0;
    qint64 turns = 0;
    qint64 userTurns = 0;
    qint64 systemTurns = 0;
    std::map<QString, qint64> intents; // user turns with the label
    std::map<QString, qint64> actions; // system turns with the label
    std::map<QString, qint64> types;   // user turns that name a value of the type
    std::map<int, qint64> lengths;     // plans of so many turns

    void add(const Plan& plan);
    void add(const PlanCounts& other);
    bool operator==(const PlanCounts&) const = default;
};

// A share in percent with what it counts and what the recipe aims at.
struct ShareRow
{
    QString label;
    qint64 count = 0;
    double observed = 0;
    std::optional<double> expected; // nothing: the recipe names no share
};

struct PlanDiagnostics
{
    qint64 plans = 0;
    qint64 turns = 0;
    int shortest = 0;
    int longest = 0;
    std::optional<double> meanTurns; // nothing without plans
    std::optional<double> expectedMeanTurns;
    QList<ShareRow> intents; // of user turns; largest expected share first
    QList<ShareRow> actions; // of system turns
    QList<ShareRow> types;   // of user turns
    qint64 userTurns = 0;
    qint64 systemTurns = 0;
};
PlanDiagnostics diagnose(const PlanCounts& counts, const Recipe& recipe);

} // namespace antiphon
