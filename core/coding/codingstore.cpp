#include "core/coding/codingstore.h"

namespace antiphon {

namespace {

std::optional<CodingOrigin> originFromWord(const QString& word)
{
    for (const CodingOrigin origin : {CodingOrigin::Person, CodingOrigin::Import, CodingOrigin::Suggestion}) {
        if (originWord(origin) == word)
            return origin;
    }
    return std::nullopt;
}

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
    return coding;
}

TurnPlace placeOf(const Statement& row)
{
    return {row.id<TurnId>(0), row.id<DialogueId>(1), static_cast<int>(row.integer(2)),
            row.integer(3) == 0 ? Role::User : Role::System};
}

} // namespace

Result<QList<Coder>> allCoders(const Connection& connection)
{
    ANTIPHON_TRY_ASSIGN(auto select, connection.prepare("SELECT id, name FROM coder ORDER BY name"));
    QList<Coder> coders;
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const bool more, select.step());
        if (!more)
            return coders;
        coders << Coder{select.id<CoderId>(0), select.text(1)};
    }
}

Result<std::optional<Coder>> coderByName(const Connection& connection, const QString& name)
{
    ANTIPHON_TRY_ASSIGN(auto select, connection.prepare("SELECT id, name FROM coder WHERE name = ?"));
    ANTIPHON_TRY_ASSIGN(const bool found, select.bind(1, name).step());
    return found ? std::optional(Coder{select.id<CoderId>(0), select.text(1)}) : std::nullopt;
}

Result<Coder> ensureCoder(const Connection& connection, const QString& name)
{
    if (name.trimmed().isEmpty())
        return fail(ErrorCode::InvalidValue, QStringLiteral("the coder"),
                    QStringLiteral("a coder needs a name"));
    ANTIPHON_TRY_ASSIGN(const auto found, coderByName(connection, name));
    if (found)
        return *found;
    const Coder coder{CoderId::create(), name};
    ANTIPHON_TRY_ASSIGN(auto insert, connection.prepare("INSERT INTO coder (id, name) VALUES (?, ?)"));
    ANTIPHON_TRY(insert.bind(1, coder.id).bind(2, coder.name).run());
    return coder;
}

Result<QString> chosenCoder(const Connection& connection)
{
    ANTIPHON_TRY_ASSIGN(auto select, connection.prepare("SELECT value FROM setting WHERE name = 'coder'"));
    ANTIPHON_TRY_ASSIGN(const bool found, select.step());
    return found ? select.text(0) : QString();
}

Result<void> setChosenCoder(const Connection& connection, const QString& name)
{
    ANTIPHON_TRY_ASSIGN(auto upsert,
                        connection.prepare("INSERT INTO setting (name, value) VALUES ('coder', ?) "
                                           "ON CONFLICT (name) DO UPDATE SET value = excluded.value"));
    return upsert.bind(1, name).run();
}

