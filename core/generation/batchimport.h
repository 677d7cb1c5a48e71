// Replies of a batch back into the run that asked for them.
#pragma once

#include "core/corpus/corpusimport.h"
#include "core/generation/runjob.h"
#include "core/llm/chat.h"

namespace antiphon {

struct BatchImport
{
    QStringList files;        // output and error files, plain or packed, in any order
    double priceFactor = 0.5; // of the endpoint's prices: batches are cheaper than single requests
};

struct BatchImportReport
{
    static constexpr qsizetype keptRejects = 100'000;

    QList<Run> runs; // as they are now
    qint64 lines = 0;
    qint64 samples = 0;             // stored now
    qint64 setAside = 0;            // with a reply that can not be used; written again only when asked for
    qint64 failed = 0;              // without a reply: set aside until the next batch or the resumed run
    qint64 already = 0;             // lines of items that were finished before
    qint64 changed = 0;             // replies to requests that would read otherwise today
    qint64 missing = 0;             // plans of the runs that no line has told of
    qint64 rejected = 0;            // lines that are doubles, foreign or damaged
    QList<RejectedRow> rejects;     // the first keptRejects of them
    QMap<QString, qint64> failures; // set aside and failed, by kind
    TokenCounts tokens;
    std::optional<double> cost; // nothing where no endpoint has a price
    double seconds = 0;
};

// Reads every line, finds its plan by the custom id, checks the reply as a live one is checked and stores
// samples and run items in one transaction a batch, so that a killed import leaves nothing half and importing
// again repeats nothing. A good reply takes the place of an item that was set aside. Ends with one recorded
// edit a run. Reports progress in kB. Errors: those of LineReader::open for any of the files, before anything
// is stored; NotFound where no line belongs to a run of this project; ProjectBusy; Cancelled: what was stored
// is kept and published; those of SQLite.
Result<BatchImportReport> importBatch(const QString& projectPath, const BatchImport& request,
                                      const Actor& actor, const CancelToken& cancel,
                                      const ProgressSink& progress = {});

} // namespace antiphon
