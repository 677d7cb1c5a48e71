// Practice in the files that raters get and send back: said openly, and nothing else is.
#include "core/base/linereader.h"
#include "core/rating/designstore.h"
#include "core/rating/linter.h"
#include "core/rating/raterpass.h"
#include "core/rating/report.h"
#include "core/rating/scripted.h"
#include "core/rating/studychecks.h"
#include "core/rating/studyverify.h"
#include "tests/core/rating/ratingfixture.h"
#include "tests/support/resultassertions.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QSet>

using namespace antiphon;
using namespace antiphon::test;

namespace {

const PacketItem& itemAt(const Packet& packet, qsizetype place)
{
    return *std::find_if(packet.items.cbegin(), packet.items.cend(),
                         [&](const PacketItem& item) { return item.id == packet.order.at(place); });
}

class PracticePackets : public testing::Test
{
protected:
    PracticePackets() : study(project.frozenStudy(definitionWithPractice(project)))
    {
        paths = project.makePacketsOf(study);
    }
    QString answersOf(const QString& path) const
    {
        QString answers = path;
        return answers.replace(QLatin1String(packetSuffix), QLatin1String(answersSuffix));
    }

    RatingProject project;
    Study study;
    QStringList paths;
};

} // namespace

TEST_F(PracticePackets, SayWhatIsExpectedOfTheFirstAndOfNoOther)
{
    const PacketSecrets secrets = packetSecrets(project.connection(), study.id).value();
    for (const QString& path : std::as_const(paths)) {
        const QByteArray bytes = readWholeFile(path).value();
        const Packet packet = readPacket(path).value();
        EXPECT_EQ(packetBytes(packet), bytes);
        ASSERT_EQ(packet.order.size(), 15);
        for (qsizetype place = 0; place < packet.order.size(); ++place)
            EXPECT_EQ(itemAt(packet, place).practice.has_value(), place < 2) << place;
        EXPECT_EQ(*itemAt(packet, 0).practice, study.definition.rules.training.at(0).known); // as declared
        EXPECT_EQ(*itemAt(packet, 1).practice, study.definition.rules.training.at(1).known);
        EXPECT_EQ(bytes.count("\"expected\""), 2); // the gold dialogue is silent
        for (const char* word : {"gold", "attention", "training", "\"role\": \"check"})
            EXPECT_FALSE(bytes.contains(word)) << word;
        EXPECT_FALSE(bytes.contains("qualification")); // nobody is told
        EXPECT_TRUE(lintPacket(bytes, secrets).isEmpty());
    }
}

// Without what practice says, every item has the same members: no byte tells what else it may be for.
TEST_F(PracticePackets, AllOtherItemsHaveOneForm)
{
    const QJsonObject json = QJsonDocument::fromJson(readWholeFile(paths.at(0)).value()).object();
    QSet<QString> forms;
    const QJsonArray items = json[QStringLiteral("items")].toArray();
    for (const QJsonValue& item : items) {
        QJsonObject members = item.toObject();
        members.remove(QStringLiteral("practice"));
        forms.insert(members.keys().join(u' '));
    }
    EXPECT_EQ(forms.size(), 1);
}

// Words of practice stand in every packet alike, as the criteria do; what could join two packets is drawn.
TEST_F(PracticePackets, OfTwoRatersShareWordsButNoId)
{
    static const QRegularExpression ids(QStringLiteral("[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?"
                                                       "[0-9a-f]{12}|[0-9a-f]{64}"));
    QSet<QString> seen;
    QSet<QByteArray> told;
    for (const QString& path : std::as_const(paths)) {
        const QString text = QString::fromUtf8(readWholeFile(path).value());
        QSet<QString> own;
        for (auto match = ids.globalMatch(text); match.hasNext();)
            own.insert(match.next().captured());
        EXPECT_GE(own.size(), 17);
        EXPECT_FALSE(seen.intersects(own));
        seen.unite(own);
        const Packet packet = readPacket(path).value();
        told.insert(QJsonDocument(knownAnswersJson(*itemAt(packet, 0).practice)).toJson());
    }
    EXPECT_EQ(told.size(), 1);
}

