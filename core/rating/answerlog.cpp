#include "core/rating/answerlog.h"

#include "core/base/linereader.h"

#include <QFileInfo>
#include <QJsonDocument>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>

namespace antiphon {

namespace {

constexpr qsizetype hexLength = 64;
constexpr QByteArrayView linkMarker = ",\"link\":\"";
constexpr QByteArrayView lineEnd = "\"}\n";

QString answersFormat()
{
    return QStringLiteral("antiphon-answers");
}

// Closes a JSON object with its link and a line end.
QByteArray linkedLine(const QJsonObject& json, QString& link)
{
    QByteArray body = QJsonDocument(json).toJson(QJsonDocument::Compact);
    body.chop(1);
    link = digestOf(link.toLatin1() + body);
    return body + linkMarker.toByteArray() + link.toLatin1() + lineEnd.toByteArray();
}

// The JSON of a line whose link fits; an empty object otherwise.
QJsonObject checkedLine(QByteArrayView line, QString& link)
{
    const qsizetype bodySize = line.size() - lineEnd.size() - hexLength - linkMarker.size();
    if (bodySize < 1 || !line.endsWith(lineEnd) || line.sliced(bodySize, linkMarker.size()) != linkMarker)
        return {};
    const QString expected = digestOf(link.toLatin1() + line.first(bodySize).toByteArray());
    if (line.sliced(bodySize + linkMarker.size(), hexLength) != expected.toLatin1())
        return {};
    link = expected;
    return QJsonDocument::fromJson(line.toByteArray()).object();
}

QJsonObject answerJson(const GivenAnswer& answer)
{
    return {{QStringLiteral("item"), answer.item.toText()},
            {QStringLiteral("criterion"), answer.criterion},
            {QStringLiteral("value"), answer.value},
            {QStringLiteral("at"), answer.at},
            {QStringLiteral("active_ms"), answer.activeMs}};
}

Failure tampered(const QString& path, qint64 line)
{
    return fail(
        Error{ErrorCode::Tampered, path, line, QStringLiteral("the line does not fit the one before it")});
}

Result<void> readHeader(AnswerFile& file, const QJsonObject& header, const QString& path)
{
    const auto packet = PacketId::fromText(header[QStringLiteral("packet")].toString());
    if (!packet || header[QStringLiteral("version")].toInt() != 1)
        return fail(ErrorCode::WrongFormat, path,
                    QStringLiteral("it holds no answers that this version can read"));
    file.packet = *packet;
    file.packetDigest = header[QStringLiteral("digest")].toString();
    file.rater = header[QStringLiteral("rater")].toString();
    return {};
}

Result<AnswerFile> answersOf(const QByteArray& bytes, const QString& path)
{
    AnswerFile file;
    QString link;
    qsizetype begin = 0;
    for (qint64 number = 1; begin < bytes.size(); ++number) {
        const qsizetype end = bytes.indexOf('\n', begin);
        if (end < 0) {
            file.torn = true;
            break;
        }
        const QJsonObject json = checkedLine(QByteArrayView(bytes).sliced(begin, end + 1 - begin), link);
        if (json.isEmpty())
            return tampered(path, number);
        file.chain << link;
        if (number == 1) {
            ANTIPHON_TRY(readHeader(file, json, path));
        } else {
            const auto item = PublicItemId::fromText(json[QStringLiteral("item")].toString());
            if (!item)
                return tampered(path, number);
            file.given << GivenAnswer{
                *item, json[QStringLiteral("criterion")].toString(), json[QStringLiteral("value")].toInt(),
                json[QStringLiteral("at")].toInteger(), json[QStringLiteral("active_ms")].toInteger()};
        }
        begin = end + 1;
        file.wholeBytes = begin;
    }
    return file;
}

Error systemError(const QString& path, int number)
{
    if (number == ENOSPC || number == EDQUOT)
        return {ErrorCode::DiskFull, path, 0, {}};
    if (number == EACCES || number == EPERM || number == EROFS || number == ENOENT)
        return {ErrorCode::PermissionDenied, path, 0, {}};
    if (number == EISDIR)
        return {ErrorCode::NotAFile, path, 0, {}};
    return {ErrorCode::WriteFailed, path, 0, {}};
}

// A new file survives a power cut only when its folder was flushed too.
void flushFolder(const QString& path)
{
    const QByteArray folder = QFile::encodeName(QFileInfo(path).absolutePath());
    if (const int descriptor = ::open(folder.constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        descriptor >= 0) {
        ::fsync(descriptor);
        ::close(descriptor);
    }
}

} // namespace

QList<GivenAnswer> AnswerFile::inEffect() const
{
    QList<GivenAnswer> effective;
    QHash<std::pair<PublicItemId, QString>, qsizetype> places;
    for (const GivenAnswer& answer : given) {
        const auto key = std::pair(answer.item, answer.criterion);
        if (const auto place = places.constFind(key); place != places.cend()) {
            effective[*place] = answer;
        } else {
            places.insert(key, effective.size());
            effective << answer;
        }
    }
    return effective;
}

Result<AnswerFile> readAnswers(const QString& path)
{
    ANTIPHON_TRY_ASSIGN(const QByteArray bytes, readWholeFile(path));
    const bool looksLikeOne =
        bytes.left(1024).contains("\"link\"") || bytes.left(1024).contains("antiphon-answers");
    if (!looksLikeOne)
        return fail(ErrorCode::WrongFormat, path, QStringLiteral("it is no answers file"));
    return answersOf(bytes, path);
}

struct AnswerLog::Parts
{
    QString path;
    int descriptor = -1;
    QString link;
    qint64 size = 0;
    QHash<std::pair<PublicItemId, QString>, int> values;

