#include "core/base/random.h"
#include "core/catalogue/tracklist.h"

#include <gtest/gtest.h>

using namespace antiphon;

namespace {

Track track(const char* id, const char* title, const char* artist, std::optional<double> year = {})
{
    Track made;
    made.externalId = QString::fromUtf8(id);
    made.title = QString::fromUtf8(title);
    made.artist = QString::fromUtf8(artist);
    if (year)
        made.numbers << NumberValue{QStringLiteral("year"), *year};
    return made;
}

TrackList listOf(const QList<Track>& tracks)
{
    return TrackList(CatalogueIndex::fromTracks(tracks));
}

std::vector<quint32> membersOf(const Roaring& set)
{
    std::vector<quint32> members(set.cardinality());
    set.toUint32Array(members.data());
    return members;
}

Roaring allOf(const TrackList& list)
{
    return list.texts().find({});
}

using Rows = std::vector<quint32>;

} // namespace

TEST(TrackTexts, FoldsMarksCaseAndLettersWithoutParts)
{
    std::string folded;
    appendFolded(folded, "BJÖRK Ærø, Łódź & Straße 12");
    EXPECT_EQ(folded, "bjork aero, lodz & strasse 12");
}

TEST(TrackTexts, FindsEveryWordInAnyOfTheTexts)
{
    const TrackList list = listOf({track("a1", "Jóga", "Björk"), track("a2", "Joga bonito", "Ann"),
                                   track("b3", "Bonito", "Bjork & Ann"), track("b4", "", "")});
    const auto find = [&](const char* words) {
        return membersOf(list.texts().find(QString::fromUtf8(words)));
    };
    EXPECT_EQ(find("joga"), (Rows{0, 1}));
    EXPECT_EQ(find("BJÖRK"), (Rows{0, 2}));
    EXPECT_EQ(find("  bonito  ann "), (Rows{1, 2}));
    EXPECT_EQ(find("b3"), (Rows{2}));
    EXPECT_EQ(find("joga xyz"), Rows());
    EXPECT_EQ(find("jogabjork"), Rows()) << "no word reaches from one text into the next";
    EXPECT_EQ(find(""), (Rows{0, 1, 2, 3}));
    EXPECT_EQ(find("k"), (Rows{0, 2}));
}

TEST(TrackTexts, AgreesWithLookingAtEachTrack)
{
    Random random(7);
    QList<Track> tracks;
    for (int i = 0; i < 700; ++i) {
        std::string title;
        for (quint64 length = random.below(30); length > 0; --length)
            title.push_back("ab c"[random.below(4)]);
        tracks << track(std::to_string(i).c_str(), title.c_str(), i % 3 == 0 ? "cab" : "");
    }
    const TrackList list = listOf(tracks);
    for (const char* word : {"a", "abc", "aab", "cabcab", "bbbbb", "69", "baccab", "cccccccccccccccccc"}) {
        Rows expected;
        for (quint32 i = 0; i < 700; ++i) {
            const Track& each = tracks[static_cast<qsizetype>(i)];
            for (const QString& text : {each.externalId, each.title, each.artist})
                if (text.contains(QString::fromUtf8(word)) && (expected.empty() || expected.back() != i))
                    expected.push_back(i);
        }
        EXPECT_EQ(membersOf(list.texts().find(QString::fromUtf8(word))), expected) << word;
    }
}

TEST(TrackList, SortsByTextsWithTheUnknownLastBothWays)
{
    const TrackList list =
        listOf({track("a", "zebra", "Ann"), track("b", "", "Bob"), track("c", "Äther", "ann"),
                track("d", "abba are the best", "Cy"), track("e", "Abba are here", "")});
    TrackOrder order{TrackOrder::By::Title, -1, false};
    EXPECT_EQ(list.rows(allOf(list), order), (Rows{4, 3, 2, 0, 1}));
    order.descending = true;
    EXPECT_EQ(list.rows(allOf(list), order), (Rows{0, 2, 3, 4, 1}));
    order = {TrackOrder::By::Artist, -1, false};
    EXPECT_EQ(list.rows(allOf(list), order), (Rows{0, 2, 1, 3, 4})) << "ties go by place";
    EXPECT_EQ(list.rows(Roaring::bitmapOf(3, 1u, 4u, 2u), order), (Rows{2, 1, 4}))
        << "only those of the pool";
    EXPECT_EQ(list.rows(allOf(list), {TrackOrder::By::Place, -1, true}), (Rows{4, 3, 2, 1, 0}));
}

TEST(TrackList, SortsAndSpreadsNumbers)
{
    const TrackList list = listOf(
        {track("a", "", "", 1990), track("b", "", "", 1960), track("c", "", ""), track("d", "", "", 2000)});
    const int year = list.index()->typeIndex(QStringLiteral("year"));
    EXPECT_EQ(list.rows(allOf(list), {TrackOrder::By::Number, year, false}), (Rows{1, 0, 3, 2}));
    EXPECT_EQ(list.rows(allOf(list), {TrackOrder::By::Number, year, true}), (Rows{3, 0, 1, 2}));
    const auto spread = list.spread(year, Roaring::bitmapOf(3, 0u, 2u, 3u), 4);
    ASSERT_TRUE(spread);
    EXPECT_EQ(spread->least, 1960);
    EXPECT_EQ(spread->greatest, 2000);
    EXPECT_EQ(spread->counts, (Rows{0, 0, 0, 2}));
    EXPECT_FALSE(list.spread(-1, allOf(list), 4));
}
