#include "ui/coding/finderlist.h"

#include "ui/theme/metrics.h"

#include <QListWidget>

namespace antiphon {

void fitFinderList(QListWidget& list, int most)
{
    list.setCurrentRow(0);
    const int row = std::max(list.fontMetrics().height() + 8, metrics::controlHeight);
    for (int i = 0; i < list.count(); ++i)
        list.item(i)->setSizeHint(QSize(0, row));
    list.setFixedHeight(row * std::clamp(list.count(), 1, most) + 4);
}

void moveInFinderList(QListWidget& list, int key)
{
    list.setCurrentRow(
        std::clamp(list.currentRow() + (key == Qt::Key_Up ? -1 : 1), 0, std::max(0, list.count() - 1)));
}

} // namespace antiphon
