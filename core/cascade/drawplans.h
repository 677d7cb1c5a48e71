// Drawing a set of plans into the project.
#pragma once

#include "core/base/cancellation.h"
#include "core/base/progress.h"
#include "core/cascade/planbalance.h"
#include "core/cascade/plandiagnostics.h"
#include "core/cascade/planstore.h"
#include "core/catalogue/catalogueindex.h"
#include "core/storage/edithistory.h"

namespace antiphon {

struct DrawRequest
{
    QString name;     // of the new set
    qint64 count = 0; // plans; at least 1
    quint64 seed = 0;
    int threads = 1; // that draw; one more writes
    Recipe recipe;
    RecipeId recipeVersion = {}; // where the recipe is one of the project's versions
};

struct DrawnPlans
{
    PlanSet set;
    PlanDiagnostics diagnostics;
    PlanBalance balance;
    double seconds = 0;
};

// Draws request.count plans over the index's catalogue and publishes them as one edit of the actor. The same
// plans for any number of threads. Memory stays bounded by the blocks in flight. Errors: InvalidValue,
// AlreadyExists, NotPossible (see Planner), Cancelled, those of taxonomyOfRecipe and SQLite; after an error
// the project is as before.
Result<DrawnPlans> drawPlans(const Connection& connection, const Actor& actor,
                             const std::shared_ptr<const CatalogueIndex>& index, const DrawRequest& request,
                             const CancelToken& cancel, const ProgressSink& progress);

} // namespace antiphon
