// Learning: thresholds from parts held back, weights from all.
#include "core/base/parallel.h"
#include "core/coding/suggestmodel.h"

#include <atomic>

namespace antiphon {

namespace {

qint64 turnsWith(const ExampleSet& examples, const std::vector<quint32>& used, int column, int side)
{
    return std::count_if(used.begin(), used.end(),
                         [&](quint32 example) { return examples.labels.at(example, column) == side; });
}

class Training
{
public:
    Training(const ExampleSet& examples, const std::vector<quint32>& used, const TrainOptions& options,
             const CancelToken& cancel, const ProgressSink& progress)
        : m_examples(examples), m_used(used), m_options(options), m_cancel(cancel), m_progress(progress)
    {
    }

    // Before train(): it may take the features of `own`, which are the examples.
    void mayEmpty(ExampleSet& own) { m_emptied = &own; }

    Result<SuggestModel> train()
    {
        chooseCodes();
        countDialogues();
        if (m_model.dialogues < heldBackParts)
            return fail(ErrorCode::NotPossible, QStringLiteral("learning suggestions"),
                        QStringLiteral("codings in at least %1 dialogues are needed, and there are %2")
                            .arg(heldBackParts)
                            .arg(m_model.dialogues));
        if (m_model.codes.isEmpty())
            return fail(ErrorCode::NotPossible, QStringLiteral("learning suggestions"),
                        QStringLiteral("no code is on at least %1 turns yet").arg(fewestTurnsToLearn));
        makeRows();
        trainAll();
        if (m_cancel.isCancelled())
            return fail(ErrorCode::Cancelled, QStringLiteral("learning suggestions"));
        chooseThresholds();
        m_model.turns = static_cast<qint64>(m_used.size());
        m_model.seed = m_options.seed;
        return std::move(m_model);
    }

private:
    void chooseCodes()
    {
        m_labels.labels = 0;
        for (int column = 0; column < m_examples.codes.size(); ++column) {
            const Code& code = m_examples.codes[column];
            const qint64 with = turnsWith(m_examples, m_used, column, 1);
            const qint64 without = turnsWith(m_examples, m_used, column, -1);
            if (std::min(with, without) >= fewestTurnsToLearn) {
                m_model.codes << LearntCode{code.id, code.facet, code.name, with, 0.5f, {}};
                m_columns.push_back(column);
            } else if (with > 0) {
                m_model.unlearnt << UnlearntCode{code.id, code.facet, code.name, with};
            }
        }
    }

    void countDialogues()
    {
        std::vector<bool> seen(static_cast<std::size_t>(m_examples.dialogues));
        for (const quint32 example : m_used)
            seen[static_cast<std::size_t>(m_examples.dialogueOf[example])] = true;
        m_model.dialogues = std::count(seen.begin(), seen.end(), true);
    }

    // Numbered as in `used` from here on.
    void makeRows()
    {
        m_model.space = FeatureSpace::learn(m_examples.features, m_used, m_options.minimumCount);
        m_rows.resize(m_used.size());
        forEachIndex(m_used.size(), m_options.threads, [this](std::size_t i) {
            m_rows[i] = m_model.space.vectorOf(m_examples.features[m_used[i]]);
            if (m_emptied)
                m_emptied->features[m_used[i]] = {};
        });
        m_labels.labels = static_cast<int>(m_columns.size());
        for (const quint32 example : m_used) {
            for (const int column : m_columns)
                m_labels.known.push_back(m_examples.labels.at(example, column));
        }
        m_parts = dealExamples(m_examples, m_used, heldBackParts, m_options.seed);
    }