TEST_F(PracticePackets, AreWrittenAgainWithTheSameBytes)
{
    const QByteArray before = readWholeFile(paths.at(0)).value();
    ASSERT_TRUE(QFile::remove(paths.at(0)));
    project.makePacketsOf(study);
    EXPECT_EQ(readWholeFile(paths.at(0)).value(), before);
}

TEST_F(PracticePackets, OfStudiesFrozenBeforeSayNothing)
{
    RatingProject older;
    const Study frozen = older.frozenStudy(definitionWithPractice(older));
    ASSERT_OK(older.connection().execute("UPDATE study_role SET feedback = 0"));
    const QStringList own = older.makePacketsOf(frozen);
    const QByteArray bytes = readWholeFile(own.at(0)).value();
    EXPECT_TRUE(bytes.contains("\"version\": 2"));
    EXPECT_FALSE(bytes.contains("practice"));
    EXPECT_FALSE(bytes.contains("expected"));
}

TEST_F(PracticePackets, AFlippedByteIsFound)
{
    const QByteArray bytes = readWholeFile(paths.at(0)).value();
    const qsizetype begin = bytes.indexOf("\"practice\"");
    ASSERT_GT(begin, 0);
    for (qsizetype at = begin; at < begin + 300; at += 7) {
        QByteArray flipped = bytes;
        flipped[at] = static_cast<char>(flipped[at] ^ 1);
        EXPECT_FALSE(packetFromBytes(flipped, QStringLiteral("p"))) << at;
    }
}

TEST_F(PracticePackets, TellTheQualificationWhereTheStudySaysSo)
{
    RatingProject telling;
    StudyDefinition definition = definitionWithPractice(telling);
    definition.rules.tellQualification = true;
    const QStringList own = telling.makePacketsOf(telling.frozenStudy(definition));
    EXPECT_DOUBLE_EQ(readPacket(own.at(0))->qualification, 0.7);
}

TEST_F(PracticePackets, AreRefusedWhereAnExplanationBetraysSomething)
{
    Packet packet = readPacket(paths.at(0)).value();
    for (PacketItem& item : packet.items) {
        if (item.practice)
            item.practice->why = QStringLiteral("As the night-writer says it.");
    }
    const PacketSecrets secrets = packetSecrets(project.connection(), study.id).value();
    QStringList rules;
    const QList<LintFinding> findings = lintPacket(packetBytes(packet), secrets);
    for (const LintFinding& finding : findings)
        rules << finding.rule;
    EXPECT_EQ(rules, QStringList{QStringLiteral("source name")});
    for (PacketItem& item : packet.items) {
        if (item.practice)
            item.practice->why = QString::fromUtf8("Curly \u201cquotes\u201d");
    }
    EXPECT_EQ(lintPacket(packetBytes(packet), secrets).value(0).rule, QStringLiteral("uniform text"));
}

// Found while the study can still be mended, not when its packets are made.
TEST_F(PracticePackets, FreezingLooksAtExplanationsWithAllThatIsKnown)
{
    RatingProject other;
    StudyDefinition definition = definitionWithPractice(other);
    definition.rules.training[0].known.why = QStringLiteral("One of humans-of-march.jsonl");
    const auto draft = createStudy(other.connection(), other.actor, definition);
    ASSERT_OK(draft);
    EXPECT_ERROR(freezeStudy(other.connection(), other.actor, *draft), ErrorCode::InvalidValue);
    EXPECT_TRUE(studyItems(other.connection(), draft->id)->isEmpty());
}

TEST_F(PracticePackets, WithPracticeInTheMiddleAreNoPackets)
{
    Packet packet = practicePacket(1, 2);
    packet.order.swapItemsAt(0, 1);
    EXPECT_ERROR(packetFromBytes(packetBytes(packet), QStringLiteral("p")), ErrorCode::WrongFormat);
}

