// Where two files last agreed, and what each touched since.
#pragma once

#include "core/merge/mergewatch.h"
#include "core/storage/value.h"

#include <QHash>

#include <map>

namespace antiphon {

// How far two files know of each other. A merge tells only the file that it was made in, so each has its own.
struct MergeSync
{
    bool common = false;      // there is a common beginning, or a merge
    qint64 theirsKnown = 0;   // in the other's history: known here
    qint64 mineKnown = 0;     // in this history: known there
    qint64 theirsAtMerge = 0; // in the other's history: where it came to know that
};

// What a row was then. Cells that were not changed since are empty.
struct RowThen
{
    bool existed = false;
    std::vector<std::optional<Value>> cells;
};

// By table and key: every row that an entry after a sequence names.
using TouchedRows = std::map<Row, RowThen>;
using Touched = QHash<QString, TouchedRows>;

// From the common beginning of both histories and the merges that are still in effect.
Result<MergeSync> findSync(const Connection& connection);

// `file`: "main" or "other". Errors: DamagedProject for a history that can not be read, Cancelled, those of
// SQLite. Tells the watch of every entry.
Result<Touched> touchedSince(const Connection& connection, const QByteArray& file, qint64 sequence,
                             MergeWatch& watch);

} // namespace antiphon
