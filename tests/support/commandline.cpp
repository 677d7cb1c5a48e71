#include "tests/support/commandline.h"

#include <QJsonDocument>

namespace antiphon::test {

QStringList words(const char* line)
{
    return QString::fromLatin1(line).split(QLatin1Char(' '));
}

QJsonObject answer(const QStringList& arguments)
{
    const ProgramRun run = runProgram(antiphonCli(), arguments + QStringList{QStringLiteral("--json")});
    EXPECT_EQ(run.exitStatus, 0) << run.err.toStdString();
    return QJsonDocument::fromJson(run.out).object();
}

ProgramRun VerbTest::cli(const QString& line) const
{
    return runProgram(antiphonCli(),
                      line.split(QLatin1Char(' ')) + QStringList{QStringLiteral("--project"), path()});
}

QJsonObject VerbTest::json(const QString& line) const
{
    return QJsonDocument::fromJson(cli(line + QStringLiteral(" --json")).out).object();
}

} // namespace antiphon::test
