// Putting codings on targets, changing them and taking them off.
#include "core/coding/codingstore.h"

namespace antiphon {

namespace {

Failure refused(const QString& code, const QString& reason)
{
    return fail(ErrorCode::NotPossible, QStringLiteral("coding with %1").arg(code), reason);
}

Failure badTarget(const QString& reason)
{
    return fail(ErrorCode::InvalidValue, QStringLiteral("the coding's target"), reason);
}

// What a target can not be, whatever the project holds.
Result<void> checkShape(const CodingTarget& target)
{
    if (!target.turn && (target.span || target.exchange))
        return badTarget(QStringLiteral("it names no turn"));
    if (target.span && target.exchange)
        return badTarget(QStringLiteral("an exchange has no span"));
    return {};
}

TextSpan storedSpan(const CodingTarget& target)
{
    return target.span.value_or(TextSpan{-1, -1});
}

// Binds from ?1: dialogue, turn, begin and end of the span, exchange.
void bindTarget(Statement& statement, const CodingTarget& target)
{
    const TextSpan span = storedSpan(target);
    statement.bind(1, target.dialogue)
        .bind(2, target.turn)
        .bind(3, span.begin)
        .bind(4, span.end)
        .bind(5, target.exchange ? 1 : 0);
}

// Whether the coder has another coding with that code on that target.
Result<bool> isThere(const Connection& connection, const Coding& coding)
{
    ANTIPHON_TRY_ASSIGN(auto select,
                        connection.prepare("SELECT 1 FROM coding WHERE dialogue = ?1 AND turn IS ?2 AND "
                                           "span_begin = ?3 AND span_end = ?4 AND exchange = ?5 AND +code = "
                                           "?6 AND coder = ?7 AND id <> ?8"));
    bindTarget(select, coding.target);
    return select.bind(6, coding.code).bind(7, coding.coder).bind(8, coding.id).step();
}

Result<Coding> existing(const Connection& connection, CodingId id)
{
    ANTIPHON_TRY_ASSIGN(const auto coding, codingById(connection, id));
    if (!coding)
        return fail(ErrorCode::NotFound, QStringLiteral("the coding"));
    return *coding;
}

// The coding as it shall be: that its code may go there, and is not there yet.
Result<void> checkChange(const Connection& connection, const Coding& coding)
{
    ANTIPHON_TRY_ASSIGN(CodingWriter writer, CodingWriter::open(connection));
    ANTIPHON_TRY(writer.check(coding));
    ANTIPHON_TRY_ASSIGN(const bool there, isThere(connection, coding));
    if (there)
        return fail(ErrorCode::NotPossible, QStringLiteral("changing the coding"),
                    QStringLiteral("the same code lies there already"));
    return {};
}

} // namespace

CodingWriter::CodingWriter(const Connection& connection, Statement code, Statement turn, Statement insert)
    : m_connection(&connection), m_code(std::move(code)), m_turn(std::move(turn)), m_insert(std::move(insert))
{
}

Result<CodingWriter> CodingWriter::open(const Connection& connection)
{
    ANTIPHON_TRY_ASSIGN(auto code, connection.prepare("SELECT facet, name, codable FROM code WHERE id = ?"));
    ANTIPHON_TRY_ASSIGN(
        auto turn, connection.prepare("SELECT role, length(text) FROM turn WHERE id = ? AND dialogue = ?"));
    // The plus keeps SQLite from looking through all codings of the code instead of the dialogue's few.
    ANTIPHON_TRY_ASSIGN(
        auto insert,
        connection.prepare(
            "INSERT INTO coding (dialogue, turn, span_begin, span_end, exchange, id, code, coder, origin, "
            "created_at, origin_detail) SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11 WHERE NOT EXISTS "
            "(SELECT 1 FROM coding WHERE dialogue = ?1 AND turn IS ?2 AND span_begin = ?3 AND span_end = ?4 "
            "AND exchange = ?5 AND +code = ?7 AND coder = ?8)"));
    return CodingWriter(connection, std::move(code), std::move(turn), std::move(insert));
}

Result<QList<Role>> CodingWriter::rolesOfExchange(const CodingTarget& target)
{
    ANTIPHON_TRY_ASSIGN(const QList<TurnPlace> places, turnPlaces(*m_connection, target.dialogue));
    QList<Role> roles;
    int at = 0;
    for (const TurnPlace& place : places) {
        roles << place.role;
        if (place.turn == target.turn)
            at = place.position;
    }
    const ExchangeRange range = exchangeAround(roles, at);
    if (range.first != at)
        return badTarget(QStringLiteral("turn %1 does not open an exchange").arg(at + 1));
    return roles.mid(range.first, range.last - range.first + 1);
}

Result<CodingWriter::Ground> CodingWriter::groundOf(const CodingTarget& target)
{
    Ground ground{target, {}, 0};
    if (!target.turn) {
        ANTIPHON_TRY_ASSIGN(const QList<TurnPlace> places, turnPlaces(*m_connection, target.dialogue));
        if (places.isEmpty())
            return fail(ErrorCode::NotFound, QStringLiteral("the dialogue"));
        return ground;
    }
    m_turn.reset().bind(1, *target.turn).bind(2, target.dialogue);
    ANTIPHON_TRY_ASSIGN(const bool found, m_turn.step());
    if (!found) {
        m_turn.reset();
        return fail(ErrorCode::NotFound, QStringLiteral("the turn"));
    }
    ground.roles = {m_turn.integer(0) == 0 ? Role::User : Role::System};
    ground.length = m_turn.integer(1);
    m_turn.reset();
    if (target.exchange) {
        ANTIPHON_TRY_ASSIGN(ground.roles, rolesOfExchange(target));
    }
    return ground;
}

Result<void> CodingWriter::checkCode(const Coding& coding, const QList<Role>& roles)
{
    ANTIPHON_TRY_ASSIGN(const bool found, m_code.reset().bind(1, coding.code).step());
    const QString name = found ? m_code.text(1) : QString();
    const Facet facet = found ? facetFromWord(m_code.text(0)).value_or(Facet::Free) : Facet::Free;
    const bool codable = found && m_code.integer(2) != 0;
    m_code.reset();
    if (!found)
        return fail(ErrorCode::NotFound, QStringLiteral("the code"));
    if (!codable)
        return refused(name, QStringLiteral("it is a category, which only groups codes"));
    const TargetKind kind = coding.target.kind();
    if (mayCodeTarget(facet, kind, roles))
        return {};
    const QString role = roleWord(roles.first());
    return refused(name,
                   kind == TargetKind::Exchange
                       ? QStringLiteral("that code does not go on an exchange of the %1 alone").arg(role)
                       : QStringLiteral("that code does not go on turns of the %1").arg(role));
}

Result<void> CodingWriter::check(const Coding& coding)
{
    ANTIPHON_TRY(checkShape(coding.target));
    CodingTarget whole = coding.target;
    whole.span.reset();
    if (!m_ground || m_ground->target != whole) {
        ANTIPHON_TRY_ASSIGN(m_ground, groundOf(whole));
    }
    ANTIPHON_TRY(checkCode(coding, m_ground->roles));
    const TextSpan span = coding.target.span.value_or(TextSpan{0, 1});
    if (coding.target.span && (span.begin < 0 || span.begin >= span.end || span.end > m_ground->length))
        return badTarget(QStringLiteral("characters %1 to %2 are no span of a text of %3")
                             .arg(span.begin)
                             .arg(span.end)
                             .arg(m_ground->length));
    return {};
}

Result<bool> CodingWriter::add(Coding coding)
{
    ANTIPHON_TRY(check(coding));
    if (coding.id.isNull())
        coding.id = CodingId::create();
    if (coding.createdAt == 0)
        coding.createdAt = now();
    bindTarget(m_insert, coding.target);
    m_insert.bind(6, coding.id)
        .bind(7, coding.code)
        .bind(8, coding.coder)
        .bind(9, originWord(coding.origin))
        .bind(10, coding.createdAt)
        .bind(11, coding.originDetail);
    ANTIPHON_TRY(m_insert.run());
    return m_connection->changes() > 0;
}

Result<bool> addCoding(const Connection& connection, Coding coding)
{
    ANTIPHON_TRY_ASSIGN(CodingWriter writer, CodingWriter::open(connection));
    return writer.add(std::move(coding));
}

Result<bool> removeCoding(const Connection& connection, const CodingTarget& target, CodeId code,
                          CoderId coder)
{
    ANTIPHON_TRY_ASSIGN(auto remove,
                        connection.prepare("DELETE FROM coding WHERE dialogue = ?1 AND turn IS ?2 AND "
                                           "span_begin = ?3 AND span_end = ?4 AND exchange = ?5 AND +code = "
                                           "?6 AND coder = ?7"));
    bindTarget(remove, target);
    ANTIPHON_TRY(remove.bind(6, code).bind(7, coder).run());
    return connection.changes() > 0;
}

Result<bool> removeCoding(const Connection& connection, TurnId turn, CodeId code, CoderId coder)
{
    ANTIPHON_TRY_ASSIGN(auto remove,
                        connection.prepare("DELETE FROM coding WHERE turn = ? AND code = ? AND coder = ? AND "
                                           "span_begin = -1 AND exchange = 0"));
    ANTIPHON_TRY(remove.bind(1, turn).bind(2, code).bind(3, coder).run());
    return connection.changes() > 0;
}

Result<bool> removeCoding(const Connection& connection, CodingId coding)
{
    ANTIPHON_TRY_ASSIGN(auto remove, connection.prepare("DELETE FROM coding WHERE id = ?"));
    ANTIPHON_TRY(remove.bind(1, coding).run());
    return connection.changes() > 0;
}

Result<void> changeCodingSpan(const Connection& connection, CodingId id, TextSpan span)
{
    ANTIPHON_TRY_ASSIGN(Coding coding, existing(connection, id));
    if (!coding.target.span)
        return fail(ErrorCode::NotPossible, QStringLiteral("changing the coding"),
                    QStringLiteral("it does not lie on a span"));
    coding.target.span = span;
    ANTIPHON_TRY(checkChange(connection, coding));
    ANTIPHON_TRY_ASSIGN(auto update,
                        connection.prepare("UPDATE coding SET span_begin = ?, span_end = ? WHERE id = ?"));
    return update.bind(1, span.begin).bind(2, span.end).bind(3, id).run();
}

Result<void> recode(const Connection& connection, CodingId id, CodeId code)
{
    ANTIPHON_TRY_ASSIGN(Coding coding, existing(connection, id));
    coding.code = code;
    ANTIPHON_TRY(checkChange(connection, coding));
    ANTIPHON_TRY_ASSIGN(auto update, connection.prepare("UPDATE coding SET code = ? WHERE id = ?"));
    return update.bind(1, code).bind(2, id).run();
}

Result<void> changeCodings(const Connection& connection, CoderId coder, const QList<CodingChange>& changes)
{
    for (const auto& [was, becomes] : changes) {
        if (!was && becomes) {
            Coding coding = *becomes;
            coding.coder = coder;
            ANTIPHON_TRY(addCoding(connection, coding));
        } else if (was && !becomes) {
            ANTIPHON_TRY(removeCoding(connection, was->target, was->code, coder));
        } else if (was && becomes) {
            if (was->target.span != becomes->target.span && becomes->target.span)
                ANTIPHON_TRY(changeCodingSpan(connection, was->id, *becomes->target.span));
            if (was->code != becomes->code)
                ANTIPHON_TRY(recode(connection, was->id, becomes->code));
        }
    }
    return {};
}

} // namespace antiphon
