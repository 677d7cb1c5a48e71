#include "core/base/random.h"
#include "core/coding/textalignment.h"

#include <gtest/gtest.h>

using namespace antiphon;

namespace {

QString moved(const QString& before, const QString& after, const QString& words)
{
    const qsizetype at = before.indexOf(words);
    const TextSpan span{codePointsBefore(before, at), codePointsBefore(before, at + words.size())};
    const auto found = TextAlignment(before, after).moved(span);
    return found ? spanText(after, *found) : QString();
}

} // namespace

TEST(TextAlignmentTest, KeepsSpansOnTheirWords)
{
    const QString before = QStringLiteral("i wnat some rokc musik, please");
    const QString after = QStringLiteral("I want some good rock music, please");
    EXPECT_EQ(moved(before, after, QStringLiteral("some")), QStringLiteral("some"));
    EXPECT_EQ(moved(before, after, QStringLiteral("rokc")), QStringLiteral("rock"));
    EXPECT_EQ(moved(before, after, QStringLiteral("rokc musik")), QStringLiteral("rock music"));
    EXPECT_EQ(moved(before, after, QStringLiteral("i wnat")), QStringLiteral("I want"));
    EXPECT_EQ(moved(before, after, QStringLiteral("please")), QStringLiteral("please"));
    EXPECT_EQ(moved(before, after, before), after);
    EXPECT_EQ(moved(QStringLiteral("one two"), QStringLiteral("one"), QStringLiteral("two")), QString());
    EXPECT_EQ(moved(QStringLiteral("one two"), QStringLiteral("one"), QStringLiteral("one two")),
              QStringLiteral("one"));
}

TEST(TextAlignmentTest, NeverSplitsACharacter)
{
    // The accent comes to a letter that was coded without it.
    EXPECT_EQ(
        moved(QStringLiteral("the cafe here"), QStringLiteral("the cafe\u0301 here"), QStringLiteral("cafe")),
        QStringLiteral("cafe\u0301"));
    EXPECT_EQ(moved(QStringLiteral("\U0001F3B8 rock"), QStringLiteral("\U0001F3B8\U0001F3FD rock"),
                    QStringLiteral("\U0001F3B8")),
              QStringLiteral("\U0001F3B8\U0001F3FD"));
}

// Letters of which each stands once tell by themselves where they went.
TEST(TextAlignmentTest, FollowsLettersThatCannotBeMistaken)
{
    Random random(31);
    for (int round = 0; round < 400; ++round) {
        QString before;
        for (int i = 0; i < 30; ++i)
            before += QChar(u'A' + i);
        QString after;
        for (int i = 0; i < 30; ++i) {
            if (random.chance(0.2))
                after += QChar(u'\u0400' + static_cast<char16_t>(random.below(60)));
            if (!random.chance(0.2))
                after += before[i];
        }
        const auto begin = static_cast<qint64>(random.below(29));
        const TextSpan span{begin,
                            begin + 1 + static_cast<qint64>(random.below(30 - static_cast<quint64>(begin)))};
        const QString words = spanText(before, span);
        QString kept;
        for (const QChar c : words)
            kept += after.contains(c) ? QString(c) : QString();
        const auto found = TextAlignment(before, after).moved(span);
        const QString there = found ? spanText(after, *found) : QString();
        QString ofTheWords;
        for (const QChar c : there) {
            ofTheWords += words.contains(c) ? QString(c) : QString();
            EXPECT_FALSE(before.contains(c) && !words.contains(c)); // no neighbour came in
        }
        EXPECT_EQ(ofTheWords, kept);
        if (begin > 0 && !kept.isEmpty() && after.contains(words.front())) {
            EXPECT_EQ(there.front(), words.front());
        }
    }
}

TEST(TextAlignmentTest, TakesLongTextsAsReplaced)
{
    const QString before = QStringLiteral("begin ") + QString(3000, u'x') + QStringLiteral(" end");
    const QString after = QStringLiteral("begin ") + QString(3000, u'y') + QStringLiteral(" end");
    EXPECT_EQ(moved(before, after, QStringLiteral("begin")), QStringLiteral("begin"));
    EXPECT_EQ(moved(before, after, QStringLiteral("end")), QStringLiteral("end"));
    EXPECT_EQ(moved(before, after, QStringLiteral("xxx")).size(), 3000);
}
