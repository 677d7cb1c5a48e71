#include "core/coding/codestore.h"
#include "core/coding/codingexport.h"
#include "core/coding/codingimport.h"
#include "tests/core/coding/codingproject.h"

using namespace antiphon;

using CodingExport = test::CodingProject;

TEST_F(CodingExport, WritesRowsThatImportAgain)
{
    put(place(QStringLiteral("a"), 0), code(Facet::Intent, QStringLiteral("others")), QStringLiteral("ada"));
    put(place(QStringLiteral("a"), 1), code(Facet::Action, QStringLiteral("others")), QStringLiteral("ada"));
    put(place(QStringLiteral("b"), 2), code(Facet::Attribute, QStringLiteral("genre")),
        QStringLiteral("ada"));
    const auto turns = codedTurns(db(), {});
    ASSERT_OK(turns);
    const QByteArray csv = codingsCsv(*turns);
    EXPECT_TRUE(csv.startsWith(
        "source,dialogue,turn,role,target,begin,end,facet,code,coder,origin,quote,text\n"
        "talks,a,1,user,turn,,,intent,others,ada,person,\"turn 1 of a, \"\"quoted\"\"\",\"turn 1 of a, "
        "\"\"quoted\"\"\"\n"));
    EXPECT_EQ(csv.count('\n'), 4);
    const QString path = m_project.writeFile(QStringLiteral("out.csv"), csv);
    const auto again = importCodings(db(), m_actor, {path, CodingFormat::Csv, QStringLiteral("ada"), {}});
    ASSERT_OK(again);
    EXPECT_EQ(again->unchanged, 3);
    EXPECT_EQ(again->codings, 0);
}

TEST_F(CodingExport, WritesPresenceAsZeroAndOne)
{
    put(place(QStringLiteral("a"), 0), code(Facet::Intent, QStringLiteral("greeting")),
        QStringLiteral("ada"));
    put(place(QStringLiteral("a"), 0), code(Facet::Attribute, QStringLiteral("genre")),
        QStringLiteral("ada"));
    put(place(QStringLiteral("a"), 0), code(Facet::Intent, QStringLiteral("greeting")),
        QStringLiteral("ben"));
    const auto turns = codedTurns(db(), {});
    ASSERT_OK(turns);
    const QByteArray csv = codingsMatrix(*turns, *readCodes(db()));
    const QList<QByteArray> lines = csv.trimmed().split('\n');
    ASSERT_EQ(lines.size(), 3);
    EXPECT_EQ(lines[0].count(','), 4 + 33);
    EXPECT_TRUE(lines[0].contains("intent:greeting"));
    EXPECT_TRUE(lines[1].startsWith("talks,a,1,user,ada,"));
    EXPECT_EQ(lines[1].count(",1"), 1 + 2);
    EXPECT_EQ(lines[2].count(",1"), 1 + 1);
}

TEST_F(CodingExport, LimitsToTheNewest)
{
    const Code genre = code(Facet::Attribute, QStringLiteral("genre"));
    for (int i = 0; i < 4; ++i)
        put(place(QStringLiteral("a"), i), genre, QStringLiteral("ada"));
    CodedTurnQuery query;
    query.code = genre.id;
    query.limit = 2;
    const auto turns = codedTurns(db(), query);
    ASSERT_OK(turns);
    ASSERT_EQ(turns->size(), 2);
    EXPECT_EQ(turns->first().place.position, 3);
}
