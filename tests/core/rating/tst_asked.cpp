// What is missing, and what a rater dealt with by skipping it.
#include "core/rating/asked.h"
#include "core/rating/raterpass.h"
#include "core/rating/results.h"
#include "core/rating/scripted.h"
#include "core/rating/unblinding.h"
#include "tests/core/rating/manykinds.h"
#include "tests/core/rating/ratingfixture.h"
#include "tests/support/resultassertions.h"

using namespace antiphon;
using namespace antiphon::test;

namespace {

// Two raters are asked about replies, dialogues and pairs.
class AskedProject : public RatingProject
{
public:
    AskedProject()
    {
        StudyDefinition mixed = manyKindsDefinition();
        mixed.sources = definition().sources;
        mixed.criteria.removeLast(); // best-worst
        mixed.itemsPerSource = 4;
        mixed.raters = numberedRaters(2);
        mixed.guess = false;
        study = frozenStudy(mixed);
        paths = makePacketsOf(study);
    }
    // Skips the first item of the kind and answers everything else.
    QString skipOne(const QString& packetPath, QuestionKind kind)
    {
        const Packet packet = readPacket(packetPath).value();
        QString path = packetPath;
        path.replace(QLatin1String(packetSuffix), QLatin1String(answersSuffix));
        RaterPass pass(packet, AnswerLog::open(packet, path).value());
        while (pass.item().kind != kind)
            EXPECT_TRUE(pass.answer(1, 1, 1));
        skippedQuestions = pass.questions().size();
        EXPECT_TRUE(pass.skip(QStringLiteral("unreadable"), 1));
        EXPECT_TRUE(answerBySeed(pass, 1, 1'700'000'000'000, 1'000'000));
        all = questionCount(packet);
        return path;
    }

    Study study;
    QStringList paths;
    qint64 skippedQuestions = 0;
    qint64 all = 0; // of one packet
};

// By brute force, from the rows of the packets: how often the turns of each condition are asked about.
QHash<SourceId, qint64> turnsHandedOut(const AskedProject& project)
{
    QHash<SourceId, qint64> turns;
    const auto items = studyItems(project.connection(), project.study.id).value();
    const auto made = packets(project.connection(), project.study.id).value();
    for (const PacketRow& packet : made) {
        const auto rows = packetItems(project.connection(), packet.id).value();
        for (const PacketItemRow& row : rows) {
            for (const StudyItem& item : items) {
                if (item.id == row.item && item.kind == QuestionKind::Dialogue)
                    turns[item.source] += row.turns.size();
            }
        }
    }
    return turns;
}

} // namespace

TEST(Asked, ASkippedItemIsDealtWithEverywhere)
{
    AskedProject project;
    const QString first = project.skipOne(project.paths[0], QuestionKind::Dialogue);
    const auto collected = collectAnswers(project.connection(), project.actor, first);
    ASSERT_OK(collected);
    EXPECT_EQ(collected->missing, 0);
    EXPECT_EQ(collected->skipped, 1);
    ASSERT_GE(project.skippedQuestions, 3) << "two replies and the whole";

    const auto tallies = raterTallies(project.connection(), project.study).value();
    ASSERT_EQ(tallies.size(), 2);
    EXPECT_EQ(tallies[0].count.asked, project.all);
    EXPECT_EQ(tallies[0].count.skipped, project.skippedQuestions);
    EXPECT_EQ(tallies[0].count.missing(), 0);
    EXPECT_EQ(tallies[1].count.missing(), tallies[1].packet.questions);

    const auto request = requestUnblinding(project.connection(), project.actor, project.study,
                                           {QStringLiteral("enough"), QStringLiteral("statistician")});
    ASSERT_OK(request);
    EXPECT_EQ(request->skipped, project.skippedQuestions);
    EXPECT_EQ(request->missing, tallies[1].count.asked);
    ASSERT_EQ(request->gaps.size(), 1) << "only the rater of whom something is missing";
    EXPECT_EQ(request->gaps[0].rater, tallies[1].packet.rater);
    EXPECT_EQ(standingRequest(project.connection(), project.study).value()->skipped,
              project.skippedQuestions);

    const StudyResults results = studyResults(project.connection(), project.study, {200}).value();
    EXPECT_EQ(results.skipped, project.skippedQuestions);
    EXPECT_EQ(results.missing, request->missing);
    EXPECT_EQ(results.raters[0].missing, 0);
    qint64 skipped = 0;
    for (const CriterionResult& result : results.criteria) {
        skipped += result.skipped;
        for (const ConditionResult& condition : result.conditions)
            EXPECT_LE(condition.skipped, result.skipped);
    }
    EXPECT_EQ(skipped, project.skippedQuestions);
}

TEST(Asked, ASkippedPairIsNoMissingChoice)
{
    AskedProject project;
    for (const QString& path : project.paths)
        ASSERT_OK(
            collectAnswers(project.connection(), project.actor, project.skipOne(path, QuestionKind::Pair)));
    const StudyResults results = studyResults(project.connection(), project.study, {200}).value();
    ASSERT_EQ(results.choices.size(), 1);
    EXPECT_EQ(results.choices[0].answers, 6);
    EXPECT_EQ(results.choices[0].skipped, 2);
    EXPECT_EQ(results.choices[0].missing, 0);
    EXPECT_EQ(results.missing, 0);
}

TEST(Asked, EveryTurnThatWasHandedOutCanBeMissing)
{
    AskedProject project;
    const auto handedOut = turnsHandedOut(project);
    const auto keyed = conditions(project.connection(), project.study.id).value();
    for (int round = 0; round < 2; ++round) {
        // At first nobody rated anything; then one of the two raters did.
        const StudyResults results = studyResults(project.connection(), project.study, {200}).value();
        const CriterionResult& turns = results.criteria.constFirst();
        ASSERT_EQ(turns.criterion.kind, QuestionKind::Turn);
        qint64 open = 0;
        for (qsizetype i = 0; i < keyed.size(); ++i) {
            const qint64 asked = handedOut.value(keyed[i].source);
            EXPECT_EQ(turns.conditions[i].mean.n + turns.conditions[i].mean.missing, asked);
            EXPECT_EQ(turns.conditions[i].mean.missing, round == 0 ? asked : asked / 2);
            open += turns.conditions[i].mean.missing;
        }
        EXPECT_EQ(turns.missing, open);
        ASSERT_OK(collectAnswers(project.connection(), project.actor, project.answer(project.paths[0], 1)));
    }
}
