// Practice: what counts as right, how it is declared, and a rater's way through it.
#include "core/rating/practice.h"
#include "core/rating/raterpass.h"
#include "core/rating/scripted.h"
#include "tests/core/rating/ratingfixture.h"
#include "tests/support/resultassertions.h"

using namespace antiphon;
using namespace antiphon::test;

namespace {

QString detailOf(const StudyDefinition& definition)
{
    const Result<void> checked = checkDefinition(definition);
    return checked ? QString() : checked.error().detail;
}

class PracticePassTest : public testing::Test
{
protected:
    RaterPass begin()
    {
        return RaterPass(packet, AnswerLog::open(packet, folder.filePath(QStringLiteral("a"))).value());
    }
    static void give(RaterPass& pass, std::initializer_list<int> values)
    {
        for (const int value : values)
            ASSERT_OK(pass.answer(value, 1, 1));
    }

    TemporaryProject folder;
    Packet packet = practicePacket(2, 2);
};

} // namespace

TEST(KnownAnswers, AreRightWithinTheToleranceOfAnyExpectedPoint)
{
    const QString key = QStringLiteral("relevance");
    for (int points = 1; points < 1 << 5; ++points) { // every set of expected points on a scale of five
        for (int tolerance = 0; tolerance < 5; ++tolerance) {
            KnownAnswers known;
            known.tolerance = tolerance;
            for (int point = 1; point <= 5; ++point) {
                if (points & 1 << (point - 1))
                    known.expected[key] << point;
            }
            for (int value = 1; value <= 5; ++value) {
                bool near = false;
                for (int point = value - tolerance; point <= value + tolerance; ++point)
                    near = near || known.expected.value(key).contains(point);
                EXPECT_EQ(known.isRight(key, value), near) << points << ' ' << tolerance << ' ' << value;
            }
        }
    }
    EXPECT_FALSE(KnownAnswers().isRight(key, 3));
}

TEST(KnownAnswers, ComeBackFromJson)
{
    KnownAnswers known;
    known.expected = {{QStringLiteral("relevance"), {1, 2}}, {QStringLiteral("consistency"), {5}}};
    EXPECT_EQ(knownAnswersOf(knownAnswersJson(known)), known);
    EXPECT_EQ(knownAnswersJson(known).keys(), QStringList{QStringLiteral("expected")});
    known.tolerance = 2;
    known.why = QStringLiteral("All of it.");
    known.reasons = {{QStringLiteral("relevance"), QStringLiteral("A part.")}};
    EXPECT_EQ(knownAnswersOf(knownAnswersJson(known)), known);
}

TEST(PracticeTally, ReachesAShareThatBinaryFractionsMiss)
{
    EXPECT_TRUE((PracticeTally{10, 7}.reaches(0.7)));
    EXPECT_TRUE((PracticeTally{3, 1}.reaches(1.0 / 3.0)));
    EXPECT_FALSE((PracticeTally{10, 6}.reaches(0.7)));
    EXPECT_TRUE(PracticeTally().reaches(0.7));
}

TEST(PracticeDefinition, ComesBackFromJsonWithAllThatItSays)
{
    RatingProject project;
    StudyDefinition definition = definitionWithPractice(project);
    definition.rules.tellQualification = true;
    const auto back = definitionFromJson(definitionJson(definition));
    ASSERT_OK(back);
    EXPECT_EQ(*back, definition);
}

TEST(PracticeDefinition, IsRefusedWithASentenceThatNamesTheDialogue)
{
    RatingProject project;
    const StudyDefinition right = definitionWithPractice(project);
    EXPECT_EQ(detailOf(right), QString());
    StudyDefinition wrong = right;
    KnownAnswers& known = wrong.rules.training[0].known;
    const KnownAnswers asItWas = known;
    known.expected.insert(QStringLiteral("warmth"), {3});
    EXPECT_EQ(detailOf(wrong), QStringLiteral("nw-plan-4: \"warmth\" is no criterion of the study"));
    known = asItWas;
    known.expected[QStringLiteral("relevance")] << 6;
    EXPECT_EQ(detailOf(wrong), QStringLiteral("nw-plan-4: 6 is expected of \"relevance\", but the scale goes "
                                              "from 1 to 5"));
    known = asItWas;
    known.tolerance = 5;
    EXPECT_EQ(detailOf(wrong), QStringLiteral("nw-plan-4: the tolerance goes from 0 to 4 points"));
    known = asItWas;
    known.why = QString(longestReason + 1, u'x');
    EXPECT_EQ(detailOf(wrong),
              QStringLiteral("nw-plan-4: an explanation has 401 characters; 400 are read at most"));
    known = asItWas;
    known.reasons[QStringLiteral("relevance")] = QStringLiteral("As Night-Writer does.");
    EXPECT_TRUE(detailOf(wrong).contains(QStringLiteral("it holds the name \"night-writer\"")))
        << detailOf(wrong).toStdString();
    known = asItWas;
    known.why = QStringLiteral("As a language model writes.");
    EXPECT_TRUE(detailOf(wrong).contains(QStringLiteral("identity word"))) << detailOf(wrong).toStdString();
    known = asItWas;
    known.why = QStringLiteral("All about a tune.");
    wrong.identityWords << QStringLiteral("tune");
    EXPECT_TRUE(detailOf(wrong).contains(QStringLiteral("\"tune\"")));
    wrong = right;
    Criterion pair = wrong.criteria.constFirst();
    pair.key = QStringLiteral("choice");
    pair.kind = QuestionKind::Pair;
    pair.anchors.clear();
    wrong.criteria << pair;
    wrong.rules.training[1].known.expected.insert(pair.key, {1});
    EXPECT_EQ(detailOf(wrong), QStringLiteral("nw-plan-1: \"choice\" compares dialogues, and this one is "
                                              "shown by itself"));
    wrong = right;
    wrong.rules.exclusions.qualification = 0.0;
    wrong.rules.tellQualification = true;
    EXPECT_ERROR(checkDefinition(wrong), ErrorCode::InvalidValue);
}

