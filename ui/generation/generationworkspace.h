// Generation: runs, their samples, the endpoints and the texts that writers work with.
#pragma once

#include "ui/shell/workspace.h"

namespace antiphon {

class KeyRing;

// Reads the targets "run/<name>", "sample/<run name>/<plan ordinal>", "new-run/<plan set>", "endpoints" and
// "compare/<run>/<run>". Without a ring no key of an endpoint can be kept or read.
std::unique_ptr<Workspace> makeGenerationWorkspace(std::shared_ptr<KeyRing> ring = {});

} // namespace antiphon
