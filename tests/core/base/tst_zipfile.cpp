#include "core/base/zipfile.h"
#include "tests/support/resultassertions.h"

using namespace antiphon;

TEST(ZipFile, ReadsWhatItWrote)
{
    const QList<ZipEntry> entries{{QStringLiteral("mimetype"), "plain", ZipMethod::Stored},
                                  {QStringLiteral("folder/größe 🎵.txt"), QByteArray(100'000, 'a')},
                                  {QStringLiteral("empty"), {}}};
    const auto archive = zipArchive(entries);
    ASSERT_OK(archive);
    EXPECT_LT(archive->size(), 2'000); // packed
    const auto read = readZipArchive(*archive);
    ASSERT_OK(read);
    ASSERT_EQ(read->size(), entries.size());
    for (int i = 0; i < entries.size(); ++i) {
        EXPECT_EQ(read->at(i).name, entries[i].name);
        EXPECT_EQ(read->at(i).content, entries[i].content);
    }
    EXPECT_EQ(*zipArchive(entries), *archive); // the same bytes at any time
}

TEST(ZipFile, StoresTheFirstEntryWhereReadersLook)
{
    const auto archive = zipArchive({{QStringLiteral("mimetype"), "a/b", ZipMethod::Stored}});
    ASSERT_OK(archive);
    EXPECT_TRUE(archive->startsWith("PK\x03\x04"));
    EXPECT_EQ(archive->mid(30, 8 + 3), "mimetypea/b"); // neither extra field nor compression
}

TEST(ZipFile, RefusesWhatIsDamagedOrTooLarge)
{
    EXPECT_ERROR(readZipArchive("no archive at all"), ErrorCode::WrongFormat);
    EXPECT_ERROR(readZipArchive({}), ErrorCode::WrongFormat);
    auto archive = zipArchive({{QStringLiteral("a"), QByteArray(5'000, 'x'), ZipMethod::Stored}});
    ASSERT_OK(archive);
    EXPECT_ERROR(readZipArchive(*archive, 4'999), ErrorCode::WrongFormat);
    (*archive)[1'000] = 'y'; // its checksum no longer fits
    EXPECT_ERROR(readZipArchive(*archive), ErrorCode::WrongFormat);
}
