#include "core/base/packedfile.h"

#include <zlib.h>
#include <zstd.h>

#include <array>
#include <string_view>
#include <vector>

namespace antiphon {

namespace {

constexpr std::size_t blockSize = 256 * 1024;
constexpr std::string_view gzipMark("\x1f\x8b", 2);
constexpr std::string_view zstdMark("\x28\xb5\x2f\xfd", 4);
constexpr int zstdWindow = 27; // 128 MB, what the zstd program takes without being asked

struct EndInflate
{
    void operator()(z_stream* stream) const
    {
        inflateEnd(stream);
        delete stream;
    }
};
struct FreeZstd
{
    void operator()(ZSTD_DStream* stream) const { ZSTD_freeDStream(stream); }
};

} // namespace

struct PackedFile::Parts
{
    std::unique_ptr<QFile> file;
    std::vector<char> block = std::vector<char>(blockSize);
    std::size_t begin = 0; // first byte of the block that is not used
    std::size_t end = 0;
    bool atEnd = false; // the file has no more
    qint64 taken = 0;   // from the file
    qint64 given = 0;   // unpacked
    std::unique_ptr<z_stream, EndInflate> gzip;
    std::unique_ptr<ZSTD_DStream, FreeZstd> zstd;
    bool inPiece = true; // between the beginning and the end of a packed piece

    Failure wrong(const QString& what) const { return fail(ErrorCode::WrongFormat, file->fileName(), what); }
    Result<void> fill();
    Result<std::size_t> readPlain(char* to, std::size_t size);
    Result<std::size_t> readGzip(char* to, std::size_t size);
    Result<std::size_t> readZstd(char* to, std::size_t size);
};

// Reads the next block when all of the present one is used.
Result<void> PackedFile::Parts::fill()
{
    if (begin < end || atEnd)
        return {};
    const qint64 got = file->read(block.data(), static_cast<qint64>(block.size()));
    if (got < 0)
        return fail(ErrorCode::ReadFailed, file->fileName(), file->errorString());
    begin = 0;
    end = static_cast<std::size_t>(got);
    taken += got;
    atEnd = got == 0;
    return {};
}

Result<std::size_t> PackedFile::Parts::readPlain(char* to, std::size_t size)
{
    if (begin < end) {
        const std::size_t count = std::min(size, end - begin);
        std::copy_n(block.data() + begin, count, to);
        begin += count;
        return count;
    }
    const qint64 got = file->read(to, static_cast<qint64>(size));
    if (got < 0)
        return fail(ErrorCode::ReadFailed, file->fileName(), file->errorString());
    taken += got;
    return static_cast<std::size_t>(got);
}

Result<std::size_t> PackedFile::Parts::readGzip(char* to, std::size_t size)
{
    gzip->next_out = reinterpret_cast<Bytef*>(to);
    gzip->avail_out = static_cast<uInt>(size);
    while (gzip->avail_out == size) {
        ANTIPHON_TRY(fill());
        if (begin == end && inPiece)
            return wrong(QStringLiteral("it is packed with gzip and ends too early"));
        if (begin == end)
            break;
        if (!inPiece && block[begin] == '\0') { // tape blocks are filled up with zeros
            ++begin;
            continue;
        }
        if (!inPiece)
            inflateReset(gzip.get());
        inPiece = true;
        gzip->next_in = reinterpret_cast<Bytef*>(block.data() + begin);
        gzip->avail_in = static_cast<uInt>(end - begin);
        const int status = inflate(gzip.get(), Z_NO_FLUSH);
        begin = end - gzip->avail_in;
        if (status != Z_OK && status != Z_STREAM_END && status != Z_BUF_ERROR)
            return wrong(QStringLiteral("it is packed with gzip and is damaged"));
        inPiece = status != Z_STREAM_END;
    }
    return size - gzip->avail_out;
}

Result<std::size_t> PackedFile::Parts::readZstd(char* to, std::size_t size)
{
    ZSTD_outBuffer out{to, size, 0};
    while (out.pos == 0) {
        ANTIPHON_TRY(fill());
        ZSTD_inBuffer in{block.data() + begin, end - begin, 0};
        const std::size_t status = ZSTD_decompressStream(zstd.get(), &out, &in);
        if (ZSTD_isError(status))
            return wrong(QStringLiteral("it is packed with Zstandard and can not be read (%1)")
                             .arg(QString::fromLatin1(ZSTD_getErrorName(status))));
        const bool moved = in.pos > 0 || out.pos > 0;
        begin += in.pos;
        if (moved)
            inPiece = status != 0;
        else if (begin == end && inPiece && atEnd)
            return wrong(QStringLiteral("it is packed with Zstandard and ends too early"));
        else if (begin == end && atEnd)
            break;
    }
    return out.pos;
}

PackedFile::PackedFile(std::unique_ptr<Parts> parts) : m_parts(std::move(parts)) {}
PackedFile::PackedFile(PackedFile&&) noexcept = default;
PackedFile& PackedFile::operator=(PackedFile&&) noexcept = default;
PackedFile::~PackedFile() = default;

Result<PackedFile> PackedFile::open(std::unique_ptr<QFile> file)
{
    auto parts = std::make_unique<Parts>();
    parts->file = std::move(file);
    ANTIPHON_TRY(parts->fill());
    const std::string_view head(parts->block.data(), parts->end);
    constexpr int gzipOnly = 16 + MAX_WBITS;
    if (head.starts_with(gzipMark)) {
        parts->gzip.reset(new z_stream{});
        if (inflateInit2(parts->gzip.get(), gzipOnly) != Z_OK)
            return fail(ErrorCode::ReadFailed, parts->file->fileName(), QStringLiteral("no memory"));
    } else if (head.starts_with(zstdMark)) {
        parts->zstd.reset(ZSTD_createDStream());
        if (!parts->zstd)
            return fail(ErrorCode::ReadFailed, parts->file->fileName(), QStringLiteral("no memory"));
        ZSTD_DCtx_setParameter(parts->zstd.get(), ZSTD_d_windowLogMax, zstdWindow);
    }
    return PackedFile(std::move(parts));
}

Result<std::size_t> PackedFile::read(char* to, std::size_t size)
{
    Parts& parts = *m_parts;
    if (!parts.gzip && !parts.zstd)
        return parts.readPlain(to, size);
    ANTIPHON_TRY_ASSIGN(const std::size_t got,
                        parts.gzip ? parts.readGzip(to, size) : parts.readZstd(to, size));
    parts.given += static_cast<qint64>(got);
    if (parts.given > allowedAnyway && parts.given / maximumGrowth > parts.taken)
        return parts.wrong(QStringLiteral("it unpacks to more than %1 times its size").arg(maximumGrowth));
    return got;
}

qint64 PackedFile::bytesRead() const
{
    return m_parts->taken - static_cast<qint64>(m_parts->end - m_parts->begin);
}

} // namespace antiphon
