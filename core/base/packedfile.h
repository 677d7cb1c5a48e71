// Reading a file as it is, or as what it holds when it is packed with gzip or Zstandard.
#pragma once

#include "core/base/result.h"

#include <QFile>

#include <memory>

namespace antiphon {

// Tells packed files by their first bytes, whatever their names. Several packed pieces in one file are read
// as one text, as gzip and zstd do. Memory stays small: gzip needs 32 KB, Zstandard at most 128 MB (its usual
// limit). What unpacks to more than `maximumGrowth` times its size is refused once it is over
// `allowedAnyway`.
class PackedFile
{
public:
    static constexpr qint64 maximumGrowth = 500;
    static constexpr qint64 allowedAnyway = 64 * 1024 * 1024;

    // `file` is open and stands at its beginning. Errors: ReadFailed.
    static Result<PackedFile> open(std::unique_ptr<QFile> file);
    PackedFile(PackedFile&&) noexcept;
    PackedFile& operator=(PackedFile&&) noexcept;
    ~PackedFile();

    // Up to `size` bytes; 0 at the end. Errors: ReadFailed; WrongFormat for packed bytes that are damaged,
    // that end too early or that grow too much.
    Result<std::size_t> read(char* to, std::size_t size);
    qint64 bytesRead() const; // of the file itself

private:
    struct Parts;
    explicit PackedFile(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> m_parts;
};

} // namespace antiphon
