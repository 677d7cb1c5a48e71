// How varied texts are, measured on samples of equal size, since every such figure falls with length.
#pragma once

#include "core/base/cancellation.h"
#include "core/measures/measure.h"
#include "core/measures/textwords.h"

#include <QByteArray>

namespace antiphon::measures {

// A turn of the sample.
struct SampledText
{
    QString text;
    Words words;
};
// Of one role, dialogue by dialogue.
using DialogueTexts = std::vector<std::vector<SampledText>>;

// Different n-grams over all n-grams, none across two texts (Li et al. 2016, arXiv 1510.03055, with n-grams
// in both places). Nothing where no text has n words.
std::optional<double> distinctGrams(std::span<const Words> texts, std::size_t n);
// Distinct-1 over what is expected of `words` draws from a vocabulary of 30,522 words, a fixed one so that
// corpora compare: N / (V (1 - ((V - 1) / V)^C)) (Liu et al. 2022, arXiv 2202.13587).
std::optional<double> expectationAdjusted(std::span<const Words> texts);
// Bytes over bytes of gzip at level 9 (Shaib et al. 2024, arXiv 2403.00553); nothing for no bytes.
std::optional<double> compressionRatio(const QByteArray& text);
// The entropy in bits of the first three words.
std::optional<double> openingEntropy(std::span<const Words> texts);

inline constexpr std::size_t mostSampleWords = 5'000;
inline constexpr std::size_t fewestSampleWords = 200;
// The size of the samples that a corpus allows: half of its words, so that samples differ, at most 5,000.
std::size_t sampleWords(const DialogueTexts& texts);

// Distinct-1/2/3, the adjusted form, compression ratio and entropy of openings for the role: the mean over 50
// samples of `words` words, each of whole dialogues drawn without replacement (the last one cut). The error
// is the spread of the samples times sqrt(r / (n - r)) for r of n dialogues in a sample, the delete-d
// jackknife (Shao and Wu 1989, Annals of Statistics 17): drawing with replacement would put copies of texts
// into the samples, and copies are what is measured. Undefined below 200 words. The same at any number of
// threads.
QList<Measure> diversityMeasures(const DialogueTexts& texts, const QString& role, std::size_t words,
                                 quint64 seed, int threads = 1);

} // namespace antiphon::measures
