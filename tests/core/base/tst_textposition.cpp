#include "core/base/textposition.h"
#include "tests/support/resultassertions.h"

using namespace antiphon;

TEST(TextPosition, CountsCodePoints)
{
    const QString text = QString::fromUtf8("a😀b é👍🏽c");
    EXPECT_EQ(codePointsBefore(text, 0), 0);
    EXPECT_EQ(codePointsBefore(text, 1), 1);
    EXPECT_EQ(codePointsBefore(text, 2), 1); // inside the pair: its begin
    EXPECT_EQ(codePointsBefore(text, 3), 2);
    EXPECT_EQ(codePointsBefore(text, 99), text.toUcs4().size());
}

TEST(TextPosition, RoundTripsAtEveryCodePoint)
{
    const QString text = QString::fromUtf8("x😀y👍🏽 مرحبا e\xcc\x81 𝄞");
    const auto length = text.toUcs4().size();
    for (qsizetype position = 0; position <= length; ++position)
        ASSERT_EQ(codePointsBefore(text, utf16Offset(text, position)), position);
    EXPECT_EQ(utf16Offset(text, length + 5), text.size());
}

TEST(TextPosition, ManyPositionsAgreeWithSingleOnes)
{
    for (const QString& text :
         {QString(), QStringLiteral("plain"), QString::fromUtf8("😀"), QString::fromUtf8("😀😀a😀"),
          QString::fromUtf8("x😀y👍🏽 مرحبا e\xcc\x81 𝄞"),
          QString(QChar(0xD83D)) + QStringLiteral("lone"), QStringLiteral("end") + QChar(0xD83D)}) {
        const TextPositions positions(text);
        for (qsizetype i = -1; i <= text.size() + 2; ++i) {
            ASSERT_EQ(positions.codePoint(i), codePointsBefore(text, i)) << text.toStdString() << " at " << i;
            ASSERT_EQ(positions.utf16(i), utf16Offset(text, i)) << text.toStdString() << " at " << i;
        }
    }
}
