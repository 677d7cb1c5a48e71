#include "core/base/packedbytes.h"

#include <zstd.h>

#include <memory>

namespace antiphon {

namespace {

constexpr int level = 5;
constexpr unsigned long long mostBytes = 64ULL * 1024 * 1024;

struct FreePacker
{
    void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
};
struct FreeUnpacker
{
    void operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); }
};

size_t sizeOf(const QByteArray& bytes)
{
    return static_cast<size_t>(bytes.size());
}

} // namespace

QByteArray packedBytes(const QByteArray& bytes, const QByteArray& base)
{
    const std::unique_ptr<ZSTD_CCtx, FreePacker> context(ZSTD_createCCtx());
    ZSTD_CCtx_setParameter(context.get(), ZSTD_c_compressionLevel, level);
    if (!base.isEmpty())
        ZSTD_CCtx_refPrefix(context.get(), base.constData(), sizeOf(base));
    QByteArray packed(static_cast<qsizetype>(ZSTD_compressBound(sizeOf(bytes))), Qt::Uninitialized);
    const size_t size =
        ZSTD_compress2(context.get(), packed.data(), sizeOf(packed), bytes.constData(), sizeOf(bytes));
    Q_ASSERT(!ZSTD_isError(size)); // the bound is enough for everything
    packed.resize(static_cast<qsizetype>(size));
    return packed;
}

Result<QByteArray> unpackedBytes(const QByteArray& packed, const QByteArray& base)
{
    const auto wrong = [] {
        return fail(ErrorCode::WrongFormat, QStringLiteral("packed bytes"), QStringLiteral("are damaged"));
    };
    const unsigned long long size = ZSTD_getFrameContentSize(packed.constData(), sizeOf(packed));
    if (size == ZSTD_CONTENTSIZE_ERROR || size == ZSTD_CONTENTSIZE_UNKNOWN || size > mostBytes)
        return wrong();
    const std::unique_ptr<ZSTD_DCtx, FreeUnpacker> context(ZSTD_createDCtx());
    if (!base.isEmpty())
        ZSTD_DCtx_refPrefix(context.get(), base.constData(), sizeOf(base));
    QByteArray bytes(static_cast<qsizetype>(size), Qt::Uninitialized);
    const size_t got =
        ZSTD_decompressDCtx(context.get(), bytes.data(), sizeOf(bytes), packed.constData(), sizeOf(packed));
    if (ZSTD_isError(got) || got != size)
        return wrong();
    return bytes;
}

} // namespace antiphon
