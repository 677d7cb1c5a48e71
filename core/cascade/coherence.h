// Whether the values that a dialogue names one after the other go together in the catalogue.
#pragma once

#include "core/base/cancellation.h"
#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/cascade/plan.h"
#include "core/catalogue/catalogueindex.h"
#include "core/statistics/estimate.h"

#include <QHash>

#include <unordered_map>

namespace antiphon {

// Pairs of values named one after the other, with how often they were.
class ValuePairs
{
public:
    struct Pair
    {
        ValueId first = 0;
        ValueId second = 0;
        qint64 count = 0;
    };
    explicit ValuePairs(const CatalogueIndex& index) : m_index(index) {}

    // The included values in the order in which the user names them. Excluded and removed ones are passed
    // over; a pair with a value that the catalogue does not have, such as a range, is missing, and one of a
    // value with itself none.
    void add(const Plan& plan);
    void add(const QList<Filter>& cascade);
    std::vector<Pair> pairs() const; // by value
    qint64 missing() const { return m_missing; }

private:
    std::optional<ValueId> valueOf(const Filter& filter);
    const CatalogueIndex& m_index;
    QHash<QString, std::optional<ValueId>> m_known;
    std::unordered_map<quint64, qint64> m_counts;
    qint64 m_missing = 0;
};

// Tracks that have both values of each pair, in the pairs' order.
std::vector<quint32> tracksWithBoth(const CatalogueIndex& index, const std::vector<ValuePairs::Pair>& pairs);

// Means over the pairs, each as often as it was named. N tracks, n_a of them with the one value, n_ab with
// both: lift = N n_ab / (n_a n_b); pointwise mutual information log2(lift) in bits (Church and Hanks 1990),
// undefined and missing where no track has both; normalised by -log2(n_ab / N) (Bouma 2009), which is -1
// where none has and 1 where the one value never comes without the other.
struct CoherenceFigures
{
    statistics::Estimate pmi;
    statistics::Estimate normalised;
    statistics::Estimate lift;
};
CoherenceFigures coherenceOf(const CatalogueIndex& index, const ValuePairs& pairs);

// A figure held against catalogues whose values are shuffled among the tracks of their type.
struct AgainstShuffled
{
    statistics::Estimate observed;
    std::optional<double> shuffledMean; // nothing without a shuffle in which the figure is defined
    std::optional<double> shuffledLow;  // the middle 95 % of the shuffles
    std::optional<double> shuffledHigh;
    std::optional<double> p; // (1 + shuffles at least as high) / (1 + shuffles)
    int shuffles = 0;
    quint64 seed = 0;
};
struct Coherence
{
    AgainstShuffled pmi;
    AgainstShuffled normalised;
    AgainstShuffled lift;
};
// Permutation test, one-sided: in each of `shuffles` catalogues every track keeps how many values of each
// type it has and every value how many tracks. Each shuffle has a stream of its own, so `threads` changes
// nothing. Errors: Cancelled.
Result<Coherence> testCoherence(const CatalogueIndex& index, const ValuePairs& pairs, int shuffles,
                                quint64 seed, int threads, const CancelToken& cancel,
                                const ProgressSink& progress);

} // namespace antiphon
