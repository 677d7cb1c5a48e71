// Generation: runs, their samples, the endpoints and the texts that writers work with.
#pragma once

#include "ui/shell/workspace.h"

namespace antiphon {

// Reads the targets "run/<name>", "sample/<run name>/<plan ordinal>", "new-run/<plan set>", "endpoints" and
// "compare/<run>/<run>".
std::unique_ptr<Workspace> makeGenerationWorkspace();

} // namespace antiphon
