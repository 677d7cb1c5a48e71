// Text made ready for finding words in it.
#pragma once

#include <QList>
#include <QString>

#include <vector>

namespace antiphon {

// Lower case, without diacritics, every run of other signs than letters and digits one blank, a blank at both
// ends: "Rock & Roll!" is " rock roll ". A word is found by searching for it with its blanks.
QString foldedText(QStringView text);

// As foldedText(), and for each of its characters the place in `text` (UTF-16) that it came from.
struct FoldedWithPlaces
{
    QString text;
    std::vector<qsizetype> places;
};
FoldedWithPlaces foldedWithPlaces(QStringView text);

// A range of UTF-16 units, half open.
struct TextRange
{
    qsizetype begin = 0;
    qsizetype end = 0;
    bool operator==(const TextRange&) const = default;
};

// Where the words of `pattern` (folded, beginning with a blank, ending without) stand in `folded` as whole
// words, also with a plural -s or -es behind them. From `from` on; begin -1 when nowhere.
TextRange findWords(const QString& folded, const QString& pattern, qsizetype from = 0);
// The same at the blank at `at` alone.
TextRange wordsAt(const QString& folded, const QString& pattern, qsizetype at);

} // namespace antiphon
