// A study's key by command: sealed, asked for, opened, and everything verified on the way.
#include "core/base/linereader.h"
#include "tests/core/rating/ratingfixture.h"
#include "tests/support/program.h"
#include "tests/support/resultassertions.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace antiphon;
using namespace antiphon::test;

namespace {

class SealVerbs : public testing::Test
{
protected:
    SealVerbs()
    {
        const Study study = project.frozenStudy();
        paths = project.makePacketsOf(study);
        qputenv("ANTIPHON_TEST_KEY", "walnut ferry copper");
        qputenv("ANTIPHON_TEST_OTHER", "walnut ferry silver");
    }
    ~SealVerbs() override
    {
        qunsetenv("ANTIPHON_TEST_KEY");
        qunsetenv("ANTIPHON_TEST_OTHER");
    }
    ProgramRun run(const QStringList& arguments) const
    {
        return runProgram(
            antiphonCli(),
            arguments + QStringList{QStringLiteral("--json"), QStringLiteral("--project"), project.path()});
    }
    QJsonObject answer(const QStringList& arguments) const
    {
        const ProgramRun ended = run(arguments);
        EXPECT_EQ(ended.exitStatus, 0) << ended.err.toStdString();
        return QJsonDocument::fromJson(ended.out).object();
    }
    static QStringList words(const char* line) { return QString::fromLatin1(line).split(QLatin1Char(' ')); }
    QStringList withKey(const QStringList& line, const char* variable = "ANTIPHON_TEST_KEY") const
    {
        return line + QStringList{QStringLiteral("--key"), keyPath(), QStringLiteral("--passphrase-env"),
                                  QLatin1String(variable)};
    }
    QString keyPath() const { return project.filePath(QStringLiteral("spring.antiphon-key")); }
    QString logPath() const { return project.filePath(QStringLiteral("log.jsonl")); }
    QStringList verifyAll() const
    {
        return words("verify --passphrase-env ANTIPHON_TEST_KEY --files") << project.filePath(QString());
    }

    RatingProject project;
    QStringList paths;
};

} // namespace

TEST_F(SealVerbs, AKeyIsSealedAskedForAndOpened)
{
    EXPECT_EQ(answer(withKey(words("study seal")))[QLatin1String("commitment")].toString().size(), 64);
    EXPECT_EQ(QFile::permissions(keyPath()) &
                  (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther),
              QFile::Permissions());
    EXPECT_EQ(run(words("study packets --out") << project.filePath(QStringLiteral("late"))).exitStatus, 1);
    for (qsizetype i = 0; i < paths.size(); ++i)
        answer(words("study collect") << project.answer(paths[i], static_cast<quint64>(i) + 1));
    EXPECT_EQ(run(words("study unblind --reason done")).exitStatus, 1) << "a role is needed";
    const QJsonObject asked = answer(words("study unblind --reason done --role statistician"));
    EXPECT_EQ(asked[QLatin1String("answers")].toInt(), 108);
    EXPECT_EQ(asked[QLatin1String("missing")].toInt(), 0);
    EXPECT_EQ(asked[QLatin1String("data")].toString().size(), 64);
    const QStringList confirm = words("study unblind --confirm") << asked[QLatin1String("code")].toString();
    EXPECT_EQ(run(confirm).exitStatus, 1) << "the key is needed";
    const ProgramRun wrong = run(withKey(confirm, "ANTIPHON_TEST_OTHER"));
    EXPECT_EQ(wrong.exitStatus, 1);
    EXPECT_TRUE(wrong.err.contains("does not open")) << wrong.err.toStdString();
    EXPECT_FALSE(wrong.err.contains("walnut"));
    answer(words("study log --out") << logPath());
    EXPECT_EQ(run(verifyAll()).exitStatus, 0);
    const QJsonObject opened = answer(withKey(confirm));
    EXPECT_EQ(opened[QLatin1String("key")].toArray().size(), 2);
    EXPECT_EQ(run(verifyAll()).exitStatus, 0) << "an older log is the beginning of the newer one";
    EXPECT_EQ(answer(words("study log"))[QLatin1String("entries")].toArray().size(), 9);
}

TEST_F(SealVerbs, VerifyNamesWhatDiffers)
{
    answer(withKey(words("study seal")));
    answer(words("study log --out") << logPath());
    const QString answers = project.answer(paths[0], 1);
    answer(words("study collect") << answers);
    EXPECT_EQ(run(verifyAll()).exitStatus, 0);
    for (const QString& path : {paths[0], answers, keyPath(), logPath()}) {
        const QByteArray whole = readWholeFile(path).value();
        QByteArray flipped = whole;
        flipped[whole.size() / 2] = static_cast<char>(whole.at(whole.size() / 2) ^ 0x01);
        ASSERT_OK(writeWholeFile(path, flipped));
        const ProgramRun found = run(verifyAll());
        EXPECT_EQ(found.exitStatus, 1) << path.toStdString();
        EXPECT_TRUE(found.err.contains(QFileInfo(path).fileName().toUtf8())) << found.err.toStdString();
        ASSERT_OK(writeWholeFile(path, whole));
    }
    ASSERT_OK(project.connection().execute("UPDATE answer SET value = 6 - value WHERE value <> 3"));
    const ProgramRun changed = run(verifyAll());
    EXPECT_EQ(changed.exitStatus, 1);
    EXPECT_TRUE(changed.err.contains("answers of rater-1 were changed")) << changed.err.toStdString();
}
