// Recipes on the command line: their versions, and those that are estimated from codings.
#include "app/cli/recipeoptions.h"
#include "app/cli/scope.h"
#include "app/cli/verbs.h"
#include "core/analysis/codedcorpusstore.h"
#include "core/base/linereader.h"
#include "core/cascade/recipediff.h"
#include "core/cascade/recipeestimate.h"
#include "core/cascade/recipestore.h"
#include "core/cascade/recipetaxonomy.h"
#include "core/catalogue/cataloguestore.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QLocale>
#include <QThread>

namespace antiphon::cli {

namespace {

QString day(TimePoint at)
{
    return QDateTime::fromMSecsSinceEpoch(at).toString(QStringLiteral("yyyy-MM-dd HH:mm"));
}

QJsonObject versionJson(const RecipeVersion& version)
{
    return {{QStringLiteral("name"), version.name()},
            {QStringLiteral("version"), version.number()},
            {QStringLiteral("note"), version.note},
            {QStringLiteral("actor"), version.actor},
            {QStringLiteral("shipped"), version.id.isNull()}};
}

Result<Answer> listRecipes(const Call& call)
{
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.readProject());
    ANTIPHON_TRY_ASSIGN(QList<RecipeVersion> versions, recipeVersions(connection));
    versions.prepend(shippedRecipe());
    QJsonArray recipes;
    QString text;
    for (const RecipeVersion& version : std::as_const(versions)) {
        recipes << versionJson(version);
        text +=
            version.title() + QStringLiteral("  ") +
            (version.id.isNull()
                 ? QStringLiteral("comes with Antiphon")
                 : QStringLiteral("%1  %2  %3").arg(day(version.createdAt), version.actor, version.note)) +
            QLatin1Char('\n');
    }
    return Answer{{{QStringLiteral("recipes"), recipes}}, text};
}

Result<Answer> showRecipe(const Call& call)
{
    const QString out = call.arguments.value(QStringLiteral("out"));
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.readProject());
    ANTIPHON_TRY_ASSIGN(const RecipeVersion version,
                        recipeCalled(connection, call.arguments.positional.first()));
    const QByteArray json = recipeJson(version.recipe);
    QJsonObject answer = versionJson(version);
    answer.insert(QStringLiteral("recipe"), QJsonDocument::fromJson(json).object());
    if (out.isEmpty())
        return Answer{answer, QString::fromUtf8(json)};
    ANTIPHON_TRY(writeWholeFile(out, json));
    return Answer{answer, QStringLiteral("Wrote %1 to %2\n").arg(version.title(), out)};
}

// The next version of the name, made from the newest one there is.
Result<RecipeVersion> saveVersion(const Connection& connection, const Call& call, const Recipe& recipe,
                                  const QString& note)
{
    const auto parent = recipeCalled(connection, recipe.name);
    RecipeVersion saved;
    ANTIPHON_TRY(
        EditHistory(connection).record(call.actor, saveRecipeLabel(recipe.name), [&]() -> Result<void> {
            ANTIPHON_TRY_ASSIGN(
                saved, saveRecipe(connection, call.actor, recipe, parent ? parent->id : RecipeId(), note));
            return {};
        }));
    return saved;
}

Result<Answer> saveNamed(const Call& call)
{
    const QString path = call.arguments.value(QStringLiteral("from"));
    ANTIPHON_TRY_ASSIGN(const QByteArray json, readWholeFile(path));
    ANTIPHON_TRY_ASSIGN(Recipe recipe, recipeFromJson(json, path));
    recipe.name = call.arguments.positional.first();
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.openProject());
    ANTIPHON_TRY_ASSIGN(const RecipeVersion saved,
                        saveVersion(connection, call, recipe, call.arguments.value(QStringLiteral("note"))));
    return Answer{versionJson(saved), QStringLiteral("Saved %1\n").arg(saved.title())};
}

Result<Answer> renameNamed(const Call& call)
{
    const QString from = call.arguments.positional[0];
    const QString to = call.arguments.positional[1];
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.openProject());
    ANTIPHON_TRY(EditHistory(connection).record(call.actor, renameRecipeLabel(from, to), [&] {
        return renameRecipe(connection, from, to);
    }));
    return Answer{{{QStringLiteral("name"), to}}, QStringLiteral("%1 is now %2\n").arg(from, to)};
}

Result<Answer> removeNamed(const Call& call)
{
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.openProject());
    ANTIPHON_TRY_ASSIGN(const RecipeVersion version,
                        recipeCalled(connection, call.arguments.positional.first()));
    ANTIPHON_TRY(EditHistory(connection).record(call.actor, removeRecipeLabel(version.title()), [&] {
        return removeRecipe(connection, version.id);
    }));
    return Answer{versionJson(version), QStringLiteral("Removed %1\n").arg(version.title())};
}