    // Block by block: those of the models without each part live only until they have judged that part, so
    // that one model is in memory at a time, whatever the number of codes.
    void trainAll()
    {
        m_model.weights = LinearModel(m_model.space.size(), m_labels.labels);
        m_heldBack.assign(m_used.size(), std::vector<float>(static_cast<std::size_t>(m_labels.labels)));
        const std::size_t blocks = m_model.weights.blocks();
        constexpr std::size_t models = heldBackParts + 1; // the last one on everything
        std::atomic<qint64> done = 0;
        forEachIndex(models * blocks, m_options.threads, [&](std::size_t task) {
            const int part = static_cast<int>(task % models);
            const std::vector<float> weights = weightsWithout(part, task / models);
            if (part == heldBackParts)
                m_model.weights.setBlock(task / models, weights);
            else
                judgePart(weights, task / models, part);
            report(m_progress, ++done, static_cast<qint64>(models * blocks), QStringLiteral("steps"));
        });
    }

    // Of a block, learned on every row but those of `part`.
    std::vector<float> weightsWithout(int part, std::size_t block) const
    {
        std::vector<quint32> rows;
        for (quint32 row = 0; row < m_used.size(); ++row) {
            if (m_parts[row] != part)
                rows.push_back(row);
        }
        LogisticOptions logistic = m_options.logistic;
        logistic.seed = m_options.seed;
        std::vector<float> weights(m_model.weights.blockSize());
        trainBlock(weights, block, m_rows, m_labels, rows, logistic, m_cancel);
        return weights;
    }

    void judgePart(std::span<const float> weights, std::size_t block, int part)
    {
        const std::size_t first = block * LinearModel::lanes;
        for (std::size_t row = 0; row < m_used.size(); ++row) {
            if (m_parts[row] != part)
                continue;
            const auto judged = blockProbabilities(weights, m_rows[row]);
            const std::size_t labels = std::min(judged.size(), m_heldBack[row].size() - first);
            std::copy_n(judged.begin(), labels, m_heldBack[row].begin() + static_cast<std::ptrdiff_t>(first));
        }
    }

    float thresholdWithout(int part, int label) const
    {
        std::vector<ScoredTurn> turns;
        for (std::size_t row = 0; row < m_used.size(); ++row) {
            const qint8 known = m_labels.at(row, label);
            if (known != 0 && m_parts[row] != part)
                turns.push_back({m_heldBack[row][static_cast<std::size_t>(label)], known > 0});
        }
        return std::max(lowestThreshold, bestThreshold(std::move(turns)));
    }

    void chooseThresholds()
    {
        forEachIndex(m_columns.size(), m_options.threads, [this](std::size_t column) {
            const int label = static_cast<int>(column);
            LearntCode& code = m_model.codes[label];
            for (int part = 0; part < heldBackParts; ++part) {
                const float threshold = thresholdWithout(part, label);
                for (std::size_t row = 0; row < m_used.size(); ++row) {
                    if (m_parts[row] == part && m_labels.at(row, label) != 0)
                        code.heldBack.count(m_heldBack[row][column] >= threshold,
                                            m_labels.at(row, label) > 0);
                }
            }
            code.threshold = thresholdWithout(-1, label);
        });
    }

    const ExampleSet& m_examples;
    const std::vector<quint32>& m_used;
    const TrainOptions& m_options;
    const CancelToken& m_cancel;
    const ProgressSink& m_progress;
    ExampleSet* m_emptied = nullptr;
    SuggestModel m_model;
    std::vector<int> m_columns; // of the learnt codes among the examples' codes
    std::vector<SparseVector> m_rows;
    LabelTable m_labels;
    std::vector<int> m_parts;
    std::vector<std::vector<float>> m_heldBack; // confidences of each row by the model without its part
};

} // namespace

Result<SuggestModel> trainSuggestModel(const ExampleSet& examples, const std::vector<quint32>& used,
                                       const TrainOptions& options, const CancelToken& cancel,
                                       const ProgressSink& progress)
{
    return Training(examples, used, options, cancel, progress).train();
}

Result<SuggestModel> trainSuggestModel(ExampleSet&& examples, const TrainOptions& options,
                                       const CancelToken& cancel, const ProgressSink& progress)
{
    const std::vector<quint32> all = allOf(examples);
    Training training(examples, all, options, cancel, progress);
    training.mayEmpty(examples);
    return training.train();
}

} // namespace antiphon
