// Writing a file as it is, or packed with gzip or Zstandard, with its size and digest.
#pragma once

#include "core/base/result.h"

#include <memory>
#include <optional>
#include <string_view>

namespace antiphon {

enum class Packing { None, Gzip, Zstandard };

// From the words of the command line: "gz", "zst", "none". Nothing for others.
std::optional<Packing> packingFromName(const QString& name);
// "", ".gz" or ".zst".
QString packingSuffix(Packing packing);

// What a finished file is.
struct WrittenFile
{
    QString path;
    qint64 bytes = 0;  // on disk
    qint64 plain = 0;  // before packing
    QByteArray sha256; // of the bytes on disk, hex
};

// The same content gives the same bytes each time: no names and no times are packed in.
class PackedWriter
{
public:
    // Replaces a file that is there. Errors: NotFound for its folder; PermissionDenied.
    static Result<PackedWriter> create(const QString& path, Packing packing);
    PackedWriter(PackedWriter&&) noexcept;
    PackedWriter& operator=(PackedWriter&&) noexcept;
    ~PackedWriter();

    // Errors: DiskFull, WriteFailed.
    Result<void> write(std::string_view bytes);
    qint64 plainBytes() const;
    // Writes what waits and closes the file, safe on disk. Errors: DiskFull, WriteFailed.
    Result<WrittenFile> finish();

private:
    struct Parts;
    explicit PackedWriter(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> m_parts;
};

} // namespace antiphon
