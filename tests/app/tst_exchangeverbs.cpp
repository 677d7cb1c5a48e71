// Projects of other coding programs on the command line.
#include "core/base/linereader.h"
#include "core/base/zipfile.h"
#include "tests/support/program.h"
#include "tests/support/resultassertions.h"
#include "tests/support/temporaryproject.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace antiphon;
using namespace antiphon::test;

namespace {

class ExchangeVerbs : public testing::Test
{
protected:
    ProgramRun run(const QStringList& arguments)
    {
        return runProgram(antiphonCli(),
                          arguments + QStringList{QStringLiteral("--project"), m_project.path()});
    }
    QJsonObject json(const ProgramRun& answer) const { return QJsonDocument::fromJson(answer.out).object(); }
    QString foreign(const QByteArray& rest) const
    {
        const auto bytes = zipArchive(
            {{QStringLiteral("Talk.qde"),
              "<Project name='Talk'><Sources><TextSource guid='69A4332D-5B31-4915-B520-5275CFC21B40' "
              "name='t' plainTextPath='internal://t.txt'/></Sources>" +
                  rest + "</Project>"},
             {QStringLiteral("Sources/t.txt"), "User: hello\nAssistant: hi\n"}});
        EXPECT_OK(bytes);
        return m_project.writeFile(QStringLiteral("talk.qdpx"), *bytes);
    }
    TemporaryProject m_project;
};

} // namespace

TEST_F(ExchangeVerbs, ImportWhatTheyExported)
{
    const QString table = m_project.writeFile(QStringLiteral("t.csv"), "dialogue,role,text\na,user,hello\n");
    ASSERT_EQ(run({QStringLiteral("import"), QStringLiteral("corpus"), table}).exitStatus, 0);
    const QString path = m_project.filePath(QStringLiteral("out.qdpx"));
    ASSERT_EQ(
        run({QStringLiteral("export"), QStringLiteral("qdpx"), QStringLiteral("--out"), path}).exitStatus, 0);
    const auto answer =
        run({QStringLiteral("import"), QStringLiteral("qdpx"), path, QStringLiteral("--json")});
    EXPECT_EQ(answer.exitStatus, 0) << answer.err.constData();
    EXPECT_TRUE(json(answer)[QLatin1String("exact")].toBool());
    EXPECT_EQ(json(answer)[QLatin1String("dialogues")].toInt(), 1);
    EXPECT_EQ(json(answer)[QLatin1String("sources")].toArray(), QJsonArray{QStringLiteral("t (2)")});
}

TEST_F(ExchangeVerbs, EndWith3WhereSomethingWasNotCarried)
{
    const QString path = foreign("<Graphs><Graph name='g'/></Graphs>");
    const auto answer = run({QStringLiteral("import"), QStringLiteral("qdpx"), path, QStringLiteral("--name"),
                             QStringLiteral("mine"), QStringLiteral("--json")});
    EXPECT_EQ(answer.exitStatus, 3) << answer.err.constData();
    EXPECT_EQ(json(answer)[QLatin1String("sources")].toArray(), QJsonArray{QStringLiteral("mine")});
    EXPECT_EQ(json(answer)[QLatin1String("turns")].toInt(), 2);
    EXPECT_EQ(json(answer)[QLatin1String("offsets")][QLatin1String("unit")].toString(),
              QStringLiteral("code point"));
    const auto again = run({QStringLiteral("history"), QStringLiteral("--undo")});
    EXPECT_EQ(again.exitStatus, 0);
    EXPECT_TRUE(again.out.contains("Import talk.qdpx")) << again.out.constData();
}

TEST_F(ExchangeVerbs, RefuseHostileFilesWithOneSentence)
{
    const auto answer = run({QStringLiteral("import"), QStringLiteral("qdpx"),
                             m_project.writeFile(QStringLiteral("no.qdpx"), "PK no zip at all")});
    EXPECT_EQ(answer.exitStatus, 1);
    EXPECT_EQ(answer.err.count('\n'), 1) << answer.err.constData();
}
