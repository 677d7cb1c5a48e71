#include "core/base/linereader.h"

#include <QFileInfo>
#include <QSaveFile>

#include <simdjson.h>

#include <cerrno>
#include <cstring>

namespace antiphon {

namespace {
constexpr std::size_t blockSize = 1024 * 1024;
}

bool isValidUtf8(std::string_view bytes)
{
    return simdjson::validate_utf8(bytes.data(), bytes.size());
}

Result<std::unique_ptr<QFile>> openForReading(const QString& path)
{
    const QFileInfo info(path);
    if (!info.exists())
        return fail(ErrorCode::NotFound, path);
    if (info.isDir())
        return fail(ErrorCode::NotAFile, path);
    auto file = std::make_unique<QFile>(path);
    if (!file->open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return fail(ErrorCode::PermissionDenied, path, file->errorString());
    if (info.isFile() && file->size() == 0)
        return fail(ErrorCode::EmptyFile, path);
    return file;
}

Result<QByteArray> readWholeFile(const QString& path, qint64 maximum)
{
    ANTIPHON_TRY_ASSIGN(const auto file, openForReading(path));
    if (file->size() > maximum)
        return fail(
            ErrorCode::LineTooLong, path,
            QStringLiteral("%1 MB where at most %2 MB are read").arg(file->size() >> 20).arg(maximum >> 20));
    QByteArray content = file->readAll();
    if (file->error() != QFileDevice::NoError)
        return fail(ErrorCode::ReadFailed, path, file->errorString());
    return content;
}

Result<void> writeWholeFile(const QString& path, const QByteArray& content)
{
    if (QFileInfo(path).isDir())
        return fail(ErrorCode::NotAFile, path);
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return fail(ErrorCode::PermissionDenied, path, file.errorString());
    errno = 0;
    const bool written = file.write(content) == content.size() && file.commit();
    if (!written)
        return fail(errno == ENOSPC || errno == EDQUOT ? ErrorCode::DiskFull : ErrorCode::WriteFailed, path,
                    file.errorString());
    return {};
}

Result<LineReader> LineReader::open(const QString& path, qint64 maximumLine)
{
    ANTIPHON_TRY_ASSIGN(auto file, openForReading(path));
    LineReader reader(path, maximumLine);
    reader.m_total = file->size();
    ANTIPHON_TRY_ASSIGN(auto packed, PackedFile::open(std::move(file)));
    reader.m_file = std::move(packed);
    ANTIPHON_TRY(reader.fill());
    if (reader.m_end >= 3 && std::memcmp(reader.m_buffer.data(), "\xef\xbb\xbf", 3) == 0)
        reader.m_begin = 3;
    return reader;
}

Failure LineReader::failHere(ErrorCode code, const QString& detail) const
{
    return fail(Error{code, m_path, m_line, detail});
}

// Reads one more block behind the bytes not yet handed out; false at the end of the file.
Result<bool> LineReader::fill()
{
    if (m_begin > 0) {
        std::memmove(m_buffer.data(), m_buffer.data() + m_begin, m_end - m_begin);
        m_end -= m_begin;
        m_begin = 0;
    }
    if (m_buffer.size() < m_end + blockSize)
        m_buffer.resize(std::max(m_buffer.size() * 2, m_end + blockSize));
    ANTIPHON_TRY_ASSIGN(const std::size_t got, m_file->read(m_buffer.data() + m_end, blockSize));
    m_end += got;
    return got > 0;
}

// Drops bytes up to and with the next line end; false when the file ends first.
Result<bool> LineReader::skipRestOfLine()
{
    for (;;) {
        const char* begin = m_buffer.data() + m_begin;
        if (const void* hit = std::memchr(begin, '\n', m_end - m_begin)) {
            m_begin += static_cast<std::size_t>(static_cast<const char*>(hit) - begin) + 1;
            return true;
        }
        m_begin = m_end;
        ANTIPHON_TRY_ASSIGN(const bool more, fill());
        if (!more)
            return false;
    }
}

Result<std::optional<std::string_view>> LineReader::next()
{
    ++m_line;
    std::size_t searched = 0;
    std::size_t length = 0;
    std::size_t consumed = 0;
    for (;;) {
        const char* begin = m_buffer.data() + m_begin;
        const std::size_t available = m_end - m_begin;
        if (const void* hit = std::memchr(begin + searched, '\n', available - searched)) {
            length = static_cast<std::size_t>(static_cast<const char*>(hit) - begin);
            consumed = length + 1;
            break;
        }
        searched = available;
        if (static_cast<qint64>(available) > m_maximumLine) {
            ANTIPHON_TRY(skipRestOfLine());
            return failHere(ErrorCode::LineTooLong,
                            QStringLiteral("over %1 MB").arg(m_maximumLine / (1024 * 1024)));
        }
        ANTIPHON_TRY_ASSIGN(const bool more, fill());
        if (more)
            continue;
        if (available == 0)
            return std::optional<std::string_view>();
        length = consumed = available;
        break;
    }
    std::string_view line(m_buffer.data() + m_begin, length);
    m_begin += consumed;
    if (static_cast<qint64>(length) > m_maximumLine)
        return failHere(ErrorCode::LineTooLong,
                        QStringLiteral("over %1 MB").arg(m_maximumLine / (1024 * 1024)));
    if (line.ends_with('\r'))
        line.remove_suffix(1);
    if (!isValidUtf8(line))
        return failHere(ErrorCode::InvalidText, {});
    return std::optional(line);
}

} // namespace antiphon
