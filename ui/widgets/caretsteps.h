// Where a caret goes in a text by one step. Offsets are UTF-16 units; none ever lies inside of what a reader
// takes for one character (an emoji with its modifiers, a letter with its accents).
#pragma once

#include <QString>

namespace antiphon {

enum class CaretDirection { Back, Forward };

// The next or previous place between two characters; the ends of the text stay where they are.
qsizetype caretByCharacter(const QString& text, qsizetype offset, CaretDirection direction);
// Forward to the end of a word, back to the begin of one, so that a selection by words ends without space.
qsizetype caretByWord(const QString& text, qsizetype offset, CaretDirection direction);

// A word with its begin and end; empty where `offset` touches none.
struct WordRange
{
    qsizetype begin = 0;
    qsizetype end = 0;
};
WordRange wordAround(const QString& text, qsizetype offset);

} // namespace antiphon
