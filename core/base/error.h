// What can go wrong, as codes with details; the sentence for people is made in one place.
#pragma once

#include <QString>

namespace antiphon {

enum class ErrorCode {
    Cancelled,        // the person stopped it
    NotFound,         // a file or a named thing does not exist
    AlreadyExists,    // a name or file is taken
    NotAFile,         // a directory where a file is needed
    PermissionDenied, // the file may not be read or written
    DiskFull,         // no room left where the file lies
    ReadFailed,       // the device or file system failed while reading
    WriteFailed,      // the device or file system failed while writing
    EmptyFile,        // nothing in it
    WrongFormat,      // it is not what it was said to be
    InvalidText,      // bytes that are not UTF-8
    LineTooLong,      // a line over the limit, which is in the details
    MissingColumn,    // a table lacks a column that its map names
    InvalidValue,     // a value out of range or of the wrong kind
    NotAProject,      // the file is no Antiphon project
    DamagedProject,   // the project file is corrupt
    NewerProject,     // written by a newer version
    ProjectBusy,      // another program holds the project
    Tampered,         // a sealed file was changed
    NotPossible,      // refused by a rule, which is in the details
    NetworkFailed,    // no connection, or it broke
    Timeout,          // no answer in time
    ServerRefused,    // a server answered with an error
    Internal          // a broken invariant
};

// One failure: what happened (code), to what (subject: a file, a name), where in it (line, from 1; 0 = no
// line) and the particulars. `detail` is a plain clause for people without a full stop; it may be empty.
struct Error
{
    ErrorCode code = ErrorCode::Internal;
    QString subject = {};
    qint64 line = 0;
    QString detail = {};

    bool operator==(const Error&) const = default;
};

// One clear sentence for people: what happened, to which line of what, and what to do about it.
QString errorSentence(const Error& error);

} // namespace antiphon
