// What can be done on the recipe page, with its keys.
#pragma once

#include "ui/shell/workspace.h"

namespace antiphon {

class RecipePage;

// `isShown` tells whether the page is; `page` gives it, once the view was made.
QList<Command> recipeCommands(const std::function<bool()>& isShown, const std::function<RecipePage*()>& page,
                              const std::function<void()>& show);
// By so many plans of those that the preview drew.
void showNextPlan(RecipePage& page, int steps);
// Adds the cascade to the recipe in hand and shows the section.
void addStartTo(RecipePage& page, const QString& filters);

} // namespace antiphon
