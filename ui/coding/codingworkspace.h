// The coding station as the window knows it.
#pragma once

#include "ui/shell/workspace.h"

namespace antiphon {

std::unique_ptr<Workspace> makeCodingWorkspace();

} // namespace antiphon
