#include "core/measures/selfbleu.h"

#include "core/base/random.h"

#include <QHash>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

namespace antiphon::measures {

namespace {

constexpr std::size_t orders = 4;
constexpr double noHit = 0.1;

struct GramCount
{
    quint32 gram;
    quint32 count;
    quint32 order; // 0 for words
};

// The texts' n-grams as small numbers.
class GramTable
{
public:
    explicit GramTable(std::span<const Words> texts)
    {
        for (const Words& words : texts)
            m_texts.push_back(count(words));
    }
    const std::vector<GramCount>& of(std::size_t text) const { return m_texts[text]; }
    std::size_t size() const { return static_cast<std::size_t>(m_ids.size()); }

private:
    std::vector<GramCount> count(const Words& words)
    {
        std::map<quint32, GramCount> counts;
        for (std::size_t n = 1; n <= orders; ++n) {
            for (std::size_t i = 0; i + n <= words.size(); ++i) {
                const quint32 id = idOf(gramAt(words, i, n));
                GramCount& entry = counts[id];
                entry = {id, entry.count + 1, static_cast<quint32>(n - 1)};
            }
        }
        std::vector<GramCount> list;
        for (const auto& [id, entry] : counts)
            list.push_back(entry);
        return list;
    }
    quint32 idOf(Word gram)
    {
        const auto known = m_ids.constFind(gram);
        if (known != m_ids.cend())
            return *known;
        const auto id = static_cast<quint32>(m_ids.size());
        m_ids.insert(gram, id);
        return id;
    }

    QHash<Word, quint32> m_ids;
    std::vector<std::vector<GramCount>> m_texts;
};

double brevity(std::size_t length, std::size_t closest)
{
    if (length == 0)
        return 0;
    return length > closest ? 1.0
                            : std::exp(1.0 - static_cast<double>(closest) / static_cast<double>(length));
}

double precisionMean(const std::vector<GramCount>& grams, const std::vector<quint32>& most)
{
    std::array<double, orders> hits{}, all{};
    for (const GramCount& gram : grams) {
        hits.at(gram.order) += std::min(gram.count, most[gram.gram]);
        all.at(gram.order) += gram.count;
    }
    if (hits[0] <= 0)
        return 0;
    double logarithms = 0;
    for (std::size_t n = 0; n < orders; ++n)
        logarithms += std::log((hits.at(n) > 0 ? hits.at(n) : noHit) / std::max(1.0, all.at(n)));
    return std::exp(logarithms / orders);
}

// Indices of texts other than `text`.
std::vector<quint64> othersOf(std::size_t text, std::size_t texts, std::size_t count, quint64 seed)
{
    std::vector<quint64> others = Random::forKey(seed, text).sample(texts - 1, count);
    for (quint64& other : others)
        other += other >= text ? 1 : 0;
    return others;
}

} // namespace

std::vector<double> selfBleuScores(std::span<const Words> texts, std::size_t references, quint64 seed)
{
    const GramTable table(texts);
    std::vector<quint32> most(table.size(), 0);
    std::vector<double> scores;
    for (std::size_t text = 0; texts.size() > 1 && text < texts.size(); ++text) {
        const std::size_t length = texts[text].size();
        std::size_t closest = 0;
        bool first = true;
        const auto others = othersOf(text, texts.size(), references, seed);
        const auto away = [length](std::size_t other) {
            return std::pair(other > length ? other - length : length - other, other);
        };
        for (const quint64 other : others) {
            for (const GramCount& gram : table.of(other))
                most[gram.gram] = std::max(most[gram.gram], gram.count);
            if (first || away(texts[other].size()) < away(closest))
                closest = texts[other].size();
            first = false;
        }
        scores.push_back(brevity(length, closest) * precisionMean(table.of(text), most));
        for (const quint64 other : others) {
            for (const GramCount& gram : table.of(other))
                most[gram.gram] = 0;
        }
    }
    return scores;
}

Measure selfBleu(std::span<const Words> texts, std::span<const int> dialogue, const QString& role,
                 quint64 seed)
{
    std::vector<quint64> drawn = Random(seed).sample(texts.size(), selfBleuTexts);
    std::sort(drawn.begin(), drawn.end());
    std::vector<Words> chosen;
    for (const quint64 text : drawn)
        chosen.push_back(texts[text]);
    const auto scores = selfBleuScores(chosen, selfBleuReferences, seed);
    std::map<int, std::pair<double, double>> byDialogue;
    for (std::size_t i = 0; i < scores.size(); ++i) {
        auto& [sum, count] = byDialogue[dialogue[drawn[i]]];
        sum += scores[i];
        count += 1;
    }
    RatioSums sums;
    for (const auto& [from, totals] : byDialogue)
        sums.add(totals.first, totals.second);
    Measure measure = ratioMeasure(
        QLatin1String("self_bleu_") + role, QLatin1String("Self-BLEU, ") + role, MeasureGroup::Repetition,
        sums, 0,
        "mean BLEU-4 of at most 1,000 turns against 100 others each (Zhu et al. 2018); the interval holds "
        "dialogues for independent");
    measure.isShare = true;
    measure.estimate.seed = seed;
    return measure.estimate.low ? withError(measure, measure.error) : measure;
}

} // namespace antiphon::measures
