#include "core/rating/criterionfigures.h"

#include <map>

namespace antiphon {

namespace {

using statistics::Estimate;
using statistics::Observation;

struct RaterTimes
{
    int lastPosition = 0;
    int lastSession = 0;
};

std::map<int, RaterTimes> timesOf(const SortedAnswers& sorted)
{
    std::map<int, RaterTimes> times;
    for (const RatedValue& one : sorted.values) {
        RaterTimes& own = times[one.rater];
        own.lastPosition = std::max(own.lastPosition, one.position);
        own.lastSession = std::max(own.lastSession, one.session);
    }
    return times;
}

Estimate differenceOf(const std::vector<Observation>& later, const std::vector<Observation>& first,
                      const char* what, const char* none, const statistics::BootstrapOptions& options)
{
    if (later.empty() || first.empty())
        return statistics::undefined(what, none);
    Estimate estimate = statistics::clusteredDifference(later, first, 1.0, options, 1.0 - options.level).wide;
    estimate.method = std::string(what) + ", " + estimate.method;
    return estimate;
}

} // namespace

TimeFigures timeFigures(const SortedAnswers& sorted, const statistics::BootstrapOptions& bootstrap)
{
    statistics::BootstrapOptions options = bootstrap;
    options.clusters = statistics::Clusters::Raters;
    const std::map<int, RaterTimes> times = timesOf(sorted);
    TimeFigures figures;
    for (const auto& [rater, own] : times) {
        figures.returned += own.lastSession > 0 ? 1 : 0;
        figures.most = std::max(figures.most, own.lastSession + 1);
    }
    std::vector<Observation> halves[2];
    std::vector<Observation> sessions[2];
    for (const RatedValue& one : sorted.values) {
        const RaterTimes& own = times.at(one.rater);
        const Observation observation{static_cast<double>(one.value), one.item, one.rater};
        if (own.lastPosition > 0)
            halves[2 * one.position > own.lastPosition ? 1 : 0].push_back(observation);
        if (own.lastSession > 0)
            sessions[one.session > 0 ? 1 : 0].push_back(observation);
    }
    figures.halves = differenceOf(halves[1], halves[0], "second half of each order less the first",
                                  "all answers stand at one place", options);
    figures.sessions = differenceOf(sessions[1], sessions[0], "later sessions less the first",
                                    "no rater came back for a second session", options);
    return figures;
}

} // namespace antiphon
