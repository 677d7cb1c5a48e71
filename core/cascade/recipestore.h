// Versions of recipes in the project file. The only place with SQL about them.
#pragma once

#include "core/cascade/recipe.h"
#include "core/storage/edithistory.h"

namespace antiphon {

struct RecipeVersion
{
    RecipeId id;     // null: the recipe that ships with the program
    Recipe recipe;   // under the name and the number that it has in the project
    RecipeId parent; // the version it was made from, which may be gone; null: none
    QString note;
    QString actor;
    TimePoint createdAt = 0;

    const QString& name() const { return recipe.name; }
    int number() const { return recipe.version; }
    QString title() const; // "mine@2"
};

// By name, the newest of each first. Without the recipe that ships. Errors: those of SQLite; DamagedProject
// where a body is no recipe.
Result<QList<RecipeVersion>> recipeVersions(const Connection& connection);
// "mine" for its newest version, "mine@2" for that one; the name of the recipe that ships for itself. Errors:
// NotFound, whose detail names what is there; those of recipeVersions.
Result<RecipeVersion> recipeCalled(const Connection& connection, const QString& title);
RecipeVersion shippedRecipe();

// Keeps the recipe as the next version of its name. Call it, and what follows, inside EditHistory::record or
// ProjectSession::edit. Errors: InvalidValue for a recipe that recipeFromJson() refuses, and for a name that
// is empty, over 100 characters, has an @ or is that of the recipe that ships; NotPossible where the newest
// version of the name draws alike.
Result<RecipeVersion> saveRecipe(const Connection& connection, const Actor& actor, Recipe recipe,
                                 RecipeId parent = {}, const QString& note = {});
// All versions of the name. Errors: NotFound; AlreadyExists where the new name is taken; as saveRecipe.
Result<void> renameRecipe(const Connection& connection, const QString& from, const QString& to);
// One version. Plans that were drawn by it keep it whole. Errors: NotFound.
Result<void> removeRecipe(const Connection& connection, RecipeId version);
// What the history says of these acts.
QString saveRecipeLabel(const QString& name);
QString renameRecipeLabel(const QString& from, const QString& to);
QString removeRecipeLabel(const QString& title);

// What somebody is writing, safe from a crash and no edit of the project.
struct RecipeDraft
{
    RecipeId id;
    RecipeId base;   // the version it began from; null: none
    QString name;    // that it will be saved under
    QByteArray body; // as it was typed: it need not be a recipe
    QString note;
    TimePoint changedAt = 0;
};
// Oldest first.
Result<QList<RecipeDraft>> recipeDrafts(const Connection& connection);
Result<void> keepRecipeDraft(const Connection& connection, const RecipeDraft& draft);
Result<void> dropRecipeDraft(const Connection& connection, RecipeId draft);

} // namespace antiphon
