#include "core/coding/logistic.h"

#include "core/base/random.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>

namespace antiphon {

namespace {

constexpr int lanes = LinearModel::lanes;
constexpr int fours = lanes / 4;

// Four labels in one register; g++ and clang know this type on every processor. Left to itself, g++ lays the
// loops over features side by side instead and takes twice as long.
using Four = float __attribute__((vector_size(16)));
using FourWhole = qint32 __attribute__((vector_size(16)));

struct Lanes
{
    Four part[fours] = {};
    float get(int lane) const { return part[lane / 4][lane % 4]; }
    void set(int lane, float value) { part[lane / 4][lane % 4] = value; }
};

inline Four load(const float* from)
{
    Four value;
    std::memcpy(&value, from, sizeof value);
    return value;
}

inline Four least(Four a, Four b)
{
    return a < b ? a : b;
}

inline Four most(Four a, Four b)
{
    return a > b ? a : b;
}

// e to the x by halves: 2^n times a polynomial on [-ln 2 / 2, ln 2 / 2], to seven digits. Written out,
// because the mathematical libraries of two machines differ in the last bit.
inline Four exponential(Four x)
{
    const Four bounded = least(most(x, Four{} - 80.0f), Four{} + 80.0f);
    const Four scaled = bounded * 1.44269504f;
    const Four half = scaled < 0.0f ? Four{} - 0.5f : Four{} + 0.5f;
    const FourWhole power = __builtin_convertvector(scaled + half, FourWhole);
    const Four whole = __builtin_convertvector(power, Four);
    const Four rest = bounded - whole * 0.693359375f + whole * 2.12194440e-4f;
    Four sum = rest * (1.0f / 5040) + 1.0f / 720;
    sum = sum * rest + 1.0f / 120;
    sum = sum * rest + 1.0f / 24;
    sum = sum * rest + 1.0f / 6;
    sum = sum * rest + 0.5f;
    sum = sum * rest + 1.0f;
    sum = sum * rest + 1.0f;
    return sum * std::bit_cast<Four>((power + 127) << 23);
}

inline Four sigmoid(Four x)
{
    return 1.0f / (1.0f + exponential(-x));
}

inline Four load(const qfloat16* from)
{
    float values[4];
    qFloatFromFloat16(values, from, 4);
    return load(values);
}

// `Weight` is float while it is learned, half precision after.
template<typename Weight>
Lanes scoresOf(const Weight* weights, const SparseVector& row, std::size_t features)
{
    Lanes scores;
    for (int p = 0; p < fours; ++p)
        scores.part[p] = load(weights + features * lanes + 4 * p);
    for (const Feature& feature : row) {
        const Weight* weight = weights + std::size_t(feature.index) * lanes;
        for (int p = 0; p < fours; ++p)
            scores.part[p] += load(weight + 4 * p) * feature.value;
    }
    return scores;
}

std::array<float, lanes> probabilitiesOf(const Lanes& scores)
{
    std::array<float, lanes> probabilities;
    for (int p = 0; p < fours; ++p) {
        const Four part = sigmoid(scores.part[p]);
        for (int l = 0; l < 4; ++l)
            probabilities[static_cast<std::size_t>(4 * p + l)] = part[l];
    }
    return probabilities;
}

inline void addTo(float* weights, const Four& change)
{
    const Four sum = load(weights) + change;
    std::memcpy(weights, &sum, sizeof sum);
}

void addStep(float* weights, const SparseVector& row, std::size_t features, const Lanes& step)
{
    for (const Feature& feature : row) {
        float* weight = weights + std::size_t(feature.index) * lanes;
        for (int p = 0; p < fours; ++p)
            addTo(weight + 4 * p, step.part[p] * feature.value);
    }
    for (int p = 0; p < fours; ++p)
        addTo(weights + features * lanes + 4 * p, step.part[p]);
}

// What an error on a row costs, by label and side.
struct Costs
{
    Lanes positive{};
    Lanes negative{};
};

Costs costsOf(std::size_t first, const LabelTable& labels, const std::vector<quint32>& used,
              const LogisticOptions& options)
{
    Costs costs;
    for (int l = 0; l < lanes && static_cast<int>(first) + l < labels.labels; ++l) {
        double with = 0;
        double without = 0;
        for (const quint32 row : used) {
            const qint8 known = labels.at(row, static_cast<int>(first) + l);
            with += known > 0;
            without += known < 0;
        }
        if (with == 0 || without == 0)
            continue; // nothing to tell apart
        const auto weigh = [&](double rarer, double other) {
            return options.cost *
                   static_cast<float>(rarer < other ? std::pow(other / rarer, double(options.balance)) : 1.0);
        };
        costs.positive.set(l, weigh(with, without));
        costs.negative.set(l, weigh(without, with));
    }
    return costs;
}

struct Example
{
    const SparseVector* row = nullptr;
    float square = 1; // of the row's length, the constant feature included
    Lanes side{};     // +1, -1, or 0: not counted
    Lanes cost{};
    Lanes coefficient{}; // of the row in the weights, without its side
    Lanes logit{};
};

// For each lane the root in t of  t + q (c s(t) - a) + m = 0  with s the logistic function, c the cost, q the
// row's squared length, m its margin and a its coefficient: where the dual has its least value along this
// coordinate. The left side rises by at least 1 with t and the root lies within q c below  q a - m, so
// Newton's steps, kept inside that bracket, soon settle.
void solveLogits(Example& example, const Lanes& margins, int steps)
{
    const Four square = Four{} + example.square;
    for (int p = 0; p < fours; ++p) {
        const Four cost = example.cost.part[p];
        const Four coefficient = example.coefficient.part[p];
        const Four margin = margins.part[p];
        Four high = square * coefficient - margin;
        Four low = high - square * cost;
        Four t = least(most(example.logit.part[p], low), high);
        for (int step = 0; step < steps; ++step) {
            const Four s = sigmoid(t);
            const Four value = t + square * (cost * s - coefficient) + margin;
            high = value > 0.0f ? t : high;
            low = value > 0.0f ? low : t;
            const Four newton = t - value / (1.0f + square * cost * s * (1.0f - s));
            const Four middle = 0.5f * (low + high);
            t = newton < low ? middle : newton > high ? middle : newton;
        }
        example.logit.part[p] = t;
    }
}

// Brings one example's coefficients to where they are best, the others as they are.
void visit(Example& example, float* weights, std::size_t features, int steps)
{
    Lanes margins = scoresOf(weights, *example.row, features);
    for (int p = 0; p < fours; ++p)
        margins.part[p] *= example.side.part[p];
    solveLogits(example, margins, steps);
    Lanes change;
    for (int p = 0; p < fours; ++p) {
        const Four coefficient = example.cost.part[p] * sigmoid(example.logit.part[p]);
        change.part[p] = example.side.part[p] * (coefficient - example.coefficient.part[p]);
        example.coefficient.part[p] = coefficient;
    }
    addStep(weights, *example.row, features, change);
}

// The rows that count for a label of the block.
std::vector<Example> examplesFor(std::size_t first, const std::vector<SparseVector>& rows,
                                 const LabelTable& labels, const std::vector<quint32>& used,
                                 const Costs& costs)
{
    std::vector<Example> examples;
    for (const quint32 row : used) {
        Example example;
        example.row = &rows[row];
        for (const Feature& feature : rows[row])
            example.square += feature.value * feature.value;
        bool counts = false;
        for (int l = 0; l < lanes && static_cast<int>(first) + l < labels.labels; ++l) {
            const qint8 known = labels.at(row, static_cast<int>(first) + l);
            const float cost = known == 0 ? 0 : known > 0 ? costs.positive.get(l) : costs.negative.get(l);
            example.cost.set(l, cost);
            example.side.set(l, cost > 0 ? known : 0.0f);
            counts = counts || cost > 0;
        }
        if (counts)
            examples.push_back(example);
    }
    return examples;
}

} // namespace

LinearModel::LinearModel(std::size_t features, int labels)
    : m_features(features), m_labels(labels), m_weights(blocks() * (features + 1) * lanes)
{
}

std::vector<float> LinearModel::probabilities(const SparseVector& row) const
{
    std::vector<float> result;
    for (std::size_t number = 0; number < blocks(); ++number) {
        const auto scores = scoresOf(m_weights.data() + number * blockSize(), row, m_features);
        for (const float probability : probabilitiesOf(scores)) {
            if (static_cast<int>(result.size()) < m_labels)
                result.push_back(probability);
        }
    }
    return result;
}

void LinearModel::setBlock(std::size_t number, std::span<const float> weights)
{
    qFloatToFloat16(m_weights.data() + number * blockSize(), weights.data(),
                    static_cast<qsizetype>(weights.size()));
}

std::array<float, LinearModel::lanes> blockProbabilities(std::span<const float> weights,
                                                         const SparseVector& row)
{
    return probabilitiesOf(scoresOf(weights.data(), row, weights.size() / lanes - 1));
}

void trainBlock(std::span<float> weights, std::size_t number, const std::vector<SparseVector>& rows,
                const LabelTable& labels, const std::vector<quint32>& used, const LogisticOptions& options,
                const CancelToken& cancel)
{
    constexpr int firstSteps = 6;
    constexpr int laterSteps = 3; // from the last pass's root
    constexpr std::size_t askEvery = 256;
    const std::size_t first = number * lanes;
    const std::size_t features = weights.size() / lanes - 1;
    std::vector<Example> examples =
        examplesFor(first, rows, labels, used, costsOf(first, labels, used, options));
    Random random = Random::forKey(options.seed, number);
    for (int pass = 0; pass < options.passes; ++pass) {
        random.shuffle(examples);
        for (std::size_t i = 0; i < examples.size(); ++i) {
            if (i % askEvery == 0 && cancel.isCancelled())
                return;
            visit(examples[i], weights.data(), features, pass == 0 ? firstSteps : laterSteps);
        }
    }
}

} // namespace antiphon
