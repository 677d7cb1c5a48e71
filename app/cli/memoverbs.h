// Memos on the command line.
#pragma once

#include "app/cli/verb.h"

namespace antiphon::cli {

// What `search --in memos` answers: the best fits first.
Result<Answer> searchMemos(const Call& call, const QString& typed, int limit);

} // namespace antiphon::cli
