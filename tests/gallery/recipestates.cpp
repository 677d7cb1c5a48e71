// The recipe page of the cascade station.
#include "core/cascade/recipestore.h"
#include "core/storage/edithistory.h"
#include "tests/gallery/gallery.h"
#include "ui/cascade/recipe/calibrateform.h"
#include "ui/cascade/recipe/recipeeditor.h"
#include "ui/cascade/recipe/recipepage.h"
#include "ui/cascade/recipe/recipepreview.h"

namespace antiphon::gallery {

namespace {

const Actor ada{QStringLiteral("ada")};

Result<void> save(const Connection& connection, const Recipe& recipe, RecipeId parent, const char* note,
                  RecipeId* saved)
{
    return EditHistory(connection).record(ada, saveRecipeLabel(recipe.name), [&]() -> Result<void> {
        ANTIPHON_TRY_ASSIGN(const RecipeVersion version,
                            saveRecipe(connection, ada, recipe, parent, QString::fromUtf8(note)));
        *saved = version.id;
        return {};
    });
}

Result<void> saveSome(const Connection& connection)
{
    Recipe recipe = defaultRecipe();
    recipe.name = QStringLiteral("evening");
    RecipeId first;
    ANTIPHON_TRY(save(connection, recipe, {}, "as shipped, to be made shorter", &first));
    recipe.lengths = {{QStringLiteral("4"), 8},  {QStringLiteral("6"), 30},  {QStringLiteral("7"), 9},
                      {QStringLiteral("8"), 40}, {QStringLiteral("10"), 22}, {QStringLiteral("12"), 6}};
    recipe.excludes = 0.12;
    recipe.draw = ValueDraw::Tempered;
    recipe.temperature = 1.8;
    recipe.starts = {0.3,
                     {{{{QStringLiteral("theme"), QStringLiteral("party")},
                        {QStringLiteral("mood"), QStringLiteral("dark"), Sense::Exclude}},
                       3},
                      {{{QStringLiteral("genre"), QStringLiteral("reggae")}}, 1}}};
    RecipeId second;
    ANTIPHON_TRY(save(connection, recipe, first, "shorter talks, rarer values", &second));
    recipe.name = QStringLiteral("long talks");
    recipe.lengths = {{QStringLiteral("20"), 3}, {QStringLiteral("28"), 1}};
    return save(connection, recipe, second, "", &first);
}

void presentCalibration(RecipePage& page)
{
    CalibrationRequest request;
    request.recipe = page.desk().recipe();
    request.plans = 20;
    request.rounds = 4;
    request.measured = 200;
    if (const auto found = calibrateRecipe(page.desk().loader().index(), request, {}, {}))
        page.findChild<CalibrateForm*>()->present(*found);
}

RecipePage* pageOf(Stage& stage)
{
    return stage.window.findChild<RecipePage*>();
}

State state(const char* name, int section, std::function<void(RecipePage&, Stage&)> act = {})
{
    return {QString::fromLatin1(name), Project::Sample, saveSome, [section, act](Stage& stage) {
                stage.go(QStringLiteral("cascade"), QStringLiteral("recipe"));
                RecipePage* page = pageOf(stage);
                const QList<RecipeVersion>& versions = page->desk().versions();
                page->desk().openVersion(versions.value(1).id);
                page->editor().showSection(section);
                stage.settle();
                if (act)
                    act(*page, stage);
                page->preview().drawNow();
                stage.settle();
            }};
}

} // namespace

QList<State> recipeStates()
{
    return {
        {QStringLiteral("cascade-recipe-shipped"),
         Project::Sample,
         {},
         [](Stage& stage) {
             stage.go(QStringLiteral("cascade"), QStringLiteral("recipe"));
             stage.settle();
             pageOf(stage)->preview().drawNow();
             stage.settle();
         }},
        state("cascade-recipe-length", RecipeEditor::Length,
              [](RecipePage& page, Stage&) {
                  page.desk().change(QStringLiteral("x"),
                                     [](Recipe& recipe) { recipe.lengths[0].weight = 35; });
              }),
        state("cascade-recipe-first", RecipeEditor::FirstTurn),
        state("cascade-recipe-later", RecipeEditor::LaterTurns),
        state("cascade-recipe-replies", RecipeEditor::Replies),
        state("cascade-recipe-naming", RecipeEditor::Naming),
        state("cascade-recipe-values", RecipeEditor::Values),
        state("cascade-recipe-starts", RecipeEditor::Starts),
        state("cascade-recipe-aims", RecipeEditor::Aims),
        state("cascade-recipe-json", RecipeEditor::Json,
              [](RecipePage& page, Stage& stage) {
                  QByteArray json = page.desk().inHand().text();
                  page.desk().type(json.replace("\"excludes\": 0.12", "\"excludes\": 12"));
                  stage.settle();
              }),
        state("cascade-recipe-changes", RecipeEditor::Changes),
        state("cascade-recipe-estimate", RecipeEditor::FirstTurn,
              [](RecipePage& page, Stage& stage) {
                  page.editor().openEstimate();
                  stage.settle();
              }),
        state("cascade-recipe-calibrate", RecipeEditor::Aims,
              [](RecipePage& page, Stage& stage) {
                  page.editor().openCalibrate();
                  presentCalibration(page);
                  stage.settle();
              }),
    };
}

} // namespace antiphon::gallery
