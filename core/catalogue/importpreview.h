// What a map makes of the first rows of a table.
#pragma once

#include "core/base/cancellation.h"
#include "core/catalogue/catalogueimport.h"

namespace antiphon {

struct ImportPreview
{
    struct Type
    {
        QString type;
        qint64 values = 0;    // different ones
        qint64 tracks = 0;    // that have a value or number
        QStringList examples; // the first few values
    };
    qint64 rows = 0; // looked at
    qint64 tracks = 0;
    qint64 refused = 0;
    QList<RejectedTrack> rejects; // the first of them
    QList<Type> types;            // in the order of the map
    QList<Track> first;           // tracks, without ordinals
};

// Reads up to `rows` rows of the table by the map; writes nothing. Errors: those of TableReader,
// MissingColumn, Cancelled.
Result<ImportPreview> previewImport(const QString& path, const CatalogueMap& map, qint64 rows,
                                    const CancelToken& cancel = {});

} // namespace antiphon
