#include "core/base/linereader.h"
#include "core/rating/answerlog.h"
#include "core/rating/conduct.h"
#include "core/rating/linter.h"
#include "core/rating/order.h"
#include "tests/core/rating/ratingfixture.h"
#include "tests/support/resultassertions.h"

#include <QSet>

using namespace antiphon;
using namespace antiphon::test;

TEST(Conduct, CreatesDraftsOfSourcesThatAreThere)
{
    RatingProject project;
    ASSERT_OK(createStudy(project.connection(), project.actor, project.definition()));
    EXPECT_ERROR(createStudy(project.connection(), project.actor, project.definition()),
                 ErrorCode::AlreadyExists);
    StudyDefinition other = project.definition();
    other.name = QStringLiteral("other");
    other.sources << QStringLiteral("nobody");
    EXPECT_ERROR(createStudy(project.connection(), project.actor, other), ErrorCode::NotFound);
    EXPECT_EQ(studyByName(project.connection(), {})->definition, project.definition());
    EXPECT_ERROR(studyByName(project.connection(), QStringLiteral("winter")), ErrorCode::NotFound);
}

TEST(Conduct, FreezingDrawsItemsAndSeals)
{
    RatingProject project;
    const Study study = project.frozenStudy();
    EXPECT_EQ(study.state, StudyState::Frozen);
    EXPECT_EQ(study.definition.tracks, TrackForm::Titles);
    EXPECT_EQ(studyItems(project.connection(), study.id)->size(), 12);
    const auto keyed = conditions(project.connection(), study.id).value();
    ASSERT_EQ(keyed.size(), 2);
    EXPECT_EQ(keyed[0].letter + keyed[1].letter, QStringLiteral("AB"));
    EXPECT_TRUE(isSealIntact(project.connection(), study).value());
    EXPECT_ERROR(freezeStudy(project.connection(), project.actor, study), ErrorCode::NotPossible);
    Study moved = study;
    moved.definition.margin = 1.5;
    EXPECT_FALSE(isSealIntact(project.connection(), moved).value());
}

TEST(Conduct, LettersFollowTheSeedNotTheEntry)
{
    QSet<QString> firstLetters;
    for (quint64 seed = 1; seed <= 8; ++seed) {
        RatingProject project(6);
        StudyDefinition definition = project.definition();
        definition.seed = seed;
        const auto keyed = conditions(project.connection(), project.frozenStudy(definition).id).value();
        for (const Condition& condition : keyed) {
            if (condition.sourceName == QStringLiteral("evening-humans"))
                firstLetters.insert(condition.letter);
        }
    }
    EXPECT_EQ(firstLetters.size(), 2);
}

TEST(Conduct, FreezingIsUndoneAndRedone)
{
    RatingProject project;
    ASSERT_OK(createStudy(project.connection(), project.actor, project.definition()));
    const QString before = dumpOfRecordedTables(project.connection());
    ASSERT_OK(
        freezeStudy(project.connection(), project.actor, studyByName(project.connection(), {}).value()));
    const QString after = dumpOfRecordedTables(project.connection());
    ASSERT_OK(EditHistory(project.connection()).undo(project.actor));
    EXPECT_EQ(dumpOfRecordedTables(project.connection()), before);
    ASSERT_OK(EditHistory(project.connection()).redo(project.actor));
    EXPECT_EQ(dumpOfRecordedTables(project.connection()), after);
}

TEST(Conduct, TooFewDialoguesAreSaid)
{
    RatingProject project(3);
    const auto study = createStudy(project.connection(), project.actor, project.definition());
    EXPECT_ERROR(freezeStudy(project.connection(), project.actor, *study), ErrorCode::NotPossible);
    EXPECT_EQ(studyByName(project.connection(), {})->state, StudyState::Draft);
}

