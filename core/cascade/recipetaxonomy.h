// What binds recipes to the taxonomy: the version that one names, and the codes that it needs.
#pragma once

#include "core/cascade/recipe.h"
#include "core/taxonomy/taxonomystore.h"

namespace antiphon {

// Whether the recipe draws labels or attribute types by that code.
bool usesCode(const Recipe& recipe, const Code& code);

// Whether every intent and action that the recipe draws is a code of the version, in its facet. Errors:
// InvalidValue, whose detail names the labels that are not.
Result<void> checkLabels(const Recipe& recipe, const TaxonomyVersion& version, const QString& subject);
// The labels of recipes that stand as words in a text, held against the version. Errors: as checkLabels.
Result<void> checkLabelsIn(const QString& text, const TaxonomyVersion& version, const QString& subject);

// The version that the recipe names, found in the project; nothing where it names none. Errors: NotFound;
// NotPossible where the recipe was written for other content under that name; those of checkLabels.
Result<std::optional<TaxonomyVersion>> taxonomyOfRecipe(const Connection& connection, const Recipe& recipe);

// A recipe that needs a code: that of a plan set, or the newest version of one that is kept.
struct RecipeUse
{
    QString recipe;
    QString planSet; // empty: a kept one
    bool operator==(const RecipeUse&) const = default;
};
// Where the code is in use by recipes of the project: those of plan sets that are not removed, and
// the newest version of each that is kept. Errors: those of SQLite; those of recipeVersions.
Result<QList<RecipeUse>> usesOfCode(const Connection& connection, const Code& code);
// "The recipe human shares of the plans evening uses it"; empty without a use.
QString usesText(const QList<RecipeUse>& uses);
// The same of several codes, for a warning before they go or change their name: a line a code that is in use,
// "mood: the recipe human shares of the plans evening uses it". Errors: those of SQLite.
Result<QString> recipesUsing(const Connection& connection, const QList<CodeId>& codes);

} // namespace antiphon
