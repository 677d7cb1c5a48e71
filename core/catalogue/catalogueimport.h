// Import of a table of tracks into the project.
#pragma once

#include "core/base/cancellation.h"
#include "core/base/progress.h"
#include "core/catalogue/catalogue.h"
#include "core/catalogue/cataloguemap.h"
#include "core/storage/edithistory.h"

namespace antiphon {

// A row of the file that was not taken, and why.
struct RejectedTrack
{
    qint64 line = 0;
    QString reason; // a clause without a full stop
    bool operator==(const RejectedTrack&) const = default;
};

struct CatalogueImport
{
    Catalogue catalogue;
    qint64 rejected = 0;
    QList<RejectedTrack> rejects; // the first `rejectsKept` of them
    double seconds = 0;

    static constexpr qsizetype rejectsKept = 10'000;
};

class CatalogueWriter;

// Makes a new catalogue, lets `fill` write its tracks and finish it, and publishes it as one edit. When
// anything fails its rows are deleted again. Errors: those of CatalogueWriter::begin and of `fill`.
Result<void> writeAndPublish(const Connection& connection, const Actor& actor, const Catalogue& catalogue,
                             const QString& label, const std::function<Result<void>(CatalogueWriter&)>& fill);

// Reads the table at `path` by `map` into a new catalogue called `name` (empty: the file's base name) and
// publishes it as one edit of the actor. Rows without an id, with an id that was there already, with cells
// missing or with a number that is none are refused and listed. Errors: those of TableReader; MissingColumn;
// AlreadyExists; WrongFormat when no row could be taken; Cancelled; those of SQLite. After an error the
// project is as before.
Result<CatalogueImport> importCatalogue(const Connection& connection, const Actor& actor, const QString& path,
                                        const CatalogueMap& map, const QString& name,
                                        const CancelToken& cancel, const ProgressSink& progress);

} // namespace antiphon
