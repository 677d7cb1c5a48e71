// What the suggestion model makes of dialogues that nobody coded yet.
#include "core/coding/sampling.h"
#include "core/coding/suggestapply.h"

namespace antiphon {

namespace {

struct Parts
{
    SuggestModel model;
    FeatureWords words;
    QHash<CodeId, float> own;
};

QList<std::optional<double>> probabilitiesOf(const QList<QList<Suggestion>>& turns, CodeId code)
{
    QList<std::optional<double>> probabilities;
    for (const QList<Suggestion>& suggestions : turns) {
        const auto found = std::find_if(suggestions.begin(), suggestions.end(),
                                        [code](const Suggestion& one) { return one.code == code; });
        probabilities << (found == suggestions.end() ? std::nullopt
                                                     : std::optional(double(found->confidence)));
    }
    return probabilities;
}

} // namespace

Result<TurnProbabilities> modelProbabilities(const Connection& connection, CoderId coder, CodeId code)
{
    const QString act = QStringLiteral("choosing dialogues");
    ANTIPHON_TRY_ASSIGN(auto model, readSuggestModel(connection, coder));
    if (!model)
        return fail(ErrorCode::NotPossible, act,
                    QStringLiteral("no suggestion model was trained for this coder yet"));
    const bool learnt = std::any_of(model->codes.begin(), model->codes.end(),
                                    [code](const LearntCode& one) { return one.code == code; });
    if (!learnt)
        return fail(ErrorCode::NotPossible, act,
                    QStringLiteral("the suggestion model has not learnt this code: too few turns have it"));
    auto parts = std::make_shared<Parts>();
    parts->model = std::move(*model);
    ANTIPHON_TRY_ASSIGN(parts->words, readFeatureWords(connection));
    ANTIPHON_TRY_ASSIGN(parts->own, ownThresholds(connection, coder));
    return TurnProbabilities([parts, coder, code](const Connection& reading,
                                                  DialogueId id) -> Result<QList<std::optional<double>>> {
        ANTIPHON_TRY_ASSIGN(SuggestDialogue dialogue, readSuggestDialogue(reading, id, coder));
        return probabilitiesOf(
            suggestionsForDialogue(parts->model, parts->words, parts->own, std::move(dialogue)), code);
    });
}

} // namespace antiphon
