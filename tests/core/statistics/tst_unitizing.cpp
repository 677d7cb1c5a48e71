#include "core/base/random.h"
#include "core/statistics/chancecorrected.h"
#include "core/statistics/unitizing.h"

#include <gtest/gtest.h>

using namespace antiphon::statistics;

namespace {

// One row a coder: a run of one letter is a unit, a point a gap; capitals begin a unit beside another of the
// same value. No row: the coder did not work on it.
Continuum continuumOf(const std::vector<std::optional<std::string>>& rows)
{
    Continuum continuum;
    for (const auto& row : rows) {
        auto& coder = continuum.coders.emplace_back();
        if (!row)
            continue;
        continuum.length = static_cast<double>(row->size());
        coder.emplace();
        for (std::size_t at = 0; at < row->size(); ++at) {
            const char here = (*row)[at];
            if (here == '.')
                continue;
            const bool upper = here >= 'A' && here <= 'Z';
            const auto value = static_cast<std::uint16_t>(here - (upper ? 'A' : 'a'));
            const auto place = static_cast<double>(at);
            if (!upper && !coder->empty() && coder->back().end == place && coder->back().value == value)
                coder->back().end = place + 1;
            else
                coder->push_back({place, place + 1, value});
        }
    }
    return continuum;
}

std::string randomRow(antiphon::Random& random, std::size_t length, int values)
{
    std::string row(length, '.');
    for (std::size_t at = 0; at < length;) {
        const std::size_t end = std::min<std::size_t>(length, at + 1 + random.below(5));
        const char value = static_cast<char>(random.below(static_cast<quint64>(values)));
        if (random.chance(0.5)) {
            for (std::size_t i = at; i < end; ++i)
                row[i] = static_cast<char>((i == at ? 'A' : 'a') + value);
        }
        at = end;
    }
    return row;
}

std::vector<Continuum> randomContinua(quint64 seed, int values)
{
    antiphon::Random random(seed);
    std::vector<Continuum> continua;
    const std::size_t coders = 2 + random.below(3);
    for (std::size_t i = 0; i <= random.below(4); ++i) {
        const std::size_t length = 1 + random.below(20);
        std::vector<std::optional<std::string>> rows;
        for (std::size_t coder = 0; coder < coders; ++coder)
            rows.push_back(random.chance(0.8) ? std::optional(randomRow(random, length, values))
                                              : std::nullopt);
        continua.push_back(continuumOf(rows));
    }
    return continua;
}

struct Character
{
    int value = -1;
    int unit = -1; // of all; -1 in a gap
};

// The definition character by character: each is looked up in its coder's units, every pair is visited.
std::optional<double> bruteAlpha(const std::vector<Continuum>& continua, bool binary)
{
    std::vector<Character> all;
    double observed = 0;
    int units = 0;
    for (const Continuum& continuum : continua) {
        std::vector<std::vector<Character>> coders;
        for (const auto& spans : continuum.coders) {
            if (!spans)
                continue;
            auto& row = coders.emplace_back(static_cast<std::size_t>(continuum.length));
            for (const UnitSpan& span : *spans) {
                for (auto at = static_cast<std::size_t>(span.begin); at < static_cast<std::size_t>(span.end);
                     ++at)
                    row[at] = {binary ? 0 : span.value, units};
                ++units;
            }
        }
        if (coders.size() < 2)
            continue;
        for (const auto& one : coders) {
            all.insert(all.end(), one.begin(), one.end());
            for (const auto& other : coders) {
                for (std::size_t at = 0; at < one.size(); ++at)
                    observed +=
                        one[at].value == other[at].value ? 0 : 1.0 / static_cast<double>(coders.size() - 1);
            }
        }
    }
    double different = 0;
    double pairs = 0;
    for (std::size_t i = 0; i < all.size(); ++i) {
        for (std::size_t j = 0; j < all.size(); ++j) {
            if (i == j || (all[i].unit >= 0 && all[i].unit == all[j].unit))
                continue;
            pairs += 1;
            different += all[i].value == all[j].value ? 0 : 1;
        }
    }
    if (different == 0)
        return std::nullopt;
    return 1 - observed / static_cast<double>(all.size()) / (different / pairs);
}

Estimate alphaOf(const std::vector<Continuum>& continua, UnitValues values)
{
    return unitizedAlpha(continua, values)->estimate;
}

} // namespace

