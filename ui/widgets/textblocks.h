// A turn's text in stretches that are laid out apart, so that a text of a million characters is laid out
// where it is seen.
#pragma once

#include <QList>
#include <QString>

namespace antiphon {

// UTF-16 units [begin, end) of the text; the line feed that ends a block is its last character.
struct TextBlock
{
    qsizetype begin = 0;
    qsizetype end = 0;
    Qt::LayoutDirection direction = Qt::LeftToRight;
    bool operator==(const TextBlock&) const = default;
};

// At least one block, in order and without gaps. A block ends where a paragraph does, where the direction of
// paragraphs changes, or in a long paragraph behind a space; never inside of a character.
QList<TextBlock> textBlocks(const QString& text);

} // namespace antiphon
