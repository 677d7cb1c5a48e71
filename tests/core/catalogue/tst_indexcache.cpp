#include "core/catalogue/catalogueindex.h"
#include "core/catalogue/cataloguestore.h"
#include "core/catalogue/indexcache.h"
#include "core/catalogue/trackeditstore.h"
#include "core/storage/edithistory.h"
#include "tests/support/resultassertions.h"
#include "tests/support/temporaryproject.h"

#include <QDir>

using namespace antiphon;
using namespace antiphon::test;

namespace {

constexpr int tracksWithACache = 10'000;

CatalogueId addCatalogue(const Connection& connection, const QString& name, int tracks)
{
    auto writer = CatalogueWriter::begin(connection, {{}, name, {}, "{}"});
    EXPECT_OK(writer);
    for (int i = 0; i < tracks; ++i) {
        const std::string id = QStringLiteral("t%1").arg(i).toStdString();
        const std::string artist = QStringLiteral("Artist %1").arg(i % 90).toStdString();
        const std::string values = QStringLiteral(R"({"genre":["g%1"],"mood":["m%2"],"year":[%3]})")
                                       .arg(i % 7)
                                       .arg(i % 11)
                                       .arg(1950 + i % 70)
                                       .toStdString();
        EXPECT_OK(writer->add({id, "Title", artist, "", values}));
    }
    EXPECT_OK(writer->finish(18));
    EXPECT_OK(setCatalogueState(connection, writer->catalogueId(), CatalogueState::Ready));
    return writer->catalogueId();
}

std::shared_ptr<const CatalogueIndex> smallIndex()
{
    QList<Track> tracks;
    for (int i = 0; i < 40; ++i) {
        Track track;
        track.externalId = QStringLiteral("t%1").arg(i);
        track.artist = QStringLiteral("a%1").arg(i % 5);
        track.values << AttributeValue{QStringLiteral("genre"), QStringLiteral("g%1").arg(i % 3)};
        track.numbers << NumberValue{QStringLiteral("year"), 1990.0 + i};
        tracks << track;
    }
    return CatalogueIndex::fromTracks(tracks);
}

// Asks everything there is to ask.
quint64 readAll(const CatalogueIndex& index)
{
    quint64 sum = 0;
    for (quint32 i = 0; i < index.trackCount(); ++i) {
        sum += static_cast<quint64>(index.track(i).values.size());
        sum += index.findTrack(index.externalId(i)).value_or(0);
    }
    for (ValueId value = 0; value < index.valueCount(); ++value) {
        sum += index.tracksWith(value).cardinality() + static_cast<quint64>(index.valueText(value).size());
        for (const quint32 count : index.countsIn(index.tracksWith(value)))
            sum += count;
    }
    for (std::size_t type = 0; type < index.types().size(); ++type)
        sum += index.tracksInRange(static_cast<int>(type), -1e300, 1e300).cardinality();
    return sum;
}

class IndexCacheTest : public testing::Test
{
protected:
    QString writeFile(const QByteArray& bytes)
    {
        const QString path = m_project.path() + QStringLiteral(".cache");
        QFile file(path);
        EXPECT_TRUE(file.open(QIODevice::WriteOnly));
        EXPECT_EQ(file.write(bytes), bytes.size());
        return path;
    }
    TemporaryProject m_project;
};

QByteArray bytesOf(const CatalogueIndex& index)
{
    const auto bytes = index.image().bytes();
    return {reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size())};
}

} // namespace

TEST_F(IndexCacheTest, TheSecondReadingTakesTheFileOfTheFirst)
{
    const Connection& connection = m_project.connection();
    const CatalogueId id = addCatalogue(connection, QStringLiteral("one"), tracksWithACache);
    const auto built = CatalogueIndex::load(connection, id);
    ASSERT_OK(built);
    EXPECT_FALSE((*built)->image().isMapped());
    const QString path = indexCachePath(connection, id);
    EXPECT_EQ(QFile::permissions(path), QFile::permissions(connection.path()));
    const auto mapped = CatalogueIndex::load(connection, id);
    ASSERT_OK(mapped);
    EXPECT_TRUE((*mapped)->image().isMapped());
    EXPECT_EQ(bytesOf(**mapped), bytesOf(**built));
    EXPECT_GT(readAll(**built), 0u);
    EXPECT_EQ(readAll(**mapped), readAll(**built));
    EXPECT_EQ((*mapped)->track(77), (*built)->track(77));
    EXPECT_EQ((*mapped)->catalogue(), id);
}

TEST_F(IndexCacheTest, AnyChangedByteOrEndIsNoticed)
{
    const auto index = smallIndex();
    const QByteArray good = bytesOf(*index);
    const IndexKey key = index->image().key();
    ASSERT_TRUE(IndexImage::map(writeFile(good), key));
    EXPECT_FALSE(IndexImage::map(writeFile(good), {CatalogueId::create(), key.stamp}));
    EXPECT_FALSE(IndexImage::map(writeFile(good), {key.catalogue, key.stamp + 1}));
    EXPECT_FALSE(IndexImage::map(m_project.path() + QStringLiteral(".none"), key));
    EXPECT_FALSE(IndexImage::map(writeFile(good + QByteArray(64, '\0')), key));
    int noticed = 0;
    int changed = 0;
    for (qsizetype at = 0; at < good.size(); at += at < 100 ? 3 : 37) {
        QByteArray bad = good;
        bad[at] = static_cast<char>(bad[at] ^ (1 << (at % 8)));
        noticed += IndexImage::map(writeFile(bad), key) ? 0 : 1;
        noticed += IndexImage::map(writeFile(good.first(at)), key) ? 0 : 1;
        changed += 2;
    }
    // The rest of the header's last block holds nothing.
    EXPECT_GE(noticed, changed - 8);
}

