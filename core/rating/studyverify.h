// Whether anything of a study differs from what it was: in the project, and in files that left it.
#pragma once

#include "core/rating/keyfile.h"

namespace antiphon {

struct StudyCheck
{
    QStringList checked; // what was looked at, a clause each
    QStringList faults;  // what differs, a sentence without a full stop each
};

// Log, definition, items, letters, checks, packets with order and design, answers and decisions about raters
// in the project, each against the log of the study: a row of its tables that is changed, taken out or put in
// is told with its table and rater. Studies whose log was begun by an older version are held against as much
// of it as there is.
// Errors: those of SQLite only; what differs is no error.
Result<StudyCheck> checkStudy(const Connection& connection, const Study& study);

// One packet (also within an HTML page), answers file, key or log against the project's studies. With the
// passphrase a key is opened, too, and held against its commitment. A file of another kind is a fault.
// Errors: InvalidValue for a passphrase that does not open the key; those of SQLite.
Result<StudyCheck> checkStudyFile(const Connection& connection, const QString& path,
                                  const Secret& passphrase = {});

// The files of `paths` that a study leaves; folders with all that lies in them. Errors: NotFound.
Result<QStringList> studyFiles(const QStringList& paths);

} // namespace antiphon
