#include "core/coding/suggestevaluation.h"

#include "core/statistics/bootstrap.h"

#include <algorithm>

namespace antiphon {

namespace {

const std::string macroMethod = "mean of F1 over codes; each dialogue foretold by a model trained on other "
                                "dialogues; percentile bootstrap over dialogues";
const std::string codeMethod = "F1; each dialogue foretold by a model trained on other dialogues; percentile "
                               "bootstrap over dialogues";

std::optional<double> ratio(qint64 part, qint64 whole)
{
    return whole == 0 ? std::nullopt : std::optional(static_cast<double>(part) / static_cast<double>(whole));
}

class Evaluating
{
public:
    Evaluating(const ExampleSet& examples, const EvaluationOptions& options)
        : m_examples(examples),
          m_options(options),
          m_all(allOf(examples)),
          m_folds(dealExamples(examples, m_all, std::max(options.folds, 1), options.training.seed)),
          m_byDialogue(static_cast<std::size_t>(examples.dialogues),
                       std::vector<Decisions>(static_cast<std::size_t>(examples.codes.size()))),
          m_thresholds(static_cast<std::size_t>(examples.codes.size()))
    {
        for (const quint32 example : m_all)
            m_coded.push_back(static_cast<std::size_t>(examples.dialogueOf[example]));
        m_coded.erase(std::unique(m_coded.begin(), m_coded.end()), m_coded.end());
    }

    Result<Evaluation> evaluate(const CancelToken& cancel, const ProgressSink& progress)
    {
        if (m_options.folds < 2 || static_cast<qsizetype>(m_coded.size()) < m_options.folds)
            return fail(ErrorCode::NotPossible, QStringLiteral("evaluating suggestions"),
                        QStringLiteral("at least 2 folds and as many coded dialogues are needed, and there "
                                       "are %1 folds and %2 dialogues")
                            .arg(m_options.folds)
                            .arg(m_coded.size()));
        for (int fold = 0; fold < m_options.folds; ++fold) {
            report(progress, fold, m_options.folds, QStringLiteral("folds"));
            ANTIPHON_TRY(foretell(fold, cancel));
        }
        report(progress, m_options.folds, m_options.folds, QStringLiteral("folds"));
        return summary();
    }

private:
    Result<void> foretell(int fold, const CancelToken& cancel)
    {
        std::vector<quint32> others;
        for (const quint32 example : m_all) {
            if (m_folds[example] != fold)
                others.push_back(example);
        }
        ANTIPHON_TRY_ASSIGN(const SuggestModel model,
                            trainSuggestModel(m_examples, others, m_options.training, cancel));
        std::vector<int> labelOf(static_cast<std::size_t>(m_examples.codes.size()), -1);
        for (int label = 0; label < model.codes.size(); ++label) {
            const auto column = columnOf(model.codes[label].code);
            labelOf[column] = label;
            m_thresholds[column] << model.codes[label].threshold;
        }
        for (const quint32 example : m_all) {
            if (m_folds[example] == fold)
                judge(model, labelOf, example);
        }
        return {};
    }

    std::size_t columnOf(CodeId id) const
    {
        const auto found = std::find_if(m_examples.codes.begin(), m_examples.codes.end(),
                                        [id](const Code& code) { return code.id == id; });
        return static_cast<std::size_t>(found - m_examples.codes.begin());
    }

    void judge(const SuggestModel& model, const std::vector<int>& labelOf, quint32 example)
    {
        const std::vector<float> confidences =
            model.weights.probabilities(model.space.vectorOf(m_examples.features[example]));
        auto& decisions = m_byDialogue[static_cast<std::size_t>(m_examples.dialogueOf[example])];
        for (std::size_t column = 0; column < labelOf.size(); ++column) {
            const qint8 known = m_examples.labels.at(example, static_cast<int>(column));
            const int label = labelOf[column];
            if (known == 0)
                continue;
            const bool suggested =
                label >= 0 && confidences[static_cast<std::size_t>(label)] >= model.codes[label].threshold;
            decisions[column].count(suggested, known > 0);
        }
    }

    Decisions over(const std::vector<std::size_t>& drawn, std::size_t column) const
    {
        Decisions sum;
        for (const std::size_t index : drawn)
            sum += m_byDialogue[m_coded[index]][column];
        return sum;
    }

