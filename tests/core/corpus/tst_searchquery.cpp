#include "core/corpus/searchquery.h"
#include "tests/support/resultassertions.h"

using antiphon::fullTextQuery;

namespace {
QString query(const char* typed)
{
    return fullTextQuery(QString::fromUtf8(typed));
}
} // namespace

TEST(SearchQuery, QuotesWordsAndLetsTheLastOneGrow)
{
    EXPECT_EQ(query("jazz pia"), QStringLiteral("\"jazz\" \"pia\"*"));
    EXPECT_EQ(query("jazz piano "), QStringLiteral("\"jazz\" \"piano\""));
}

TEST(SearchQuery, KeepsPhrasesTogether)
{
    EXPECT_EQ(query("\"dance party\" up"), QStringLiteral("\"dance party\" \"up\"*"));
    EXPECT_EQ(query("up \"dance party\""), QStringLiteral("\"up\" \"dance party\""));
    EXPECT_EQ(query("\"dance pa"), QStringLiteral("\"dance pa\""));
}

TEST(SearchQuery, TakesNothingAsAnOperator)
{
    EXPECT_EQ(query("a OR b"), QStringLiteral("\"a\" \"OR\" \"b\"*"));
    EXPECT_EQ(query("text:x NEAR(a b) *"), QStringLiteral("\"text:x\" \"NEAR(a\" \"b)\"*"));
    EXPECT_EQ(query("rock'n'roll"), QStringLiteral("\"rock'n'roll\"*"));
}

TEST(SearchQuery, IsEmptyWithoutAWord)
{
    EXPECT_EQ(query("  "), QString());
    EXPECT_EQ(query("\"\" - *"), QString());
}
