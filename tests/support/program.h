// Runs antiphon-cli, or another program of the build, as a process of its own.
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace antiphon::test {

struct ProgramRun
{
    int exitStatus = -1;
    bool ended = false; // by itself, in time
    QByteArray out;
    QByteArray err;
};

// A program of this build, found beside the running test's folder.
QString builtProgram(const QString& name);
QString antiphonCli();
// Runs a program to its end, two minutes at most.
ProgramRun runProgram(const QString& program, const QStringList& arguments);
// Starts a program and kills it with SIGKILL after `milliseconds`, unless it has ended before.
ProgramRun killProgram(const QString& program, const QStringList& arguments, int milliseconds);

// The same, counted from its first word on: however slow the machine is, it has begun its work.
ProgramRun killSpeakingProgram(const QString& program, const QStringList& arguments, int milliseconds);

} // namespace antiphon::test
