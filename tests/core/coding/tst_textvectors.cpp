#include "core/base/random.h"
#include "core/coding/textvectors.h"

#include <gtest/gtest.h>

#include <cmath>
#include <map>

using namespace antiphon;

namespace {

QStringList wordsOf(const QString& text)
{
    QStringList words;
    forEachWord(text, [&words](QStringView word) { words << word.toString(); });
    return words;
}

QString randomText(Random& random)
{
    QStringList words;
    for (quint64 i = random.below(12); i > 0; --i)
        words << QStringLiteral("w%1").arg(random.below(20));
    return words.join(u' ');
}

using Text = std::vector<TextVectors::Piece>;

// The definition, word by word, without a sparse vector or an index.
double distanceByDefinition(const std::vector<Text>& texts, size_t a, size_t b)
{
    const auto counts = [](const Text& text) {
        std::map<QString, double> tf;
        for (const auto& piece : text) {
            for (const QString& word : wordsOf(piece.text))
                tf[word] += piece.weight;
        }
        return tf;
    };
    std::map<QString, int> df;
    for (const Text& text : texts) {
        for (const auto& [word, tf] : counts(text))
            ++df[word];
    }
    const auto vectorOf = [&](const Text& text) {
        std::map<QString, double> vector;
        double square = 0;
        for (const auto& [word, tf] : counts(text)) {
            const double n = static_cast<double>(texts.size());
            const double weight = std::log(1 + tf) * (std::log((1 + n) / (1.0 + df[word])) + 1);
            vector[word] = weight;
            square += weight * weight;
        }
        for (auto& [word, weight] : vector)
            weight /= std::sqrt(square);
        return vector;
    };
    const auto left = vectorOf(texts[a]);
    const auto right = vectorOf(texts[b]);
    if (left.empty() || right.empty())
        return left.empty() && right.empty() ? 0 : 1;
    double dot = 0;
    for (const auto& [word, weight] : left) {
        if (const auto found = right.find(word); found != right.end())
            dot += weight * found->second;
    }
    return 1 - dot;
}

} // namespace

TEST(TextVectors, WordsAreRunsOfLettersInFoldedCase)
{
    EXPECT_EQ(wordsOf(QStringLiteral("Don't play AC/DC, 80s rock!")),
              (QStringList{QStringLiteral("don't"), QStringLiteral("play"), QStringLiteral("ac"),
                           QStringLiteral("dc"), QStringLiteral("80s"), QStringLiteral("rock")}));
    EXPECT_EQ(wordsOf(QStringLiteral("'quoted' rock 'n' roll'")),
              (QStringList{QStringLiteral("quoted"), QStringLiteral("rock"), QStringLiteral("n"),
                           QStringLiteral("roll")}));
    // Composed or not, wide or narrow, in two code units or one.
    EXPECT_EQ(wordsOf(QStringLiteral("CAFE\u0301 \uff21 STRASSE \U00010400x \U0001F3B5")),
              (QStringList{QStringLiteral("caf\u00e9"), QStringLiteral("a"), QStringLiteral("strasse"),
                           QStringLiteral("\U00010428x")}));
    EXPECT_EQ(wordsOf(QStringLiteral("\u0645\u0648\u0633\u064a\u0642\u0649 \u05e9\u05dc\u05d5\u05dd")).size(),
              2);
    EXPECT_TRUE(wordsOf(QStringLiteral(" ... ")).isEmpty());
}

TEST(TextVectors, DistancesFollowTheDefinition)
{
    Random random(7);
    for (int round = 0; round < 20; ++round) {
        std::vector<Text> texts;
        TextVectors vectors;
        for (int i = 0; i < 15; ++i) {
            texts.push_back({{randomText(random), 1}, {randomText(random), 0.5}});
            EXPECT_EQ(vectors.add(texts.back()), i);
        }
        texts.push_back({{QString(), 1}});
        vectors.add(texts.back());
        vectors.weigh();
        for (int a = 0; a < vectors.size(); ++a) {
            for (int b = 0; b < vectors.size(); ++b)
                EXPECT_NEAR(vectors.distance(a, b),
                            distanceByDefinition(texts, static_cast<size_t>(a), static_cast<size_t>(b)),
                            1e-9);
        }
    }
}

TEST(TextVectors, TheCentroidOfOneTextIsTheText)
{
    TextVectors vectors;
    for (const char* text : {"calm piano", "calm guitar and piano", "loud drums"}) {
        const TextVectors::Piece pieces[] = {{QString::fromLatin1(text), 1}};
        vectors.add(pieces);
    }
    vectors.weigh();
    const auto one = vectors.centroid({1});
    EXPECT_NEAR(vectors.distance(one, 1), 0, 1e-12);
    EXPECT_NEAR(vectors.distance(one, 0), vectors.distance(1, 0), 1e-12);
    const auto calm = vectors.centroid({0, 1});
    EXPECT_LT(vectors.distance(calm, 0), vectors.distance(1, 0));
    EXPECT_EQ(vectors.distance(calm, 2), 1);
    EXPECT_TRUE(vectors.centroid({}).empty());
}
