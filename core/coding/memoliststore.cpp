#include "core/coding/memoliststore.h"

#include "core/coding/memoplacestore.h"

namespace antiphon {

namespace {

using AnyId = Id<struct AnyTag>;

// Columns of a listed memo; `m` is the memo.
#define ANTIPHON_LISTED_MEMO                                                                                 \
    "SELECT m.id, m.target_kind, m.target, m.coder, m.text, m.created_at, m.changed_at, m.kind, m.title, "   \
    "m.span_begin, m.span_end, coder.name, (SELECT count(*) FROM memo_link WHERE memo_link.memo = m.id), "   \
    "(SELECT count(*) FROM memo_link WHERE memo_link.target = m.id AND memo_link.target_kind = 'memo') "     \
    "FROM memo m JOIN coder ON coder.id = m.coder "

MemoAnchor anchorOf(const Statement& row, int kind, int id, int span)
{
    MemoAnchor anchor;
    anchor.kind = memoTargetFromWord(row.text(kind)).value_or(MemoTarget::Project);
    if (!row.isNull(id))
        anchor.id = row.id<AnyId>(id).bytes();
    if (row.integer(span) >= 0)
        anchor.span = TextSpan{row.integer(span), row.integer(span + 1)};
    return anchor;
}

ListedMemo listedOf(const Statement& row)
{
    ListedMemo listed;
    listed.memo = memoOn(anchorOf(row, 1, 2, 9), row.id<CoderId>(3));
    listed.memo.id = row.id<MemoId>(0);
    listed.memo.text = row.text(4);
    listed.memo.createdAt = row.integer(5);
    listed.memo.changedAt = row.integer(6);
    listed.memo.kind = memoKindFromWord(row.text(7)).value_or(MemoKind::None);
    listed.memo.title = row.text(8);
    listed.coder = row.text(11);
    listed.links = static_cast<int>(row.integer(12));
    listed.citedBy = static_cast<int>(row.integer(13));
    return listed;
}

Result<QList<ListedMemo>> readListed(Statement& select)
{
    QList<ListedMemo> memos;
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const bool more, select.step());
        if (!more)
            return memos;
        memos << listedOf(select);
    }
}

Result<void> addPlaces(const Connection& connection, QList<ListedMemo>& memos)
{
    ANTIPHON_TRY_ASSIGN(auto places, MemoPlaceReader::open(connection));
    for (ListedMemo& listed : memos) {
        ANTIPHON_TRY_ASSIGN(listed.place, places.read(listed.memo.anchor()));
    }
    return {};
}

// Keeps what fits, the best first; equal fits stay in their order.
void rankBy(QList<ListedMemo>& memos, const QString& typed)
{
    QList<std::pair<int, ListedMemo>> fits;
    for (const ListedMemo& listed : memos) {
        if (const int fit = memoFit(listed.memo.title, listed.memo.text, typed); fit > 0)
            fits.append({fit, listed});
    }
    std::stable_sort(fits.begin(), fits.end(),
                     [](const auto& left, const auto& right) { return left.first > right.first; });
    memos.clear();
    for (const auto& [fit, listed] : fits)
        memos << listed;
}

Statement& bindTime(Statement& statement, int position, const std::optional<TimePoint>& at)
{
    return at ? statement.bind(position, *at) : statement.bindNull(position);
}

} // namespace

Result<QList<ListedMemo>> listMemos(const Connection& connection, const MemoQuery& query)
{
    ANTIPHON_TRY_ASSIGN(
        auto select,
        connection.prepare(
            ANTIPHON_LISTED_MEMO
            "WHERE (?1 IS NULL OR m.coder = ?1) AND (?2 IS NULL OR m.kind = ?2) AND (?3 IS NULL OR "
            "m.target_kind = ?3) AND (?4 IS NULL OR m.changed_at >= ?4) AND (?5 IS NULL OR m.changed_at < "
            "?5) AND (?6 IS NULL OR (m.target_kind = 'code' AND m.target = ?6) OR (m.target_kind = 'coding' "
            "AND EXISTS (SELECT 1 FROM coding c WHERE c.id = m.target AND c.code = ?6)) OR (m.target_kind IN "
            "('turn', 'span') AND EXISTS (SELECT 1 FROM coding c WHERE c.turn = m.target AND c.code = ?6 AND "
            "c.coder = m.coder)) OR EXISTS (SELECT 1 FROM memo_link l WHERE l.memo = m.id AND "
            "((l.target_kind = 'code' AND l.target = ?6) OR (l.target_kind = 'coding' AND EXISTS (SELECT 1 "
            "FROM coding c WHERE c.id = l.target AND c.code = ?6))))) "
            "ORDER BY m.changed_at DESC, m.rowid DESC"));
    select.bind(1, query.coder);
    query.kind ? select.bind(2, memoKindWord(*query.kind)) : select.bindNull(2);
    const bool isCategory = query.target == MemoTarget::Category;
    query.target ? select.bind(3, memoTargetWord(isCategory ? MemoTarget::Code : *query.target))
                 : select.bindNull(3);
    bindTime(select, 4, query.since);
    bindTime(select, 5, query.until);
    select.bind(6, query.code);
    ANTIPHON_TRY_ASSIGN(auto memos, readListed(select));
    if (!query.text.trimmed().isEmpty())
        rankBy(memos, query.text);
    ANTIPHON_TRY(addPlaces(connection, memos));
    // A category and a code differ in a property of the code, not in the memo.
    if (isCategory || query.target == MemoTarget::Code)
        memos.removeIf([&](const ListedMemo& listed) { return listed.place.anchor.kind != *query.target; });
    return memos;
}

