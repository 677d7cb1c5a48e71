// Bulk rows that only the other file has.
#pragma once

#include "core/merge/mergehistory.h"
#include "core/merge/mergeschema.h"

#include <QMap>

#include <set>

namespace antiphon {

struct CopiedBulk
{
    std::map<QString, std::set<Row>> owners; // owner rows that were not here: by table, their keys
    QMap<QString, qint64> rows;              // by bulk table
};

// Copies what hangs on the owner rows (sources, catalogues, plan sets, runs) that the other published or
// added to since `touched` begins, whole and unseen: their owner rows are in their working state until an
// edit says otherwise. Errors: NotPossible where both added to the same owner; those of SQLite.
Result<CopiedBulk> copyBulkRows(const Connection& connection, const MergeSchema& schema,
                                const Touched& theirs);

// Copies the lines about studies that the history does not hold: who opened a key. Errors: those of SQLite.
Result<void> copyUnblindings(const Connection& connection);

} // namespace antiphon
