#include "core/rating/answerlog.h"
#include "core/rating/packet.h"
#include "core/rating/raterpass.h"
#include "core/rating/results.h"
#include "core/rating/studychecks.h"
#include "core/rating/studylogstore.h"
#include "tests/core/rating/ratingfixture.h"
#include "tests/support/resultassertions.h"

#include <QSet>

using namespace antiphon;
using namespace antiphon::test;

namespace {

StudyDefinition withChecksOf(const RatingProject& project)
{
    StudyDefinition definition = project.definition();
    definition.rules.attentionChecks = 2;
    definition.rules.exclusions.attentionFailures = 2;
    return definition;
}

// Answers a packet whole, every question with `value`, attention checks as they ask where `attentive`.
QString rate(const QString& packetPath, int value, bool attentive)
{
    const Packet packet = readPacket(packetPath).value();
    QString path = packetPath;
    path.replace(QLatin1String(packetSuffix), QLatin1String(answersSuffix));
    RaterPass pass(packet, AnswerLog::open(packet, path).value());
    while (!pass.isDone()) {
        int own = value;
        const QString last = pass.item().dialogues.constFirst().constLast().text;
        const qsizetype at = last.indexOf(QLatin1String("about this dialogue with "));
        if (attentive && at >= 0)
            own = QStringView(last).mid(at + 25, 1).toInt();
        if (!pass.answer(own, 1'700'000'000'000, 4'000))
            return {};
    }
    return path;
}

} // namespace

TEST(StudyChecks, AreInThePacketsButNotInTheAnalysis)
{
    RatingProject project;
    const Study study = project.frozenStudy(withChecksOf(project));
    const QStringList paths = project.makePacketsOf(study);
    EXPECT_EQ(studyItems(project.connection(), study.id)->size(), 12);
    const auto checks = roleItems(project.connection(), study.id).value();
    ASSERT_EQ(checks.size(), 2);
    const auto rows = packets(project.connection(), study.id).value();
    for (const PacketRow& row : rows) {
        const auto items = packetItems(project.connection(), row.id).value();
        EXPECT_EQ(items.size(), 14);
        EXPECT_EQ(items.constFirst().position, 0);
        for (const RoleItem& check : checks)
            EXPECT_NE(items.constFirst().item, check.item.id);
    }
    ASSERT_OK(collectAnswers(project.connection(), project.actor, rate(paths.at(0), 3, true)));
    EXPECT_EQ(ratedAnswers(project.connection(), study.id)->size(), 36);
    const StudyResults results = studyResults(project.connection(), study, {200}).value();
    EXPECT_EQ(results.answers, 36);
    EXPECT_EQ(results.missing, 72);
    for (const CriterionResult& criterion : results.criteria)
        EXPECT_EQ(criterion.answers, 12);
}

TEST(StudyChecks, TellNobodyInTheRatersFile)
{
    RatingProject project;
    StudyDefinition definition = withChecksOf(project);
    const QStringList paths = project.makePacketsOf(project.frozenStudy(definition));
    for (const QString& path : paths) {
        const QByteArray bytes = packetBytes(readPacket(path).value());
        for (const char* word : {"attention", "gold", "expected", "role\": \"check"})
            EXPECT_FALSE(bytes.contains(word)) << word;
    }
}

TEST(StudyChecks, AMissedCheckCountsOnceHoweverManyQuestionsItHas)
{
    RatingProject project;
    const Study study = project.frozenStudy(withChecksOf(project));
    const QStringList paths = project.makePacketsOf(study);
    ASSERT_OK(collectAnswers(project.connection(), project.actor, rate(paths.at(0), 3, true)));
    // The points asked for are drawn; one that no check asks for misses both.
    int wrong = 1;
    const auto checks = roleItems(project.connection(), study.id).value();
    QSet<int> asked;
    for (const RoleItem& check : checks)
        asked.insert(check.known.expected.cbegin()->constFirst());
    while (asked.contains(wrong))
        ++wrong;
    ASSERT_OK(collectAnswers(project.connection(), project.actor, rate(paths.at(1), wrong, false)));
    const auto qualities = raterQuality(project.connection(), study).value();
    ASSERT_EQ(qualities.size(), 2);
    EXPECT_EQ(qualities.at(0).attention, 2);
    EXPECT_EQ(qualities.at(0).attentionMissed, 0);
    EXPECT_TRUE(qualities.at(0).failed.isEmpty());
    EXPECT_NEAR(qualities.at(0).medianSeconds, 12.0, 1e-9); // three answers of 4 s
    EXPECT_EQ(qualities.at(1).attentionMissed, 2);
    ASSERT_EQ(qualities.at(1).failed.size(), 1);
    EXPECT_EQ(qualities.at(1).failed.constFirst(), QStringLiteral("2 checks missed"));
}

TEST(StudyChecks, StandEvenlyAndNeverFirstButTrainingDoes)
{
    QList<ItemId> order;
    for (int i = 0; i < 20; ++i)
        order << ItemId::createOpaque();
    for (int count = 0; count <= 6; ++count) {
        QList<RoleItem> checks;
        for (int i = 0; i < count; ++i)
            checks << RoleItem{{ItemId::createOpaque(), {}, {}}, ItemRole::Gold, {}, {}};
        checks << RoleItem{{ItemId::createOpaque(), {}, {}}, ItemRole::Training, {}, {}};
        for (int place = 0; place < 40; ++place) {
            const QList<ItemId> shown = withChecks(order, checks, 3, place);
            ASSERT_EQ(shown.size(), 21 + count);
            EXPECT_EQ(shown.at(0), checks.constLast().item.id);
            EXPECT_EQ(shown.at(1), order.constFirst());
            EXPECT_EQ(QSet<ItemId>(shown.begin(), shown.end()).size(), shown.size());
            QList<ItemId> rated;
            for (const ItemId& item : shown) {
                if (order.contains(item))
                    rated << item;
            }
            EXPECT_EQ(rated, order);
        }
    }
}

TEST(StudyChecks, GoldAndTrainingAreNamedByTheirSource)
{
    RatingProject project;
    StudyDefinition definition = project.definition();
    definition.rules.gold << KnownItem{
        QStringLiteral("night-writer"), QStringLiteral("nobody"), {{{QStringLiteral("relevance"), {1}}}}};
    const auto draft = createStudy(project.connection(), project.actor, definition);
    ASSERT_OK(draft);
    EXPECT_ERROR(freezeStudy(project.connection(), project.actor, *draft), ErrorCode::NotFound);
}

TEST(RaterQuality, AnchorAboveReferenceIsFound)
{
    RatingProject project;
    StudyDefinition definition = project.definition();
    definition.rules.reference = QStringLiteral("evening-humans");
    definition.rules.anchor = QStringLiteral("night-writer");
    definition.rules.exclusions.anchorAboveReference = 0.15;
    const Study study = project.frozenStudy(definition);
    const QStringList paths = project.makePacketsOf(study);
    ASSERT_OK(collectAnswers(project.connection(), project.actor, rate(paths.at(0), 4, false)));
    const auto qualities = raterQuality(project.connection(), study).value();
    ASSERT_EQ(qualities.size(), 1);
    EXPECT_NEAR(qualities.at(0).comparisons, 3 * 36.0, 1e-9);
    EXPECT_NEAR(qualities.at(0).anchorAbove, 3 * 18.0, 1e-9); // all tied
    EXPECT_EQ(qualities.at(0).failed.size(), 1);
}

TEST(Exclusions, AreDecidedWithAReasonAndPrintedWithAndWithout)
{
    RatingProject project;
    const Study study = project.frozenStudy();
    const QStringList paths = project.makePacketsOf(study);
    ASSERT_OK(collectAnswers(project.connection(), project.actor, rate(paths.at(0), 2, false)));
    ASSERT_OK(collectAnswers(project.connection(), project.actor, project.answer(paths.at(1), 5)));
    const Connection& connection = project.connection();
    const QString rater = readPacket(paths.at(0))->rater;
    EXPECT_ERROR(excludeRater(connection, project.actor, study, rater, {}), ErrorCode::InvalidValue);
    EXPECT_ERROR(
        excludeRater(connection, project.actor, study, QStringLiteral("nobody"), QStringLiteral("x")),
        ErrorCode::NotFound);
    const StudyResults before = studyResults(connection, study, {200}).value();
    EXPECT_TRUE(leftOutLines(before).isEmpty());
    ASSERT_OK(excludeRater(connection, project.actor, study, rater, QStringLiteral("always 2")));
    EXPECT_ERROR(excludeRater(connection, project.actor, study, rater, QStringLiteral("again")),
                 ErrorCode::AlreadyExists);
    const StudyResults after = studyResults(connection, study, {200}).value();
    EXPECT_EQ(after.criteria.constFirst().answers, 12);
    ASSERT_EQ(after.withAll.size(), 3);
    EXPECT_EQ(after.withAll.constFirst().answers, before.criteria.constFirst().answers);
    EXPECT_EQ(after.withAll.constFirst().pairs.constFirst().difference.wide.value,
              before.criteria.constFirst().pairs.constFirst().difference.wide.value);
    EXPECT_EQ(leftOutLines(after).size(), 4);
    const auto log = studyLog(connection, study.id).value();
    EXPECT_EQ(static_cast<int>(log.constLast().act), static_cast<int>(LogAct::Exclude));
    ASSERT_OK(unblindStudy(connection, project.actor, study, QStringLiteral("over")));
    ASSERT_OK(includeRater(connection, project.actor, study, rater, QStringLiteral("a mistake")));
    const auto amended = studyLog(connection, study.id).value();
    EXPECT_EQ(static_cast<int>(amended.constLast().act), static_cast<int>(LogAct::Amend));
    EXPECT_TRUE(studyResults(connection, study, {200})->leftOut.isEmpty());
}
