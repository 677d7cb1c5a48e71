#include "core/generation/duevalues.h"
#include "core/generation/mention.h"
#include "tests/support/resultassertions.h"

using namespace antiphon;

namespace {

bool names(const QString& text, const QString& attribute)
{
    MentionFinder finder(shippedPhraseBook());
    return finder.names(foldedText(text), attribute);
}

QString leak(const QString& text, int turn, const QList<QStringList>& named)
{
    MentionFinder finder(shippedPhraseBook());
    return DueValues(named).leakIn(foldedText(text), turn, finder);
}

} // namespace

TEST(FoldedText, keepsWordsAlone)
{
    EXPECT_EQ(foldedText(QStringLiteral("Rock & Roll!")), QStringLiteral(" rock roll "));
    EXPECT_EQ(foldedText(QStringLiteral("  Björk, ÉDITH  ")), QStringLiteral(" bjork edith "));
    EXPECT_EQ(foldedText(QStringLiteral("")), QStringLiteral(" "));
    EXPECT_EQ(foldedText(QStringLiteral("ポップ")).trimmed(), foldedText(QStringLiteral("ポップ")).trimmed());
}

TEST(FoldedText, knowsWhereEachLetterCameFrom)
{
    const QString text = QStringLiteral("Some \"hard rock\" and Björk!");
    const FoldedWithPlaces folded = foldedWithPlaces(text);
    ASSERT_EQ(static_cast<qsizetype>(folded.places.size()), folded.text.size());
    EXPECT_EQ(folded.text, foldedText(text));
    const TextRange range = findWords(folded.text, QStringLiteral(" bjork"));
    EXPECT_EQ(text.mid(folded.places[static_cast<size_t>(range.begin)], 5), QStringLiteral("Björk"));
}

TEST(Mention, findsWholeWordsInAnySpelling)
{
    EXPECT_TRUE(names(QStringLiteral("Some REGGAE, please"), QStringLiteral("genre:reggae")));
    EXPECT_TRUE(names(QStringLiteral("I like R&B."), QStringLiteral("genre:r&b")));
    EXPECT_TRUE(names(QStringLiteral("a few ballads"), QStringLiteral("genre:ballad")));
    EXPECT_TRUE(names(QStringLiteral("a road-trip"), QStringLiteral("theme:road trip")));
    EXPECT_FALSE(names(QStringLiteral("rocking chairs"), QStringLiteral("genre:rock")));
    EXPECT_FALSE(names(QStringLiteral("female vocals"), QStringLiteral("vocal:male")));
}

TEST(Mention, knowsPhrasesThatStandForAValue)
{
    EXPECT_TRUE(names(QStringLiteral("some hidden gems"), QStringLiteral("popularity:low")));
    EXPECT_TRUE(names(QStringLiteral("music from the 1990s"), QStringLiteral("year:1990-1999")));
    EXPECT_TRUE(names(QStringLiteral("no sad songs"), QStringLiteral("!mood:sad")));
    EXPECT_FALSE(names(QStringLiteral("go on"), QStringLiteral("continue:continue ")));
}

TEST(Mention, marksThePlacesInTheText)
{
    MentionFinder finder(shippedPhraseBook());
    const QString text = QStringLiteral("Reggae? Yes, reggae.");
    const auto ranges = finder.ranges(text, QStringLiteral("genre:reggae"));
    ASSERT_EQ(ranges.size(), 2);
    EXPECT_EQ(text.mid(ranges[0].begin, ranges[0].end - ranges[0].begin), QStringLiteral("Reggae"));
    EXPECT_EQ(text.mid(ranges[1].begin, ranges[1].end - ranges[1].begin), QStringLiteral("reggae"));
}

TEST(DueValues, findsAValueThatIsNamedTooEarly)
{
    const QList<QStringList> named{{QStringLiteral("mood:optimistic")}, {}, {QStringLiteral("genre:reggae")}};
    EXPECT_EQ(leak(QStringLiteral("What type of reggae music?"), 1, named), QStringLiteral("genre:reggae"));
    EXPECT_EQ(leak(QStringLiteral("Something optimistic"), 1, named), QString());
    EXPECT_EQ(leak(QStringLiteral("Reggae it is"), 2, named), QString());
}

TEST(DueValues, aValueInsideAnotherThatIsDueIsNoLeak)
{
    const QList<QStringList> named{{QStringLiteral("genre:hard rock")}, {}, {QStringLiteral("genre:rock")}};
    EXPECT_EQ(leak(QStringLiteral("Here is hard rock"), 1, named), QString());
    EXPECT_EQ(leak(QStringLiteral("Here is hard rock and rock"), 1, named), QStringLiteral("genre:rock"));
    const QList<QStringList> reversed{
        {QStringLiteral("genre:rock")}, {}, {QStringLiteral("genre:hard rock")}};
    EXPECT_EQ(leak(QStringLiteral("Here is hard rock"), 1, reversed), QStringLiteral("genre:hard rock"));
}

TEST(DueValues, theSameWordOfAnotherTypeIsNoLeak)
{
    const QList<QStringList> named{{QStringLiteral("theme:party")}, {}, {QStringLiteral("mood:party")}};
    EXPECT_EQ(leak(QStringLiteral("For a party"), 1, named), QString());
}
