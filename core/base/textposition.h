// Positions in text are counted in Unicode code points; Qt counts UTF-16 units. The one place where they
// meet.
#pragma once

#include <QString>

namespace antiphon {

// A half-open range of code points [begin, end) over text with LF line ends.
struct TextSpan
{
    qint64 begin = 0;
    qint64 end = 0;
    bool operator==(const TextSpan&) const = default;
};

// The code point position that UTF-16 offset `utf16` of `text` stands at; an offset inside a surrogate pair
// counts as the pair's begin. Offsets past the end give the length in code points.
qint64 codePointsBefore(QStringView text, qsizetype utf16);
// The UTF-16 offset of code point `position`; positions past the end give the text's size.
qsizetype utf16Offset(QStringView text, qint64 position);
// The text of a span; what lies past the end is left out.
QString spanText(const QString& text, TextSpan span);

} // namespace antiphon
