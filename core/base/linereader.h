// Reading text files of any size line by line, with every fault named by file and line.
#pragma once

#include "core/base/packedfile.h"

#include <optional>
#include <string_view>
#include <vector>

namespace antiphon {

// Reads a file, plain or packed with gzip or Zstandard, in blocks of 1 MiB and hands out its lines without
// their line ends (LF or CRLF). A leading
// byte order mark is skipped. A line may be up to `maximumLine` bytes; a longer one is an error that names
// its line.
class LineReader
{
public:
    static constexpr qint64 defaultMaximumLine = 64 * 1024 * 1024;

    // Errors: NotFound, NotAFile, PermissionDenied, EmptyFile, those of PackedFile.
    static Result<LineReader> open(const QString& path, qint64 maximumLine = defaultMaximumLine);

    // The next line, valid until the next call; nothing at the end of the file. Errors: LineTooLong,
    // InvalidText (both name the line and leave the reader at the line after it), those of PackedFile.
    Result<std::optional<std::string_view>> next();

    qint64 lineNumber() const { return m_line; } // of the line last handed out, from 1
    qint64 bytesRead() const { return m_file ? m_file->bytesRead() : 0; } // of the file as it lies there
    qint64 bytesTotal() const { return m_total; }
    const QString& path() const { return m_path; }

private:
    explicit LineReader(QString path, qint64 maximumLine)
        : m_path(std::move(path)), m_maximumLine(maximumLine)
    {
    }
    Result<bool> fill();
    Result<bool> skipRestOfLine();
    Failure failHere(ErrorCode code, const QString& detail) const;

    QString m_path;
    std::optional<PackedFile> m_file;
    std::vector<char> m_buffer;
    std::size_t m_begin = 0; // first byte not handed out
    std::size_t m_end = 0;   // behind the last byte read
    qint64 m_maximumLine;
    qint64 m_line = 0;
    qint64 m_total = 0;
};

// Opens a file for reading. Errors: NotFound, NotAFile, PermissionDenied; with size 0 also EmptyFile.
Result<std::unique_ptr<QFile>> openForReading(const QString& path);
// The whole content of a file of up to `maximum` bytes. Errors: those of openForReading, LineTooLong for a
// larger file.
Result<QByteArray> readWholeFile(const QString& path, qint64 maximum = 256 * 1024 * 1024);
// Replaces a file's content: all of it or none, also when the power fails. Errors: PermissionDenied,
// DiskFull, NotAFile, WriteFailed.
Result<void> writeWholeFile(const QString& path, const QByteArray& content);
// Whether the bytes are valid UTF-8 (no overlong forms, no surrogates).
bool isValidUtf8(std::string_view bytes);

} // namespace antiphon
