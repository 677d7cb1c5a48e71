// Texts that say nearly the same as another one.
#pragma once

#include "core/base/cancellation.h"
#include "core/measures/textwords.h"

#include <vector>

namespace antiphon::measures {

inline constexpr std::size_t shingleWords = 5;
inline constexpr double nearDuplicate = 0.8; // Jaccard from which on two texts are near duplicates

// The different shingles of a text, ascending: every five words in a row by a 32-bit hash, the whole text
// where it has fewer; empty for no words.
using Shingles = std::vector<quint32>;
Shingles shinglesOf(std::span<const Word> words);
// Shingles in both over shingles in either; 0 for two empty ones.
double jaccard(std::span<const quint32> first, std::span<const quint32> second);

// Whether each set has another one with a Jaccard of at least 0.8: candidates by MinHash (Broder 1997) with
// 20 bands of 6 hashes, which miss a pair at 0.8 once in 400 and at 0.9 hardly ever (after Lee et al. 2022,
// arXiv 2107.06499), each verified. Equal sets are found for certain; a set looks at no more than 100
// candidates a band. Sets without shingles are no duplicates. The same at any number of threads.
std::vector<bool> nearDuplicates(const std::vector<std::span<const quint32>>& sets, quint64 seed, int threads,
                                 const CancelToken& cancel = {});

} // namespace antiphon::measures
