// Recipes for tests: every dial turned at random, from a seed.
#pragma once

#include "core/base/random.h"
#include "core/cascade/recipe.h"

namespace antiphon::test {

inline Recipe randomRecipe(quint64 seed)
{
    Random random(seed);
    Recipe recipe = defaultRecipe();
    const auto sometimes = [&](double otherwise) {
        return random.chance(0.5) ? random.uniform() : otherwise;
    };
    recipe.draw = static_cast<ValueDraw>(random.below(static_cast<quint64>(valueDrawNames().size())));
    recipe.temperature = random.chance(0.5) ? 0.3 + random.uniform() : 1 + 9 * random.uniform();
    recipe.lists = random.chance(0.5) ? ListDraw::InversePropensity : ListDraw::Uniform;
    if (random.chance(0.5))
        recipe.contentShare = random.uniform();
    const int sizes[] = {1, 4, 10};
    recipe.listSize = sizes[random.below(3)];
    const int goals[] = {0, 0, 1, 3};
    recipe.goal.tracks = std::min(goals[random.below(4)], recipe.listSize);
    recipe.goal.reply = recipe.goal.tracks > 0 ? static_cast<int>(random.below(4)) : 0;
    recipe.excludes = sometimes(0.03);
    recipe.excludesWhenNarrow = sometimes(0);
    if (random.chance(0.3))
        recipe.excludesOf = {{QStringLiteral("artist"), random.uniform()}};
    recipe.answersAsked = sometimes(0.9);
    recipe.takesProposal = sometimes(0.5);
    recipe.looksAhead = sometimes(1);
    recipe.continuesWhenNarrow = sometimes(0.5);
    recipe.lengths = {{QString::number(4 + random.below(6)), 1}, {QString::number(8 + random.below(24)), 2}};
    const auto shake = [&](auto& items) {
        for (auto& item : items)
            item.weight *= 0.2 + 4 * random.uniform();
    };
    shake(recipe.firstIntents);
    shake(recipe.firstNaming.types);
    shake(recipe.laterNaming.types);
    shake(recipe.laterNaming.values);
    shake(recipe.firstActions);
    shake(recipe.laterActions);
    shake(recipe.lastActions);
    for (auto& table : recipe.intentsAfter)
        shake(table);
    return recipe;
}

} // namespace antiphon::test
