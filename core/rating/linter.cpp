#include "core/rating/linter.h"

#include "core/rating/htmlpacket.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>

#include <algorithm>

namespace antiphon {

namespace {

using Findings = QList<LintFinding>;

void add(Findings& findings, const QString& rule, const QString& what)
{
    findings << LintFinding{rule, what};
}

void lintFields(const QJsonValue& value, const QSet<QString>& known, const QString& where, Findings& findings)
{
    const QJsonObject object = value.toObject();
    for (auto field = object.begin(); field != object.end(); ++field) {
        if (!known.contains(field.key()))
            add(findings, QStringLiteral("hidden field"),
                QStringLiteral("%1 has the field \"%2\"").arg(where, field.key()));
    }
}

void lintTurnFields(const QJsonValue& turns, Findings& findings)
{
    for (const QJsonArray array = turns.toArray(); const QJsonValue& turn : array)
        lintFields(turn, {QStringLiteral("role"), QStringLiteral("text"), QStringLiteral("tracks")},
                   QStringLiteral("a turn"), findings);
}

void lintPracticeFields(const QJsonValue& practice, const QSet<QString>& criteria, Findings& findings)
{
    lintFields(practice,
               {QStringLiteral("expected"), QStringLiteral("why"), QStringLiteral("tolerance"),
                QStringLiteral("reasons")},
               QStringLiteral("practice"), findings);
    for (const QString& part : {QStringLiteral("expected"), QStringLiteral("reasons")})
        lintFields(practice[part], criteria, QStringLiteral("practice"), findings);
}

void lintStructure(const QJsonObject& json, Findings& findings)
{
    lintFields(json,
               {QStringLiteral("format"), QStringLiteral("version"), QStringLiteral("packet"),
                QStringLiteral("rater"), QStringLiteral("points"), QStringLiteral("criteria"),
                QStringLiteral("items"), QStringLiteral("order"), QStringLiteral("checksum"),
                QStringLiteral("criterion_order"), QStringLiteral("answer_keys"),
                QStringLiteral("answer_key"), QStringLiteral("comments"), QStringLiteral("skip"),
                QStringLiteral("guess"), QStringLiteral("qualification")},
               QStringLiteral("the packet"), findings);
    QSet<QString> keys;
    for (const QJsonArray criteria = json[QStringLiteral("criteria")].toArray();
         const QJsonValue& criterion : criteria) {
        lintFields(criterion,
                   {QStringLiteral("key"), QStringLiteral("name"), QStringLiteral("question"),
                    QStringLiteral("definition"), QStringLiteral("anchors"), QStringLiteral("kind")},
                   QStringLiteral("a criterion"), findings);
        keys.insert(criterion[QStringLiteral("key")].toString());
    }
    for (const QJsonArray items = json[QStringLiteral("items")].toArray(); const QJsonValue& item : items) {
        lintFields(item,
                   {QStringLiteral("id"), QStringLiteral("kind"), QStringLiteral("dialogues"),
                    QStringLiteral("turns"), QStringLiteral("practice")},
                   QStringLiteral("a dialogue"), findings);
        lintPracticeFields(item[QStringLiteral("practice")], keys, findings);
        lintTurnFields(item[QStringLiteral("turns")], findings);
        for (const QJsonArray dialogues = item[QStringLiteral("dialogues")].toArray();
             const QJsonValue& turns : dialogues)
            lintTurnFields(turns, findings);
    }
}

bool isDrawnAtRandom(const IdBytes& id)
{
    return (id[6] >> 4) == 4 && (id[8] >> 6) == 2; // a UUID of version 4
}

// The first four bytes of ids in order differ in their upper half, or they were counted up.
bool looksCounted(const QList<PacketItem>& items)
{
    int close = 0;
    for (qsizetype i = 1; i < items.size(); ++i) {
        const IdBytes& a = items[i - 1].id.bytes();
        const IdBytes& b = items[i].id.bytes();
        close += std::equal(a.begin(), a.begin() + 4, b.begin()) ? 1 : 0;
    }
    return close > items.size() / 50;
}

void lintIds(const Packet& packet, Findings& findings)
{
    const auto random = std::all_of(packet.items.begin(), packet.items.end(),
                                    [](const PacketItem& item) { return isDrawnAtRandom(item.id.bytes()); });
    if (!random || !isDrawnAtRandom(packet.id.bytes()) || looksCounted(packet.items))
        add(findings, QStringLiteral("telling id"), QStringLiteral("ids are counted or made from time"));
    if (!std::is_sorted(packet.items.begin(), packet.items.end(),
                        [](const PacketItem& a, const PacketItem& b) { return a.id < b.id; }))
        add(findings, QStringLiteral("row order"),
            QStringLiteral("dialogues do not stand in the order of their ids"));
    if (packet.order.size() >= 8 && std::is_sorted(packet.order.begin(), packet.order.end()))
        add(findings, QStringLiteral("row order"),
            QStringLiteral("dialogues are shown in the order of their ids"));
}

void lintText(const QString& text, const QString& where, Findings& findings)
{
    if (text != plainText(text))
        add(findings, QStringLiteral("uniform text"),
            QStringLiteral("%1 is not in the uniform form: \"%2\"").arg(where, text.left(60)));
}

void lintTurn(const PacketTurn& turn, const QString& where, Findings& findings)
{
    lintText(turn.text, where, findings);
    for (const QString& track : turn.tracks)
        lintText(track, where, findings);
    if (turn.tracks.size() > shownTitles || (turn.showsTracks && turn.role == Role::User))
        add(findings, QStringLiteral("uniform tracks"),
            QStringLiteral("%1 shows tracks in a form of its own").arg(where));
}

void lintPractice(const KnownAnswers& practice, const QString& where, Findings& findings)
{
    lintText(practice.why, where, findings);
    for (const QString& reason : practice.reasons)
        lintText(reason, where, findings);
}

void lintTurns(const Packet& packet, Findings& findings)
{
    for (const PacketItem& item : packet.items) {
        const QString where = QStringLiteral("dialogue %1").arg(item.id.toText().left(8));
        for (const QList<PacketTurn>& dialogue : item.dialogues) {
            for (const PacketTurn& turn : dialogue)
                lintTurn(turn, where, findings);
        }
        if (item.practice)
            lintPractice(*item.practice, where, findings);
    }
}

void lintTimes(const QString& text, Findings& findings)
{
    static const QRegularExpression time(QStringLiteral(
        R"(\b(19|20)\d\d-[01]\d-[0-3]\d\b|\b[0-2]\d:[0-5]\d:[0-5]\d\b|(?<![\w.-])1[5-9]\d{8}(\d{3})?(?![\w-]))"));
    if (const auto match = time.match(text); match.hasMatch())
        add(findings, QStringLiteral("point in time"),
            QStringLiteral("it holds \"%1\"").arg(match.captured()));
}

void lintIdentity(const QString& text, Findings& findings)
{
    for (const QString& word : builtInIdentityWords()) {
        if (text.contains(word, Qt::CaseInsensitive))
            add(findings, QStringLiteral("identity word"), QStringLiteral("it holds \"%1\"").arg(word));
    }
}

bool isWordCharacter(QChar c)
{
    return c.isLetterOrNumber() || c == QLatin1Char('_');
}

// Whether the word stands in the text, in letters of any case, and not within a longer word.
bool containsWord(const QString& text, const QString& word)
{
    for (qsizetype at = text.indexOf(word, 0, Qt::CaseInsensitive); at >= 0;
         at = text.indexOf(word, at + 1, Qt::CaseInsensitive)) {
        const qsizetype end = at + word.size();
        const bool begins = at == 0 || !isWordCharacter(text[at - 1]);
        const bool ends = end == text.size() || !isWordCharacter(text[end]);
        if (begins && ends)
            return true;
    }
    return false;
}

bool containsCoded(const QByteArray& lower, const QByteArray& bytes, const QString& secret)
{
    const QByteArray utf8 = secret.toUtf8();
    for (const auto algorithm :
         {QCryptographicHash::Md5, QCryptographicHash::Sha1, QCryptographicHash::Sha256}) {
        if (lower.contains(QCryptographicHash::hash(utf8, algorithm).toHex()))
            return true;
    }
    return utf8.size() >= 6 && bytes.contains(utf8.toBase64(QByteArray::OmitTrailingEquals));
}

void lintSecrets(const QByteArray& bytes, const QString& text, const PacketSecrets& secrets,
                 Findings& findings)
{
    const QByteArray lower = bytes.toLower();
    for (const QString& name : secrets.names) {
        if ((name.size() >= 3 && containsWord(text, name)) || containsCoded(lower, bytes, name))
            add(findings, QStringLiteral("source name"),
                QStringLiteral("it holds the name \"%1\"").arg(name));
    }
    // Ids are long and many: looked up by the words of the text instead of one by one.
    QSet<QByteArray> words;
    QByteArray word;
    for (const char c : lower + ' ') {
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == ':' || c == '.')
            word += c;
        else if (!word.isEmpty())
            words.insert(std::exchange(word, {}));
    }
    for (const QString& id : secrets.ids) {
        const QByteArray plain = id.toLower().toUtf8();
        if (plain.size() < 6)
            continue;
        QByteArray bare = plain;
        bare.replace('-', "");
        const bool held =
            words.contains(plain) || words.contains(bare) ||
            words.contains(QCryptographicHash::hash(id.toUtf8(), QCryptographicHash::Sha256).toHex()) ||
            words.contains(QCryptographicHash::hash(id.toUtf8(), QCryptographicHash::Md5).toHex()) ||
            words.contains(QCryptographicHash::hash(id.toUtf8(), QCryptographicHash::Sha1).toHex());
        if (held)
            add(findings, QStringLiteral("source id"), QStringLiteral("it holds the id \"%1\"").arg(id));
    }
}

void lintWords(const QByteArray& bytes, const QString& text, const PacketSecrets& secrets, Findings& findings)
{
    lintTimes(text, findings);
    lintIdentity(text, findings);
    lintSecrets(bytes, text, secrets, findings);
}

} // namespace

QList<LintFinding> lintPacket(const QByteArray& bytes, const PacketSecrets& secrets)
{
    Findings findings;
    if (isHtmlPacket(bytes)) {
        const auto inner = packetInHtml(bytes, QStringLiteral("the packet"));
        if (inner)
            return lintPacket(*inner, secrets);
        add(findings, QStringLiteral("page"), errorSentence(inner.error()));
        return findings;
    }
    const auto packet = packetFromBytes(bytes, QStringLiteral("the packet"));
    if (!packet) {
        add(findings, QStringLiteral("packet"), errorSentence(packet.error()));
        return findings;
    }
    lintStructure(QJsonDocument::fromJson(bytes).object(), findings);
    lintIds(*packet, findings);
    lintTurns(*packet, findings);
    lintWords(bytes, QString::fromUtf8(bytes), secrets, findings);
    return findings;
}

QList<LintFinding> lintWording(const QString& text, const PacketSecrets& secrets)
{
    Findings findings;
    lintWords(text.toUtf8(), text, secrets, findings);
    return findings;
}

} // namespace antiphon
