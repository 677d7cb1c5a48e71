// What the keys of the station do on the page Diagnostics.
#pragma once

#include "ui/shell/workspace.h"

namespace antiphon {

class CascadeView;

// `view` gives the view, which is there when a command runs.
QList<Command> diagnosticsCommands(const std::function<CascadeView*()>& view);

} // namespace antiphon
