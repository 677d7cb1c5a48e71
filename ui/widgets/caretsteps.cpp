#include "ui/widgets/caretsteps.h"

#include <QTextBoundaryFinder>

namespace antiphon {

namespace {

constexpr qsizetype firstReach =
    256; // boundaries of a text of a million characters are not sought in all of it

// A part of a text that begins and ends between two code points.
struct Window
{
    qsizetype begin = 0;
    qsizetype end = 0;
    bool isWhole(const QString& text) const { return begin == 0 && end == text.size(); }
};

bool splitsPair(const QString& text, qsizetype offset)
{
    return offset > 0 && offset < text.size() && text[offset - 1].isHighSurrogate() &&
           text[offset].isLowSurrogate();
}

Window windowAround(const QString& text, qsizetype offset, qsizetype reach)
{
    Window window{std::max<qsizetype>(0, offset - reach), std::min(text.size(), offset + reach)};
    if (splitsPair(text, window.begin))
        --window.begin;
    if (splitsPair(text, window.end))
        ++window.end;
    return window;
}

bool isWanted(const QTextBoundaryFinder& finder, QTextBoundaryFinder::BoundaryType type,
              CaretDirection direction)
{
    if (type == QTextBoundaryFinder::Grapheme)
        return true;
    const auto edge = direction == CaretDirection::Forward ? QTextBoundaryFinder::EndOfItem
                                                           : QTextBoundaryFinder::StartOfItem;
    return finder.boundaryReasons().testFlag(edge);
}

// The boundary next to `offset`, which is counted in `part`; -1 where it holds none.
qsizetype boundaryIn(QStringView part, qsizetype offset, QTextBoundaryFinder::BoundaryType type,
                     CaretDirection direction)
{
    QTextBoundaryFinder finder(type, part);
    finder.setPosition(offset);
    const auto step = [&] {
        return direction == CaretDirection::Forward ? finder.toNextBoundary() : finder.toPreviousBoundary();
    };
    qsizetype found = step();
    while (found >= 0 && !isWanted(finder, type, direction))
        found = step();
    return found;
}

// The window grows until the boundary found cannot come from its edge.
qsizetype boundary(const QString& text, qsizetype offset, QTextBoundaryFinder::BoundaryType type,
                   CaretDirection direction)
{
    const bool forward = direction == CaretDirection::Forward;
    for (qsizetype reach = firstReach;; reach *= 4) {
        const Window window = windowAround(text, offset, reach);
        const QStringView part = QStringView(text).mid(window.begin, window.end - window.begin);
        const qsizetype found = boundaryIn(part, offset - window.begin, type, direction);
        const bool atEdge = found < 0 || found == (forward ? part.size() : 0);
        if (window.isWhole(text) || !atEdge)
            return found < 0 ? (forward ? text.size() : 0) : window.begin + found;
    }
}

} // namespace

qsizetype caretByCharacter(const QString& text, qsizetype offset, CaretDirection direction)
{
    return boundary(text, offset, QTextBoundaryFinder::Grapheme, direction);
}

qsizetype caretByWord(const QString& text, qsizetype offset, CaretDirection direction)
{
    return boundary(text, offset, QTextBoundaryFinder::Word, direction);
}

WordRange wordAround(const QString& text, qsizetype offset)
{
    const qsizetype end = caretByWord(text, offset, CaretDirection::Forward);
    const qsizetype begin = caretByWord(text, end, CaretDirection::Back);
    if (begin <= offset && offset < end)
        return {begin, end};
    const qsizetype before = caretByWord(text, offset, CaretDirection::Back);
    const qsizetype behind = caretByWord(text, before, CaretDirection::Forward);
    return behind == offset && before < offset ? WordRange{before, behind} : WordRange{offset, offset};
}

} // namespace antiphon
