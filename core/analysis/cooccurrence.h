// Which codes stand together.
#pragma once

#include "core/analysis/codedcorpus.h"

namespace antiphon {

// Two codes of one coder. `n` turns have a code at all; a turn with both codes, wherever on it, counts once.
struct CoOccurrence
{
    quint16 first = 0;  // index into CodedCorpus::codes
    quint16 second = 0; // above `first`
    qint64 n = 0;
    qint64 firstTurns = 0;
    qint64 secondTurns = 0;
    qint64 both = 0;
    qint64 firstCodings = 0; // codings, several may lie on one turn
    qint64 secondCodings = 0;
    qint64 overlaps = 0; // pairs of a coding of each that share a character

    // both / (firstTurns + secondTurns - both); undefined where no turn has either.
    std::optional<double> jaccard() const;
    // overlaps / (firstCodings + secondCodings - overlaps), the c-coefficient of co-occurring quotations
    // (Garcia 2006, as in ATLAS.ti). Over 1 where codings overlap several of the other code; undefined where
    // the divisor is not positive.
    std::optional<double> cCoefficient() const;
    // (both / n) / (firstTurns / n * secondTurns / n): 1 where the codes are independent.
    std::optional<double> lift() const;
    bool operator==(const CoOccurrence&) const = default;
};

// The pairs that stand together on at least one turn, by their numbers. Takes time in proportion to the pairs
// of codings on each turn.
std::vector<CoOccurrence> coOccurrences(const CodedCorpus& corpus, const CodingLayer& layer);

// code, code 2, facet, facet 2, counts and coefficients; undefined ones are empty.
QByteArray coOccurrenceCsv(const QList<Code>& codes, const std::vector<CoOccurrence>& pairs);

} // namespace antiphon
