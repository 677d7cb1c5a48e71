#include "core/corpus/searchstore.h"

#include "core/corpus/searchquery.h"

namespace antiphon {

namespace {

// FTS5 puts these around hits; they do not occur in text that people write.
constexpr char16_t markBegin = 2;
constexpr char16_t markEnd = 3;

// Takes the signs out of a marked text and tells where they stood.
QList<TextSpan> takeMarks(QString& text)
{
    QList<TextSpan> marks;
    QString plain;
    plain.reserve(text.size());
    qint64 position = 0;
    qint64 begin = 0;
    for (const QChar c : std::as_const(text)) {
        if (c == markBegin) {
            begin = position;
        } else if (c == markEnd) {
            marks << TextSpan{begin, position};
        } else {
            plain += c;
            position += c.isLowSurrogate() ? 0 : 1;
        }
    }
    text = plain;
    return marks;
}

constexpr char hitsFrom[] = " FROM turn_text AS x JOIN turn AS t ON t.number = x.rowid "
                            "JOIN ready_dialogue AS d ON d.id = t.dialogue WHERE turn_text MATCH ?1 "
                            "AND (?2 IS NULL OR d.source = ?2)";

} // namespace

Result<QList<TurnHit>> searchTurns(const Connection& connection, const QString& typed,
                                   std::optional<SourceId> source, int limit, qint64 offset)
{
    QList<TurnHit> hits;
    const QString match = fullTextQuery(typed);
    if (match.isEmpty())
        return hits;
    ANTIPHON_TRY_ASSIGN(auto select,
                        connection.prepare("SELECT d.id, d.source, t.id, d.external_id, t.position, t.role, "
                                           "snippet(turn_text, 0, char(2), char(3), '…', 24), -x.rank" +
                                           std::string(hitsFrom) +
                                           " ORDER BY x.rank, x.rowid LIMIT ?3 OFFSET ?4"));
    select.bind(1, match).bind(2, source).bind(3, limit).bind(4, offset);
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const bool more, select.step());
        if (!more)
            return hits;
        TurnHit hit{select.id<DialogueId>(0),
                    select.id<SourceId>(1),
                    select.id<TurnId>(2),
                    select.text(3),
                    static_cast<int>(select.integer(4)),
                    select.integer(5) == 0 ? Role::User : Role::System,
                    select.text(6),
                    {},
                    select.real(7)};
        hit.marks = takeMarks(hit.snippet);
        hits << std::move(hit);
    }
}

Result<qint64> countTurnHits(const Connection& connection, const QString& typed,
                             std::optional<SourceId> source)
{
    const QString match = fullTextQuery(typed);
    if (match.isEmpty())
        return 0;
    ANTIPHON_TRY_ASSIGN(auto select, connection.prepare("SELECT count(*)" + std::string(hitsFrom)));
    ANTIPHON_TRY(select.bind(1, match).bind(2, source).step());
    return select.integer(0);
}

Result<QList<TurnMarks>> marksInDialogue(const Connection& connection, DialogueId dialogue,
                                         const QString& typed)
{
    QList<TurnMarks> found;
    const QString match = fullTextQuery(typed);
    if (match.isEmpty())
        return found;
    ANTIPHON_TRY_ASSIGN(
        auto select, connection.prepare("SELECT t.id, t.position, highlight(turn_text, 0, char(2), char(3)) "
                                        "FROM turn AS t CROSS JOIN turn_text AS x ON x.rowid = t.number "
                                        "WHERE t.dialogue = ?1 AND turn_text MATCH ?2 ORDER BY t.position"));
    select.bind(1, dialogue).bind(2, match);
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const bool more, select.step());
        if (!more)
            return found;
        QString marked = select.text(2);
        found << TurnMarks{select.id<TurnId>(0), static_cast<int>(select.integer(1)), takeMarks(marked),
                           dialogue};
    }
}

Result<std::optional<TurnMarks>> nextTurnHit(const Connection& connection, const QString& typed, TurnId from,
                                             Direction direction)
{
    const QString match = fullTextQuery(typed);
    if (match.isEmpty())
        return std::optional<TurnMarks>();
    const bool forward = direction == Direction::Forward;
    // The index goes by the number of turns, so the first hit that fits is all that is read.
    ANTIPHON_TRY_ASSIGN(
        auto select,
        connection.prepare("SELECT d.id, t.id, t.position, highlight(turn_text, 0, char(2), char(3)) "
                           "FROM turn_text AS x CROSS JOIN turn AS t ON t.number = x.rowid "
                           "CROSS JOIN ready_dialogue AS d ON d.id = t.dialogue "
                           "WHERE turn_text MATCH ?1 AND x.rowid " +
                           std::string(forward ? ">" : "<") +
                           " (SELECT number FROM turn WHERE id = ?2) AND d.source = (SELECT h.source FROM "
                           "turn AS f JOIN dialogue AS h ON h.id = f.dialogue WHERE f.id = ?2) "
                           "ORDER BY x.rowid" +
                           std::string(forward ? "" : " DESC") + " LIMIT 1"));
    ANTIPHON_TRY_ASSIGN(const bool found, select.bind(1, match).bind(2, from).step());
    if (!found)
        return std::optional<TurnMarks>();
    QString marked = select.text(3);
    return std::optional(TurnMarks{select.id<TurnId>(1), static_cast<int>(select.integer(2)),
                                   takeMarks(marked), select.id<DialogueId>(0)});
}

} // namespace antiphon
