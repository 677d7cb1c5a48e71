// Brings two copies of a project together: what was done in another file since the two last agreed is done
// here.
#pragma once

#include "core/base/cancellation.h"
#include "core/base/progress.h"
#include "core/merge/mergeconflict.h"
#include "core/storage/edithistory.h"

#include <QMap>

namespace antiphon {

struct MergeCounts
{
    qint64 added = 0;
    qint64 changed = 0;
    qint64 removed = 0;
};

struct MergeReport
{
    bool common = false;               // the two files have a history in common
    qint64 theirEdits = 0;             // entries of the other's history since the two agreed
    QMap<QString, MergeCounts> tables; // by recorded table; only those with a count
    QMap<QString, qint64> bulk;        // rows by table: dialogue, turn, track, ...
    qint64 alike = 0;                  // rows that both made for the same fact
    qint64 newConflicts = 0;           // what this merge could not decide
    // The coder in hand is blind: counts of tables that hold coders' own rows are left out.
    bool blinded = false;
};

// Takes into `mine` what was done in the project file `otherPath` since the two last agreed (their common
// history, or the last merge in either direction); files with nothing in common are joined, which only adds.
// Rows are known by id. What only the other changed is taken, what only this one changed stays; where both
// changed the same cell mine stays and a conflict is kept (openConflicts). A row that one removed and the
// other changed or uses stays, as a conflict. All is one recorded edit; the other file is only read. Errors:
// those of openProject for the other file; NotPossible for the same file, and where both added dialogues to
// one source; Cancelled when told to stop; nothing is then
// changed. Progress counts edits, then rows.
Result<MergeReport> mergeProject(const Connection& mine, const Actor& actor, const QString& otherPath,
                                 const CancelToken& cancel = {}, const ProgressSink& progress = {});

} // namespace antiphon
