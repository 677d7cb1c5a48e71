#include "core/base/linereader.h"
#include "tests/support/resultassertions.h"

#include <QTemporaryDir>

#include <zlib.h>
#include <zstd.h>

using namespace antiphon;

namespace {

QByteArray gzipped(const QByteArray& text)
{
    z_stream stream{};
    deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
    QByteArray packed(static_cast<qsizetype>(deflateBound(&stream, static_cast<uLong>(text.size()))), '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.constData()));
    stream.avail_in = static_cast<uInt>(text.size());
    stream.next_out = reinterpret_cast<Bytef*>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    EXPECT_EQ(deflate(&stream, Z_FINISH), Z_STREAM_END);
    packed.truncate(static_cast<qsizetype>(stream.total_out));
    deflateEnd(&stream);
    return packed;
}

// With a checksum, as the zstd program writes it.
QByteArray zstandard(const QByteArray& text)
{
    const std::unique_ptr<ZSTD_CCtx, decltype(&ZSTD_freeCCtx)> context(ZSTD_createCCtx(), ZSTD_freeCCtx);
    ZSTD_CCtx_setParameter(context.get(), ZSTD_c_checksumFlag, 1);
    const auto size = static_cast<std::size_t>(text.size());
    QByteArray packed(static_cast<qsizetype>(ZSTD_compressBound(size)), '\0');
    packed.truncate(static_cast<qsizetype>(ZSTD_compress2(
        context.get(), packed.data(), static_cast<std::size_t>(packed.size()), text.constData(), size)));
    return packed;
}

struct Packing
{
    const char* name;
    QByteArray (*pack)(const QByteArray&);
};

class PackedFileTest : public testing::TestWithParam<Packing>
{
protected:
    Result<QList<QByteArray>> linesOf(const QByteArray& content)
    {
        const QString path = m_folder.filePath(QStringLiteral("packed"));
        QFile file(path);
        EXPECT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(content);
        file.close();
        ANTIPHON_TRY_ASSIGN(LineReader reader, LineReader::open(path));
        QList<QByteArray> lines;
        for (;;) {
            ANTIPHON_TRY_ASSIGN(const auto line, reader.next());
            if (!line)
                return lines;
            lines << QByteArray(line->data(), static_cast<qsizetype>(line->size()));
        }
    }
    static QByteArray pack(const QByteArray& text) { return GetParam().pack(text); }
    // Lines that no packer makes much smaller, over several blocks.
    static QList<QByteArray> manyLines()
    {
        QList<QByteArray> lines;
        for (quint64 i = 0; i < 150'000; ++i)
            lines << QByteArray::number(i * 0x9E3779B97F4A7C15ULL, 16);
        return lines;
    }
    QTemporaryDir m_folder;
};

} // namespace

TEST_P(PackedFileTest, LinesComeAsTheyWere)
{
    const QList<QByteArray> lines = manyLines();
    const auto read = linesOf(pack(lines.join('\n')));
    ASSERT_OK(read);
    EXPECT_EQ(*read, lines);
}

TEST_P(PackedFileTest, SeveralPiecesAreOneText)
{
    const auto read = linesOf(pack("one\ntw") + pack("o\nthree"));
    ASSERT_OK(read);
    EXPECT_EQ(*read, (QList<QByteArray>{"one", "two", "three"}));
}

TEST_P(PackedFileTest, ATruncatedFileIsNamed)
{
    const QByteArray whole = pack(manyLines().join('\n'));
    for (const qsizetype left : {qsizetype(12), whole.size() / 2, whole.size() - 1}) {
        const auto read = linesOf(whole.first(left));
        ASSERT_FALSE(read) << left;
        EXPECT_EQ(read.error().code, ErrorCode::WrongFormat);
        EXPECT_TRUE(read.error().detail.contains(QStringLiteral("ends too early"))) << left;
    }
}

TEST_P(PackedFileTest, DamageIsNoticed)
{
    QByteArray whole = pack(manyLines().join('\n'));
    for (qsizetype at = whole.size() / 2; at < whole.size() / 2 + 64; ++at)
        whole[at] = static_cast<char>(~whole[at]);
    const auto read = linesOf(whole);
    ASSERT_FALSE(read);
}

TEST_P(PackedFileTest, WhatGrowsWithoutEndIsRefused)
{
    const auto read = linesOf(pack((QByteArray(1024 * 1024, ' ') + '\n').repeated(80)));
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code, ErrorCode::WrongFormat);
    EXPECT_TRUE(read.error().detail.contains(QStringLiteral("500 times")));
}

INSTANTIATE_TEST_SUITE_P(Packings, PackedFileTest,
                         testing::Values(Packing{"gzip", gzipped}, Packing{"Zstandard", zstandard}),
                         [](const auto& packing) { return std::string(packing.param.name); });