TEST_F(IndexCacheTest, SectionsThatDoNotFitAreRefusedOrHarmless)
{
    const auto index = smallIndex();
    const IndexImage& image = index->image();
    Random random(3);
    int refused = 0;
    constexpr int rounds = 400;
    for (int round = 0; round < rounds; ++round) {
        std::array<std::span<const std::byte>, sectionCount> sections;
        for (std::size_t i = 0; i < sectionCount; ++i)
            sections[i] = image.section<std::byte>(static_cast<Section>(i));
        std::size_t changed = random.below(sectionCount);
        if (changed == static_cast<std::size_t>(Section::Sets))
            changed = static_cast<std::size_t>(Section::SetPlaces);
        std::vector<std::byte> bytes(sections[changed].begin(), sections[changed].end());
        if (random.chance(0.2))
            bytes.resize(random.below(bytes.size() + 1));
        else
            bytes[random.below(bytes.size())] = static_cast<std::byte>(random.below(256));
        sections[changed] = bytes;
        const auto bad =
            CatalogueIndex::fromImage(IndexImage::assemble(image.key(), image.trackCount(), sections));
        refused += bad ? 0 : 1;
        if (bad)
            readAll(*bad);
    }
    EXPECT_GT(refused, rounds / 4);
    EXPECT_LT(refused, rounds);
}

TEST_F(IndexCacheTest, ATornFileIsBuiltAgainAndMended)
{
    const Connection& connection = m_project.connection();
    const CatalogueId id = addCatalogue(connection, QStringLiteral("one"), tracksWithACache);
    ASSERT_OK(CatalogueIndex::load(connection, id));
    const QString path = indexCachePath(connection, id);
    ASSERT_TRUE(QFile::resize(path, QFileInfo(path).size() / 2));
    const auto again = CatalogueIndex::load(connection, id);
    ASSERT_OK(again);
    EXPECT_FALSE((*again)->image().isMapped());
    EXPECT_EQ((*again)->trackCount(), quint32(tracksWithACache));
    EXPECT_TRUE(CatalogueIndex::load(connection, id).value()->image().isMapped());
}

TEST_F(IndexCacheTest, AnEditedTrackMakesAnotherIndex)
{
    const Connection& connection = m_project.connection();
    const CatalogueId id = addCatalogue(connection, QStringLiteral("one"), tracksWithACache);
    const auto before = CatalogueIndex::load(connection, id);
    ASSERT_OK(before);
    Track wanted = (*before)->track(5);
    wanted.title = QStringLiteral("Another");
    ASSERT_OK(EditHistory(connection).record({QStringLiteral("ada")}, QStringLiteral("Edit"), [&] {
        return editTrack(connection, id, wanted);
    }));
    const auto edited = CatalogueIndex::load(connection, id);
    ASSERT_OK(edited);
    EXPECT_EQ((*edited)->track(5), wanted);
    ASSERT_OK(EditHistory(connection).undo({QStringLiteral("ada")}));
    EXPECT_EQ(CatalogueIndex::load(connection, id).value()->track(5), (*before)->track(5));
}

TEST_F(IndexCacheTest, WithoutAPlaceForItTheIndexIsBuilt)
{
    const Connection& connection = m_project.connection();
    const CatalogueId id = addCatalogue(connection, QStringLiteral("one"), tracksWithACache);
    ASSERT_TRUE(QDir().mkpath(indexCachePath(connection, id)));
    for (int i = 0; i < 2; ++i) {
        const auto index = CatalogueIndex::load(connection, id);
        ASSERT_OK(index);
        EXPECT_FALSE((*index)->image().isMapped());
    }
}

TEST_F(IndexCacheTest, SmallCataloguesLeaveNoneAndRemovedOnesLoseTheirs)
{
    const Connection& connection = m_project.connection();
    const CatalogueId small = addCatalogue(connection, QStringLiteral("small"), 10);
    ASSERT_OK(CatalogueIndex::load(connection, small));
    EXPECT_FALSE(QFile::exists(indexCachePath(connection, small)));

    const CatalogueId old = addCatalogue(connection, QStringLiteral("old"), tracksWithACache);
    ASSERT_OK(CatalogueIndex::load(connection, old));
    ASSERT_TRUE(QFile::exists(indexCachePath(connection, old)));
    ASSERT_OK(setCatalogueState(connection, old, CatalogueState::Removed));
    const CatalogueId other = addCatalogue(connection, QStringLiteral("other"), tracksWithACache);
    ASSERT_OK(CatalogueIndex::load(connection, other));
    EXPECT_TRUE(QFile::exists(indexCachePath(connection, other)));
    EXPECT_FALSE(QFile::exists(indexCachePath(connection, old)));
}
