// The data card of a data set: README.md with the YAML head that Hugging Face reads.
#pragma once

#include "core/cascade/planstore.h"
#include "core/generation/datasetexport.h"
#include "core/generation/provenancestore.h"
#include "core/generation/sourcecheck.h"

namespace antiphon {

struct CardFacts
{
    DatasetRequest request;
    DatasetExport done;
    Source source;
    std::optional<Run> run;
    std::optional<PlanSet> plans; // of the run
    QList<Making> makings;
    std::optional<SourceCheck> check; // of the whole source
};

// UTF-8 with LF line ends. The same facts give the same bytes.
QByteArray datasetCard(const CardFacts& facts);

} // namespace antiphon
