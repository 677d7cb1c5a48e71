#include "core/base/random.h"
#include "core/statistics/labelsets.h"
#include "tests/support/resultassertions.h"

using namespace antiphon;
using namespace antiphon::statistics;

namespace {

LabelSetTable randomTable(quint64 seed, int units = 20, int raters = 3)
{
    Random random(seed);
    LabelSetTable table;
    table.rows.resize(static_cast<std::size_t>(raters));
    const auto clusters = static_cast<quint64>(std::max(1, units / 4));
    for (int unit = 0; unit < units; ++unit) {
        table.clusterOf.push_back(static_cast<std::uint32_t>(random.below(clusters)));
        for (auto& row : table.rows) {
            if (random.chance(0.25)) {
                row.emplace_back();
                continue;
            }
            LabelSet set;
            for (std::uint16_t label = 0; label < 4; ++label) {
                if (random.chance(0.4))
                    set.push_back(label);
            }
            row.emplace_back(set);
        }
    }
    return table;
}

// Krippendorff's definition over every pair of ratings, without a coincidence matrix.
std::optional<double> byDefinition(const LabelSetTable& table, SetDistance kind)
{
    std::vector<LabelSet> all;
    double observed = 0;
    for (std::size_t unit = 0; unit < table.clusterOf.size(); ++unit) {
        std::vector<LabelSet> here;
        for (const auto& row : table.rows) {
            if (row[unit])
                here.push_back(*row[unit]);
        }
        if (here.size() < 2)
            continue;
        for (std::size_t i = 0; i < here.size(); ++i) {
            for (std::size_t j = 0; j < here.size(); ++j) {
                if (i != j)
                    observed += distance(here[i], here[j], kind) / static_cast<double>(here.size() - 1);
            }
        }
        all.insert(all.end(), here.begin(), here.end());
    }
    const auto n = static_cast<double>(all.size());
    double expected = 0;
    for (std::size_t i = 0; i < all.size(); ++i) {
        for (std::size_t j = 0; j < all.size(); ++j) {
            if (i != j)
                expected += distance(all[i], all[j], kind);
        }
    }
    if (!(expected > 0))
        return std::nullopt;
    return 1 - (observed / n) / (expected / (n * (n - 1)));
}

BootstrapOptions quick(int replicates)
{
    BootstrapOptions options;
    options.replicates = replicates;
    options.seed = 7;
    return options;
}

} // namespace

TEST(SetDistance, FollowsJaccardAndPassonneau)
{
    const LabelSet small{1, 2};
    const LabelSet large{1, 2, 3};
    const LabelSet beside{2, 4};
    EXPECT_DOUBLE_EQ(distance(small, small, SetDistance::Masi), 0);
    EXPECT_DOUBLE_EQ(distance(small, large, SetDistance::Jaccard), 1 - 2.0 / 3);
    EXPECT_DOUBLE_EQ(distance(small, large, SetDistance::Masi), 1 - 2.0 / 3 * 2 / 3);
    EXPECT_DOUBLE_EQ(distance(small, beside, SetDistance::Jaccard), 1 - 1.0 / 3);
    EXPECT_DOUBLE_EQ(distance(small, beside, SetDistance::Masi), 1 - 1.0 / 3 / 3);
    EXPECT_DOUBLE_EQ(distance(small, {7}, SetDistance::Masi), 1);
    EXPECT_DOUBLE_EQ(distance(small, {}, SetDistance::Masi), 1);
    EXPECT_DOUBLE_EQ(distance({}, {}, SetDistance::Masi), 0);
}