Result<QList<DialogueId>> dialoguesCalled(const Connection& connection, const QString& externalId,
                                          std::optional<SourceId> source)
{
    ANTIPHON_TRY_ASSIGN(
        auto select, connection.prepare("SELECT ready_dialogue.id FROM source JOIN ready_dialogue ON "
                                        "ready_dialogue.source = source.id AND ready_dialogue.external_id = "
                                        "?1 WHERE ?2 IS NULL OR source.id = ?2"));
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

CodingWriter::CodingWriter(const Connection& connection, Statement code, Statement turn, Statement insert)
    : m_connection(&connection), m_code(std::move(code)), m_turn(std::move(turn)), m_insert(std::move(insert))
{
}

Result<CodingWriter> CodingWriter::open(const Connection& connection)
{
    ANTIPHON_TRY_ASSIGN(auto code, connection.prepare("SELECT facet, name, codable FROM code WHERE id = ?"));
    ANTIPHON_TRY_ASSIGN(auto turn, connection.prepare("SELECT role FROM turn WHERE id = ? AND dialogue = ?"));
    // The plus keeps SQLite from looking through all codings of the code instead of the dialogue's few.
    ANTIPHON_TRY_ASSIGN(
        auto insert, connection.prepare(
                         "INSERT INTO coding (id, code, coder, dialogue, turn, span_begin, span_end, origin, "
                         "created_at) SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9 WHERE NOT EXISTS (SELECT 1 "
                         "FROM coding WHERE dialogue = ?4 AND turn IS ?5 AND +code = ?2 AND coder = ?3 AND "
                         "span_begin = ?6 AND span_end = ?7)"));
    return CodingWriter(connection, std::move(code), std::move(turn), std::move(insert));
}

Result<void> CodingWriter::check(const Coding& coding)
{
    ANTIPHON_TRY_ASSIGN(const bool hasCode, m_code.reset().bind(1, coding.code).step());
    if (!hasCode)
        return fail(ErrorCode::NotFound, QStringLiteral("the code"));
    const auto refuse = [&](const QString& reason) {
        return fail(ErrorCode::NotPossible, QStringLiteral("coding with %1").arg(m_code.text(1)), reason);
    };
    if (m_code.integer(2) == 0)
        return refuse(QStringLiteral("it is a category, which only groups codes"));
    if (!coding.target.turn)
        return {};
    m_turn.reset().bind(1, *coding.target.turn).bind(2, coding.target.dialogue);
    ANTIPHON_TRY_ASSIGN(const bool hasTurn, m_turn.step());
    if (!hasTurn)
        return fail(ErrorCode::NotFound, QStringLiteral("the turn"));
    const Role role = m_turn.integer(0) == 0 ? Role::User : Role::System;
    if (!mayCode(facetFromWord(m_code.text(0)).value_or(Facet::Free), role))
        return refuse(QStringLiteral("that code does not go on turns of the %1").arg(roleWord(role)));
    return {};
}

Result<bool> CodingWriter::add(Coding coding)
{
    const auto checked = check(coding);
    m_code.reset();
    m_turn.reset();
    if (!checked)
        return fail(checked.error());
    if (coding.id.isNull())
        coding.id = CodingId::create();
    if (coding.createdAt == 0)
        coding.createdAt = now();
    const TextSpan span = coding.target.span.value_or(TextSpan{-1, -1});
    m_insert.bind(1, coding.id)
        .bind(2, coding.code)
        .bind(3, coding.coder)
        .bind(4, coding.target.dialogue)
        .bind(5, coding.target.turn)
        .bind(6, span.begin)
        .bind(7, span.end)
        .bind(8, originWord(coding.origin))
        .bind(9, coding.createdAt);
    ANTIPHON_TRY(m_insert.run());
    return m_connection->changes() > 0;
}

Result<bool> addCoding(const Connection& connection, Coding coding)
{
    ANTIPHON_TRY_ASSIGN(CodingWriter writer, CodingWriter::open(connection));
    return writer.add(std::move(coding));
}

Result<bool> removeCoding(const Connection& connection, TurnId turn, CodeId code, CoderId coder)
{
    ANTIPHON_TRY_ASSIGN(auto remove,
                        connection.prepare("DELETE FROM coding WHERE turn = ? AND code = ? AND coder = ? AND "
                                           "span_begin = -1"));
    ANTIPHON_TRY(remove.bind(1, turn).bind(2, code).bind(3, coder).run());
    return connection.changes() > 0;
}

Result<QList<Coding>> codingsOfDialogue(const Connection& connection, DialogueId dialogue, CoderId coder)
{
    ANTIPHON_TRY_ASSIGN(auto select,
                        connection.prepare("SELECT id, code, coder, dialogue, turn, span_begin, span_end, "
                                           "origin, created_at FROM coding WHERE dialogue = ? AND coder = ? "
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
            "SELECT coding.code, count(*) FROM coding JOIN ready_dialogue ON ready_dialogue.id = "
            "coding.dialogue WHERE ?1 IS NULL OR coding.coder = ?1 GROUP BY coding.code"));
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
                                                 const TurnPlace& from)
{
    ANTIPHON_TRY_ASSIGN(
        auto select,
        connection.prepare(
            "SELECT turn.id, turn.dialogue, turn.position, turn.role FROM dialogue AS here "
            "JOIN ready_dialogue AS dialogue ON dialogue.source = here.source AND dialogue.ordinal >= "
            "here.ordinal "
            "JOIN turn ON turn.dialogue = dialogue.id "
            "WHERE here.id = ?1 AND (dialogue.ordinal > here.ordinal OR turn.position > ?2) "
            "AND NOT EXISTS (SELECT 1 FROM coding WHERE coding.turn = turn.id AND coding.coder = ?3) "
            "ORDER BY dialogue.ordinal, turn.position LIMIT 1"));
    ANTIPHON_TRY_ASSIGN(const bool found,
                        select.bind(1, from.dialogue).bind(2, from.position).bind(3, coder).step());
    return found ? std::optional(placeOf(select)) : std::nullopt;
}

Result<QList<CodedTurn>> codedTurns(const Connection& connection, const CodedTurnQuery& query)
{
    const std::string order = query.limit >= 0
                                  ? " ORDER BY coding.created_at DESC, coding.rowid DESC LIMIT ?4"
                                  : " ORDER BY source.name, dialogue.ordinal, turn.position, coder.name, "
                                    "code.facet, code.name LIMIT ?4";
    ANTIPHON_TRY_ASSIGN(
        auto select,
        connection.prepare(
            "SELECT turn.id, turn.dialogue, turn.position, turn.role, source.name, dialogue.external_id, "
            "turn.text, code.id, code.facet, code.name, code.colour, coder.name, coding.origin FROM coding "
            "JOIN turn ON turn.id = coding.turn JOIN ready_dialogue AS dialogue ON dialogue.id = "
            "turn.dialogue "
            "JOIN source ON source.id = dialogue.source JOIN code ON code.id = coding.code "
            "JOIN coder ON coder.id = coding.coder WHERE (?1 IS NULL OR coding.code = ?1) AND (?2 IS NULL OR "
            "coding.coder = ?2) "
            "AND (?3 IS NULL OR source.id = ?3)" +
            order));
    select.bind(1, query.code).bind(2, query.coder).bind(3, query.source).bind(4, query.limit);
    QList<CodedTurn> turns;
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const bool more, select.step());
        if (!more)
            return turns;
        CodedTurn turn{placeOf(select),
                       select.text(4),
                       select.text(5),
                       select.text(6),
                       {},
                       select.text(11),
                       originFromWord(select.text(12)).value_or(CodingOrigin::Person)};
        turn.code.id = select.id<CodeId>(7);
        turn.code.facet = facetFromWord(select.text(8)).value_or(Facet::Free);
        turn.code.name = select.text(9);
        turn.code.colour = static_cast<int>(select.integer(10));
        turns << turn;
    }
}

} // namespace antiphon
