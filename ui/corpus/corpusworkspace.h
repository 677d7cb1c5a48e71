// The corpus station as the window knows it.
#pragma once

#include "ui/shell/workspace.h"

namespace antiphon {

// It understands the targets "dialogue/<id>" and "import".
std::unique_ptr<Workspace> makeCorpusWorkspace();

} // namespace antiphon
