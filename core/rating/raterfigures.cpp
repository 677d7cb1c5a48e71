#include "core/rating/criterionfigures.h"
#include "core/rating/resamples.h"

namespace antiphon {

namespace {

using statistics::Observation;

struct ItemSum
{
    double sum = 0.0;
    int count = 0;
};

// A rater's answers beside the mean of the others' to the same dialogue.
struct Beside
{
    std::vector<double> own;
    std::vector<double> others;
    std::vector<double> places;
    std::vector<double> excess;
    std::vector<Observation> observations; // of the excess, each dialogue once
};

std::vector<ItemSum> sumsOf(const SortedAnswers& sorted)
{
    std::vector<ItemSum> sums(sorted.conditionOf.size());
    for (const RatedValue& one : sorted.values) {
        ItemSum& sum = sums[static_cast<std::size_t>(one.unit)];
        sum.sum += one.value;
        ++sum.count;
    }
    return sums;
}

int sessionsOf(const SortedAnswers& sorted, int rater)
{
    int sessions = 0;
    for (const RatedValue& one : sorted.values)
        sessions = std::max(sessions, one.rater == rater ? one.session + 1 : 0);
    return sessions;
}

Beside besideOthers(const SortedAnswers& sorted, const std::vector<ItemSum>& sums, int rater)
{
    Beside beside;
    for (const RatedValue& one : sorted.values) {
        const ItemSum& sum = sums[static_cast<std::size_t>(one.unit)];
        if (one.rater != rater || sum.count < 2)
            continue;
        const double others = (sum.sum - one.value) / (sum.count - 1);
        beside.own.push_back(one.value);
        beside.others.push_back(others);
        beside.places.push_back(one.position);
        beside.excess.push_back(one.value - others);
        beside.observations.push_back({one.value - others, one.item, rater});
    }
    return beside;
}

} // namespace

QList<RaterFigures> raterFigures(const SortedAnswers& sorted, const QStringList& raters,
                                 const statistics::BootstrapOptions& bootstrap)
{
    const std::vector<ItemSum> sums = sumsOf(sorted);
    statistics::BootstrapOptions options = bootstrap;
    options.clusters = statistics::Clusters::Items;
    options.replicates = heavyResamples(bootstrap.replicates, sorted.values.size());
    QList<RaterFigures> figures;
    for (int rater = 0; rater < raters.size(); ++rater) {
        const Beside beside = besideOthers(sorted, sums, rater);
        RaterFigures one;
        one.rater = raters[rater];
        one.sessions = sessionsOf(sorted, rater);
        one.severity = statistics::clusteredMean(beside.observations, options);
        one.severity.method = "mean difference from the other raters, dialogues drawn";
        if (beside.own.empty())
            one.severity.reason = "no dialogue was rated by another, too";
        one.withOthers = statistics::spearmanRho(beside.own, beside.others);
        one.withOthers.estimate.method += ", with the mean of the other raters";
        one.drift = statistics::kendallTau(beside.places, beside.excess);
        one.drift.estimate.method += ", of place and difference from the other raters";
        figures << one;
    }
    return figures;
}

} // namespace antiphon
