// Coding on the command line: exit status, the same facts as text and as JSON, answers after the commit.
#include "core/storage/project.h"
#include "tests/support/program.h"
#include "tests/support/resultassertions.h"
#include "tests/support/temporaryproject.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace antiphon;
using namespace antiphon::test;

namespace {

class CodingVerbs : public testing::Test
{
protected:
    CodingVerbs()
    {
        const QString corpus =
            file("talk.jsonl", R"({"id":"a","messages":[{"role":"user","content":"Calm piano"},)"
                               R"({"role":"assistant","content":"Yes"},{"role":"user","content":"Thanks"}]})"
                               "\n");
        EXPECT_EQ(runProgram(antiphonCli(), {QStringLiteral("new"), path()}).exitStatus, 0);
        EXPECT_EQ(cli(QStringLiteral("import corpus %1 --format chat --name talk").arg(corpus)).exitStatus,
                  0);
    }
    QString path() const { return m_project.filePath(QStringLiteral("coded.antiphon")); }
    ProgramRun cli(const QString& line) const
    {
        return runProgram(antiphonCli(),
                          line.split(QLatin1Char(' ')) + QStringList{QStringLiteral("--project"), path()});
    }
    QJsonObject json(const QString& line) const
    {
        return QJsonDocument::fromJson(cli(line + QStringLiteral(" --json")).out).object();
    }
    QString file(const char* name, const QByteArray& content) const
    {
        return m_project.writeFile(QString::fromUtf8(name), content);
    }
    QByteArray content(const QString& name) const
    {
        QFile written(m_project.filePath(name));
        return written.open(QIODevice::ReadOnly) ? written.readAll() : QByteArray();
    }
    TemporaryProject m_project;
};

} // namespace

TEST_F(CodingVerbs, CodesATurnAndTakesItOff)
{
    const QString code = QStringLiteral("code --dialogue a --turn 1 --code add_filter --coder ada");
    const QJsonObject done = json(code);
    EXPECT_TRUE(done[QLatin1String("changed")].toBool());
    EXPECT_EQ(done[QLatin1String("facet")].toString(), QStringLiteral("intent"));
    EXPECT_FALSE(json(code)[QLatin1String("changed")].toBool());
    EXPECT_TRUE(json(code + QStringLiteral(" --remove"))[QLatin1String("changed")].toBool());
    EXPECT_EQ(cli(QStringLiteral("code --dialogue a --turn 2 --code add_filter --coder ada")).exitStatus, 1);
    EXPECT_EQ(cli(QStringLiteral("code --dialogue a --turn 9 --code genre --coder ada")).exitStatus, 1);
    EXPECT_EQ(cli(QStringLiteral("code --dialogue z --turn 1 --code genre --coder ada")).exitStatus, 1);
    EXPECT_EQ(cli(QStringLiteral("code --dialogue a --turn 1 --code genre")).exitStatus, 2);
}

TEST_F(CodingVerbs, CodesWordsExchangesAndDialogues)
{
    const QString start = QStringLiteral("code --dialogue a --coder ada --code ");
    const auto changed = [&](const char* rest) {
        return json(start + QLatin1String(rest))[QLatin1String("changed")].toBool();
    };
    EXPECT_TRUE(changed("genre --turn 1 --begin 0 --end 2"));
    EXPECT_FALSE(changed("genre --turn 1 --target span --begin 0 --end 2"));
    EXPECT_TRUE(changed("add_filter --turn 1 --target exchange"));
    EXPECT_TRUE(changed("genre --target dialogue"));
    const QString out = m_project.filePath(QStringLiteral("out"));
    EXPECT_EQ(cli(QStringLiteral("export codings --out ") + out).exitStatus, 0);
    EXPECT_TRUE(content(QStringLiteral("out")).contains(",span,0,2,attribute,genre,ada,person,"));
    EXPECT_TRUE(content(QStringLiteral("out")).contains(",exchange,,,intent,add_filter,ada,person,"));
    EXPECT_TRUE(content(QStringLiteral("out")).contains(",,,dialogue,,,attribute,genre,ada,person,"));
    EXPECT_TRUE(changed("genre --target dialogue --remove"));
    for (const char* wrong :
         {"genre", "genre --turn 1 --begin 2 --end 2", "genre --turn 1 --begin 0 --end 9999",
          "genre --turn 1 --target span", "genre --turn 2 --target exchange", "genre --turn 1 --target page",
          "genre --turn 1 --target turn --begin 0 --end 1"})
        EXPECT_EQ(cli(start + QLatin1String(wrong)).exitStatus, 1) << wrong;
}

