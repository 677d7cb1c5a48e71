#include "core/rating/packet.h"

#include "core/base/linereader.h"
#include "core/base/parallel.h"
#include "core/rating/htmlpacket.h"
#include "core/rating/questions.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <thread>

namespace antiphon {

namespace {

constexpr QByteArrayView marker = ",\n    \"checksum\": \"";
constexpr QByteArrayView tail = "\"\n}\n";
constexpr qsizetype hexLength = 64;
constexpr int firstVersion = 1;  // one dialogue an item, no answer key
constexpr int secondVersion = 2; // no practice
constexpr int packetVersion = 3;
constexpr qsizetype answerKeySize = 32;

QString formatName()
{
    return QStringLiteral("antiphon-packet");
}

QJsonArray turnsJson(const QList<PacketTurn>& shown)
{
    QJsonArray turns;
    for (const PacketTurn& turn : shown) {
        QJsonObject json{{QStringLiteral("role"),
                          turn.role == Role::User ? QStringLiteral("user") : QStringLiteral("system")},
                         {QStringLiteral("text"), turn.text}};
        if (turn.showsTracks)
            json[QStringLiteral("tracks")] = QJsonArray::fromStringList(turn.tracks);
        turns << json;
    }
    return turns;
}

QJsonObject itemJson(const PacketItem& item, int version)
{
    if (version == firstVersion)
        return {{QStringLiteral("id"), item.id.toText()},
                {QStringLiteral("turns"), turnsJson(item.dialogues.value(0))}};
    QJsonArray dialogues;
    for (const QList<PacketTurn>& turns : item.dialogues)
        dialogues << turnsJson(turns);
    QJsonObject json{{QStringLiteral("id"), item.id.toText()},
                     {QStringLiteral("kind"), kindWord(item.kind)},
                     {QStringLiteral("dialogues"), dialogues}};
    if (item.practice)
        json[QStringLiteral("practice")] = knownAnswersJson(*item.practice);
    return json;
}

QJsonArray criteriaJson(const QList<Criterion>& criteria, int version)
{
    QJsonArray list;
    for (const Criterion& criterion : criteria) {
        QJsonObject json{{QStringLiteral("key"), criterion.key},
                         {QStringLiteral("name"), criterion.name},
                         {QStringLiteral("question"), criterion.question},
                         {QStringLiteral("definition"), criterion.definition},
                         {QStringLiteral("anchors"), QJsonArray::fromStringList(criterion.anchors)}};
        if (version > firstVersion)
            json[QStringLiteral("kind")] = kindWord(criterion.kind);
        list << json;
    }
    return list;
}

// What version 2 added beside the items.
void addRules(QJsonObject& json, const Packet& packet)
{
    json[QStringLiteral("criterion_order")] = QJsonArray::fromStringList(packet.criterionOrder);
    json[QStringLiteral("answer_keys")] = QJsonArray::fromStringList(packet.answerKeys);
    json[QStringLiteral("answer_key")] = QString::fromLatin1(packet.answerKey.toHex());
    json[QStringLiteral("comments")] = packet.comments;
    json[QStringLiteral("skip")] = packet.allowsSkip;
    json[QStringLiteral("guess")] = packet.asksGuess;
    if (packet.qualification > 0.0)
        json[QStringLiteral("qualification")] = packet.qualification;
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

std::optional<PacketItem> itemOf(const QJsonObject& json)
{
    PacketItem item;
    const auto id = PublicItemId::fromText(json[QStringLiteral("id")].toString());
    const auto kind = kindOf(json[QStringLiteral("kind")].toString(kindWord(QuestionKind::Dialogue)));
    if (!id || !kind)
        return std::nullopt;
    item.id = *id;
    item.kind = *kind;
    if (json.contains(QStringLiteral("practice")))
        item.practice = knownAnswersOf(json[QStringLiteral("practice")].toObject());
    QJsonArray dialogues = json[QStringLiteral("dialogues")].toArray();
    if (json.contains(QStringLiteral("turns")))
        dialogues.append(json[QStringLiteral("turns")]);
    for (const QJsonValue& turns : std::as_const(dialogues)) {
        QList<PacketTurn>& shown = item.dialogues.emplaceBack();
        for (const QJsonArray array = turns.toArray(); const QJsonValue& turn : array)
            shown << turnOf(turn);
    }
    const qsizetype least = item.kind == QuestionKind::Pair        ? 2
                            : item.kind == QuestionKind::BestWorst ? 3
                                                                   : 1;
    const qsizetype most = item.kind == QuestionKind::BestWorst ? 5 : least;
    const bool fits = item.dialogues.size() >= least && item.dialogues.size() <= most;
    return item.kind == QuestionKind::Turn || !fits ? std::nullopt : std::optional(item);
}

// By two threads: a packet may hold 50,000 dialogues, and a rater waits.
std::vector<std::optional<PacketItem>> itemsOf(const QJsonArray& json)
{
    constexpr qsizetype block = 256;
    std::vector<std::optional<PacketItem>> items(static_cast<std::size_t>(json.size()));
    const auto blocks = static_cast<std::size_t>((json.size() + block - 1) / block);
    forEachIndex(blocks, 2, [&](std::size_t own) {
        const qsizetype begin = static_cast<qsizetype>(own) * block;
        for (qsizetype i = begin; i < qMin(begin + block, json.size()); ++i)
            items[static_cast<std::size_t>(i)] = itemOf(json.at(i).toObject());
    });
    return items;
}

// Who is asked what, and how.
Result<void> readQuestions(Packet& packet, const QJsonObject& json, const QString& name)
{
    const auto wrong = [&](const QString& detail) { return fail(ErrorCode::WrongFormat, name, detail); };
    packet.rater = json[QStringLiteral("rater")].toString();
    packet.points = json[QStringLiteral("points")].toInt();
    for (const QJsonArray criteria = json[QStringLiteral("criteria")].toArray();
         const QJsonValue& value : criteria) {
        const auto kind = kindOf(value[QStringLiteral("kind")].toString(kindWord(QuestionKind::Dialogue)));
        if (!kind)
            return wrong(QStringLiteral("it asks questions that this version does not know"));
        packet.criteria << Criterion{
            value[QStringLiteral("key")].toString(),      value[QStringLiteral("name")].toString(),
            value[QStringLiteral("question")].toString(), value[QStringLiteral("definition")].toString(),
            texts(value[QStringLiteral("anchors")]),      *kind};
    }
    if (packet.criteria.isEmpty() || packet.points < 2)
        return wrong(QStringLiteral("it has no criteria"));
    packet.criterionOrder = texts(json[QStringLiteral("criterion_order")]);
    packet.answerKeys = texts(json[QStringLiteral("answer_keys")]);
    packet.answerKey = QByteArray::fromHex(json[QStringLiteral("answer_key")].toString().toLatin1());
    packet.comments = json[QStringLiteral("comments")].toBool();
    packet.allowsSkip = json[QStringLiteral("skip")].toBool();
    packet.asksGuess = json[QStringLiteral("guess")].toBool();
    packet.qualification = qBound(0.0, json[QStringLiteral("qualification")].toDouble(), 1.0);
    if (json[QStringLiteral("version")].toInt() > firstVersion && packet.answerKey.size() != answerKeySize)
        return wrong(QStringLiteral("its answer key is missing"));
    return {};
}

// Practice comes first, and expects what can be answered.
bool isPracticeInOrder(const Packet& packet)
{
    QHash<PublicItemId, const PacketItem*> items;
    for (const PacketItem& item : packet.items)
        items.insert(item.id, &item);
    bool rating = false;
    for (const PublicItemId& id : packet.order) {
        const PacketItem& item = *items.value(id);
        if (!item.practice) {
            rating = true;
            continue;
        }
        const auto& expected = item.practice->expected;
        for (auto it = expected.cbegin(); it != expected.cend(); ++it) {
            const auto [low, high] = std::minmax_element(it->cbegin(), it->cend());
            if (!criterionOf(packet.criteria, it.key()) || it->isEmpty() || *low < 1 || *high > packet.points)
                return false;
        }
        if (rating || item.kind != QuestionKind::Dialogue || item.practice->tolerance < 0)
            return false;
    }
    return rating;
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
    ANTIPHON_TRY(readQuestions(packet, json, name));
    QList<PublicItemId> ids;
    std::vector<std::optional<PacketItem>> items = itemsOf(json[QStringLiteral("items")].toArray());
    packet.items.reserve(static_cast<qsizetype>(items.size()));
    for (std::optional<PacketItem>& item : items) {
        if (!item)
            return wrong(QStringLiteral("a dialogue has no id, or there are too few or too many at once"));
        if (questionsOf(packet, *item).isEmpty())
            return wrong(QStringLiteral("it asks nothing about one of its dialogues"));
        ids << item->id;
        packet.items << std::move(*item);
    }
    for (const QJsonArray order = json[QStringLiteral("order")].toArray(); const QJsonValue& value : order) {
        const auto itemId = PublicItemId::fromText(value.toString());
        if (!itemId)
            return wrong(QStringLiteral("the order names a dialogue that is not there"));
        packet.order << *itemId;
    }
    QList<PublicItemId> shown = packet.order;
    std::sort(shown.begin(), shown.end());
    std::sort(ids.begin(), ids.end());
    if (ids.isEmpty() || ids != shown)
        return wrong(QStringLiteral("dialogues and order do not match"));
    if (!isPracticeInOrder(packet))
        return wrong(QStringLiteral("its practice does not come first, or expects what can not be answered"));
    return packet;
}

} // namespace

QString digestOf(const QByteArray& bytes)
{
    return QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
}

namespace {

int versionOf(const Packet& packet)
{
    if (packet.answerKey.isEmpty())
        return firstVersion;
    const bool practice = std::any_of(packet.items.cbegin(), packet.items.cend(),
                                      [](const PacketItem& item) { return item.practice.has_value(); });
    return practice ? packetVersion : secondVersion;
}

} // namespace

QByteArray packetBytes(Packet packet)
{
    std::sort(packet.items.begin(), packet.items.end(),
              [](const PacketItem& a, const PacketItem& b) { return a.id < b.id; });
    const int version = versionOf(packet);
    QJsonArray items;
    for (const PacketItem& item : std::as_const(packet.items))
        items << itemJson(item, version);
    QJsonArray order;
    for (const PublicItemId& id : std::as_const(packet.order))
        order << id.toText();
    QJsonObject json{{QStringLiteral("format"), formatName()},
                     {QStringLiteral("version"), version},
                     {QStringLiteral("packet"), packet.id.toText()},
                     {QStringLiteral("rater"), packet.rater},
                     {QStringLiteral("points"), packet.points},
                     {QStringLiteral("criteria"), criteriaJson(packet.criteria, version)},
                     {QStringLiteral("items"), items},
                     {QStringLiteral("order"), order}};
    if (version > firstVersion)
        addRules(json, packet);
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
    const auto body = QByteArray::fromRawData(bytes.constData(), qMax<qsizetype>(0, sealed));
    if (!bytes.endsWith(tail) || !body.endsWith(marker))
        return fail(ErrorCode::Tampered, name, QStringLiteral("its checksum does not match its content"));
    // A large packet takes as long to digest as to parse.
    QString checksum;
    QString digest;
    std::jthread digesting([&] {
        checksum = digestOf(body);
        digest = digestOf(bytes);
    });
    const QJsonObject json = QJsonDocument::fromJson(bytes).object();
    digesting.join();
    if (bytes.mid(sealed, hexLength) != checksum.toLatin1())
        return fail(ErrorCode::Tampered, name, QStringLiteral("its checksum does not match its content"));
    if (json[QStringLiteral("format")].toString() != formatName())
        return fail(ErrorCode::WrongFormat, name, QStringLiteral("it is no rating packet"));
    const int version = json[QStringLiteral("version")].toInt();
    if (version < firstVersion || version > packetVersion)
        return fail(ErrorCode::WrongFormat, name, QStringLiteral("a newer version of Antiphon made it"));
    ANTIPHON_TRY_ASSIGN(Packet packet, packetOf(json, name));
    packet.digest = digest;
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
