// Learning: thresholds from parts held back, weights from all.
#include "core/base/parallel.h"
#include "core/coding/suggestmodel.h"

#include <QFloat16>

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
        });
        m_labels.labels = static_cast<int>(m_columns.size());
        for (const quint32 example : m_used) {
            for (const int column : m_columns)
                m_labels.known.push_back(m_examples.labels.at(example, column));
        }
        m_parts = dealExamples(m_examples, m_used, heldBackParts, m_options.seed);
    }

    // All blocks of all models at once: those without each part, and at last the one on everything.
    void trainAll()
    {
        std::vector<LinearModel> models(heldBackParts + 1,
                                        LinearModel(m_model.space.size(), m_labels.labels));
        std::vector<std::vector<quint32>> rowsOf(models.size());
        for (quint32 row = 0; row < m_used.size(); ++row) {
            for (int part = 0; part <= heldBackParts; ++part) {
                if (m_parts[row] != part)
                    rowsOf[static_cast<std::size_t>(part)].push_back(row);
            }
        }
        LogisticOptions logistic = m_options.logistic;
        logistic.seed = m_options.seed;
        const std::size_t blocks = models.front().blocks();
        std::atomic<qint64> done = 0;
        const auto total = static_cast<qint64>(models.size() * blocks);
        forEachIndex(models.size() * blocks, m_options.threads, [&](std::size_t task) {
            trainBlock(models[task / blocks], task % blocks, m_rows, m_labels, rowsOf[task / blocks],
                       logistic, m_cancel);
            report(m_progress, ++done, total, QStringLiteral("steps"));
        });
        m_heldBack.resize(m_used.size());
        forEachIndex(m_used.size(), m_options.threads, [&](std::size_t row) {
            m_heldBack[row] = models[static_cast<std::size_t>(m_parts[row])].probabilities(m_rows[row]);
        });
        m_model.weights = std::move(models.back());
        roundWeights();
    }

    // What is stored is half as long; so that a stored model says what this one says, it rounds here.
    void roundWeights()
    {
        LinearModel& weights = m_model.weights;
        for (std::size_t number = 0; number < weights.blocks(); ++number) {
            float* block = weights.block(number);
            std::for_each(block, block + weights.blockSize(),
                          [](float& weight) { weight = static_cast<float>(qfloat16(weight)); });
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

} // namespace antiphon
