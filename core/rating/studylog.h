// The log of a study: who did what when, each entry chained to the one before it.
#pragma once

#include "core/rating/study.h"

namespace antiphon {

enum class LogAct {
    Create,
    Freeze,
    Packets,
    Seal,
    Collect,
    Drop, // a rater gave up
    Exclude,
    AskUnblinding,
    Unblind,
    UnblindItem,
    Amend // a change of answers or exclusions after the key was opened
};

struct LogEntry
{
    int number = 0; // from 1
    TimePoint at = 0;
    QString actor;
    LogAct act = LogAct::Create;
    QJsonObject facts; // of the act: digests, counts, reasons
    QString data;      // SHA-256 of what was collected by then; see dataDigest()
    QString version;   // of the program
    QString text;      // the entry as canonical JSON, which the link covers
    QString link;      // SHA-256 of the link before and the text, in hex
};

// "freeze", "unblind requested", ...: as in the file.
QString logWord(LogAct act);
// A sentence without a full stop for people: "Froze the study; seal 1a2b3c4d".
QString logSentence(const LogEntry& entry);

// Fills in text and link of an entry that follows `before`.
void chain(LogEntry& entry, StudyId study, const QString& before);
// The entry of a text. Nothing where it is none of this study with that number.
std::optional<LogEntry> entryOf(const QString& text, StudyId study, int number);
// The number of the first entry that does not follow from the one before it; 0 when the chain is whole.
int firstBreak(const QList<LogEntry>& entries);

// One JSON object a line, the link last.
QByteArray logLines(const QList<LogEntry>& entries);
struct LogFile
{
    StudyId study;
    QList<LogEntry> entries;
};
// Errors: WrongFormat when it is no log; Tampered, with the line, when a link does not fit. `name` is the
// file's name.
Result<LogFile> logOfLines(const QByteArray& bytes, const QString& name);

} // namespace antiphon
