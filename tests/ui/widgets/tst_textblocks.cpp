#include "core/base/random.h"
#include "ui/widgets/caretsteps.h"
#include "ui/widgets/textblocks.h"

#include <gtest/gtest.h>

using namespace antiphon;

namespace {

QString randomText(Random& random, int size)
{
    static const QStringList pieces{QStringLiteral("word "),        QStringLiteral("x"),
                                    QStringLiteral("\n"),           QString::fromUtf8("👩🏽‍🎤"),
                                    QString::fromUtf8("e\xcc\x81"), QString::fromUtf8("سلام "),
                                    QStringLiteral("longerword")};
    QString text;
    while (text.size() < size)
        text += pieces[static_cast<int>(random.below(static_cast<quint64>(pieces.size())))];
    return text;
}

} // namespace

TEST(TextBlocks, CoverTheTextInOrder)
{
    Random random(8);
    for (int round = 0; round < 40; ++round) {
        const QString text = randomText(random, static_cast<int>(random.below(9'000)));
        const QList<TextBlock> blocks = textBlocks(text);
        ASSERT_FALSE(blocks.isEmpty());
        EXPECT_EQ(blocks.first().begin, 0);
        EXPECT_EQ(blocks.last().end, text.size());
        for (qsizetype i = 0; i < blocks.size(); ++i) {
            ASSERT_LE(blocks[i].end - blocks[i].begin, 1'500 + 10);
            if (i > 0) {
                ASSERT_EQ(blocks[i].begin, blocks[i - 1].end);
            }
        }
    }
}

TEST(TextBlocks, EndBetweenCharacters)
{
    Random random(9);
    QString text;
    while (text.size() < 20'000) // neither space nor line feed to cut at
        text += random.below(2) == 0 ? QString::fromUtf8("👩🏽‍🎤") : QString::fromUtf8("e\xcc\x81");
    const QList<TextBlock> blocks = textBlocks(text);
    ASSERT_GT(blocks.size(), 5);
    for (const TextBlock& block : blocks.mid(1)) {
        const qsizetype back = caretByCharacter(text, block.begin, CaretDirection::Back);
        EXPECT_EQ(caretByCharacter(text, back, CaretDirection::Forward), block.begin);
    }
}

TEST(TextBlocks, ShortTextIsOneBlockAndDirectionsPart)
{
    EXPECT_EQ(textBlocks({}), (QList<TextBlock>{{0, 0, Qt::LeftToRight}}));
    EXPECT_EQ(textBlocks(QStringLiteral("one\n\ntwo")).size(), 1);
    const QString mixed = QString::fromUtf8("first\nسلام\nlast");
    EXPECT_EQ(
        textBlocks(mixed),
        (QList<TextBlock>{{0, 6, Qt::LeftToRight}, {6, 11, Qt::RightToLeft}, {11, 15, Qt::LeftToRight}}));
}
