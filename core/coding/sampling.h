// Theoretical sampling: which uncoded dialogue to take up next, and why.
#pragma once

#include "core/base/cancellation.h"
#include "core/base/progress.h"
#include "core/coding/coding.h"
#include "core/storage/connection.h"

namespace antiphon {

using SamplingChoiceId = Id<struct SamplingChoiceTag>;

// Random: each with the same chance. Uncertain: where a model is least sure about a code. Unlike: with the
// fewest words in common with what is coded. Thin: most like the few incidents of the codes that have fewest.
enum class SamplingStrategy { Random, Uncertain, Unlike, Thin };
inline constexpr SamplingStrategy allStrategies[] = {SamplingStrategy::Random, SamplingStrategy::Uncertain,
                                                     SamplingStrategy::Unlike, SamplingStrategy::Thin};
QString strategyWord(SamplingStrategy strategy); // "random", "uncertain", "unlike", "thin"
std::optional<SamplingStrategy> strategyFromWord(QStringView word);
QString strategyTitle(SamplingStrategy strategy); // "At random", "Most uncertain", ...

// How sure a model is of a code on each turn of a dialogue: probabilities by turn; nothing for turns that the
// code does not go on.
using TurnProbabilities =
    std::function<Result<QList<std::optional<double>>>(const Connection& connection, DialogueId dialogue)>;

struct SamplingQuery
{
    SamplingStrategy strategy = SamplingStrategy::Random;
    CoderId coder = {};                  // whose codings count; null: nobody's yet
    std::optional<SourceId> source = {}; // empty: all ready sources
    CodeId code = {};                    // for Uncertain
    QString codeName = {};
    TurnProbabilities probabilities = {}; // for Uncertain
    quint64 seed = 1;                     // for Random, and for the draw where there are too many to look at
    int limit = 20;
    int looked = 20000; // at most so many uncoded dialogues are looked at, drawn by the seed
};

struct SamplingCandidate
{
    DialogueId dialogue = {};
    QString externalId = {};
    QString preview = {};
    int turns = 0;
    double score = 0;    // the higher the sooner
    QString reason = {}; // a sentence
    bool operator==(const SamplingCandidate&) const = default;
};
struct SamplingQueue
{
    QList<SamplingCandidate> candidates; // best first; equal scores in the order of the source
    qint64 uncoded = 0;                  // dialogues without a coding of the coder
    qint64 looked = 0;                   // of these
};

// A dialogue is uncoded while the coder has no coding anywhere in it. Unlike: the cosine distance of the
// dialogue's words from the mean of the coded dialogues' (see TextVectors). Thin: over the five codable codes
// with the fewest turns, the best likeness (1 - distance) to a code's profile (its coded turns, name,
// definition and examples as one text), divided by one more than its turns: what has least comes first.
// Uncertain: the turn whose probability is nearest to one half. Errors: NotPossible where there is nothing to
// go by (nothing coded, no model); Cancelled.
Result<SamplingQueue> samplingQueue(const Connection& connection, const SamplingQuery& query,
                                    const CancelToken& cancel = {}, const ProgressSink& progress = {});

// The probabilities of the coder's stored suggestion model for a code. Errors: NotPossible where there is no
// model, or it has not learnt the code.
Result<TurnProbabilities> modelProbabilities(const Connection& connection, CoderId coder, CodeId code);

// What was taken up, and why.
struct SamplingChoice
{
    SamplingChoiceId id = {};
    DialogueId dialogue = {};
    CoderId coder = {};
    SamplingStrategy strategy = SamplingStrategy::Random;
    CodeId code = {}; // null: none
    quint64 seed = 0;
    QString reason = {};
    TimePoint createdAt = 0;
    QString externalId = {}; // of the dialogue; for reading
    qint64 codings = 0;      // of the coder in it by now; for reading
    bool operator==(const SamplingChoice&) const = default;
};

// Called inside EditHistory::record or ProjectSession::edit. A null id and time are filled in.
Result<void> addSamplingChoice(const Connection& connection, SamplingChoice choice);
// A coder's, newest first.
Result<QList<SamplingChoice>> samplingChoices(const Connection& connection, CoderId coder);

// One row a choice: dialogue, strategy, seed, reason, codings, time (UTC, ISO 8601).
QByteArray samplingCsv(const QList<SamplingChoice>& choices);

} // namespace antiphon
