// The edit history: every act of a person as one transaction with its changeset, append-only.
#pragma once

#include "core/base/clock.h"
#include "core/storage/connection.h"

#include <QList>

namespace antiphon {

// Who acts: the coder's or the researcher's name as shown in the history.
struct Actor
{
    QString name;
};

enum class HistoryKind { Edit, Undo, Redo };

struct HistoryEntry
{
    qint64 sequence = 0; // from 1, in the order of acts
    HistoryKind kind = HistoryKind::Edit;
    QString label; // what was done, for people: "Code turn 4 with add_filter"
    QString actor;
    TimePoint at = 0;
    qint64 target = 0;      // for undo and redo: the edit's sequence
    bool undone = false;    // for edits: not in effect now
    qint64 changes = 0;     // rows that the act changed
    bool overtaken = false; // for edits: undone, and a later edit made that final
    // What it concerned: tables, each with + for rows added, ~ for rows changed, - for rows removed: "coding+
    // code~".
    QStringList objects = {};
};

// What happened to rows of a table.
enum class HistoryChange { Added, Changed, Removed };

// Which entries of the history; empty parts ask for any.
struct HistoryQuery
{
    int limit = -1;    // the newest so many; -1: all
    qint64 before = 0; // only entries older than this one; 0: from the newest
    QString actor = {};
    std::optional<HistoryKind> kind = {};
    QString object = {}; // a recorded table: "coding"
    std::optional<HistoryChange> change = {};
    QString text = {}; // that the label holds, in any case
    TimePoint since = 0;
};

// What undo and redo would do next; empty labels where there is nothing.
struct HistoryState
{
    qint64 undoSequence = 0;
    QString undoLabel;
    qint64 redoSequence = 0;
    QString redoLabel;
};

// Works on one connection, in its thread. Undo applies the inverse of the newest edit in effect, redo the
// oldest edit undone; a new edit makes what was undone final. Both are entries of the history themselves, so
// nothing is ever lost from the audit trail. Only tables listed in recordedTables() are recorded: bulk rows
// (turns, tracks, plans, samples) belong to a batch row, whose `state` column is what an edit changes.
class EditHistory
{
public:
    // CoderInHand: while she is blind, the acts of other coders are neither told nor undone.
    enum class Eyes { All, CoderInHand };
    explicit EditHistory(const Connection& connection, Eyes eyes = Eyes::All)
        : m_connection(connection), m_eyes(eyes)
    {
    }

    // Runs `change` in one durable transaction and records it. Nothing is recorded when nothing changed. When
    // `change` fails, the file is as before. Errors: those of `change` and of SQLite.
    Result<void> record(const Actor& actor, const QString& label,
                        const std::function<Result<void>()>& change);

    // Errors: NotPossible when there is nothing to undo, the rows were changed since by something unrecorded,
    // or the act is another coder's that may not be seen.
    Result<HistoryEntry> undo(const Actor& actor);
    Result<HistoryEntry> redo(const Actor& actor);

    // Makes what was undone final, as a new edit does: for bulk work that deletes the rows a redo would show.
    Result<void> dropRedoable();

    Result<HistoryState> state() const;
    Result<QList<HistoryEntry>> entries(const HistoryQuery& query) const; // newest first
    Result<QList<HistoryEntry>> entries(int limit) const { return entries(HistoryQuery{limit}); }
    Result<QStringList> actors() const;  // of all entries, by name
    Result<QStringList> objects() const; // the tables that entries concern, in the order of recordedTables()

    // How many undos (below 0) or redos (above 0) lie between now and the moment right after the edit
    // `sequence`; 0 stands for the moment before the first edit. Errors: NotPossible for an entry that is no
    // edit, or whose edit a later one made final.
    Result<int> stepsTo(qint64 sequence) const;
    // Takes these steps, each an entry of its own, all or none. Returns how many. Errors: as stepsTo and
    // undo.
    Result<int> stepTo(const Actor& actor, qint64 sequence);

private:
    Result<HistoryEntry> replay(const Actor& actor, HistoryKind kind);
    // Whether an act that touched that coder's rows (null: no one's) is hidden.
    Result<bool> isHidden(const IdBytes& coder) const;
    Result<HistoryEntry> replayOne(const Actor& actor, HistoryKind kind); // inside of a transaction
    const Connection& m_connection;
    Eyes m_eyes;
};

// The tables whose changes by people are recorded.
QStringList recordedTables();

} // namespace antiphon
