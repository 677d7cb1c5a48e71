#include "core/base/random.h"
#include "core/measures/selfbleu.h"

#include <QHash>
#include <QStringList>

#include <gtest/gtest.h>

#include <cmath>

using namespace antiphon;
using namespace antiphon::measures;

namespace {

QHash<QString, int> gramsOf(const QStringList& words, int n)
{
    QHash<QString, int> grams;
    for (qsizetype i = 0; i + n <= words.size(); ++i)
        ++grams[words.mid(i, n).join(QLatin1Char(' '))];
    return grams;
}

// BLEU-4 with smoothing 1, written down from the papers.
double naiveBleu(const QStringList& text, const QList<QStringList>& references)
{
    double logs = 0;
    for (int n = 1; n <= 4; ++n) {
        double hits = 0, all = 0;
        const auto grams = gramsOf(text, n);
        for (const auto& [gram, count] : grams.asKeyValueRange()) {
            int most = 0;
            for (const QStringList& reference : references)
                most = std::max(most, gramsOf(reference, n).value(gram));
            hits += std::min(count, most);
            all += count;
        }
        if (n == 1 && hits == 0)
            return 0;
        logs += 0.25 * std::log((hits > 0 ? hits : 0.1) / std::max(1.0, all));
    }
    qsizetype closest = references.first().size();
    for (const QStringList& reference : references) {
        const auto away = [&](qsizetype size) { return std::pair(std::abs(size - text.size()), size); };
        if (away(reference.size()) < away(closest))
            closest = reference.size();
    }
    const double penalty =
        text.size() > closest ? 1
                              : std::exp(1 - static_cast<double>(closest) / static_cast<double>(text.size()));
    return penalty * std::exp(logs);
}

} // namespace

TEST(SelfBleu, isTheDefinitionWithAllOthersAsReferences)
{
    Random random(4);
    QList<QStringList> texts;
    std::vector<Words> words;
    for (int i = 0; i < 30; ++i) {
        QStringList text;
        for (quint64 j = 0; j < 2 + random.below(10); ++j)
            text << QStringLiteral("w%1").arg(random.below(12));
        texts << text;
        words.push_back(wordsOf(text.join(QLatin1Char(' '))));
    }
    const auto scores = selfBleuScores(words, 100, 1);
    ASSERT_EQ(scores.size(), 30U);
    for (int i = 0; i < 30; ++i) {
        QList<QStringList> others = texts;
        others.removeAt(i);
        EXPECT_NEAR(scores[static_cast<std::size_t>(i)], naiveBleu(texts[i], others), 1e-12) << i;
    }
}

TEST(SelfBleu, isOneForCopiesAndNothingForStrangers)
{
    const Words text = wordsOf(QStringLiteral("here are some songs for you"));
    EXPECT_EQ(selfBleuScores(std::vector{text, text, text}, 100, 1), (std::vector<double>{1, 1, 1}));
    const Words other = wordsOf(QStringLiteral("jazz please"));
    EXPECT_EQ(selfBleuScores(std::vector{text, other}, 100, 1), (std::vector<double>{0, 0}));
}

TEST(SelfBleu, drawsItsTextsBySeed)
{
    std::vector<Words> texts;
    std::vector<int> dialogue;
    for (int i = 0; i < 1'500; ++i) {
        texts.push_back(wordsOf(QStringLiteral("play song %1 of artist %2").arg(i % 37).arg(i % 11)));
        dialogue.push_back(i / 3);
    }
    const Measure first = selfBleu(texts, dialogue, QStringLiteral("user"), 5);
    EXPECT_EQ(first.estimate.n, 1'000);
    EXPECT_EQ(first.estimate.value, selfBleu(texts, dialogue, QStringLiteral("user"), 5).estimate.value);
    EXPECT_NE(first.estimate.value, selfBleu(texts, dialogue, QStringLiteral("user"), 6).estimate.value);
    ASSERT_TRUE(first.estimate.low.has_value());
    EXPECT_FALSE(selfBleu({}, {}, QStringLiteral("user"), 5).estimate.value.has_value());
}
