// What people hand in by mistake: each gets one clear sentence with file and line, the right exit status, and
// leaves the project as it was, row for row.
#include "core/base/linereader.h"
#include "tests/support/program.h"
#include "tests/support/resultassertions.h"
#include "tests/support/temporaryproject.h"

#include <QDir>

#include <sys/mount.h>
#include <unistd.h>

using namespace antiphon;
using namespace antiphon::test;

namespace {

const QByteArray goodChat =
    R"({"messages": [{"role": "user", "content": "Any calm songs?"}, {"role": "assistant", "content": "Here."}]})"
    "\n";

class BadInput : public testing::Test
{
protected:
    ProgramRun importCorpus(const QString& file, const QString& format = QStringLiteral("chat"))
    {
        return runProgram(antiphonCli(),
                          {QStringLiteral("import"), QStringLiteral("corpus"), file,
                           QStringLiteral("--format"), format, QStringLiteral("--name"),
                           QStringLiteral("bad"), QStringLiteral("--project"), m_project.path()});
    }

    ProgramRun importCatalogue(const QString& file, const QByteArray& map)
    {
        const QString mapFile = m_project.writeFile(QStringLiteral("map.json"), map);
        return runProgram(antiphonCli(),
                          {QStringLiteral("import"), QStringLiteral("catalogue"), file,
                           QStringLiteral("--map"), mapFile, QStringLiteral("--project"), m_project.path()});
    }

    QByteArray cli(const QStringList& arguments)
    {
        const ProgramRun run =
            runProgram(antiphonCli(), arguments + QStringList{QStringLiteral("--project"), m_project.path()});
        EXPECT_EQ(run.exitStatus, 0) << run.err.toStdString();
        return run.out;
    }
    ProgramRun rate(const QString& packet, const QString& answers)
    {
        return runProgram(antiphonCli(), {QStringLiteral("rate"), packet, QStringLiteral("--answers"),
                                          answers, QStringLiteral("--scripted"), QStringLiteral("7")});
    }
    // A study of two sources, two dialogues each, with one rater; returns the packet.
    QString makePacket()
    {
        for (const char* name : {"first", "second"}) {
            const QString file = m_project.writeFile(QString::fromLatin1(name), goodChat + goodChat);
            cli({QStringLiteral("import"), QStringLiteral("corpus"), file, QStringLiteral("--format"),
                 QStringLiteral("chat"), QStringLiteral("--name"), QString::fromLatin1(name)});
        }
        cli({QStringLiteral("study"), QStringLiteral("create"), QStringLiteral("--name"),
             QStringLiteral("evening"), QStringLiteral("--sources"), QStringLiteral("first,second"),
             QStringLiteral("--items"), QStringLiteral("2"), QStringLiteral("--raters"),
             QStringLiteral("1")});
        cli({QStringLiteral("study"), QStringLiteral("freeze")});
        const QString folder = m_project.filePath(QStringLiteral("packets"));
        cli({QStringLiteral("study"), QStringLiteral("packets"), QStringLiteral("--out"), folder});
        m_project.restart();
        m_before = dumpOfAllTables(m_project.connection());
        const QStringList packets = QDir(folder).entryList({QStringLiteral("*.antiphon-packet")});
        EXPECT_EQ(packets.size(), 1);
        return folder + u'/' + packets.value(0);
    }
    static void edit(const QString& path, const QByteArray& before, const QByteArray& after)
    {
        QByteArray bytes = readWholeFile(path).value();
        const qsizetype at = bytes.lastIndexOf(before);
        ASSERT_GE(at, 0);
        bytes.replace(at, before.size(), after);
        ASSERT_OK(writeWholeFile(path, bytes));
    }

    void expectRefused(const ProgramRun& run, const QStringList& words)
    {
        EXPECT_EQ(run.exitStatus, 1);
        EXPECT_TRUE(run.out.isEmpty()) << run.out.toStdString();
        EXPECT_EQ(run.err.count('\n'), 1) << run.err.toStdString();
        EXPECT_TRUE(run.err.endsWith(".\n")) << run.err.toStdString();
        for (const QString& word : words)
            EXPECT_TRUE(QString::fromUtf8(run.err).contains(word))
                << word.toStdString() << " is not in: " << run.err.toStdString();
        m_project.restart();
        EXPECT_EQ(dumpOfAllTables(m_project.connection()), m_before);
    }

    TemporaryProject m_project;
    QString m_before = dumpOfAllTables(m_project.connection());
};

} // namespace

TEST_F(BadInput, TruncatedLine)
{
    const QString file = m_project.writeFile(QStringLiteral("cut.jsonl"), goodChat.left(60));
    expectRefused(importCorpus(file), {QStringLiteral("cut.jsonl"), QStringLiteral("line 1")});
}

