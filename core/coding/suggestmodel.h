// The model on the device: learns from one coder's codings which codes a turn may carry, and suggests them.
#pragma once

#include "core/base/clock.h"
#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/coding/decisions.h"
#include "core/coding/suggestexamples.h"

namespace antiphon {

inline constexpr int fewestTurnsToLearn = 5;    // with a code, and as many without it
inline constexpr float lowestThreshold = 0.05f; // below it a suggestion is a guess whatever F1 says
inline constexpr int heldBackParts = 5;         // each part of the dialogues is held back in its turn

struct LearntCode
{
    CodeId code = {};
    Facet facet = Facet::Free;
    QString name = {};
    qint64 turns = 0; // with the code, that were learned from
    float threshold = 0.5f;
    Decisions heldBack = {}; // on each part held back, by the threshold of the other parts
    bool operator==(const LearntCode&) const = default;
};

// A code that the coder gave to fewer than fewestTurnsToLearn turns, or to nearly every one.
struct UnlearntCode
{
    CodeId code = {};
    Facet facet = Facet::Free;
    QString name = {};
    qint64 turns = 0;
    bool operator==(const UnlearntCode&) const = default;
};

struct SuggestModel
{
    FeatureSpace space;
    LinearModel weights;
    QList<LearntCode> codes; // one label of `weights` each
    QList<UnlearntCode> unlearnt;
    qint64 turns = 0; // learned from
    qint64 dialogues = 0;
    quint64 seed = 1;
    TimePoint trainedAt = 0; // when it was stored; 0: not yet
};

struct TrainOptions
{
    LogisticOptions logistic = {};
    int minimumCount = 2; // examples that a feature must occur in
    quint64 seed = 1;
    int threads = 1; // changes the time it takes, never the model
};

// Trains on the examples in `used`: once with each part of their dialogues held back, which gives the
// thresholds, and once on all. Errors: NotPossible with fewer dialogues than heldBackParts, or when no code
// has enough turns; Cancelled.
Result<SuggestModel> trainSuggestModel(const ExampleSet& examples, const std::vector<quint32>& used,
                                       const TrainOptions& options, const CancelToken& cancel,
                                       const ProgressSink& progress = {});

// The same on all examples, whose features are given back as soon as they are numbered: they and the weights
// are what takes memory.
Result<SuggestModel> trainSuggestModel(ExampleSet&& examples, const TrainOptions& options,
                                       const CancelToken& cancel, const ProgressSink& progress = {});

struct Suggestion
{
    CodeId code = {};
    float confidence = 0; // the model's probability, 0 to 1
    float threshold = 0;
    bool isSure() const { return confidence >= threshold; }
    bool operator==(const Suggestion&) const = default;
};

// Every learnt code that may go on the turn, most confident first, equal ones in the model's order.
QList<Suggestion> suggestionsFor(const SuggestModel& model, const FeatureWords& words,
                                 const SuggestDialogue& dialogue, int position);
// The same for features that are known already, on a turn of `role`; -1 for codes of the other role.
std::vector<float> confidencesFor(const SuggestModel& model, const RawFeatures& features, Role role);

// The model as bytes, the same for the same model on every machine. Errors: WrongFormat.
QByteArray modelBytes(const SuggestModel& model);
Result<SuggestModel> modelFromBytes(const QByteArray& bytes);

} // namespace antiphon