TEST_F(PracticePassTest, NothingGoesOnBeforeTheFeedbackIsRead)
{
    RaterPass pass = begin();
    EXPECT_TRUE(pass.isPractice());
    EXPECT_EQ(pass.practiceCount(), 2);
    give(pass, {4, 2});
    pass.back();
    give(pass, {1}); // changed before the last answer
    EXPECT_FALSE(pass.awaitsReading());
    EXPECT_ERROR(pass.acknowledge(1), ErrorCode::NotPossible);
    give(pass, {5});
    ASSERT_TRUE(pass.awaitsReading());
    EXPECT_EQ(pass.itemNumber(), 1);
    EXPECT_ERROR(pass.answer(3, 1, 1), ErrorCode::NotPossible);
    pass.back();
    pass.forward();
    pass.goToQuestion(0);
    pass.goToItem(1);
    EXPECT_TRUE(pass.awaitsReading());
    EXPECT_EQ(pass.questionIndex(), 2);
    const QList<FeedbackRow> rows = pass.feedback();
    ASSERT_EQ(rows.size(), 3);
    EXPECT_TRUE(rows[0].right);
    EXPECT_EQ(rows[1].value, 1);
    EXPECT_EQ(rows[1].expected, QList<int>({2, 3}));
    EXPECT_TRUE(rows[1].right); // by the tolerance
    EXPECT_EQ(rows[1].reason, QStringLiteral("One reply ignores the wish."));
    EXPECT_TRUE(rows[2].expected.isEmpty());
    EXPECT_FALSE(rows[2].right);
    ASSERT_OK(pass.acknowledge(1));
    EXPECT_EQ(pass.itemNumber(), 2);
    EXPECT_EQ(pass.questionIndex(), 0);
}

TEST_F(PracticePassTest, WhatIsReadIsBehind)
{
    RaterPass pass = begin();
    give(pass, {4, 2, 5});
    ASSERT_OK(pass.acknowledge(1));
    pass.back();
    EXPECT_EQ(pass.itemNumber(), 2);
    pass.goToItem(1);
    EXPECT_EQ(pass.itemNumber(), 2);
    give(pass, {1, 5, 5});
    EXPECT_FALSE(pass.isPastPractice());
    ASSERT_OK(pass.acknowledge(1));
    EXPECT_TRUE(pass.isPastPractice());
    EXPECT_FALSE(pass.isPractice());
    EXPECT_EQ(pass.practiceTally().answers, 4);
    EXPECT_EQ(pass.practiceTally().right, 2);
    pass.back();
    EXPECT_EQ(pass.itemNumber(), 3);
    give(pass, {3});
    EXPECT_FALSE(pass.isPastPractice());
    give(pass, {3, 3, 3, 3, 3});
    EXPECT_TRUE(pass.isDone());
    EXPECT_EQ(pass.itemsDone(), 4);
}

TEST_F(PracticePassTest, IsNotSkipped)
{
    packet.allowsSkip = true;
    packet = packetFromBytes(packetBytes(packet), QStringLiteral("p")).value();
    RaterPass pass = begin();
    EXPECT_ERROR(pass.skip(QStringLiteral("in Latin"), 1), ErrorCode::NotPossible);
    ASSERT_OK(answerBySeed(pass, 3, 1, 6));
    ASSERT_OK(pass.acknowledge(1));
    EXPECT_OK(pass.skip(QStringLiteral("in Latin"), 1));
}

TEST_F(PracticePassTest, ResumesAtTheFeedbackThatWasNotRead)
{
    {
        RaterPass pass = begin();
        give(pass, {4, 2, 5});
    }
    {
        RaterPass pass = begin();
        ASSERT_TRUE(pass.awaitsReading());
        EXPECT_EQ(pass.itemNumber(), 1);
        EXPECT_EQ(pass.feedback().constFirst().value, 4);
        ASSERT_OK(pass.acknowledge(1));
        EXPECT_EQ(pass.questionIndex(), 0);
        give(pass, {2});
    }
    {
        RaterPass pass = begin();
        EXPECT_FALSE(pass.awaitsReading());
        EXPECT_EQ(pass.itemNumber(), 2);
        EXPECT_EQ(pass.questionIndex(), 1);
        give(pass, {2, 2});
        ASSERT_OK(pass.acknowledge(1));
    }
    RaterPass pass = begin();
    EXPECT_TRUE(pass.isPastPractice());
    EXPECT_EQ(pass.itemNumber(), 3);
}

TEST_F(PracticePassTest, ScriptedRatersReadIt)
{
    RaterPass pass = begin();
    EXPECT_EQ(*answerBySeed(pass, 3, 1, 3), 3);
    EXPECT_TRUE(pass.awaitsReading());
    EXPECT_EQ(*answerBySeed(pass, 3, 1, 100), 9);
    EXPECT_TRUE(pass.isDone());
    const AnswerScript script{{1, 2, 3}, {4, 5, 1}, {2, 3, 4}, {5, 1, 2}};
    RaterPass other(packet, AnswerLog::open(packet, folder.filePath(QStringLiteral("b"))).value());
    EXPECT_EQ(*answerByScript(other, script, 1, 100), 12);
    EXPECT_TRUE(other.isDone());
}
