#include "core/corpus/searchstore.h"

#include "core/corpus/searchquery.h"

#include <vector>

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

// The numbers of the turns that a search may show; it stays empty where that is every turn.
class SeenTurns
{
public:
    static Result<SeenTurns> read(const Connection& connection, std::optional<SourceId> source)
    {
        SeenTurns seen;
        ANTIPHON_TRY_ASSIGN(seen.m_all, source ? Result<bool>(false) : nothingIsHidden(connection));
        if (seen.m_all)
            return seen;
        ANTIPHON_TRY_ASSIGN(
            auto select,
            connection.prepare("SELECT t.number FROM ready_dialogue AS d CROSS JOIN turn AS t ON "
                               "t.dialogue = d.id WHERE ?1 IS NULL OR d.source = ?1"));
        select.bind(1, source);
        for (;;) {
            ANTIPHON_TRY_ASSIGN(const bool more, select.step());
            if (!more)
                return seen;
            const auto number = static_cast<std::size_t>(select.integer(0));
            if (number >= seen.m_numbers.size())
                seen.m_numbers.resize(std::max(number + 1, seen.m_numbers.size() * 2));
            seen.m_numbers[number] = true;
        }
    }
    bool has(qint64 number) const
    {
        const auto place = static_cast<std::size_t>(number);
        return m_all || (place < m_numbers.size() && m_numbers[place]);
    }

private:
    // No dialogue of a removed source, and none that is not published yet.
    static Result<bool> nothingIsHidden(const Connection& connection)
    {
        ANTIPHON_TRY_ASSIGN(
            const qint64 hidden,
            connection.integer("SELECT EXISTS (SELECT 1 FROM source WHERE EXISTS (SELECT 1 FROM dialogue "
                               "WHERE dialogue.source = source.id AND dialogue.ordinal >= CASE source.state "
                               "WHEN 'ready' THEN source.published ELSE 0 END))"));
        return hidden == 0;
    }
    bool m_all = false;
    std::vector<bool> m_numbers;
};

struct Matches
{
    qint64 turns = 0;
    qint64 firstRanked = 0; // the numbers of the turns between which those that are ranked lie
    qint64 lastRanked = 0;
};

// Walks over the index alone.
Result<Matches> countMatches(const Connection& connection, const QString& match, const SeenTurns& seen)
{
    Matches found;
    ANTIPHON_TRY_ASSIGN(
        auto select,
        connection.prepare("SELECT rowid FROM turn_text WHERE turn_text MATCH ?1 ORDER BY rowid"));
    select.bind(1, match);
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const bool more, select.step());
        if (!more)
            return found;
        const qint64 number = select.integer(0);
        if (!seen.has(number))
            continue;
        if (found.turns == 0)
            found.firstRanked = number;
        if (++found.turns <= turnsRanked)
            found.lastRanked = number;
    }
}

// Fills in where the turn stands.
Result<void> locate(Statement& select, qint64 number, TurnHit& hit)
{
    ANTIPHON_TRY(select.reset().bind(1, number).step());
    hit.dialogue = select.id<DialogueId>(0);
    hit.source = select.id<SourceId>(1);
    hit.turn = select.id<TurnId>(2);
    hit.externalId = select.text(3);
    hit.position = static_cast<int>(select.integer(4));
    hit.role = select.integer(5) == 0 ? Role::User : Role::System;
    return {};
}

} // namespace

Result<FoundTurns> searchTurns(const Connection& connection, const QString& typed,
                               std::optional<SourceId> source, int limit, qint64 offset)
{
    FoundTurns found;
    const QString match = fullTextQuery(typed);
    if (match.isEmpty())
        return found;
    ANTIPHON_TRY_ASSIGN(const SeenTurns seen, SeenTurns::read(connection, source));
    ANTIPHON_TRY_ASSIGN(const Matches matches, countMatches(connection, match, seen));
    found.turns = matches.turns;
    // Sorted by rank inside the index, so snippets are made of the hits that are fetched, not of all.
    ANTIPHON_TRY_ASSIGN(
        auto select,
        connection.prepare(
            "SELECT rowid, -rank, snippet(turn_text, 0, char(2), char(3), '…', 24) "
            "FROM turn_text WHERE turn_text MATCH ?1 AND rowid <= ?2 AND rowid >= ?3 ORDER BY rank"));
    ANTIPHON_TRY_ASSIGN(
        auto place,
        connection.prepare("SELECT d.id, d.source, t.id, d.external_id, t.position, t.role FROM turn "
                           "AS t JOIN dialogue AS d ON d.id = t.dialogue WHERE t.number = ?1"));
    select.bind(1, match).bind(2, matches.lastRanked).bind(3, matches.firstRanked);
    for (qint64 passed = 0; found.hits.size() < limit;) {
        ANTIPHON_TRY_ASSIGN(const bool more, select.step());
        if (!more)
            return found;
        const qint64 number = select.integer(0);
        if (!seen.has(number) || passed++ < offset)
            continue;
        TurnHit hit;
        hit.score = select.real(1);
        hit.snippet = select.text(2);
        hit.marks = takeMarks(hit.snippet);
        ANTIPHON_TRY(locate(place, number, hit));
        found.hits << std::move(hit);
    }
    return found;
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
