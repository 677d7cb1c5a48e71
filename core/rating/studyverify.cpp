#include "core/rating/studyverify.h"

#include "core/rating/conduct.h"
#include "core/rating/studylogstore.h"
#include "core/rating/studyseal.h"
#include "core/rating/tabledigests.h"

#include <QJsonArray>
#include <QMap>

namespace antiphon {

namespace {

// What the log of a study says that the project must hold.
struct Told
{
    QJsonObject freeze;
    QJsonObject seal;
    QHash<QString, QString> packetDigests;   // by the packet's id
    QHash<QString, QJsonObject> collections; // by the packet's id, the newest
    QHash<QString, QString> raters;          // by the packet's id
    QMap<QString, RaterDecision> decisions;  // in force, by act and rater
    qsizetype openings = 0;
};

// What an entry says of raters who gave up or are left out.
void noteDecision(Told& told, const LogEntry& entry)
{
    const QString act = entry.facts[QStringLiteral("act")].toString();
    const QString rater = entry.facts[QStringLiteral("rater")].toString();
    const bool isDrop = act == QLatin1String("drop");
    if (!isDrop && act != QLatin1String("exclude") && act != QLatin1String("include"))
        return;
    const QString key = (isDrop ? QLatin1String("drop ") : QLatin1String("exclude ")) + rater;
    if (act == QLatin1String("include"))
        told.decisions.remove(key);
    else
        told.decisions.insert(key, {rater, isDrop ? RaterAct::Dropped : RaterAct::Excluded,
                                    entry.facts[QStringLiteral("reason")].toString(), entry.actor,
                                    entry.facts[QStringLiteral("decided_at")].toInteger()});
}

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
        noteDecision(told, entry);
        for (const QJsonArray made = entry.facts[QStringLiteral("packets")].toArray();
             const QJsonValue& packet : made) {
            const QString id = packet[QStringLiteral("packet")].toString();
            told.packetDigests.insert(id, packet[QStringLiteral("digest")].toString());
            told.raters.insert(id, packet[QStringLiteral("rater")].toString());
        }
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
    ANTIPHON_TRY_ASSIGN(const QString rows, answersDigest(connection, packet.id));
    ANTIPHON_TRY_ASSIGN(const QString order, orderDigest(connection, packet.id));
    if (collected.isEmpty()) {
        if (rows != digestOf(QByteArray()) || order != digestOf(QByteArray()) || packet.collectedAt != 0)
            check.faults << QStringLiteral("answers of %1 stand in the project that nobody collected")
                                .arg(packet.rater);
        return {};
    }
    if (rows != collected[QStringLiteral("rows")].toString())
        check.faults << QStringLiteral("answers of %1 were changed in the project").arg(packet.rater);
    // Older logs do not tell of these.
    if (order != collected[QStringLiteral("order")].toString(order))
        check.faults
            << QStringLiteral("in which order %1 answered was changed in the project").arg(packet.rater);
    if (packet.collectedAt != collected[QStringLiteral("collected_at")].toInteger(packet.collectedAt))
        check.faults << QStringLiteral("when answers of %1 were collected was changed").arg(packet.rater);
    return {};
}

Result<void> checkDecisions(const Connection& connection, const Study& study, const Told& told,
                            StudyCheck& check)
{
    ANTIPHON_TRY_ASSIGN(const QList<RaterDecision> kept, raterDecisions(connection, study.id));
    QMap<QString, RaterDecision> expected = told.decisions;
    for (const RaterDecision& one : kept) {
        const bool isDrop = one.act == RaterAct::Dropped;
        const QString what = isDrop ? QStringLiteral("that %1 gave up").arg(one.rater)
                                    : QStringLiteral("the exclusion of %1").arg(one.rater);
        const QString key = (isDrop ? QLatin1String("drop ") : QLatin1String("exclude ")) + one.rater;
        if (!expected.contains(key)) {
            check.faults << QStringLiteral("%1 stands in the project, not in its log").arg(what);
            continue;
        }
        const RaterDecision said = expected.take(key);
        if (said.reason != one.reason || said.actor != one.actor || (said.at != 0 && said.at != one.at))
            check.faults << QStringLiteral("%1 is not as in its log: reason, person or time").arg(what);
    }
    for (const RaterDecision& one : std::as_const(expected))
        check.faults << QStringLiteral("its log says that %1 %2, the project does not (undone?)")
                            .arg(one.rater, one.act == RaterAct::Dropped ? QStringLiteral("gave up")
                                                                         : QStringLiteral("is left out"));
    if (!told.decisions.isEmpty())
        check.checked << QStringLiteral("raters who gave up or are left out");
    return {};
}

Result<void> checkTables(const Connection& connection, const Study& study, const Told& told,
                         const QList<LogEntry>& log, StudyCheck& check)
{
    if (study.state != StudyState::Frozen && !told.freeze.isEmpty())
        return {}; // which is said already
    ANTIPHON_TRY_ASSIGN(const QStringList changed, changedTables(connection, study, log));
    check.faults << changed;
    check.checked << QStringLiteral("rows of design, roles and packets");
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
    QHash<QString, QString> gone = told.raters;
    for (const PacketRow& packet : made) {
        gone.remove(packet.id.toText());
        if (told.packetDigests.value(packet.id.toText()) != packet.digest)
            check.faults << QStringLiteral("the digest of the packet of %1 is not the one in its log")
                                .arg(packet.rater);
        ANTIPHON_TRY(checkAnswers(connection, packet, told, check));
    }
    for (const QString& rater : std::as_const(gone))
        check.faults
            << QStringLiteral("the packet of %1 is gone, though its log says that it was made").arg(rater);
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
    ANTIPHON_TRY(checkDecisions(connection, study, told, check));
    ANTIPHON_TRY(checkTables(connection, study, told, log, check));
    return check;
}

} // namespace antiphon
