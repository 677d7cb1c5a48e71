// Reading many whole dialogues of a source at once, for checks.
#pragma once

#include "core/corpus/dialogue.h"
#include "core/storage/connection.h"

#include <functional>

namespace antiphon {

// Calls `use` with each published dialogue of the source at places [first, first + count), in order, with its
// turns. Stops at the first error.
Result<void> forEachDialogueOf(const Connection& connection, SourceId source, qint64 first, qint64 count,
                               const std::function<Result<void>(const Dialogue&, qint64 ordinal)>& use);

} // namespace antiphon
