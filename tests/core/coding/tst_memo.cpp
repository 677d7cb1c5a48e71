#include "core/coding/memo.h"
#include "tests/support/resultassertions.h"

using namespace antiphon;

TEST(Memo, KnowsItsWords)
{
    for (const MemoKind kind : allMemoKinds)
        EXPECT_EQ(memoKindFromWord(memoKindWord(kind)), kind);
    for (const MemoTarget target : allMemoTargets)
        EXPECT_EQ(memoTargetFromWord(memoTargetWord(target)), target);
    EXPECT_EQ(memoKindFromWord(u"nonsense"), std::nullopt);
}

TEST(Memo, IsHeadedByTitleOrFirstLine)
{
    EXPECT_EQ(memoHeading(QStringLiteral(" Softening "), QStringLiteral("x")), QStringLiteral("Softening"));
    EXPECT_EQ(memoHeading({}, QStringLiteral("\n  first line \nsecond")), QStringLiteral("first line"));
    const QString words = QStringLiteral("word ").repeated(40);
    EXPECT_LE(memoHeading({}, words).size(), 72);
    EXPECT_TRUE(memoHeading({}, words).endsWith(QStringLiteral("word…")));
    EXPECT_EQ(memoHeading({}, QStringLiteral("🎵").repeated(50)).toUcs4().size(), 36); // no half a pair
}

TEST(Memo, FitsWhenEveryWordStandsInIt)
{
    const QString text = QStringLiteral("Thanks soften a refusal. Thanks again.");
    EXPECT_EQ(memoFit({}, text, QStringLiteral("thanks")), 2);
    EXPECT_EQ(memoFit({}, text, QStringLiteral("thanks REFUS")), 3);
    EXPECT_EQ(memoFit({}, text, QStringLiteral("thanks mood")), 0);
    EXPECT_EQ(memoFit(QStringLiteral("Thanks"), text, QStringLiteral("thanks")), 5);
    EXPECT_EQ(memoFit({}, QStringLiteral("ÜBER ALLES"), QStringLiteral("über")), 1);
    EXPECT_EQ(memoFit({}, text, QStringLiteral("  ")), 1);
    EXPECT_EQ(memoFit({}, QStringLiteral("100 % (a_b)"), QStringLiteral("% _ (")), 3); // no patterns
}

TEST(Memo, ShowsTheWordsAroundAHit)
{
    const QString text = QStringLiteral("lead ").repeated(20) + QStringLiteral("found it\nhere ") +
                         QStringLiteral("tail ").repeated(40);
    const QString snippet = memoSnippet(text, QStringLiteral("FOUND"));
    EXPECT_TRUE(snippet.contains(QStringLiteral("found it here")));
    EXPECT_TRUE(snippet.startsWith(u'…') && snippet.endsWith(u'…'));
    EXPECT_LT(snippet.size(), 115);
    EXPECT_EQ(memoSnippet(QStringLiteral("short"), QStringLiteral("or")), QStringLiteral("short"));
}

TEST(Memo, NamesItsPlace)
{
    MemoPlace place;
    place.anchor.kind = MemoTarget::Coding;
    place.name = QStringLiteral("add_filter");
    place.dialogueName = QStringLiteral("a91f");
    EXPECT_EQ(memoPlaceText(place), QStringLiteral("add_filter on dialogue a91f"));
    place.position = 2;
    EXPECT_EQ(memoPlaceText(place), QStringLiteral("add_filter on turn 3 of a91f"));
    place.anchor.kind = MemoTarget::Span;
    place.excerpt = QStringLiteral("less sad");
    EXPECT_EQ(memoPlaceText(place), QStringLiteral("“less sad” in turn 3 of a91f"));
    place.there = false;
    EXPECT_EQ(memoPlaceText(place), QStringLiteral("Words of a turn that is gone"));
    EXPECT_EQ(memoPlaceText({{MemoTarget::Journal}}), QStringLiteral("Journal"));
}
