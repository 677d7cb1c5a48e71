#include "core/coding/memostore.h"

namespace antiphon {

namespace {

using AnyId = Id<struct AnyTag>;

QString storedWord(MemoTarget kind)
{
    return memoTargetWord(kind == MemoTarget::Category ? MemoTarget::Code : kind);
}

Result<void> checkText(const QString& text)
{
    if (text.trimmed().isEmpty())
        return fail(ErrorCode::InvalidValue, QStringLiteral("the memo"), QStringLiteral("it has no text"));
    return {};
}

Result<void> checkAnchor(const MemoAnchor& anchor)
{
    const bool onNothing = anchor.kind == MemoTarget::Project || anchor.kind == MemoTarget::Journal;
    if (!onNothing && AnyId(anchor.id).isNull())
        return fail(ErrorCode::InvalidValue, QStringLiteral("the memo"),
                    QStringLiteral("it is on no %1").arg(memoTargetWord(anchor.kind)));
    const bool isSpan = anchor.kind == MemoTarget::Span;
    if (isSpan != anchor.span.has_value() ||
        (isSpan && (anchor.span->begin < 0 || anchor.span->end <= anchor.span->begin)))
        return fail(ErrorCode::InvalidValue, QStringLiteral("the memo"),
                    isSpan ? QStringLiteral("no words are chosen")
                           : QStringLiteral("only a span has words of its own"));
    return {};
}

void bindSpan(Statement& statement, int position, const std::optional<TextSpan>& span)
{
    statement.bind(position, span ? span->begin : qint64(-1));
    statement.bind(position + 1, span ? span->end : qint64(-1));
}

Result<QList<Memo>> readMemos(Statement& select)
{
    QList<Memo> memos;
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const bool more, select.step());
        if (!more)
            return memos;
        Memo memo;
        memo.id = select.id<MemoId>(0);
        memo.targetKind = memoTargetFromWord(select.text(1)).value_or(MemoTarget::Project);
        memo.target = select.isNull(2) ? IdBytes{} : select.id<AnyId>(2).bytes();
        memo.coder = select.id<CoderId>(3);
        memo.text = select.text(4);
        memo.createdAt = select.integer(5);
        memo.changedAt = select.integer(6);
        memo.kind = memoKindFromWord(select.text(7)).value_or(MemoKind::None);
        memo.title = select.text(8);
        if (select.integer(9) >= 0)
            memo.span = TextSpan{select.integer(9), select.integer(10)};
        memos << memo;
    }
}

} // namespace

Result<MemoId> addMemo(const Connection& connection, Memo memo)
{
    ANTIPHON_TRY(checkText(memo.text));
    ANTIPHON_TRY(checkAnchor(memo.anchor()));
    if (memo.id.isNull())
        memo.id = MemoId::create();
    if (memo.createdAt == 0)
        memo.createdAt = memo.changedAt = now();
    ANTIPHON_TRY_ASSIGN(auto insert,
                        connection.prepare("INSERT INTO memo (id, target_kind, target, coder, text, "
                                           "created_at, changed_at, kind, title, span_begin, span_end) "
                                           "VALUES (?,?,?,?,?,?,?,?,?,?,?)"));
    insert.bind(1, memo.id)
        .bind(2, storedWord(memo.targetKind))
        .bind(3, AnyId(memo.target))
        .bind(4, memo.coder)
        .bind(5, memo.text)
        .bind(6, memo.createdAt)
        .bind(7, memo.changedAt)
        .bind(8, memoKindWord(memo.kind))
        .bind(9, memo.title);
    bindSpan(insert, 10, memo.span);
    ANTIPHON_TRY(insert.run());
    return memo.id;
}

Result<void> changeMemo(const Connection& connection, MemoId memo, const MemoContent& content)
{
    ANTIPHON_TRY(checkText(content.text));
    ANTIPHON_TRY_ASSIGN(
        auto update,
        connection.prepare("UPDATE memo SET text = ?, title = ?, kind = ?, changed_at = ? WHERE id = ?"));
    update.bind(1, content.text)
        .bind(2, content.title)
        .bind(3, memoKindWord(content.kind))
        .bind(4, now())
        .bind(5, memo);
    ANTIPHON_TRY(update.run());
    if (connection.changes() == 0)
        return fail(ErrorCode::NotFound, QStringLiteral("the memo"));
    return {};
}

Result<void> deleteMemo(const Connection& connection, MemoId memo)
{
    ANTIPHON_TRY_ASSIGN(auto links, connection.prepare("DELETE FROM memo_link WHERE memo = ?1 OR "
                                                       "(target_kind = 'memo' AND target = ?1)"));
    ANTIPHON_TRY(links.bind(1, memo).run());
    ANTIPHON_TRY_ASSIGN(auto evidence, connection.prepare("DELETE FROM proposition_evidence WHERE "
                                                          "target_kind = 'memo' AND target = ?"));
    ANTIPHON_TRY(evidence.bind(1, memo).run());
    ANTIPHON_TRY_ASSIGN(auto remove, connection.prepare("DELETE FROM memo WHERE id = ?"));
    return remove.bind(1, memo).run();
}

