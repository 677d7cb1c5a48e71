// Writing one sample again.
#pragma once

#include "core/generation/runjob.h"

namespace antiphon {

// Asks the run's writer for the plan once more, with a seed drawn from the run's by the number of the
// rewriting, and puts the new texts in place of the sample's as one recorded edit. What was is kept in the
// provenance as an attempt ("attempts_kept"), and undo brings it back. Holds the lock of runs. Errors:
// NotFound; NotPossible where the plan has no sample yet (resuming the run writes it), or where people coded
// or rate the sample, whose words are then evidence; those of performRun; the failure of the writer, with
// which nothing is changed.
Result<void> rewriteSample(const QString& projectPath, const QString& run, qint64 planOrdinal,
                           const Actor& actor, const CancelToken& cancel,
                           std::shared_ptr<KeyRing> keyRing = nullptr);

} // namespace antiphon