Result<Answer> diffRecipes(const Call& call)
{
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.readProject());
    ANTIPHON_TRY_ASSIGN(const RecipeVersion before, recipeCalled(connection, call.arguments.positional[0]));
    ANTIPHON_TRY_ASSIGN(const RecipeVersion after, recipeCalled(connection, call.arguments.positional[1]));
    const QList<RecipeChange> changes = recipeDiff(before.recipe, after.recipe);
    QJsonArray rows;
    QString text;
    for (const RecipeChange& change : changes) {
        rows << QJsonObject{{QStringLiteral("key"), change.key},
                            {QStringLiteral("before"), change.before},
                            {QStringLiteral("after"), change.after}};
        text += recipeChangeText(change) + QLatin1Char('\n');
    }
    if (changes.isEmpty())
        text = QStringLiteral("%1 and %2 draw alike\n").arg(before.title(), after.title());
    return Answer{{{QStringLiteral("before"), before.title()},
                   {QStringLiteral("after"), after.title()},
                   {QStringLiteral("changes"), rows}},
                  text};
}

// Writes the recipe to --out, keeps it under the name of --save, or both; says where it is.
Result<QString> keepEstimate(const Call& call, const Connection& connection, Recipe recipe)
{
    const QString out = call.arguments.value(QStringLiteral("out"));
    const QString name = call.arguments.value(QStringLiteral("save"));
    QStringList places;
    if (!out.isEmpty()) {
        ANTIPHON_TRY(writeWholeFile(out, recipeJson(recipe)));
        places << QStringLiteral("to %1").arg(out);
    }
    if (!name.isEmpty()) {
        recipe.name = name;
        ANTIPHON_TRY_ASSIGN(const RecipeVersion saved, saveVersion(connection, call, recipe, recipe.about));
        places << QStringLiteral("as %1").arg(saved.title());
    }
    return places.join(QStringLiteral(" and "));
}

// What --calibrate CATALOGUE asks for; nothing without it.
Result<std::optional<Calibration>> calibrationAsked(const Call& call, const Connection& connection,
                                                    const Recipe& recipe)
{
    const QString name = call.arguments.value(QStringLiteral("calibrate"));
    if (name.isEmpty())
        return std::nullopt;
    ANTIPHON_TRY_ASSIGN(const qint64 seed, call.arguments.integer(QStringLiteral("seed"), 1, 0, INT64_MAX));
    ANTIPHON_TRY_ASSIGN(const Catalogue catalogue, catalogueByName(connection, name));
    ANTIPHON_TRY_ASSIGN(const auto index, CatalogueIndex::load(connection, catalogue.id));
    const int threads = std::clamp(QThread::idealThreadCount(), 1, 8);
    ANTIPHON_TRY_ASSIGN(Calibration found,
                        calibrate(call, index, recipe, static_cast<quint64>(seed), threads));
    found.recipe.about += QStringLiteral(" Calibrated on the catalogue %1.").arg(name);
    if (!found.lacking.isEmpty())
        found.recipe.about += QStringLiteral(" It lacks %1; the other types take their shares.")
                                  .arg(found.lacking.join(QStringLiteral(", ")));
    return found;
}

