#include "core/statistics/separation.h"

#include "core/base/random.h"
#include "core/statistics/ranks.h"

#include <algorithm>
#include <cmath>

namespace antiphon::statistics {

namespace {

const char* const method = "area under the ROC curve of a cross-validated kernel ridge classifier";

// Solves (A + ridge) X = B in place for symmetric A of `size` rows; B has `columns` columns, row by row.
void solveRidge(std::vector<double>& a, double ridge, std::size_t size, std::vector<double>& b,
                std::size_t columns)
{
    for (std::size_t i = 0; i < size; ++i)
        a[i * size + i] += ridge;
    for (std::size_t j = 0; j < size; ++j) { // Cholesky, lower half
        for (std::size_t i = j; i < size; ++i) {
            double sum = a[i * size + j];
            for (std::size_t k = 0; k < j; ++k)
                sum -= a[i * size + k] * a[j * size + k];
            a[i * size + j] = i == j ? std::sqrt(std::max(sum, 1e-12)) : sum / a[j * size + j];
        }
    }
    for (std::size_t i = 0; i < size; ++i) {
        for (std::size_t k = 0; k < i; ++k) {
            for (std::size_t c = 0; c < columns; ++c)
                b[i * columns + c] -= a[i * size + k] * b[k * columns + c];
        }
        for (std::size_t c = 0; c < columns; ++c)
            b[i * columns + c] /= a[i * size + i];
    }
    for (std::size_t i = size; i-- > 0;) {
        for (std::size_t k = i + 1; k < size; ++k) {
            for (std::size_t c = 0; c < columns; ++c)
                b[i * columns + c] -= a[k * size + i] * b[k * columns + c];
        }
        for (std::size_t c = 0; c < columns; ++c)
            b[i * columns + c] /= a[i * size + i];
    }
}

// One fold: how the scores of the things left out follow from the labels of the others. Labels do not enter,
// so permutations cost a product each.
struct Fold
{
    std::vector<std::size_t> kept, left;
    std::vector<double> weights; // kept x left: (K + ridge)^-1 times the products of kept with left
};

Fold makeFold(std::span<const double> gram, std::size_t n, std::vector<std::size_t> kept,
              std::vector<std::size_t> left, double ridge)
{
    Fold fold{std::move(kept), std::move(left), {}};
    const std::size_t size = fold.kept.size(), columns = fold.left.size();
    std::vector<double> a(size * size);
    fold.weights.resize(size * columns);
    for (std::size_t i = 0; i < size; ++i) {
        for (std::size_t j = 0; j < size; ++j)
            a[i * size + j] = gram[fold.kept[i] * n + fold.kept[j]];
        for (std::size_t c = 0; c < columns; ++c)
            fold.weights[i * columns + c] = gram[fold.kept[i] * n + fold.left[c]];
    }
    solveRidge(a, ridge, size, fold.weights, columns);
    return fold;
}

std::vector<double> scoresOf(const Fold& fold, std::span<const int> classes, int which)
{
    double mean = 0;
    for (const std::size_t i : fold.kept)
        mean += classes[i] == which ? 1 : 0;
    mean /= static_cast<double>(fold.kept.size());
    std::vector<double> scores(fold.left.size(), mean);
    for (std::size_t i = 0; i < fold.kept.size(); ++i) {
        const double label = (classes[fold.kept[i]] == which ? 1 : 0) - mean;
        for (std::size_t c = 0; c < scores.size(); ++c)
            scores[c] += label * fold.weights[i * scores.size() + c];
    }
    return scores;
}

// The area of one class over all folds.
std::optional<double> areaOf(const std::vector<Fold>& folds, std::span<const int> classes, int which)
{
    double sum = 0, pairs = 0;
    for (const Fold& fold : folds) {
        std::vector<bool> positive;
        for (const std::size_t i : fold.left)
            positive.push_back(classes[i] == which);
        const auto area = areaUnderRoc(scoresOf(fold, classes, which), positive);
        if (!area)
            continue;
        const auto own = static_cast<double>(std::count(positive.begin(), positive.end(), true));
        const double weight = own * (static_cast<double>(positive.size()) - own);
        sum += weight * *area;
        pairs += weight;
    }
    return pairs > 0 ? std::optional(sum / pairs) : std::nullopt;
}

// Two classes have one area, seen from either side.
double overallOf(const std::vector<Fold>& folds, std::span<const int> classes, int count)
{
    double sum = 0;
    const int needed = count == 2 ? 1 : count;
    for (int which = 0; which < needed; ++which)
        sum += areaOf(folds, classes, which).value_or(0.5);
    return sum / needed;
}

std::vector<Fold> drawFolds(std::span<const double> gram, std::span<const int> classes, int count,
                            const SeparationOptions& options)
{
    const std::size_t n = classes.size();
    std::vector<int> foldOf(n);
    Random random(options.seed);
    int next = 0;
    for (int which = 0; which < count; ++which) {
        std::vector<std::size_t> own;
        for (std::size_t i = 0; i < n; ++i) {
            if (classes[i] == which)
                own.push_back(i);
        }
        random.shuffle(own);
        for (const std::size_t i : own)
            foldOf[i] = next++ % options.folds;
    }
    std::vector<Fold> folds;
    for (int fold = 0; fold < options.folds && !options.cancel.isCancelled(); ++fold) {
        std::vector<std::size_t> kept, left;
        for (std::size_t i = 0; i < n; ++i)
            (foldOf[i] == fold ? left : kept).push_back(i);
        folds.push_back(makeFold(gram, n, std::move(kept), std::move(left), options.ridge));
    }
    return folds;
}

Separation refused(std::string reason)
{
    Separation separation;
    separation.overall = undefined(method, std::move(reason));
    return separation;
}

} // namespace

std::optional<double> areaUnderRoc(std::span<const double> scores, const std::vector<bool>& positive)
{
    const std::vector<double> ranks = midranks(scores);
    double sum = 0, own = 0;
    for (std::size_t i = 0; i < ranks.size(); ++i) {
        if (positive[i]) {
            sum += ranks[i];
            ++own;
        }
    }
    const double others = static_cast<double>(ranks.size()) - own;
    if (own == 0 || others == 0)
        return std::nullopt;
    return (sum - own * (own + 1) / 2) / (own * others);
}

Separation crossValidatedSeparation(std::span<const double> gram, std::span<const int> classes,
                                    const SeparationOptions& options)
{
    const int count = classes.empty() ? 0 : *std::max_element(classes.begin(), classes.end()) + 1;
    if (count < 2)
        return refused("there is one class only");
    for (int which = 0; which < count; ++which) {
        if (std::count(classes.begin(), classes.end(), which) < options.folds)
            return refused("a class has fewer things than there are folds");
    }
    const std::vector<Fold> folds = drawFolds(gram, classes, count, options);
    Separation separation;
    const auto estimateOf = [&](std::optional<double> value) {
        Estimate estimate;
        estimate.value = value;
        estimate.n = static_cast<std::int64_t>(classes.size());
        estimate.method = method;
        estimate.seed = options.seed;
        return estimate;
    };
    for (int which = 0; which < count; ++which)
        separation.classes.push_back(estimateOf(areaOf(folds, classes, which)));
    const double observed = overallOf(folds, classes, count);
    separation.overall = estimateOf(observed);
    std::vector<int> shuffled(classes.begin(), classes.end());
    Random random = Random::forKey(options.seed, 1);
    int asLarge = 0;
    for (; separation.permutations < options.permutations; ++separation.permutations) {
        if (options.cancel.isCancelled()) {
            separation.cancelled = true;
            return separation;
        }
        random.shuffle(shuffled);
        asLarge += overallOf(folds, shuffled, count) >= observed - 1e-12 ? 1 : 0;
    }
    separation.p = (1.0 + asLarge) / (1.0 + separation.permutations);
    return separation;
}

} // namespace antiphon::statistics