TEST(LabelSetAlpha, IsWhatTheDefinitionSays)
{
    int defined = 0;
    for (quint64 seed = 0; seed < 1000; ++seed) {
        const LabelSetTable table = randomTable(seed, 12);
        for (const SetDistance kind : {SetDistance::Jaccard, SetDistance::Masi}) {
            const auto expected = byDefinition(table, kind);
            const auto found = krippendorffAlpha(table, kind).estimate.value;
            ASSERT_EQ(found.has_value(), expected.has_value()) << seed;
            if (expected) {
                ASSERT_NEAR(*found, *expected, 1e-9) << seed;
                ++defined;
            }
        }
    }
    EXPECT_GT(defined, 1900);
}

// One label a unit is a category: both distances are then the nominal one.
TEST(LabelSetAlpha, OfSingleLabelsIsTheNominalAlpha)
{
    for (quint64 seed = 0; seed < 50; ++seed) {
        Random random(seed);
        LabelSetTable sets;
        RatingTable numbers;
        sets.rows.resize(3);
        numbers.rows.resize(3);
        for (std::uint32_t unit = 0; unit < 15; ++unit) {
            sets.clusterOf.push_back(unit);
            for (std::size_t rater = 0; rater < 3; ++rater) {
                const bool missing = random.chance(0.2);
                const auto label = static_cast<std::uint16_t>(random.below(3));
                sets.rows[rater].push_back(missing ? std::nullopt : std::optional(LabelSet{label}));
                numbers.rows[rater].push_back(missing ? std::nullopt : std::optional<double>(label));
            }
        }
        EXPECT_NEAR(*krippendorffAlpha(sets, SetDistance::Masi).estimate.value,
                    *krippendorffAlpha(numbers, Scale::Nominal).estimate.value, 1e-9);
    }
}

TEST(LabelSetAlpha, TellsWhatEnteredAndWhatIsMissing)
{
    LabelSetTable table;
    table.rows = {{LabelSet{1}, LabelSet{2}, std::nullopt}, {LabelSet{1}, std::nullopt, LabelSet{2}}};
    table.clusterOf = {0, 0, 1};
    const Agreement agreement = krippendorffAlpha(table, SetDistance::Masi);
    EXPECT_EQ(agreement.units, 1);
    EXPECT_EQ(agreement.raters, 2);
    EXPECT_EQ(agreement.estimate.n, 2);
    EXPECT_EQ(agreement.estimate.missing, 2);
    EXPECT_FALSE(agreement.estimate.value);
    EXPECT_EQ(agreement.estimate.reason, "all ratings are equal");
}

TEST(LabelSetAlpha, TheIntervalIsTheSameWithAnyNumberOfThreads)
{
    const LabelSetTable table = randomTable(3, 200);
    const auto one = krippendorffAlpha(table, SetDistance::Masi, quick(500), 1);
    const auto many = krippendorffAlpha(table, SetDistance::Masi, quick(500), 5);
    ASSERT_OK(one);
    ASSERT_OK(many);
    ASSERT_TRUE(one->estimate.low);
    EXPECT_EQ(one->estimate.low, many->estimate.low);
    EXPECT_EQ(one->estimate.high, many->estimate.high);
    EXPECT_LT(*one->estimate.low, *one->estimate.value);
    EXPECT_GT(*one->estimate.high, *one->estimate.value);
    EXPECT_EQ(one->estimate.seed, 7U);
}

TEST(LabelSetAlpha, StopsWhenTold)
{
    CancelToken cancel;
    cancel.cancel();
    EXPECT_ERROR(krippendorffAlpha(randomTable(1, 100), SetDistance::Masi, quick(500), 2, cancel),
                 ErrorCode::Cancelled);
}

TEST(LabelSetAlpha, OneClusterHasNoInterval)
{
    LabelSetTable table = randomTable(1, 30);
    std::fill(table.clusterOf.begin(), table.clusterOf.end(), 0);
    const auto found = krippendorffAlpha(table, SetDistance::Masi, quick(200), 2);
    ASSERT_OK(found);
    EXPECT_TRUE(found->estimate.value);
    EXPECT_FALSE(found->estimate.low);
    EXPECT_FALSE(found->estimate.reason.empty());
}