Result<Answer> estimate(const Call& call)
{
    const QString out = call.arguments.value(QStringLiteral("out"));
    if (out.isEmpty() && !call.arguments.has(QStringLiteral("save")))
        return fail(ErrorCode::InvalidValue, QStringLiteral("recipe estimate"),
                    QStringLiteral("it needs --out FILE or --save NAME"));
    ANTIPHON_TRY_ASSIGN(const qint64 prior, call.arguments.integer(QStringLiteral("prior"), 1, 1, 1'000'000));
    const bool saves = call.arguments.has(QStringLiteral("save"));
    ANTIPHON_TRY_ASSIGN(const Connection connection, saves ? call.openProject() : call.readProject());
    ANTIPHON_TRY_ASSIGN(const auto coder, coderAsked(call, connection));
    if (saves)
        ANTIPHON_TRY(mayTellOf(connection, *coder));
    CodedCorpusQuery query;
    query.coders = {coder->id};
    ANTIPHON_TRY_ASSIGN(query.source, sourceAsked(call, connection));
    ANTIPHON_TRY_ASSIGN(const CodedCorpus corpus, readCodedCorpus(connection, query, call.cancel));
    const QString name =
        call.arguments.value(QStringLiteral("name"), QStringLiteral("shares of %1").arg(coder->name));
    ANTIPHON_TRY_ASSIGN(RecipeEstimate found,
                        estimateRecipe(corpus, corpus.layers.front(), name, static_cast<double>(prior)));
    found.recipe.taxonomy.name = call.arguments.value(QStringLiteral("taxonomy"));
    ANTIPHON_TRY_ASSIGN(const auto taxonomy, taxonomyOfRecipe(connection, found.recipe));
    if (taxonomy)
        found.recipe.taxonomy.hash = taxonomy->hash;
    ANTIPHON_TRY_ASSIGN(const auto calibration, calibrationAsked(call, connection, found.recipe));
    if (calibration)
        found.recipe = calibration->recipe;
    ANTIPHON_TRY_ASSIGN(const QString places, keepEstimate(call, connection, found.recipe));
    Answer answer{{{QStringLiteral("name"), name},
                   {QStringLiteral("coder"), coder->name},
                   {QStringLiteral("dialogues"), found.dialogues},
                   {QStringLiteral("userTurns"), found.userTurns},
                   {QStringLiteral("systemTurns"), found.systemTurns},
                   {QStringLiteral("missing"), found.missing},
                   {QStringLiteral("prior"), prior},
                   {QStringLiteral("taxonomy"), found.recipe.taxonomy.name},
                   {QStringLiteral("out"), out}},
                  QStringLiteral("Wrote the recipe %1 %2: %L3 dialogues, %L4 user turns, %L5 system turns, "
                                 "%L6 turns without a label of recipes\n")
                      .arg(name, places)
                      .arg(found.dialogues)
                      .arg(found.userTurns)
                      .arg(found.systemTurns)
                      .arg(found.missing)};
    if (calibration) {
        answer.json.insert(QStringLiteral("calibration"), calibrationJson(*calibration));
        answer.text += calibrationText(*calibration);
    }
    return answer;
}

Verb verb(const char* word, const char* operands, int count, const char* summary, const char* example,
          QList<Option> options, std::function<Result<Answer>(const Call&)> run)
{
    return {
        {QStringLiteral("recipe"), QString::fromLatin1(word)},
        QString::fromLatin1(operands),
        count,
        count,
        QString::fromLatin1(summary),
        QStringLiteral("antiphon-cli recipe %1 --project evening.antiphon").arg(QString::fromLatin1(example)),
        std::move(options),
        std::move(run)};
}

QList<Option> estimateOptions()
{
    return {coderOption(QStringLiteral("whose codings"), true),
            sourceOption(),
            {QStringLiteral("out"), QStringLiteral("FILE"), QStringLiteral("where to write")},
            {QStringLiteral("save"), QStringLiteral("NAME"),
             QStringLiteral("keep it in the project, as the next version of that recipe")},
            {QStringLiteral("name"), QStringLiteral("N"), QStringLiteral("what the recipe is called")},
            {QStringLiteral("prior"), QStringLiteral("N"),
             QStringLiteral("turns that the shares of all turns weigh in each table (1)")},
            {QStringLiteral("calibrate"), QStringLiteral("CATALOGUE"),
             QStringLiteral("turn the weights until plans over it have the coded shares")},
            keepExcludesOption(),
            {QStringLiteral("seed"), QStringLiteral("S"), QStringLiteral("of the calibration (1)")},
            {QStringLiteral("taxonomy"), QStringLiteral("V"),
             QStringLiteral("the version of the codebook that the recipe names")}};
}

} // namespace

QList<Verb> recipeVerbs()
{
    const Option out{QStringLiteral("out"), QStringLiteral("FILE"), QStringLiteral("write it there")};
    const Option from{QStringLiteral("from"), QStringLiteral("FILE"), QStringLiteral("the recipe as JSON"),
                      true};
    const Option note{QStringLiteral("note"), QStringLiteral("TEXT"), QStringLiteral("why this version")};
    return {verb("list", "", 0, "the versions of the recipes in the project", "list", {}, listRecipes),
            verb("show", "NAME[@V]", 1, "a recipe as JSON, its newest version or that one", "show mine@2",
                 {out}, showRecipe),
            verb("save", "NAME", 1, "keep a recipe as the next version of its name",
                 "save mine --from recipe.json --note 'more moods'", {from, note}, saveNamed),
            verb("diff", "A B", 2, "what is different between two recipes, key by key", "diff mine@1 mine@2",
                 {}, diffRecipes),
            verb("rename", "NAME NEW", 2, "give all versions of a recipe another name", "rename mine ours",
                 {}, renameNamed),
            verb("remove", "NAME[@V]", 1, "remove a version; plans that it drew keep it", "remove mine@2", {},
                 removeNamed),
            verb("estimate", "", 0, "a recipe for the planner from the shares of coded dialogues",
                 "estimate --coder ada --out recipe.json", estimateOptions(), estimate)};
}

} // namespace antiphon::cli
