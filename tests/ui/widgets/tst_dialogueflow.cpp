#include "tests/ui/widgets/dialoguefixtures.h"
#include "ui/widgets/dialogueflow.h"

#include <gtest/gtest.h>

using namespace antiphon;
using namespace antiphon::test;

namespace {

constexpr int width = 640;

DialogueDocument longDocument()
{
    DialogueDocument document = documentOf(30);
    QString text;
    for (int i = 0; i < 400; ++i)
        text += QStringLiteral("Sentence %1 goes on for a while.%2").arg(i).arg(i % 7 == 6 ? u'\n' : u' ');
    document.turns[12].text = text;
    return document;
}

class DialogueFlowTest : public testing::Test
{
protected:
    void SetUp() override
    {
        flow.documentChanged();
        flow.setStyle(dialogueStyle(width, static_cast<int>(document.turns.size()), StripeMargin::None));
    }
    void settleAll()
    {
        while (flow.settleMore(50)) {
        }
    }
    DialogueDocument document = longDocument();
    DialogueFlow flow{document};
};

} // namespace

TEST_F(DialogueFlowTest, SettledTurnsFollowEachOther)
{
    settleAll();
    for (int turn = 0; turn < document.turns.size(); ++turn) {
        EXPECT_EQ(flow.turnHeight(turn), flow.frame(turn).height);
        int y = flow.turnTop(turn) + flow.frame(turn).textOrigin.y();
        for (int block = flow.firstBlock(turn); block <= flow.lastBlock(turn); ++block) {
            ASSERT_EQ(flow.blockTop(block), y);
            y += flow.blockHeight(block);
        }
        EXPECT_LE(y, flow.turnTop(turn) + flow.frame(turn).bubble.bottom());
    }
}

TEST_F(DialogueFlowTest, LinesHoldTheWholeText)
{
    const int turn = 12;
    ASSERT_GT(flow.lastBlock(turn), flow.firstBlock(turn) + 3);
    for (int index = flow.firstBlock(turn); index <= flow.lastBlock(turn); ++index) {
        const BlockLayout& block = flow.block(index);
        EXPECT_EQ(flow.blockOf(turn, block.block.begin), index);
        qsizetype at = block.block.begin;
        for (int line = 0; line < block.text.lineCount(); ++line) {
            ASSERT_EQ(block.lineBegin(line), at);
            ASSERT_EQ(block.lineOf(at), line);
            at += block.text.lineAt(line).textLength();
        }
        const bool feed = document.turns[turn].text[block.block.end - 1] == u'\n';
        EXPECT_EQ(at, block.block.end - (feed && index < flow.lastBlock(turn) ? 1 : 0));
    }
}

// Whatever is scrolled to, settling says by how much the text in sight moved.
TEST_F(DialogueFlowTest, SettlingTellsTheShift)
{
    Random random(21);
    for (int round = 0; round < 40; ++round) {
        SetUp();
        const int top = static_cast<int>(random.below(static_cast<quint64>(flow.height() - 400)));
        const int turn = flow.turnAt(top);
        int block = flow.blockAt(turn, top);
        if (flow.blockTop(block) < top)
            ++block;
        const int before = flow.blockTop(block) - top;
        const int shift = flow.settle(top, top + 400);
        if (before < 400) {
            EXPECT_EQ(flow.blockTop(block) - (top + shift), before);
        }
        EXPECT_EQ(flow.settle(top + shift, top + shift + 1), 0);
    }
}

TEST_F(DialogueFlowTest, EvictedLinesComeBackTheSame)
{
    settleAll();
    const int height = flow.height();
    const int last = flow.blockCount() - 1;
    const int top = flow.blockTop(last);
    for (int block = 0; block <= last; ++block)
        flow.block(block);
    EXPECT_EQ(flow.height(), height);
    EXPECT_EQ(flow.blockTop(last), top);
}

TEST_F(DialogueFlowTest, ChipsMakeATurnHigherAndNothingElse)
{
    settleAll();
    const int before = flow.turnHeight(3);
    const int above = flow.turnTop(3);
    document.turns[3].chips = {{QStringLiteral("add_filter"), 1}};
    flow.turnChanged(3);
    EXPECT_GT(flow.turnHeight(3), before);
    EXPECT_EQ(flow.turnTop(3), above);
    EXPECT_EQ(flow.turnTop(4), above + flow.turnHeight(3));
}

TEST_F(DialogueFlowTest, ChipsOfTheDialogueStandAboveTheFirstTurn)
{
    const int before = flow.turnTop(0);
    document.chips = {{QStringLiteral("weekend"), 1}, {QStringLiteral("taste"), 2}};
    flow.headChanged();
    ASSERT_EQ(flow.head().chips.size(), 2);
    EXPECT_GT(flow.turnTop(0), before);
    EXPECT_LT(flow.head().chips[1].bottom(), flow.turnTop(0));
    EXPECT_FALSE(flow.head().chips[0].intersects(flow.head().chips[1]));
}
