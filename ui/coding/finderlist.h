// The list of a finder: few lines, moved from the field above it.
#pragma once

class QListWidget;

namespace antiphon {

// Rows as high as controls, and so many of them in sight as there are, at most `most`. The first is current.
void fitFinderList(QListWidget& list, int most);
// Up or Down in the field: the row above or below, staying at the ends.
void moveInFinderList(QListWidget& list, int key);

} // namespace antiphon
