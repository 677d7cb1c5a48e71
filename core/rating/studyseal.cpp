#include "core/rating/studyseal.h"

#include "core/base/linereader.h"
#include "core/rating/sealstore.h"
#include "core/rating/studylogstore.h"
#include "core/rating/tabledigests.h"
#include "core/sealing/passphrase.h"
#include "core/storage/purge.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRandomGenerator>

namespace antiphon {

namespace {

constexpr qsizetype saltSize = 32;

Failure notPossible(const Study& study, const QString& why)
{
    return fail(ErrorCode::NotPossible, QStringLiteral("sealing the key of %1").arg(study.definition.name),
                why);
}

Result<void> checkRequest(const Connection& connection, const Study& study, const SealRequest& request)
{
    if (study.state != StudyState::Frozen)
        return notPossible(study, QStringLiteral("it is not frozen yet"));
    ANTIPHON_TRY_ASSIGN(const auto seal, sealOfStudy(connection, study.id));
    if (seal)
        return notPossible(study, QStringLiteral("it was sealed already"));
    ANTIPHON_TRY_ASSIGN(const auto opened, unblindings(connection, study.id));
    if (!opened.isEmpty())
        return notPossible(study, QStringLiteral("it was opened already"));
    ANTIPHON_TRY_ASSIGN(const auto made, packets(connection, study.id));
    if (made.isEmpty())
        return notPossible(study, QStringLiteral("its packets are made first, with the key at hand"));
    // From here on the log tells of the rows as they are sealed.
    ANTIPHON_TRY_ASSIGN(const QList<LogEntry> log, studyLog(connection, study.id));
    ANTIPHON_TRY_ASSIGN(const QStringList changed, changedTables(connection, study, log));
    if (!changed.isEmpty())
        return notPossible(study, QStringLiteral("%1; verify tells more").arg(changed.constFirst()));
    if (request.passphrase.bytes().size() < shortestPassphrase)
        return fail(ErrorCode::InvalidValue, QStringLiteral("the passphrase"),
                    QStringLiteral("%1 signs or more are needed").arg(shortestPassphrase));
    if (QFileInfo::exists(request.path))
        return fail(ErrorCode::AlreadyExists, request.path);
    return {};
}

// What stays of the facts: nothing that tells of one condition.
QJsonObject blindFacts(QJsonObject frozen)
{
    frozen.remove(QStringLiteral("known_titles"));
    frozen.remove(QStringLiteral("salt"));
    return frozen;
}

// Known dialogues without their names, so that they count and nobody learns which item is which.
QList<KnownItem> nameless(QList<KnownItem> items)
{
    for (KnownItem& item : items) {
        item.source = item.dialogue = QStringLiteral("sealed");
        item.known.why.clear();
        item.known.reasons.clear();
    }
    return items;
}

Study blindStudy(Study study)
{
    study.frozen = blindFacts(study.frozen);
    study.definition.rules.gold = nameless(study.definition.rules.gold);
    study.definition.rules.training = nameless(study.definition.rules.training);
    return study;
}

template<typename T, typename IdOf>
void sortById(QList<T>& rows, const IdOf& idOf)
{
    std::sort(rows.begin(), rows.end(), [&](const T& a, const T& b) { return idOf(a) < idOf(b); });
}

// The conditions under letters of a new, secret drawing.
QList<Condition> redrawn(QList<Condition> conditions)
{
    QStringList letters;
    for (const Condition& condition : std::as_const(conditions))
        letters << condition.letter;
    for (qsizetype i = letters.size(); i > 1; --i)
        letters.swapItemsAt(i - 1, QRandomGenerator::system()->bounded(static_cast<int>(i)));
    for (qsizetype i = 0; i < conditions.size(); ++i)
        conditions[i].letter = letters[i];
    std::sort(conditions.begin(), conditions.end(),
              [](const Condition& a, const Condition& b) { return a.letter < b.letter; });
    return conditions;
}

// Puts the dialogues of an item into the order of the new letters, so that their places do not tell the old
// ones. Returns the new place of each old one.
QList<int> reorder(StudyItem& item, const QHash<SourceId, QString>& letters)
{
    QList<int> order;
    for (int i = 0; i < item.dialogues.size(); ++i)
        order << i;
    const QList<ItemDialogue> old = item.dialogues;
    std::stable_sort(order.begin(), order.end(), [&](int a, int b) {
        return letters.value(old[a].source) < letters.value(old[b].source);
    });
    QList<int> moved(order.size());
    for (int place = 0; place < order.size(); ++place) {
        item.dialogues[place] = old[order.at(place)];
        moved[order.at(place)] = place;
    }
    item.source = item.dialogues.constFirst().source;
    item.dialogue = item.dialogues.constFirst().dialogue;
    return moved;
}

MovedPlaces reorderAll(StudyKey& key)
{
    QHash<SourceId, QString> letters;
    for (const Condition& condition : std::as_const(key.conditions))
        letters.insert(condition.source, condition.letter);
    MovedPlaces moved;
    for (qsizetype i = 0; i < key.items.size(); ++i) {
        if (!key.items.at(i).dialogues.isEmpty())
            moved.insert(key.items.at(i).id, reorder(key.items[i], letters));
    }
    return moved;
}

Result<StudyKey> takeKey(const Connection& connection, const Study& study)
{
    StudyKey key;
    key.study = study.id;
    key.salt = secretBytes(saltSize);
    key.frozen = study.frozen;
    ANTIPHON_TRY_ASSIGN(const QList<Condition> old, conditions(connection, study.id));
    key.conditions = redrawn(old);
    ANTIPHON_TRY_ASSIGN(key.items, studyItems(connection, study.id));
    sortById(key.items, [](const StudyItem& item) { return item.id; });
    ANTIPHON_TRY_ASSIGN(key.checks, roleItems(connection, study.id));
    sortById(key.checks, [](const RoleItem& check) { return check.item.id; });
    ANTIPHON_TRY_ASSIGN(key.limits, trackLimitsOf(connection, study.id));
    key.known.gold = study.definition.rules.gold;
    key.known.training = study.definition.rules.training;
    return key;
}

// The same items and letters, with drawn ids in the place of sources and dialogues.
KeyContent blinded(const StudyKey& key)
{
    KeyContent rows;
    QHash<SourceId, SourceId> codes;
    for (const Condition& condition : key.conditions) {
        codes.insert(condition.source, SourceId::createOpaque());
        rows.conditions << Condition{codes.value(condition.source), {}, condition.letter};
    }
    for (const StudyItem& item : key.items) {
        StudyItem coded{item.id, codes.value(item.source), DialogueId::createOpaque(), item.kind};
        for (const ItemDialogue& one : item.dialogues)
            coded.dialogues << ItemDialogue{codes.value(one.source), DialogueId::createOpaque()};
        rows.items << coded;
    }
    for (const RoleItem& own : key.checks) {
        RoleItem& check = rows.checks.emplaceBack(own);
        check.item.source = SourceId::createOpaque();
        check.item.dialogue = DialogueId::createOpaque();
        check.known.why.clear();
        check.known.reasons.clear();
    }
    return rows;
}

// Every table as it is sealed, without salt.
Result<QJsonObject> sealedTables(const Connection& connection, const Study& sealed)
{
    QJsonObject facts;
    ANTIPHON_TRY(addTables(facts, connection, sealed, keyTables() << QStringLiteral("study_seal")));
    ANTIPHON_TRY_ASSIGN(const QList<PacketRow> made, packets(connection, sealed.id));
    for (const PacketRow& packet : made)
        ANTIPHON_TRY(addPacketTables(facts, connection, sealed, packet.id));
    return facts;
}

struct KeyFile
{
    QString path;
    bool keep = false;
    ~KeyFile()
    {
        if (!keep && !path.isEmpty())
            QFile::remove(path);
    }
};

Result<void> storeSeal(const Connection& connection, const Actor& actor, const Study& sealed,
                       const KeyContent& rows, const StudySeal& seal, const MovedPlaces& moved)
{
    ANTIPHON_TRY(connection.setDurability(Durability::Full));
    ANTIPHON_TRY_ASSIGN(auto transaction, Transaction::begin(connection));
    QStringList forgotten{QStringLiteral("study")}; // and all tables whose names begin so
    if (!moved.isEmpty())
        forgotten << QStringLiteral("packet_item"); // its sides count in the old places
    ANTIPHON_TRY(forgetChanges(connection, forgotten, sealed.id.bytes()));
    ANTIPHON_TRY(moveSides(connection, sealed.id, moved));
    ANTIPHON_TRY(updateStudy(connection, sealed));
    ANTIPHON_TRY(replaceKeyRows(connection, sealed.id, rows));
    ANTIPHON_TRY(insertSeal(connection, sealed.id, seal));
    ANTIPHON_TRY_ASSIGN(QJsonObject facts, sealedTables(connection, sealed));
    facts[QStringLiteral("commitment")] = seal.commitment;
    facts[QStringLiteral("key_digest")] = seal.keyDigest;
    facts[QStringLiteral("blind_digest")] = seal.blindDigest;
    facts[QStringLiteral("audit")] = seal.audit;
    ANTIPHON_TRY(appendToLog(connection, sealed.id, actor, LogAct::Seal, facts));
    return transaction.commit();
}

} // namespace

QString blindDigest(const Study& study, const QList<StudyItem>& items, const QList<Condition>& conditions)
{
    QHash<SourceId, QString> letters;
    for (const Condition& condition : conditions)
        letters.insert(condition.source, condition.letter);
    QStringList lines;
    for (const StudyItem& item : items) {
        QString& line = lines.emplaceBack(item.id.toText());
        const QList<ItemDialogue> dialogues = dialoguesOf(item);
        for (const ItemDialogue& one : dialogues)
            line += QLatin1Char(' ') + letters.value(one.source);
    }
    lines.sort();
    QJsonObject facts = blindFacts(study.frozen);
    facts.remove(QStringLiteral("unblinded"));
    return digestOf(QJsonDocument(definitionJson(study.definition)).toJson(QJsonDocument::Compact) +
                    QJsonDocument(facts).toJson(QJsonDocument::Compact) +
                    lines.join(QLatin1Char('\n')).toUtf8());
}

Result<Sealed> sealStudy(const Connection& connection, const Actor& actor, const Study& study,
                         const SealRequest& request)
{
    ANTIPHON_TRY(checkRequest(connection, study, request));
    AuditOptions options;
    options.seed = study.definition.seed;
    options.cancel = request.cancel;
    ANTIPHON_TRY_ASSIGN(const BlindingAudit audit, auditStudy(connection, study, options));
    ANTIPHON_TRY_ASSIGN(StudyKey key, takeKey(connection, study));
    const MovedPlaces moved = reorderAll(key);
    ANTIPHON_TRY_ASSIGN(const QByteArray bytes, keyFileBytes(key, request.passphrase, request.cost));
    ANTIPHON_TRY(writeWholeFile(request.path, bytes));
    KeyFile file{request.path};
    QFile::setPermissions(request.path, QFile::ReadOwner | QFile::WriteOwner);
    const KeyContent rows = blinded(key);
    const Study sealed = blindStudy(study);
    const StudySeal seal{now(),
                         actor.name,
                         commitmentOf(key),
                         digestOf(bytes),
                         blindDigest(sealed, rows.items, rows.conditions),
                         keptAudit(audit)};
    ANTIPHON_TRY(storeSeal(connection, actor, sealed, rows, seal, moved));
    file.keep = true;
    ANTIPHON_TRY_ASSIGN(const bool purged, purgeDeleted(connection));
    return Sealed{seal, purged};
}

Result<void> checkKey(const Connection& connection, const Study& study, const StudyKey& key)
{
    ANTIPHON_TRY_ASSIGN(const auto seal, sealOfStudy(connection, study.id));
    const QString what = QStringLiteral("opening %1 with this key").arg(study.definition.name);
    if (!seal)
        return fail(ErrorCode::NotPossible, what, QStringLiteral("the study is not sealed"));
    if (key.study != study.id)
        return fail(ErrorCode::NotPossible, what, QStringLiteral("it belongs to another study"));
    if (commitmentOf(key) != seal->commitment)
        return fail(ErrorCode::Tampered, QStringLiteral("the key"),
                    QStringLiteral("it does not fit the commitment that the project keeps"));
    return {};
}

Result<void> restoreKey(const Connection& connection, const Study& study, const StudyKey& key)
{
    ANTIPHON_TRY(updateStudy(connection, withKey(study, key)));
    ANTIPHON_TRY_ASSIGN(const QList<RoleItem> checks, roleItems(connection, study.id));
    ANTIPHON_TRY_ASSIGN(const auto limits, trackLimitsOf(connection, study.id));
    ANTIPHON_TRY(replaceKeyRows(
        connection, study.id,
        {key.conditions, key.items, withKey(checks, key), key.limits.isEmpty() ? limits : key.limits}));
    return markOpened(connection, study.id, now());
}

namespace {

QJsonValue orNull(const std::optional<double>& value)
{
    return value ? QJsonValue(*value) : QJsonValue();
}

std::optional<double> ofJson(const QJsonValue& value)
{
    return value.isDouble() ? std::optional(value.toDouble()) : std::nullopt;
}

} // namespace

QJsonObject keptAudit(const BlindingAudit& audit)
{
    const statistics::Estimate& area = audit.leak.overall;
    QJsonArray lengths;
    for (const LengthDifference& length : audit.lengths)
        lengths << QJsonObject{{QStringLiteral("measure"), length.measure},
                               {QStringLiteral("worst"), orNull(length.worst.value)},
                               {QStringLiteral("warns"), length.warns}};
    return {{QStringLiteral("area"), orNull(area.value)},
            {QStringLiteral("low"), orNull(area.low)},
            {QStringLiteral("high"), orNull(area.high)},
            {QStringLiteral("level"), area.level},
            {QStringLiteral("n"), static_cast<qint64>(area.n)},
            {QStringLiteral("method"), QString::fromStdString(area.method)},
            {QStringLiteral("reason"), QString::fromStdString(area.reason)},
            {QStringLiteral("seed"), static_cast<qint64>(area.seed.value_or(0))},
            {QStringLiteral("p"), orNull(audit.leak.p)},
            {QStringLiteral("permutations"), audit.leak.permutations},
            {QStringLiteral("items"), audit.items},
            {QStringLiteral("all"), audit.all},
            {QStringLiteral("lengths"), lengths}};
}

BlindingAudit auditOfKept(const QJsonObject& kept)
{
    BlindingAudit audit;
    statistics::Estimate& area = audit.leak.overall;
    area.value = ofJson(kept[QStringLiteral("area")]);
    area.low = ofJson(kept[QStringLiteral("low")]);
    area.high = ofJson(kept[QStringLiteral("high")]);
    area.level = kept[QStringLiteral("level")].toDouble();
    area.n = kept[QStringLiteral("n")].toInteger();
    area.method = kept[QStringLiteral("method")].toString().toStdString();
    area.reason = kept[QStringLiteral("reason")].toString().toStdString();
    area.seed = static_cast<std::uint64_t>(kept[QStringLiteral("seed")].toInteger());
    audit.leak.p = ofJson(kept[QStringLiteral("p")]);
    audit.leak.permutations = kept[QStringLiteral("permutations")].toInt();
    audit.items = kept[QStringLiteral("items")].toInteger();
    audit.all = kept[QStringLiteral("all")].toInteger();
    for (const QJsonArray all = kept[QStringLiteral("lengths")].toArray(); const QJsonValue& one : all) {
        LengthDifference length;
        length.measure = one[QStringLiteral("measure")].toString();
        length.worst.value = ofJson(one[QStringLiteral("worst")]);
        length.warns = one[QStringLiteral("warns")].toBool();
        audit.lengths << length;
    }
    return audit;
}

} // namespace antiphon
