// Suggestions in the project file: what to learn from, the trained model, what is proposed and what was
// decided. The only place with SQL about them. Whatever is marked as an edit is called inside
// EditHistory::record or ProjectSession::edit.
#pragma once

#include "core/coding/coding.h"
#include "core/coding/suggestmodel.h"
#include "core/storage/connection.h"

namespace antiphon {

inline constexpr int mostTurnsLearned = 6'000; // the newest coded ones; more would not pay for the memory

// What a coder's model is made from: her codings alone.
struct SuggestCorpus
{
    QList<Code> codes; // the codebook
    std::vector<SuggestDialogue> dialogues;
    FeatureWords words;
    qint64 turns = 0; // with a code of hers, in `dialogues`
};
// The dialogues that she coded last, until `mostTurns` of her coded turns are together, in the order of their
// sources. A code counts for its turn whether it lies on all or on a part of it. Errors: Cancelled.
Result<SuggestCorpus> readSuggestCorpus(const Connection& connection, CoderId coder, int mostTurns,
                                        const CancelToken& cancel = {});
Result<SuggestDialogue> readSuggestDialogue(const Connection& connection, DialogueId dialogue, CoderId coder);
// Titles and artists of tracks that ready sources mention, the first 100,000; and the words of music.
Result<FeatureWords> readFeatureWords(const Connection& connection);
// On how many turns the coder put a code since then (0: ever), counted no further than `limit`.
Result<qint64> turnsCodedSince(const Connection& connection, CoderId coder, TimePoint since, qint64 limit);

// The model as it was stored last; nothing where there is none, or one that this program does not read.
Result<std::optional<SuggestModel>> readSuggestModel(const Connection& connection, CoderId coder);
// With the time in `trainedAt`, or now where it is 0.
Result<void> writeSuggestModel(const Connection& connection, CoderId coder, const SuggestModel& model);

inline constexpr char deviceModel[] = "device"; // the name of the model on the device, in rows and origins

// A proposal as stored, by whichever model.
struct StoredSuggestion
{
    TurnId turn = {};
    CodeId code = {};
    QString model = {};
    double confidence = 0; // 0 to 1
    bool operator==(const StoredSuggestion&) const = default;
};
// Puts a model's suggestions for the coder in the place of those it had made for `dialogue`. No edit: they
// are no codings. Leaves out codes that the turn has already or that she decided on before; answers how many
// were kept.
Result<qint64> replaceSuggestions(const Connection& connection, CoderId coder, DialogueId dialogue,
                                  const QString& model, const QList<StoredSuggestion>& suggestions);
// By confidence, without those that she coded or decided on since.
Result<QList<StoredSuggestion>> storedSuggestions(const Connection& connection, DialogueId dialogue,
                                                  CoderId coder);

struct SuggestionVerdict
{
    TurnPlace place = {};
    CodeId code = {};
    QString model = {};
    double confidence = 0;
    bool accepted = false;
};
// An edit. Stores what she decided and, where she accepts, the coding with its origin: the model and its
// confidence. Errors: those of addCoding.
Result<void> decideSuggestion(const Connection& connection, CoderId coder, const SuggestionVerdict& verdict);
// "device 0.93", as it stands in coding.origin_detail.
QString suggestionOrigin(const QString& model, double confidence);
// The codes of each turn of the dialogue that she refused.
Result<QHash<TurnId, QList<CodeId>>> refusedSuggestions(const Connection& connection, DialogueId dialogue,
                                                        CoderId coder);
struct VerdictCounts
{
    qint64 accepted = 0;
    qint64 refused = 0;
    bool operator==(const VerdictCounts&) const = default;
};
Result<QHash<CodeId, VerdictCounts>> verdictCounts(const Connection& connection, CoderId coder);

// Thresholds that she set herself, by code.
Result<QHash<CodeId, float>> ownThresholds(const Connection& connection, CoderId coder);
// An edit. Nothing: back to the model's. Errors: InvalidValue outside of 0 to 1.
Result<void> setOwnThreshold(const Connection& connection, CoderId coder, CodeId code,
                             std::optional<float> threshold);

// Whether suggestions are shown; a setting of the project, on where nothing was chosen.
Result<bool> suggestionsShown(const Connection& connection);
Result<void> setSuggestionsShown(const Connection& connection, bool shown);

} // namespace antiphon
