// What can be done at the coding station, with the keys that come with it.
#pragma once

#include "ui/shell/workspace.h"

#include <QPointer>

namespace antiphon {

class CodingView;

// Does nothing where the view is gone or was not made yet.
QList<Command> codingCommands(const QPointer<CodingView>& view);

} // namespace antiphon