TEST(Unitizing, IsTheDefinitionCharacterByCharacter)
{
    int defined = 0;
    for (quint64 seed = 0; seed < 1000; ++seed) {
        const auto continua = randomContinua(seed, 3);
        for (const UnitValues values : {UnitValues::Binary, UnitValues::Nominal}) {
            const auto expected = bruteAlpha(continua, values == UnitValues::Binary);
            const Estimate found = alphaOf(continua, values);
            ASSERT_EQ(found.value.has_value(), expected.has_value()) << seed << found.reason;
            defined += expected ? 1 : 0;
            if (expected) {
                ASSERT_NEAR(*found.value, *expected, 1e-10) << seed;
            }
        }
    }
    EXPECT_GT(defined, 1500);
}

// Where every unit has one character nothing is torn: characters are units of nominal alpha.
TEST(Unitizing, OfUnitsOfOneCharacterIsNominalAlpha)
{
    const auto continuum = continuumOf({"AAB..CA.BB", "AAB.C.A.B.", std::nullopt});
    CategoryTable table{4, {}};
    for (const auto& spans : continuum.coders) {
        if (!spans)
            continue;
        auto& row = table.rows.emplace_back(10, 0);
        for (const UnitSpan& span : *spans)
            row[static_cast<std::size_t>(span.begin)] = span.value + 1;
    }
    EXPECT_NEAR(*alphaOf({continuum}, UnitValues::Nominal).value,
                *nominalAlpha(patternsOf(table)).estimate.value, 1e-12);
}

TEST(Unitizing, Limits)
{
    EXPECT_EQ(*alphaOf({continuumOf({"aaa..Aaa", "aaa..Aaa"})}, UnitValues::Binary).value, 1);
    EXPECT_LT(*alphaOf({continuumOf({"aaaa....", "....aaaa"})}, UnitValues::Binary).value, 0);
    // The same places with other values: alike as units, not as values.
    const auto renamed = continuumOf({"aaa..bbb", "bbb..aaa"});
    EXPECT_EQ(*alphaOf({renamed}, UnitValues::Binary).value, 1);
    EXPECT_LT(*alphaOf({renamed}, UnitValues::Nominal).value, 0.5);
    // A text that one coder alone worked on changes nothing, and is counted as missing.
    const auto both = continuumOf({"aaa..bb.", "aa...bbb"});
    const auto alone = continuumOf({"aaaaaaaa", std::nullopt});
    const Agreement found = *unitizedAlpha({both, alone}, UnitValues::Nominal);
    EXPECT_EQ(*found.estimate.value, *alphaOf({both}, UnitValues::Nominal).value);
    EXPECT_EQ(found.estimate.missing, 1);
    EXPECT_EQ(found.estimate.n, 4);
    EXPECT_EQ(found.units, 1);
    EXPECT_EQ(found.raters, 2);
}

TEST(Unitizing, UnitsThatOverlapBecomeOneOrAreRefused)
{
    Continuum continuum = continuumOf({"aaaa....", "aaaa...."});
    continuum.coders[0] = {{0, 3, 0}, {2, 4, 1}};
    EXPECT_EQ(*alphaOf({continuum}, UnitValues::Binary).value, 1);
    EXPECT_EQ(unitizedAlpha({continuum}, UnitValues::Nominal).error().code,
              antiphon::ErrorCode::InvalidValue);
    continuum.coders[0] = {{0, 9, 0}};
    EXPECT_FALSE(unitizedAlpha({continuum}, UnitValues::Binary));
    continuum.coders[0] = {{2, 2, 0}};
    EXPECT_FALSE(unitizedAlpha({continuum}, UnitValues::Binary));
}

TEST(Unitizing, UndefinedIsSaid)
{
    EXPECT_EQ(alphaOf({continuumOf({"aaaa", "aaaa"})}, UnitValues::Binary).reason,
              "all characters have one value");
    EXPECT_EQ(alphaOf({continuumOf({"....", "...."})}, UnitValues::Binary).reason,
              "all characters have one value");
    EXPECT_EQ(alphaOf({continuumOf({"aa..", std::nullopt})}, UnitValues::Binary).reason,
              "no text has two coders");
    EXPECT_FALSE(alphaOf({}, UnitValues::Nominal).isDefined());
}
