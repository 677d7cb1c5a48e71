// The sample project: the data that ships with the program, brought in as a person would.
#pragma once

#include "core/base/cancellation.h"
#include "core/base/progress.h"
#include "core/storage/edithistory.h"

namespace antiphon {

// Adds the sample's dialogues, both coders' codings and the catalogue to a project that has its codebook
// already, each as one recorded edit. The dialogues were written for the program; they are no collected ones,
// and the second coder's codings are a variation of the first's (resources/README.md). Errors: those of the
// imports; Cancelled.
Result<void> addSampleData(const Connection& connection, const Actor& actor, const CancelToken& cancel = {},
                           const ProgressSink& progress = {});

} // namespace antiphon
