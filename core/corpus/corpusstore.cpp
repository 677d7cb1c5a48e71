#include "core/corpus/corpusstore.h"

#include "core/corpus/searchquery.h"
#include "core/corpus/turnjson.h"

namespace antiphon {

namespace {

constexpr char sourceColumns[] = "SELECT id, name, kind, format, origin, state, created_at, dialogues, "
                                 "turns, tracks, published FROM source ";

SourceState stateOf(const QString& name)
{
    if (name == QLatin1String("ready"))
        return SourceState::Ready;
    return name == QLatin1String("removed") ? SourceState::Removed : SourceState::Importing;
}

Source sourceOf(const Statement& row)
{
    Source source;
    source.id = row.id<SourceId>(0);
    source.name = row.text(1);
    source.kind = row.text(2) == QLatin1String("run") ? SourceKind::Run : SourceKind::Corpus;
    source.format = row.text(3);
    source.origin = row.text(4);
    source.state = stateOf(row.text(5));
    source.createdAt = row.integer(6);
    source.dialogues = row.integer(7);
    source.turns = row.integer(8);
    source.tracks = row.integer(9);
    source.published = row.integer(10);
    return source;
}

// Calls `take` for every row of a bound statement.
template<typename Take>
Result<void> forEachRow(Statement& statement, Take take)
{
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const bool more, statement.step());
        if (!more)
            return {};
        take(statement);
    }
}

constexpr char summaryColumns[] = "d.id, d.source, d.ordinal, d.external_id, d.turns, d.tracks, d.preview";

DialogueSummary summaryOf(const Statement& row)
{
    return DialogueSummary{row.id<DialogueId>(0),
                           row.id<SourceId>(1),
                           row.integer(2),
                           row.text(3),
                           static_cast<int>(row.integer(4)),
                           static_cast<int>(row.integer(5)),
                           row.text(6)};
}

QByteArray orderOf(const DialogueQuery& query, bool searching)
{
    const QByteArray direction = query.descending ? " DESC" : "";
    // Within one source the index on places gives the order.
    const QByteArray place =
        query.source ? "d.ordinal" + direction
                     : "d.source_at" + direction + ", d.source" + direction + ", d.ordinal" + direction;
    switch (query.sort) {
    case DialogueSort::ExternalId:
        return "d.external_id" + direction + ", " + place;
    case DialogueSort::Turns:
        return "d.turns" + direction + ", " + place;
    case DialogueSort::Tracks:
        return "d.tracks" + direction + ", " + place;
    case DialogueSort::Relevance:
        return searching ? "h.best" + direction + ", d.source_at, d.ordinal" : place;
    case DialogueSort::Place:
        break;
    }
    return place;
}

// A query's FROM and WHERE. Values: ?1 the full-text query, ?2 the source.
struct Selection
{
    QByteArray sql;
    QString match;
    bool nothing = false; // the search holds no word
};

Selection selectionOf(const DialogueQuery& query)
{
    Selection selection;
    selection.sql = " FROM ready_dialogue AS d";
    if (!query.search.trimmed().isEmpty()) {
        selection.match = fullTextQuery(query.search);
        selection.nothing = selection.match.isEmpty();
        const bool ranked = query.sort == DialogueSort::Relevance;
        selection.sql += " JOIN (SELECT t.dialogue AS dialogue" +
                         QByteArray(ranked ? ", min(x.rank) AS best" : "") +
                         " FROM turn_text AS x JOIN turn AS t ON t.number = x.rowid WHERE turn_text MATCH ?1 "
                         "GROUP BY t.dialogue) AS h ON h.dialogue = d.id";
    }
    if (query.source)
        selection.sql += " WHERE d.source = ?2";
    return selection;
}

Result<Statement> prepareSelection(const Connection& connection, const DialogueQuery& query,
                                   const Selection& selection, const QByteArray& columns,
                                   const QByteArray& tail)
{
    const QByteArray sql = "SELECT " + columns + selection.sql + tail;
    ANTIPHON_TRY_ASSIGN(auto statement, connection.prepare(sql.toStdString()));
    if (!selection.match.isEmpty())
        statement.bind(1, selection.match);
    if (query.source)
        statement.bind(2, *query.source);
    return statement;
}

Turn turnOf(const Statement& row)
{
    Turn turn;
    turn.id = row.id<TurnId>(0);
    turn.role = row.integer(1) == 0 ? Role::User : Role::System;
    turn.text = row.text(2);
    turn.tracks = decodeTracks(row.utf8(3));
    turn.intents = decodeStrings(row.utf8(4));
    turn.attributes = decodeStrings(row.utf8(5));
    return turn;
}

} // namespace

Result<QList<Source>> readySources(const Connection& connection)
{
    QList<Source> sources;
    ANTIPHON_TRY_ASSIGN(auto select, connection.prepare(std::string(sourceColumns) +
                                                        "WHERE state = 'ready' ORDER BY created_at, id"));
    ANTIPHON_TRY(forEachRow(select, [&sources](const Statement& row) { sources << sourceOf(row); }));
    return sources;
}

Result<std::optional<Source>> sourceByName(const Connection& connection, const QString& name)
{
    ANTIPHON_TRY_ASSIGN(auto select,
                        connection.prepare(std::string(sourceColumns) +
                                           "WHERE state = 'ready' AND name = ? ORDER BY created_at"));
    ANTIPHON_TRY_ASSIGN(const bool found, select.bind(1, name).step());
    return found ? std::optional(sourceOf(select)) : std::nullopt;
}

Result<Source> readSource(const Connection& connection, SourceId id)
{
    ANTIPHON_TRY_ASSIGN(auto select, connection.prepare(std::string(sourceColumns) + "WHERE id = ?"));
    ANTIPHON_TRY_ASSIGN(const bool found, select.bind(1, id).step());
    if (!found)
        return fail(ErrorCode::NotFound, QStringLiteral("the source"));
    return sourceOf(select);
}

