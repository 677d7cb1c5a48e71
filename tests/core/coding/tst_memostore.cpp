#include "core/coding/codingstore.h"
#include "core/coding/memostore.h"
#include "tests/core/coding/codingproject.h"

using namespace antiphon;

using MemoStore = test::CodingProject;

TEST_F(MemoStore, KeepsAndChangesMemos)
{
    const Coder ada = ensureCoder(db(), QStringLiteral("ada")).value();
    const TurnPlace turn = place(QStringLiteral("a"), 2);
    const auto add = [&](const QString& text) {
        return addMemo(db(), {{}, MemoTarget::Turn, turn.turn.bytes(), ada.id, text, 0, 0});
    };
    EXPECT_ERROR(add(QStringLiteral(" \n")), ErrorCode::InvalidValue);
    const auto first = add(QStringLiteral("softens the refusal?"));
    ASSERT_OK(first);
    ASSERT_OK(add(QStringLiteral("second")));
    ASSERT_OK(changeMemo(db(), *first, QStringLiteral("thanks soften it")));
    auto memos = memosOf(db(), MemoTarget::Turn, turn.turn.bytes(), ada.id);
    ASSERT_OK(memos);
    ASSERT_EQ(memos->size(), 2);
    EXPECT_EQ(memos->first().text, QStringLiteral("thanks soften it"));
    EXPECT_EQ(memoCounts(db(), turn.dialogue, ada.id)->value(turn.turn), 2);
    ASSERT_OK(deleteMemo(db(), *first));
    EXPECT_EQ(memosOf(db(), MemoTarget::Turn, turn.turn.bytes(), ada.id)->size(), 1);
    EXPECT_EQ(memosOf(db(), MemoTarget::Turn, turn.turn.bytes(), CoderId::create())->size(), 0);
    EXPECT_ERROR(changeMemo(db(), *first, QStringLiteral("x")), ErrorCode::NotFound);
}

TEST_F(MemoStore, KeepsMemosOfTheProject)
{
    const Coder ada = ensureCoder(db(), QStringLiteral("ada")).value();
    ASSERT_OK(addMemo(db(), {{}, MemoTarget::Project, {}, ada.id, QStringLiteral("begin again"), 0, 0}));
    EXPECT_EQ(memosOf(db(), MemoTarget::Project, {}, ada.id)->size(), 1);
}
