// Recipes from what was coded, on the command line.
#include "app/cli/scope.h"
#include "app/cli/verbs.h"
#include "core/analysis/codedcorpusstore.h"
#include "core/base/linereader.h"
#include "core/cascade/recipeestimate.h"
#include "core/cascade/recipetaxonomy.h"

namespace antiphon::cli {

namespace {

Result<Answer> estimate(const Call& call)
{
    const QString out = call.arguments.value(QStringLiteral("out"));
    ANTIPHON_TRY_ASSIGN(const qint64 prior, call.arguments.integer(QStringLiteral("prior"), 1, 1, 1'000'000));
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.readProject());
    ANTIPHON_TRY_ASSIGN(const auto coder, coderAsked(call, connection));
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
    ANTIPHON_TRY(writeWholeFile(out, recipeJson(found.recipe)));
    return Answer{
        {{QStringLiteral("name"), name},
         {QStringLiteral("coder"), coder->name},
         {QStringLiteral("dialogues"), found.dialogues},
         {QStringLiteral("userTurns"), found.userTurns},
         {QStringLiteral("systemTurns"), found.systemTurns},
         {QStringLiteral("missing"), found.missing},
         {QStringLiteral("prior"), prior},
         {QStringLiteral("taxonomy"), found.recipe.taxonomy.name},
         {QStringLiteral("out"), out}},
        QStringLiteral("Wrote the recipe %1 to %2: %L3 dialogues, %L4 user turns, %L5 system turns, "
                       "%L6 turns without a label of recipes\n")
            .arg(name, out)
            .arg(found.dialogues)
            .arg(found.userTurns)
            .arg(found.systemTurns)
            .arg(found.missing)};
}

} // namespace

QList<Verb> recipeVerbs()
{
    return {{{QStringLiteral("recipe"), QStringLiteral("estimate")},
             {},
             0,
             0,
             QStringLiteral("a recipe for the planner from the shares of coded dialogues"),
             QStringLiteral("antiphon-cli recipe estimate --coder ada --out recipe.json --project "
                            "evening.antiphon"),
             {coderOption(QStringLiteral("whose codings"), true),
              sourceOption(),
              {QStringLiteral("out"), QStringLiteral("FILE"), QStringLiteral("where to write"), true},
              {QStringLiteral("name"), QStringLiteral("N"), QStringLiteral("what the recipe is called")},
              {QStringLiteral("prior"), QStringLiteral("N"),
               QStringLiteral("turns that the shares of all turns weigh in each table (1)")},
              {QStringLiteral("taxonomy"), QStringLiteral("V"),
               QStringLiteral("the version of the codebook that the recipe names")}},
             estimate}};
}

} // namespace antiphon::cli
