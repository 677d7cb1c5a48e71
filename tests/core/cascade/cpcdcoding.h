// A recipe from the authors' coding of CPCD, where the real data is.
#pragma once

#include "core/analysis/codedcorpusstore.h"
#include "core/cascade/recipeestimate.h"
#include "core/coding/codingimport.h"
#include "core/corpus/corpusimport.h"
#include "tests/support/temporaryproject.h"

namespace antiphon::test {

inline Result<RecipeEstimate> cpcdEstimate(const QString& data)
{
    const TemporaryProject project;
    const Actor actor{QStringLiteral("ada")};
    CorpusImport corpus;
    corpus.files = {data + QStringLiteral("/cpcd/cpcd_v1.dialogs.dev.train.jsonl")};
    corpus.name = QStringLiteral("cpcd");
    ANTIPHON_TRY(importCorpus(project.connection(), actor, corpus));
    CodingImportRequest codings;
    codings.path = data + QStringLiteral("/cpcd-intent/cpcd_intent.train.csv");
    codings.coder = QStringLiteral("authors");
    ANTIPHON_TRY(importCodings(project.connection(), actor, codings));
    ANTIPHON_TRY_ASSIGN(const CodedCorpus coded, readCodedCorpus(project.connection(), {}));
    return estimateRecipe(coded, coded.layers.at(0), QStringLiteral("found"));
}

} // namespace antiphon::test
