// Logistic regression for many labels at once over sparse rows.
#pragma once

#include "core/base/cancellation.h"
#include "core/coding/suggestfeatures.h"

#include <QFloat16>

#include <array>
#include <span>

namespace antiphon {

// What is known of each row and label: +1 it has it, -1 it has not, 0 not known (the row does not count).
struct LabelTable
{
    int labels = 0;
    std::vector<qint8> known; // row by row
    qint8 at(std::size_t row, int label) const
    {
        return known[row * static_cast<std::size_t>(labels) + static_cast<std::size_t>(label)];
    }
};

struct LogisticOptions
{
    float cost = 4;      // of an error, against the weights' squared length; > 0
    float balance = 0.3; // errors on a label's rarer side cost (other / rarer) to this power more
    int passes = 12;     // over the rows
    quint64 seed = 1;    // of the order in which rows are visited
};

// One weight for each feature and label, and one more for each label alone; in half precision, in which it is
// stored, too, so that a model of hundreds of codes stays small in memory.
class LinearModel
{
public:
    LinearModel() = default;
    LinearModel(std::size_t features, int labels);

    int labels() const { return m_labels; }
    std::size_t features() const { return m_features; }
    qfloat16 weight(std::size_t feature, int label) const { return m_weights[place(feature, label)]; }
    void setWeight(std::size_t feature, int label, qfloat16 weight)
    {
        m_weights[place(feature, label)] = weight;
    }
    // The probability of each label. `row` holds indices below features() only.
    std::vector<float> probabilities(const SparseVector& row) const;

    static constexpr int lanes = 8; // labels side by side
    std::size_t blockSize() const { return (m_features + 1) * lanes; }
    std::size_t blocks() const { return (static_cast<std::size_t>(m_labels) + lanes - 1) / lanes; }
    // Rounds the weights of a block as trainBlock() leaves them; blockSize() of them.
    void setBlock(std::size_t number, std::span<const float> weights);

private:
    std::size_t place(std::size_t feature, int label) const
    {
        const auto wide = static_cast<std::size_t>(label);
        return (wide / lanes * (m_features + 1) + feature) * lanes + wide % lanes;
    }

    std::size_t m_features = 0;
    int m_labels = 0;
    std::vector<qfloat16> m_weights;
};

// Trains the weights of the labels from `number` * lanes on, all 0 at first and blockSize() of them, on those
// of `rows` whose numbers are in `used`: L2-regularised logistic regression by dual coordinate descent (Yu,
// Huang and Lin 2011), a fixed number of passes. The blocks do not know of each other: whoever trains them,
// in whichever order, gets the same weights. Stops early when cancelled; the weights are then of no use.
void trainBlock(std::span<float> weights, std::size_t number, const std::vector<SparseVector>& rows,
                const LabelTable& labels, const std::vector<quint32>& used, const LogisticOptions& options,
                const CancelToken& cancel);
// The probability of each label of one block, before it is rounded.
std::array<float, LinearModel::lanes> blockProbabilities(std::span<const float> weights,
                                                         const SparseVector& row);

} // namespace antiphon
