#include "core/base/linereader.h"
#include "core/base/packedbytes.h"
#include "core/base/packedwriter.h"
#include "core/base/random.h"
#include "tests/support/resultassertions.h"

#include <QCryptographicHash>
#include <QFile>
#include <QTemporaryDir>

using namespace antiphon;

namespace {

QByteArray drawn(Random& random, qsizetype size)
{
    QByteArray bytes(size, '\0');
    for (char& byte : bytes)
        byte = static_cast<char>(random.below(256));
    return bytes;
}

QByteArray bytesOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

TEST(PackedBytes, ComeBackWithTheirBaseAlone)
{
    Random random(5);
    for (const qsizetype size : {0, 1, 100, 5'000, 300'000}) {
        const QByteArray base = drawn(random, size);
        QByteArray bytes = base;
        bytes.insert(size / 2, "changed");
        const auto alone = unpackedBytes(packedBytes(bytes));
        ASSERT_OK(alone);
        EXPECT_EQ(*alone, bytes);
        const QByteArray packed = packedBytes(bytes, base);
        const auto based = unpackedBytes(packed, base);
        ASSERT_OK(based);
        EXPECT_EQ(*based, bytes);
        if (size < 5'000)
            continue;
        EXPECT_LT(packed.size(), bytes.size() / 20); // random bytes: only the base makes them small
        const auto without = unpackedBytes(packed, drawn(random, size));
        EXPECT_TRUE(!without || *without != bytes);
    }
    EXPECT_ERROR(unpackedBytes("no frame"), ErrorCode::WrongFormat);
    EXPECT_ERROR(unpackedBytes(packedBytes("abc").chopped(2)), ErrorCode::WrongFormat);
}

TEST(PackedWriter, WritesTheSameBytesTwiceAndSaysWhatTheyAre)
{
    const QTemporaryDir folder;
    QByteArray text;
    for (int i = 0; i < 20'000; ++i)
        text += "line " + QByteArray::number(i) + '\n';
    for (const char* name : {"none", "gz", "zst"}) {
        const auto packing = packingFromName(QLatin1String(name));
        ASSERT_TRUE(packing.has_value());
        QList<QByteArray> files;
        for (int round = 0; round < 2; ++round) {
            const QString path = folder.filePath(QStringLiteral("%1%2").arg(QLatin1String(name)).arg(round));
            auto writer = PackedWriter::create(path, *packing);
            ASSERT_OK(writer);
            const qsizetype step = round == 0 ? text.size() : 777; // however it comes in
            for (qsizetype at = 0; at < text.size(); at += step) {
                const QByteArray part = text.mid(at, step);
                ASSERT_OK(writer->write({part.constData(), static_cast<std::size_t>(part.size())}));
            }
            EXPECT_EQ(writer->plainBytes(), text.size());
            const auto written = writer->finish();
            ASSERT_OK(written);
            files << bytesOf(path);
            EXPECT_EQ(written->bytes, files.last().size());
            EXPECT_EQ(written->plain, text.size());
            EXPECT_EQ(written->sha256,
                      QCryptographicHash::hash(files.last(), QCryptographicHash::Sha256).toHex());
            auto reader = LineReader::open(path);
            ASSERT_OK(reader);
            QByteArray read;
            for (;;) {
                const auto line = reader->next();
                ASSERT_OK(line);
                if (!*line)
                    break;
                read += QByteArray((*line)->data(), static_cast<qsizetype>((*line)->size())) + '\n';
            }
            EXPECT_EQ(read, text) << name;
        }
        EXPECT_EQ(*packing == Packing::None, files.first() == text);
    }
    EXPECT_FALSE(packingFromName(QStringLiteral("rar")).has_value());
    EXPECT_EQ(packingSuffix(Packing::Zstandard), QStringLiteral(".zst"));
    EXPECT_ERROR(PackedWriter::create(folder.filePath(QStringLiteral("no/such")), Packing::None),
                 ErrorCode::NotFound);
}
