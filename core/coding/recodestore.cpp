#include "core/coding/recodestore.h"

#include "core/coding/codelineagestore.h"
#include "core/coding/codetreestore.h"
#include "core/coding/memo.h"

#include <QSet>

namespace antiphon {

namespace {

const char* const columnsOfCoding =
    "SELECT id, code, coder, dialogue, turn, span_begin, span_end, exchange, created_at FROM coding ";

MergeCoding codingOf(const Statement& row)
{
    return {row.id<CodingId>(0),
            row.id<CodeId>(1),
            row.id<CoderId>(2),
            row.id<DialogueId>(3),
            row.isNull(4) ? TurnId() : row.id<TurnId>(4),
            {row.integer(5), row.integer(6)},
            row.integer(7) != 0,
            row.integer(8)};
}

Result<QList<MergeCoding>> readEach(const Connection& connection, const QList<CodingId>& codings)
{
    ANTIPHON_TRY_ASSIGN(auto select, connection.prepare(std::string(columnsOfCoding) + "WHERE id = ?"));
    QList<MergeCoding> found;
    for (const CodingId coding : codings) {
        ANTIPHON_TRY_ASSIGN(const bool there, select.reset().bind(1, coding).step());
        if (!there)
            return fail(ErrorCode::NotFound, QStringLiteral("the coding"));
        found << codingOf(select);
    }
    return found;
}

Result<void> passOn(const Connection& connection, CodingId from, CodingId to)
{
    for (const char* sql :
         {"UPDATE memo SET target = ?2 WHERE target_kind = 'coding' AND target = ?1",
          "DELETE FROM memo_link WHERE target_kind = 'coding' AND target = ?1 AND EXISTS "
          "(SELECT 1 FROM memo_link AS other WHERE other.memo = memo_link.memo AND "
          "other.target_kind = 'coding' AND other.target = ?2)",
          "UPDATE memo_link SET target = ?2 WHERE target_kind = 'coding' AND target = ?1"}) {
        ANTIPHON_TRY_ASSIGN(auto statement, connection.prepare(sql));
        ANTIPHON_TRY(statement.bind(1, from).bind(2, to).run());
    }
    ANTIPHON_TRY_ASSIGN(auto remove, connection.prepare("DELETE FROM coding WHERE id = ?"));
    return remove.bind(1, from).run();
}

Result<void> checkTurns(const Connection& connection, const QList<MergeCoding>& codings, const Code& code)
{
    ANTIPHON_TRY_ASSIGN(auto select, connection.prepare("SELECT role FROM turn WHERE id = ?"));
    for (const MergeCoding& coding : codings) {
        if (coding.turn.isNull() || coding.exchange)
            continue;
        ANTIPHON_TRY(select.reset().bind(1, coding.turn).step());
        const Role role = select.integer(0) == 0 ? Role::User : Role::System;
        if (!mayCode(code.facet, role))
            return fail(ErrorCode::NotPossible, QStringLiteral("coding with %1").arg(code.name),
                        QStringLiteral("that code does not go on turns of the %1").arg(roleWord(role)));
    }
    return {};
}

} // namespace

Result<QList<MergeCoding>> codingsOfCodes(const Connection& connection, const QList<CodeId>& codes,
                                          std::optional<CoderId> coder)
{
    ANTIPHON_TRY_ASSIGN(auto select, connection.prepare(std::string(columnsOfCoding) +
                                                        "WHERE code = ?1 AND (?2 IS NULL OR coder = ?2)"));
    QList<MergeCoding> codings;
    for (const CodeId code : codes) {
        select.reset().bind(1, code).bind(2, coder);
        for (;;) {
            ANTIPHON_TRY_ASSIGN(const bool more, select.step());
            if (!more)
                break;
            codings << codingOf(select);
        }
    }
    return codings;
}

Result<RecodeOutcome> carryOut(const Connection& connection, const MergePlan& plan, CodeId target)
{
    for (auto it = plan.replaced.begin(); it != plan.replaced.end(); ++it)
        ANTIPHON_TRY(passOn(connection, it.key(), it.value()));
    ANTIPHON_TRY_ASSIGN(auto widen,
                        connection.prepare("UPDATE coding SET span_begin = ?, span_end = ? WHERE id = ?"));
    for (const auto& [coding, span] : plan.widened)
        ANTIPHON_TRY(widen.reset().bind(1, span.begin).bind(2, span.end).bind(3, coding).run());
    ANTIPHON_TRY_ASSIGN(auto move, connection.prepare("UPDATE coding SET code = ? WHERE id = ?"));
    for (const CodingId coding : plan.moved)
        ANTIPHON_TRY(move.reset().bind(1, target).bind(2, coding).run());
    return RecodeOutcome{plan.moved.size(), plan.replaced.size(), plan.widened.size()};
}

Result<RecodeOutcome> recodeCodings(const Connection& connection, const QList<CodingId>& codings, CodeId to)
{
    ANTIPHON_TRY_ASSIGN(const Codebook codebook, readCodebook(connection));
    const Code* code = codeIn(codebook.codes, to);
    if (!code)
        return fail(ErrorCode::NotFound, QStringLiteral("the code"));
    if (!code->codable)
        return fail(ErrorCode::NotPossible, QStringLiteral("coding with %1").arg(code->name),
                    QStringLiteral("it is a category, which only groups codes"));
    ANTIPHON_TRY_ASSIGN(QList<MergeCoding> concerned, readEach(connection, codings));
    ANTIPHON_TRY(checkTurns(connection, concerned, *code));
    concerned.removeIf([to](const MergeCoding& coding) { return coding.code == to; });
    QSet<DialogueId> dialogues;
    for (const MergeCoding& coding : concerned)
        dialogues.insert(coding.dialogue);
    ANTIPHON_TRY_ASSIGN(const QList<MergeCoding> there, codingsOfCodes(connection, {to}));
    for (const MergeCoding& coding : there) {
        if (dialogues.contains(coding.dialogue))
            concerned << coding;
    }
    return carryOut(connection, planMerge(concerned, to, SpanMerge::KeepApart), to);
}

Result<RemovalOutcome> removeCodings(const Connection& connection, const QList<CodingId>& codings)
{
    RemovalOutcome outcome;
    ANTIPHON_TRY_ASSIGN(auto memos, connection.prepare("SELECT id FROM memo WHERE target_kind = 'coding' AND "
                                                       "target = ?"));
    ANTIPHON_TRY_ASSIGN(auto links,
                        connection.prepare("DELETE FROM memo_link WHERE memo = ?1 OR target = ?1"));
    ANTIPHON_TRY_ASSIGN(auto evidence, connection.prepare("DELETE FROM proposition_evidence WHERE "
                                                          "target_kind = 'memo' AND target = ?"));
    ANTIPHON_TRY_ASSIGN(auto memo, connection.prepare("DELETE FROM memo WHERE id = ?"));
    ANTIPHON_TRY_ASSIGN(auto remove, connection.prepare("DELETE FROM coding WHERE id = ?"));
    for (const CodingId coding : codings) {
        QList<MemoId> found;
        memos.reset().bind(1, coding);
        for (;;) {
            ANTIPHON_TRY_ASSIGN(const bool more, memos.step());
            if (!more)
                break;
            found << memos.id<MemoId>(0);
        }
        memos.reset();
        for (const MemoId id : found) {
            ANTIPHON_TRY(links.reset().bind(1, id).run());
            ANTIPHON_TRY(evidence.reset().bind(1, id).run());
            ANTIPHON_TRY(memo.reset().bind(1, id).run());
        }
        ANTIPHON_TRY(links.reset().bind(1, coding).run());
        ANTIPHON_TRY(remove.reset().bind(1, coding).run());
        if (connection.changes() == 0)
            return fail(ErrorCode::NotFound, QStringLiteral("the coding"));
        outcome.memos += found.size();
        ++outcome.codings;
    }
    return outcome;
}

Result<RecodeOutcome> splitCode(const Connection& connection, CodeId code, const QList<SplitPart>& parts)
{
    const bool isEmpty =
        std::any_of(parts.begin(), parts.end(), [](const SplitPart& part) { return part.codings.isEmpty(); });
    if (parts.isEmpty() || isEmpty)
        return fail(ErrorCode::InvalidValue, QStringLiteral("the split"),
                    QStringLiteral("each new code takes at least one coding"));
    RecodeOutcome outcome;
    for (const SplitPart& part : parts) {
        ANTIPHON_TRY_ASSIGN(const QList<MergeCoding> taken, readEach(connection, part.codings));
        if (std::any_of(taken.begin(), taken.end(),
                        [code](const MergeCoding& coding) { return coding.code != code; }))
            return fail(ErrorCode::NotFound, QStringLiteral("the coding"));
        CodeId to = part.code.id;
        if (to.isNull()) {
            ANTIPHON_TRY_ASSIGN(const Codebook codebook, readCodebook(connection));
            CodePlace behind = placeOf(codebook, {code, {}});
            ++behind.index;
            ANTIPHON_TRY_ASSIGN(to, addCodeAt(connection, part.code, behind));
        }
        ANTIPHON_TRY_ASSIGN(const RecodeOutcome each, recodeCodings(connection, part.codings, to));
        ANTIPHON_TRY(addLineage(connection, {code, to, LineageKind::Split, now()}));
        outcome.moved += each.moved;
        outcome.replaced += each.replaced;
    }
    return outcome;
}

} // namespace antiphon
