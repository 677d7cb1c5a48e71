// Where a stretch of text is in a line, for text of either direction.
#pragma once

#include <QList>
#include <QTextLayout>

namespace antiphon {

struct HorizontalRange
{
    qreal left = 0;
    qreal right = 0;
    qreal width() const { return right - left; }
};

// The places that UTF-16 units [begin, end) of a layout's text have in one of its lines, from left to right;
// more than one where directions mix. Touching ones are one.
QList<HorizontalRange> horizontalRanges(const QTextLayout& layout, const QTextLine& line, int begin, int end);

} // namespace antiphon