    Parts() = default;
    Parts(const Parts&) = delete;
    ~Parts()
    {
        if (descriptor >= 0)
            ::close(descriptor);
    }

    // All of the line and the flush, or the file as it was.
    Result<void> write(const QByteArray& line)
    {
        qsizetype done = 0;
        int failure = 0;
        while (done < line.size() && failure == 0) {
            const auto wrote = ::pwrite(descriptor, line.constData() + done,
                                        static_cast<size_t>(line.size() - done), size + done);
            if (wrote < 0 && errno != EINTR)
                failure = errno;
            else if (wrote > 0)
                done += wrote;
        }
        if (failure == 0 && ::fsync(descriptor) != 0)
            failure = errno;
        if (failure != 0) {
            // Should this fail too, the rest is a torn line, which every reader leaves out.
            [[maybe_unused]] const int cut = ::ftruncate(descriptor, size);
            return fail(systemError(path, failure));
        }
        size += line.size();
        return {};
    }
};

AnswerLog::AnswerLog(std::unique_ptr<Parts> parts) : m_parts(std::move(parts)) {}
AnswerLog::AnswerLog(AnswerLog&&) noexcept = default;
AnswerLog& AnswerLog::operator=(AnswerLog&&) noexcept = default;
AnswerLog::~AnswerLog() = default;

const QString& AnswerLog::path() const
{
    return m_parts->path;
}

int AnswerLog::valueOf(const PublicItemId& item, const QString& criterion) const
{
    return m_parts->values.value(std::pair(item, criterion));
}

Result<AnswerLog> AnswerLog::open(const Packet& packet, const QString& path)
{
    auto parts = std::make_unique<Parts>();
    parts->path = path;
    parts->descriptor = ::open(QFile::encodeName(path).constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
    if (parts->descriptor < 0)
        return fail(systemError(path, errno));
    if (::flock(parts->descriptor, LOCK_EX | LOCK_NB) != 0)
        return fail(ErrorCode::ProjectBusy, path);
    QByteArray bytes;
    if (QFileInfo(path).size() > 0) {
        ANTIPHON_TRY_ASSIGN(bytes, readWholeFile(path));
    }
    const qsizetype firstLine = bytes.indexOf('\n');
    if (firstLine < 0) {
        // Nothing, or a header that was never finished; but never another program's file.
        if (!bytes.isEmpty() && !bytes.startsWith("{\"digest\":\""))
            return fail(ErrorCode::WrongFormat, path, QStringLiteral("it is no answers file"));
        if (::ftruncate(parts->descriptor, 0) != 0)
            return fail(systemError(path, errno));
        const QJsonObject header{{QStringLiteral("format"), answersFormat()},
                                 {QStringLiteral("version"), 1},
                                 {QStringLiteral("packet"), packet.id.toText()},
                                 {QStringLiteral("digest"), packet.digest},
                                 {QStringLiteral("rater"), packet.rater}};
        ANTIPHON_TRY(parts->write(linkedLine(header, parts->link)));
        flushFolder(path);
        return AnswerLog(std::move(parts));
    }
    ANTIPHON_TRY_ASSIGN(const AnswerFile file, readAnswers(path));
    if (file.packet != packet.id || file.packetDigest != packet.digest)
        return fail(ErrorCode::NotPossible, QStringLiteral("writing to %1").arg(path),
                    QStringLiteral("it holds the answers to another packet"));
    if (file.torn && ::ftruncate(parts->descriptor, file.wholeBytes) != 0)
        return fail(systemError(path, errno));
    parts->size = file.wholeBytes;
    parts->link = file.chain.last();
    for (const GivenAnswer& answer : file.given)
        parts->values.insert(std::pair(answer.item, answer.criterion), answer.value);
    return AnswerLog(std::move(parts));
}

Result<void> AnswerLog::append(const GivenAnswer& answer)
{
    QString link = m_parts->link;
    ANTIPHON_TRY(m_parts->write(linkedLine(answerJson(answer), link)));
    m_parts->link = link;
    m_parts->values.insert(std::pair(answer.item, answer.criterion), answer.value);
    return {};
}

} // namespace antiphon
