#include "core/rating/keyfile.h"

#include "core/base/linereader.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>

namespace antiphon {

namespace {

constexpr QByteArrayView marker = ",\n    \"checksum\": \"";
constexpr QByteArrayView tail = "\"\n}\n";
constexpr qsizetype hexLength = 64;
constexpr int keyVersion = 1;

QString formatName()
{
    return QStringLiteral("antiphon-key");
}

QString hexText(const QByteArray& bytes)
{
    return QString::fromLatin1(bytes.toHex());
}

QByteArray bytesOfHex(const QJsonValue& value)
{
    return QByteArray::fromHex(value.toString().toLatin1());
}

QJsonObject itemJson(const StudyItem& item)
{
    QJsonObject json{{QStringLiteral("item"), item.id.toText()},
                     {QStringLiteral("source"), item.source.toText()},
                     {QStringLiteral("dialogue"), item.dialogue.toText()}};
    if (item.dialogues.isEmpty())
        return json;
    QJsonArray dialogues;
    for (const ItemDialogue& one : item.dialogues)
        dialogues << QJsonObject{{QStringLiteral("source"), one.source.toText()},
                                 {QStringLiteral("dialogue"), one.dialogue.toText()}};
    json[QStringLiteral("kind")] = kindWord(item.kind);
    json[QStringLiteral("dialogues")] = dialogues;
    return json;
}

QJsonArray checksJson(const QList<RoleItem>& checks)
{
    QJsonArray json;
    for (const RoleItem& check : checks) {
        QJsonObject one = itemJson(check.item);
        one[QStringLiteral("why")] = check.known.why;
        QJsonObject reasons;
        for (auto reason = check.known.reasons.cbegin(); reason != check.known.reasons.cend(); ++reason)
            reasons[reason.key()] = reason.value();
        if (!reasons.isEmpty())
            one[QStringLiteral("reasons")] = reasons;
        json << one;
    }
    return json;
}

QJsonObject limitsJson(const QHash<ItemId, int>& limits)
{
    QJsonObject json;
    for (auto limit = limits.cbegin(); limit != limits.cend(); ++limit)
        json[limit.key().toText()] = limit.value();
    return json;
}

// Only what there is, so that keys of studies without checks keep their commitment.
void addChecks(QJsonObject& json, const StudyKey& key)
{
    if (!key.checks.isEmpty())
        json[QStringLiteral("checks")] = checksJson(key.checks);
    if (!key.limits.isEmpty())
        json[QStringLiteral("limits")] = limitsJson(key.limits);
    QJsonObject known;
    addRules(known, key.known);
    if (!known.isEmpty())
        json[QStringLiteral("known")] = known;
}

QJsonObject keyJson(const StudyKey& key)
{
    QJsonArray conditions;
    for (const Condition& condition : key.conditions)
        conditions << QJsonObject{{QStringLiteral("letter"), condition.letter},
                                  {QStringLiteral("source"), condition.source.toText()},
                                  {QStringLiteral("name"), condition.sourceName}};
    QJsonArray items;
    for (const StudyItem& item : key.items)
        items << itemJson(item);
    QJsonObject json{{QStringLiteral("study"), key.study.toText()},
                     {QStringLiteral("frozen"), key.frozen},
                     {QStringLiteral("conditions"), conditions},
                     {QStringLiteral("items"), items}};
    addChecks(json, key);
    return json;
}

template<typename IdType>
IdType idOf(const QJsonValue& value)
{
    return IdType::fromText(value.toString()).value_or(IdType());
}

StudyItem itemOf(const QJsonValue& json)
{
    StudyItem item{idOf<ItemId>(json[QStringLiteral("item")]), idOf<SourceId>(json[QStringLiteral("source")]),
                   idOf<DialogueId>(json[QStringLiteral("dialogue")]),
                   kindOf(json[QStringLiteral("kind")].toString()).value_or(QuestionKind::Dialogue)};
    for (const QJsonArray all = json[QStringLiteral("dialogues")].toArray(); const QJsonValue& one : all)
        item.dialogues << ItemDialogue{idOf<SourceId>(one[QStringLiteral("source")]),
                                       idOf<DialogueId>(one[QStringLiteral("dialogue")])};
    return item;
}

Result<StudyKey> keyOf(const QJsonObject& json)
{
    StudyKey key;
    key.study = idOf<StudyId>(json[QStringLiteral("study")]);
    key.frozen = json[QStringLiteral("frozen")].toObject();
    for (const QJsonArray all = json[QStringLiteral("conditions")].toArray(); const QJsonValue& one : all)
        key.conditions << Condition{idOf<SourceId>(one[QStringLiteral("source")]),
                                    one[QStringLiteral("name")].toString(),
                                    one[QStringLiteral("letter")].toString()};
    for (const QJsonArray all = json[QStringLiteral("items")].toArray(); const QJsonValue& one : all)
        key.items << itemOf(one);
    for (const QJsonArray all = json[QStringLiteral("checks")].toArray(); const QJsonValue& one : all) {
        RoleItem check;
        check.item = itemOf(one);
        check.known.why = one[QStringLiteral("why")].toString();
        const QJsonObject reasons = one[QStringLiteral("reasons")].toObject();
        for (auto reason = reasons.begin(); reason != reasons.end(); ++reason)
            check.known.reasons.insert(reason.key(), reason.value().toString());
        key.checks << check;
    }
    const QJsonObject limits = json[QStringLiteral("limits")].toObject();
    for (auto limit = limits.begin(); limit != limits.end(); ++limit)
        key.limits.insert(idOf<ItemId>(limit.key()), limit.value().toInt());
    ANTIPHON_TRY_ASSIGN(key.known, rulesFromJson(json[QStringLiteral("known")].toObject()));
    return key;
}

QByteArray compact(const QJsonObject& json)
{
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

} // namespace

Study withKey(const Study& study, const StudyKey& key)
{
    Study whole = study;
    whole.frozen = key.frozen;
    if (!key.known.gold.isEmpty())
        whole.definition.rules.gold = key.known.gold;
    if (!key.known.training.isEmpty())
        whole.definition.rules.training = key.known.training;
    return whole;
}

QList<RoleItem> withKey(QList<RoleItem> checks, const StudyKey& key)
{
    for (RoleItem& check : checks) {
        for (const RoleItem& known : key.checks) {
            if (known.item.id != check.item.id)
                continue;
            check.item = known.item;
            check.known.why = known.known.why;
            check.known.reasons = known.known.reasons;
        }
    }
    return checks;
}

QString commitmentOf(const StudyKey& key)
{
    return digestOf(key.salt + compact(keyJson(key)));
}

Result<QByteArray> keyFileBytes(const StudyKey& key, const Secret& passphrase, const SealCost& cost)
{
    QByteArray content =
        compact({{QStringLiteral("salt"), hexText(key.salt)}, {QStringLiteral("key"), keyJson(key)}});
    const auto sealed = sealBytes(passphrase, content, cost);
    wipe(content);
    ANTIPHON_TRY_ASSIGN(const SealedBox box, sealed);
    QByteArray bytes = QJsonDocument(QJsonObject{{QStringLiteral("format"), formatName()},
                                                 {QStringLiteral("version"), keyVersion},
                                                 {QStringLiteral("study"), key.study.toText()},
                                                 {QStringLiteral("passes"), static_cast<qint64>(cost.passes)},
                                                 {QStringLiteral("memory"), static_cast<qint64>(cost.memory)},
                                                 {QStringLiteral("salt"), hexText(box.salt)},
                                                 {QStringLiteral("nonce"), hexText(box.nonce)},
                                                 {QStringLiteral("box"), hexText(box.bytes)}})
                           .toJson();
    bytes.chop(3); // "\n}\n"
    bytes += marker.toByteArray();
    return bytes + digestOf(bytes).toLatin1() + tail.toByteArray();
}

Result<SealedBox> checkedKeyFile(const QByteArray& bytes, const QString& name)
{
    if (!bytes.left(4096).contains("\"nonce\"") && !bytes.contains("antiphon-key"))
        return fail(ErrorCode::WrongFormat, name, QStringLiteral("it is no key of a study"));
    const qsizetype sealed = bytes.size() - tail.size() - hexLength;
    const QByteArray body = bytes.left(qMax<qsizetype>(0, sealed));
    if (!bytes.endsWith(tail) || !body.endsWith(marker) ||
        bytes.mid(sealed, hexLength) != digestOf(body).toLatin1())
        return fail(ErrorCode::Tampered, name, QStringLiteral("its checksum does not match its content"));
    const QJsonObject json = QJsonDocument::fromJson(bytes).object();
    if (json[QStringLiteral("format")].toString() != formatName() ||
        json[QStringLiteral("version")].toInt() != keyVersion)
        return fail(ErrorCode::WrongFormat, name,
                    QStringLiteral("it is no key of a study that this version can read"));
    return SealedBox{{static_cast<quint64>(json[QStringLiteral("passes")].toInteger()),
                      static_cast<quint64>(json[QStringLiteral("memory")].toInteger())},
                     bytesOfHex(json[QStringLiteral("salt")]),
                     bytesOfHex(json[QStringLiteral("nonce")]),
                     bytesOfHex(json[QStringLiteral("box")])};
}

Result<StudyKey> keyOfFile(const QByteArray& bytes, const QString& name, const Secret& passphrase)
{
    ANTIPHON_TRY_ASSIGN(const SealedBox box, checkedKeyFile(bytes, name));
    ANTIPHON_TRY_ASSIGN(QByteArray content, openBox(passphrase, box, QFileInfo(name).fileName()));
    const QJsonObject json = QJsonDocument::fromJson(content).object();
    wipe(content);
    ANTIPHON_TRY_ASSIGN(StudyKey key, keyOf(json[QStringLiteral("key")].toObject()));
    key.salt = bytesOfHex(json[QStringLiteral("salt")]);
    if (key.study.isNull() || key.items.isEmpty())
        return fail(ErrorCode::WrongFormat, name, QStringLiteral("its box holds no key"));
    return key;
}

Result<StudyKey> readKey(const QString& path, const Secret& passphrase)
{
    ANTIPHON_TRY_ASSIGN(const QByteArray bytes, readWholeFile(path));
    return keyOfFile(bytes, path, passphrase);
}

} // namespace antiphon
