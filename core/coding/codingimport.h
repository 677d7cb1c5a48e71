// Bringing a coder's codings into a project from a table.
#pragma once

#include "core/base/cancellation.h"
#include "core/base/progress.h"
#include "core/coding/coding.h"
#include "core/storage/edithistory.h"

namespace antiphon {

enum class CodingFormat {
    CpcdIntent, // columns unique_id (dialogue:exchange:role), intent, music_attribute; the latter lists
    // Columns dialogue, turn (from 1) or position (from 0), code and, where present, role, facet, target,
    // begin, end, quote: what codingsCsv() writes.
    Csv
};

// Guesses by the header of the file. Errors: those of CsvReader; WrongFormat when it is neither.
Result<CodingFormat> guessCodingFormat(const QString& path);

struct CodingImportRequest
{
    QString path = {};
    CodingFormat format = CodingFormat::CpcdIntent;
    QString coder = {};
    std::optional<SourceId> source = {}; // empty: all ready sources
};

struct RefusedRow
{
    qint64 line = 0; // in the file, from 1
    QString row;     // what it speaks of: "dac004c6:0:user"
    QString reason;  // a plain clause
};

struct CodingImport
{
    qint64 rows = 0;
    qint64 dialogues = 0; // that got or had codings of the file
    qint64 turns = 0;     // the same; an exchange counts as the turn that opens it
    qint64 codings = 0;   // added
    qint64 unchanged = 0; // were there already
    QStringList newCodes; // "facet:name"
    QList<RefusedRow> refused;
};

// Reads the whole file, finds each row's target by the dialogue's external id and its place, never by the
// text, and adds all codings in one recorded edit; labels without a code make one in their facet. Rows that
// cannot be used are refused one by one; a span also where the text there is not the quote that the row
// gives. Importing again adds nothing. Errors: those of CsvReader::open; MissingColumn; InvalidValue for an
// empty coder; Cancelled, which leaves the project as it was.
Result<CodingImport> importCodings(const Connection& connection, const Actor& actor,
                                   const CodingImportRequest& request, const CancelToken& cancel = {},
                                   const ProgressSink& progress = {});

} // namespace antiphon
