#include "core/generation/foldedtext.h"

#include <array>

namespace antiphon {

namespace {

// What an ASCII sign folds to; a blank for what is no part of a word.
constexpr std::array<char16_t, 128> asciiFolds = [] {
    std::array<char16_t, 128> folds{};
    for (char16_t code = 0; code < 128; ++code) {
        const bool isUpper = code >= u'A' && code <= u'Z';
        const bool isKept = (code >= u'a' && code <= u'z') || (code >= u'0' && code <= u'9');
        folds[code] = isUpper ? static_cast<char16_t>(code + 32) : isKept ? code : u' ';
    }
    return folds;
}();

// Appends what `c` folds to; true when it is part of a word.
bool appendFolded(QString& folded, QChar c)
{
    const char16_t code = c.unicode();
    if (code < asciiFolds.size()) {
        const char16_t fold = asciiFolds[code];
        if (fold != u' ')
            folded.append(QChar(fold));
        return fold != u' ';
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
    // Nearly all texts are ASCII: they are folded in place, the first other sign hands over to the slower
    // way.
    QString folded(text.size() + 2, Qt::Uninitialized);
    QChar* end = folded.data();
    *end++ = QLatin1Char(' ');
    for (const QChar c : text) {
        const char16_t code = c.unicode();
        if (code >= asciiFolds.size())
            return fold(text, [](qsizetype, qsizetype) {});
        const QChar sign = asciiFolds[code];
        if (sign != QLatin1Char(' ') || end[-1] != sign)
            *end++ = sign;
    }
    if (end[-1] != QLatin1Char(' '))
        *end++ = QLatin1Char(' ');
    folded.truncate(end - folded.constData());
    return folded;
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

TextRange wordsAt(const QString& folded, const QString& pattern, qsizetype at)
{
    if (pattern.size() < 2 || !QStringView(folded).sliced(at).startsWith(pattern))
        return {-1, -1};
    const qsizetype end = wordEnd(folded, at + pattern.size());
    return end < 0 ? TextRange{-1, -1} : TextRange{at + 1, end};
}

} // namespace antiphon
