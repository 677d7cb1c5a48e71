// The station Rate: studies, collecting, results.
#pragma once

#include "ui/shell/workspace.h"

namespace antiphon {

std::unique_ptr<Workspace> makeRatingWorkspace();

} // namespace antiphon
