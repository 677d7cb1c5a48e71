#include "core/base/textposition.h"

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

} // namespace antiphon
