#include "core/measures/textshape.h"
#include "core/statistics/descriptive.h"

#include <gtest/gtest.h>

#include <cmath>

using namespace antiphon;
using namespace antiphon::measures;

namespace {

Dialogue spoken(const QStringList& texts)
{
    Dialogue dialogue;
    for (qsizetype i = 0; i < texts.size(); ++i) {
        Turn turn;
        turn.role = i % 2 == 0 ? Role::User : Role::System;
        turn.text = texts[i];
        dialogue.turns << turn;
    }
    return dialogue;
}

ShapeTally tallyOf(const QList<Dialogue>& dialogues)
{
    ShapeTally tally;
    for (const Dialogue& dialogue : dialogues) {
        std::vector<Words> words;
        for (const Turn& turn : dialogue.turns)
            words.push_back(wordsOf(turn.text));
        tally.add(dialogue, tally.dialogues(), words);
    }
    return tally;
}

statistics::Estimate estimate(const ShapeTally& tally, const QString& key)
{
    for (const Measure& measure : tally.measures()) {
        if (measure.key == key)
            return measure.estimate;
    }
    ADD_FAILURE() << key.toStdString();
    return {};
}

const QList<Dialogue> two{spoken({QStringLiteral("Some jazz?"), QStringLiteral("Here you are."),
                                  QStringLiteral("Thanks a lot now"), QString()}),
                          spoken({QStringLiteral("Rock"), QStringLiteral("What kind of rock?")})};

} // namespace

TEST(TextShape, countsWordsTurnsAndQuestions)
{
    const ShapeTally tally = tallyOf(two);
    EXPECT_DOUBLE_EQ(*estimate(tally, QStringLiteral("words_per_turn_user")).value, 7.0 / 3);
    EXPECT_EQ(estimate(tally, QStringLiteral("words_per_turn_user")).n, 3);
    EXPECT_DOUBLE_EQ(*estimate(tally, QStringLiteral("words_per_turn_user_median")).value, 2);
    EXPECT_EQ(estimate(tally, QStringLiteral("words_per_turn_system")).missing, 1);
    EXPECT_DOUBLE_EQ(*estimate(tally, QStringLiteral("turns_per_dialogue")).value, 3);
    EXPECT_DOUBLE_EQ(*estimate(tally, QStringLiteral("question_rate_user")).value, 1.0 / 3);
    EXPECT_DOUBLE_EQ(*estimate(tally, QStringLiteral("question_rate_system")).value, 0.5);
    EXPECT_DOUBLE_EQ(*estimate(tally, QStringLiteral("user_system_words")).value, 1.0);
}

TEST(TextShape, isUndefinedWithoutDialogues)
{
    for (const Measure& measure : ShapeTally().measures()) {
        EXPECT_FALSE(measure.estimate.value.has_value()) << measure.key.toStdString();
        EXPECT_FALSE(measure.estimate.reason.empty());
    }
}

TEST(TextShape, joinsPartsToTheSame)
{
    ShapeTally parts = tallyOf({two[1]});
    parts.join(tallyOf({two[0]}));
    const auto whole = tallyOf(two).measures();
    const auto joined = parts.measures();
    ASSERT_EQ(whole.size(), joined.size());
    for (qsizetype i = 0; i < whole.size(); ++i) {
        EXPECT_EQ(whole[i].estimate.value, joined[i].estimate.value) << whole[i].key.toStdString();
        EXPECT_EQ(whole[i].estimate.low, joined[i].estimate.low);
    }
}

TEST(TextShape, hasTheQuantilesOfTheNumbersThemselves)
{
    const std::map<qint64, qint64> counts{{1, 3}, {4, 1}, {9, 2}};
    const std::vector<double> values{1, 1, 1, 4, 9, 9};
    for (const double p : {0.0, 0.1, 0.5, 0.77, 1.0})
        EXPECT_DOUBLE_EQ(quantileOfCounts(counts, p), statistics::quantileOfSorted(values, p));
}

TEST(RatioSums, haveTheErrorOfAMeanWhereAllBelowIsOne)
{
    RatioSums sums;
    const std::vector<double> values{3, 5, 4, 9};
    for (const double value : values)
        sums.add(value, 1);
    const double deviation = *statistics::standardDeviation(values).value;
    EXPECT_NEAR(sums.error().value(), deviation / 2, 1e-12);
    RatioSums one;
    one.add(3, 1);
    EXPECT_FALSE(one.error().has_value());
}
