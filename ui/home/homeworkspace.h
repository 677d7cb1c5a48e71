// The line of stations with the figures that matter, and what comes next.
#pragma once

#include "ui/shell/workspace.h"

namespace antiphon {

std::unique_ptr<Workspace> makeHomeWorkspace();

} // namespace antiphon