TEST_F(BadInput, ATruncatedLineAmongGoodOnesIsRefusedAlone)
{
    const QString file =
        m_project.writeFile(QStringLiteral("mixed.jsonl"), goodChat + goodChat.left(50) + '\n' + goodChat);
    const ProgramRun run = importCorpus(file);
    EXPECT_EQ(run.exitStatus, 3) << run.err.toStdString();
    EXPECT_TRUE((run.out + run.err).contains("line 2")) << (run.out + run.err).toStdString();
    m_project.restart();
    EXPECT_EQ(m_project.connection().integer("SELECT count(*) FROM dialogue").value(), 2);
}

TEST_F(BadInput, InvalidUtf8)
{
    QByteArray line = goodChat;
    line.replace("calm", "c\xff\xfelm");
    const QString file = m_project.writeFile(QStringLiteral("latin.jsonl"), line);
    expectRefused(importCorpus(file),
                  {QStringLiteral("latin.jsonl"), QStringLiteral("line 1"), QStringLiteral("UTF-8")});
}

TEST_F(BadInput, LineOf100Megabytes)
{
    QByteArray line = goodChat;
    line.replace("calm", QByteArray(100 * 1024 * 1024, 'a'));
    const QString file = m_project.writeFile(QStringLiteral("long.jsonl"), line);
    expectRefused(importCorpus(file),
                  {QStringLiteral("long.jsonl"), QStringLiteral("line 1"), QStringLiteral("too long")});
}

TEST_F(BadInput, EmptyFile)
{
    const QString file = m_project.writeFile(QStringLiteral("empty.jsonl"), "");
    expectRefused(importCorpus(file), {QStringLiteral("empty.jsonl"), QStringLiteral("is empty")});
}

TEST_F(BadInput, Directory)
{
    const QString folder = m_project.filePath(QStringLiteral("folder"));
    QDir().mkpath(folder);
    expectRefused(importCorpus(folder), {QStringLiteral("folder"), QStringLiteral("is a directory")});
}

TEST_F(BadInput, FileWithoutReadPermission)
{
    const QString file = m_project.writeFile(QStringLiteral("secret.jsonl"), goodChat);
    QFile::setPermissions(file, QFile::WriteOwner);
    QStringList command{antiphonCli(),
                        QStringLiteral("import"),
                        QStringLiteral("corpus"),
                        file,
                        QStringLiteral("--format"),
                        QStringLiteral("chat"),
                        QStringLiteral("--project"),
                        m_project.path()};
    if (geteuid() ==
        0) { // root reads everything: become nobody, who may enter the folder and write the project
        QFile::setPermissions(QFileInfo(file).path(), QFile::Permissions(0x7777));
        for (const QString& name : QDir(QFileInfo(file).path()).entryList({QStringLiteral("test.antiphon*")}))
            QFile::setPermissions(m_project.filePath(name), QFile::Permissions(0x6666));
        command = QStringList{QStringLiteral("setpriv"), QStringLiteral("--reuid=65534"),
                              QStringLiteral("--regid=65534"), QStringLiteral("--clear-groups")} +
                  command;
        if (runProgram(command[0], command.mid(1, 3) + QStringList{antiphonCli(), QStringLiteral("help")})
                .exitStatus != 0)
            GTEST_SKIP() << "the build can not be run by another user here";
    }
    expectRefused(runProgram(command[0], command.mid(1)),
                  {QStringLiteral("secret.jsonl"), QStringLiteral("may not be opened")});
}

