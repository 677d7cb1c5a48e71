#include "core/coding/codestore.h"
#include "core/coding/codingstore.h"
#include "core/coding/memoliststore.h"
#include "core/coding/memoplacestore.h"
#include "core/coding/memostore.h"
#include "tests/core/coding/codingproject.h"

using namespace antiphon;

namespace {

class MemoStore : public test::CodingProject
{
protected:
    MemoStore() : m_ada(ensureCoder(db(), QStringLiteral("ada")).value().id) {}

    MemoId add(const MemoAnchor& anchor, const QString& text, const QString& by = QStringLiteral("ada"),
               MemoKind kind = MemoKind::None, const QString& title = {})
    {
        Memo memo = memoOn(anchor, ensureCoder(db(), by).value().id);
        memo.text = text;
        memo.kind = kind;
        memo.title = title;
        return addMemo(db(), memo).value();
    }
    MemoAnchor onTurn(int position) const
    {
        return {MemoTarget::Turn, place(QStringLiteral("a"), position).turn.bytes()};
    }
    MemoAnchor onCoding(int position, const Code& code)
    {
        const TurnPlace at = place(QStringLiteral("a"), position);
        put(at, code, QStringLiteral("ada"));
        const QList<Coding> codings = codingsOfDialogue(db(), at.dialogue, m_ada).value();
        for (const Coding& coding : codings) {
            if (coding.code == code.id && coding.target.turn == at.turn)
                return {MemoTarget::Coding, coding.id.bytes()};
        }
        return {};
    }
    QStringList texts(const MemoQuery& query) const
    {
        QStringList texts;
        const QList<ListedMemo> memos = listMemos(db(), query).value();
        for (const ListedMemo& listed : memos)
            texts << listed.memo.text;
        texts.sort();
        return texts;
    }

    CoderId m_ada;
};

} // namespace

TEST_F(MemoStore, KeepsAndChangesMemos)
{
    const TurnPlace turn = place(QStringLiteral("a"), 2);
    Memo memo = memoOn({MemoTarget::Turn, turn.turn.bytes()}, m_ada);
    memo.text = QStringLiteral(" \n");
    EXPECT_ERROR(addMemo(db(), memo), ErrorCode::InvalidValue);
    const MemoId first = add(memo.anchor(), QStringLiteral("softens the refusal?"));
    add(memo.anchor(), QStringLiteral("second"));
    const MemoContent content{QStringLiteral("thanks soften it"), QStringLiteral("Softening"),
                              MemoKind::Theoretical};
    ASSERT_OK(changeMemo(db(), first, content));
    const auto memos = memosOf(db(), MemoTarget::Turn, turn.turn.bytes(), m_ada);
    ASSERT_OK(memos);
    ASSERT_EQ(memos->size(), 2);
    EXPECT_EQ(contentOf(memos->first()), content);
    ASSERT_OK(deleteMemo(db(), first));
    EXPECT_EQ(memosOf(db(), MemoTarget::Turn, turn.turn.bytes(), m_ada)->size(), 1);
    EXPECT_EQ(memosOf(db(), MemoTarget::Turn, turn.turn.bytes(), CoderId::create())->size(), 0);
    EXPECT_ERROR(changeMemo(db(), first, content), ErrorCode::NotFound);
    EXPECT_ERROR(changeMemo(db(), memos->last().id, {}), ErrorCode::InvalidValue);
}

TEST_F(MemoStore, GathersWhatLiesOnATurn)
{
    const Code filter = code(Facet::Intent, QStringLiteral("add_filter"));
    MemoAnchor span = onTurn(0);
    span.kind = MemoTarget::Span;
    span.span = TextSpan{2, 6};
    add(onTurn(0), QStringLiteral("turn"));
    add(span, QStringLiteral("span"));
    add(onCoding(0, filter), QStringLiteral("coding"));
    add(onTurn(0), QStringLiteral("hers"), QStringLiteral("bea"));
    add({MemoTarget::Code, filter.id.bytes()}, QStringLiteral("code"));
    const TurnPlace turn = place(QStringLiteral("a"), 0);
    const auto memos = memosOnTurn(db(), turn.turn, m_ada);
    ASSERT_OK(memos);
    ASSERT_EQ(memos->size(), 3);
    EXPECT_EQ(memos->at(1).anchor(), span);
    const auto counts = memoCounts(db(), turn.dialogue, m_ada);
    ASSERT_OK(counts);
    EXPECT_EQ(*counts, (QHash<TurnId, int>{{turn.turn, 3}}));
}

