// Versions of the codebook on the command line.
#include "tests/support/commandline.h"
#include "tests/support/resultassertions.h"

#include <QJsonArray>

using namespace antiphon;
using namespace antiphon::test;

namespace {

class TaxonomyVerbs : public VerbTest
{
protected:
    TaxonomyVerbs() : VerbTest("coded.antiphon")
    {
        EXPECT_EQ(
            runProgram(antiphonCli(), {QStringLiteral("new"), path(), QStringLiteral("--sample")}).exitStatus,
            0);
        EXPECT_EQ(cli(QStringLiteral("taxonomy publish --name v1 --note pilot")).exitStatus, 0);
    }
    QString file(const char* name) const { return m_project.filePath(QLatin1String(name)); }
};

} // namespace

TEST_F(TaxonomyVerbs, PublishesListsAndTellsDifferences)
{
    EXPECT_EQ(cli(QStringLiteral("taxonomy publish --name v2")).exitStatus, 1);
    const QString more = m_project.writeFile(QStringLiteral("more.csv"),
                                             "facet,code,definition\nintent,farewell_said,Parting.\n");
    ASSERT_EQ(cli(QStringLiteral("import codebook %1").arg(more)).exitStatus, 0);
    const QJsonArray changes =
        json(QStringLiteral("taxonomy diff v1 current"))[QLatin1String("changes")].toArray();
    ASSERT_EQ(changes.size(), 1);
    EXPECT_EQ(changes[0][QLatin1String("change")].toString(), QStringLiteral("added"));
    EXPECT_EQ(changes[0][QLatin1String("codings")].toInt(-1), 0);
    ASSERT_EQ(cli(QStringLiteral("taxonomy publish --name v2")).exitStatus, 0);
    const QJsonArray all = json(QStringLiteral("taxonomy list"))[QLatin1String("taxonomies")].toArray();
    ASSERT_EQ(all.size(), 2);
    EXPECT_EQ(all[0][QLatin1String("note")].toString(), QStringLiteral("pilot"));
    EXPECT_EQ(all[1][QLatin1String("codes")].toInt(), all[0][QLatin1String("codes")].toInt() + 1);
    EXPECT_EQ(cli(QStringLiteral("taxonomy show v3")).exitStatus, 1);
    const QString old = file("old.csv");
    ASSERT_EQ(cli(QStringLiteral("export codebook --taxonomy v1 --out %1").arg(old)).exitStatus, 0);
    QFile written(old);
    ASSERT_TRUE(written.open(QIODevice::ReadOnly));
    const QByteArray codes = written.readAll();
    EXPECT_TRUE(codes.contains("add_filter"));
    EXPECT_FALSE(codes.contains("farewell_said"));
}

TEST_F(TaxonomyVerbs, EstimatesARecipeThatPlansTake)
{
    const QString recipe = file("recipe.json");
    const QJsonArray rows = json(QStringLiteral("frequencies"))[QLatin1String("frequencies")].toArray();
    EXPECT_EQ(rows,
              json(QStringLiteral("frequencies --taxonomy v1"))[QLatin1String("frequencies")].toArray());
    const QString coder = rows.at(0)[QLatin1String("coder")].toString();
    ASSERT_EQ(cli(QStringLiteral("recipe estimate --coder %1 --taxonomy v1 --out %2").arg(coder, recipe))
                  .exitStatus,
              0);
    EXPECT_EQ(
        json(QStringLiteral("plan --recipe %1 --count 20 --name plans").arg(recipe))[QLatin1String("plans")]
            .toInt(),
        20);
}
