#include "core/coding/codingstore.h"

namespace antiphon {

namespace {

constexpr char codingColumns[] = "coding.id, coding.code, coding.coder, coding.dialogue, coding.turn, "
                                 "coding.span_begin, coding.span_end, coding.origin, coding.created_at, "
                                 "coding.exchange, coding.origin_detail";

Coding codingOf(const Statement& row)
{
    Coding coding;
    coding.id = row.id<CodingId>(0);
    coding.code = row.id<CodeId>(1);
    coding.coder = row.id<CoderId>(2);
    coding.target.dialogue = row.id<DialogueId>(3);
    if (!row.isNull(4))
        coding.target.turn = row.id<TurnId>(4);
    if (row.integer(5) >= 0)
        coding.target.span = TextSpan{row.integer(5), row.integer(6)};
    coding.origin = originFromWord(row.text(7)).value_or(CodingOrigin::Person);
    coding.createdAt = row.integer(8);
    coding.target.exchange = row.integer(9) != 0;
    coding.originDetail = row.text(10);
    return coding;
}

TurnPlace placeOf(const Statement& row)
{
    return {row.id<TurnId>(0), row.id<DialogueId>(1), static_cast<int>(row.integer(2)),
            row.integer(3) == 0 ? Role::User : Role::System};
}

} // namespace

Result<QList<DialogueId>> dialoguesCalled(const Connection& connection, const QString& externalId,
                                          std::optional<SourceId> source)
{
    ANTIPHON_TRY_ASSIGN(
        auto select, connection.prepare(
                         "SELECT dialogue.id FROM source CROSS JOIN dialogue ON dialogue.source = source.id "
                         "AND dialogue.external_id = ?1 WHERE source.state = 'ready' AND dialogue.ordinal < "
                         "source.published AND (?2 IS NULL OR source.id = ?2)"));
    select.bind(1, externalId).bind(2, source);
    QList<DialogueId> found;
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const bool more, select.step());
        if (!more)
            return found;
        found << select.id<DialogueId>(0);
    }
}

Result<QList<TurnPlace>> turnPlaces(const Connection& connection, DialogueId dialogue)
{
    ANTIPHON_TRY_ASSIGN(auto select,
                        connection.prepare("SELECT id, dialogue, position, role FROM turn WHERE dialogue = ? "
                                           "ORDER BY position"));
    select.bind(1, dialogue);
    QList<TurnPlace> places;
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const bool more, select.step());
        if (!more)
            return places;
        places << placeOf(select);
    }
}

Result<std::optional<Coding>> codingById(const Connection& connection, CodingId coding)
{
    ANTIPHON_TRY_ASSIGN(auto select, connection.prepare("SELECT " + std::string(codingColumns) +
                                                        " FROM coding WHERE id = ?"));
    ANTIPHON_TRY_ASSIGN(const bool found, select.bind(1, coding).step());
    return found ? std::optional(codingOf(select)) : std::nullopt;
}

Result<QList<Coding>> codingsOfDialogue(const Connection& connection, DialogueId dialogue, CoderId coder)
{
    ANTIPHON_TRY_ASSIGN(auto select, connection.prepare("SELECT " + std::string(codingColumns) +
                                                        " FROM coding WHERE dialogue = ? AND coder = ? "
                                                        "ORDER BY created_at, rowid"));
    select.bind(1, dialogue).bind(2, coder);
    QList<Coding> codings;
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const bool more, select.step());
        if (!more)
            return codings;
        codings << codingOf(select);
    }
}

Result<QHash<CodeId, qint64>> codingCounts(const Connection& connection, CoderId coder)
{
    ANTIPHON_TRY_ASSIGN(
        auto select,
        connection.prepare(
            "SELECT coding_count.code, sum(coding_count.codings) FROM coding_count JOIN source ON "
            "source.id = coding_count.source AND source.state = 'ready' "
            "WHERE ?1 IS NULL OR coding_count.coder = ?1 GROUP BY coding_count.code"));
    select.bind(1, coder);
    QHash<CodeId, qint64> counts;
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const bool more, select.step());
        if (!more)
            return counts;
        counts.insert(select.id<CodeId>(0), select.integer(1));
    }
}

Result<std::optional<TurnPlace>> nextUncodedTurn(const Connection& connection, CoderId coder,
                                                 const TurnPlace& from, Direction direction)
{
    const bool forward = direction == Direction::Forward;
    const std::string than = forward ? ">" : "<";
    const std::string order = forward ? "" : " DESC";
    ANTIPHON_TRY_ASSIGN(
        auto select,
        connection.prepare(
            "SELECT turn.id, turn.dialogue, turn.position, turn.role FROM dialogue AS here "
            "JOIN ready_dialogue AS dialogue ON dialogue.source = here.source AND dialogue.ordinal " +
            than +
            "= here.ordinal JOIN turn ON turn.dialogue = dialogue.id "
            "WHERE here.id = ?1 AND (dialogue.ordinal " +
            than + " here.ordinal OR turn.position " + than +
            " ?2) AND NOT EXISTS (SELECT 1 FROM coding WHERE coding.turn = turn.id AND coding.coder = ?3 AND "
            "coding.exchange = 0) ORDER BY dialogue.ordinal" +
            order + ", turn.position" + order + " LIMIT 1"));
    ANTIPHON_TRY_ASSIGN(const bool found,
                        select.bind(1, from.dialogue).bind(2, from.position).bind(3, coder).step());
    return found ? std::optional(placeOf(select)) : std::nullopt;
}

