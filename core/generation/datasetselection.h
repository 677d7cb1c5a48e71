// Which dialogues a data set has, and into which split each goes.
#pragma once

#include "core/generation/datasetexport.h"
#include "core/generation/run.h"

namespace antiphon {

struct DatasetEntry
{
    DialogueId dialogue;
    qint64 planOrdinal = -1; // -1: of no run
};

// What is exported and how it falls apart.
struct DatasetSelection
{
    Source source;
    std::optional<Run> run;
    QList<SplitShare> shares;
    std::vector<DatasetEntry> entries;
    Split split;
    QString splitBy;
};

// Errors: see exportDataset().
Result<DatasetSelection> selectDataset(const Connection& connection, const DatasetRequest& request,
                                       const CancelToken& cancel);

Failure exportCancelled();

} // namespace antiphon
