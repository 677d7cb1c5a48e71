#include "core/rating/raterpass.h"
#include "tests/core/rating/ratingfixture.h"
#include "tests/support/resultassertions.h"

using namespace antiphon;
using namespace antiphon::test;

namespace {

class RaterPassTest : public testing::Test
{
protected:
    RaterPass begin()
    {
        return RaterPass(packet, AnswerLog::open(packet, folder.filePath(QStringLiteral("a"))).value());
    }

    TemporaryProject folder;
    Packet packet = smallPacket(2);
};

} // namespace

TEST_F(RaterPassTest, GoesThroughCriteriaThenItems)
{
    RaterPass pass = begin();
    EXPECT_EQ(pass.itemNumber(), 1);
    for (int i = 0; i < 3; ++i) {
        EXPECT_EQ(pass.questionIndex(), i);
        ASSERT_OK(pass.answer(4, 1, 1));
    }
    EXPECT_EQ(pass.itemNumber(), 2);
    EXPECT_EQ(pass.item().id, packet.order[1]);
    EXPECT_EQ(pass.itemsDone(), 1);
    EXPECT_EQ(pass.missing(), 3);
    for (int i = 0; i < 3; ++i)
        ASSERT_OK(pass.answer(2, 1, 1));
    EXPECT_TRUE(pass.isDone());
    EXPECT_ERROR(pass.answer(1, 1, 1), ErrorCode::NotPossible);
    pass.back();
    EXPECT_FALSE(pass.isDone());
    EXPECT_EQ(pass.value(2), 2);
    ASSERT_OK(pass.answer(5, 1, 1));
    EXPECT_TRUE(pass.isDone());
}

TEST_F(RaterPassTest, BackAndForwardKeepAnswers)
{
    RaterPass pass = begin();
    pass.back();
    EXPECT_EQ(pass.questionIndex(), 0);
    pass.forward();
    EXPECT_EQ(pass.questionIndex(), 0); // nothing passes an open question
    ASSERT_OK(pass.answer(3, 1, 1));
    pass.back();
    EXPECT_EQ(pass.value(0), 3);
    pass.forward();
    EXPECT_EQ(pass.questionIndex(), 1);
    pass.goToQuestion(2);
    EXPECT_EQ(pass.questionIndex(), 1);
    pass.goToQuestion(0);
    EXPECT_EQ(pass.questionIndex(), 0);
    EXPECT_ERROR(pass.answer(6, 1, 1), ErrorCode::InvalidValue);
    EXPECT_ERROR(pass.answer(0, 1, 1), ErrorCode::InvalidValue);
}

TEST_F(RaterPassTest, ResumesAtTheSameQuestion)
{
    {
        RaterPass pass = begin();
        for (int i = 0; i < 4; ++i)
            ASSERT_OK(pass.answer(1 + i, 1, 1));
    }
    RaterPass pass = begin();
    EXPECT_EQ(pass.itemNumber(), 2);
    EXPECT_EQ(pass.questionIndex(), 1);
    EXPECT_EQ(pass.value(0), 4);
}
