#include "app/cli/planfigures.h"
#include "app/cli/recipeoptions.h"
#include "app/cli/verbs.h"
#include "core/base/linereader.h"
#include "core/cascade/drawplans.h"
#include "core/cascade/planexport.h"
#include "core/cascade/recipestore.h"
#include "core/catalogue/cataloguestore.h"

#include <QLocale>
#include <QThread>

namespace antiphon::cli {

namespace {

using IndexPointer = std::shared_ptr<const CatalogueIndex>;

Result<IndexPointer> loadIndex(const Connection& connection, const Call& call)
{
    ANTIPHON_TRY_ASSIGN(const Catalogue catalogue,
                        catalogueByName(connection, call.arguments.value(QStringLiteral("catalogue"))));
    return CatalogueIndex::load(connection, catalogue.id);
}

QString planText(const DrawnPlans& drawn)
{
    const QLocale locale;
    const PlanDiagnostics& diagnostics = drawn.diagnostics;
    QString text = QStringLiteral("Drew %1: %2 plans, %3 turns in %4 s\n")
                       .arg(drawn.set.name, locale.toString(drawn.set.plans),
                            locale.toString(drawn.set.turns), locale.toString(drawn.seconds, 'f', 2));
    if (diagnostics.meanTurns)
        text += QStringLiteral("%1 turns a plan (%2 to %3)")
                    .arg(locale.toString(*diagnostics.meanTurns, 'f', 2))
                    .arg(diagnostics.shortest)
                    .arg(diagnostics.longest);
    if (diagnostics.expectedMeanTurns)
        text += QStringLiteral(", the recipe aims at %1")
                    .arg(locale.toString(*diagnostics.expectedMeanTurns, 'f', 1));
    text += QLatin1Char('\n');
    text += sharesText(diagnostics, QStringLiteral("recipe"));
    text += balanceText(drawn.balance);
    return text;
}

QJsonObject planJson(const DrawnPlans& drawn, qint64 threads)
{
    const PlanDiagnostics& diagnostics = drawn.diagnostics;
    const auto orNull = [](const std::optional<double>& number) {
        return number ? QJsonValue(*number) : QJsonValue(QJsonValue::Null);
    };
    QJsonObject json{{QStringLiteral("name"), drawn.set.name},
                     {QStringLiteral("recipe"), recipeTitle(drawn.set)},
                     {QStringLiteral("plans"), drawn.set.plans},
                     {QStringLiteral("turns"), drawn.set.turns},
                     {QStringLiteral("seed"), static_cast<qint64>(drawn.set.seed)},
                     {QStringLiteral("threads"), threads},
                     {QStringLiteral("seconds"), drawn.seconds},
                     {QStringLiteral("meanTurns"), orNull(diagnostics.meanTurns)},
                     {QStringLiteral("recipeMeanTurns"), orNull(diagnostics.expectedMeanTurns)},
                     {QStringLiteral("shortest"), diagnostics.shortest},
                     {QStringLiteral("longest"), diagnostics.longest}};
    insertShares(json, diagnostics);
    json.insert(QStringLiteral("balance"), balanceJson(drawn.balance));
    return json;
}

Result<Answer> runPlan(const Call& call)
{
    DrawRequest request;
    request.name = call.arguments.value(QStringLiteral("name"));
    ANTIPHON_TRY_ASSIGN(request.count, call.arguments.integer(QStringLiteral("count"), 1000, 1, 100'000'000));
    ANTIPHON_TRY_ASSIGN(const qint64 seed, call.arguments.integer(QStringLiteral("seed"), 1, 0, INT64_MAX));
    const int cores = std::max(QThread::idealThreadCount(), 1);
    ANTIPHON_TRY_ASSIGN(const qint64 threads,
                        call.arguments.integer(QStringLiteral("threads"), std::min(cores, 8), 1, 64));
    request.seed = static_cast<quint64>(seed);
    request.threads = static_cast<int>(threads);
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.openProject());
    ANTIPHON_TRY_ASSIGN(const RecipeVersion recipe, recipeAsked(connection, call));
    ANTIPHON_TRY_ASSIGN(request.recipe, withDrawOptions(call, recipe.recipe));
    const bool calibrates = call.arguments.has(QStringLiteral("calibrate"));
    if (request.recipe == recipe.recipe && !calibrates)
        request.recipeVersion = recipe.id;
    ANTIPHON_TRY_ASSIGN(const IndexPointer index, loadIndex(connection, call));
    Answer answer;
    QJsonObject calibration;
    if (calibrates) {
        ANTIPHON_TRY_ASSIGN(const Calibration found,
                            calibrate(call, index, request.recipe, request.seed, request.threads));
        request.recipe = found.recipe;
        calibration = calibrationJson(found);
        answer.text = calibrationText(found) + QLatin1Char('\n');
    }
    ANTIPHON_TRY_ASSIGN(const DrawnPlans drawn,
                        drawPlans(connection, call.actor, index, request, call.cancel, call.progress));
    answer.json = planJson(drawn, threads);
    if (!calibration.isEmpty())
        answer.json.insert(QStringLiteral("calibration"), calibration);
    answer.text += planText(drawn);
    return answer;
}

Result<Answer> runExportPlans(const Call& call)
{
    const QString format = call.arguments.value(QStringLiteral("format"), QStringLiteral("jsonl"));
    if (format != QLatin1String("jsonl"))
        return fail(ErrorCode::InvalidValue, QStringLiteral("--format ") + format,
                    QStringLiteral("plans are written as jsonl"));
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.openProject());
    ANTIPHON_TRY_ASSIGN(const PlanSet set,
                        planSetByName(connection, call.arguments.value(QStringLiteral("source"))));
    ANTIPHON_TRY_ASSIGN(const IndexPointer index, CatalogueIndex::load(connection, set.catalogue));
    const QString out = call.arguments.value(QStringLiteral("out"));
    ANTIPHON_TRY_ASSIGN(const qint64 plans,
                        exportPlans(connection, *index, set, out, call.cancel, call.progress));
    return Answer{{{QStringLiteral("plans"), plans}, {QStringLiteral("out"), out}},
                  QStringLiteral("Wrote %1 plans to %2\n").arg(QLocale().toString(plans), out)};
}

