#include "core/base/textsteps.h"

#include <QTextBoundaryFinder>

namespace antiphon {

namespace {

// In UTF-16 units of a text, as QTextBoundaryFinder counts.
struct Units
{
    qsizetype begin = 0;
    qsizetype end = 0;
};

Units unitsOf(const QString& text, TextSpan span)
{
    return {utf16Offset(text, std::max<qint64>(span.begin, 0)),
            utf16Offset(text, std::max<qint64>(span.end, 0))};
}

TextSpan spanOf(const QString& text, Units units)
{
    return {codePointsBefore(text, units.begin), codePointsBefore(text, units.end)};
}

bool isWordEnd(const QTextBoundaryFinder& finder, SpanEnd end)
{
    return finder.boundaryReasons() &
           (end == SpanEnd::Begin ? QTextBoundaryFinder::StartOfItem : QTextBoundaryFinder::EndOfItem);
}

// The next place for an end in that direction; the text's own ends count as places.
qsizetype nextPlace(QTextBoundaryFinder& finder, qsizetype from, SpanEnd end, bool forward)
{
    const bool words = finder.type() == QTextBoundaryFinder::Word;
    finder.setPosition(from);
    for (;;) {
        const qsizetype at = forward ? finder.toNextBoundary() : finder.toPreviousBoundary();
        if (at < 0)
            return from;
        if (!words || isWordEnd(finder, end) || at == 0 || at == finder.string().size())
            return at;
    }
}

} // namespace

TextSpan wholeCharacters(const QString& text, TextSpan span)
{
    Units units = unitsOf(text, span);
    QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, text);
    finder.setPosition(units.begin);
    if (!finder.isAtBoundary())
        units.begin = std::max<qsizetype>(finder.toPreviousBoundary(), 0);
    finder.setPosition(units.end);
    if (!finder.isAtBoundary()) {
        const qsizetype next = finder.toNextBoundary();
        units.end = next < 0 ? text.size() : next;
    }
    return spanOf(text, units);
}

TextSpan moveSpanEnd(const QString& text, TextSpan span, SpanEnd end, TextStep step, int steps)
{
    const Units before = unitsOf(text, wholeCharacters(text, span));
    Units units = before;
    qsizetype& moved = end == SpanEnd::Begin ? units.begin : units.end;
    QTextBoundaryFinder finder(
        step == TextStep::Character ? QTextBoundaryFinder::Grapheme : QTextBoundaryFinder::Word, text);
    for (int i = 0; i < std::abs(steps); ++i) {
        const qsizetype kept = moved;
        moved = nextPlace(finder, moved, end, steps > 0);
        if (units.begin >= units.end) {
            moved = kept;
            break;
        }
    }
    return wholeCharacters(text, spanOf(text, units));
}

} // namespace antiphon
