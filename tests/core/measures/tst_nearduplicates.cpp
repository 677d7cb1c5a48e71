#include "core/base/random.h"
#include "core/measures/nearduplicates.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

using namespace antiphon;
using namespace antiphon::measures;

namespace {

Words randomWords(Random& random, std::size_t count)
{
    Words words;
    for (std::size_t i = 0; i < count; ++i)
        words.push_back(random.next());
    return words;
}

std::vector<std::span<const quint32>> spans(const std::vector<Shingles>& sets)
{
    std::vector<std::span<const quint32>> list;
    for (const Shingles& set : sets)
        list.emplace_back(set);
    return list;
}

double naiveJaccard(const Shingles& first, const Shingles& second)
{
    const std::set<quint32> a(first.begin(), first.end()), b(second.begin(), second.end());
    std::size_t both = 0;
    for (const quint32 shingle : a)
        both += b.count(shingle);
    return static_cast<double>(both) / static_cast<double>(a.size() + b.size() - both);
}

// Texts of which every third is changed in `changes` places of a text of 60 words.
std::vector<Shingles> planted(int texts, int changes, quint64 seed)
{
    Random random(seed);
    std::vector<Shingles> sets;
    for (int i = 0; i < texts; ++i) {
        Words words = randomWords(random, 60);
        sets.push_back(shinglesOf(words));
        if (i % 3 != 0)
            continue;
        for (int change = 0; change < changes; ++change)
            words[random.below(words.size())] = random.next();
        sets.push_back(shinglesOf(words));
    }
    return sets;
}

} // namespace

TEST(NearDuplicates, takeAShortTextWhole)
{
    EXPECT_EQ(shinglesOf(wordsOf(QStringLiteral("three short words"))).size(), 1U);
    EXPECT_EQ(shinglesOf(wordsOf(QStringLiteral("one two three four five six"))).size(), 2U);
    EXPECT_TRUE(shinglesOf({}).empty());
}

TEST(NearDuplicates, compareAsSetsDo)
{
    Random random(2);
    for (int i = 0; i < 200; ++i) {
        Words words = randomWords(random, 10 + random.below(40));
        const Shingles first = shinglesOf(words);
        words[random.below(words.size())] = random.next();
        const Shingles second = shinglesOf(words);
        EXPECT_DOUBLE_EQ(jaccard(first, second), naiveJaccard(first, second));
    }
    EXPECT_EQ(jaccard({}, {}), 0);
}

TEST(NearDuplicates, findThePairsThatComparingAllFinds)
{
    std::vector<Shingles> sets = planted(300, 1, 5);
    const auto more = planted(300, 2, 6);
    sets.insert(sets.end(), more.begin(), more.end());
    std::vector<bool> exact(sets.size(), false);
    int pairs = 0;
    for (std::size_t i = 0; i < sets.size(); ++i) {
        for (std::size_t j = i + 1; j < sets.size(); ++j) {
            if (jaccard(sets[i], sets[j]) < nearDuplicate)
                continue;
            ++pairs;
            exact[i] = exact[j] = true;
        }
    }
    ASSERT_GT(pairs, 100);
    const auto found = nearDuplicates(spans(sets), 1, 2);
    int missed = 0, wrong = 0;
    for (std::size_t i = 0; i < sets.size(); ++i) {
        missed += exact[i] && !found[i] ? 1 : 0;
        wrong += found[i] && !exact[i] ? 1 : 0;
    }
    EXPECT_EQ(wrong, 0);
    EXPECT_LE(missed, pairs / 50);
}

TEST(NearDuplicates, neverMissEqualTexts)
{
    const Shingles same = shinglesOf(wordsOf(QStringLiteral("here are some songs for you")));
    const Shingles other = shinglesOf(wordsOf(QStringLiteral("nothing like the others at all")));
    EXPECT_EQ(nearDuplicates(spans({same, other, same, {}, {}}), 1, 1),
              (std::vector<bool>{true, false, true, false, false}));
}

TEST(NearDuplicates, areTheSameAtAnyNumberOfThreads)
{
    const auto sets = planted(5'000, 1, 8);
    const auto one = nearDuplicates(spans(sets), 3, 1);
    EXPECT_EQ(one, nearDuplicates(spans(sets), 3, 4));
    EXPECT_GT(std::count(one.begin(), one.end(), true), 100);
}
