#include "core/coding/suggestapply.h"

#include "core/base/parallel.h"
#include "core/corpus/corpusstore.h"

namespace antiphon {

namespace {

constexpr qsizetype dialoguesAtOnce = 100;

Result<QList<DialogueId>> dialoguesOf(const Connection& connection, std::optional<SourceId> source)
{
    if (source)
        return dialogueIds(connection, *source);
    ANTIPHON_TRY_ASSIGN(const QList<Source> sources, readySources(connection));
    QList<DialogueId> all;
    for (const Source& each : sources) {
        ANTIPHON_TRY_ASSIGN(const auto ids, dialogueIds(connection, each.id));
        all << ids;
    }
    return all;
}

struct Parts
{
    SuggestModel model;
    FeatureWords words;
    QHash<CodeId, float> own;
    CoderId coder;
};

Result<Parts> readParts(const Connection& connection, CoderId coder)
{
    Parts parts;
    parts.coder = coder;
    ANTIPHON_TRY_ASSIGN(auto model, readSuggestModel(connection, coder));
    if (!model)
        return fail(ErrorCode::NotFound, QStringLiteral("the coder's suggestion model"),
                    QStringLiteral("train one first"));
    parts.model = std::move(*model);
    ANTIPHON_TRY_ASSIGN(parts.words, readFeatureWords(connection));
    ANTIPHON_TRY_ASSIGN(parts.own, ownThresholds(connection, coder));
    return parts;
}

QList<StoredSuggestion> sureOnUncoded(const Parts& parts, const SuggestDialogue& dialogue)
{
    const auto byTurn = suggestionsForDialogue(parts.model, parts.words, parts.own, dialogue);
    QList<StoredSuggestion> sure;
    for (qsizetype t = 0; t < byTurn.size(); ++t) {
        if (!dialogue.turns[t].codes.isEmpty())
            continue;
        for (const Suggestion& suggestion : byTurn[t]) {
            if (suggestion.isSure())
                sure << StoredSuggestion{dialogue.turns[t].id, suggestion.code, QLatin1String(deviceModel),
                                         double(suggestion.confidence)};
        }
    }
    return sure;
}

Result<void> applyTo(const Connection& connection, const Parts& parts, const QList<DialogueId>& ids,
                     int threads, SuggestionRun& run)
{
    std::vector<SuggestDialogue> dialogues;
    for (const DialogueId& id : ids) {
        ANTIPHON_TRY_ASSIGN(SuggestDialogue dialogue, readSuggestDialogue(connection, id, parts.coder));
        run.turns += std::count_if(dialogue.turns.begin(), dialogue.turns.end(),
                                   [](const SuggestTurn& turn) { return turn.codes.isEmpty(); });
        dialogues.push_back(std::move(dialogue));
    }
    std::vector<QList<StoredSuggestion>> found(dialogues.size());
    forEachIndex(dialogues.size(), threads,
                 [&](std::size_t i) { found[i] = sureOnUncoded(parts, dialogues[i]); });
    ANTIPHON_TRY_ASSIGN(Transaction transaction, Transaction::begin(connection));
    for (std::size_t i = 0; i < dialogues.size(); ++i) {
        ANTIPHON_TRY_ASSIGN(const qint64 kept, replaceSuggestions(connection, parts.coder, dialogues[i].id,
                                                                  QLatin1String(deviceModel), found[i]));
        run.suggestions += kept;
    }
    run.dialogues += ids.size();
    return transaction.commit();
}

} // namespace

QList<QList<Suggestion>> suggestionsForDialogue(const SuggestModel& model, const FeatureWords& words,
                                                const QHash<CodeId, float>& own, SuggestDialogue dialogue)
{
    QList<QList<Suggestion>> byTurn;
    for (int t = 0; t < dialogue.turns.size(); ++t) {
        QList<Suggestion> suggestions = suggestionsFor(model, words, dialogue, t);
        const bool isCoded = !dialogue.turns[t].codes.isEmpty();
        for (Suggestion& suggestion : suggestions) {
            suggestion.threshold = own.value(suggestion.code, suggestion.threshold);
            if (!isCoded && suggestion.isSure())
                dialogue.turns[t].codes << suggestion.code;
        }
        byTurn << suggestions;
    }
    return byTurn;
}

Result<SuggestionRun> applySuggestions(const Connection& connection, CoderId coder,
                                       std::optional<SourceId> source, int threads, const CancelToken& cancel,
                                       const ProgressSink& progress)
{
    ANTIPHON_TRY_ASSIGN(const Parts parts, readParts(connection, coder));
    ANTIPHON_TRY_ASSIGN(const QList<DialogueId> ids, dialoguesOf(connection, source));
    SuggestionRun run;
    for (qsizetype at = 0; at < ids.size(); at += dialoguesAtOnce) {
        if (cancel.isCancelled())
            return fail(ErrorCode::Cancelled, QStringLiteral("suggesting codes"));
        ANTIPHON_TRY(applyTo(connection, parts, ids.mid(at, dialoguesAtOnce), threads, run));
        report(progress, run.dialogues, ids.size(), QStringLiteral("dialogues"));
    }
    return run;
}

} // namespace antiphon
