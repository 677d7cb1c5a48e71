#include "core/base/random.h"
#include "core/measures/diversity.h"
#include "core/measures/openings.h"

#include <gtest/gtest.h>

#include <cmath>
#include <set>

using namespace antiphon;
using namespace antiphon::measures;

namespace {

std::vector<Words> wordsOfAll(const QStringList& texts)
{
    std::vector<Words> words;
    for (const QString& text : texts)
        words.push_back(wordsOf(text));
    return words;
}

// Distinct-n as it is written down: sets of strings.
double naiveDistinct(const QStringList& texts, int n)
{
    std::set<QString> different;
    int all = 0;
    for (const QString& text : texts) {
        const QStringList words = text.toLower().split(QLatin1Char(' '), Qt::SkipEmptyParts);
        for (qsizetype i = 0; i + n <= words.size(); ++i) {
            different.insert(words.mid(i, n).join(QLatin1Char(' ')));
            ++all;
        }
    }
    return static_cast<double>(different.size()) / all;
}

QStringList randomTexts(int count, quint64 vocabulary, quint64 seed)
{
    Random random(seed);
    QStringList texts;
    for (int i = 0; i < count; ++i) {
        QStringList words;
        for (quint64 j = 0; j < 3 + random.below(12); ++j)
            words << QStringLiteral("w%1").arg(random.below(vocabulary));
        texts << words.join(QLatin1Char(' '));
    }
    return texts;
}

DialogueTexts inDialogues(const QStringList& texts, qsizetype turns)
{
    DialogueTexts dialogues;
    for (qsizetype i = 0; i < texts.size(); ++i) {
        if (i % turns == 0)
            dialogues.emplace_back();
        dialogues.back().push_back({texts[i], wordsOf(texts[i])});
    }
    return dialogues;
}

const Measure& named(const QList<Measure>& list, const QString& key)
{
    for (const Measure& measure : list) {
        if (measure.key == key)
            return measure;
    }
    ADD_FAILURE() << "no measure " << key.toStdString();
    return list.first();
}

} // namespace

TEST(TextWords, areLettersAndDigitsWithApostrophesInside)
{
    EXPECT_EQ(wordsOf(QStringLiteral("Don't stop!  90s-rock, \u2019n\u2019 roll")).size(), 6U);
    EXPECT_EQ(wordsOf(QStringLiteral("DON\u2019T")), wordsOf(QStringLiteral("don't")));
    EXPECT_NE(wordsOf(QStringLiteral("a b")), wordsOf(QStringLiteral("b a")));
    EXPECT_TRUE(wordsOf(QStringLiteral(" ?! ")).empty());
    EXPECT_EQ(firstWords(QStringLiteral("I'm looking, for some jazz"), 3), QStringLiteral("i'm looking for"));
}

TEST(Diversity, countsGramsAsTheDefinitionSays)
{
    const QStringList texts = randomTexts(200, 40, 7);
    const auto words = wordsOfAll(texts);
    for (int n = 1; n <= 3; ++n)
        EXPECT_DOUBLE_EQ(distinctGrams(words, static_cast<std::size_t>(n)).value(), naiveDistinct(texts, n));
    EXPECT_FALSE(distinctGrams(wordsOfAll({QStringLiteral("one two")}), 3).has_value());
}

TEST(Diversity, adjustsForWhatRandomWordsWouldGive)
{
    const auto words = wordsOfAll(randomTexts(2'000, 30'522, 3));
    EXPECT_NEAR(expectationAdjusted(words).value(), 1.0, 0.01);
}

TEST(Diversity, compressesRepetitionMost)
{
    const QByteArray same = QByteArray("here are some songs for you\n").repeated(100);
    const QByteArray varied = randomTexts(100, 5'000, 5).join(QLatin1Char('\n')).toUtf8();
    EXPECT_GT(compressionRatio(same).value(), 20);
    EXPECT_LT(compressionRatio(varied).value(), 4);
    EXPECT_FALSE(compressionRatio({}).has_value());
}

TEST(Diversity, measuresSamplesOfOneSizeWithAnInterval)
{
    const DialogueTexts texts = inDialogues(randomTexts(600, 80, 11), 3);
    const auto measured = diversityMeasures(texts, QStringLiteral("user"), 1'000, 1);
    const Measure& distinct = named(measured, QStringLiteral("distinct_1_user"));
    ASSERT_TRUE(distinct.estimate.value.has_value());
    EXPECT_NEAR(*distinct.estimate.value, 80.0 / 1'000, 0.002);
    ASSERT_TRUE(distinct.estimate.low.has_value());
    EXPECT_LE(*distinct.estimate.low, *distinct.estimate.value);
    EXPECT_EQ(distinct.estimate.seed, 1U);
    const auto again = diversityMeasures(texts, QStringLiteral("user"), 1'000, 1);
    EXPECT_EQ(named(again, QStringLiteral("compression_ratio_user")).estimate.value,
              named(measured, QStringLiteral("compression_ratio_user")).estimate.value);
}

// The interval must hold the value of a fresh corpus about as often as it says.
TEST(Diversity, theIntervalCoversTheExpectedValue)
{
    const std::size_t size = 400;
    double expected = 0;
    for (quint64 seed = 0; seed < 40; ++seed)
        expected += *diversityMeasures(inDialogues(randomTexts(300, 500, 1'000 + seed), 3),
                                       QStringLiteral("user"), size, 1)
                         .first()
                         .estimate.value /
                    40;
    int covered = 0;
    for (quint64 seed = 0; seed < 40; ++seed) {
        const auto estimate =
            diversityMeasures(inDialogues(randomTexts(300, 500, seed), 3), QStringLiteral("user"), size, 1)
                .first()
                .estimate;
        covered += *estimate.low <= expected && expected <= *estimate.high ? 1 : 0;
    }
    EXPECT_GE(covered, 33);
}

TEST(Diversity, isUndefinedForTooFewWords)
{
    const DialogueTexts texts = inDialogues(randomTexts(5, 80, 11), 1);
    for (const Measure& measure : diversityMeasures(texts, QStringLiteral("user"), sampleWords(texts), 1)) {
        EXPECT_FALSE(measure.estimate.value.has_value());
        EXPECT_FALSE(measure.estimate.reason.empty());
    }
}

TEST(Openings, haveTheEntropyOfTheirShares)
{
    Dialogue dialogue;
    for (const char* text : {"I want some jazz", "I want some rock", "I want some", "Play it", ""}) {
        Turn turn;
        turn.text = QLatin1String(text);
        dialogue.turns << turn;
    }
    OpeningTally tally;
    tally.add(dialogue);
    const auto measured = tally.measures();
    const double bits = -(0.75 * std::log2(0.75) + 0.25 * std::log2(0.25));
    EXPECT_NEAR(*named(measured, QStringLiteral("opening_entropy_user")).estimate.value, bits, 1e-12);
    EXPECT_EQ(named(measured, QStringLiteral("opening_entropy_user")).estimate.n, 4);
    EXPECT_EQ(named(measured, QStringLiteral("common_openings_user")).estimate.value, 1.0);
    EXPECT_FALSE(named(measured, QStringLiteral("opening_entropy_system")).estimate.value.has_value());
    EXPECT_EQ(tally.commonest(Role::User).first().words, QStringLiteral("i want some"));
    EXPECT_EQ(tally.commonest(Role::User).first().turns, 3);
}
