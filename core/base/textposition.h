// Positions in text are counted in Unicode code points; Qt counts UTF-16 units. The one place where they
// meet.
#pragma once

#include <QList>
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

// The same two conversions for many positions of one text: made in one pass over it, then O(log n) each.
// Keeps no part of the text.
class TextPositions
{
public:
    explicit TextPositions(QStringView text = {});
    qint64 codePoint(qsizetype utf16) const;
    qsizetype utf16(qint64 codePoint) const;

private:
    QList<qsizetype> m_pairs; // where surrogate pairs begin, in UTF-16 units
    qsizetype m_size = 0;     // in UTF-16 units
};

} // namespace antiphon
