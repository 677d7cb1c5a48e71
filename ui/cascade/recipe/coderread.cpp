#include "ui/cascade/recipe/coderread.h"

#include "core/analysis/codedcorpusstore.h"
#include "core/coding/coderstore.h"

namespace antiphon {

Result<QStringList> coderNames(const Connection& connection)
{
    ANTIPHON_TRY_ASSIGN(const QList<Coder> coders, allCoders(connection));
    QStringList names;
    for (const Coder& coder : coders)
        names << coder.name;
    return names;
}

Result<RecipeEstimate> estimateOf(const Connection& connection, const QString& coder, const QString& name,
                                  double prior)
{
    ANTIPHON_TRY_ASSIGN(const auto found, coderByName(connection, coder));
    if (!found)
        return fail(ErrorCode::NotFound, coder);
    CodedCorpusQuery query;
    query.coders = {found->id};
    ANTIPHON_TRY_ASSIGN(const CodedCorpus corpus, readCodedCorpus(connection, query));
    return estimateRecipe(corpus, corpus.layers.front(), name, prior);
}

} // namespace antiphon
