// The rules that hold in every plan, checked from outside: by the catalogue's tracks, not by the planner's
// sets.
#pragma once

#include "core/cascade/plan.h"
#include "core/cascade/recipe.h"
#include "core/catalogue/catalogueindex.h"

namespace antiphon::test {

// The first rule that the plan breaks, in words; empty when it keeps all.
QString brokenRule(const CatalogueIndex& index, const Plan& plan, int listSize);
// The same for a plan that is after tracks, as the rule says.
QString brokenGoalRule(const CatalogueIndex& index, const Plan& plan, const GoalRule& rule);
// All rules that a plan of the recipe must keep: those above, and that its label sets, lengths and types are
// of the recipe.
QString brokenRule(const CatalogueIndex& index, const Plan& plan, const Recipe& recipe);

} // namespace antiphon::test