TEST_F(PracticePackets, PracticeComesBeforeWhatIsShownAtOnce)
{
    RatingProject several;
    StudyDefinition definition = definitionWithPractice(several);
    Criterion pair;
    pair.key = QStringLiteral("choice");
    pair.name = pair.key;
    pair.kind = QuestionKind::Pair;
    definition.criteria << pair;
    definition.itemsPerSource = 3;
    const QStringList own = several.makePacketsOf(several.frozenStudy(definition));
    const Packet packet = readPacket(own.at(0)).value();
    EXPECT_TRUE(itemAt(packet, 0).practice);
    EXPECT_TRUE(itemAt(packet, 1).practice);
    EXPECT_EQ(itemAt(packet, 2).kind, QuestionKind::Pair);
    const auto rows = packetItems(several.connection(), packet.id).value();
    for (qsizetype place = 0; place < rows.size(); ++place)
        EXPECT_EQ(rows.at(place).position, place);
}

TEST_F(PracticePackets, AnswersCountForQualificationAndNotInTheAnalysis)
{
    const Packet packet = readPacket(paths.at(0)).value();
    RaterPass pass(packet, AnswerLog::open(packet, answersOf(paths.at(0))).value());
    while (pass.practiceRead() < 2) {
        ASSERT_OK(pass.answer(5, 1, 1000));
        if (pass.awaitsReading())
            ASSERT_OK(pass.acknowledge(2));
    }
    EXPECT_EQ(pass.practiceTally().answers, 3);
    EXPECT_EQ(pass.practiceTally().right, 2); // 5 is within one of 4, not of 2 or 3
    ASSERT_OK(answerBySeed(pass, 1, 3, 1000));
    const auto collected = collectAnswers(project.connection(), project.actor, answersOf(paths.at(0)));
    ASSERT_OK(collected);
    EXPECT_EQ(collected->missing, 0);
    EXPECT_EQ(collected->notes, 0); // what was read is nobody's remark
    const auto qualities = raterQuality(project.connection(), study).value();
    ASSERT_EQ(qualities.size(), 1);
    EXPECT_EQ(qualities.at(0).trainingAnswers, 3);
    EXPECT_EQ(qualities.at(0).trainingRight, 2);
    EXPECT_TRUE(qualities.at(0).failed.contains(QStringLiteral("2 of 3 training answers right")));
    EXPECT_EQ(ratedAnswers(project.connection(), study.id)->size(), 36);
    const ProjectFacts facts = projectFacts(project.connection(), study).value();
    EXPECT_EQ(facts.practice.value(packet.rater).answers, 3);
    EXPECT_EQ(facts.practice.value(packet.rater).right, 2);
    const StudyCheck check = checkStudy(project.connection(), study).value();
    EXPECT_TRUE(check.faults.isEmpty()) << check.faults.join(u'\n').toStdString();
}

TEST_F(PracticePackets, AnAnswerChangedAfterItsFeedbackIsRefused)
{
    const Packet packet = readPacket(paths.at(1)).value();
    AnswerLog log = AnswerLog::open(packet, answersOf(paths.at(1))).value();
    const PublicItemId first = packet.order.constFirst();
    const auto give = [&](const char* criterion, int value) {
        ASSERT_OK(log.append(GivenAnswer{first, QString::fromLatin1(criterion), 0, value, 1, 1}));
    };
    give("consistency", 1);
    give("consistency", 2); // before the last one, as raters may
    give("relevance", 1);
    give("naturalness", 1);
    ASSERT_OK(log.append(GivenNote{first, NoteKind::Feedback, {}, 1, 1}));
    EXPECT_OK(collectAnswers(project.connection(), project.actor, answersOf(paths.at(1))));
    give("consistency", 4);
    const auto refused = collectAnswers(project.connection(), project.actor, answersOf(paths.at(1)));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::WrongFormat);
    EXPECT_EQ(refused.error().line, 7);
}

TEST_F(PracticePackets, FeedbackOfOtherItemsIsNoNote)
{
    const Packet packet = readPacket(paths.at(2)).value();
    AnswerLog log = AnswerLog::open(packet, answersOf(paths.at(2))).value();
    ASSERT_OK(log.append(GivenNote{packet.order.constLast(), NoteKind::Feedback, {}, 1, 1}));
    EXPECT_ERROR(collectAnswers(project.connection(), project.actor, answersOf(paths.at(2))),
                 ErrorCode::WrongFormat);
}
