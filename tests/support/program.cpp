#include "tests/support/program.h"

#include <QCoreApplication>
#include <QProcess>

namespace antiphon::test {

namespace {

ProgramRun outcomeOf(QProcess& process, bool ended)
{
    ProgramRun run;
    run.ended = ended && process.exitStatus() == QProcess::NormalExit;
    run.exitStatus = run.ended ? process.exitCode() : -1;
    run.out = process.readAllStandardOutput();
    run.err = process.readAllStandardError();
    return run;
}

// SIGKILL: the program has no say in it.
ProgramRun killAfter(QProcess& process, int milliseconds)
{
    const bool ended = process.waitForFinished(milliseconds);
    if (!ended) {
        process.kill();
        process.waitForFinished();
    }
    return outcomeOf(process, ended);
}

} // namespace

QString builtProgram(const QString& name)
{
    return QCoreApplication::applicationDirPath() + QStringLiteral("/../bin/") + name;
}

QString antiphonCli()
{
    return builtProgram(QStringLiteral("antiphon-cli"));
}

ProgramRun runProgram(const QString& program, const QStringList& arguments)
{
    QProcess process;
    process.start(program, arguments);
    const bool ended = process.waitForFinished(120'000);
    if (!ended)
        process.kill();
    return outcomeOf(process, ended);
}

ProgramRun killProgram(const QString& program, const QStringList& arguments, int milliseconds)
{
    QProcess process;
    process.start(program, arguments);
    process.waitForStarted();
    return killAfter(process, milliseconds);
}

ProgramRun killSpeakingProgram(const QString& program, const QStringList& arguments, int milliseconds)
{
    QProcess process;
    process.start(program, arguments);
    process.waitForReadyRead(120'000);
    return killAfter(process, milliseconds);
}

} // namespace antiphon::test
