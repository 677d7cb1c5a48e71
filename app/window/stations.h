// The stations of the window.
#pragma once

#include "ui/shell/workspace.h"

namespace antiphon {

// In the order of the rail.
QList<WorkspaceFactory> windowStations();

} // namespace antiphon
