// Somebody with a packet and much patience: nothing in its bytes tells which dialogue comes from where.
#include "core/base/linereader.h"
#include "core/rating/linter.h"
#include "core/rating/studystore.h"
#include "tests/core/rating/ratingfixture.h"
#include "tests/support/resultassertions.h"

#include <QCryptographicHash>

using namespace antiphon;
using namespace antiphon::test;

namespace {

QList<QByteArray> formsOf(const QString& secret)
{
    const QByteArray plain = secret.toUtf8();
    QByteArray bare = plain;
    bare.replace('-', "");
    QList<QByteArray> forms{plain, bare, plain.toHex(), plain.toBase64(QByteArray::OmitTrailingEquals)};
    for (const auto algorithm :
         {QCryptographicHash::Md5, QCryptographicHash::Sha1, QCryptographicHash::Sha256}) {
        const QByteArray digest = QCryptographicHash::hash(plain, algorithm);
        forms << digest.toHex() << digest.toBase64() << digest;
    }
    return forms;
}

void expectNoSecret(RatingProject& project, const Study& study)
{
    const PacketSecrets secrets = packetSecrets(project.connection(), study.id).value();
    EXPECT_GE(secrets.names.size(), 3); // both sources and the imported file
    EXPECT_GE(secrets.ids.size(), 2 + 12 * 3);
    for (const QString& path : project.makePacketsOf(study)) {
        const QByteArray bytes = readWholeFile(path).value().toLower();
        for (const QString& secret :
             secrets.names + secrets.ids + QStringList{study.id.toText(), study.digest}) {
            for (const QByteArray& form : formsOf(secret))
                EXPECT_FALSE(bytes.contains(form.toLower())) << secret.toStdString();
        }
        for (const char* word : {"evening", "night", "human", "writer", "march", "cpcd", "template",
                                 "synthetic", "condition", "source"})
            EXPECT_FALSE(bytes.contains(word)) << word;
        EXPECT_TRUE(lintPacket(readWholeFile(path).value(), secrets).isEmpty());
    }
}

} // namespace

TEST(RedTeam, NoSecretInAnyPacketInAnyForm)
{
    RatingProject project;
    const Study study = project.frozenStudy();
    expectNoSecret(project, study);
}

TEST(RedTeam, NoSecretInPacketsWithPractice)
{
    RatingProject project;
    StudyDefinition definition = definitionWithPractice(project);
    definition.rules.attentionChecks = 2;
    definition.rules.tellQualification = true;
    const Study study = project.frozenStudy(definition);
    expectNoSecret(project, study);
    // What practice says is all that an item says beside its words: gold and attention checks say nothing.
    for (const QString& path : project.makePacketsOf(study)) {
        const Packet packet = readPacket(path).value();
        const auto practice = std::count_if(packet.items.cbegin(), packet.items.cend(),
                                            [](const PacketItem& item) { return item.practice.has_value(); });
        EXPECT_EQ(practice, 2);
        EXPECT_EQ(packet.items.size(), 12 + 2 + 1 + 2);
        const QByteArray bytes = readWholeFile(path).value();
        for (const char* word : {"gold", "\"attention", "training", "nw-plan", "first-steps"})
            EXPECT_FALSE(bytes.contains(word)) << word;
        EXPECT_EQ(bytes.count("\"expected\""), 2);
    }
}

TEST(RedTeam, FormIsTheSameForBothSources)
{
    RatingProject project;
    const QString path = project.makePacketsOf(project.frozenStudy()).first();
    const Packet packet = readPacket(path).value();
    for (const PacketItem& item : packet.items) {
        for (const PacketTurn& turn : item.dialogues.constFirst()) {
            EXPECT_EQ(turn.showsTracks, turn.role == Role::System);
            EXPECT_EQ(turn.tracks.size(), turn.role == Role::System ? 5 : 0);
            EXPECT_EQ(turn.text, plainText(turn.text));
        }
    }
}

TEST(RedTeam, PositionsTellNothing)
{
    // Over many packets each place holds each source about equally often.
    RatingProject project(6);
    StudyDefinition definition = project.definition();
    definition.raters = numberedRaters(60);
    const Study study = project.frozenStudy(definition);
    project.makePacketsOf(study);
    const auto keyed = conditions(project.connection(), study.id).value();
    QHash<ItemId, SourceId> sourceOf;
    const auto rows1 = studyItems(project.connection(), study.id).value();
    for (const StudyItem& item : rows1)
        sourceOf.insert(item.id, item.source);
    QList<int> firsts(12, 0);
    const auto rows2 = packets(project.connection(), study.id).value();
    for (const PacketRow& row : rows2) {
        const auto rows3 = packetItems(project.connection(), row.id).value();
        for (const PacketItemRow& item : rows3)
            firsts[item.position] += sourceOf.value(item.item) == keyed[0].source ? 1 : 0;
    }
    for (const int count : firsts) {
        EXPECT_GT(count, 12);
        EXPECT_LT(count, 48);
    }
}

TEST(RedTeam, AWordThatTellsIsMaskedAndCounted)
{
    RatingProject project;
    StudyDefinition definition = project.definition();
    definition.identityWords = {QStringLiteral("tune")}; // only the machine-like source says it
    const auto made =
        makePackets(project.connection(), project.actor, project.frozenStudy(definition), project.folder());
    ASSERT_OK(made);
    EXPECT_EQ(made->maskedWords, QStringList{QStringLiteral("tune")});
    EXPECT_GT(made->packets.first().masked, 0);
    EXPECT_FALSE(readWholeFile(made->packets.first().path)->contains("tune"));
}
