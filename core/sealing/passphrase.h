// What a passphrase is worth, said honestly: what it costs to guess, not how many signs of which kind it has.
#pragma once

#include <QString>

namespace antiphon {

enum class Strength { TooShort, Weak, Fair, Strong };

struct PassphraseWorth
{
    Strength strength = Strength::TooShort;
    double bits = 0.0; // of guesses, at most: a phrase that stands in a book is worth less
    QString sentence;  // for people
};

// The fewest signs that a key is sealed with.
inline constexpr qsizetype shortestPassphrase = 8;

// Counts what a guesser must try: 11 bits for each different word of letters, as when it was drawn from a
// list of 2,000, or the signs' own bits where they are fewer; other signs by the kinds there are, where a
// sign that repeats or goes on from the one before it (aaa, 123) counts one bit. The time is that of 1,000
// guesses a second, which sealing at its default cost leaves to a well-equipped guesser.
PassphraseWorth worthOf(const QString& passphrase);

} // namespace antiphon
