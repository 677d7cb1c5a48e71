#include "core/catalogue/catalogueimport.h"
#include "core/catalogue/cataloguejoin.h"
#include "core/catalogue/cataloguestore.h"
#include "tests/support/resultassertions.h"
#include "tests/support/temporaryproject.h"

using namespace antiphon;
using namespace antiphon::test;

namespace {

const Actor ada{QStringLiteral("ada")};

class CatalogueJoinTest : public testing::Test
{
protected:
    CatalogueJoinTest()
    {
        import("tags", "id\ttitle\tartist\tgenre\tyear\n"
                       "1\tLet It Be\tThe Beatles\trock\t1970\n"
                       "2\tDéjà Vu\tBeyoncé\tpop\t2006\n"
                       "3\tHello\tAdele\tpop\t2015\n"
                       "4\tHello\tLionel Richie\tsoul\t\n"
                       "5\tIntro\tThe XX\tindie\t\n"
                       "6\tIntro\tThe xx\tindie\t\n");
        import("moods", "id\ttitle\tartist\tgenre\tyear\n"
                        "1\tLet it be (Remastered 2009)\tBeatles\tballad|rock\t2009\n"
                        "9\tDeja Vu (feat. Jay-Z)\tBEYONCE\tdance\t\n"
                        "4\tHello\tLionel Richie\tballad\t1984\n"
                        "8\tHello!\tLionel Richie\tslow\t1984\n"
                        "5\tIntro\tXX\tquiet\t\n");
    }
    void import(const char* name, const QByteArray& content)
    {
        const auto map = catalogueMapFromJson(
            R"({"id": "id", "title": "title", "artist": "artist", "attributes": {
                "genre": {"column": "genre", "split": "|"}, "year": {"column": "year", "type": "number"}}})",
            {});
        const QString file = m_project.writeFile(QString::fromUtf8(name) + QStringLiteral(".tsv"), content);
        ASSERT_OK(importCatalogue(connection(), ada, file, *map, {}, {}, {}));
    }
    Result<CatalogueJoin> join(JoinBy by, bool keepUnmatched = true,
                               const QString& with = QStringLiteral("moods"))
    {
        return joinCatalogues(connection(), ada,
                              {QStringLiteral("tags"), with, by, QStringLiteral("both"), keepUnmatched});
    }
    // "1: ballad, rock 1970" for each track.
    QStringList tracks(CatalogueId catalogue) const
    {
        QStringList lines;
        const auto page = trackPage(connection(), {catalogue, {}, {}, {}}, 0, 100);
        for (const Track& track : *page) {
            QStringList parts;
            for (const AttributeValue& value : track.values)
                parts << value.value;
            for (const NumberValue& number : track.numbers)
                parts << QString::number(number.number);
            lines << track.externalId + QStringLiteral(": ") + parts.join(QLatin1Char(' '));
        }
        return lines;
    }
    const Connection& connection() const { return m_project.connection(); }
    TemporaryProject m_project;
};

QStringList texts(std::initializer_list<const char*> list)
{
    QStringList result;
    for (const char* text : list)
        result << QString::fromUtf8(text);
    return result;
}

} // namespace

TEST_F(CatalogueJoinTest, IdsBringTheValuesOfBothTogether)
{
    const auto joined = join(JoinBy::Id);
    ASSERT_OK(joined);
    EXPECT_EQ(joined->matched, 3);
    EXPECT_EQ(joined->unmatched, 3);
    EXPECT_EQ(joined->unused, 2);
    EXPECT_EQ(joined->catalogue.tracks, 6);
    EXPECT_EQ(joined->catalogue.values, 6);
    EXPECT_EQ(tracks(joined->catalogue.id), texts({"1: rock ballad 1970", "2: pop 2006", "3: pop 2015",
                                                   "4: soul ballad 1984", "5: indie quiet", "6: indie"}));
}

TEST_F(CatalogueJoinTest, TitlesAndArtistsMatchInAnySpelling)
{
    const auto joined = join(JoinBy::TitleArtist, false);
    ASSERT_OK(joined);
    EXPECT_EQ(tracks(joined->catalogue.id), texts({"1: rock ballad 1970", "2: pop dance 2006"}));
    EXPECT_EQ(joined->matched, 2);
    EXPECT_EQ(joined->unmatched, 1);
}

