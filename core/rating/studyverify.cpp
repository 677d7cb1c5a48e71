#include "core/rating/studyverify.h"

#include "core/rating/conduct.h"
#include "core/rating/studylogstore.h"
#include "core/rating/studyseal.h"

#include <QJsonArray>

namespace antiphon {

namespace {

// What the log of a study says that the project must hold.
struct Told
{
    QJsonObject freeze;
    QJsonObject seal;
    QHash<QString, QString> packetDigests;   // by the packet's id
    QHash<QString, QJsonObject> collections; // by the packet's id, the newest
    qsizetype openings = 0;
};

Told toldBy(const QList<LogEntry>& log)
{
    Told told;
    for (const LogEntry& entry : log) {
        if (entry.act == LogAct::Freeze)
            told.freeze = entry.facts;
        if (entry.act == LogAct::Seal)
            told.seal = entry.facts;
        if (entry.act == LogAct::Unblind)
            ++told.openings;
        if (entry.act == LogAct::Collect || entry.act == LogAct::Amend)
            told.collections.insert(entry.facts[QStringLiteral("packet")].toString(), entry.facts);
        for (const QJsonArray made = entry.facts[QStringLiteral("packets")].toArray();
             const QJsonValue& packet : made)
            told.packetDigests.insert(packet[QStringLiteral("packet")].toString(),
                                      packet[QStringLiteral("digest")].toString());
    }
    return told;
}

Result<void> checkDefinition(const Connection& connection, const Study& study, const Told& told,
                             StudyCheck& check)
{
    if (study.state != StudyState::Frozen) {
        if (!told.freeze.isEmpty())
            check.faults << QStringLiteral("it is a draft, though its log says that it was frozen");
        return {};
    }
    if (told.freeze[QStringLiteral("digest")].toString() != study.digest)
        check.faults << QStringLiteral("the seal of its definition is not the one in its log");
    ANTIPHON_TRY_ASSIGN(const bool intact, isSealIntact(connection, study));
    if (!intact)
        check.faults << QStringLiteral("its definition, items or letters are no longer what was frozen");
    check.checked << QStringLiteral("definition and items");
    return {};
}

Result<void> checkSeal(const Connection& connection, const Study& study, const Told& told, StudyCheck& check)
{
    ANTIPHON_TRY_ASSIGN(const auto seal, sealOfStudy(connection, study.id));
    ANTIPHON_TRY_ASSIGN(const auto opened, unblindings(connection, study.id));
    if (opened.size() != told.openings)
        check.faults << QStringLiteral("its key was opened %1 times, its log tells of %2")
                            .arg(opened.size())
                            .arg(told.openings);
    if (!seal && told.seal.isEmpty())
        return {};
    const StudySeal kept = seal.value_or(StudySeal());
    if (kept.commitment != told.seal[QStringLiteral("commitment")].toString() ||
        kept.keyDigest != told.seal[QStringLiteral("key_digest")].toString() ||
        kept.blindDigest != told.seal[QStringLiteral("blind_digest")].toString() ||
        kept.audit != told.seal[QStringLiteral("audit")].toObject())
        check.faults << QStringLiteral("the seal of its key is not the one in its log");
    if (kept.isOpen() != (told.openings > 0))
        check.faults << QStringLiteral("whether its key is open is not as its log says");
    check.checked << QStringLiteral("seal of the key");
    return {};
}

Result<void> checkAnswers(const Connection& connection, const PacketRow& packet, const Told& told,
                          StudyCheck& check)
{
    const QJsonObject collected = told.collections.value(packet.id.toText());
    if (collected[QStringLiteral("head")].toString() != packet.answersHead) {
        check.faults << QStringLiteral(
                            "the answers of %1 are not those that its log says were collected last")
                            .arg(packet.rater);
        return {};
    }
    if (collected.isEmpty())
        return {};
    ANTIPHON_TRY_ASSIGN(const QString rows, answersDigest(connection, packet.id));
    if (rows != collected[QStringLiteral("rows")].toString())
        check.faults << QStringLiteral("answers of %1 were changed in the project").arg(packet.rater);
    return {};
}

Result<void> checkPackets(const Connection& connection, const Study& study, const Told& told,
                          StudyCheck& check)
{
    ANTIPHON_TRY_ASSIGN(const QList<PacketRow> made, packets(connection, study.id));
    if (made.size() != told.packetDigests.size())
        check.faults << QStringLiteral("it has %1 packets, its log tells of %2")
                            .arg(made.size())
                            .arg(told.packetDigests.size());
    for (const PacketRow& packet : made) {
        if (told.packetDigests.value(packet.id.toText()) != packet.digest)
            check.faults << QStringLiteral("the digest of the packet of %1 is not the one in its log")
                                .arg(packet.rater);
        ANTIPHON_TRY(checkAnswers(connection, packet, told, check));
    }
    if (!made.isEmpty())
        check.checked << QStringLiteral("%1 packets and the answers to them").arg(made.size());
    return {};
}

} // namespace

Result<StudyCheck> checkStudy(const Connection& connection, const Study& study)
{
    StudyCheck check;
    ANTIPHON_TRY_ASSIGN(check.faults, faultsOfLog(connection, study.id));
    ANTIPHON_TRY_ASSIGN(const QList<LogEntry> log, studyLog(connection, study.id));
    check.checked << QStringLiteral("log of %1 entries").arg(log.size());
    if (log.isEmpty())
        check.faults << QStringLiteral("it has no log");
    const Told told = toldBy(log);
    ANTIPHON_TRY(checkDefinition(connection, study, told, check));
    ANTIPHON_TRY(checkSeal(connection, study, told, check));
    ANTIPHON_TRY(checkPackets(connection, study, told, check));
    return check;
}

} // namespace antiphon
