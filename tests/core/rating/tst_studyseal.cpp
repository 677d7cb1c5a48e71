#include "core/base/linereader.h"
#include "core/rating/report.h"
#include "core/rating/results.h"
#include "core/rating/studylogstore.h"
#include "tests/core/rating/sealfixture.h"

#include <QFile>
#include <QSet>

using namespace antiphon;
using namespace antiphon::test;

namespace {

template<typename IdType>
QByteArray raw(const IdType& id)
{
    return {reinterpret_cast<const char*>(id.bytes().data()), static_cast<qsizetype>(id.bytes().size())};
}

// How often `one` and `other` stand within `reach` bytes of each other, as bytes or as text.
template<typename A, typename B>
int closePairs(const QByteArray& bytes, const A& one, const B& other, qsizetype reach = 100)
{
    int found = 0;
    const QByteArray forms[][2] = {{raw(one), raw(other)}, {one.toText().toUtf8(), other.toText().toUtf8()}};
    for (const auto& form : forms) {
        for (qsizetype at = bytes.indexOf(form[0]); at >= 0; at = bytes.indexOf(form[0], at + 1)) {
            const qsizetype from = qMax<qsizetype>(0, at - reach);
            found += bytes.mid(from, at - from + reach).contains(form[1]) ? 1 : 0;
        }
    }
    return found;
}

QByteArray fileBytes(const SealedProject& project)
{
    QByteArray bytes = readWholeFile(project.path()).value();
    for (const char* suffix : {"-wal", "-shm"}) {
        QFile file(project.path() + QLatin1String(suffix));
        if (file.open(QIODevice::ReadOnly))
            bytes += file.readAll();
    }
    return bytes;
}

int pairsLeft(const SealedProject& project)
{
    const QByteArray bytes = fileBytes(project);
    int found = 0;
    for (const StudyItem& item : project.itemsBefore)
        found += closePairs(bytes, item.id, item.dialogue) + closePairs(bytes, item.id, item.source);
    for (const Condition& condition : project.conditionsBefore)
        found += closePairs(bytes, project.study.id, condition.source);
    return found;
}

} // namespace

TEST(StudySeal, NoPairOfTheKeyIsLeftInTheProjectsBytes)
{
    SealedProject project;
    ASSERT_GT(pairsLeft(project), 24) << "the search finds them while they are there";
    project.seal();
    EXPECT_EQ(pairsLeft(project), 0);
    project.collectAll();
    ASSERT_OK(studyResults(project.connection(), project.study, {2000}));
    project.restart();
    EXPECT_EQ(pairsLeft(project), 0);
    const QByteArray key = readWholeFile(project.keyPath()).value();
    for (const Condition& condition : project.conditionsBefore)
        EXPECT_FALSE(key.contains(condition.source.toText().toUtf8()));
}

TEST(StudySeal, RowsAreNotInTheOrderInWhichTheyWereDrawn)
{
    SealedProject project;
    project.seal();
    const QList<StudyItem> items = studyItems(project.connection(), project.study.id).value();
    ASSERT_EQ(items.size(), 12);
    auto query = project.connection().prepare("SELECT id FROM study_item ORDER BY rowid");
    QList<ItemId> stored;
    while (query->step().value_or(false))
        stored << query->id<ItemId>(0);
    EXPECT_TRUE(std::is_sorted(stored.cbegin(), stored.cend()));
}

TEST(StudySeal, LettersAreDrawnAnewAndNotBySeed)
{
    QSet<QString> letters;
    for (int i = 0; i < 40 && letters.size() < 2; ++i) {
        SealedProject project;
        project.seal();
        const StudyKey key = project.key();
        for (const Condition& condition : key.conditions) {
            if (condition.sourceName == QStringLiteral("evening-humans"))
                letters.insert(condition.letter);
        }
    }
    EXPECT_EQ(letters.size(), 2) << "one seed gives both letters";
}

// The places of a pair's dialogues follow the letters, so the old ones must not remain in them.
TEST(StudySeal, PairsKeepTheirSidesAndForgetTheirOldPlaces)
{
    bool turned = false;
    for (int i = 0; i < 40 && !turned; ++i) {
        SealedProject project;
        const Connection& connection = project.connection();
        const QList<Condition> old = project.conditionsBefore;
        StudyItem pair{ItemId::createOpaque(), old[0].source, {}, QuestionKind::Pair};
        for (const Condition& condition : old) {
            QList<Candidate> pool = candidates(connection, condition.source).value();
            for (const StudyItem& item : std::as_const(project.itemsBefore))
                pool.removeIf([&](const Candidate& one) { return one.id == item.dialogue; });
            pair.dialogues << ItemDialogue{condition.source, pool.constFirst().id};
        }
        pair.dialogue = pair.dialogues[0].dialogue;
        ASSERT_OK(insertItems(connection, project.study.id, {pair}));
        const PacketRow packet{
            PacketId::createOpaque(), QStringLiteral("late"), QStringLiteral("d"), 1, {}, 0};
        ASSERT_OK(insertPacket(connection, project.study.id, packet,
                               {{PublicItemId::createOpaque(), pair.id, 0, {}, {1, 0}}}));
        project.seal();
        const StudyKey key = project.key();
        const auto found = std::find_if(key.items.cbegin(), key.items.cend(),
                                        [&](const StudyItem& item) { return item.id == pair.id; });
        ASSERT_NE(found, key.items.cend());
        const PacketItemRow row = packetItems(connection, packet.id)->constFirst();
        ASSERT_EQ(row.sides.size(), 2);
        EXPECT_EQ(found->dialogues[row.sides[0]].dialogue, pair.dialogues[1].dialogue);
        EXPECT_EQ(found->dialogues[row.sides[1]].dialogue, pair.dialogues[0].dialogue);
        EXPECT_EQ(found->dialogues[0].source, key.conditions[0].source);
        turned = key.conditions[0].source != old[0].source;
        EXPECT_EQ(row.sides[0], turned ? 0 : 1);
    }
    EXPECT_TRUE(turned);
}

