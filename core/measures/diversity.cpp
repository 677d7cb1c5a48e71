#include "core/measures/diversity.h"

#include "core/base/parallel.h"
#include "core/base/random.h"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace antiphon::measures {

namespace {

constexpr int draws = 50;
constexpr double vocabulary = 30'522;
constexpr std::size_t openingLength = 3;

struct Kind
{
    const char* key;
    const char* name;
    const char* method;
};
constexpr std::array<Kind, 6> kinds{
    {{"distinct_1_", "Distinct-1, ", "different words over all words"},
     {"distinct_2_", "Distinct-2, ", "different pairs of words over all pairs"},
     {"distinct_3_", "Distinct-3, ", "different triples of words over all triples"},
     {"distinct_adjusted_", "Distinct-1 adjusted for length, ",
      "different words over those expected of a vocabulary of 30,522 (Liu et al. 2022)"},
     {"compression_ratio_", "Compression ratio, ", "bytes over gzip bytes, level 9 (Shaib et al. 2024)"},
     {"sample_opening_entropy_", "Entropy of openings in a sample, bits, ",
      "plug-in entropy of the first three words"}}};
using Values = std::array<std::optional<double>, kinds.size()>;

// One sample: the words cut to size, the texts with the last turn whole.
struct Drawn
{
    std::vector<Words> words;
    QByteArray bytes;
    std::size_t dialogues = 0;
};

Drawn draw(const DialogueTexts& texts, std::size_t size, Random random)
{
    std::vector<std::size_t> order(texts.size());
    std::iota(order.begin(), order.end(), 0);
    random.shuffle(order);
    Drawn drawn;
    std::size_t left = size;
    for (std::size_t i = 0; i < order.size() && left > 0; ++i) {
        ++drawn.dialogues;
        for (const SampledText& text : texts[order[i]]) {
            if (left == 0)
                break;
            const std::size_t taken = std::min(left, text.words.size());
            drawn.words.emplace_back(text.words.begin(),
                                     text.words.begin() + static_cast<std::ptrdiff_t>(taken));
            drawn.bytes += text.text.toUtf8() + '\n';
            left -= taken;
        }
    }
    return drawn;
}

Values valuesOf(const Drawn& drawn)
{
    return {distinctGrams(drawn.words, 1),    distinctGrams(drawn.words, 2), distinctGrams(drawn.words, 3),
            expectationAdjusted(drawn.words), compressionRatio(drawn.bytes), openingEntropy(drawn.words)};
}

std::size_t wordCount(const DialogueTexts& texts)
{
    std::size_t count = 0;
    for (const auto& dialogue : texts) {
        for (const SampledText& text : dialogue)
            count += text.words.size();
    }
    return count;
}

Measure emptyMeasure(const Kind& kind, const QString& role, std::size_t words, quint64 seed)
{
    Measure measure{QLatin1String(kind.key) + role,
                    QLatin1String(kind.name) + role,
                    MeasureGroup::Diversity,
                    {},
                    0,
                    false};
    measure.estimate.method = std::string(kind.method) + "; mean of " + std::to_string(draws) +
                              " samples of " + std::to_string(words) +
                              " words in whole dialogues, interval by the delete-d jackknife";
    measure.estimate.n = static_cast<qint64>(words);
    measure.estimate.seed = seed;
    return measure;
}

// Mean and error of the draws; `share` of the dialogues were in a sample.
Measure overDraws(Measure measure, const std::vector<Values>& values, std::size_t kind, double share)
{
    double sum = 0, squares = 0;
    for (const Values& drawn : values) {
        if (!drawn.at(kind)) {
            measure.estimate.reason = "a sample has no such words";
            return measure;
        }
        sum += *drawn.at(kind);
        squares += *drawn.at(kind) * *drawn.at(kind);
    }
    const auto count = static_cast<double>(values.size());
    const double mean = sum / count;
    measure.estimate.value = mean;
    const double variance = std::max(0.0, (squares - count * mean * mean) / (count - 1));
    if (share < 1)
        return withError(measure, std::sqrt(variance * share / (1 - share)));
    measure.estimate.reason = "too few dialogues for an interval";
    return measure;
}

} // namespace

