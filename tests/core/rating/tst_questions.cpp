// Questions of all four kinds: in a definition, in a packet, on a rater's way through it.
#include "core/rating/raterpass.h"
#include "core/rating/scripted.h"
#include "tests/core/rating/manykinds.h"
#include "tests/core/rating/ratingfixture.h"
#include "tests/support/resultassertions.h"

using namespace antiphon;
using namespace antiphon::test;

namespace {

QList<int> partsOf(const QList<Question>& questions, const QString& criterion)
{
    QList<int> parts;
    for (const Question& question : questions) {
        if (question.criterion == criterion)
            parts << question.part;
    }
    return parts;
}

class ManyKinds : public testing::Test
{
protected:
    RaterPass begin()
    {
        return RaterPass(packet, AnswerLog::open(packet, folder.filePath(QStringLiteral("a"))).value());
    }
    // Answers what is in hand with 1 until an item of that kind is.
    static void goTo(RaterPass& pass, QuestionKind kind)
    {
        while (!pass.isDone() && pass.item().kind != kind)
            ASSERT_OK(pass.answer(pass.question().part == 2 ? 2 : 1, 1, 1));
    }

    TemporaryProject folder;
    Packet packet = manyKindsPacket();
};

} // namespace

TEST(Definition, KeepsKindsAndFlagsAndOldDigests)
{
    StudyDefinition definition = manyKindsDefinition();
    const QJsonObject json = definitionJson(definition);
    const auto again = definitionFromJson(json);
    ASSERT_OK(again);
    EXPECT_EQ(*again, definition);
    definition.criteria = presetCriteria();
    definition.comments = definition.skip = definition.guess = false;
    const QJsonObject plain = definitionJson(definition);
    for (const char* name : {"keys", "comments", "skip", "guess"})
        EXPECT_FALSE(plain.contains(QLatin1String(name))) << name;
    EXPECT_FALSE(plain[QStringLiteral("criteria")][0].toObject().contains(QStringLiteral("kind")));
}

TEST(Definition, RefusesWhatCanNotBeAsked)
{
    StudyDefinition definition = manyKindsDefinition();
    definition.sources.removeLast();
    EXPECT_ERROR(checkDefinition(definition), ErrorCode::InvalidValue); // best-worst of two
    definition = manyKindsDefinition();
    definition.itemsPerSource = 1;
    EXPECT_ERROR(checkDefinition(definition), ErrorCode::InvalidValue); // one dialogue for two other sources
    definition = manyKindsDefinition();
    definition.criteria[2].anchors = {QStringLiteral("left"), QStringLiteral("right")};
    EXPECT_ERROR(checkDefinition(definition), ErrorCode::InvalidValue);
    definition = manyKindsDefinition();
    definition.criteria.removeFirst();
    definition.criteria.removeFirst();
    EXPECT_ERROR(checkDefinition(definition), ErrorCode::InvalidValue); // a guess without a dialogue alone
    definition.guess = false;
    EXPECT_OK(checkDefinition(definition));
    QJsonObject json = definitionJson(manyKindsDefinition());
    QJsonObject criterion{{QStringLiteral("key"), QStringLiteral("x")},
                          {QStringLiteral("kind"), QStringLiteral("essay")}};
    json[QStringLiteral("criteria")] = QJsonArray{criterion};
    EXPECT_ERROR(definitionFromJson(json), ErrorCode::InvalidValue);
}

TEST(Definition, HasAKeyForEachOfElevenPointsAndNoCollision)
{
    StudyDefinition definition = manyKindsDefinition();
    const auto withPoints = [&](int points) {
        definition.points = points;
        for (Criterion& criterion : definition.criteria) {
            if (!criterion.anchors.isEmpty())
                criterion.anchors = QStringList(points, QStringLiteral("a"));
        }
    };
    withPoints(11);
    EXPECT_OK(checkDefinition(definition));
    EXPECT_EQ(digitKeys(11).join(QString()), QStringLiteral("1234567890-"));
    withPoints(12);
    EXPECT_ERROR(checkDefinition(definition), ErrorCode::InvalidValue);
    withPoints(2);
    definition.answerKeys = {QStringLiteral("j"), QStringLiteral("k")};
    EXPECT_OK(checkDefinition(definition));
    for (const char* taken : {"p", "P", "J", "jk", " ", ""}) {
        definition.answerKeys[1] = QLatin1String(taken);
        if (definition.answerKeys[1] == QLatin1String("J"))
            definition.answerKeys[0] = QStringLiteral("j");
        EXPECT_ERROR(checkDefinition(definition), ErrorCode::InvalidValue);
    }
    definition.answerKeys = {QStringLiteral("j")};
    EXPECT_ERROR(checkDefinition(definition), ErrorCode::InvalidValue);
}

