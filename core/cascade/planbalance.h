// How evenly a set of plans spreads over its catalogue: which tracks are listed, which values are named.
#pragma once

#include "core/cascade/plan.h"
#include "core/catalogue/catalogueindex.h"

namespace antiphon {

// The Gini coefficient of counts: 0 when all are alike, near 1 when one has nearly everything,
// sum of (2 i - n - 1) x_i over n times the sum of x, x ascending, i from 1 (Dixon et al., Ecology 68, 1987,
// without their correction for small n). Nothing for an empty list and for zeros alone.
std::optional<double> giniOf(std::vector<quint32> counts);

// Counts per track and per value; grows plan by plan and adds up over threads. All counts of one index.
struct BalanceCounts
{
    explicit BalanceCounts(const CatalogueIndex& index)
        : listed(index.trackCount(), 0), named(index.valueCount(), 0)
    {
    }
    // A value counts where the user names it, as include or exclude; what is removed does not count, nor do
    // ranges of numbers.
    void add(const CatalogueIndex& index, const Plan& plan);
    void add(const BalanceCounts& other);

    std::vector<quint32> listed; // by track: replies that list it
    std::vector<quint32> named;  // by ValueId: user turns that name it
};

// Of the items that the catalogue has, how many came at all and how unevenly they came.
struct Balance
{
    qint64 items = 0;           // tracks, or values that at least one track has
    qint64 came = 0;            // of them, that came at least once
    qint64 total = 0;           // how often all came together
    double topTenth = 0;        // share of `total` that the tenth of the items has that came most often
    std::optional<double> gini; // over all items, those that never came included; nothing when none came
    double coverage() const { return items > 0 ? static_cast<double>(came) / static_cast<double>(items) : 0; }
    bool operator==(const Balance&) const = default;
};

struct TypeBalance
{
    QString type;
    Balance values;
};

struct PlanBalance
{
    Balance tracks;
    Balance values;           // of all types together
    QList<TypeBalance> types; // each type that has values, in the order of the index
};
PlanBalance balanceOf(const CatalogueIndex& index, const BalanceCounts& counts);

} // namespace antiphon
