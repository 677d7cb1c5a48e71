#include "core/base/packedwriter.h"

#include <QCryptographicHash>
#include <QFile>
#include <QFileInfo>

#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

#include <cerrno>
#include <vector>

namespace antiphon {

namespace {

constexpr std::size_t blockSize = 256 * 1024;
constexpr int gzipLevel = 6;
constexpr int zstdLevel = 6;

struct EndDeflate
{
    void operator()(z_stream* stream) const
    {
        deflateEnd(stream);
        delete stream;
    }
};
struct FreeZstd
{
    void operator()(ZSTD_CStream* stream) const { ZSTD_freeCStream(stream); }
};

} // namespace

struct PackedWriter::Parts
{
    explicit Parts(const QString& path) : file(path) {}

    QFile file;
    QCryptographicHash digest{QCryptographicHash::Sha256};
    std::vector<char> block = std::vector<char>(blockSize);
    std::unique_ptr<z_stream, EndDeflate> gzip;
    std::unique_ptr<ZSTD_CStream, FreeZstd> zstd;
    qint64 plain = 0;
    qint64 bytes = 0;

    Failure failed() const
    {
        const bool isFull = errno == ENOSPC || errno == EDQUOT;
        return fail(isFull ? ErrorCode::DiskFull : ErrorCode::WriteFailed, file.fileName(),
                    file.errorString());
    }
    Result<void> put(const char* data, std::size_t size);
    Result<void> pack(std::string_view input, bool isLast);
    Result<void> deflateBlock(std::string_view input, bool isLast);
    Result<void> packZstd(std::string_view input, bool isLast);
};

Result<void> PackedWriter::Parts::put(const char* data, std::size_t size)
{
    errno = 0;
    const auto count = static_cast<qint64>(size);
    if (file.write(data, count) != count)
        return failed();
    digest.addData(QByteArrayView(data, count));
    bytes += count;
    return {};
}

Result<void> PackedWriter::Parts::deflateBlock(std::string_view input, bool isLast)
{
    gzip->next_in = reinterpret_cast<Bytef*>(const_cast<char*>(input.data()));
    gzip->avail_in = static_cast<uInt>(input.size());
    int status = Z_OK;
    do {
        gzip->next_out = reinterpret_cast<Bytef*>(block.data());
        gzip->avail_out = static_cast<uInt>(block.size());
        status = deflate(gzip.get(), isLast ? Z_FINISH : Z_NO_FLUSH);
        ANTIPHON_TRY(put(block.data(), block.size() - gzip->avail_out));
    } while (isLast ? status != Z_STREAM_END : gzip->avail_in > 0 || gzip->avail_out == 0);
    return {};
}

Result<void> PackedWriter::Parts::packZstd(std::string_view input, bool isLast)
{
    ZSTD_inBuffer in{input.data(), input.size(), 0};
    std::size_t left = 0;
    do {
        ZSTD_outBuffer out{block.data(), block.size(), 0};
        left = ZSTD_compressStream2(zstd.get(), &out, &in, isLast ? ZSTD_e_end : ZSTD_e_continue);
        if (ZSTD_isError(left))
            return fail(ErrorCode::WriteFailed, file.fileName(),
                        QString::fromLatin1(ZSTD_getErrorName(left)));
        ANTIPHON_TRY(put(block.data(), out.pos));
    } while (isLast ? left > 0 : in.pos < in.size);
    return {};
}

Result<void> PackedWriter::Parts::pack(std::string_view input, bool isLast)
{
    if (gzip)
        return deflateBlock(input, isLast);
    if (zstd)
        return packZstd(input, isLast);
    return put(input.data(), input.size());
}

std::optional<Packing> packingFromName(const QString& name)
{
    if (name == QLatin1String("gz"))
        return Packing::Gzip;
    if (name == QLatin1String("zst"))
        return Packing::Zstandard;
    return name.isEmpty() || name == QLatin1String("none") ? std::optional(Packing::None) : std::nullopt;
}

QString packingSuffix(Packing packing)
{
    if (packing == Packing::None)
        return {};
    return packing == Packing::Gzip ? QStringLiteral(".gz") : QStringLiteral(".zst");
}

PackedWriter::PackedWriter(std::unique_ptr<Parts> parts) : m_parts(std::move(parts)) {}
PackedWriter::PackedWriter(PackedWriter&&) noexcept = default;
PackedWriter& PackedWriter::operator=(PackedWriter&&) noexcept = default;
PackedWriter::~PackedWriter() = default;

Result<PackedWriter> PackedWriter::create(const QString& path, Packing packing)
{
    auto parts = std::make_unique<Parts>(path);
    if (const QString folder = QFileInfo(path).path(); !QFileInfo(folder).isDir())
        return fail(ErrorCode::NotFound, QStringLiteral("the folder %1").arg(folder));
    if (!parts->file.open(QIODevice::WriteOnly | QIODevice::Truncate))
        return fail(ErrorCode::PermissionDenied, path, parts->file.errorString());
    constexpr int gzipOnly = 16 + MAX_WBITS;
    constexpr int memoryLevel = 8;
    if (packing == Packing::Gzip) {
        parts->gzip.reset(new z_stream{});
        if (deflateInit2(parts->gzip.get(), gzipLevel, Z_DEFLATED, gzipOnly, memoryLevel,
                         Z_DEFAULT_STRATEGY) != Z_OK)
            return fail(ErrorCode::WriteFailed, path, QStringLiteral("no memory"));
    } else if (packing == Packing::Zstandard) {
        parts->zstd.reset(ZSTD_createCStream());
        if (!parts->zstd)
            return fail(ErrorCode::WriteFailed, path, QStringLiteral("no memory"));
        ZSTD_CCtx_setParameter(parts->zstd.get(), ZSTD_c_compressionLevel, zstdLevel);
        ZSTD_CCtx_setParameter(parts->zstd.get(), ZSTD_c_checksumFlag, 1);
    }
    return PackedWriter(std::move(parts));
}

Result<void> PackedWriter::write(std::string_view bytes)
{
    m_parts->plain += static_cast<qint64>(bytes.size());
    while (!bytes.empty()) {
        const std::string_view piece = bytes.substr(0, blockSize);
        ANTIPHON_TRY(m_parts->pack(piece, false));
        bytes.remove_prefix(piece.size());
    }
    return {};
}

qint64 PackedWriter::plainBytes() const
{
    return m_parts->plain;
}

Result<WrittenFile> PackedWriter::finish()
{
    ANTIPHON_TRY(m_parts->pack({}, true));
    errno = 0;
    QFile& file = m_parts->file;
    if (!file.flush() || fsync(file.handle()) != 0)
        return m_parts->failed();
    file.close();
    return WrittenFile{file.fileName(), m_parts->bytes, m_parts->plain, m_parts->digest.result().toHex()};
}

} // namespace antiphon
