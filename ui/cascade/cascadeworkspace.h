// The station of filters, cascades and plans.
#pragma once

#include "ui/shell/workspace.h"

namespace antiphon {

std::unique_ptr<Workspace> makeCascadeWorkspace();

} // namespace antiphon
