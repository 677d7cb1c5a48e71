#include "core/base/linereader.h"
#include "core/rating/answerlines.h"

#include <QFileInfo>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>

namespace antiphon {

namespace {

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

using AskedKey = std::pair<PublicItemId, qint64>; // item, question

} // namespace

struct AnswerLog::Parts
{
    QString path;
    int descriptor = -1;
    LineChain chain{QByteArray()};
    QStringList criteria; // keys by number
    qint64 size = 0;
    QHash<AskedKey, int> values;
    QHash<std::pair<PublicItemId, int>, GivenNote> notes; // by item and kind

    Parts() = default;
    Parts(const Parts&) = delete;
    ~Parts()
    {
        if (descriptor >= 0)
            ::close(descriptor);
    }

    AskedKey keyOf(const PublicItemId& item, const QString& criterion, int part) const
    {
        return {item, criteria.indexOf(criterion) * 1'000'000 + part};
    }

    void keep(const GivenAnswer& answer)
    {
        values.insert(keyOf(answer.item, answer.criterion, answer.part), answer.value);
    }

    void keep(const GivenNote& note)
    {
        const std::pair key(note.item, static_cast<int>(note.kind));
        if (isSaid(note))
            notes.insert(key, note);
        else
            notes.remove(key);
    }

    // The chain goes on only when the line is on disk.
    Result<void> add(const QJsonObject& json)
    {
        LineChain next = chain;
        ANTIPHON_TRY(write(next.closed(json)));
        chain = next;
        return {};
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

    // Whether the file has a whole first line. Nothing, or a header that was never finished, may be begun
    // anew; but never another program's file.
    Result<bool> isBegun() const
    {
        QFile file(path);
        if (file.size() == 0)
            return false;
        if (!file.open(QIODevice::ReadOnly))
            return fail(ErrorCode::PermissionDenied, path);
        const QByteArray first = file.read(4096);
        if (first.contains('\n'))
            return true;
        if (!first.isEmpty() && !first.startsWith("{\"digest\":\""))
            return fail(ErrorCode::WrongFormat, path, QStringLiteral("it is no answers file"));
        return false;
    }

    // Reads what was written before and cuts a torn last line off.
    Result<void> resume(const Packet& packet)
    {
        ANTIPHON_TRY_ASSIGN(const AnswersHeader header, answersHeader(path));
        if (header.packet != packet.id || header.packetDigest != packet.digest)
            return fail(ErrorCode::NotPossible, QStringLiteral("writing to %1").arg(path),
                        QStringLiteral("it holds the answers to another packet"));
        ANTIPHON_TRY_ASSIGN(const AnswerFile file, readAnswers(path, packet.answerKey));
        if (file.torn && ::ftruncate(descriptor, file.wholeBytes) != 0)
            return fail(systemError(path, errno));
        size = file.wholeBytes;
        chain = LineChain(packet.answerKey, file.chain.last());
        values.reserve(file.given.size());
        for (const GivenAnswer& answer : file.given)
            keep(answer);
        for (const GivenNote& note : file.notes)
            keep(note);
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

int AnswerLog::valueOf(const PublicItemId& item, const QString& criterion, int part) const
{
    return m_parts->values.value(m_parts->keyOf(item, criterion, part));
}

std::optional<GivenNote> AnswerLog::noteOf(const PublicItemId& item, NoteKind kind) const
{
    const auto found = m_parts->notes.constFind(std::pair(item, static_cast<int>(kind)));
    return found == m_parts->notes.cend() ? std::nullopt : std::optional(*found);
}

Result<AnswerLog> AnswerLog::open(const Packet& packet, const QString& path)
{
    auto parts = std::make_unique<Parts>();
    parts->path = path;
    parts->chain = LineChain(packet.answerKey);
    for (const Criterion& criterion : packet.criteria)
        parts->criteria << criterion.key;
    parts->descriptor = ::open(QFile::encodeName(path).constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
    if (parts->descriptor < 0)
        return fail(systemError(path, errno));
    if (::flock(parts->descriptor, LOCK_EX | LOCK_NB) != 0)
        return fail(ErrorCode::ProjectBusy, path);
    ANTIPHON_TRY_ASSIGN(const bool isBegun, parts->isBegun());
    if (!isBegun) {
        if (::ftruncate(parts->descriptor, 0) != 0)
            return fail(systemError(path, errno));
        ANTIPHON_TRY(parts->add(headerLine(packet)));
        flushFolder(path);
        return AnswerLog(std::move(parts));
    }
    ANTIPHON_TRY(parts->resume(packet));
    return AnswerLog(std::move(parts));
}

Result<void> AnswerLog::append(const GivenAnswer& answer)
{
    ANTIPHON_TRY(m_parts->add(answerLine(answer)));
    m_parts->keep(answer);
    return {};
}

Result<void> AnswerLog::append(const GivenNote& note)
{
    ANTIPHON_TRY(m_parts->add(noteLine(note)));
    m_parts->keep(note);
    return {};
}

} // namespace antiphon