Result<QList<Coder>> memoCoders(const Connection& connection)
{
    ANTIPHON_TRY_ASSIGN(auto select,
                        connection.prepare("SELECT id, name FROM coder WHERE id IN (SELECT coder FROM memo) "
                                           "ORDER BY name"));
    QList<Coder> coders;
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const bool more, select.step());
        if (!more)
            return coders;
        Coder coder;
        coder.id = select.id<CoderId>(0);
        coder.name = select.text(1);
        coders << coder;
    }
}

Result<ListedMemo> listedMemo(const Connection& connection, MemoId memo)
{
    ANTIPHON_TRY_ASSIGN(auto select, connection.prepare(ANTIPHON_LISTED_MEMO "WHERE m.id = ?"));
    ANTIPHON_TRY_ASSIGN(auto memos, readListed(select.bind(1, memo)));
    if (memos.isEmpty())
        return fail(ErrorCode::NotFound, QStringLiteral("the memo"));
    ANTIPHON_TRY(addPlaces(connection, memos));
    return memos.first();
}

Result<QList<MemoLink>> linksOf(const Connection& connection, MemoId memo)
{
    ANTIPHON_TRY_ASSIGN(auto select,
                        connection.prepare("SELECT id, target_kind, target, span_begin, span_end FROM "
                                           "memo_link WHERE memo = ? ORDER BY position, rowid"));
    ANTIPHON_TRY_ASSIGN(auto places, MemoPlaceReader::open(connection));
    select.bind(1, memo);
    QList<MemoLink> links;
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const bool more, select.step());
        if (!more)
            return links;
        ANTIPHON_TRY_ASSIGN(const MemoPlace place, places.read(anchorOf(select, 1, 2, 3)));
        links << MemoLink{select.id<MemoLinkId>(0), memo, place};
    }
}

Result<QList<ListedMemo>> memosCiting(const Connection& connection, const MemoAnchor& thing,
                                      std::optional<CoderId> coder)
{
    ANTIPHON_TRY_ASSIGN(auto select,
                        connection.prepare(ANTIPHON_LISTED_MEMO
                                           "WHERE (?2 IS NULL OR m.coder = ?2) AND EXISTS (SELECT 1 FROM "
                                           "memo_link l WHERE l.memo = m.id AND l.target = ?1 AND (?3 < 0 "
                                           "OR (l.span_begin = ?3 AND l.span_end = ?4))) ORDER BY "
                                           "m.changed_at DESC, m.rowid DESC"));
    select.bind(1, AnyId(thing.id))
        .bind(2, coder)
        .bind(3, thing.span ? thing.span->begin : qint64(-1))
        .bind(4, thing.span ? thing.span->end : qint64(-1));
    ANTIPHON_TRY_ASSIGN(auto memos, readListed(select));
    ANTIPHON_TRY(addPlaces(connection, memos));
    return memos;
}

Result<QList<MemoSheet>> memoSheets(const Connection& connection, const MemoQuery& query)
{
    ANTIPHON_TRY_ASSIGN(const auto memos, listMemos(connection, query));
    QList<MemoSheet> sheets;
    for (const ListedMemo& listed : memos) {
        ANTIPHON_TRY_ASSIGN(const auto evidence, linksOf(connection, listed.memo.id));
        sheets << MemoSheet{listed, evidence};
    }
    return sheets;
}

} // namespace antiphon
