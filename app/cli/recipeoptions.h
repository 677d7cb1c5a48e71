// Options that change the recipe that plans are drawn by, and its calibration, told alike by every verb.
#pragma once

#include "app/cli/verb.h"
#include "core/cascade/recipecalibration.h"
#include "core/cascade/recipestore.h"

namespace antiphon::cli {

// What --recipe NAME[@V]|FILE names: a file where there is one of that name, else a version in the project;
// without the option the recipe that ships. Errors: those of recipeCalled and recipeFromJson.
Result<RecipeVersion> recipeAsked(const Connection& connection, const Call& call);

// --draw, --temperature, --content-share, --lists, --goal, --goal-reply.
QList<Option> drawOptions();
// The recipe with what these options say. Errors: InvalidValue.
Result<Recipe> withDrawOptions(const Call& call, Recipe recipe);

// --keep-excludes, beside the verb's own --calibrate.
Option keepExcludesOption();
Result<Calibration> calibrate(const Call& call, const std::shared_ptr<const CatalogueIndex>& index,
                              const Recipe& recipe, quint64 seed, int threads);
QJsonObject calibrationJson(const Calibration& calibration);
QString calibrationText(const Calibration& calibration);

} // namespace antiphon::cli
