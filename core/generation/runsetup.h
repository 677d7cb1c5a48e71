// Everything a run needs before its first sample.
#pragma once

#include "core/corpus/sourcewriter.h"
#include "core/generation/cataloguefacts.h"
#include "core/generation/leasestore.h"
#include "core/generation/runjob.h"
#include "core/generation/writer.h"
#include "core/llm/chatpool.h"

namespace antiphon {

// What the samples of a model are checked against while they are written, the same as afterwards.
struct CheckBasis
{
    AliasTable aliases;
    std::shared_ptr<const CatalogueFacts> facts;
};

struct RunSetup
{
    Run run;
    std::vector<qint64> pending; // plan ordinals to write; those of the pilot first, else ascending
    size_t pilot = 0;            // so many of them are the pilot
    std::function<std::unique_ptr<Writer>()> makeWriter; // called once in each working thread
    std::shared_ptr<const ModelWriterParts> model;       // null: the template writer
    CheckBasis checks;                                   // of the model's samples
    int writers = 1;
    qint64 chunk = 1; // plans handed to a writer at once
    std::shared_ptr<const TrackFacts> tracks;
    QJsonObject common; // provenance that all items share
    RunControl control;
    bool hasPrice = false;  // the endpoints cost something
    double spentBefore = 0; // money, in earlier sessions
    qint64 finished = 0;    // plans, in earlier sessions
    qint64 repeated = 0;    // of the pending ones: in flight when the run died

    // So many of the pending plans may be begun at first.
    size_t firstPart() const { return pilot > 0 ? pilot : pending.size(); }
};

// Finds plan set, catalogue, writer and prompt, and makes the run's rows or takes up those that are there.
// Errors: see performRun().
Result<RunSetup> setUpRun(const Connection& connection, const RunRequest& request,
                          const CancelToken& cancel = {});

// The facts of all tracks of a catalogue by ordinal.
Result<TrackFacts> trackFacts(const Connection& connection, CatalogueId catalogue);

} // namespace antiphon
