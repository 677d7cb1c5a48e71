#include "core/base/linereader.h"
#include "core/rating/answerlines.h"

#include <QFile>
#include <QJsonDocument>
#include <QSet>

namespace antiphon {

namespace {

Failure tampered(const QString& path, qint64 line)
{
    return fail(
        Error{ErrorCode::Tampered, path, line, QStringLiteral("the line does not fit the one before it")});
}

Result<void> readHeader(AnswerFile& file, const QJsonObject& header, const QString& path)
{
    const auto packet = PacketId::fromText(header[QStringLiteral("packet")].toString());
    const int version = header[QStringLiteral("version")].toInt();
    if (!packet || version < 1 || version > 2)
        return fail(ErrorCode::WrongFormat, path,
                    QStringLiteral("it holds no answers that this version can read"));
    file.packet = *packet;
    file.packetDigest = header[QStringLiteral("digest")].toString();
    file.rater = header[QStringLiteral("rater")].toString();
    return {};
}

// An answer or a note.
bool readLine(AnswerFile& file, const QJsonObject& json, qint64 number)
{
    const auto item = PublicItemId::fromText(json[QStringLiteral("item")].toString());
    if (!item)
        return false;
    const int value = json[QStringLiteral("value")].toInt();
    const TimePoint at = json[QStringLiteral("at")].toInteger();
    if (const QString word = json[QStringLiteral("note")].toString(); !word.isEmpty()) {
        const auto kind = noteKindOf(word);
        if (kind)
            file.notes << GivenNote{*item, *kind, json[QStringLiteral("text")].toString(), value, at};
        return kind.has_value();
    }
    file.given << GivenAnswer{
        *item, json[QStringLiteral("criterion")].toString(), json[QStringLiteral("part")].toInt(), value,
        at,    json[QStringLiteral("active_ms")].toInteger()};
    file.lines << number;
    return true;
}

bool looksLikeAnswers(QByteArrayView first)
{
    return first.contains("\"link\"") || first.contains("antiphon-answers");
}

Failure noAnswers(const QString& path)
{
    return fail(ErrorCode::WrongFormat, path, QStringLiteral("it is no answers file"));
}

using Asked = std::pair<PublicItemId, std::pair<QString, int>>;

} // namespace

QList<GivenNote> AnswerFile::notesInEffect() const
{
    QList<GivenNote> effective;
    QHash<std::pair<PublicItemId, int>, qsizetype> places;
    for (const GivenNote& note : notes) {
        const auto key = std::pair(note.item, static_cast<int>(note.kind));
        if (const auto place = places.constFind(key); place != places.cend()) {
            effective[*place] = note;
        } else {
            places.insert(key, effective.size());
            effective << note;
        }
    }
    effective.removeIf([](const GivenNote& note) { return !isSaid(note); });
    return effective;
}

QList<GivenAnswer> AnswerFile::inEffect() const
{
    QSet<PublicItemId> skipped;
    for (const QList<GivenNote> said = notesInEffect(); const GivenNote& note : said) {
        if (note.kind == NoteKind::Skip)
            skipped.insert(note.item);
    }
    QList<GivenAnswer> effective;
    QHash<Asked, qsizetype> places;
    places.reserve(given.size());
    for (const GivenAnswer& answer : given) {
        if (skipped.contains(answer.item))
            continue;
        const Asked key(answer.item, {answer.criterion, answer.part});
        if (const auto place = places.constFind(key); place != places.cend()) {
            effective[*place] = answer;
        } else {
            places.insert(key, effective.size());
            effective << answer;
        }
    }
    return effective;
}

Result<AnswersHeader> answersHeader(const QString& path)
{
    ANTIPHON_TRY_ASSIGN(const QByteArray bytes, readWholeFile(path));
    const qsizetype end = bytes.indexOf('\n');
    const QByteArray first = bytes.left(end < 0 ? 1024 : end);
    if (!looksLikeAnswers(first))
        return noAnswers(path);
    if (end < 0)
        return fail(ErrorCode::WrongFormat, path, QStringLiteral("it ends before the first line does"));
    AnswerFile file;
    const QJsonDocument header = QJsonDocument::fromJson(first);
    if (!header.isObject() || !readHeader(file, header.object(), path))
        return tampered(path, 1);
    return AnswersHeader{file.packet, file.packetDigest, file.rater};
}

Result<AnswerFile> readAnswers(const QString& path, const QByteArray& answerKey)
{
    ANTIPHON_TRY_ASSIGN(const QByteArray bytes, readWholeFile(path));
    if (!looksLikeAnswers(QByteArrayView(bytes).first(qMin<qsizetype>(1024, bytes.size()))))
        return noAnswers(path);
    AnswerFile file;
    LineChain chain(answerKey);
    qsizetype begin = 0;
    for (qint64 number = 1; begin < bytes.size(); ++number) {
        const qsizetype end = bytes.indexOf('\n', begin);
        if (end < 0) {
            file.torn = true;
            break;
        }
        const QJsonObject json = chain.opened(QByteArrayView(bytes).sliced(begin, end + 1 - begin));
        if (json.isEmpty())
            return tampered(path, number);
        file.chain << chain.link();
        if (number == 1) {
            ANTIPHON_TRY(readHeader(file, json, path));
        } else if (!readLine(file, json, number)) {
            return tampered(path, number);
        }
        begin = end + 1;
        file.wholeBytes = begin;
    }
    return file;
}

} // namespace antiphon
