// A coder in hand who is blind finds nothing of another coder through any verb that tells or exports.
#include "core/base/zipfile.h"
#include "tests/core/coding/besideanother.h"
#include "tests/support/program.h"

#include <QRegularExpression>

using namespace antiphon;
using namespace antiphon::test;

namespace {

class BlindVerbs : public BesideAnother
{
protected:
    QByteArray told(const QString& line) const
    {
        const ProgramRun run =
            runProgram(antiphonCli(), line.split(QLatin1Char(' ')) +
                                          QStringList{QStringLiteral("--project"), m_project.path()});
        return run.out + run.err;
    }
    // What may not even name him.
    QByteArray everything() const
    {
        QByteArray all;
        for (const char* verb : {"frequencies",
                                 "frequencies --by coder --json",
                                 "frequencies --by position --json",
                                 "frequencies --by role --json",
                                 "info --json",
                                 "search --in memos quetzal",
                                 "search mood --json",
                                 "history --json",
                                 "history --words zanzibar",
                                 "cooccurrence --json",
                                 "transitions --json",
                                 "saturation --json",
                                 "crosstab --by position --json",
                                 "taxonomy publish --name v1",
                                 "taxonomy list --json",
                                 "taxonomy show v1 --json",
                                 "taxonomy diff v1 current --json",
                                 "frequencies --taxonomy v1 --json",
                                 "proposition list --json",
                                 "negatives --json",
                                 "merge --conflicts --json"})
            all += told(QLatin1String(verb));
        for (const char* what : {"codings --format csv", "codings --format matrix", "memos", "codebook",
                                 "codebook --taxonomy v1", "corpus --source long"})
            all += exported(QLatin1String(what), QStringLiteral("out.csv"));
        for (const char* what : {"memos", "codebook"})
            all += exported(QLatin1String(what), QStringLiteral("out.md"));
        for (const char* table : {"frequencies", "cooccurrence", "transitions", "negatives"})
            all += written(QLatin1String(table), QStringLiteral("t.csv"));
        return all;
    }
    // What may say that he is there, as he who was asked about or one of a round, and no more.
    QByteArray namesAtMost() const
    {
        QByteArray all;
        for (const char* verb :
             {"agreement --coders ada,bartholomew --json", "round list --json", "round show March --json",
              "round disputes March --json", "frequencies --coder bartholomew --json",
              "saturation --coder bartholomew --json", "crosstab --by position --coder bartholomew --json",
              "proposition list --coder bartholomew --json", "negatives --coder bartholomew --json",
              "suggest evaluate --coder bartholomew --json", "suggest train --coder bartholomew --json",
              "suggest apply --coder bartholomew --json",
              "autocode calm --code mood --coder bartholomew --dry-run --json",
              "round settle March --dialogue a --turn 3 --take none --coder ada --json"})
            all += QByteArray(verb) + '\n' + told(QLatin1String(verb));
        return all + exported(QStringLiteral("memos --coder bartholomew"), QStringLiteral("his.md")) +
               written(QStringLiteral("recipe estimate --coder bartholomew"), QStringLiteral("recipe.json"));
    }
    // The parts of a project for other programs, which lists all coders.
    QByteArray exchanged() const
    {
        QByteArray all;
        const QString path = outPath(QStringLiteral("out.qdpx"));
        told(QStringLiteral("export qdpx --out ") + path);
        const auto parts = readZipArchive(content(path));
        EXPECT_TRUE(parts && parts->size() > 1);
        const QList<ZipEntry> entries = parts ? *parts : QList<ZipEntry>();
        for (const ZipEntry& part : entries)
            all += part.name.toUtf8() + part.content;
        return all;
    }
    QString outPath(const QString& name) const { return m_project.filePath(name); }
    QByteArray exported(const QString& what, const QString& name) const
    {
        return written(QStringLiteral("export ") + what, name);
    }
    QByteArray written(const QString& verb, const QString& name) const
    {
        QFile::remove(outPath(name));
        const QByteArray said = told(QStringLiteral("%1 --out %2").arg(verb, outPath(name)));
        return said + content(outPath(name));
    }
    // The lines that hold it.
    static QByteArray linesOf(const QByteArray& text, const char* pattern)
    {
        const QRegularExpression wanted{QString::fromLatin1(pattern)};
        QByteArray found;
        for (const QByteArray& line : text.split('\n')) {
            if (wanted.match(QString::fromUtf8(line)).hasMatch())
                found += line + '\n';
        }
        return found;
    }
    static QByteArray content(const QString& path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
};

} // namespace

TEST_F(BlindVerbs, TellNothingOfTheOthers)
{
    blind(false);
    const QByteArray seeing = everything() + namesAtMost();
    for (const char* word : {"bartholomew", "quetzal in the reply", "quetzal moods", "zanzibar"})
        EXPECT_TRUE(seeing.contains(word)) << word;
    EXPECT_NE(linesOf(seeing, hisCount), QByteArray());
    EXPECT_GT(exchanged().count("<Coding "), manyTurns);
    blind(true);
    const QByteArray alone = everything();
    EXPECT_TRUE(alone.contains("genre")); // her own is there
    EXPECT_EQ(linesOf(alone, "bartholomew"), QByteArray());
    for (const QByteArray& told : {alone, namesAtMost()}) {
        EXPECT_EQ(linesOf(told, "quetzal"), QByteArray());
        EXPECT_EQ(linesOf(told, "zanzibar"), QByteArray());
        EXPECT_EQ(linesOf(told, hisCount), QByteArray());
    }
    const QByteArray project = exchanged();
    EXPECT_EQ(project.count("<Coding "), 1);
    EXPECT_FALSE(project.contains("quetzal"));
}
