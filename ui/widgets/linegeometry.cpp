#include "ui/widgets/linegeometry.h"

#include <QGlyphRun>

#include <algorithm>

namespace antiphon {

namespace {

bool readsRightToLeft(QChar::Direction direction)
{
    switch (direction) {
    case QChar::DirR:
    case QChar::DirAL:
    case QChar::DirAN:
    case QChar::DirRLE:
    case QChar::DirRLO:
    case QChar::DirRLI:
    case QChar::DirFSI:
        return true;
    default:
        return false;
    }
}

bool isPlain(QStringView text)
{
    for (const char32_t character : text.toUcs4()) {
        if (readsRightToLeft(QChar::direction(character)))
            return false;
    }
    return true;
}

// The spaces that a wrapped line ends with are no part of what is seen.
int endOfSeen(const QTextLine& line, const QString& text)
{
    int end = line.textStart() + line.textLength();
    while (end > line.textStart() && text[end - 1].isSpace())
        --end;
    return end;
}

QList<HorizontalRange> joined(QList<HorizontalRange> ranges)
{
    constexpr qreal apart = 0.6; // pixels
    std::sort(ranges.begin(), ranges.end(),
              [](const HorizontalRange& a, const HorizontalRange& b) { return a.left < b.left; });
    QList<HorizontalRange> out;
    for (const HorizontalRange& range : std::as_const(ranges)) {
        if (!out.isEmpty() && range.left <= out.last().right + apart)
            out.last().right = std::max(out.last().right, range.right);
        else
            out << range;
    }
    return out;
}

} // namespace

QList<HorizontalRange> horizontalRanges(const QTextLayout& layout, const QTextLine& line, int begin, int end)
{
    const QString text = layout.text();
    begin = std::max(begin, line.textStart());
    end = std::min(end, endOfSeen(line, text));
    if (begin >= end)
        return {};
    const bool leftToRight = layout.textOption().textDirection() != Qt::RightToLeft &&
                             isPlain(QStringView(text).mid(line.textStart(), line.textLength()));
    if (leftToRight)
        return {{line.cursorToX(begin), line.cursorToX(end)}};
    QList<HorizontalRange> ranges;
    const QList<QGlyphRun> runs = line.glyphRuns(begin, end - begin);
    for (const QGlyphRun& run : runs) {
        const QRectF bounds = run.boundingRect();
        ranges << HorizontalRange{bounds.left(), bounds.right()};
    }
    return joined(ranges);
}

} // namespace antiphon