Result<std::optional<TurnPlace>> nextTurnWithCode(const Connection& connection, CoderId coder, CodeId code,
                                                  const TurnPlace& from, Direction direction)
{
    const bool forward = direction == Direction::Forward;
    const std::string than = forward ? ">" : "<";
    const std::string order = forward ? "" : " DESC";
    // The codings come first whatever SQLite thinks: a code has few beside the turns of a source.
    ANTIPHON_TRY_ASSIGN(
        auto select,
        connection.prepare(
            "SELECT turn.id, turn.dialogue, turn.position, turn.role FROM dialogue AS here "
            "CROSS JOIN coding CROSS JOIN ready_dialogue AS dialogue ON dialogue.id = coding.dialogue AND "
            "dialogue.source = here.source CROSS JOIN turn ON turn.dialogue = dialogue.id AND (turn.id = "
            "coding.turn OR coding.turn IS NULL AND turn.position = 0) "
            "WHERE here.id = ?1 AND coding.code = ?3 AND coding.coder = ?4 AND (dialogue.ordinal, "
            "turn.position) " +
            than + " (here.ordinal, ?2) ORDER BY dialogue.ordinal" + order + ", turn.position" + order +
            " LIMIT 1"));
    select.bind(1, from.dialogue).bind(2, from.position).bind(3, code).bind(4, coder);
    ANTIPHON_TRY_ASSIGN(const bool found, select.step());
    return found ? std::optional(placeOf(select)) : std::nullopt;
}

QString CodedTurn::quote() const
{
    switch (target.kind()) {
    case TargetKind::Span:
        return spanText(text, *target.span);
    case TargetKind::Turn:
        return text;
    case TargetKind::Dialogue:
    case TargetKind::Exchange:
        break;
    }
    return {};
}

namespace {

CodedTurn codedTurnOf(const Statement& row)
{
    CodedTurn turn;
    turn.place = placeOf(row);
    turn.source = row.text(4);
    turn.dialogue = row.text(5);
    turn.text = row.text(6);
    turn.code.id = row.id<CodeId>(7);
    turn.code.facet = facetFromWord(row.text(8)).value_or(Facet::Free);
    turn.code.name = row.text(9);
    turn.code.colour = static_cast<int>(row.integer(10));
    turn.coder = row.text(11);
    turn.origin = originFromWord(row.text(12)).value_or(CodingOrigin::Person);
    turn.coding = row.id<CodingId>(13);
    turn.target.dialogue = turn.place.dialogue;
    if (!turn.place.turn.isNull())
        turn.target.turn = turn.place.turn;
    if (row.integer(14) >= 0)
        turn.target.span = TextSpan{row.integer(14), row.integer(15)};
    turn.target.exchange = row.integer(16) != 0;
    return turn;
}

} // namespace

Result<QList<CodedTurn>> codedTurns(const Connection& connection, const CodedTurnQuery& query)
{
    const std::string order =
        query.limit >= 0 ? " ORDER BY coding.created_at DESC, coding.rowid DESC LIMIT ?4"
                         : " ORDER BY source.name, dialogue.ordinal, turn.position, coder.name, code.facet, "
                           "code.name, coding.exchange, coding.span_begin, coding.span_end LIMIT ?4";
    // Only conditions that are asked for stand in the statement: an index helps none that may be void.
    std::string where = " WHERE ?1 IS ?1 AND ?2 IS ?2 AND ?3 IS ?3";
    where += query.code ? " AND coding.code = ?1" : "";
    where += query.coder ? " AND coding.coder = ?2" : "";
    where += query.source ? " AND source.id = ?3" : "";
    ANTIPHON_TRY_ASSIGN(
        auto select,
        connection.prepare(
            "SELECT coding.turn, coding.dialogue, coalesce(turn.position, 0), coalesce(turn.role, 0), "
            "source.name, dialogue.external_id, coalesce(turn.text, ''), code.id, code.facet, code.name, "
            "code.colour, coder.name, coding.origin, coding.id, coding.span_begin, coding.span_end, "
            "coding.exchange FROM coding "
            "JOIN ready_dialogue AS dialogue ON dialogue.id = coding.dialogue "
            "JOIN source ON source.id = dialogue.source JOIN code ON code.id = coding.code "
            "JOIN coder ON coder.id = coding.coder LEFT JOIN turn ON turn.id = coding.turn" +
            where + order));
    select.bind(1, query.code).bind(2, query.coder).bind(3, query.source).bind(4, query.limit);
    QList<CodedTurn> turns;
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const bool more, select.step());
        if (!more)
            return turns;
        turns << codedTurnOf(select);
    }
}

} // namespace antiphon
