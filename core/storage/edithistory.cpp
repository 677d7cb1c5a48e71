#include "core/storage/edithistory.h"

#include "core/storage/blinding.h"
#include "core/storage/bulkedit.h"
#include "core/storage/sqlite.h"

namespace antiphon {

namespace {

constexpr const char* tables[] = {"source",
                                  "coder",
                                  "code",
                                  "coding",
                                  "memo",
                                  "catalogue",
                                  "plan_set",
                                  "run",
                                  "prompt",
                                  "recipe",
                                  "study",
                                  "cascade",
                                  "study_source",
                                  "study_item",
                                  "packet",
                                  "packet_item",
                                  "answer",
                                  "endpoint",
                                  "code_reference",
                                  "memo_link",
                                  "comparison",
                                  "code_relation",
                                  "code_property",
                                  "code_place",
                                  "theory",
                                  "suggestion_verdict",
                                  "sampling_choice",
                                  "suggestion_threshold",
                                  "turn_correction",
                                  "coding_round",
                                  "round_dialogue",
                                  "round_coder",
                                  "round_finish",
                                  "adjudication",
                                  "taxonomy_version",
                                  "code_lineage",
                                  "merge_point",
                                  "merge_alias",
                                  "merge_conflict",
                                  "proposition",
                                  "proposition_code",
                                  "proposition_evidence",
                                  "track_edit",
                                  "similarity",
                                  "experiment",
                                  "sample_verdict",
                                  "sample_rewrite",
                                  "sample_audit",
                                  "sample_audit_item",
                                  "text_version",
                                  "mention_alias",
                                  "study_item_dialogue",
                                  "part_answer",
                                  "answer_note",
                                  "packet_design",
                                  "answer_order",
                                  "item_limit",
                                  "study_role",
                                  "rater_decision"};

struct DeleteSession
{
    void operator()(sqlite3_session* session) const { sqlite3session_delete(session); }
};
using Session = std::unique_ptr<sqlite3_session, DeleteSession>;

struct Changeset
{
    QByteArray bytes;
    qint64 changes = 0;
    QStringList objects;
};

QChar changeSign(int operation)
{
    return operation == SQLITE_INSERT ? u'+' : operation == SQLITE_DELETE ? u'-' : u'~';
}

// Counts the changes and names what they concern.
void describe(Changeset& changeset)
{
    sqlite3_changeset_iter* rows = nullptr;
    if (changeset.bytes.isEmpty() || sqlite3changeset_start(&rows, static_cast<int>(changeset.bytes.size()),
                                                            changeset.bytes.data()) != SQLITE_OK)
        return;
    while (sqlite3changeset_next(rows) == SQLITE_ROW) {
        ++changeset.changes;
        const char* table = nullptr;
        int columns = 0;
        int operation = 0;
        int indirect = 0;
        if (sqlite3changeset_op(rows, &table, &columns, &operation, &indirect) != SQLITE_OK)
            continue;
        const QString object = QString::fromUtf8(table) + changeSign(operation);
        if (!changeset.objects.contains(object))
            changeset.objects << object;
    }
    sqlite3changeset_finalize(rows);
}

Result<Session> startRecording(const Connection& connection)
{
    sqlite3_session* raw = nullptr;
    if (const int status = sqlite3session_create(connection.handle(), "main", &raw); status != SQLITE_OK)
        return fail(sqliteError(connection.handle(), status));
    Session session(raw);
    sqlite3session_table_filter(
        raw,
        [](void*, const char* name) {
            return static_cast<int>(
                std::any_of(std::begin(tables), std::end(tables),
                            [name](const char* table) { return qstrcmp(table, name) == 0; }));
        },
        nullptr);
    if (const int status = sqlite3session_attach(raw, nullptr); status != SQLITE_OK)
        return fail(sqliteError(connection.handle(), status));
    return session;
}

Result<Changeset> changesetOf(const Connection& connection, sqlite3_session* session)
{
    int size = 0;
    void* data = nullptr;
    const int status = sqlite3session_changeset(session, &size, &data);
    const std::unique_ptr<void, decltype(&sqlite3_free)> owner(data, sqlite3_free);
    if (status != SQLITE_OK)
        return fail(sqliteError(connection.handle(), status));
    Changeset changeset{QByteArray(static_cast<const char*>(data), size), 0, {}};
    describe(changeset);
    return changeset;
}

Result<void> applyChangeset(const Connection& connection, const QByteArray& changeset, bool inverted)
{
    // No conflict is ever resolved by guessing: the first one aborts, and the transaction around rolls back.
    const auto onConflict = [](void*, int, sqlite3_changeset_iter*) { return SQLITE_CHANGESET_ABORT; };
    const int status = sqlite3changeset_apply_v2(
        connection.handle(), static_cast<int>(changeset.size()), const_cast<char*>(changeset.constData()),
        nullptr, onConflict, nullptr, nullptr, nullptr, inverted ? SQLITE_CHANGESETAPPLY_INVERT : 0);
    if (status == SQLITE_ABORT)
        return fail(ErrorCode::NotPossible, QStringLiteral("this"),
                    QStringLiteral("the rows it concerns were changed since by something else"));
    if (status != SQLITE_OK)
        return fail(sqliteError(connection.handle(), status));
    return {};
}

using AnyCoder = Id<struct CoderTag>; // null: no one's act

Result<void> append(const Connection& connection, HistoryEntry& entry, const QByteArray& changeset,
                    AnyCoder coder)
{
    ANTIPHON_TRY_ASSIGN(auto insert,
                        connection.prepare("INSERT INTO history (id, kind, label, actor, at, target, "
                                           "undone, changes, changeset, coder, objects) "
                                           "VALUES (?,?,?,?,?,?,0,?,?,?,?)"));
    insert.bind(1, timeOrderedIdBytes())
        .bind(2, static_cast<int>(entry.kind))
        .bind(3, entry.label)
        .bind(4, entry.actor)
        .bind(5, entry.at)
        .bind(6, entry.target)
        .bind(7, entry.changes)
        .bind(8, changeset)
        .bind(9, coder)
        .bind(10, entry.objects.join(u' '));
    ANTIPHON_TRY(insert.run());
    entry.sequence = sqlite3_last_insert_rowid(connection.handle());
    return {};
}

} // namespace

QStringList recordedTables()
{
    QStringList names;
    for (const char* table : tables)
        names << QLatin1String(table);
    return names;
}

Result<void> EditHistory::record(const Actor& actor, const QString& label,
                                 const std::function<Result<void>()>& change)
{
    return recordWithBulk(
        m_connection, actor, label, [] { return Result<void>(); }, change);
}

Result<void> recordWithBulk(const Connection& connection, const Actor& actor, const QString& label,
                            const std::function<Result<void>()>& bulk,
                            const std::function<Result<void>()>& change)
{
    ANTIPHON_TRY(connection.setDurability(Durability::Full));
    ANTIPHON_TRY_ASSIGN(auto transaction, Transaction::begin(connection));
    ANTIPHON_TRY(bulk());
    ANTIPHON_TRY_ASSIGN(const Session session, startRecording(connection));
    ANTIPHON_TRY(change());
    ANTIPHON_TRY_ASSIGN(const Changeset changeset, changesetOf(connection, session.get()));
    if (!changeset.bytes.isEmpty()) {
        // What was undone can not be redone over a new edit: it leaves the redo line for good (undone = 2).
        ANTIPHON_TRY(EditHistory(connection).dropRedoable());
        HistoryEntry entry{0,     HistoryKind::Edit, label, actor.name,       now(), 0,
                           false, changeset.changes, false, changeset.objects};
        ANTIPHON_TRY_ASSIGN(const auto coder, coderTouched(connection, changeset.bytes));
        ANTIPHON_TRY(append(connection, entry, changeset.bytes, AnyCoder(coder.value_or(IdBytes{}))));
    }
    return transaction.commit();
}

Result<HistoryEntry> EditHistory::undo(const Actor& actor)
{
    return replay(actor, HistoryKind::Undo);
}

Result<HistoryEntry> EditHistory::redo(const Actor& actor)
{
    return replay(actor, HistoryKind::Redo);
}

Result<HistoryEntry> EditHistory::replay(const Actor& actor, HistoryKind kind)
{
    ANTIPHON_TRY(m_connection.setDurability(Durability::Full));
    ANTIPHON_TRY_ASSIGN(auto transaction, Transaction::begin(m_connection));
    ANTIPHON_TRY_ASSIGN(HistoryEntry entry, replayOne(actor, kind));
    ANTIPHON_TRY(transaction.commit());
    return entry;
}

Result<HistoryEntry> EditHistory::replayOne(const Actor& actor, HistoryKind kind)
{
    const bool isUndo = kind == HistoryKind::Undo;
    ANTIPHON_TRY_ASSIGN(
        auto find, m_connection.prepare(isUndo ? "SELECT sequence, label, changes, changeset, coder, objects "
                                                 "FROM main.history WHERE kind = 0 AND undone = 0 "
                                                 "ORDER BY sequence DESC LIMIT 1"
                                               : "SELECT sequence, label, changes, changeset, coder, objects "
                                                 "FROM main.history WHERE kind = 0 AND undone = 1 "
                                                 "ORDER BY sequence LIMIT 1"));
    ANTIPHON_TRY_ASSIGN(const bool found, find.step());
    if (!found)
        return fail(ErrorCode::NotPossible, isUndo ? QStringLiteral("undo") : QStringLiteral("redo"),
                    isUndo ? QStringLiteral("no edit is in effect") : QStringLiteral("no edit was undone"));
    const auto coder = find.id<AnyCoder>(4);
    ANTIPHON_TRY_ASSIGN(const bool hidden, isHidden(coder.bytes()));
    if (hidden)
        return fail(ErrorCode::NotPossible, isUndo ? QStringLiteral("undo") : QStringLiteral("redo"),
                    QStringLiteral("the next act is another coder's, and the coder in hand is blind"));
    if (find.bytes(3).empty())
        return fail(ErrorCode::NotPossible, find.text(1),
                    QStringLiteral("its rows left the project for good when a key was sealed"));
    HistoryEntry entry{0,
                       kind,
                       find.text(1),
                       actor.name,
                       now(),
                       find.integer(0),
                       false,
                       find.integer(2),
                       false,
                       find.text(5).split(u' ', Qt::SkipEmptyParts)};
    ANTIPHON_TRY(applyChangeset(m_connection, find.blob(3), isUndo));
    find.reset();
    ANTIPHON_TRY_ASSIGN(auto mark, m_connection.prepare("UPDATE history SET undone = ? WHERE sequence = ?"));
    ANTIPHON_TRY(mark.bind(1, isUndo ? 1 : 0).bind(2, entry.target).run());
    ANTIPHON_TRY(append(m_connection, entry, QByteArray(), coder));
    return entry;
}

Result<bool> EditHistory::isHidden(const IdBytes& coder) const
{
    if (m_eyes == Eyes::All || coder == IdBytes{})
        return false;
    ANTIPHON_TRY_ASSIGN(const auto sole, soleCoder(m_connection));
    return sole && *sole != coder;
}

Result<int> EditHistory::stepsTo(qint64 sequence) const
{
    ANTIPHON_TRY_ASSIGN(auto find,
                        m_connection.prepare("SELECT kind, undone FROM history WHERE sequence = ?"));
    ANTIPHON_TRY_ASSIGN(const bool found, find.bind(1, sequence).step());
    if (sequence != 0 && (!found || find.integer(0) != 0 || find.integer(1) == 2))
        return fail(ErrorCode::NotPossible, QStringLiteral("going there"),
                    QStringLiteral("it is no edit that can be done again"));
    const bool back = sequence == 0 || find.integer(1) == 0;
    ANTIPHON_TRY_ASSIGN(
        auto count,
        m_connection.prepare(
            back ? "SELECT count(*) FROM history WHERE kind = 0 AND undone = 0 AND sequence > ?"
                 : "SELECT count(*) FROM history WHERE kind = 0 AND undone = 1 AND sequence <= ?"));
    ANTIPHON_TRY(count.bind(1, sequence).step());
    const int steps = static_cast<int>(count.integer(0));
    return back ? -steps : steps;
}

Result<int> EditHistory::stepTo(const Actor& actor, qint64 sequence)
{
    ANTIPHON_TRY(m_connection.setDurability(Durability::Full));
    ANTIPHON_TRY_ASSIGN(auto transaction, Transaction::begin(m_connection));
    ANTIPHON_TRY_ASSIGN(const int steps, stepsTo(sequence));
    for (int i = 0; i < std::abs(steps); ++i)
        ANTIPHON_TRY(replayOne(actor, steps < 0 ? HistoryKind::Undo : HistoryKind::Redo));
    ANTIPHON_TRY(transaction.commit());
    return steps;
}

Result<void> EditHistory::dropRedoable()
{
    // Naming the kind lets the index of the line be used instead of the whole history with its changesets.
    return m_connection.execute("UPDATE history SET undone = 2 WHERE kind = 0 AND undone = 1");
}

Result<HistoryState> EditHistory::state() const
{
    HistoryState state;
    ANTIPHON_TRY_ASSIGN(auto undo,
                        m_connection.prepare("SELECT sequence, label, coder FROM main.history WHERE kind = 0 "
                                             "AND undone = 0 ORDER BY sequence DESC LIMIT 1"));
    ANTIPHON_TRY_ASSIGN(const bool canUndo, undo.step());
    ANTIPHON_TRY_ASSIGN(const bool undoHidden, isHidden(undo.id<AnyCoder>(2).bytes()));
    if (canUndo && !undoHidden) {
        state.undoSequence = undo.integer(0);
        state.undoLabel = undo.text(1);
    }
    ANTIPHON_TRY_ASSIGN(auto redo,
                        m_connection.prepare("SELECT sequence, label, coder FROM main.history WHERE kind = 0 "
                                             "AND undone = 1 ORDER BY sequence LIMIT 1"));
    ANTIPHON_TRY_ASSIGN(const bool canRedo, redo.step());
    ANTIPHON_TRY_ASSIGN(const bool redoHidden, isHidden(redo.id<AnyCoder>(2).bytes()));
    if (canRedo && !redoHidden) {
        state.redoSequence = redo.integer(0);
        state.redoLabel = redo.text(1);
    }
    return state;
}

} // namespace antiphon
