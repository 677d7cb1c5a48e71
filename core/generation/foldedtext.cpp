#include "core/generation/foldedtext.h"

namespace antiphon {

namespace {

// Appends what `c` folds to; true when it is part of a word.
bool appendFolded(QString& folded, QChar c)
{
    const ushort code = c.unicode();
    if (code < 128) {
        if (code >= 'A' && code <= 'Z')
            folded.append(QChar(code + 32));
        else if ((code >= 'a' && code <= 'z') || (code >= '0' && code <= '9'))
            folded.append(c);
        else
            return false;
        return true;
    }
    if (c.isMark())
        return true; // a loose accent belongs to the letter before it
    if (!c.isLetterOrNumber() && !c.isSurrogate())
        return false;
    const QString parts = c.decomposition();
    if (parts.isEmpty()) {
        folded.append(c.toCaseFolded());
        return true;
    }
    for (const QChar part : parts) {
        if (!part.decomposition().isEmpty())
            appendFolded(folded, part);
        else if (part.isLetterOrNumber())
            folded.append(part.toCaseFolded());
    }
    return true;
}

template<typename NotePlace>
QString fold(QStringView text, NotePlace notePlace)
{
    QString folded;
    folded.reserve(text.size() + 2);
    folded.append(QLatin1Char(' '));
    notePlace(1, 0);
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (!appendFolded(folded, text[i]) && !folded.endsWith(QLatin1Char(' ')))
            folded.append(QLatin1Char(' '));
        notePlace(folded.size(), i);
    }
    if (!folded.endsWith(QLatin1Char(' ')))
        folded.append(QLatin1Char(' '));
    notePlace(folded.size(), text.size());
    return folded;
}

// How far a plural ending reaches behind a word that ends at `at`; -1 when the word goes on otherwise.
qsizetype wordEnd(const QString& folded, qsizetype at)
{
    const auto blankAt = [&](qsizetype i) { return i < folded.size() && folded[i] == QLatin1Char(' '); };
    if (blankAt(at))
        return at;
    if (folded[at] == QLatin1Char('s') && blankAt(at + 1))
        return at + 1;
    if (folded[at] == QLatin1Char('e') && at + 1 < folded.size() && folded[at + 1] == QLatin1Char('s') &&
        blankAt(at + 2))
        return at + 2;
    return -1;
}

} // namespace

QString foldedText(QStringView text)
{
    return fold(text, [](qsizetype, qsizetype) {});
}

FoldedWithPlaces foldedWithPlaces(QStringView text)
{
    FoldedWithPlaces result;
    auto& places = result.places;
    result.text = fold(text, [&places](qsizetype size, qsizetype place) {
        places.resize(static_cast<size_t>(size), place);
    });
    return result;
}

TextRange findWords(const QString& folded, const QString& pattern, qsizetype from)
{
    if (pattern.size() < 2)
        return {-1, -1};
    for (qsizetype at = folded.indexOf(pattern, from); at >= 0; at = folded.indexOf(pattern, at + 1)) {
        const qsizetype end = wordEnd(folded, at + pattern.size());
        if (end >= 0)
            return {at + 1, end};
    }
    return {-1, -1};
}

} // namespace antiphon
