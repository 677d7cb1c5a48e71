#include "core/rating/designproof.h"
#include "core/rating/packet.h"
#include "core/rating/studydesign.h"
#include "tests/core/rating/ratingfixture.h"
#include "tests/support/resultassertions.h"

#include <QSet>

using namespace antiphon;
using namespace antiphon::test;

namespace {

StudyDefinition incomplete(const RatingProject& project)
{
    StudyDefinition definition = project.definition();
    definition.raters = numberedRaters(4);
    definition.rules.ratingsPerItem = 2;
    return definition;
}

} // namespace

TEST(StudyDesign, EachDialogueGoesToTheRatersThatWereDeclared)
{
    RatingProject project;
    const Study study = project.frozenStudy(incomplete(project));
    project.makePacketsOf(study);
    const auto filled = filledItems(project.connection(), study.id).value();
    EXPECT_EQ(filled.size(), 12);
    for (const int count : filled)
        EXPECT_EQ(count, 2);
    const auto rows = packets(project.connection(), study.id).value();
    ASSERT_EQ(rows.size(), 4);
    for (const PacketRow& row : rows)
        EXPECT_EQ(packetItems(project.connection(), row.id)->size(), 6);
}

TEST(StudyDesign, CriteriaAreAskedInABalancedOrderThatIsStored)
{
    RatingProject project;
    const Study study = project.frozenStudy();
    const QStringList paths = project.makePacketsOf(study);
    const auto designs = packetDesigns(project.connection(), study.id).value();
    ASSERT_EQ(designs.size(), 3);
    QSet<QString> first;
    for (const QString& path : paths) {
        const Packet packet = readPacket(path).value();
        const QStringList asked = packet.criterionOrder;
        for (const PacketDesign& design : designs) {
            if (design.packet == packet.id) {
                EXPECT_EQ(design.criteria, asked);
            }
        }
        first.insert(asked.constFirst());
    }
    EXPECT_EQ(first.size(), 3);
}

TEST(StudyDesign, WhatADroppedRaterLeftGoesToTheNextLateOne)
{
    RatingProject project;
    const Study study = project.frozenStudy(incomplete(project));
    const QStringList paths = project.makePacketsOf(study);
    const QString answers = project.answer(paths.at(1), 1, 6); // two dialogues
    ASSERT_OK(collectAnswers(project.connection(), project.actor, answers));
    const QString rater = readPacket(paths.at(1))->rater;
    EXPECT_ERROR(dropRater(project.connection(), project.actor, study, rater, QStringLiteral(" ")),
                 ErrorCode::InvalidValue);
    EXPECT_ERROR(dropRater(project.connection(), project.actor, study, QStringLiteral("nobody"),
                           QStringLiteral("ill")),
                 ErrorCode::NotFound);
    const auto dropped = dropRater(project.connection(), project.actor, study, rater, QStringLiteral("ill"));
    ASSERT_OK(dropped);
    EXPECT_EQ(dropped->answeredItems, 2);
    EXPECT_EQ(dropped->openItems, 4);
    EXPECT_ERROR(dropRater(project.connection(), project.actor, study, rater, QStringLiteral("ill")),
                 ErrorCode::AlreadyExists);
    ASSERT_OK(makePackets(project.connection(), project.actor, study, project.folder(), {},
                          PacketForm::Program, nullptr, QStringLiteral("late-1")));
    const auto filled = filledItems(project.connection(), study.id).value();
    int least = 9;
    for (const int count : filled)
        least = std::min(least, count);
    EXPECT_EQ(least, 2);
    EXPECT_ERROR(makePackets(project.connection(), project.actor, study, project.folder(), {},
                             PacketForm::Program, nullptr, QStringLiteral("late-1")),
                 ErrorCode::AlreadyExists);
}

TEST(StudyDesign, DroppingIsOneStepThatIsUndone)
{
    RatingProject project;
    const Study study = project.frozenStudy();
    project.makePacketsOf(study);
    ASSERT_OK(dropRater(project.connection(), project.actor, study, QStringLiteral("rater-1"),
                        QStringLiteral("ill")));
    ASSERT_OK(EditHistory(project.connection()).undo(project.actor));
    EXPECT_TRUE(raterDecisions(project.connection(), study.id)->isEmpty());
}