Result<QList<Memo>> memosOf(const Connection& connection, MemoTarget kind, const IdBytes& target,
                            CoderId coder)
{
    ANTIPHON_TRY_ASSIGN(
        auto select, connection.prepare(
                         "SELECT id, target_kind, target, coder, text, created_at, changed_at, kind, title, "
                         "span_begin, span_end FROM memo WHERE target_kind = ? AND target IS ? AND "
                         "coder = ? ORDER BY created_at, rowid"));
    select.bind(1, storedWord(kind)).bind(2, AnyId(target)).bind(3, coder);
    return readMemos(select);
}

Result<QList<Memo>> memosOnTurn(const Connection& connection, TurnId turn, CoderId coder)
{
    ANTIPHON_TRY_ASSIGN(
        auto select, connection.prepare(
                         "SELECT id, target_kind, target, coder, text, created_at, changed_at, kind, title, "
                         "span_begin, span_end FROM memo WHERE coder = ?2 AND ((target_kind IN ('turn', "
                         "'span') AND target = ?1) OR (target_kind = 'coding' AND target IN (SELECT id "
                         "FROM coding WHERE turn = ?1))) ORDER BY created_at, rowid"));
    select.bind(1, turn).bind(2, coder);
    return readMemos(select);
}

Result<QHash<TurnId, int>> memoCounts(const Connection& connection, DialogueId dialogue, CoderId coder)
{
    ANTIPHON_TRY_ASSIGN(
        auto select,
        connection.prepare(
            "SELECT place.turn, count(*) FROM (SELECT turn.id AS turn FROM turn JOIN memo ON "
            "memo.target_kind IN ('turn', 'span') AND memo.target = turn.id WHERE turn.dialogue = ?1 AND "
            "memo.coder = ?2 UNION ALL SELECT coding.turn FROM coding JOIN memo ON memo.target_kind = "
            "'coding' AND memo.target = coding.id WHERE coding.dialogue = ?1 AND coding.turn IS NOT NULL "
            "AND memo.coder = ?2) AS place GROUP BY place.turn"));
    select.bind(1, dialogue).bind(2, coder);
    QHash<TurnId, int> counts;
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const bool more, select.step());
        if (!more)
            return counts;
        counts.insert(select.id<TurnId>(0), static_cast<int>(select.integer(1)));
    }
}

Result<bool> linkMemo(const Connection& connection, MemoId memo, const MemoAnchor& evidence)
{
    const bool toNothing = evidence.kind == MemoTarget::Project || evidence.kind == MemoTarget::Journal;
    if (toNothing || evidence.id == memo.bytes())
        return fail(ErrorCode::InvalidValue, QStringLiteral("the evidence of a memo"),
                    QStringLiteral("a memo rests on dialogues, turns, codings, codes and other memos"));
    ANTIPHON_TRY(checkAnchor(evidence));
    ANTIPHON_TRY_ASSIGN(
        auto there, connection.prepare("SELECT (SELECT count(*) FROM memo WHERE id = ?1), (SELECT count(*) "
                                       "FROM memo_link WHERE memo = ?1 AND target_kind = ?2 AND target = ?3 "
                                       "AND span_begin = ?4 AND span_end = ?5), (SELECT count(*) FROM "
                                       "memo_link WHERE memo = ?1)"));
    there.bind(1, memo).bind(2, storedWord(evidence.kind)).bind(3, AnyId(evidence.id));
    bindSpan(there, 4, evidence.span);
    ANTIPHON_TRY(there.step());
    if (there.integer(0) == 0)
        return fail(ErrorCode::NotFound, QStringLiteral("the memo"));
    if (there.integer(1) > 0)
        return false;
    ANTIPHON_TRY_ASSIGN(auto insert,
                        connection.prepare("INSERT INTO memo_link (memo, target_kind, target, span_begin, "
                                           "span_end, id, position) VALUES (?,?,?,?,?,?,?)"));
    insert.bind(1, memo).bind(2, storedWord(evidence.kind)).bind(3, AnyId(evidence.id));
    bindSpan(insert, 4, evidence.span);
    insert.bind(6, MemoLinkId::create()).bind(7, there.integer(2));
    ANTIPHON_TRY(insert.run());
    return true;
}

Result<void> unlinkMemo(const Connection& connection, MemoLinkId link)
{
    ANTIPHON_TRY_ASSIGN(auto remove, connection.prepare("DELETE FROM memo_link WHERE id = ?"));
    return remove.bind(1, link).run();
}

} // namespace antiphon
