// A recipe from coded dialogues: how these people moved, as weights for the planner.
#pragma once

#include "core/analysis/codedcorpus.h"
#include "core/cascade/recipe.h"

namespace antiphon {

struct RecipeEstimate
{
    Recipe recipe;
    qint64 dialogues = 0;
    qint64 userTurns = 0;   // with an intent that recipes know
    qint64 systemTurns = 0; // with such an action
    qint64 missing = 0;     // turns of these dialogues without such a label
};

// Sets of labels as they stand together on turns: of the first user turn, of later ones by the leading action
// of the reply before, of the first, later and last reply. The weight of a set is its count in the table plus
// `prior` times its share of all turns of the role (the posterior mean under a Dirichlet prior of that mass
// around the pooled shares, up to a factor; Gelman et al., Bayesian Data Analysis, 3.4), so that a table with
// few turns leans on all. Names of attributes, too, without "none". How many types a turn names, and how
// often users name a type that a coded request for details asks for, leaning on the default chance with the
// weight of `prior`. What coding does not tell (how values are drawn, what is excluded) is as in the default
// recipe. The first user turn always opens with initial_query,
// as recipes ask. Errors: NotPossible for a layer without a coded user turn and a coded reply; InvalidValue
// for a prior that is not above 0.
Result<RecipeEstimate> estimateRecipe(const CodedCorpus& corpus, const CodingLayer& layer,
                                      const QString& name, double prior = 1);

} // namespace antiphon
