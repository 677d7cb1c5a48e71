// Everything a run needs before its first sample.
#pragma once

#include "core/corpus/sourcewriter.h"
#include "core/generation/runjob.h"
#include "core/generation/writer.h"

namespace antiphon {

struct RunSetup
{
    Run run;
    std::vector<qint64> pending;                         // plan ordinals to write, ascending
    std::function<std::unique_ptr<Writer>()> makeWriter; // called once in each working thread
    std::shared_ptr<const ModelWriterParts> model;       // null: the template writer
    int writers = 1;
    qint64 chunk = 1; // plans handed to a writer at once
    std::shared_ptr<const TrackFacts> tracks;
    QJsonObject common; // provenance that all items share
};

// Finds plan set, catalogue, writer and prompt, and makes the run's rows or takes up those that are there.
// Errors: see performRun().
Result<RunSetup> setUpRun(const Connection& connection, const RunRequest& request,
                          const CancelToken& cancel = {});

// The facts of all tracks of a catalogue by ordinal.
Result<TrackFacts> trackFacts(const Connection& connection, CatalogueId catalogue);

} // namespace antiphon
