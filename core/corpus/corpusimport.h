// Importing files of dialogues into the project.
#pragma once

#include "core/base/cancellation.h"
#include "core/base/progress.h"
#include "core/corpus/corpusreader.h"
#include "core/storage/edithistory.h"

namespace antiphon {

struct CorpusImport
{
    QStringList files;
    std::optional<CorpusFormat> format; // guessed for each file when left out
    QString name;                       // of the source; empty: the first file's name without its ending
    TurnColumns columns;                // for CSV of turns
};

struct RejectedRow
{
    QString file;
    qint64 line = 0; // 0: the file as a whole
    QString reason;
};

struct CorpusImportReport
{
    static constexpr qsizetype keptRejects = 100'000;

    Source source;        // as it is now
    qint64 dialogues = 0; // added, as are the following
    qint64 turns = 0;
    qint64 exchanges = 0;  // a user turn and the reply
    qint64 emptyTurns = 0; // without text
    qint64 tracks = 0;     // whose facts became known
    qint64 unchanged = 0;  // dialogues that were there already
    qint64 skippedPrompts = 0;
    qint64 rejected = 0;
    QList<RejectedRow> rejects; // the first keptRejects of them
    double seconds = 0;
};

// Reads the files one dialogue after another into the source `name`: a new one, or the ready one of that
// name, to which new dialogues are added. A dialogue is known again by its id (without one, by its content):
// equal ones are counted as unchanged, different ones are refused. Rows that can not be read are refused and
// the rest is imported. The whole is one recorded edit. Reports progress in kB. Errors: those of openCorpus;
// the first refused row's when a file has no good one; EmptyFile when it has none at all; AlreadyExists when
// the name belongs to a run or to a corpus of another format; Cancelled; those of SQLite. With every error
// the project is as it was.
Result<CorpusImportReport> importCorpus(const Connection& connection, const Actor& actor,
                                        const CorpusImport& request, const CancelToken& cancel = {},
                                        const ProgressSink& progress = {});

} // namespace antiphon