TEST(Packets, OneARaterBalancedAndWithOwnIds)
{
    RatingProject project;
    const Study study = project.frozenStudy();
    EXPECT_ERROR(makePackets(
                     project.connection(), project.actor,
                     [&] {
                         Study draft = study;
                         draft.state = StudyState::Draft;
                         return draft;
                     }(),
                     project.folder()),
                 ErrorCode::NotPossible);
    const QStringList paths = project.makePacketsOf(study);
    ASSERT_EQ(paths.size(), 3);
    QHash<ItemId, int> conditionOf;
    const auto keyed = conditions(project.connection(), study.id).value();
    const auto rows1 = studyItems(project.connection(), study.id).value();
    for (const StudyItem& item : rows1)
        conditionOf.insert(item.id, item.source == keyed[0].source ? 0 : 1);
    QSet<PublicItemId> ids;
    QSet<QString> orders;
    const auto rows2 = packets(project.connection(), study.id).value();
    for (const PacketRow& row : rows2) {
        std::vector<int> order;
        QString items;
        const auto rows3 = packetItems(project.connection(), row.id).value();
        for (const PacketItemRow& item : rows3) {
            ids.insert(item.publicId);
            order.push_back(conditionOf.value(item.item));
            items += item.item.toText();
        }
        EXPECT_EQ(order.size(), 12U);
        EXPECT_LE(placeImbalance(order, 2), 1);
        for (std::size_t i = 0; i < order.size(); i += 2)
            EXPECT_NE(order[i], order[i + 1]);
        orders.insert(items);
    }
    EXPECT_EQ(ids.size(), 36);
    EXPECT_EQ(orders.size(), 3);
}

TEST(Packets, OrderShownIsOrderStored)
{
    RatingProject project;
    const Study study = project.frozenStudy();
    for (const QString& path : project.makePacketsOf(study)) {
        const Packet packet = readPacket(path).value();
        QList<PublicItemId> stored;
        const auto rows4 = packetItems(project.connection(), packet.id).value();
        for (const PacketItemRow& item : rows4)
            stored << item.publicId;
        EXPECT_EQ(packet.order, stored);
    }
}

TEST(Packets, ASecondCallWritesTheSameBytes)
{
    RatingProject project;
    const Study study = project.frozenStudy();
    const QByteArray first = readWholeFile(project.makePacketsOf(study).first()).value();
    const auto again =
        makePackets(project.connection(), project.actor, study, project.filePath(QStringLiteral("more")));
    ASSERT_OK(again);
    EXPECT_EQ(readWholeFile(again->packets.first().path).value(), first);
    EXPECT_EQ(packets(project.connection(), study.id)->size(), 3);
}

TEST(Packets, NeverWriteOverAnotherStudys)
{
    RatingProject project;
    project.makePacketsOf(project.frozenStudy());
    StudyDefinition other = project.definition();
    other.name = QStringLiteral("other");
    const Study study = project.frozenStudy(other);
    EXPECT_ERROR(makePackets(project.connection(), project.actor, study, project.folder()),
                 ErrorCode::AlreadyExists);
    EXPECT_TRUE(packets(project.connection(), study.id)->isEmpty());
}

TEST(Collect, StoresCompletesAndUpdates)
{
    RatingProject project;
    const Study study = project.frozenStudy();
    const QStringList paths = project.makePacketsOf(study);
    const QString part = project.answer(paths[0], 1, 10);
    auto collected = collectAnswers(project.connection(), project.actor, part);
    ASSERT_OK(collected);
    EXPECT_EQ(collected->answers, 10);
    EXPECT_EQ(collected->missing, 26);
    EXPECT_EQ(static_cast<int>(collectAnswers(project.connection(), project.actor, part)->outcome),
              static_cast<int>(CollectOutcome::Unchanged));
    project.answer(paths[0], 1);
    collected = collectAnswers(project.connection(), project.actor, part);
    ASSERT_OK(collected);
    EXPECT_EQ(static_cast<int>(collected->outcome), static_cast<int>(CollectOutcome::Updated));
    EXPECT_EQ(collected->missing, 0);
    EXPECT_EQ(ratedAnswers(project.connection(), study.id)->size(), 36);
    ASSERT_OK(EditHistory(project.connection()).undo(project.actor));
    EXPECT_EQ(ratedAnswers(project.connection(), study.id)->size(), 10);
}