Result<Answer> runExportRecipe(const Call& call)
{
    const QString source = call.arguments.value(QStringLiteral("source"));
    const QString out = call.arguments.value(QStringLiteral("out"));
    QByteArray json = recipeJson(defaultRecipe());
    if (!source.isEmpty()) {
        ANTIPHON_TRY_ASSIGN(const Connection connection, call.openProject());
        ANTIPHON_TRY_ASSIGN(const PlanSet set, planSetByName(connection, source));
        json = set.recipe;
    }
    ANTIPHON_TRY(writeWholeFile(out, json));
    return Answer{{{QStringLiteral("out"), out}}, QStringLiteral("Wrote the recipe to %1\n").arg(out)};
}

Option catalogueOption()
{
    return {QStringLiteral("catalogue"), QStringLiteral("N"),
            QStringLiteral("which catalogue, where the project has several")};
}

Verb planVerb()
{
    return {{QStringLiteral("plan")},
            {},
            0,
            0,
            QStringLiteral("draw plans of dialogues from a catalogue by a recipe"),
            QStringLiteral("antiphon-cli plan --count 1000 --seed 7 --name plans --project evening.antiphon"),
            QList<Option>{
                {QStringLiteral("count"), QStringLiteral("N"), QStringLiteral("how many plans (1000)")},
                {QStringLiteral("seed"), QStringLiteral("S"), QStringLiteral("of the draw (1)")},
                {QStringLiteral("name"), QStringLiteral("P"), QStringLiteral("name of the plan set"), true},
                {QStringLiteral("recipe"), QStringLiteral("NAME[@V]|FILE"),
                 QStringLiteral("a recipe of the project or a file of one (human shares)")},
                {QStringLiteral("threads"), QStringLiteral("T"),
                 QStringLiteral("threads that draw; the plans do not depend on it")},
                {QStringLiteral("calibrate"), QString(),
                 QStringLiteral("turn the recipe's weights first until plans have its shares here")},
                keepExcludesOption(),
                catalogueOption()} +
                drawOptions(),
            runPlan};
}

Verb exportPlansVerb()
{
    return {{QStringLiteral("export"), QStringLiteral("plans")},
            {},
            0,
            0,
            QStringLiteral("write a plan set as JSON lines"),
            QStringLiteral("antiphon-cli export plans --source plans --out plans.jsonl "
                           "--project evening.antiphon"),
            {{QStringLiteral("source"), QStringLiteral("P"), QStringLiteral("the plan set"), true},
             {QStringLiteral("format"), QStringLiteral("F"), QStringLiteral("jsonl")},
             {QStringLiteral("out"), QStringLiteral("FILE"), QStringLiteral("where to"), true}},
            runExportPlans};
}

Verb exportRecipeVerb()
{
    return {{QStringLiteral("export"), QStringLiteral("recipe")},
            {},
            0,
            0,
            QStringLiteral("write the recipe of a plan set, or the one that ships with the program"),
            QStringLiteral("antiphon-cli export recipe --out recipe.json"),
            {{QStringLiteral("source"), QStringLiteral("P"), QStringLiteral("a plan set of the project")},
             {QStringLiteral("out"), QStringLiteral("FILE"), QStringLiteral("where to"), true}},
            runExportRecipe};
}

} // namespace

QList<Verb> planVerbs()
{
    return {planVerb(), exportPlansVerb(), exportRecipeVerb()};
}

} // namespace antiphon::cli