    // The mean over `columns` of F1. A code without a turn and without a suggestion among the drawn dialogues
    // has none and is left out of the mean.
    statistics::Estimate estimate(const std::vector<std::size_t>& columns, const std::string& method) const
    {
        const auto mean = [&](const std::vector<std::size_t>& drawn) -> std::optional<double> {
            double sum = 0;
            int defined = 0;
            for (const std::size_t column : columns) {
                if (const auto f1 = f1Of(over(drawn, column))) {
                    sum += *f1;
                    ++defined;
                }
            }
            return defined == 0 ? std::nullopt : std::optional(sum / defined);
        };
        statistics::BootstrapOptions bootstrap;
        bootstrap.seed = m_options.training.seed;
        bootstrap.replicates = m_options.replicates;
        statistics::Estimate result = statistics::bootstrap(m_coded.size(), mean, bootstrap);
        result.method = method;
        return result;
    }

    Evaluation summary() const
    {
        Evaluation evaluation;
        evaluation.turns = static_cast<qint64>(m_all.size());
        evaluation.dialogues = static_cast<qint64>(m_coded.size());
        evaluation.folds = m_options.folds;
        evaluation.seed = m_options.training.seed;
        for (const Facet facet : allFacets) {
            QList<CodeScore> scores = scoresOf(facet, evaluation.unlearnt);
            FacetScore whole{facet, {}, {}};
            std::vector<std::size_t> columns;
            for (const CodeScore& score : scores) {
                if (score.inMacro) {
                    whole.codes << score.name;
                    columns.push_back(columnOf(score.code));
                }
            }
            if (!columns.empty()) {
                whole.macroF1 = estimate(columns, macroMethod);
                whole.macroF1.n = turnsOf(columns);
                evaluation.facets << whole;
            }
            evaluation.codes << scores;
        }
        return evaluation;
    }

    qint64 turnsOf(const std::vector<std::size_t>& columns) const
    {
        return std::count_if(m_all.begin(), m_all.end(), [&](quint32 example) {
            return m_examples.labels.at(example, static_cast<int>(columns.front())) != 0;
        });
    }

    QList<CodeScore> scoresOf(Facet facet, QList<UnlearntCode>& unlearnt) const
    {
        QList<CodeScore> scores;
        for (std::size_t column = 0; column < m_thresholds.size(); ++column) {
            const Code& code = m_examples.codes[static_cast<qsizetype>(column)];
            if (code.facet != facet)
                continue;
            Decisions sum;
            for (const auto& decisions : m_byDialogue)
                sum += decisions[column];
            if (std::min(sum.given(), sum.turns() - sum.given()) < fewestTurnsToLearn)
                unlearnt << UnlearntCode{code.id, facet, code.name, sum.given()};
            else
                scores << scoreOf(code, column, sum);
        }
        std::stable_sort(scores.begin(), scores.end(), [](const CodeScore& a, const CodeScore& b) {
            return a.decisions.given() > b.decisions.given();
        });
        return scores;
    }

    CodeScore scoreOf(const Code& code, std::size_t column, const Decisions& sum) const
    {
        CodeScore score;
        score.code = code.id;
        score.facet = code.facet;
        score.name = code.name;
        score.inMacro = !isResidual(code.name);
        score.decisions = sum;
        score.f1 = estimate({column}, codeMethod);
        score.f1.n = sum.turns();
        score.precision = ratio(sum.hits, sum.hits + sum.extra);
        score.recall = ratio(sum.hits, sum.given());
        score.thresholds = m_thresholds[column];
        return score;
    }

    const ExampleSet& m_examples;
    const EvaluationOptions& m_options;
    std::vector<quint32> m_all;
    std::vector<int> m_folds;
    std::vector<std::vector<Decisions>> m_byDialogue; // by dialogue and column
    std::vector<std::size_t> m_coded;                 // dialogues with an example
    std::vector<QList<float>> m_thresholds;           // by column
};

} // namespace

bool isResidual(const QString& name)
{
    const QString lower = name.toLower();
    return lower == QLatin1String("none") || lower == QLatin1String("other") ||
           lower == QLatin1String("others") || lower == QLatin1String("misc");
}

Result<Evaluation> evaluateSuggestions(const ExampleSet& examples, const EvaluationOptions& options,
                                       const CancelToken& cancel, const ProgressSink& progress)
{
    return Evaluating(examples, options).evaluate(cancel, progress);
}

} // namespace antiphon
