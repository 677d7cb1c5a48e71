// The desktop's file dialogs as the seam of workspace.h has them.
#pragma once

#include "ui/shell/workspace.h"

namespace antiphon {

FileDialogs desktopFileDialogs();

} // namespace antiphon
