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
    std::vector<double> excludes;    // by type of the index: the chance that the recipe gives it; -1: none
    std::vector<quint32> mostValues; // by type of the index: the most values of it that one track has
    // By track, above 0 to 1: how it is drawn beside others. Empty: all alike.
    std::vector<float> listWeights;
};

// Types that the catalogue lacks, or knows as bare numbers only, are left out; a naming rule that has none
// left takes the types of the other one. Recipe::contentShare moves weight between the types of metadata and
// of content, in each table; one that lacks either family takes their weights from the other table.
//
// Lists by inverse propensity weigh a track by 1 / its expected exposure: how often it would be listed if a
// reply came after no filter or one, drawn by the recipe's weights of types and its way to draw values, from
// values that at least two lists of tracks have:  0.1 / tracks + sum over its values of P(value) / tracks
// with the value. The weight of inverse propensity (Horvitz and Thompson 1952) is then its reciprocal.
//
// Errors: NotPossible when no type is left at all, and when contentShare asks for a family that is not there.
Result<PlanTables> planTables(const CatalogueIndex& index, const Recipe& recipe);

} // namespace antiphon
