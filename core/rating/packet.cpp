#include "core/rating/packet.h"

#include "core/base/linereader.h"
#include "core/rating/htmlpacket.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace antiphon {

namespace {

constexpr QByteArrayView marker = ",\n    \"checksum\": \"";
constexpr QByteArrayView tail = "\"\n}\n";
constexpr qsizetype hexLength = 64;
constexpr int packetVersion = 1;

QString formatName()
{
    return QStringLiteral("antiphon-packet");
}

QJsonObject itemJson(const PacketItem& item)
{
    QJsonArray turns;
    for (const PacketTurn& turn : item.turns) {
        QJsonObject json{{QStringLiteral("role"),
                          turn.role == Role::User ? QStringLiteral("user") : QStringLiteral("system")},
                         {QStringLiteral("text"), turn.text}};
        if (turn.showsTracks)
            json[QStringLiteral("tracks")] = QJsonArray::fromStringList(turn.tracks);
        turns << json;
    }
    return {{QStringLiteral("id"), item.id.toText()}, {QStringLiteral("turns"), turns}};
}

QJsonArray criteriaJson(const QList<Criterion>& criteria)
{
    QJsonArray json;
    for (const Criterion& criterion : criteria)
        json << QJsonObject{{QStringLiteral("key"), criterion.key},
                            {QStringLiteral("name"), criterion.name},
                            {QStringLiteral("question"), criterion.question},
                            {QStringLiteral("definition"), criterion.definition},
                            {QStringLiteral("anchors"), QJsonArray::fromStringList(criterion.anchors)}};
    return json;
}

QStringList texts(const QJsonValue& value)
{
    QStringList list;
    for (const QJsonArray array = value.toArray(); const QJsonValue& text : array)
        list << text.toString();
    return list;
}

PacketTurn turnOf(const QJsonValue& json)
{
    PacketTurn turn;
    turn.role =
        json[QStringLiteral("role")].toString() == QLatin1String("system") ? Role::System : Role::User;
    turn.text = json[QStringLiteral("text")].toString();
    turn.showsTracks = json[QStringLiteral("tracks")].isArray();
    turn.tracks = texts(json[QStringLiteral("tracks")]);
    return turn;
}

// The parts that a rater's program and the project rely on.
Result<Packet> packetOf(const QJsonObject& json, const QString& name)
{
    const auto wrong = [&](const QString& detail) { return fail(ErrorCode::WrongFormat, name, detail); };
    Packet packet;
    const auto id = PacketId::fromText(json[QStringLiteral("packet")].toString());
    if (!id)
        return wrong(QStringLiteral("its id is missing"));
    packet.id = *id;
    packet.rater = json[QStringLiteral("rater")].toString();
    packet.points = json[QStringLiteral("points")].toInt();
    for (const QJsonArray criteria = json[QStringLiteral("criteria")].toArray();
         const QJsonValue& value : criteria)
        packet.criteria << Criterion{
            value[QStringLiteral("key")].toString(), value[QStringLiteral("name")].toString(),
            value[QStringLiteral("question")].toString(), value[QStringLiteral("definition")].toString(),
            texts(value[QStringLiteral("anchors")])};
    for (const QJsonArray items = json[QStringLiteral("items")].toArray(); const QJsonValue& value : items) {
        PacketItem item;
        const auto itemId = PublicItemId::fromText(value[QStringLiteral("id")].toString());
        if (!itemId)
            return wrong(QStringLiteral("a dialogue has no id"));
        item.id = *itemId;
        for (const QJsonArray turns = value[QStringLiteral("turns")].toArray();
             const QJsonValue& turn : turns)
            item.turns << turnOf(turn);
        packet.items << item;
    }
    for (const QJsonArray order = json[QStringLiteral("order")].toArray(); const QJsonValue& value : order) {
        const auto itemId = PublicItemId::fromText(value.toString());
        if (!itemId)
            return wrong(QStringLiteral("the order names a dialogue that is not there"));
        packet.order << *itemId;
    }
    QList<PublicItemId> ids;
    for (const PacketItem& item : packet.items)
        ids << item.id;
    if (ids.isEmpty() ||
        !std::is_permutation(ids.begin(), ids.end(), packet.order.begin(), packet.order.end()))
        return wrong(QStringLiteral("dialogues and order do not match"));
    if (packet.criteria.isEmpty() || packet.points < 2)
        return wrong(QStringLiteral("it has no criteria"));
    return packet;
}

} // namespace

QString digestOf(const QByteArray& bytes)
{
    return QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
}

QByteArray packetBytes(Packet packet)
{
    std::sort(packet.items.begin(), packet.items.end(),
              [](const PacketItem& a, const PacketItem& b) { return a.id < b.id; });
    QJsonArray items;
    for (const PacketItem& item : packet.items)
        items << itemJson(item);
    QJsonArray order;
    for (const PublicItemId& id : packet.order)
        order << id.toText();
    const QJsonObject json{{QStringLiteral("format"), formatName()},
                           {QStringLiteral("version"), packetVersion},
                           {QStringLiteral("packet"), packet.id.toText()},
                           {QStringLiteral("rater"), packet.rater},
                           {QStringLiteral("points"), packet.points},
                           {QStringLiteral("criteria"), criteriaJson(packet.criteria)},
                           {QStringLiteral("items"), items},
                           {QStringLiteral("order"), order}};
    QByteArray bytes = QJsonDocument(json).toJson();
    bytes.chop(3); // "\n}\n"
    bytes += marker.toByteArray();
    return bytes + digestOf(bytes).toLatin1() + tail.toByteArray();
}

Result<Packet> packetFromBytes(const QByteArray& bytes, const QString& name)
{
    const qsizetype sealed = bytes.size() - tail.size() - hexLength;
    const bool looksLikeOne = bytes.left(4096).contains("criteria") || bytes.contains("antiphon-packet");
    if (!looksLikeOne)
        return fail(ErrorCode::WrongFormat, name, QStringLiteral("it is no rating packet"));
    const QByteArray body = bytes.left(qMax<qsizetype>(0, sealed));
    if (!bytes.endsWith(tail) || !body.endsWith(marker) ||
        bytes.mid(sealed, hexLength) != digestOf(body).toLatin1())
        return fail(ErrorCode::Tampered, name, QStringLiteral("its checksum does not match its content"));
    const QJsonObject json = QJsonDocument::fromJson(bytes).object();
    if (json[QStringLiteral("format")].toString() != formatName())
        return fail(ErrorCode::WrongFormat, name, QStringLiteral("it is no rating packet"));
    if (json[QStringLiteral("version")].toInt() != packetVersion)
        return fail(ErrorCode::WrongFormat, name, QStringLiteral("a newer version of Antiphon made it"));
    ANTIPHON_TRY_ASSIGN(Packet packet, packetOf(json, name));
    packet.digest = digestOf(bytes);
    return packet;
}

Result<Packet> readPacket(const QString& path)
{
    ANTIPHON_TRY_ASSIGN(QByteArray bytes, readWholeFile(path));
    if (isHtmlPacket(bytes)) {
        ANTIPHON_TRY_ASSIGN(bytes, packetInHtml(bytes, path));
    }
    return packetFromBytes(bytes, path);
}

} // namespace antiphon
