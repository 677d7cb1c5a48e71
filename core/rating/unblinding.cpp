#include "core/rating/unblinding.h"

#include "core/corpus/corpusstore.h"
#include "core/rating/asked.h"
#include "core/rating/studylogstore.h"
#include "core/rating/studyseal.h"
#include "core/rating/tabledigests.h"
#include "core/storage/bulkedit.h"

#include <QJsonArray>

namespace antiphon {

namespace {

constexpr qsizetype codeLength = 8;

QString opening(const Study& study)
{
    return QStringLiteral("opening the key of the study %1").arg(study.definition.name);
}

Result<void> checkWhy(const UnblindingReason& why)
{
    if (why.reason.trimmed().isEmpty())
        return fail(ErrorCode::InvalidValue, QStringLiteral("the reason"),
                    QStringLiteral("opening the key needs one, which stays in the log"));
    if (why.role.trimmed().isEmpty())
        return fail(ErrorCode::InvalidValue, QStringLiteral("the role"),
                    QStringLiteral("opening the key needs the role of who does it, which stays in the log"));
    return {};
}

Result<void> checkClosed(const Connection& connection, const Study& study)
{
    if (study.state != StudyState::Frozen)
        return fail(ErrorCode::NotPossible, opening(study), QStringLiteral("it is not frozen yet"));
    ANTIPHON_TRY_ASSIGN(const bool open, isKeyOpen(connection, study.id));
    if (open)
        return fail(ErrorCode::NotPossible, opening(study), QStringLiteral("it is open already"));
    return {};
}

// The key, where there is need of one.
Result<void> checkNeededKey(const Connection& connection, const Study& study, const StudyKey* key)
{
    ANTIPHON_TRY_ASSIGN(const bool away, isKeyAway(connection, study.id));
    if (!away)
        return {};
    if (!key)
        return fail(ErrorCode::NotPossible, opening(study),
                    QStringLiteral("its key is sealed: the key file and its passphrase are needed"));
    return checkKey(connection, study, *key);
}

Result<QList<RaterGap>> gapsOf(const Connection& connection, const Study& study)
{
    ANTIPHON_TRY_ASSIGN(const QList<RaterTally> tallies, raterTallies(connection, study));
    QList<RaterGap> gaps;
    for (const RaterTally& tally : tallies)
        gaps << RaterGap{tally.packet.rater, tally.count.answered, tally.count.missing(),
                         tally.count.skipped};
    return gaps;
}

UnblindingRequest requestOf(const LogEntry& entry)
{
    UnblindingRequest request;
    request.code = entry.link.left(codeLength);
    request.data = entry.data;
    request.why = {entry.facts[QStringLiteral("reason")].toString(),
                   entry.facts[QStringLiteral("role")].toString()};
    request.at = entry.at;
    request.actor = entry.actor;
    request.answers = entry.facts[QStringLiteral("answers")].toInteger();
    request.missing = entry.facts[QStringLiteral("missing")].toInteger();
    request.skipped = entry.facts[QStringLiteral("skipped")].toInteger();
    for (const QJsonArray gaps = entry.facts[QStringLiteral("gaps")].toArray(); const QJsonValue& gap : gaps)
        request.gaps << RaterGap{
            gap[QStringLiteral("rater")].toString(), gap[QStringLiteral("answers")].toInteger(),
            gap[QStringLiteral("missing")].toInteger(), gap[QStringLiteral("skipped")].toInteger()};
    return request;
}

} // namespace

Result<bool> isKeyOpen(const Connection& connection, StudyId study)
{
    ANTIPHON_TRY_ASSIGN(const auto opened, unblindings(connection, study));
    return !opened.isEmpty();
}

Result<UnblindingRequest> requestUnblinding(const Connection& connection, const Actor& actor,
                                            const Study& study, const UnblindingReason& why)
{
    ANTIPHON_TRY(checkWhy(why));
    ANTIPHON_TRY(checkClosed(connection, study));
    ANTIPHON_TRY_ASSIGN(const QList<RaterGap> raters, gapsOf(connection, study));
    qint64 answers = 0;
    qint64 missing = 0;
    qint64 skipped = 0;
    QJsonArray gaps;
    for (const RaterGap& rater : raters) {
        answers += rater.answers;
        missing += rater.missing;
        skipped += rater.skipped;
        if (rater.missing > 0)
            gaps << QJsonObject{{QStringLiteral("rater"), rater.rater},
                                {QStringLiteral("answers"), rater.answers},
                                {QStringLiteral("missing"), rater.missing},
                                {QStringLiteral("skipped"), rater.skipped}};
    }
    ANTIPHON_TRY(connection.setDurability(Durability::Full));
    ANTIPHON_TRY_ASSIGN(auto transaction, Transaction::begin(connection));
    ANTIPHON_TRY_ASSIGN(const LogEntry entry, appendToLog(connection, study.id, actor, LogAct::AskUnblinding,
                                                          {{QStringLiteral("reason"), why.reason.trimmed()},
                                                           {QStringLiteral("role"), why.role.trimmed()},
                                                           {QStringLiteral("answers"), answers},
                                                           {QStringLiteral("missing"), missing},
                                                           {QStringLiteral("skipped"), skipped},
                                                           {QStringLiteral("gaps"), gaps}}));
    ANTIPHON_TRY(transaction.commit());
    return requestOf(entry);
}

Result<std::optional<UnblindingRequest>> standingRequest(const Connection& connection, const Study& study)
{
    ANTIPHON_TRY_ASSIGN(const QList<LogEntry> log, studyLog(connection, study.id));
    ANTIPHON_TRY_ASSIGN(const QString data, dataDigest(connection, study.id));
    std::optional<UnblindingRequest> standing;
    for (const LogEntry& entry : log) {
        if (entry.act == LogAct::AskUnblinding && entry.data == data)
            standing = requestOf(entry);
        else if (entry.act == LogAct::Unblind || entry.act == LogAct::Exclude)
            standing.reset();
    }
    return standing;
}

Result<void> confirmUnblinding(const Connection& connection, const Actor& actor, const Study& study,
                               const QString& code, const StudyKey* key)
{
    ANTIPHON_TRY(checkClosed(connection, study));
    ANTIPHON_TRY_ASSIGN(const auto request, standingRequest(connection, study));
    if (!request)
        return fail(ErrorCode::NotPossible, opening(study),
                    QStringLiteral("nobody asked for it, or data came in since; ask again"));
    if (request->code != code.trimmed().toLower())
        return fail(ErrorCode::InvalidValue, QStringLiteral("the code %1").arg(code),
                    QStringLiteral("it is not the one that the newest request gave"));
    ANTIPHON_TRY(checkNeededKey(connection, study, key));
    ANTIPHON_TRY_ASSIGN(const bool away, isKeyAway(connection, study.id));
    Study opened = away ? withKey(study, *key) : study;
    opened.frozen[QStringLiteral("unblinded")] = request->why.reason;
    return recordWithBulk(
        connection, actor,
        QStringLiteral("Unblind study %1: %2").arg(study.definition.name, request->why.reason),
        [&] { return away ? restoreKey(connection, study, *key) : Result<void>(); },
        [&]() -> Result<void> {
            ANTIPHON_TRY(insertUnblinding(connection, study.id, {now(), actor.name, request->why.reason}));
            ANTIPHON_TRY(updateStudy(connection, opened));
            QJsonObject facts{{QStringLiteral("code"), request->code},
                              {QStringLiteral("reason"), request->why.reason},
                              {QStringLiteral("role"), request->why.role}};
            QStringList tables{QStringLiteral("unblinding")};
            if (away)
                tables << keyTables() << QStringLiteral("study_seal");
            ANTIPHON_TRY(addTables(facts, connection, opened, tables));
            return appendToLog(connection, study.id, actor, LogAct::Unblind, facts).map([](const LogEntry&) {
            });
        });
}

Result<void> unblindStudy(const Connection& connection, const Actor& actor, const Study& study,
                          const QString& reason)
{
    ANTIPHON_TRY_ASSIGN(
        const UnblindingRequest request,
        requestUnblinding(connection, actor, study, {reason, QStringLiteral("without a person")}));
    return confirmUnblinding(connection, actor, study, request.code);
}

namespace {

struct FoundItem
{
    QString rater;
    ItemId item;
};

Result<FoundItem> itemOfPackets(const Connection& connection, const Study& study, const PublicItemId& id)
{
    ANTIPHON_TRY_ASSIGN(const QList<PacketRow> made, packets(connection, study.id));
    for (const PacketRow& packet : made) {
        ANTIPHON_TRY_ASSIGN(const auto rows, packetItems(connection, packet.id));
        for (const PacketItemRow& row : rows) {
            if (row.publicId == id)
                return FoundItem{packet.rater, row.item};
        }
    }
    return fail(ErrorCode::NotFound, QStringLiteral("the item %1").arg(id.toText()),
                QStringLiteral("no packet of the study holds it"));
}

} // namespace

Result<OpenedItem> unblindItem(const Connection& connection, const Actor& actor, const Study& study,
                               const PublicItemId& item, const UnblindingReason& why, const StudyKey* key)
{
    ANTIPHON_TRY(checkWhy(why));
    ANTIPHON_TRY(checkClosed(connection, study));
    ANTIPHON_TRY(checkNeededKey(connection, study, key));
    ANTIPHON_TRY_ASSIGN(const FoundItem found, itemOfPackets(connection, study, item));
    ANTIPHON_TRY_ASSIGN(const bool away, isKeyAway(connection, study.id));
    ANTIPHON_TRY_ASSIGN(const auto stored, studyItems(connection, study.id));
    ANTIPHON_TRY_ASSIGN(const auto named, conditions(connection, study.id));
    OpenedItem opened;
    opened.rater = found.rater;
    QList<StudyItem> items = away ? key->items : stored;
    ANTIPHON_TRY_ASSIGN(const QList<RoleItem> checks, roleItems(connection, study.id));
    const QList<RoleItem> known = away ? withKey(checks, *key) : checks;
    for (const RoleItem& check : known)
        items << check.item;
    for (const StudyItem& one : std::as_const(items)) {
        if (one.id != found.item)
            continue;
        ANTIPHON_TRY_ASSIGN(const Dialogue dialogue, readDialogue(connection, one.dialogue));
        opened.dialogue = dialogue.externalId;
        for (const Condition& condition : away ? key->conditions : named) {
            if (condition.source == one.source) {
                opened.letter = condition.letter;
                opened.source = condition.sourceName;
            }
        }
        if (opened.source.isEmpty()) { // of a check: from none of the conditions
            ANTIPHON_TRY_ASSIGN(const Source source, readSource(connection, one.source));
            opened.source = source.name;
        }
    }
    ANTIPHON_TRY(connection.setDurability(Durability::Full));
    ANTIPHON_TRY_ASSIGN(auto transaction, Transaction::begin(connection));
    ANTIPHON_TRY(appendToLog(connection, study.id, actor, LogAct::UnblindItem,
                             {{QStringLiteral("item"), item.toText()},
                              {QStringLiteral("rater"), found.rater},
                              {QStringLiteral("reason"), why.reason.trimmed()},
                              {QStringLiteral("role"), why.role.trimmed()}}));
    ANTIPHON_TRY(transaction.commit());
    return opened;
}

} // namespace antiphon
