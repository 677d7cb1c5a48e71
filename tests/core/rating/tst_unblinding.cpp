#include "core/rating/listeditems.h"
#include "core/rating/results.h"
#include "core/rating/studychecks.h"
#include "core/rating/studylogstore.h"
#include "tests/core/rating/sealfixture.h"

using namespace antiphon;
using namespace antiphon::test;

TEST(TwoSteps, AskingTellsAndOpensNothing)
{
    SealedProject project;
    project.seal();
    ASSERT_OK(
        collectAnswers(project.connection(), project.actor, project.answer(project.packetPaths[0], 1, 30)));
    EXPECT_ERROR(
        requestUnblinding(project.connection(), project.actor, project.study, {{}, project.why.role}),
        ErrorCode::InvalidValue);
    EXPECT_ERROR(
        requestUnblinding(project.connection(), project.actor, project.study, {project.why.reason, {}}),
        ErrorCode::InvalidValue);
    const auto request = requestUnblinding(project.connection(), project.actor, project.study, project.why);
    ASSERT_OK(request);
    EXPECT_EQ(request->code.size(), 8);
    EXPECT_EQ(request->answers, 30);
    EXPECT_EQ(request->missing, 78);
    EXPECT_EQ(request->gaps.size(), 3);
    EXPECT_EQ(request->data, dataDigest(project.connection(), project.study.id).value());
    EXPECT_FALSE(isKeyOpen(project.connection(), project.study.id).value());
    EXPECT_TRUE(isKeyAway(project.connection(), project.study.id).value());
    EXPECT_EQ(standingRequest(project.connection(), project.study).value()->code, request->code);
}

TEST(TwoSteps, ConfirmingNeedsCodeDataAndKey)
{
    SealedProject project;
    project.seal();
    const Connection& connection = project.connection();
    const StudyKey key = project.key();
    EXPECT_ERROR(
        confirmUnblinding(connection, project.actor, project.study, QStringLiteral("12345678"), &key),
        ErrorCode::NotPossible);
    auto request = requestUnblinding(connection, project.actor, project.study, project.why).value();
    EXPECT_ERROR(
        confirmUnblinding(connection, project.actor, project.study, QStringLiteral("zzzzzzzz"), &key),
        ErrorCode::InvalidValue);
    EXPECT_ERROR(confirmUnblinding(connection, project.actor, project.study, request.code),
                 ErrorCode::NotPossible);
    project.collectAll();
    EXPECT_ERROR(confirmUnblinding(connection, project.actor, project.study, request.code, &key),
                 ErrorCode::NotPossible);
    request = requestUnblinding(connection, project.actor, project.study, project.why).value();
    StudyKey forged = key;
    std::swap(forged.conditions[0].letter, forged.conditions[1].letter);
    EXPECT_ERROR(confirmUnblinding(connection, project.actor, project.study, request.code, &forged),
                 ErrorCode::Tampered);
    EXPECT_FALSE(isKeyOpen(connection, project.study.id).value());
    ASSERT_OK(confirmUnblinding(connection, project.actor, project.study, request.code, &key));
    EXPECT_TRUE(isKeyOpen(connection, project.study.id).value());
    EXPECT_ERROR(confirmUnblinding(connection, project.actor, project.study, request.code, &key),
                 ErrorCode::NotPossible);
}

TEST(TwoSteps, OpeningBringsTheKeyBackForGood)
{
    SealedProject project;
    const auto blindBefore = project.itemsBefore;
    project.seal();
    project.collectAll();
    const Connection& connection = project.connection();
    const auto letters = studyResults(connection, project.study, {2000}).value();
    const StudyKey key = project.key();
    const auto request = requestUnblinding(connection, project.actor, project.study, project.why).value();
    ASSERT_OK(confirmUnblinding(connection, project.actor, project.study, request.code, &key));
    const auto sorted = [](QList<StudyItem> items) {
        std::sort(items.begin(), items.end(),
                  [](const StudyItem& a, const StudyItem& b) { return a.id < b.id; });
        QStringList lines;
        for (const StudyItem& item : std::as_const(items))
            lines << item.id.toText() + item.source.toText() + item.dialogue.toText();
        return lines;
    };
    for (int round = 0; round < 2; ++round) {
        const Study opened = studyByName(connection, {}).value();
        EXPECT_EQ(sorted(studyItems(connection, opened.id).value()), sorted(blindBefore));
        EXPECT_TRUE(isSealIntact(connection, opened).value()) << "the seal of freezing fits again";
        const auto results = studyResults(connection, opened, {2000}).value();
        EXPECT_TRUE(results.unblinded);
        const auto shown = results.criteria.first().conditions;
        const auto blind = letters.criteria.first().conditions;
        for (qsizetype i = 0; i < shown.size(); ++i) {
            EXPECT_EQ(shown[i].letter, blind[i].letter);
            EXPECT_EQ(shown[i].mean.value, blind[i].mean.value);
            EXPECT_FALSE(shown[i].name.isEmpty());
        }
        if (round == 0) {
            ASSERT_OK(EditHistory(connection).undo(project.actor)); // takes back nothing that was seen
        }
    }
}

