#include "core/coding/suggestmodel.h"

#include <algorithm>

namespace antiphon {

std::vector<float> confidencesFor(const SuggestModel& model, const RawFeatures& features, Role role)
{
    std::vector<float> confidences = model.weights.probabilities(model.space.vectorOf(features));
    for (std::size_t i = 0; i < confidences.size(); ++i) {
        if (!mayCode(model.codes[static_cast<qsizetype>(i)].facet, role))
            confidences[i] = -1;
    }
    return confidences;
}

QList<Suggestion> suggestionsFor(const SuggestModel& model, const FeatureWords& words,
                                 const SuggestDialogue& dialogue, int position)
{
    const std::vector<float> confidences =
        confidencesFor(model, rawFeatures(dialogue, position, words), dialogue.turns[position].role);
    QList<Suggestion> suggestions;
    for (qsizetype i = 0; i < model.codes.size(); ++i) {
        const float confidence = confidences[static_cast<std::size_t>(i)];
        if (confidence >= 0)
            suggestions << Suggestion{model.codes[i].code, confidence, model.codes[i].threshold};
    }
    std::stable_sort(suggestions.begin(), suggestions.end(),
                     [](const Suggestion& a, const Suggestion& b) { return a.confidence > b.confidence; });
    return suggestions;
}

} // namespace antiphon
