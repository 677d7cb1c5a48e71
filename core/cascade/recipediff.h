// What is different between two recipes, key by key.
#pragma once

#include "core/cascade/recipe.h"

namespace antiphon {

struct RecipeChange
{
    QString key;    // as in the JSON: "user.first.intents.greeting+initial_query"
    QString before; // empty: the key is new
    QString after;  // empty: the key is gone
    bool operator==(const RecipeChange&) const = default;
};

// The keys whose values differ, in the order of their names; name, version and description say nothing of
// what is drawn and are left out. Entries of a list count from 1: "starts.list.2.weight".
QList<RecipeChange> recipeDiff(const Recipe& before, const Recipe& after);
// "lengths.8: 18.7 -> 25", "user.later.types.key: added, 3", "...: removed, was 3".
QString recipeChangeText(const RecipeChange& change);
// Whether the two draw the same plans: no key differs.
bool drawsAlike(const Recipe& a, const Recipe& b);

} // namespace antiphon