TEST_F(CodingVerbs, ImportsCountsAndExports)
{
    const QString table = file("codings.csv", "dialog_id,unique_id,role,content,intent,music_attribute\n"
                                              "a,a:0:user,user,x,['add_filter'],['genre']\n"
                                              "a,a:7:user,user,x,['add_filter'],[]\n");
    const QString import =
        QStringLiteral("import codings %1 --format cpcd-intent --coder authors").arg(table);
    const QString rejects = m_project.filePath(QStringLiteral("rejects.jsonl"));
    const ProgramRun run = cli(import + QStringLiteral(" --json --rejects ") + rejects);
    EXPECT_EQ(run.exitStatus, 3);
    const QJsonObject answer = QJsonDocument::fromJson(run.out).object();
    EXPECT_EQ(answer[QLatin1String("dialogues")].toInt(), 1);
    EXPECT_EQ(answer[QLatin1String("codings")].toInt(), 2);
    EXPECT_EQ(answer[QLatin1String("rejected")].toInt(), 1);
    EXPECT_TRUE(answer.contains(QLatin1String("seconds")));
    EXPECT_TRUE(content(QStringLiteral("rejects.jsonl")).contains("\"line\":3"));
    EXPECT_EQ(json(import)[QLatin1String("codings")].toInt(), 0);

    const QJsonObject first = json(QStringLiteral("frequencies --by role"))[QLatin1String("frequencies")]
                                  .toArray()
                                  .first()
                                  .toObject();
    EXPECT_EQ(first[QLatin1String("code")].toString(), QStringLiteral("add_filter"));
    EXPECT_EQ(first[QLatin1String("share")].toObject()[QLatin1String("n")].toInt(), 1);
    EXPECT_EQ(first[QLatin1String("share")].toObject()[QLatin1String("missing")].toInt(), 1);
    EXPECT_TRUE(cli(QStringLiteral("frequencies")).out.contains("100.0 %"));
    EXPECT_EQ(cli(QStringLiteral("frequencies --by mood")).exitStatus, 1);

    const QString out = m_project.filePath(QStringLiteral("out"));
    EXPECT_EQ(cli(QStringLiteral("export codings --out ") + out).exitStatus, 0);
    EXPECT_EQ(content(QStringLiteral("out")).count('\n'), 3);
    EXPECT_EQ(cli(QStringLiteral("export codings --format matrix --out ") + out).exitStatus, 0);
    EXPECT_EQ(content(QStringLiteral("out")).count('\n'), 2);
    EXPECT_EQ(cli(QStringLiteral("export codings --format xlsx --out ") + out).exitStatus, 1);
}

TEST_F(CodingVerbs, MovesTheCodebookBetweenProjects)
{
    for (const char* format : {"json", "csv", "md"}) {
        const QString out = m_project.filePath(QStringLiteral("book.") + QLatin1String(format));
        const QJsonObject answer = json(QStringLiteral("export codebook --out ") + out);
        EXPECT_EQ(answer[QLatin1String("codes")].toInt(), 33);
    }
    const QString book = m_project.filePath(QStringLiteral("book.json"));
    const QJsonObject again = json(QStringLiteral("import codebook ") + book);
    EXPECT_EQ(again[QLatin1String("added")].toInt(), 0);
    EXPECT_EQ(again[QLatin1String("changed")].toInt(), 0);
    EXPECT_EQ(
        cli(QStringLiteral("import codebook ") + m_project.filePath(QStringLiteral("book.md"))).exitStatus,
        1);
}
