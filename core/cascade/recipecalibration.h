// Weights of a recipe turned until its plans over a catalogue have the shares that it names.
#pragma once

#include "core/base/cancellation.h"
#include "core/base/progress.h"
#include "core/cascade/sharetally.h"

namespace antiphon {

struct CalibrationRequest
{
    Recipe recipe;
    quint64 seed = 1;
    qint64 plans = 600;       // of the first round; later ones draw more, up to eight times as many
    int rounds = 24;          // at most
    qint64 measured = 16'000; // plans that the shares before and after are measured on
    double nearEnough = 0.4;  // points: a round of full size that lies so near, less its error, ends it
    int threads = 1;          // the result does not depend on them
    bool mayExclude = true;   // where no value can be added: by excluding more often than the recipe says
};

// A share in percent: of user turns, of replies, of user turns (see Share).
struct CalibratedShare
{
    ShareLabel of;
    double named = 0; // by the recipe
    double aim = 0;   // the same, but for types: see below
    Share before = {};
    Share after = {};
    double gap() const { return after.drawn - aim; }
};

struct Calibration
{
    Recipe recipe;
    QList<CalibratedShare> shares;
    QStringList lacking;       // types with a share that the catalogue does not have as values
    double farthestBefore = 0; // points between aim and plans, the largest
    double farthestAfter = 0;
    double farthestError = 0; // standard error of that share
    QString farthestLabel;
    double excludedBefore = 0; // percent of the named values that are excludes
    double excludedAfter = 0;
    int rounds = 0;   // drawn
    qint64 drawn = 0; // plans, in all rounds and to measure
    qint64 plans = 0; // that the shares after were measured on, with
    qint64 userTurns = 0;
    qint64 systemTurns = 0;
};

// Where a pool allows no value, the planner falls back: a turn continues, replaces a filter or names another
// type, and the shares move. This draws plans, compares, and turns the weights (see RecipeFit): of the label
// sets of later turns, of the types that later turns name and of how many values they name. First turns,
// first replies and lengths stay as they are; the types of first turns give way only where they alone are too
// many. Chances move with it: `continuesWhenNarrow` up while turns fall back to removing too often,
// `excludesWhenNarrow` (and, for a type that is wished for in vain, its entry in `excludesOf`) up while they
// fall back to continuing too often. Rounds grow in plans and shrink in step. The round that lies nearest,
// errors counted, is taken, and measured on plans that no round saw.
//
// Types that the catalogue lacks can not be named. Shares of types are then compared among those that are
// there: the aims keep the proportions of the named shares, and their sum is that of the plans that were
// drawn. It starts as if each turn named those of its types that are there, or one of them where none is, and
// goes down while pools do not allow as many. `recipe.contentShare` moves the aims as it moves the weights.
// The result's shares of types are the aims. Errors: those of Planner::create; NotPossible when the recipe
// names no shares; Cancelled.
Result<Calibration> calibrateRecipe(const std::shared_ptr<const CatalogueIndex>& index,
                                    const CalibrationRequest& request, const CancelToken& cancel,
                                    const ProgressSink& progress);

} // namespace antiphon
