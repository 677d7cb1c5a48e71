// Many plans of one cascade at a glance, and which of them stand out.
#pragma once

#include "core/base/cancellation.h"
#include "core/cascade/planner.h"

namespace antiphon {

enum class Oddity { None, Length, Labels, SmallestPool };

// How one plan stands among the others of its sheet. Each distance is in standard deviations of the sheet.
struct PlanStanding
{
    int turns = 0;
    qint64 smallestPool = 0;
    double length = 0; // turns against the mean; negative: shorter
    double labels = 0; // how far its shares of labels lie from the sheet's, against the mean such distance
    double pool = 0;   // log10 of its smallest pool against the mean; negative: smaller
    // The largest of |length|, labels (only what is farther than usual) and |pool|.
    double score = 0;
    Oddity oddity = Oddity::None; // what the score comes from, where it is at least `oddFrom`
};
inline constexpr double oddFrom = 2.5;
inline constexpr int fewestForOddity = 8; // of fewer plans none is odd

struct StandingMeans
{
    double turns = 0;
    double pool = 0; // geometric mean of the smallest pools
};
struct ContactSheet
{
    std::vector<quint64> seeds;
    QList<Plan> plans; // one a seed, each as Planner::drawFrom(start, 0) of that seed has it
    std::vector<PlanStanding> standings;
    StandingMeans means;
};

// The standings of plans among each other. A plan's shares of labels are the counts of each label (a user's
// intent and a system's action of one name are two) over all its labels; the distance from the mean of these
// shares is half the sum of absolute differences (total variation). What does not vary is nobody's oddity.
std::vector<PlanStanding> standingsOf(const QList<Plan>& plans, StandingMeans* means = nullptr);

// Draws `count` plans that begin with `start`, by the seeds firstSeed, firstSeed + 1, ... Errors: those of
// Planner::create; Cancelled.
Result<ContactSheet> drawContactSheet(const std::shared_ptr<const CatalogueIndex>& index,
                                      const Recipe& recipe, const QList<Filter>& start, quint64 firstSeed,
                                      int count, const CancelToken& cancel);

} // namespace antiphon
