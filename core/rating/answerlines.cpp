#include "core/rating/answerlines.h"

#include <QJsonDocument>
#include <QMessageAuthenticationCode>

namespace antiphon {

namespace {

constexpr qsizetype hexLength = 64;
constexpr QByteArrayView linkMarker = ",\"link\":\"";
constexpr QByteArrayView lineEnd = "\"}\n";

} // namespace

QByteArray LineChain::linkOf(QByteArrayView body) const
{
    const QByteArray chained = m_link + body.toByteArray();
    if (m_key.isEmpty())
        return digestOf(chained).toLatin1();
    return QMessageAuthenticationCode::hash(chained, m_key, QCryptographicHash::Sha256).toHex();
}

QByteArray LineChain::closed(const QJsonObject& json)
{
    QByteArray body = QJsonDocument(json).toJson(QJsonDocument::Compact);
    body.chop(1);
    m_link = linkOf(body);
    return body + linkMarker.toByteArray() + m_link + lineEnd.toByteArray();
}

QJsonObject LineChain::opened(QByteArrayView line)
{
    const qsizetype bodySize = line.size() - lineEnd.size() - hexLength - linkMarker.size();
    if (bodySize < 1 || !line.endsWith(lineEnd) || line.sliced(bodySize, linkMarker.size()) != linkMarker)
        return {};
    QByteArray expected = linkOf(line.first(bodySize));
    if (line.sliced(bodySize + linkMarker.size(), hexLength) != expected)
        return {};
    m_link = std::move(expected);
    return QJsonDocument::fromJson(line.toByteArray()).object();
}

QJsonObject headerLine(const Packet& packet)
{
    return {{QStringLiteral("format"), QStringLiteral("antiphon-answers")},
            {QStringLiteral("version"), packet.answerKey.isEmpty() ? 1 : 2},
            {QStringLiteral("packet"), packet.id.toText()},
            {QStringLiteral("digest"), packet.digest},
            {QStringLiteral("rater"), packet.rater}};
}

QJsonObject answerLine(const GivenAnswer& answer)
{
    QJsonObject json{{QStringLiteral("item"), answer.item.toText()},
                     {QStringLiteral("criterion"), answer.criterion},
                     {QStringLiteral("value"), answer.value},
                     {QStringLiteral("at"), answer.at},
                     {QStringLiteral("active_ms"), answer.activeMs}};
    if (answer.part != 0)
        json[QStringLiteral("part")] = answer.part;
    return json;
}

QJsonObject noteLine(const GivenNote& note)
{
    return {{QStringLiteral("item"), note.item.toText()},
            {QStringLiteral("note"), noteWord(note.kind)},
            {QStringLiteral("text"), note.text},
            {QStringLiteral("value"), note.value},
            {QStringLiteral("at"), note.at}};
}

QString noteWord(NoteKind kind)
{
    switch (kind) {
    case NoteKind::Flag:
        return QStringLiteral("flag");
    case NoteKind::Skip:
        return QStringLiteral("skip");
    case NoteKind::Guess:
        return QStringLiteral("guess");
    case NoteKind::Feedback:
        return QStringLiteral("feedback");
    case NoteKind::Comment:
        break;
    }
    return QStringLiteral("comment");
}

std::optional<NoteKind> noteKindOf(const QString& word)
{
    for (const NoteKind kind :
         {NoteKind::Comment, NoteKind::Flag, NoteKind::Skip, NoteKind::Guess, NoteKind::Feedback}) {
        if (noteWord(kind) == word)
            return kind;
    }
    return std::nullopt;
}

bool isSaid(const GivenNote& note)
{
    return note.kind == NoteKind::Comment ? !note.text.isEmpty() : note.value != 0;
}

} // namespace antiphon
