// How much texts repeat each other: BLEU of each against others of the same corpus.
#pragma once

#include "core/measures/measure.h"
#include "core/measures/textwords.h"

namespace antiphon::measures {

inline constexpr std::size_t selfBleuTexts = 1'000;
inline constexpr std::size_t selfBleuReferences = 100;

// BLEU-4 of each text against `references` others, drawn for each without replacement (all others where there
// are fewer): clipped precisions of 1- to 4-grams with equal weights, a precision without a hit counts 0.1
// hits, a text without a common word scores 0, brevity penalty by the closest reference length, the shorter
// of two (Papineni et al. 2002; smoothing 1 of Chen and Cherry 2014). Self-BLEU is their mean (Zhu et al.
// 2018, arXiv 1802.01886). Needs two texts; texts without words score 0.
std::vector<double> selfBleuScores(std::span<const Words> texts, std::size_t references, quint64 seed);

// The mean over 1,000 texts drawn from `texts` (all where there are fewer) with 100 references each.
// `dialogue[i]` is the one that text i is from; the interval holds dialogues for independent.
Measure selfBleu(std::span<const Words> texts, std::span<const int> dialogue, const QString& role,
                 quint64 seed);

} // namespace antiphon::measures
