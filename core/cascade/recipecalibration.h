// Weights of a recipe turned until its plans over a catalogue have the shares that it names.
#pragma once

#include "core/base/cancellation.h"
#include "core/base/progress.h"
#include "core/cascade/planner.h"

namespace antiphon {

struct CalibrationRequest
{
    Recipe recipe;
    quint64 seed = 1;
    qint64 plans = 1'500; // drawn in each round; twice as many to measure before and after
    int rounds = 12;
    int threads = 1;        // the result does not depend on them
    bool mayExclude = true; // where no value can be added: by excluding more often than the recipe says
};

enum class ShareFacet { Intents, Actions, Types };

// A share in percent: of user turns, of replies, of user turns.
struct CalibratedShare
{
    ShareFacet facet = ShareFacet::Intents;
    QString label;
    double named = 0; // by the recipe
    double aim = 0;   // the same, but for types: see below
    double before = 0;
    double after = 0;
    bool operator==(const CalibratedShare&) const = default;
};

struct Calibration
{
    Recipe recipe;
    QList<CalibratedShare> shares;
    QStringList lacking;       // types with a share that the catalogue does not have as values
    double farthestBefore = 0; // points between aim and plans, the largest
    double farthestAfter = 0;
    double excludedBefore = 0; // percent of the named values that are excludes
    double excludedAfter = 0;
    int rounds = 0; // drawn
};

// Where a pool allows no value, the planner falls back: a turn continues, replaces a filter or names another
// type, and the shares move. This draws plans, compares, and multiplies the weight of each label set of later
// turns by the odds of the aim over the odds of what was drawn, for each of its labels: iterative
// proportional fitting (Deming and Stephan 1940) with plans in place of the table's margins. Types of later
// turns likewise. Two chances move with it: `continuesWhenNarrow` up while remove_filter comes too often,
// `excludesWhenNarrow` (and, for a type whose weight alone does not do it, its entry in `excludesOf`) up
// while values are named too seldom. First turns, first replies, lengths and numbers of values stay as they
// are. The round that lies nearest (sum of squares) is taken, and measured on plans that no round saw.
//
// Types that the catalogue lacks can not be named: their shares go to the others in proportion, so that as
// many types are named. `recipe.contentShare` moves the aims as it moves the weights. The result's shares of
// types are the aims; a share that can not be reached (an artist is named once where each track has one)
// stays short. Errors: those of Planner::create; NotPossible when the recipe names no shares; Cancelled.
Result<Calibration> calibrateRecipe(const std::shared_ptr<const CatalogueIndex>& index,
                                    const CalibrationRequest& request, const CancelToken& cancel,
                                    const ProgressSink& progress);

} // namespace antiphon
