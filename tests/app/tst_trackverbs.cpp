// Single tracks on the command line.
#include "tests/support/program.h"
#include "tests/support/temporaryproject.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <gtest/gtest.h>

using namespace antiphon::test;

namespace {

class TrackVerbs : public testing::Test
{
protected:
    TrackVerbs()
    {
        const QString table = m_project.writeFile(QStringLiteral("t.tsv"), "ID\tTITLE\tGENRE\tYEAR\n"
                                                                           "t1\tRed\trock,pop\t1999\n");
        const QString map = m_project.writeFile(
            QStringLiteral("map.json"),
            R"({"id":"ID","title":"TITLE","attributes":{"genre":{"column":"GENRE","split":","},)"
            R"("year":{"column":"YEAR","type":"number"}}})");
        EXPECT_EQ(runProgram(antiphonCli(), {QStringLiteral("new"), path()}).exitStatus, 0);
        EXPECT_EQ(cli(QStringLiteral("import|catalogue|%1|--map|%2|--name|songs").arg(table, map)).exitStatus,
                  0);
    }
    QString path() const { return m_project.filePath(QStringLiteral("tracks.antiphon")); }
    ProgramRun cli(const QString& line) const
    {
        return runProgram(antiphonCli(),
                          line.split(QLatin1Char('|')) + QStringList{QStringLiteral("--project"), path()});
    }
    QJsonObject shown() const
    {
        return QJsonDocument::fromJson(cli(QStringLiteral("track|show|t1|--json")).out).object();
    }
    TemporaryProject m_project;
};

} // namespace

TEST_F(TrackVerbs, EditsATrackInOneStepThatIsUndone)
{
    const QJsonObject before = shown();
    ASSERT_EQ(before[QLatin1String("title")].toString(), QStringLiteral("Red"));
    ASSERT_EQ(cli(QStringLiteral("track|edit|t1|--title|Blue|--set|genre=rock,indie|--set|year=2001|--add|"
                                 "mood=sad|--remove|genre=rock"))
                  .exitStatus,
              0);
    const QJsonObject after = shown();
    EXPECT_EQ(after[QLatin1String("title")].toString(), QStringLiteral("Blue"));
    const QJsonObject values = after[QLatin1String("values")].toObject();
    EXPECT_EQ(values[QLatin1String("genre")].toArray(), (QJsonArray{QStringLiteral("indie")}));
    EXPECT_EQ(values[QLatin1String("mood")].toArray(), (QJsonArray{QStringLiteral("sad")}));
    EXPECT_EQ(values[QLatin1String("year")].toArray(), (QJsonArray{2001}));
    EXPECT_EQ(after[QLatin1String("edits")].toArray().size(), 1);

    ASSERT_EQ(cli(QStringLiteral("history|--undo")).exitStatus, 0);
    EXPECT_EQ(shown()[QLatin1String("values")], before[QLatin1String("values")]);
    EXPECT_EQ(shown()[QLatin1String("title")].toString(), QStringLiteral("Red"));
}

TEST_F(TrackVerbs, RefusesWhatIsNotThere)
{
    EXPECT_EQ(cli(QStringLiteral("track|edit|t9|--title|Blue")).exitStatus, 1);
    EXPECT_EQ(cli(QStringLiteral("track|edit|t1|--remove|genre=jazz")).exitStatus, 1);
    EXPECT_EQ(cli(QStringLiteral("track|edit|t1|--add|genre=rock")).exitStatus, 1);
    EXPECT_EQ(cli(QStringLiteral("track|edit|t1|--set|genre")).exitStatus, 1);
}
