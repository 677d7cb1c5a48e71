// Reading many samples at once: whole dialogues for checks, places and search for lists.
#pragma once

#include "core/generation/run.h"
#include "core/storage/connection.h"

#include <functional>

namespace antiphon {

// Calls `use` with each published dialogue of the source at places [first, first + count), in order, with its
// turns. Stops at the first error.
Result<void> forEachDialogueOf(const Connection& connection, SourceId source, qint64 first, qint64 count,
                               const std::function<Result<void>(const Dialogue&, qint64 ordinal)>& use);

// Calls `use` with the plan of each finished item of the run, ascending, and whether there is a text for it.
Result<void> forEachSamplePlace(const Connection& connection, RunId run,
                                const std::function<void(qint64 plan, bool written)>& use);
// The plans of the samples of which a turn holds what was typed (full text), ascending. Nothing for a text
// without a word.
Result<std::vector<qint64>> samplesThatSay(const Connection& connection, const Run& run,
                                           const QString& typed);
// The first words of a sample.
Result<QString> samplePreview(const Connection& connection, DialogueId dialogue);
// Another number whenever a sample of the run was written, checked or written again; `run` as it is now.
Result<qint64> sampleStamp(const Connection& connection, const Run& run);

} // namespace antiphon
