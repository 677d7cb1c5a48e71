// How well classes of things can be told apart by what is known of them: the leak meter of a blinded study.
#pragma once

#include "core/base/cancellation.h"
#include "core/statistics/estimate.h"

#include <span>
#include <vector>

namespace antiphon::statistics {

struct SeparationOptions
{
    int folds = 5;
    int permutations = 999;
    double ridge = 1.0; // added to the diagonal, above 0
    std::uint64_t seed = 1;
    CancelToken cancel = {};
};

struct Separation
{
    Estimate overall;              // the mean of the classes' areas; 0.5 is chance
    std::vector<Estimate> classes; // the area under the ROC curve of each class against the rest
    std::optional<double> p; // of the overall area by permutation of the classes, (1 + as large) / (1 + all)
    int permutations = 0;
    bool cancelled = false;
};

// Area under the ROC curve: the chance that a positive gets the higher score, ties counted half (Hanley and
// McNeil 1982). Nothing where positives or negatives are missing. Both lists are equally long.
std::optional<double> areaUnderRoc(std::span<const double> scores, const std::vector<bool>& positive);

// Kernel ridge regression of each class against the rest, cross-validated in folds that hold each class
// alike; areas are computed within each fold and averaged with their numbers of pairs as weights, since
// scores of different folds do not compare. `gram` holds the inner products of n things, row by row (n x n,
// positive semi-definite); `classes` their classes from 0. Undefined with fewer than two classes, or fewer
// things in a class than folds.
Separation crossValidatedSeparation(std::span<const double> gram, std::span<const int> classes,
                                    const SeparationOptions& options);

} // namespace antiphon::statistics