TEST_F(MemoStore, RefusesPlacesThatAreNone)
{
    const auto refused = [this](const MemoAnchor& anchor) {
        Memo memo = memoOn(anchor, m_ada);
        memo.text = QStringLiteral("x");
        return addMemo(db(), memo);
    };
    EXPECT_ERROR(refused({MemoTarget::Turn}), ErrorCode::InvalidValue);
    MemoAnchor span = onTurn(0);
    span.kind = MemoTarget::Span;
    EXPECT_ERROR(refused(span), ErrorCode::InvalidValue);
    span.span = TextSpan{3, 3};
    EXPECT_ERROR(refused(span), ErrorCode::InvalidValue);
    span.kind = MemoTarget::Turn;
    span.span = TextSpan{3, 4};
    EXPECT_ERROR(refused(span), ErrorCode::InvalidValue);
    EXPECT_OK(refused({MemoTarget::Journal}));
    EXPECT_OK(refused({MemoTarget::Project}));
}

TEST_F(MemoStore, ListsByEveryFilter)
{
    const Code filter = code(Facet::Intent, QStringLiteral("add_filter"));
    Code folder = test::named(Facet::Intent, QStringLiteral("Filters"));
    folder.codable = false;
    ASSERT_OK(addCode(db(), folder));
    const QString bea = QStringLiteral("bea");
    add({MemoTarget::Journal}, QStringLiteral("journal"), bea, MemoKind::Methodological);
    const MemoId onCode = add({MemoTarget::Code, filter.id.bytes()}, QStringLiteral("on the code"));
    add({MemoTarget::Category, folder.id.bytes()}, QStringLiteral("on the category"));
    add(onCoding(2, filter), QStringLiteral("on the coding"));
    add(onTurn(2), QStringLiteral("on its turn"), QStringLiteral("ada"), MemoKind::Theoretical);
    add(onTurn(1), QStringLiteral("on another turn"));
    const MemoId linked = add({MemoTarget::Project}, QStringLiteral("linked"));
    ASSERT_OK(linkMemo(db(), linked, {MemoTarget::Code, filter.id.bytes()}));

    MemoQuery query;
    EXPECT_EQ(texts(query).size(), 7);
    query.coder = m_ada;
    EXPECT_EQ(texts(query).size(), 6);
    query = {};
    query.kind = MemoKind::Theoretical;
    EXPECT_EQ(texts(query), QStringList{QStringLiteral("on its turn")});
    query.kind = MemoKind::None;
    EXPECT_EQ(texts(query).size(), 5);
    query = {};
    query.target = MemoTarget::Code;
    EXPECT_EQ(texts(query), QStringList{QStringLiteral("on the code")});
    query.target = MemoTarget::Category;
    EXPECT_EQ(texts(query), QStringList{QStringLiteral("on the category")});
    query = {};
    query.code = filter.id;
    EXPECT_EQ(texts(query), (QStringList{QStringLiteral("linked"), QStringLiteral("on its turn"),
                                         QStringLiteral("on the code"), QStringLiteral("on the coding")}));
    query = {};
    query.since = listedMemo(db(), onCode)->memo.changedAt + 3'600'000;
    EXPECT_EQ(texts(query), QStringList());
    query.until = std::exchange(query.since, std::nullopt);
    EXPECT_EQ(texts(query).size(), 7);
}

TEST_F(MemoStore, RanksWhatTheTextFindsBest)
{
    add({MemoTarget::Journal}, QStringLiteral("mood, once"));
    add({MemoTarget::Journal}, QStringLiteral("mood and mood and mood"));
    add({MemoTarget::Journal}, QStringLiteral("of moods"), QStringLiteral("ada"), MemoKind::None,
        QStringLiteral("Mood"));
    add({MemoTarget::Journal}, QStringLiteral("nothing"));
    MemoQuery query;
    query.text = QStringLiteral("MOOD");
    const auto found = listMemos(db(), query);
    ASSERT_OK(found);
    ASSERT_EQ(found->size(), 3);
    EXPECT_EQ(found->at(0).memo.text, QStringLiteral("of moods"));
    EXPECT_EQ(found->at(1).memo.text, QStringLiteral("mood and mood and mood"));
}