TEST(StudySeal, WorkGoesOnUnderLetters)
{
    SealedProject project;
    project.seal();
    project.collectAll();
    const auto results = studyResults(project.connection(), project.study, {2000});
    ASSERT_OK(results);
    EXPECT_TRUE(results->sealIntact);
    EXPECT_EQ(results->answers, 108);
    EXPECT_EQ(results->missing, 0);
    const QList<ConditionResult> shown = results->criteria.first().conditions;
    ASSERT_EQ(shown.size(), 2);
    EXPECT_EQ(shown[0].label() + shown[1].label(), QStringLiteral("AB"));
    EXPECT_TRUE(answersCsv(project.connection(), project.study)->contains(",A,"));
    const QString report = project.filePath(QStringLiteral("report.html"));
    ASSERT_OK(writeReport(project.connection(), project.study, report, {2000}));
    const auto audit = auditStudy(project.connection(), project.study, {});
    ASSERT_OK(audit);
    EXPECT_TRUE(audit->leak.overall.isDefined());
    EXPECT_TRUE(audit->conditions.isEmpty());
}

TEST(StudySeal, UndoStopsAtTheSeal)
{
    SealedProject project;
    project.seal();
    project.collectAll();
    EditHistory history(project.connection());
    for (int i = 0; i < 3; ++i)
        ASSERT_OK(history.undo(project.actor)); // the answers
    ASSERT_OK(history.undo(project.actor));     // the packets
    const auto frozen = history.undo(project.actor);
    EXPECT_ERROR(frozen, ErrorCode::NotPossible);
    EXPECT_TRUE(errorSentence(frozen.error()).contains(QStringLiteral("sealed")));
    EXPECT_EQ(studyItems(project.connection(), project.study.id)->size(), 12);
}

TEST(StudySeal, PacketsAreMadeAgainWithTheKeyOnly)
{
    SealedProject project;
    project.seal();
    const QString more = project.filePath(QStringLiteral("more"));
    EXPECT_ERROR(makePackets(project.connection(), project.actor, project.study, more),
                 ErrorCode::NotPossible);
    const StudyKey key = project.key();
    const auto made =
        makePackets(project.connection(), project.actor, project.study, more, {}, PacketForm::Program, &key);
    ASSERT_OK(made);
    EXPECT_EQ(readWholeFile(made->packets.first().path).value(),
              readWholeFile(project.packetPaths.first()).value());
}

TEST(StudySeal, RefusesWhatCanNotBeSealed)
{
    SealedProject project;
    SealRequest weak = project.request();
    weak.passphrase = Secret(QByteArrayView("short"));
    EXPECT_ERROR(sealStudy(project.connection(), project.actor, project.study, weak),
                 ErrorCode::InvalidValue);
    project.writeFile(QStringLiteral("spring.antiphon-key"), "mine");
    EXPECT_ERROR(sealStudy(project.connection(), project.actor, project.study, project.request()),
                 ErrorCode::AlreadyExists);
    QFile::remove(project.keyPath());
    project.seal();
    SealRequest again = project.request();
    again.path = project.filePath(QStringLiteral("other.antiphon-key"));
    EXPECT_ERROR(sealStudy(project.connection(), project.actor, project.study, again),
                 ErrorCode::NotPossible);
    EXPECT_FALSE(QFile::exists(again.path));
}

TEST(StudySeal, TheKeyFileOpensWithItsPassphraseAndHoldsNoByteToSpare)
{
    SealedProject project;
    project.seal();
    const QByteArray bytes = readWholeFile(project.keyPath()).value();
    EXPECT_ERROR(keyOfFile(bytes, QStringLiteral("k"), Secret(QByteArrayView("walnut ferry"))),
                 ErrorCode::InvalidValue);
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        for (const char bit : {'\x01', '\x20'}) {
            QByteArray flipped = bytes;
            flipped[i] = static_cast<char>(bytes.at(i) ^ bit);
            ASSERT_FALSE(checkedKeyFile(flipped, QStringLiteral("k"))) << i;
        }
    }
    for (qsizetype i = 0; i < bytes.size(); i += 97)
        ASSERT_FALSE(checkedKeyFile(bytes.left(i), QStringLiteral("k"))) << i;
}

TEST(StudySeal, OnlyTheKeyThatLeftFitsTheCommitment)
{
    SealedProject project;
    project.seal();
    StudyKey key = project.key();
    ASSERT_OK(checkKey(project.connection(), project.study, key));
    std::swap(key.items[0].dialogue, key.items[1].dialogue);
    EXPECT_ERROR(checkKey(project.connection(), project.study, key), ErrorCode::Tampered);
    SealedProject other;
    other.seal();
    EXPECT_ERROR(checkKey(project.connection(), project.study, other.key()), ErrorCode::NotPossible);
}

TEST(StudySeal, ChangedLettersAreFoundWithoutTheKey)
{
    SealedProject project;
    project.seal();
    EXPECT_TRUE(isSealIntact(project.connection(), project.study).value());
    ASSERT_OK(project.connection().execute(
        "UPDATE study_source SET letter = CASE letter WHEN 'A' THEN 'B' ELSE 'A' END"));
    EXPECT_FALSE(isSealIntact(project.connection(), project.study).value());
}
