// What the recipe page asks of codings.
#pragma once

#include "core/cascade/recipeestimate.h"
#include "core/storage/connection.h"

namespace antiphon {

// All coders, by name. Errors: those of SQLite.
Result<QStringList> coderNames(const Connection& connection);
// Errors: NotFound for a name that is none's; those of readCodedCorpus and estimateRecipe.
Result<RecipeEstimate> estimateOf(const Connection& connection, const QString& coder, const QString& name,
                                  double prior);

} // namespace antiphon