TEST(StudyRules, GoThroughJsonAndBack)
{
    RatingProject project;
    StudyDefinition definition = project.definition();
    const QJsonObject without = definitionJson(definition);
    EXPECT_FALSE(without.contains(QStringLiteral("overlap")));
    definition.rules.ratingsPerItem = 2;
    definition.rules.overlap = 1;
    definition.rules.fixedCriteria = true;
    definition.rules.reference = QStringLiteral("evening-humans");
    definition.rules.anchor = QStringLiteral("night-writer");
    definition.rules.attentionChecks = 2;
    definition.rules.gold << KnownItem{QStringLiteral("night-writer"),
                                       QStringLiteral("nw-plan-1"),
                                       {{{QStringLiteral("relevance"), {1, 2}}}}};
    definition.rules.exclusions = {2, 0.15, 5.0, 0.7};
    definition.rules.hypotheses = QStringList{QStringLiteral("Both are alike.")};
    definition.rules.stoppingRule = QStringLiteral("when all packets are in");
    const auto back = definitionFromJson(definitionJson(definition));
    ASSERT_OK(back);
    EXPECT_EQ(*back, definition);
    definition.rules.ratingsPerItem = 4;
    EXPECT_ERROR(checkDefinition(definition), ErrorCode::InvalidValue);
}

TEST(DesignProof, CountsWhatWasHandedOut)
{
    RatingProject project;
    const Study study = project.frozenStudy();
    EXPECT_ERROR(designProof(project.connection(), study), ErrorCode::NotPossible);
    const QStringList paths = project.makePacketsOf(study);
    ASSERT_OK(collectAnswers(project.connection(), project.actor, project.answer(paths.at(0), 4)));
    const DesignProof proof = designProof(project.connection(), study).value();
    EXPECT_TRUE(proof.holds());
    EXPECT_TRUE(proof.complete);
    ASSERT_EQ(proof.tables.size(), 4);
    const ExposureTable& positions = proof.tables.at(0);
    EXPECT_EQ(positions.columns.size(), 12);
    int shown = 0;
    for (const QList<int>& row : positions.counts) {
        for (const int count : row)
            shown += count;
    }
    EXPECT_EQ(shown, 36);
    for (const QList<int>& row : proof.tables.at(1).counts)
        EXPECT_EQ(row, QList<int>({6, 6, 6}));
    int neighbours = 0;
    for (const QList<int>& row : proof.tables.at(2).counts) {
        for (const int count : row)
            neighbours += count;
    }
    EXPECT_EQ(neighbours, 33);
    EXPECT_EQ(proof.fewestRatings, 3);
    EXPECT_EQ(proof.mostRatings, 3);
    qint64 answered = 0;
    for (const OrderCheck& check : proof.orders) {
        answered += check.answered;
        EXPECT_EQ(check.moved, 0);
    }
    EXPECT_EQ(answered, 12);
    EXPECT_TRUE(proofCsv(proof).contains("\"Conditions by rater\",\"A\",\"rater-1\",6\n"));
}

TEST(DesignProof, FindsAnswersInAnotherOrderThanShown)
{
    RatingProject project;
    const Study study = project.frozenStudy();
    project.makePacketsOf(study);
    const PacketRow row = packets(project.connection(), study.id)->constFirst();
    QList<PublicItemId> order;
    const auto items = packetItems(project.connection(), row.id).value();
    for (const PacketItemRow& item : items)
        order << item.publicId;
    std::swap(order[2], order[5]);
    ASSERT_OK(EditHistory(project.connection()).record(project.actor, QStringLiteral("Answer"), [&] {
        return replaceAnswerOrder(project.connection(), row.id, order);
    }));
    const DesignProof proof = designProof(project.connection(), study).value();
    EXPECT_EQ(proof.orders.constFirst().moved, 2);
    EXPECT_FALSE(proof.holds());
}
