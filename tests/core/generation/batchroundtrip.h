// A run through batch files and back, with losses, at any size.
#pragma once

#include "core/generation/batchexport.h"
#include "core/generation/batchimport.h"
#include "tests/core/generation/generationproject.h"

namespace antiphon::test {

inline const Actor batchActor{QStringLiteral("tester")};

// A request for a batch of the plans "p" by the endpoint "local" as the run "r".
BatchExportRequest batchRequest(const QString& folder);

// Sends `items` plans out in three files, answers them shuffled over three others (one plain, one gzip, one
// Zstandard) and an error file, with one percent missing and one percent failed, and holds that every item
// ends as a sample or queued, and that the next export holds exactly the missing and the failed.
void goRound(GenerationProject& project, int items);

} // namespace antiphon::test
