#include "core/measures/textwords.h"

namespace antiphon::measures {

namespace {

constexpr Word hashStart = 0xcbf29ce484222325;

bool isApostrophe(QChar c)
{
    return c == QLatin1Char('\'') || c.unicode() == 0x2019;
}

bool isPartOfWord(QStringView text, qsizetype at)
{
    const QChar c = text[at];
    if (c.isLetterOrNumber() || c.isSurrogate() || c.isMark())
        return true;
    return isApostrophe(c) && at > 0 && at + 1 < text.size() && text[at - 1].isLetterOrNumber() &&
           text[at + 1].isLetterOrNumber();
}

ushort folded(QChar c)
{
    return isApostrophe(c) ? ushort('\'') : c.toCaseFolded().unicode();
}

// Calls use(begin, end) for each word.
template<typename Use>
void forEachWord(QStringView text, Use use)
{
    qsizetype begin = -1;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const bool inside = isPartOfWord(text, i);
        if (inside && begin < 0)
            begin = i;
        if (!inside && begin >= 0) {
            use(begin, i);
            begin = -1;
        }
    }
    if (begin >= 0)
        use(begin, text.size());
}

} // namespace

Words wordsOf(QStringView text)
{
    Words words;
    forEachWord(text, [&](qsizetype begin, qsizetype end) {
        Word hash = hashStart;
        for (qsizetype i = begin; i < end; ++i)
            hash = (hash ^ folded(text[i])) * 0x100000001b3;
        words.push_back(hash ^ (hash >> 32));
    });
    return words;
}

QString firstWords(QStringView text, int count)
{
    QString first;
    int seen = 0;
    forEachWord(text, [&](qsizetype begin, qsizetype end) {
        if (seen++ >= count)
            return;
        if (!first.isEmpty())
            first += QLatin1Char(' ');
        for (qsizetype i = begin; i < end; ++i)
            first += QChar(folded(text[i]));
    });
    return first;
}

} // namespace antiphon::measures
