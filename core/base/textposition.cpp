#include "core/base/textposition.h"

#include <algorithm>

namespace antiphon {

qint64 codePointsBefore(QStringView text, qsizetype utf16)
{
    qint64 count = 0;
    const qsizetype stop = std::min(utf16, text.size());
    for (qsizetype i = 0; i < stop; ++count) {
        const bool pair = text[i].isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate();
        if (pair && i + 1 >= stop)
            break;
        i += pair ? 2 : 1;
    }
    return count;
}

qsizetype utf16Offset(QStringView text, qint64 position)
{
    qsizetype i = 0;
    for (qint64 count = 0; count < position && i < text.size(); ++count) {
        const bool pair = text[i].isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate();
        i += pair ? 2 : 1;
    }
    return i;
}

QString spanText(const QString& text, TextSpan span)
{
    const qsizetype begin = utf16Offset(text, span.begin);
    return text.mid(begin, utf16Offset(QStringView(text).mid(begin), span.end - span.begin));
}

TextPositions::TextPositions(QStringView text) : m_size(text.size())
{
    for (qsizetype i = 0; i + 1 < text.size(); ++i) {
        if (text[i].isHighSurrogate() && text[i + 1].isLowSurrogate())
            m_pairs << i++;
    }
}

qint64 TextPositions::codePoint(qsizetype utf16) const
{
    const qsizetype offset = std::clamp<qsizetype>(utf16, 0, m_size);
    const auto before = std::lower_bound(m_pairs.cbegin(), m_pairs.cend(), offset) - m_pairs.cbegin();
    return offset - before;
}

qsizetype TextPositions::utf16(qint64 codePoint) const
{
    // The k-th pair is code point m_pairs[k] - k.
    qsizetype before = 0;
    for (qsizetype count = m_pairs.size(); count > 0;) {
        const qsizetype half = count / 2;
        const qsizetype k = before + half;
        if (m_pairs[k] - k < codePoint) {
            before = k + 1;
            count -= half + 1;
        } else {
            count = half;
        }
    }
    return std::clamp<qsizetype>(codePoint + before, 0, m_size);
}

} // namespace antiphon
