// Plan sets and plans in the project file. The only place with SQL about them.
#pragma once

#include "core/cascade/plan.h"
#include "core/cascade/recipe.h"
#include "core/storage/bulklock.h"

#include <functional>

namespace antiphon {

enum class PlanSetState { Drawing, Ready, Removed };

struct PlanSet
{
    PlanSetId id;
    QString name;
    CatalogueId catalogue;
    QByteArray recipe; // the recipe as JSON, whole
    quint64 seed = 0;
    PlanSetState state = PlanSetState::Drawing;
    TimePoint createdAt = 0;
    qint64 plans = 0;
    qint64 turns = 0;
    RecipeId recipeVersion = {}; // the version it was drawn by, which may be gone; null: another recipe
};
// "mine 2": name and number of the recipe as it was when the set was drawn.
QString recipeTitle(const PlanSet& set);

// A plan in the form in which it is stored.
struct EncodedPlan
{
    QByteArray body; // encodePlan()
    int turns = 0;
};

// Writes the plans of one new set, a batch a transaction, invisible until the set is published by a recorded
// setPlanSetState().
class PlanWriter
{
public:
    // Deletes what killed draws left, then makes the set in state 'drawing'. A null id is filled in. Errors:
    // AlreadyExists when a ready set has that name; InvalidValue for an empty name; those of BulkLock.
    static Result<PlanWriter> begin(const Connection& connection, PlanSet set);
    const PlanSet& set() const { return m_set; }
    // Adds plans `first`, first + 1, ... in one transaction.
    Result<void> write(qint64 first, const std::vector<EncodedPlan>& plans);
    // Writes the counts. The set stays in state 'drawing'.
    Result<PlanSet> finish();

private:
    PlanWriter(const Connection& connection, BulkLock lock, PlanSet set)
        : m_connection(&connection), m_lock(std::move(lock)), m_set(std::move(set))
    {
    }
    const Connection* m_connection;
    BulkLock m_lock;
    PlanSet m_set;
};

// Call it inside EditHistory::record.
Result<void> setPlanSetState(const Connection& connection, PlanSetId set, PlanSetState state);
// Deletes a set in state 'drawing' with its plans, in short transactions.
Result<void> deleteUnfinishedPlanSet(const Connection& connection, PlanSetId set);

// Newest last.
Result<QList<PlanSet>> readyPlanSets(const Connection& connection);
// A ready set. Errors: NotFound, whose detail names the sets that are there.
Result<PlanSet> planSetByName(const Connection& connection, const QString& name);
// Errors: NotFound for an ordinal outside of the set.
Result<Plan> readPlan(const Connection& connection, PlanSetId set, qint64 ordinal);
// Plans [first, first + count) as far as they exist, in order.
Result<QList<Plan>> readPlans(const Connection& connection, PlanSetId set, qint64 first, qint64 count);
// Calls `use` for every plan of the set in order, reading on as it goes. Stops at the first error.
Result<void> forEachPlan(const Connection& connection, PlanSetId set,
                         const std::function<Result<void>(const Plan&)>& use);

} // namespace antiphon