TEST_F(MemoStore, LeadsToEvidenceAndBack)
{
    const Code filter = code(Facet::Intent, QStringLiteral("add_filter"));
    const MemoId memo = add({MemoTarget::Journal}, QStringLiteral("thanks soften refusals"));
    const MemoId other = add({MemoTarget::Journal}, QStringLiteral("an earlier thought"));
    MemoAnchor span = onTurn(2);
    span.kind = MemoTarget::Span;
    span.span = TextSpan{0, 4};
    const MemoAnchor dialogue{MemoTarget::Dialogue, place(QStringLiteral("b"), 0).dialogue.bytes()};
    const QList<MemoAnchor> evidence{onTurn(2),
                                     span,
                                     onCoding(0, filter),
                                     {MemoTarget::Code, filter.id.bytes()},
                                     dialogue,
                                     {MemoTarget::Memo, other.bytes()}};
    for (const MemoAnchor& anchor : evidence) {
        EXPECT_TRUE(linkMemo(db(), memo, anchor).value());
        EXPECT_FALSE(linkMemo(db(), memo, anchor).value()); // once is enough
    }
    const auto links = linksOf(db(), memo);
    ASSERT_OK(links);
    ASSERT_EQ(links->size(), evidence.size());
    QStringList places;
    for (const MemoLink& link : *links)
        places << memoPlaceText(link.place);
    EXPECT_EQ(places,
              (QStringList{QStringLiteral("Turn 3 of a"), QStringLiteral("“turn” in turn 3 of a"),
                           QStringLiteral("add_filter on turn 1 of a"), QStringLiteral("Code add_filter"),
                           QStringLiteral("Dialogue b"), QStringLiteral("Memo “an earlier thought”")}));
    for (const MemoAnchor& anchor : evidence) {
        const auto citing = memosCiting(db(), anchor, m_ada);
        ASSERT_OK(citing);
        ASSERT_EQ(citing->size(), 1);
        EXPECT_EQ(citing->first().memo.id, memo);
        EXPECT_TRUE(memosCiting(db(), anchor, CoderId::create())->isEmpty());
    }
    EXPECT_EQ(listedMemo(db(), memo)->links, 6);
    EXPECT_EQ(listedMemo(db(), other)->citedBy, 1);
    ASSERT_OK(unlinkMemo(db(), links->first().id));
    EXPECT_EQ(linksOf(db(), memo)->size(), 5);

    EXPECT_ERROR(linkMemo(db(), memo, {MemoTarget::Memo, memo.bytes()}), ErrorCode::InvalidValue);
    EXPECT_ERROR(linkMemo(db(), memo, {MemoTarget::Project}), ErrorCode::InvalidValue);
    EXPECT_ERROR(linkMemo(db(), MemoId::create(), onTurn(0)), ErrorCode::NotFound);
}

TEST_F(MemoStore, TakesLinksAlongAndBringsThemBack)
{
    const MemoId memo = add({MemoTarget::Journal}, QStringLiteral("first"));
    const MemoId other = add({MemoTarget::Journal}, QStringLiteral("second"));
    ASSERT_OK(linkMemo(db(), memo, onTurn(0)));
    ASSERT_OK(linkMemo(db(), other, {MemoTarget::Memo, memo.bytes()}));
    const QString before = test::dumpOfRecordedTables(db());
    ASSERT_OK(edit(QStringLiteral("Delete a memo"), [&] { return deleteMemo(db(), memo); }));
    EXPECT_TRUE(linksOf(db(), other)->isEmpty());
    EXPECT_EQ(db().integer("SELECT count(*) FROM memo_link").value(), 0);
    ASSERT_OK(EditHistory(db()).undo(m_actor));
    EXPECT_EQ(test::dumpOfRecordedTables(db()), before);
}

TEST_F(MemoStore, SaysWhenTheThingIsGone)
{
    const Code filter = code(Facet::Intent, QStringLiteral("add_filter"));
    const MemoId memo = add(onCoding(0, filter), QStringLiteral("on a coding"));
    take(place(QStringLiteral("a"), 0), filter, QStringLiteral("ada"));
    const auto listed = listedMemo(db(), memo);
    ASSERT_OK(listed);
    EXPECT_EQ(memoPlaceText(listed->place), QStringLiteral("A coding that is gone"));
    ASSERT_OK(EditHistory(db()).undo(m_actor));
    EXPECT_EQ(memoPlaceText(listedMemo(db(), memo)->place), QStringLiteral("add_filter on turn 1 of a"));
}
