// Sources, dialogues and turns in the project file, for reading. Only what is published is seen here.
#pragma once

#include "core/base/result.h"
#include "core/corpus/dialogue.h"
#include "core/storage/connection.h"

#include <optional>

namespace antiphon {

// In the order in which they came.
Result<QList<Source>> readySources(const Connection& connection);
// The ready source of that name.
Result<std::optional<Source>> sourceByName(const Connection& connection, const QString& name);
// The source whatever its state. Errors: NotFound.
Result<Source> readSource(const Connection& connection, SourceId id);

enum class DialogueSort { Place, ExternalId, Turns, Tracks, Relevance }; // Relevance: only with a search
struct DialogueQuery
{
    std::optional<SourceId> source; // empty: all ready sources
    QString search;                 // full text over turns as people type it; empty: no restriction
    DialogueSort sort = DialogueSort::Place;
    bool descending = false;
    bool operator==(const DialogueQuery&) const = default;
};
Result<qint64> countDialogues(const Connection& connection, const DialogueQuery& query);
// Rows [offset, offset + limit) of the query's result.
Result<QList<DialogueSummary>> dialoguePage(const Connection& connection, const DialogueQuery& query,
                                            qint64 offset, int limit);
// The whole result of a query as ids (16 bytes a row), to page through with dialogueSummaries() at once at
// any place.
Result<QList<DialogueId>> dialogueOrder(const Connection& connection, const DialogueQuery& query);
// In the order of `ids`; ids that are not there give a summary with a null id.
Result<QList<DialogueSummary>> dialogueSummaries(const Connection& connection, const QList<DialogueId>& ids);

// Reads many dialogues one after another with statements prepared once.
class DialogueReader
{
public:
    static Result<DialogueReader> open(const Connection& connection);
    // Errors: NotFound. Finds also dialogues that are not published.
    Result<Dialogue> read(DialogueId id);

private:
    DialogueReader(Statement head, Statement turns) : m_head(std::move(head)), m_turns(std::move(turns)) {}
    Statement m_head;
    Statement m_turns;
};
Result<Dialogue> readDialogue(const Connection& connection, DialogueId id);
Result<std::optional<DialogueId>> dialogueByExternalId(const Connection& connection, SourceId source,
                                                       const QString& externalId);
// The ids of a source's published dialogues in their order.
Result<QList<DialogueId>> dialogueIds(const Connection& connection, SourceId source);
// Facts of the tracks that a dialogue mentions in its turns and goal, by external id; unknown ones are left
// out.
Result<QHash<QString, SourceTrack>> tracksOf(const Connection& connection, const Dialogue& dialogue);

} // namespace antiphon
