// A recipe made ready for one catalogue: tables that can be drawn from without looking names up.
#pragma once

#include "core/base/random.h"
#include "core/cascade/recipe.h"
#include "core/catalogue/catalogueindex.h"

namespace antiphon {

// What a set of user intents asks the planner to do.
enum Move : quint32 {
    AddFilter = 1,
    RemoveFilter = 2,
    Continue = 4,
    Reject = 8,
    Ask = 16 // about a track
};

struct IntentSet
{
    QStringList labels;
    quint32 moves = 0;
};

// Items with weights.
template<typename Item>
struct WeightedTable
{
    std::vector<Item> items;
    std::vector<double> weights;

    void add(Item item, double weight)
    {
        items.push_back(std::move(item));
        weights.push_back(weight);
    }
    bool isEmpty() const { return items.empty(); }
    // The table must hold a positive weight.
    const Item& draw(Random& random) const
    {
        return items[static_cast<std::size_t>(random.weighted(weights))];
    }
};

struct NamingTable
{
    WeightedTable<int> types; // places in CatalogueIndex::types()
    WeightedTable<int> values;
};

struct PlanTables
{
    WeightedTable<int> lengths;
    WeightedTable<IntentSet> firstIntents;
    WeightedTable<IntentSet> afterPassive;
    WeightedTable<IntentSet> afterDetail;
    WeightedTable<IntentSet> afterActive;
    WeightedTable<IntentSet> afterOthers;
    NamingTable firstNaming;
    NamingTable laterNaming;
    WeightedTable<QStringList> firstActions;
    WeightedTable<QStringList> laterActions;
    WeightedTable<QStringList> lastActions;
};

// Types that the catalogue lacks, or knows as bare numbers only, are left out; a naming rule that has none
// left takes the types of the other one. Errors: NotPossible when no type is left at all.
Result<PlanTables> planTables(const CatalogueIndex& index, const Recipe& recipe);

} // namespace antiphon
