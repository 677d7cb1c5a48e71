// What the suggestion model sees of a turn: its words, what came before, and the codes given there.
#pragma once

#include "core/coding/suggestturn.h"
#include "core/coding/suggestwords.h"

#include <unordered_map>

namespace antiphon {

// Features come in blocks; each block is brought to a length of its own, so that a long turn does not drown
// what is known of its place.
enum class FeatureBlock { Words, Characters, Shape, Before, Codes };
inline constexpr int featureBlocks = 5;

struct RawFeature
{
    quint64 key = 0; // a FeatureHash; its block in the lowest three bits
    float count = 0;
};
using RawFeatures = std::vector<RawFeature>; // by key, each once

struct FeatureWords
{
    WordClasses music; // words of music and of talk
    WordClasses names; // tracks and artists that the project knows
};

// Features of the turn at `position`: words, pairs and triples of words (names and words of a class also as
// their class), runs of three to five characters, length, tracks and place, the same of the turn before,
// words of the turn before that, the codes of the three turns before and of all earlier ones together. The
// turn's own codes and whatever comes behind it are never read. Of a very long turn only its beginning is.
RawFeatures rawFeatures(const SuggestDialogue& dialogue, int position, const FeatureWords& words);

struct Feature
{
    quint32 index = 0;
    float value = 0;
};
using SparseVector = std::vector<Feature>; // by index

// The numbering of features, and how much each tells: the smoothed inverse document frequency
// ln((1 + N) / (1 + n)) + 1 times the damped count 1 + ln(count), each block scaled to its length (Salton and
// Buckley 1988).
class FeatureSpace
{
public:
    // Of the features that occur in at least `minimumCount` of those `examples` whose numbers are in `used`.
    static FeatureSpace learn(const std::vector<RawFeatures>& examples, const std::vector<quint32>& used,
                              int minimumCount);
    // As stored with a model; `keys` in rising order, one inverse document frequency each.
    static FeatureSpace fromParts(std::vector<quint64> keys, std::vector<float> idf);

    SparseVector vectorOf(const RawFeatures& raw) const;
    std::size_t size() const { return m_keys.size(); }
    const std::vector<quint64>& keys() const { return m_keys; }
    const std::vector<float>& idf() const { return m_idf; }

private:
    std::vector<quint64> m_keys;
    std::vector<float> m_idf;
    std::unordered_map<quint64, quint32> m_indices;
};

} // namespace antiphon
