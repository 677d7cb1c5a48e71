#include "core/corpus/sourcestore.h"

#include "core/corpus/corpusstore.h"

namespace antiphon {

namespace {

QString stateName(SourceState state)
{
    switch (state) {
    case SourceState::Importing:
        return QStringLiteral("importing");
    case SourceState::Ready:
        return QStringLiteral("ready");
    case SourceState::Removed:
        break;
    }
    return QStringLiteral("removed");
}

// Runs statements that delete one portion of a source's rows from place `from` on, until the last of them
// finds nothing more. Each portion is one short transaction.
Result<void> deleteInPortions(const Connection& connection, SourceId source, qint64 from,
                              std::initializer_list<std::string_view> statements)
{
    for (;;) {
        ANTIPHON_TRY_ASSIGN(auto transaction, Transaction::begin(connection));
        for (const std::string_view sql : statements) {
            ANTIPHON_TRY_ASSIGN(auto remove, connection.prepare(sql));
            ANTIPHON_TRY(remove.bind(1, source).bind(2, from).run());
        }
        const qint64 changes = connection.changes();
        ANTIPHON_TRY(transaction.commit());
        if (changes == 0)
            return {};
    }
}

} // namespace

Result<void> insertSource(const Connection& connection, const Source& source)
{
    ANTIPHON_TRY_ASSIGN(
        auto insert,
        connection.prepare("INSERT INTO source (id, name, kind, format, origin, state, created_at) "
                           "VALUES (?, ?, ?, ?, ?, 'importing', ?)"));
    return insert.bind(1, source.id)
        .bind(2, source.name)
        .bind(3, source.kind == SourceKind::Run ? QStringLiteral("run") : QStringLiteral("corpus"))
        .bind(4, source.format)
        .bind(5, source.origin)
        .bind(6, source.createdAt)
        .run();
}

Result<void> writeSourceCounts(const Connection& connection, const Source& source)
{
    ANTIPHON_TRY_ASSIGN(auto update,
                        connection.prepare("UPDATE source SET origin = ?, dialogues = ?, turns = ?, "
                                           "tracks = ?, published = ? WHERE id = ?"));
    return update.bind(1, source.origin)
        .bind(2, source.dialogues)
        .bind(3, source.turns)
        .bind(4, source.tracks)
        .bind(5, source.published)
        .bind(6, source.id)
        .run();
}

Result<void> deleteSourceRows(const Connection& connection, SourceId source, qint64 ordinal, qint64 track)
{
    ANTIPHON_TRY(
        deleteInPortions(connection, source, ordinal,
                         {"DELETE FROM turn WHERE dialogue IN (SELECT id FROM dialogue WHERE source = ? "
                          "AND ordinal >= ? ORDER BY ordinal LIMIT 200)",
                          "DELETE FROM dialogue WHERE id IN (SELECT id FROM dialogue WHERE source = ? "
                          "AND ordinal >= ? ORDER BY ordinal LIMIT 200)"}));
    return deleteInPortions(
        connection, source, track,
        {"DELETE FROM source_track WHERE (source, external_id) IN (SELECT source, external_id "
         "FROM source_track WHERE source = ? AND ordinal >= ? LIMIT 5000)"});
}

Result<void> publishSource(const Connection& connection, const Source& finished)
{
    ANTIPHON_TRY(writeSourceCounts(connection, finished));
    return setSourceState(connection, finished.id, SourceState::Ready);
}

Result<void> setSourceState(const Connection& connection, SourceId source, SourceState state)
{
    ANTIPHON_TRY_ASSIGN(auto update, connection.prepare("UPDATE source SET state = ? WHERE id = ?"));
    return update.bind(1, stateName(state)).bind(2, source).run();
}

Result<Source> removeSource(const Connection& connection, const Actor& actor, const QString& name)
{
    ANTIPHON_TRY_ASSIGN(const auto source, sourceByName(connection, name));
    if (!source)
        return fail(ErrorCode::NotFound, QStringLiteral("the source \"%1\"").arg(name));
    const auto hide = [&] { return setSourceState(connection, source->id, SourceState::Removed); };
    ANTIPHON_TRY(EditHistory(connection).record(actor, QStringLiteral("Remove %1").arg(name), hide));
    return *source;
}

Result<void> deleteUnfinishedSource(const Connection& connection, SourceId source)
{
    ANTIPHON_TRY(deleteSourceRows(connection, source, 0, 0));
    ANTIPHON_TRY_ASSIGN(auto remove,
                        connection.prepare("DELETE FROM source WHERE id = ? AND state = 'importing'"));
    return remove.bind(1, source).run();
}

Result<void> discardUnfinished(const Connection& connection)
{
    ANTIPHON_TRY_ASSIGN(const qint64 redoable,
                        connection.integer("SELECT count(*) FROM history WHERE kind = 0 AND undone = 1"));
    if (redoable > 0)
        return {};
    QList<SourceId> unfinished;
    ANTIPHON_TRY_ASSIGN(auto select, connection.prepare("SELECT id FROM source WHERE state = 'importing' "
                                                        "AND kind = 'corpus'"));
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const bool more, select.step());
        if (!more)
            break;
        unfinished << select.id<SourceId>(0);
    }
    select.reset();
    for (const SourceId& source : unfinished)
        ANTIPHON_TRY(deleteUnfinishedSource(connection, source));
    return {};
}

Result<void> discardUnpublished(const Connection& connection, SourceId id)
{
    ANTIPHON_TRY_ASSIGN(const Source source, readSource(connection, id));
    ANTIPHON_TRY_ASSIGN(
        auto select,
        connection.prepare("SELECT EXISTS (SELECT 1 FROM dialogue WHERE source = ?1 AND ordinal >= ?2) "
                           "OR EXISTS (SELECT 1 FROM source_track WHERE source = ?1 AND ordinal >= ?3)"));
    ANTIPHON_TRY(select.bind(1, id).bind(2, source.published).bind(3, source.tracks).step());
    const bool hasMore = select.integer(0) != 0;
    select.reset();
    if (!hasMore)
        return {};
    ANTIPHON_TRY(EditHistory(connection).dropRedoable());
    return deleteSourceRows(connection, id, source.published, source.tracks);
}

} // namespace antiphon
