// What can be done with a cascade besides adding filters and going back.
#pragma once

#include "ui/shell/workspace.h"

namespace antiphon {

class ExplorePage;

// `isShown` tells whether the page is the one in front; `page` is asked only when a command runs or is about
// to.
QList<Command> exploreCommands(const std::function<bool()>& isShown,
                               const std::function<ExplorePage*()>& page);

} // namespace antiphon
