#include "core/analysis/cooccurrence.h"
#include "tests/core/analysis/randomcorpus.h"

#include <gtest/gtest.h>

#include <set>

using namespace antiphon;

namespace {

// By definition: walks over all turns and all codings for one pair of codes.
CoOccurrence byDefinition(const CodedCorpus& corpus, const CodingLayer& layer, quint16 first, quint16 second)
{
    CoOccurrence pair{first, second};
    for (std::size_t turn = 0; turn < corpus.turns.size(); ++turn) {
        std::set<quint16> here;
        for (const CodedPlace& coding : layer.codings()) {
            if (coding.turn == turn)
                here.insert(coding.code);
        }
        pair.n += here.empty() ? 0 : 1;
        pair.firstTurns += here.contains(first) ? 1 : 0;
        pair.secondTurns += here.contains(second) ? 1 : 0;
        pair.both += here.contains(first) && here.contains(second) ? 1 : 0;
    }
    for (const CodedPlace& a : layer.codings()) {
        pair.firstCodings += a.code == first ? 1 : 0;
        pair.secondCodings += a.code == second ? 1 : 0;
        for (const CodedPlace& b : layer.codings()) {
            if (a.code == first && b.code == second && a.turn == b.turn && overlap(a, b))
                ++pair.overlaps;
        }
    }
    return pair;
}

} // namespace

TEST(CoOccurrence, IsWhatTheDefinitionSays)
{
    int found = 0;
    for (quint64 seed = 0; seed < 300; ++seed) {
        const CodedCorpus corpus = test::randomCorpus(seed);
        const auto pairs = coOccurrences(corpus, corpus.layers[0]);
        std::vector<CoOccurrence> expected;
        for (quint16 first = 0; first < corpus.codes.size(); ++first) {
            for (quint16 second = first + 1; second < corpus.codes.size(); ++second) {
                const auto pair = byDefinition(corpus, corpus.layers[0], first, second);
                if (pair.both > 0)
                    expected.push_back(pair);
            }
        }
        ASSERT_EQ(pairs, expected) << seed;
        found += static_cast<int>(pairs.size());
    }
    EXPECT_GT(found, 300);
}

TEST(CoOccurrence, CoefficientsFollowTheirFormulas)
{
    const CoOccurrence pair{0, 1, 20, 8, 5, 4, 10, 6, 4};
    EXPECT_DOUBLE_EQ(*pair.jaccard(), 4.0 / 9);
    EXPECT_DOUBLE_EQ(*pair.cCoefficient(), 4.0 / 12);
    EXPECT_DOUBLE_EQ(*pair.lift(), (4.0 / 20) / (8.0 / 20 * 5.0 / 20));
}

TEST(CoOccurrence, StaysUndefinedWithoutTurns)
{
    const CoOccurrence none;
    EXPECT_FALSE(none.jaccard());
    EXPECT_FALSE(none.cCoefficient());
    EXPECT_FALSE(none.lift());
}