TEST(Collect, RefusesWhatIsNotItsOwn)
{
    RatingProject project;
    RatingProject elsewhere;
    const QStringList paths = project.makePacketsOf(project.frozenStudy());
    const QString foreign = elsewhere.answer(elsewhere.makePacketsOf(elsewhere.frozenStudy()).first(), 1);
    EXPECT_ERROR(collectAnswers(project.connection(), project.actor, foreign), ErrorCode::NotFound);
    ASSERT_OK(collectAnswers(project.connection(), project.actor, project.answer(paths[0], 1)));
    // The same packet rated a second time from the beginning.
    const Packet packet = readPacket(paths[0]).value();
    const QString twice = project.filePath(QStringLiteral("twice.antiphon-answers"));
    {
        auto log = AnswerLog::open(packet, twice);
        ASSERT_OK(log->append(GivenAnswer{packet.order[0], QStringLiteral("relevance"), 0, 1, 1, 1}));
    }
    EXPECT_ERROR(collectAnswers(project.connection(), project.actor, twice), ErrorCode::AlreadyExists);
    EXPECT_ERROR(collectAnswers(project.connection(), project.actor, paths[0]), ErrorCode::WrongFormat);
}

TEST(Collect, FindsAnEditedPacketEvenWithARightChecksum)
{
    RatingProject project;
    const QString path = project.makePacketsOf(project.frozenStudy()).first();
    Packet packet = readPacket(path).value();
    packet.items[0].dialogues[0][0].text = QStringLiteral("something else");
    const QByteArray bytes = packetBytes(packet);
    const Packet edited = packetFromBytes(bytes, path).value();
    const QString answers = project.filePath(QStringLiteral("edited.antiphon-answers"));
    {
        auto log = AnswerLog::open(edited, answers);
        ASSERT_OK(log->append(GivenAnswer{edited.order[0], QStringLiteral("relevance"), 0, 1, 1, 1}));
    }
    const auto collected = collectAnswers(project.connection(), project.actor, answers);
    EXPECT_ERROR(collected, ErrorCode::Tampered);
    EXPECT_TRUE(errorSentence(collected.error()).contains(QStringLiteral("was changed after it was made")));
}

TEST(Collect, RefusesAnswersOutsideTheStudy)
{
    RatingProject project;
    const Packet packet = readPacket(project.makePacketsOf(project.frozenStudy()).first()).value();
    const QString path = project.filePath(QStringLiteral("odd.antiphon-answers"));
    {
        auto log = AnswerLog::open(packet, path);
        ASSERT_OK(log->append(GivenAnswer{packet.order[0], QStringLiteral("beauty"), 0, 1, 1, 1}));
    }
    const auto collected = collectAnswers(project.connection(), project.actor, path);
    EXPECT_ERROR(collected, ErrorCode::WrongFormat);
    EXPECT_EQ(collected.error().line, 2);
}

TEST(Unblinding, NeedsAReasonAndStays)
{
    RatingProject project;
    const Study study = project.frozenStudy();
    EXPECT_ERROR(unblindStudy(project.connection(), project.actor, study, QStringLiteral("  ")),
                 ErrorCode::InvalidValue);
    ASSERT_OK(unblindStudy(project.connection(), project.actor, study, QStringLiteral("plan carried out")));
    const auto entries = EditHistory(project.connection()).entries(1).value();
    EXPECT_EQ(entries.first().label, QStringLiteral("Unblind study spring: plan carried out"));
    const Study opened = studyByName(project.connection(), {}).value();
    EXPECT_TRUE(isSealIntact(project.connection(), opened).value());
    ASSERT_OK(EditHistory(project.connection()).undo(project.actor));
    EXPECT_EQ(unblindings(project.connection(), study.id)->size(), 1);
    EXPECT_ERROR(unblindStudy(project.connection(), project.actor, study, QStringLiteral("again")),
                 ErrorCode::NotPossible);
}
