#include "core/base/linereader.h"
#include "core/rating/report.h"
#include "core/rating/results.h"
#include "core/rating/studychecks.h"
#include "core/rating/studylogstore.h"
#include "core/rating/studyverify.h"
#include "core/rating/tabledigests.h"
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

namespace {

// The first seed by which none of the known dialogues is drawn as an item.
quint64 seedThatFits(StudyDefinition definition)
{
    for (definition.seed = 1; definition.seed < 200; ++definition.seed) {
        RatingProject scratch;
        const auto draft = createStudy(scratch.connection(), scratch.actor, definition);
        if (draft && freezeStudy(scratch.connection(), scratch.actor, *draft))
            break;
    }
    return definition.seed;
}

// Gold of both sources, training of one, attention checks, and limits of tracks.
void addAllChecks(StudyDefinition& definition)
{
    definition.itemsPerSource = 4;
    definition.tracks = TrackForm::Titles;
    definition.rules.attentionChecks = 2;
    const QHash<QString, QList<int>> low{{QStringLiteral("relevance"), {1, 2}}};
    const QHash<QString, QList<int>> high{{QStringLiteral("relevance"), {4, 5}}};
    definition.rules.gold << KnownItem{QStringLiteral("night-writer"), QStringLiteral("nw-plan-11"), low, {}};
    definition.rules.gold << KnownItem{
        QStringLiteral("evening-humans"), QStringLiteral("hum000bc77aa"), high, {}};
    definition.rules.training << KnownItem{QStringLiteral("night-writer"), QStringLiteral("nw-plan-10"), low,
                                           QStringLiteral("A machine says nothing here")};
    static const quint64 fitting = seedThatFits(definition);
    definition.seed = fitting;
}

// How often the project file sets a check beside its source or dialogue, or names a known dialogue beside
// what was expected of it.
int checkTraces(const SealedProject& project)
{
    const QByteArray bytes = fileBytes(project);
    int found = 0;
    for (const RoleItem& check : project.checksBefore)
        found += closePairs(bytes, check.item.id, check.item.dialogue) +
                 closePairs(bytes, check.item.id, check.item.source);
    for (const QByteArray& name :
         {QByteArray("nw-plan-10"), QByteArray("nw-plan-11"), QByteArray("hum000bc77aa")}) {
        for (qsizetype at = bytes.indexOf(name); at >= 0; at = bytes.indexOf(name, at + 1))
            found += bytes.mid(qMax<qsizetype>(0, at - 150), 300).contains("expected") ? 1 : 0;
    }
    return found + static_cast<int>(bytes.count("A machine says nothing here")) +
           static_cast<int>(bytes.count(project.saltBefore));
}

} // namespace

TEST(StudySeal, NothingTellsWhereAGoldDialogueComesFrom)
{
    SealedProject project(addAllChecks);
    ASSERT_EQ(project.checksBefore.size(), 5);
    ASSERT_GT(checkTraces(project), 15) << "the search finds them while they are there";
    const QHash<ItemId, int> limits = trackLimitsOf(project.connection(), project.study.id).value();
    ASSERT_FALSE(limits.isEmpty());
    project.seal();
    EXPECT_EQ(checkTraces(project), 0);
    EXPECT_EQ(pairsLeft(project), 0);
    EXPECT_TRUE(trackLimitsOf(project.connection(), project.study.id)->isEmpty());
    QSet<SourceId> sources;
    const auto blind = roleItems(project.connection(), project.study.id).value();
    ASSERT_EQ(blind.size(), 5);
    for (const RoleItem& check : blind) {
        sources.insert(check.item.source);
        EXPECT_TRUE(check.known.why.isEmpty());
        EXPECT_FALSE(check.known.expected.isEmpty()) << "raters are held against it all the same";
    }
    EXPECT_EQ(sources.size(), 5) << "no two say that they come from one source";
    EXPECT_EQ(project.study.definition.rules.gold.size(), 2);
    project.collectAll();
    ASSERT_OK(studyResults(project.connection(), project.study, {200}));
    EXPECT_EQ(raterQuality(project.connection(), project.study)->constFirst().gold, 2);
    project.restart();
    EXPECT_EQ(checkTraces(project), 0);
}

TEST(StudySeal, ChecksComeBackWithTheKeyAndGoIntoLatePackets)
{
    SealedProject project(addAllChecks);
    const Connection& connection = project.connection();
    const QHash<ItemId, int> limits = trackLimitsOf(connection, project.study.id).value();
    project.seal();
    const StudyKey key = project.key();
    EXPECT_EQ(key.limits, limits);
    ASSERT_OK(makePackets(connection, project.actor, project.study, project.folder(), {}, PacketForm::Program,
                          &key, QStringLiteral("late")));
    EXPECT_TRUE(isSealIntact(connection, project.study).value());
    const auto request = requestUnblinding(connection, project.actor, project.study, project.why).value();
    ASSERT_OK(confirmUnblinding(connection, project.actor, project.study, request.code, &key));
    const Study opened = studyByName(connection, {}).value();
    EXPECT_TRUE(isSealIntact(connection, opened).value());
    EXPECT_EQ(opened.definition.rules.gold.constFirst().dialogue, QStringLiteral("nw-plan-11"));
    EXPECT_EQ(trackLimitsOf(connection, project.study.id).value(), limits);
    const auto checks = roleItems(connection, project.study.id).value();
    ASSERT_EQ(checks.size(), project.checksBefore.size());
    for (const RoleItem& check : checks) {
        for (const RoleItem& before : std::as_const(project.checksBefore)) {
            if (before.item.id != check.item.id)
                continue;
            EXPECT_EQ(check.item.dialogue, before.item.dialogue);
            EXPECT_EQ(check.item.source, before.item.source);
            EXPECT_EQ(check.known.why, before.known.why);
            EXPECT_EQ(check.known.expected, before.known.expected);
        }
    }
    EXPECT_TRUE(checkStudy(connection, opened)->faults.isEmpty());
}

TEST(StudySeal, WhatAttentionChecksAskForDoesNotFollowTheSeed)
{
    // Who knows the seed could else draw them again and tell the source of each by its point.
    QSet<QString> drawn;
    for (int i = 0; i < 20 && drawn.size() < 2; ++i) {
        SealedProject project(addAllChecks);
        QStringList points;
        for (const RoleItem& check : std::as_const(project.checksBefore)) {
            if (check.role == ItemRole::Attention)
                points << check.item.source.toText() +
                              QString::number(check.known.expected.cbegin()->constFirst());
        }
        points.sort();
        for (const Condition& condition : std::as_const(project.conditionsBefore))
            points.replaceInStrings(condition.source.toText(), condition.sourceName);
        drawn.insert(points.join(QLatin1Char(' ')));
    }
    EXPECT_EQ(drawn.size(), 2);
}

TEST(StudySeal, RefusesRowsThatWereChangedBehindItsBack)
{
    SealedProject project;
    ASSERT_OK(project.connection().execute(
        "UPDATE study_source SET letter = CASE letter WHEN 'A' THEN 'B' ELSE 'A' END"));
    const auto sealed = sealStudy(project.connection(), project.actor, project.study, project.request());
    EXPECT_ERROR(sealed, ErrorCode::NotPossible);
    EXPECT_TRUE(errorSentence(sealed.error()).contains(QStringLiteral("letters")));
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
        QJsonObject facts; // as if freezing had drawn it
        ASSERT_OK(addTables(facts, connection, project.study, keyTables()));
        ASSERT_OK(appendToLog(connection, project.study.id, project.actor, LogAct::Packets, facts));
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
