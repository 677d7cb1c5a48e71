// Versions of recipes on the command line.
#include "tests/support/program.h"
#include "tests/support/resultassertions.h"
#include "tests/support/temporaryproject.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace antiphon;
using namespace antiphon::test;

namespace {

class RecipeVerbs : public testing::Test
{
protected:
    RecipeVerbs()
    {
        EXPECT_EQ(
            runProgram(antiphonCli(), {QStringLiteral("new"), path(), QStringLiteral("--sample")}).exitStatus,
            0);
    }
    QString path() const { return m_project.filePath(QStringLiteral("recipes.antiphon")); }
    QString file(const char* name) const { return m_project.filePath(QLatin1String(name)); }
    ProgramRun cli(const QString& line) const
    {
        return runProgram(antiphonCli(),
                          line.split(QLatin1Char('|')) + QStringList{QStringLiteral("--project"), path()});
    }
    QJsonObject json(const QString& line) const
    {
        return QJsonDocument::fromJson(cli(line + QStringLiteral("|--json")).out).object();
    }
    // Saves the shipped recipe as mine, with another chance of excluding.
    int save(double excludes)
    {
        QJsonObject recipe =
            json(QStringLiteral("recipe|show|human shares"))[QLatin1String("recipe")].toObject();
        QJsonObject values = recipe[QLatin1String("values")].toObject();
        values[QLatin1String("excludes")] = excludes;
        recipe[QLatin1String("values")] = values;
        const QString path =
            m_project.writeFile(QStringLiteral("recipe.json"), QJsonDocument(recipe).toJson());
        return cli(QStringLiteral("recipe|save|mine|--note|try|--from|") + path).exitStatus;
    }
    TemporaryProject m_project;
};

} // namespace

TEST_F(RecipeVerbs, SavesListsShowsAndComparesVersions)
{
    ASSERT_EQ(save(0.1), 0);
    ASSERT_EQ(save(0.4), 0);
    EXPECT_EQ(save(0.4), 1);
    const QJsonArray all = json(QStringLiteral("recipe|list"))[QLatin1String("recipes")].toArray();
    ASSERT_EQ(all.size(), 3);
    EXPECT_TRUE(all[0][QLatin1String("shipped")].toBool());
    EXPECT_EQ(all[1][QLatin1String("version")].toInt(), 2);
    EXPECT_EQ(all[1][QLatin1String("note")].toString(), QStringLiteral("try"));
    const QJsonArray changes =
        json(QStringLiteral("recipe|diff|mine@1|mine"))[QLatin1String("changes")].toArray();
    ASSERT_EQ(changes.size(), 1);
    EXPECT_EQ(changes[0][QLatin1String("key")].toString(), QStringLiteral("values.excludes"));
    EXPECT_EQ(changes[0][QLatin1String("before")].toString(), QStringLiteral("0.1"));
    EXPECT_EQ(changes[0][QLatin1String("after")].toString(), QStringLiteral("0.4"));
    EXPECT_EQ(cli(QStringLiteral("recipe|rename|mine|ours")).exitStatus, 0);
    EXPECT_EQ(cli(QStringLiteral("recipe|show|mine")).exitStatus, 1);
    EXPECT_EQ(cli(QStringLiteral("recipe|remove|ours@2")).exitStatus, 0);
    EXPECT_EQ(json(QStringLiteral("recipe|show|ours"))[QLatin1String("version")].toInt(), 1);
    EXPECT_EQ(cli(QStringLiteral("recipe|remove|human shares")).exitStatus, 1);
}

TEST_F(RecipeVerbs, PlansAreDrawnByAVersionAndSaySo)
{
    ASSERT_EQ(save(0.1), 0);
    ASSERT_EQ(save(0.4), 0);
    const auto drawn = [this](const QString& name, const QString& recipe) {
        return json(QStringLiteral("plan|--count|20|--name|%1|--recipe|%2").arg(name, recipe));
    };
    EXPECT_EQ(drawn(QStringLiteral("a"), QStringLiteral("mine"))[QLatin1String("recipe")].toString(),
              QStringLiteral("mine 2"));
    EXPECT_EQ(drawn(QStringLiteral("b"), QStringLiteral("mine@1"))[QLatin1String("recipe")].toString(),
              QStringLiteral("mine 1"));
    EXPECT_EQ(drawn(QStringLiteral("c"), file("recipe.json"))[QLatin1String("recipe")].toString(),
              QStringLiteral("human shares 1"));
    EXPECT_EQ(cli(QStringLiteral("plan|--count|20|--name|d|--recipe|other")).exitStatus, 1);
    const QString out = file("drawn.json");
    ASSERT_EQ(cli(QStringLiteral("export|recipe|--source|b|--out|") + out).exitStatus, 0);
    QFile written(out);
    ASSERT_TRUE(written.open(QIODevice::ReadOnly));
    EXPECT_EQ(QJsonDocument::fromJson(written.readAll())[QLatin1String("values")][QLatin1String("excludes")]
                  .toDouble(),
              0.1);
}

TEST_F(RecipeVerbs, AnEstimateIsKept)
{
    const QJsonArray rows = json(QStringLiteral("frequencies"))[QLatin1String("frequencies")].toArray();
    ASSERT_FALSE(rows.isEmpty());
    const QString coder = rows[0][QLatin1String("coder")].toString();
    EXPECT_EQ(cli(QStringLiteral("recipe|estimate|--coder|%1").arg(coder)).exitStatus, 1);
    ASSERT_EQ(cli(QStringLiteral("recipe|estimate|--coder|%1|--save|coded").arg(coder)).exitStatus, 0);
    const QJsonObject saved = json(QStringLiteral("recipe|show|coded"));
    EXPECT_EQ(saved[QLatin1String("version")].toInt(), 1);
    EXPECT_TRUE(saved[QLatin1String("note")].toString().contains(coder));
}
