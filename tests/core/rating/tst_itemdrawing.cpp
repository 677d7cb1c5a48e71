// Pairs and best-worsts from freezing to answers: what is drawn, on which side it stands, what comes back.
#include "core/rating/itemdrawing.h"
#include "core/rating/results.h"
#include "core/rating/scripted.h"
#include "tests/core/rating/manykinds.h"
#include "tests/core/rating/ratingfixture.h"
#include "tests/support/resultassertions.h"

using namespace antiphon;
using namespace antiphon::test;

namespace {

// Three sources under letters C, A, B; the second and the third wrote the same plans where `plans` says so.
struct Pools
{
    StudyDefinition definition = manyKindsDefinition();
    QList<Condition> conditions;
    QList<QList<Candidate>> pools;
    QHash<DialogueId, QString> planOf;

    explicit Pools(int dialogues, bool plans)
    {
        for (int source = 0; source < 3; ++source) {
            conditions << Condition{SourceId::create(), definition.sources[source],
                                    QString(QChar(u'A' + (source + 2) % 3))};
            QList<Candidate>& pool = pools.emplaceBack();
            for (int i = 0; i < dialogues; ++i) {
                Candidate one;
                one.id = DialogueId::create();
                one.turns = 4 + i % 5;
                if (plans && source > 0)
                    one.story = QString::number(i);
                planOf.insert(one.id, one.story);
                pool << one;
            }
        }
    }
};

void expectEachOnce(const DrawnAtOnce& drawn, const QHash<DialogueId, QString>& planOf)
{
    QSet<DialogueId> dialogues;
    QHash<QString, int> itemsOfPlan;
    for (const StudyItem& item : drawn.items) {
        QSet<QString> plans;
        const QList<ItemDialogue> shown = dialoguesOf(item);
        for (const ItemDialogue& one : shown) {
            EXPECT_FALSE(dialogues.contains(one.dialogue));
            dialogues.insert(one.dialogue);
            plans.insert(planOf.value(one.dialogue));
        }
        plans.remove(QString());
        for (const QString& plan : std::as_const(plans))
            EXPECT_EQ(++itemsOfPlan[plan], 1) << plan.toStdString();
    }
}

QList<StudyItem> ofKind(const QList<StudyItem>& items, QuestionKind kind)
{
    QList<StudyItem> found;
    for (const StudyItem& item : items) {
        if (item.kind == kind)
            found << item;
    }
    return found;
}

} // namespace

TEST(ItemDrawing, DrawsAloneInPairsAndSeveral)
{
    const Pools given(60, false);
    const auto drawn = drawItemsAtOnce(given.definition, given.conditions, given.pools, {});
    ASSERT_OK(drawn);
    EXPECT_EQ(ofKind(drawn->items, QuestionKind::Pair).size(), 9); // three of each two conditions
    const QList<StudyItem> several = ofKind(drawn->items, QuestionKind::BestWorst);
    ASSERT_EQ(several.size(), 6);
    // By letter: B is the third source, C the first.
    EXPECT_EQ(several[0].dialogues[0].source, given.conditions[1].source);
    EXPECT_EQ(several[0].dialogues[2].source, given.conditions[0].source);
    EXPECT_EQ(drawn->matched[QStringLiteral("pair")].toString(), QStringLiteral("length"));
    expectEachOnce(*drawn, given.planOf);
}

TEST(ItemDrawing, PairsOfRunsShareThePlanAndNothingElseDoes)
{
    Pools given(40, true);
    given.definition.sources.removeFirst();
    given.definition.criteria.removeLast(); // no best-worst of two
    given.conditions.removeFirst();
    given.pools.removeFirst();
    const auto drawn = drawItemsAtOnce(given.definition, given.conditions, given.pools, {});
    ASSERT_OK(drawn);
    const QList<StudyItem> pairs = ofKind(drawn->items, QuestionKind::Pair);
    ASSERT_EQ(pairs.size(), 6);
    for (const StudyItem& pair : pairs)
        EXPECT_EQ(given.planOf.value(pair.dialogues[0].dialogue),
                  given.planOf.value(pair.dialogues[1].dialogue));
    EXPECT_EQ(drawn->matched[QStringLiteral("pair")].toString(), QStringLiteral("plan"));
    expectEachOnce(*drawn, given.planOf);
}

