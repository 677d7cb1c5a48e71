#include "core/base/error.h"

namespace antiphon {

namespace {

struct Wording
{
    QString happened; // %1 is the subject
    QString advice;
};

Wording wordingOf(ErrorCode code)
{
    const auto say = [](const char* happened, const char* advice) {
        return Wording{QString::fromUtf8(happened), QString::fromUtf8(advice)};
    };
    switch (code) {
    case ErrorCode::Cancelled:
        return say("%1 was stopped", "what was finished is kept");
    case ErrorCode::NotFound:
        return say("%1 was not found", "check the name and the path");
    case ErrorCode::AlreadyExists:
        return say("%1 exists already", "choose another name");
    case ErrorCode::NotAFile:
        return say("%1 is a directory", "name a file");
    case ErrorCode::PermissionDenied:
        return say("%1 may not be opened", "ask for permission to the file or copy it elsewhere");
    case ErrorCode::DiskFull:
        return say("the disk is full at %1", "free some space and try again; nothing was changed");
    case ErrorCode::ReadFailed:
        return say("%1 could not be read to its end", "check the disk or connection and try again");
    case ErrorCode::WriteFailed:
        return say("%1 could not be written", "check the disk and the folder's permissions");
    case ErrorCode::EmptyFile:
        return say("%1 is empty", "choose a file with content");
    case ErrorCode::WrongFormat:
        return say("%1 does not have the expected form", "check the format that was chosen");
    case ErrorCode::InvalidText:
        return say("%1 holds bytes that are not UTF-8", "save the file as UTF-8 and try again");
    case ErrorCode::LineTooLong:
        return say("%1 holds a line that is too long", "check that the file has one record a line");
    case ErrorCode::MissingColumn:
        return say("%1 lacks a column that the map names", "correct the map or the file's header");
    case ErrorCode::InvalidValue:
        return say("%1 holds a value that cannot be used", "correct the value");
    case ErrorCode::NotAProject:
        return say("%1 is not an Antiphon project", "choose a file that Antiphon has made");
    case ErrorCode::DamagedProject:
        return say("%1 is damaged", "restore it from a backup");
    case ErrorCode::NewerProject:
        return say("%1 was written by a newer version of Antiphon", "install that version to open it");
    case ErrorCode::ProjectBusy:
        return say("%1 is being written by another program", "wait for it to finish and try again");
    case ErrorCode::Tampered:
        return say("%1 was changed after it was made", "ask for a fresh copy");
    case ErrorCode::NotPossible:
        return say("%1 is not possible", "");
    case ErrorCode::NetworkFailed:
        return say("%1 could not be reached", "check the address and the network");
    case ErrorCode::Timeout:
        return say("%1 did not answer in time", "try again or raise the time limit");
    case ErrorCode::ServerRefused:
        return say("%1 refused the request", "check the endpoint's settings");
    case ErrorCode::Internal:
        break;
    }
    return say("%1 met an internal fault", "please report it with the steps that led here");
}

} // namespace

QString errorSentence(const Error& error)
{
    const Wording wording = wordingOf(error.code);
    const QString subject = error.subject.isEmpty() ? QStringLiteral("this") : error.subject;
    QString sentence = wording.happened.arg(subject);
    if (error.line > 0)
        sentence += QStringLiteral(", line %1").arg(error.line);
    if (!error.detail.isEmpty())
        sentence += QStringLiteral(": ") + error.detail;
    if (!wording.advice.isEmpty())
        sentence += QStringLiteral("; ") + wording.advice;
    sentence += QLatin1Char('.');
    // A path keeps its letters; only a sentence that starts with our own words starts with a capital.
    if (!wording.happened.startsWith(QLatin1String("%1")) || error.subject.isEmpty())
        sentence[0] = sentence[0].toUpper();
    return sentence;
}

} // namespace antiphon
