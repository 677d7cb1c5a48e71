// What can be done on the pages of import and join, with its keys.
#pragma once

#include "ui/shell/workspace.h"

namespace antiphon {

class CascadeView;

// `view` is null until the station was shown once.
QList<Command> importCommands(const std::function<CascadeView*()>& view);

} // namespace antiphon
