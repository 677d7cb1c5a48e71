#include "core/coding/invivo.h"
#include "tests/core/coding/codingproject.h"

using namespace antiphon;

TEST(InVivo, NamesACodeByTheWordsUnderItsCategory)
{
    const auto made = inVivoCodes({}, QStringLiteral("  songs I\n can cry to "));
    ASSERT_TRUE(made);
    ASSERT_EQ(made->size(), 2);
    EXPECT_EQ(made->first().name, QStringLiteral("In vivo"));
    EXPECT_FALSE(made->first().codable);
    EXPECT_EQ(made->last().name, QStringLiteral("songs I can cry to"));
    EXPECT_EQ(made->last().parent, made->first().id);
    EXPECT_EQ(made->last().facet, Facet::Free);
    const auto again = inVivoCodes(*made, QStringLiteral("songs I can cry to"));
    ASSERT_EQ(again->size(), 1);
    EXPECT_EQ(again->last().name, QStringLiteral("songs I can cry to 2"));
    EXPECT_EQ(again->last().parent, made->first().id);
    EXPECT_FALSE(inVivoCodes({}, QStringLiteral(" \n")));
}

// A name that was cut is a whole number of characters and may stand in the codebook, whatever is taken
// already.
TEST(InVivo, CutsLongWordsBetweenCharacters)
{
    const QString family = QStringLiteral("\U0001F469\u200D\U0001F467\u200D\U0001F466"); // 8 units
    QList<Code> codes;
    for (int i = 0; i < 12; ++i) {
        const auto made = inVivoCodes(codes, family.repeated(20));
        ASSERT_TRUE(made);
        for (const Code& code : *made) {
            ASSERT_OK(checkCode(codes, code));
            codes << code;
        }
        QString rest = made->last().name;
        rest.remove(family);
        EXPECT_EQ(rest, i == 0 ? QString() : QStringLiteral(" %1").arg(i + 1));
    }
}
