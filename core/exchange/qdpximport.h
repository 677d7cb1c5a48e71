// Bringing a REFI-QDA project (.qdpx) into the project in hand.
#pragma once

#include "core/exchange/exchangewriter.h"
#include "core/exchange/offsetmodel.h"

namespace antiphon {

struct QdpxImport
{
    ExchangeWritten written;             // with all losses of the import
    bool ours = false;                   // Antiphon wrote it, and it was made again exactly
    QString program;                     // that wrote it, as it calls itself
    std::optional<OffsetChoice> offsets; // how a foreign file counts places
};

// Reads the file whole, then writes it as one recorded edit "Import evening.qdpx". A file with a side file of
// Antiphon that fits is made again exactly; any other by foreignProject(), its source called `name` (empty:
// as its project is called, else as the file). Errors: those of readWholeFile, readQdpx and
// writeExchangeProject; EmptyFile for a project without texts, codes and notes.
Result<QdpxImport> importQdpx(const Connection& connection, const Actor& actor, const QString& path,
                              const QString& name = {}, const CancelToken& cancel = {},
                              const ProgressSink& progress = {});

} // namespace antiphon