TEST_F(CatalogueJoinTest, WhatMatchesSeveralIsListedAndNeverGuessed)
{
    const auto joined = join(JoinBy::TitleArtist);
    ASSERT_OK(joined);
    EXPECT_EQ(tracks(joined->catalogue.id).mid(3), texts({"4: soul", "5: indie", "6: indie"}));
    ASSERT_EQ(joined->ambiguous.size(), 3);
    EXPECT_EQ(joined->ambiguousCount, 3);
    EXPECT_EQ(joined->ambiguous[0].externalId, QStringLiteral("4"));
    EXPECT_EQ(joined->ambiguous[0].alike, 1);
    EXPECT_EQ(joined->ambiguous[0].partners, 2);
    EXPECT_EQ(joined->ambiguous[1].alike, 2);
    EXPECT_EQ(joined->ambiguous[1].partners, 1);
}

TEST_F(CatalogueJoinTest, CountsBeforehandWhatItWillDo)
{
    const JoinRequest byId{QStringLiteral("tags"), QStringLiteral("moods"), JoinBy::Id, {}};
    const auto ids = countJoin(connection(), byId);
    ASSERT_OK(ids);
    EXPECT_EQ(ids->matched, 3);
    EXPECT_EQ(ids->onlyInto, 3);
    EXPECT_EQ(ids->onlyWith, 2);
    EXPECT_EQ(ids->ambiguousInto + ids->ambiguousWith, 0);

    JoinRequest byTitle = byId;
    byTitle.by = JoinBy::TitleArtist;
    const auto titles = countJoin(connection(), byTitle);
    ASSERT_OK(titles);
    EXPECT_EQ(titles->matched, 2);
    EXPECT_EQ(titles->onlyInto, 1); // Adele's Hello
    EXPECT_EQ(titles->onlyWith, 0);
    EXPECT_EQ(titles->ambiguousInto, 3);
    EXPECT_EQ(titles->ambiguousWith, 3);
    ASSERT_EQ(titles->ambiguous.size(), 3);
    EXPECT_EQ(titles->ambiguous[0].externalId, QStringLiteral("4"));
    EXPECT_EQ(titles->ambiguous[0].partners, 2);
    EXPECT_EQ(readyCatalogues(connection())->size(), 2);

    byTitle.with = byTitle.into;
    EXPECT_ERROR(countJoin(connection(), byTitle), ErrorCode::InvalidValue);
    const CancelToken cancelled;
    cancelled.cancel();
    EXPECT_ERROR(countJoin(connection(), byId, cancelled), ErrorCode::Cancelled);
}

TEST_F(CatalogueJoinTest, IsOneEditThatUndoTakesBack)
{
    ASSERT_OK(join(JoinBy::Id));
    EXPECT_EQ(readyCatalogues(connection())->size(), 3);
    ASSERT_OK(EditHistory(connection()).undo(ada));
    EXPECT_EQ(readyCatalogues(connection())->size(), 2);
}

TEST_F(CatalogueJoinTest, WhatCanNotBeJoinedLeavesNothing)
{
    EXPECT_EQ(join(JoinBy::Id, true, QStringLiteral("tags")).error().code, ErrorCode::InvalidValue);
    EXPECT_EQ(join(JoinBy::Id, true, QStringLiteral("none")).error().code, ErrorCode::NotFound);
    import("far", "id\ttitle\tartist\tgenre\tyear\nz\tOther\tNobody\trock\t\n");
    EXPECT_EQ(join(JoinBy::Id, false, QStringLiteral("far")).error().code, ErrorCode::NotPossible);
    const CancelToken cancelled;
    cancelled.cancel();
    const JoinRequest request{QStringLiteral("tags"), QStringLiteral("moods"), JoinBy::Id,
                              QStringLiteral("both")};
    EXPECT_EQ(joinCatalogues(connection(), ada, request, cancelled).error().code, ErrorCode::Cancelled);
    EXPECT_EQ(connection().integer("SELECT count(*) FROM catalogue").value(), 3);
    EXPECT_EQ(connection().integer("SELECT count(*) FROM track").value(), 12);
}
