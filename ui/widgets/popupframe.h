// The ground of small forms that open over a page.
#pragma once

class QWidget;

namespace antiphon {

// Paints the whole widget as a panel with round corners and an accented line; for its paintEvent().
void paintPopupFrame(QWidget& widget);

} // namespace antiphon