TEST(ManyKindsStudy, GoesFromFreezingToTheExportedAnswers)
{
    RatingProject project(40);
    StudyDefinition definition = project.definition();
    definition.criteria = manyKindsDefinition().criteria;
    definition.criteria.removeLast();
    definition.comments = definition.skip = definition.guess = true;
    const Study study = project.frozenStudy(definition);
    EXPECT_TRUE(isSealIntact(project.connection(), study).value());
    const QStringList paths = project.makePacketsOf(study);
    const Packet packet = readPacket(paths[0]).value();
    EXPECT_EQ(packet.items.size(), 18);
    QString file = paths[0];
    file.replace(QLatin1String(packetSuffix), QLatin1String(answersSuffix));
    {
        RaterPass pass(packet, AnswerLog::open(packet, file).value());
        ASSERT_OK(pass.comment(QStringLiteral("the first, \"quoted\""), 1));
        ASSERT_OK(pass.skip(QStringLiteral("unreadable"), 2));
        ASSERT_OK(answerBySeed(pass, 7, 3, 100'000));
        ASSERT_OK(pass.guess(2, 4));
    }
    const auto collected = collectAnswers(project.connection(), project.actor, file);
    ASSERT_OK(collected);
    EXPECT_EQ(collected->missing, 0);
    EXPECT_EQ(collected->skipped, 1);
    EXPECT_EQ(collected->notes, 3);
    EXPECT_EQ(collected->answers, questionCount(packet) - 1); // a pair was skipped
    const QList<RatedAnswer> answers = ratedAnswers(project.connection(), study.id).value();
    EXPECT_EQ(answers.size(), collected->answers);
    for (const RatedAnswer& answer : answers)
        EXPECT_EQ(answer.shown.size(), answer.kind == QuestionKind::Pair ? 2 : 0);
    const QByteArray csv = answersCsv(project.connection(), study).value();
    EXPECT_EQ(csv.count('\n'), collected->answers + 1);
    EXPECT_TRUE(csv.contains(",turn,2,"));
    EXPECT_TRUE(csv.contains(",pair,0,A | B") && csv.contains(",pair,0,B | A"));
    const QByteArray notes = notesCsv(project.connection(), study).value();
    EXPECT_TRUE(notes.contains("unreadable") && notes.contains(",guess,2,"));
    ASSERT_OK(EditHistory(project.connection()).undo(project.actor));
    EXPECT_TRUE(ratedAnswers(project.connection(), study.id)->isEmpty());
    EXPECT_TRUE(ratedNotes(project.connection(), study.id)->isEmpty());
}

TEST(ManyKindsStudy, RefusesAnswersToTurnsThatAreNotAsked)
{
    RatingProject project(40);
    StudyDefinition definition = project.definition();
    definition.criteria = {manyKindsDefinition().criteria[0]};
    const QString path = project.makePacketsOf(project.frozenStudy(definition))[0];
    const Packet packet = readPacket(path).value();
    for (const int part : {0, 1, 3, 99}) {
        const QString file = project.filePath(QStringLiteral("odd-%1").arg(part));
        {
            auto log = AnswerLog::open(packet, file);
            ASSERT_OK(log->append(GivenAnswer{packet.order[0], QStringLiteral("fit"), part, 1, 1, 1}));
        }
        EXPECT_ERROR(collectAnswers(project.connection(), project.actor, file), ErrorCode::WrongFormat);
    }
}

TEST(AnswerKey, AChainMadeAnewWithoutThePacketIsRefused)
{
    RatingProject project;
    const QString path = project.makePacketsOf(project.frozenStudy())[0];
    Packet packet = readPacket(path).value();
    const QString digest = packet.digest;
    EXPECT_EQ(packet.answerKey.size(), 32);
    for (const QByteArray& key : {QByteArray(), QByteArray(32, 'x')}) {
        Packet forged = packet;
        forged.answerKey = key;
        const QString file = project.filePath(QStringLiteral("forged-%1").arg(key.size()));
        {
            auto log = AnswerLog::open(forged, file);
            ASSERT_OK(log);
            ASSERT_OK(log->append(GivenAnswer{packet.order[0], QStringLiteral("relevance"), 0, 5, 1, 1}));
        }
        EXPECT_ERROR(collectAnswers(project.connection(), project.actor, file), ErrorCode::Tampered);
    }
}

TEST(Packet, VersionOneStillReadsAndWrites)
{
    Packet packet = smallPacket();
    packet.answerKey.clear();
    const QByteArray bytes = packetBytes(packet);
    EXPECT_TRUE(bytes.contains("\"version\": 1"));
    EXPECT_FALSE(bytes.contains("answer_key"));
    const Packet again = packetFromBytes(bytes, QStringLiteral("p")).value();
    EXPECT_EQ(again.items, packet.items);
    TemporaryProject folder;
    const QString path = folder.filePath(QStringLiteral("old"));
    {
        RaterPass pass(again, AnswerLog::open(again, path).value());
        ASSERT_OK(answerBySeed(pass, 1, 1, 4));
    }
    EXPECT_EQ(readAnswers(path, {})->given.size(), 4);
}