TEST(TwoSteps, AnswersAfterwardsAreAmendments)
{
    SealedProject project;
    ASSERT_OK(unblindStudy(project.connection(), project.actor, project.study, QStringLiteral("done")));
    const QString late = project.answer(project.packetPaths[0], 1);
    EXPECT_ERROR(collectAnswers(project.connection(), project.actor, late), ErrorCode::NotPossible);
    ASSERT_OK(collectAnswers(project.connection(), project.actor, late, QStringLiteral("lost in the post")));
    const LogEntry last = studyLog(project.connection(), project.study.id)->constLast();
    EXPECT_EQ(logWord(last.act), QStringLiteral("amend"));
    EXPECT_EQ(last.facts[QStringLiteral("reason")].toString(), QStringLiteral("lost in the post"));
}

TEST(TwoSteps, OneItemIsOpenedAndFlagged)
{
    SealedProject project;
    project.seal();
    const auto row =
        packetItems(project.connection(), packets(project.connection(), project.study.id)->constFirst().id)
            ->constFirst();
    const StudyKey key = project.key();
    EXPECT_ERROR(unblindItem(project.connection(), project.actor, project.study, row.publicId, project.why),
                 ErrorCode::NotPossible);
    EXPECT_ERROR(unblindItem(project.connection(), project.actor, project.study, PublicItemId::createOpaque(),
                             project.why, &key),
                 ErrorCode::NotFound);
    const auto opened =
        unblindItem(project.connection(), project.actor, project.study, row.publicId, project.why, &key);
    ASSERT_OK(opened);
    EXPECT_TRUE(opened->source == QStringLiteral("evening-humans")
                    ? opened->dialogue.startsWith(QStringLiteral("hum"))
                    : opened->dialogue.startsWith(QStringLiteral("nw-plan")));
    const LogEntry last = studyLog(project.connection(), project.study.id)->constLast();
    EXPECT_EQ(logWord(last.act), QStringLiteral("unblind item"));
    EXPECT_EQ(last.facts[QStringLiteral("item")].toString(), row.publicId.toText());
    EXPECT_TRUE(isKeyAway(project.connection(), project.study.id).value());
}

TEST(OneItem, IsFlaggedWhereverItIsListed)
{
    SealedProject project;
    project.seal();
    project.collectAll();
    const Connection& connection = project.connection();
    const auto first = packets(connection, project.study.id)->constFirst();
    const PacketItemRow row = packetItems(connection, first.id)->constLast();
    const auto unflagged = answersCsv(connection, project.study);
    const QList<QByteArray> before = unflagged->trimmed().split('\n').sliced(1);
    for (const QByteArray& line : before)
        EXPECT_TRUE(line.trimmed().endsWith(",0")) << line.toStdString();
    const StudyKey key = project.key();
    ASSERT_OK(unblindItem(connection, project.actor, project.study, row.publicId, project.why, &key));
    const QByteArray flagged = answersCsv(connection, project.study).value();
    EXPECT_TRUE(flagged.startsWith(unflagged->left(unflagged->indexOf('\n'))));
    qsizetype opened = 0;
    const QList<QByteArray> after = flagged.trimmed().split('\n').sliced(1);
    for (const QByteArray& line : after) {
        const bool is = line.split(',').at(2) == row.item.toText().toUtf8();
        EXPECT_EQ(line.trimmed().endsWith(",1"), is) << line.toStdString();
        opened += is ? 1 : 0;
    }
    EXPECT_EQ(opened, 9); // three raters, three criteria
    EXPECT_EQ(answersJsonl(connection, project.study)->count("\"opened\":true"), 9);
    const auto items = listedItems(connection, project.study.id);
    ASSERT_OK(items);
    EXPECT_EQ(items->size(), 36);
    for (const ListedItem& item : *items)
        EXPECT_EQ(!item.opened.isEmpty(), item.item == row.item);
    EXPECT_EQ(singlyOpened(connection, project.study.id)->constFirst().item, row.item);
}

TEST(Amendments, SayWhatWasAmended)
{
    SealedProject project;
    project.collectAll();
    const Connection& connection = project.connection();
    const QString rater = QStringLiteral("rater-1");
    ASSERT_OK(excludeRater(connection, project.actor, project.study, rater, QStringLiteral("slept")));
    EXPECT_EQ(logSentence(studyLog(connection, project.study.id)->constLast()),
              QStringLiteral("Decided: rater-1 is left out of the analysis (slept)"));
    ASSERT_OK(unblindStudy(connection, project.actor, project.study, project.why.reason));
    ASSERT_OK(includeRater(connection, project.actor, project.study, rater, QStringLiteral("was awake")));
    EXPECT_EQ(
        logSentence(studyLog(connection, project.study.id)->constLast()),
        QStringLiteral("Amended after unblinding: rater-1 is taken back into the analysis (was awake)"));
}