std::optional<double> distinctGrams(std::span<const Words> texts, std::size_t n)
{
    std::vector<Word> grams;
    for (const Words& words : texts) {
        for (std::size_t i = 0; i + n <= words.size(); ++i)
            grams.push_back(gramAt(words, i, n));
    }
    if (grams.empty())
        return std::nullopt;
    const auto all = static_cast<double>(grams.size());
    std::sort(grams.begin(), grams.end());
    const auto different = std::unique(grams.begin(), grams.end()) - grams.begin();
    return static_cast<double>(different) / all;
}

std::optional<double> expectationAdjusted(std::span<const Words> texts)
{
    std::size_t count = 0;
    for (const Words& words : texts)
        count += words.size();
    const auto plain = distinctGrams(texts, 1);
    if (!plain)
        return std::nullopt;
    const auto c = static_cast<double>(count);
    const double expected = vocabulary * -std::expm1(c * std::log1p(-1 / vocabulary));
    return *plain * c / expected;
}

std::optional<double> compressionRatio(const QByteArray& text)
{
    if (text.isEmpty())
        return std::nullopt;
    z_stream stream{};
    constexpr int gzipFraming = 16;
    if (deflateInit2(&stream, 9, Z_DEFLATED, MAX_WBITS + gzipFraming, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        return std::nullopt;
    QByteArray packed(static_cast<qsizetype>(deflateBound(&stream, static_cast<uLong>(text.size()))), '\0');
    QByteArray input = text;
    stream.next_in = reinterpret_cast<Bytef*>(input.data());
    stream.avail_in = static_cast<uInt>(input.size());
    stream.next_out = reinterpret_cast<Bytef*>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    const int end = deflate(&stream, Z_FINISH);
    const auto size = static_cast<double>(stream.total_out);
    deflateEnd(&stream);
    if (end != Z_STREAM_END)
        return std::nullopt;
    return static_cast<double>(text.size()) / size;
}

std::optional<double> openingEntropy(std::span<const Words> texts)
{
    std::vector<Word> openings;
    for (const Words& words : texts) {
        if (!words.empty())
            openings.push_back(gramAt(words, 0, std::min(openingLength, words.size())));
    }
    if (openings.empty())
        return std::nullopt;
    std::sort(openings.begin(), openings.end());
    const auto n = static_cast<double>(openings.size());
    double bits = 0;
    for (auto at = openings.begin(); at != openings.end();) {
        const auto next = std::upper_bound(at, openings.end(), *at);
        const double share = static_cast<double>(next - at) / n;
        bits -= share * std::log2(share);
        at = next;
    }
    return bits;
}

std::size_t sampleWords(const DialogueTexts& texts)
{
    return std::min(mostSampleWords, wordCount(texts) / 2);
}

QList<Measure> diversityMeasures(const DialogueTexts& texts, const QString& role, std::size_t words,
                                 quint64 seed, int threads)
{
    QList<Measure> list;
    const bool enough = words >= fewestSampleWords && words <= wordCount(texts);
    std::vector<Values> values(enough ? draws : 0);
    std::vector<double> used(values.size());
    forEachIndex(values.size(), threads, [&](std::size_t i) {
        const Drawn drawn = draw(texts, words, Random::forKey(seed, i));
        values[i] = valuesOf(drawn);
        used[i] = static_cast<double>(drawn.dialogues);
    });
    const double dialogues = std::accumulate(used.begin(), used.end(), 0.0);
    for (std::size_t kind = 0; kind < kinds.size(); ++kind) {
        Measure measure = emptyMeasure(kinds.at(kind), role, words, seed);
        if (enough)
            measure = overDraws(measure, values, kind, dialogues / draws / static_cast<double>(texts.size()));
        else
            measure.estimate.reason = "there are too few words for samples of 200 that differ";
        measure.isShare = kind < 3;
        list << measure;
    }
    return list;
}

} // namespace antiphon::measures