TEST_F(ManyKinds, AsksTurnByTurnThenTheWhole)
{
    const QByteArray bytes = packetBytes(packet);
    EXPECT_EQ(packetFromBytes(bytes, QStringLiteral("p")).value(), packet);
    for (const PacketItem& item : std::as_const(packet.items)) {
        const QList<Question> questions = questionsOf(packet, item);
        switch (item.kind) {
        case QuestionKind::Dialogue:
            EXPECT_EQ(partsOf(questions, QStringLiteral("fit")), (QList<int>{2, 4}));
            EXPECT_EQ(questions.constLast(), (Question{QStringLiteral("consistency"), 0}));
            EXPECT_EQ(questions.size(), 3);
            break;
        case QuestionKind::Pair:
            EXPECT_EQ(questions, (QList<Question>{{QStringLiteral("better"), 0}}));
            break;
        default:
            EXPECT_EQ(questions,
                      (QList<Question>{{QStringLiteral("extremes"), 1}, {QStringLiteral("extremes"), 2}}));
        }
    }
    EXPECT_EQ(questionCount(packet), 2 * (3 + 1 + 2));
}

TEST_F(ManyKinds, OrderOfCriteriaIsThePackets)
{
    packet.criteria << Criterion{QStringLiteral("second"), {}, {}, {}, presetCriteria()[0].anchors};
    packet.criterionOrder = {QStringLiteral("second"), QStringLiteral("consistency"), QStringLiteral("fit"),
                             QStringLiteral("better"), QStringLiteral("extremes")};
    for (const PacketItem& item : std::as_const(packet.items)) {
        const QList<Question> questions = questionsOf(packet, item);
        EXPECT_EQ(questions.value(2).criterion,
                  item.kind == QuestionKind::Dialogue ? QStringLiteral("second") : QString());
    }
}

TEST_F(ManyKinds, RefusesTooFewOrTooManyAtOnce)
{
    for (PacketItem& item : packet.items) {
        if (item.kind == QuestionKind::Pair)
            item.dialogues.removeLast();
    }
    EXPECT_ERROR(packetFromBytes(packetBytes(packet), QStringLiteral("p")), ErrorCode::WrongFormat);
    packet = manyKindsPacket();
    packet.criteria.removeAt(2); // a pair that asks nothing
    EXPECT_ERROR(packetFromBytes(packetBytes(packet), QStringLiteral("p")), ErrorCode::WrongFormat);
}

TEST_F(ManyKinds, APairHasThreeAnswers)
{
    RaterPass pass = begin();
    goTo(pass, QuestionKind::Pair);
    EXPECT_ERROR(pass.answer(4, 1, 1), ErrorCode::InvalidValue);
    ASSERT_OK(pass.answer(static_cast<int>(PairAnswer::NoDifference), 1, 1));
    pass.back();
    EXPECT_EQ(pass.value(0), 3);
}

TEST_F(ManyKinds, TheWorstIsNotTheBest)
{
    RaterPass pass = begin();
    goTo(pass, QuestionKind::BestWorst);
    const qint64 before = pass.missing();
    ASSERT_OK(pass.answer(3, 1, 1));
    EXPECT_ERROR(pass.answer(3, 1, 1), ErrorCode::InvalidValue);
    EXPECT_ERROR(pass.answer(4, 1, 1), ErrorCode::InvalidValue);
    ASSERT_OK(pass.answer(1, 1, 1));
    EXPECT_EQ(pass.missing(), before - 2);
    // The best changes to what was the worst: the worst is asked again.
    pass.back();
    pass.back();
    ASSERT_EQ(pass.question().part, 1);
    ASSERT_OK(pass.answer(1, 1, 1));
    EXPECT_EQ(pass.missing(), before - 1);
    EXPECT_EQ(pass.value(1), 0);
    ASSERT_OK(pass.answer(3, 1, 1));
    EXPECT_EQ(pass.missing(), before - 2);
}