Result<qint64> countDialogues(const Connection& connection, const DialogueQuery& query)
{
    const Selection selection = selectionOf(query);
    if (selection.nothing)
        return 0;
    ANTIPHON_TRY_ASSIGN(auto select, prepareSelection(connection, query, selection, "count(*)", {}));
    ANTIPHON_TRY(select.step());
    return select.integer(0);
}

Result<QList<DialogueSummary>> dialoguePage(const Connection& connection, const DialogueQuery& query,
                                            qint64 offset, int limit)
{
    const Selection selection = selectionOf(query);
    QList<DialogueSummary> rows;
    if (selection.nothing)
        return rows;
    const QByteArray tail = " ORDER BY " + orderOf(query, !selection.match.isEmpty()) + " LIMIT ?3 OFFSET ?4";
    ANTIPHON_TRY_ASSIGN(auto select, prepareSelection(connection, query, selection, summaryColumns, tail));
    select.bind(3, limit).bind(4, offset);
    ANTIPHON_TRY(forEachRow(select, [&rows](const Statement& row) { rows << summaryOf(row); }));
    return rows;
}

Result<QList<DialogueId>> dialogueOrder(const Connection& connection, const DialogueQuery& query)
{
    const Selection selection = selectionOf(query);
    QList<DialogueId> ids;
    if (selection.nothing)
        return ids;
    const QByteArray tail = " ORDER BY " + orderOf(query, !selection.match.isEmpty());
    ANTIPHON_TRY_ASSIGN(auto select, prepareSelection(connection, query, selection, "d.id", tail));
    ANTIPHON_TRY(forEachRow(select, [&ids](const Statement& row) { ids << row.id<DialogueId>(0); }));
    return ids;
}

Result<QList<DialogueSummary>> dialogueSummaries(const Connection& connection, const QList<DialogueId>& ids)
{
    QList<DialogueSummary> rows;
    rows.reserve(ids.size());
    ANTIPHON_TRY_ASSIGN(auto select, connection.prepare("SELECT " + std::string(summaryColumns) +
                                                        " FROM dialogue AS d WHERE d.id = ?"));
    for (const DialogueId& id : ids) {
        ANTIPHON_TRY_ASSIGN(const bool found, select.bind(1, id).step());
        rows << (found ? summaryOf(select) : DialogueSummary());
        select.reset();
    }
    return rows;
}

Result<DialogueReader> DialogueReader::open(const Connection& connection)
{
    ANTIPHON_TRY_ASSIGN(auto head,
                        connection.prepare("SELECT source, external_id, goal FROM dialogue WHERE id = ?"));
    ANTIPHON_TRY_ASSIGN(auto turns,
                        connection.prepare("SELECT id, role, text, tracks, intents, attributes FROM turn "
                                           "WHERE dialogue = ? ORDER BY position"));
    return DialogueReader(std::move(head), std::move(turns));
}

Result<Dialogue> DialogueReader::read(DialogueId id)
{
    Dialogue dialogue;
    ANTIPHON_TRY_ASSIGN(const bool found, m_head.bind(1, id).step());
    if (found) {
        dialogue.id = id;
        dialogue.source = m_head.id<SourceId>(0);
        dialogue.externalId = m_head.text(1);
        dialogue.goal = decodeStrings(m_head.utf8(2));
    }
    m_head.reset();
    if (!found)
        return fail(ErrorCode::NotFound, QStringLiteral("the dialogue"));
    m_turns.bind(1, id);
    const auto read =
        forEachRow(m_turns, [&dialogue](const Statement& row) { dialogue.turns << turnOf(row); });
    m_turns.reset();
    ANTIPHON_TRY(read);
    return dialogue;
}

Result<Dialogue> readDialogue(const Connection& connection, DialogueId id)
{
    ANTIPHON_TRY_ASSIGN(DialogueReader reader, DialogueReader::open(connection));
    return reader.read(id);
}

Result<std::optional<DialogueId>> dialogueByExternalId(const Connection& connection, SourceId source,
                                                       const QString& externalId)
{
    ANTIPHON_TRY_ASSIGN(auto select,
                        connection.prepare("SELECT id FROM dialogue WHERE source = ? AND external_id = ?"));
    ANTIPHON_TRY_ASSIGN(const bool found, select.bind(1, source).bind(2, externalId).step());
    return found ? std::optional(select.id<DialogueId>(0)) : std::nullopt;
}

Result<QList<DialogueId>> dialogueIds(const Connection& connection, SourceId source)
{
    DialogueQuery query;
    query.source = source;
    return dialogueOrder(connection, query);
}

Result<QHash<QString, SourceTrack>> tracksOf(const Connection& connection, const Dialogue& dialogue)
{
    QSet<QString> mentioned(dialogue.goal.begin(), dialogue.goal.end());
    for (const Turn& turn : dialogue.turns) {
        for (const TrackReference& track : turn.tracks)
            mentioned.insert(track.externalId);
    }
    QHash<QString, SourceTrack> facts;
    ANTIPHON_TRY_ASSIGN(auto select, connection.prepare("SELECT title, artist, album FROM source_track "
                                                        "WHERE source = ? AND external_id = ?"));
    for (const QString& id : std::as_const(mentioned)) {
        ANTIPHON_TRY_ASSIGN(const bool found, select.bind(1, dialogue.source).bind(2, id).step());
        if (found)
            facts.insert(id, SourceTrack{id, select.text(0), select.text(1), select.text(2)});
        select.reset();
    }
    return facts;
}

} // namespace antiphon
