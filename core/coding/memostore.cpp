#include "core/coding/memostore.h"

namespace antiphon {

namespace {

QString targetWord(MemoTarget kind)
{
    switch (kind) {
    case MemoTarget::Dialogue:
        return QStringLiteral("dialogue");
    case MemoTarget::Turn:
        return QStringLiteral("turn");
    case MemoTarget::Coding:
        return QStringLiteral("coding");
    case MemoTarget::Code:
        return QStringLiteral("code");
    case MemoTarget::Project:
        break;
    }
    return QStringLiteral("project");
}

Result<void> checkText(const QString& text)
{
    if (text.trimmed().isEmpty())
        return fail(ErrorCode::InvalidValue, QStringLiteral("the memo"), QStringLiteral("it has no text"));
    return {};
}

} // namespace

Result<MemoId> addMemo(const Connection& connection, Memo memo)
{
    ANTIPHON_TRY(checkText(memo.text));
    if (memo.id.isNull())
        memo.id = MemoId::create();
    if (memo.createdAt == 0)
        memo.createdAt = memo.changedAt = now();
    ANTIPHON_TRY_ASSIGN(auto insert,
                        connection.prepare("INSERT INTO memo (id, target_kind, target, coder, text, "
                                           "created_at, changed_at) VALUES (?,?,?,?,?,?,?)"));
    insert.bind(1, memo.id)
        .bind(2, targetWord(memo.kind))
        .bind(3, Id<struct AnyTag>(memo.target))
        .bind(4, memo.coder)
        .bind(5, memo.text)
        .bind(6, memo.createdAt)
        .bind(7, memo.changedAt);
    ANTIPHON_TRY(insert.run());
    return memo.id;
}

Result<void> changeMemo(const Connection& connection, MemoId memo, const QString& text)
{
    ANTIPHON_TRY(checkText(text));
    ANTIPHON_TRY_ASSIGN(auto update,
                        connection.prepare("UPDATE memo SET text = ?, changed_at = ? WHERE id = ?"));
    ANTIPHON_TRY(update.bind(1, text).bind(2, now()).bind(3, memo).run());
    if (connection.changes() == 0)
        return fail(ErrorCode::NotFound, QStringLiteral("the memo"));
    return {};
}

Result<void> deleteMemo(const Connection& connection, MemoId memo)
{
    ANTIPHON_TRY_ASSIGN(auto remove, connection.prepare("DELETE FROM memo WHERE id = ?"));
    return remove.bind(1, memo).run();
}

Result<QList<Memo>> memosOf(const Connection& connection, MemoTarget kind, const IdBytes& target,
                            CoderId coder)
{
    ANTIPHON_TRY_ASSIGN(auto select,
                        connection.prepare("SELECT id, text, created_at, changed_at FROM memo WHERE "
                                           "target_kind = ? AND target IS ? AND coder = ? "
                                           "ORDER BY created_at, rowid"));
    select.bind(1, targetWord(kind)).bind(2, Id<struct AnyTag>(target)).bind(3, coder);
    QList<Memo> memos;
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const bool more, select.step());
        if (!more)
            return memos;
        memos << Memo{select.id<MemoId>(0), kind, target, coder, select.text(1), select.integer(2),
                      select.integer(3)};
    }
}

Result<QHash<TurnId, int>> memoCounts(const Connection& connection, DialogueId dialogue, CoderId coder)
{
    ANTIPHON_TRY_ASSIGN(
        auto select, connection.prepare("SELECT turn.id, count(*) FROM turn JOIN memo ON memo.target_kind = "
                                        "'turn' AND memo.target = turn.id WHERE turn.dialogue = ? AND "
                                        "memo.coder = ? GROUP BY turn.id"));
    select.bind(1, dialogue).bind(2, coder);
    QHash<TurnId, int> counts;
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const bool more, select.step());
        if (!more)
            return counts;
        counts.insert(select.id<TurnId>(0), static_cast<int>(select.integer(1)));
    }
}

} // namespace antiphon