TEST_F(ManyKinds, ResumesWithinAnItem)
{
    qsizetype item = 0;
    {
        RaterPass pass = begin();
        goTo(pass, QuestionKind::Dialogue);
        ASSERT_OK(pass.answer(5, 1, 1));
        item = pass.itemNumber();
        EXPECT_EQ(pass.question(), (Question{QStringLiteral("fit"), 4}));
    }
    const RaterPass pass = begin();
    EXPECT_EQ(pass.itemNumber(), item);
    EXPECT_EQ(pass.question(), (Question{QStringLiteral("fit"), 4}));
    EXPECT_EQ(pass.value(0), 5);
}

TEST_F(ManyKinds, ASkipLeavesNoAnswersUntilOneIsGiven)
{
    RaterPass pass = begin();
    const PublicItemId id = pass.item().id;
    const qint64 all = pass.missing();
    const auto asked = static_cast<qint64>(pass.questions().size());
    ASSERT_OK(pass.answer(1, 1, 1));
    if (pass.itemNumber() == 2)
        pass.back();
    EXPECT_ERROR(pass.skip(QStringLiteral("  "), 2), ErrorCode::InvalidValue);
    ASSERT_OK(pass.skip(QStringLiteral("in a language that I do not read"), 2));
    EXPECT_EQ(pass.itemNumber(), 2);
    EXPECT_EQ(pass.itemsDone(), 1);
    EXPECT_EQ(pass.missing(), all - asked);
    AnswerFile file = readAnswers(pass.log().path(), packet.answerKey).value();
    EXPECT_TRUE(file.inEffect().isEmpty());
    ASSERT_EQ(file.notesInEffect().size(), 1);
    EXPECT_EQ(file.notesInEffect()[0].item, id);
    pass.back();
    EXPECT_EQ(pass.itemNumber(), 1);
    ASSERT_OK(pass.answer(2, 3, 1));
    EXPECT_FALSE(pass.log().isSkipped(id));
    file = readAnswers(pass.log().path(), packet.answerKey).value();
    EXPECT_TRUE(file.notesInEffect().isEmpty());
    EXPECT_FALSE(file.inEffect().isEmpty());
}

TEST_F(ManyKinds, NotesAreKeptAndTakenBack)
{
    RaterPass pass = begin();
    ASSERT_OK(pass.comment(QStringLiteral(" odd ending "), 1));
    ASSERT_OK(pass.flag(true, 2));
    EXPECT_EQ(pass.note(NoteKind::Comment)->text, QStringLiteral("odd ending"));
    EXPECT_TRUE(pass.note(NoteKind::Flag).has_value());
    ASSERT_OK(pass.flag(false, 3));
    ASSERT_OK(pass.comment({}, 4));
    EXPECT_FALSE(pass.note(NoteKind::Comment).has_value());
    const AnswerFile file = readAnswers(pass.log().path(), packet.answerKey).value();
    EXPECT_EQ(file.notes.size(), 4);
    EXPECT_TRUE(file.notesInEffect().isEmpty());
}

TEST_F(ManyKinds, ThePacketSaysWhatMayBeNoted)
{
    packet.comments = packet.allowsSkip = packet.asksGuess = false;
    RaterPass pass = begin();
    EXPECT_ERROR(pass.comment(QStringLiteral("x"), 1), ErrorCode::NotPossible);
    EXPECT_ERROR(pass.flag(true, 1), ErrorCode::NotPossible);
    EXPECT_ERROR(pass.skip(QStringLiteral("x"), 1), ErrorCode::NotPossible);
    EXPECT_EQ(pass.itemNumber(), 1);
    EXPECT_EQ(readAnswers(pass.log().path(), packet.answerKey)->notes.size(), 0);
}

TEST_F(ManyKinds, TheGuessComesAfterTheLastItem)
{
    RaterPass pass = begin();
    EXPECT_ERROR(pass.guess(1, 1), ErrorCode::NotPossible);
    EXPECT_EQ(answerBySeed(pass, 3, 1, 1000).value(), questionCount(packet));
    ASSERT_TRUE(pass.isDone());
    EXPECT_TRUE(pass.awaitsGuess());
    EXPECT_ERROR(pass.guess(4, 1), ErrorCode::InvalidValue);
    ASSERT_OK(pass.guess(3, 9));
    EXPECT_FALSE(pass.awaitsGuess());
    const QList<GivenNote> notes = readAnswers(pass.log().path(), packet.answerKey)->notesInEffect();
    EXPECT_EQ(notes, (QList<GivenNote>{{packet.order.constLast(), NoteKind::Guess, {}, 3, 9}}));
}
