#include "core/base/linediff.h"
#include "core/base/random.h"

#include <gtest/gtest.h>

using namespace antiphon;

namespace {

QString told(const char* before, const char* after, int context = 3)
{
    return diffText(lineDiff(QString::fromUtf8(before), QString::fromUtf8(after)), context);
}

} // namespace

TEST(LineDiff, tellsWhatWasAddedAndRemoved)
{
    EXPECT_EQ(told("a\nb\nc\n", "a\nx\nc\n"), QStringLiteral("  a\n- b\n+ x\n  c\n"));
    EXPECT_EQ(told("", "a\n"), QStringLiteral("+ a\n"));
    EXPECT_EQ(told("a\n", ""), QStringLiteral("- a\n"));
    EXPECT_EQ(told("a\nb", "a\nb\n"), QString()); // a final line end makes no line
    EXPECT_EQ(told("a\nb\n", "b\n"), QStringLiteral("- a\n  b\n"));
    EXPECT_EQ(told("1\n2\n3\n4\n5\n6\n", "1\n2\n3\n4\n5\nx\n", 1), QStringLiteral("...\n  5\n- 6\n+ x\n"));
}

TEST(LineDiff, numbersTheLinesOfBothTexts)
{
    const QList<DiffLine> lines = lineDiff(QStringLiteral("a\nb"), QStringLiteral("x\na\nb"));
    ASSERT_EQ(lines.size(), 3);
    EXPECT_EQ(lines[0], (DiffLine{DiffLine::Kind::Added, QStringLiteral("x"), 0, 1}));
    EXPECT_EQ(lines[2], (DiffLine{DiffLine::Kind::Same, QStringLiteral("b"), 2, 3}));
}

// Both texts come back whole, and no more is told as changed than a common subsequence leaves.
TEST(LineDiff, losesNothing)
{
    Random random(4);
    for (int round = 0; round < 200; ++round) {
        QStringList texts[2];
        for (QStringList& text : texts) {
            for (quint64 i = random.below(12); i > 0; --i)
                text << QString(QChar(u'a' + static_cast<char16_t>(random.below(3))));
        }
        const auto lines = lineDiff(texts[0].join(QLatin1Char('\n')), texts[1].join(QLatin1Char('\n')));
        QStringList before, after;
        for (const DiffLine& line : lines) {
            if (line.kind != DiffLine::Kind::Added)
                before << line.text;
            if (line.kind != DiffLine::Kind::Removed)
                after << line.text;
        }
        EXPECT_EQ(before, texts[0]);
        EXPECT_EQ(after, texts[1]);
    }
}
