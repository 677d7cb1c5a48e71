#include "ui/cascade/recipe/recipecommands.h"

#include "ui/cascade/recipe/recipeeditor.h"
#include "ui/cascade/recipe/recipepage.h"
#include "ui/cascade/recipe/recipepreview.h"

namespace antiphon {

QList<Command> recipeCommands(const std::function<bool()>& isShown, const std::function<RecipePage*()>& page,
                              const std::function<void()>& show)
{
    const auto act = [page](void (RecipeDesk::*done)()) {
        return [page, done] { (page()->desk().*done)(); };
    };
    return {
        {QStringLiteral("recipe"), RecipePage::tr("Show recipes"), {}, show},
        {QStringLiteral("save-recipe"), RecipePage::tr("Save the recipe as a new version"),
         QKeySequence(Qt::CTRL | Qt::Key_S), act(&RecipeDesk::save), isShown},
        {QStringLiteral("duplicate-recipe"), RecipePage::tr("Duplicate the recipe"),
         QKeySequence(Qt::CTRL | Qt::Key_D), act(&RecipeDesk::duplicate), isShown},
        {QStringLiteral("compare-recipe"),
         RecipePage::tr("Compare the recipe with a version…"),
         {},
         [page] { page()->editor().compare(); },
         isShown},
        {QStringLiteral("estimate-recipe"),
         RecipePage::tr("Estimate a recipe from coding…"),
         {},
         [page] { page()->editor().openEstimate(); },
         isShown},
        {QStringLiteral("calibrate-recipe"),
         RecipePage::tr("Calibrate the recipe on the catalogue…"),
         {},
         [page] { page()->editor().openCalibrate(); },
         isShown},
        {QStringLiteral("use-recipe"),
         RecipePage::tr("Use the recipe for plans"),
         {},
         [page] { Q_EMIT page()->editor().useRequested(); },
         isShown},
        {QStringLiteral("remove-recipe"),
         RecipePage::tr("Remove the version of the recipe"),
         {},
         act(&RecipeDesk::remove),
         isShown},
        {QStringLiteral("preview-seed"),
         RecipePage::tr("Draw the preview by the next seed"),
         {},
         [page] { page()->preview().setSeed(page()->preview().seed() + 1); },
         isShown},
    };
}

void showNextPlan(RecipePage& page, int steps)
{
    page.preview().showPlan(page.preview().shownPlan() + steps);
}

void addStartTo(RecipePage& page, const QString& filters)
{
    page.desk().addStart(filters);
    page.editor().showSection(RecipeEditor::Starts);
}

} // namespace antiphon
