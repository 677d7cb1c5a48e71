// Experiments in the project file. The only place with SQL about them.
#pragma once

#include "core/cascade/experiment.h"
#include "core/cascade/recipestore.h"
#include "core/catalogue/catalogue.h"

namespace antiphon {

using ExperimentId = Id<struct ExperimentTag>;

struct KeptExperiment
{
    ExperimentId id;
    CatalogueId catalogue;
    RecipeId recipe; // the version in the project; null: the one that ships, or one of a file
    QString actor;
    Experiment found; // with name, catalogue, recipe and date in words
};

// What is asked of an experiment that is to be kept.
struct ExperimentOrder
{
    CatalogueId catalogue;
    RecipeVersion recipe;      // what request.recipe would be
    QString name = {};         // empty: "noise 1" or the next that is free
    ExperimentRequest request; // no kinds: all of its title
};

// Runs and keeps what was found, as one edit. Errors: InvalidValue for a title that is neither "noise" nor
// "sparsity"; those of CatalogueIndex::load, runExperiment and SQLite. A run that was cancelled leaves
// nothing.
Result<KeptExperiment> runAndKeep(const Connection& connection, const Actor& actor,
                                  const ExperimentOrder& order, const CancelToken& cancel,
                                  const ProgressSink& progress);

// Call them inside EditHistory::record or ProjectSession::edit. keepExperiment() gives id, name (see
// ExperimentOrder) and, where it has none, the date. removeExperiment() does nothing where it is gone.
Result<KeptExperiment> keepExperiment(const Connection& connection, KeptExperiment experiment);
Result<void> removeExperiment(const Connection& connection, ExperimentId experiment);
QString keepExperimentLabel(const QString& name);
QString removeExperimentLabel(const QString& name);

// Newest first, of one title or (empty) of both. Errors: DamagedProject where figures can not be read.
Result<QList<KeptExperiment>> keptExperiments(const Connection& connection, const QString& title = {});
// The newest of that name. Errors: NotFound, whose detail names what is there; those of keptExperiments.
Result<KeptExperiment> experimentCalled(const Connection& connection, const QString& name);

} // namespace antiphon
