// Tracks as a table in a file.
#pragma once

#include "core/base/cancellation.h"
#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/catalogue/catalogueindex.h"

namespace antiphon {

// By the ending of the file: .tsv, .jsonl, .xlsx, else .csv.
enum class TrackFormat { Csv, Tsv, JsonLines, Workbook };
TrackFormat trackFormatOf(const QString& path);

// Tracks by their place in an export.
struct TrackRows
{
    std::vector<quint32> ordinals;
    std::function<Track(quint32 ordinal)> track;
};

// Writes the rows in their order: id, title, artist, album, then a column of each type of the index that the
// catalogue brought; several values of a type stand with "; " between. JSON lines keep lists and can be
// imported again. Returns how many. Nothing is left of a file that could not be written whole. Errors:
// PermissionDenied, DiskFull, WriteFailed, Cancelled; NotPossible for more rows than a workbook has.
Result<qint64> exportTracks(const QString& path, const CatalogueIndex& index, const TrackRows& rows,
                            const CancelToken& cancel, const ProgressSink& progress);

} // namespace antiphon
