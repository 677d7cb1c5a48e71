// The grammar of antiphon-cli: what a verb is, what it is given, what it answers.
#pragma once

#include "core/base/cancellation.h"
#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/storage/edithistory.h"
#include "core/storage/project.h"

#include <QHash>
#include <QJsonObject>
#include <QStringList>

#include <functional>

namespace antiphon::cli {

// An option such as --seed S. Without a value name it is a switch.
struct Option
{
    QString name;      // without dashes
    QString valueName; // "" for a switch
    QString help;
    bool required = false;
};

// What a verb was called with.
class Arguments
{
public:
    QStringList positional;
    QHash<QString, QStringList> options; // by name; values in the order given, a switch has one empty value

    bool has(const QString& name) const { return options.contains(name); }
    QString value(const QString& name, const QString& otherwise = {}) const;
    QStringList values(const QString& name) const { return options.value(name); }
    // Errors: InvalidValue when the text is no whole number in [minimum, maximum].
    Result<qint64> integer(const QString& name, qint64 otherwise, qint64 minimum, qint64 maximum) const;
};

// What a verb answers: the same facts for people (text) and for programs (json).
struct Answer
{
    QJsonObject json;
    QString text;
    qint64 rejected = 0; // rows refused: the exit status is then 3
};

struct Call
{
    Arguments arguments;
    CancelToken cancel;    // set by Ctrl+C
    ProgressSink progress; // a line on standard error
    QString projectPath;   // --project
    Actor actor;           // --actor, else the login name

    // Errors: those of openProject; InvalidValue without --project.
    Result<Connection> openProject() const;
    // For verbs that only tell or export: what is seen is what the coder in hand may see, so a blind coder
    // finds nothing of the others here either. Errors: as openProject().
    Result<Connection> readProject() const;
};

struct Verb
{
    QStringList words; // {"import", "corpus"}
    QString operands;  // "FILE..." for the help
    int minimumOperands = 0;
    int maximumOperands = 0; // -1: any number
    QString summary;         // one line, no full stop
    QString example;         // a whole command line
    QList<Option> options;   // besides --project, --json, --quiet, --help
    std::function<Result<Answer>(const Call&)> run;
};

// Parses, runs, prints; returns the exit status: 0 done, 1 failed, 2 wrong usage, 3 some rows refused, 130
// interrupted.
int runCommandLine(const QStringList& arguments, const QList<Verb>& verbs);

// Writes rejected rows for --rejects, one JSON object a line. Errors: those of writeWholeFile.
Result<void> writeRejects(const Call& call, const QJsonArray& rejects);

} // namespace antiphon::cli
