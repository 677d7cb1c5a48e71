// Texts as rows of words, each word a number: what every measure of texts counts.
#pragma once

#include <QString>

#include <span>
#include <vector>

namespace antiphon::measures {

// A word by a 64-bit hash (FNV-1a) of its case-folded letters. Two different words of a million fall together
// once in 37 million corpora.
using Word = quint64;
using Words = std::vector<Word>;

// The words of a text in order: runs of letters and digits, with an apostrophe inside ("don't" is one word).
Words wordsOf(QStringView text);
// The first `count` words as they stand there, case-folded, with single blanks.
QString firstWords(QStringView text, int count);

// The n words from `at` on as one number, different for a different order.
inline Word gramAt(std::span<const Word> words, std::size_t at, std::size_t n)
{
    Word gram = 0xcbf29ce484222325;
    for (std::size_t i = at; i < at + n; ++i) {
        gram = (gram ^ words[i]) * 0x9e3779b97f4a7c15;
        gram ^= gram >> 29;
    }
    return gram;
}

} // namespace antiphon::measures