TEST_F(BadInput, FullDisk)
{
    const QString folder = m_project.filePath(QStringLiteral("small"));
    QDir().mkpath(folder);
    if (mount("tmpfs", folder.toUtf8().constData(), "tmpfs", 0, "size=1500k") != 0)
        GTEST_SKIP() << "a small disk can not be made here";
    const QString path = folder + QStringLiteral("/p.antiphon");
    ASSERT_OK(createProject(path));
    QByteArray lines;
    for (int i = 0; i < 20'000; ++i)
        lines += goodChat;
    const QString file = m_project.writeFile(QStringLiteral("big.jsonl"), lines);
    const QStringList import{
        QStringLiteral("import"), QStringLiteral("corpus"),    file, QStringLiteral("--format"),
        QStringLiteral("chat"),   QStringLiteral("--project"), path};
    const ProgramRun run = runProgram(antiphonCli(), import);
    EXPECT_EQ(run.exitStatus, 1);
    EXPECT_TRUE(run.err.contains("disk is full")) << run.err.toStdString();
    EXPECT_EQ(run.err.count('\n'), 1) << run.err.toStdString();
    {
        const auto project = openProject(path);
        ASSERT_OK(project);
        EXPECT_TRUE(checkIntegrity(*project)->isEmpty());
        EXPECT_EQ(project->integer("SELECT count(*) FROM source WHERE state <> 'importing'").value(), 0);
        EXPECT_EQ(project->integer("SELECT count(*) FROM history").value(), 0);
    }
    // With room again, the import works and leaves nothing of the first attempt behind.
    ASSERT_EQ(mount("tmpfs", folder.toUtf8().constData(), "tmpfs", MS_REMOUNT, "size=200m"), 0);
    EXPECT_EQ(runProgram(antiphonCli(), import).exitStatus, 0);
    {
        const auto project = openProject(path);
        ASSERT_OK(project);
        EXPECT_EQ(project->integer("SELECT count(*) FROM source").value(), 1);
        EXPECT_EQ(project->integer("SELECT count(*) FROM dialogue").value(), 20'000);
    }
    umount2(folder.toUtf8().constData(), MNT_DETACH);
}

TEST_F(BadInput, TableWithoutAMappedColumn)
{
    const QString file = m_project.writeFile(QStringLiteral("tracks.tsv"), "TRACK_ID\tTITLE\n1\tone\n");
    expectRefused(
        importCatalogue(
            file, R"({"id": "TRACK_ID", "title": "TITLE", "attributes": {"genre": {"column": "GENRE"}}})"),
        {QStringLiteral("tracks.tsv"), QStringLiteral("line 1"), QStringLiteral("GENRE")});
}

TEST_F(BadInput, MapThatIsNoJson)
{
    const QString file = m_project.writeFile(QStringLiteral("tracks.tsv"), "TRACK_ID\n1\n");
    expectRefused(importCatalogue(file, "{\"id\": "), {QStringLiteral("map.json")});
}

TEST_F(BadInput, ProjectOfANewerVersion)
{
    ASSERT_OK(m_project.connection().execute("PRAGMA user_version = 9999"));
    for (const char* verb : {"info", "search"}) {
        QStringList arguments{QString::fromLatin1(verb)};
        if (arguments.first() == QLatin1String("search"))
            arguments << QStringLiteral("calm");
        const ProgramRun run =
            runProgram(antiphonCli(), arguments << QStringLiteral("--project") << m_project.path());
        EXPECT_EQ(run.exitStatus, 1);
        EXPECT_EQ(run.err.count('\n'), 1) << run.err.toStdString();
        EXPECT_TRUE(run.err.contains("newer version")) << run.err.toStdString();
        EXPECT_TRUE(run.err.contains("test.antiphon")) << run.err.toStdString();
    }
    EXPECT_EQ(dumpOfAllTables(m_project.connection()), m_before);
}

TEST_F(BadInput, DamagedProject)
{
    const QString path = m_project.filePath(QStringLiteral("damaged.antiphon"));
    ASSERT_OK(createProject(path));
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::ReadWrite));
    file.seek(100);
    file.write(QByteArray(8000, '\x5a'));
    file.close();
    const QByteArray bytes = *readWholeFile(path);
    const ProgramRun run =
        runProgram(antiphonCli(), {QStringLiteral("info"), QStringLiteral("--project"), path});
    EXPECT_EQ(run.exitStatus, 1);
    EXPECT_TRUE(run.err.contains("is damaged")) << run.err.toStdString();
    EXPECT_TRUE(run.err.contains("damaged.antiphon")) << run.err.toStdString();
    EXPECT_EQ(run.err.count('\n'), 1);
    EXPECT_EQ(*readWholeFile(path), bytes);
}

TEST_F(BadInput, PacketThatWasEdited)
{
    const QString packet = makePacket();
    const QString answers = m_project.filePath(QStringLiteral("r.antiphon-answers"));
    edit(packet, "Any calm songs", "Any loud songs");
    const QStringList words{QFileInfo(packet).fileName(), QStringLiteral("was changed after it was made")};
    expectRefused(rate(packet, answers), words);
    EXPECT_FALSE(QFile::exists(answers));
    expectRefused(runProgram(antiphonCli(), {QStringLiteral("study"), QStringLiteral("lint"), packet}),
                  {QFileInfo(packet).fileName()});
}

TEST_F(BadInput, AnswersThatWereEdited)
{
    const QString packet = makePacket();
    const QString answers = m_project.filePath(QStringLiteral("r.antiphon-answers"));
    ASSERT_EQ(rate(packet, answers).exitStatus, 0);
    const QList<QByteArray> lines = readWholeFile(answers)->split('\n');
    const QByteArray& last = lines[lines.size() - 2];
    QByteArray changed = last;
    const qsizetype value = changed.indexOf("\"value\":") + 8;
    changed[value] = changed[value] == '1' ? '2' : '1';
    edit(answers, last, changed);
    const QStringList collect{QStringLiteral("study"), QStringLiteral("collect"), answers,
                              QStringLiteral("--project"), m_project.path()};
    expectRefused(runProgram(antiphonCli(), collect),
                  {QStringLiteral("r.antiphon-answers"), QStringLiteral("line")});
}
