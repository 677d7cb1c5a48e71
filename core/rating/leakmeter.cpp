#include "core/rating/leakmeter.h"

#include "core/base/random.h"
#include "core/catalogue/stablehash.h"
#include "core/statistics/descriptive.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <unordered_map>

namespace antiphon {

namespace {

constexpr double largeDifference = 0.25;
constexpr std::size_t shortest = 2, longest = 4; // letters of an n-gram
constexpr std::size_t buckets = 8'192;
constexpr std::size_t measures = 3;
const std::array<const char*, measures> measureNames{"turns", "words", "shown tracks"};

using Grams = std::vector<float>; // weights by bucket

// Feature hashing (Weinberger et al. 2009): each n-gram adds to one bucket, with a sign of its own.
Grams gramsOf(const AuditedItem& item)
{
    QString text;
    for (const PacketTurn& turn : item.turns)
        text += (turn.role == Role::User ? QStringLiteral("\n< ") : QStringLiteral("\n> ")) + turn.text;
    const std::u32string letters = text.toStdU32String();
    std::unordered_map<quint64, int> counts;
    for (std::size_t length = shortest; length <= longest; ++length) {
        for (std::size_t i = 0; i + length <= letters.size(); ++i) {
            const auto* begin = reinterpret_cast<const char*>(letters.data() + i);
            ++counts[stableHash({begin, length * sizeof(char32_t)})];
        }
    }
    std::vector<std::pair<quint64, int>> ordered(counts.begin(), counts.end());
    std::sort(ordered.begin(), ordered.end()); // sums of floats depend on their order
    Grams grams(buckets, 0.0F);
    for (const auto& [hash, count] : ordered) {
        const float weight = 1.0F + std::log(static_cast<float>(count));
        grams[hash % buckets] += (hash >> 63) == 0 ? weight : -weight;
    }
    return grams;
}

// Inverse document frequency, then unit length.
void weighAndNormalise(std::vector<Grams>& all)
{
    const auto n = static_cast<float>(all.size());
    for (std::size_t bucket = 0; bucket < buckets; ++bucket) {
        const auto holders = static_cast<float>(
            std::count_if(all.begin(), all.end(), [&](const Grams& grams) { return grams[bucket] != 0.0F; }));
        for (Grams& grams : all)
            grams[bucket] *= std::log((1 + n) / (1 + holders)) + 1;
    }
    for (Grams& grams : all) {
        const float length = std::sqrt(std::inner_product(grams.begin(), grams.end(), grams.begin(), 0.0F));
        for (float& weight : grams)
            weight = length > 0 ? weight / length : 0.0F;
    }
}

double product(const Grams& one, const Grams& other)
{
    float sums[8] = {};
    for (std::size_t i = 0; i < buckets; i += 8) {
        for (std::size_t lane = 0; lane < 8; ++lane)
            sums[lane] += one[i + lane] * other[i + lane];
    }
    return std::accumulate(std::begin(sums), std::end(sums), 0.0);
}

using Lengths = std::array<double, measures>;

Lengths lengthsOf(const AuditedItem& item)
{
    Lengths lengths{static_cast<double>(item.turns.size()), 0, 0};
    for (const PacketTurn& turn : item.turns) {
        lengths[1] += static_cast<double>(turn.text.split(QLatin1Char(' '), Qt::SkipEmptyParts).size());
        lengths[2] += static_cast<double>(turn.tracks.size());
    }
    return lengths;
}

void standardise(std::vector<Lengths>& lengths)
{
    for (std::size_t m = 0; m < measures; ++m) {
        std::vector<double> column;
        for (const Lengths& one : lengths)
            column.push_back(one[m]);
        const double mean = statistics::mean(column).value.value_or(0);
        const double deviation = statistics::standardDeviation(column).value.value_or(0);
        for (Lengths& one : lengths)
            one[m] = deviation > 0 ? (one[m] - mean) / deviation : 0;
    }
}

std::vector<double> gramMatrix(const QList<AuditedItem>& items, const CancelToken& cancel)
{
    std::vector<Grams> grams;
    std::vector<Lengths> lengths;
    for (const AuditedItem& item : items) {
        grams.push_back(gramsOf(item));
        lengths.push_back(lengthsOf(item));
    }
    weighAndNormalise(grams);
    standardise(lengths);
    const std::size_t n = grams.size();
    std::vector<double> matrix(n * n);
    for (std::size_t i = 0; i < n && !cancel.isCancelled(); ++i) {
        for (std::size_t j = i; j < n; ++j) {
            double sum = product(grams[i], grams[j]);
            for (std::size_t m = 0; m < measures; ++m)
                sum += lengths[i][m] * lengths[j][m] / measures;
            matrix[i * n + j] = matrix[j * n + i] = sum;
        }
    }
    return matrix;
}

// Of the means by the root of the mean variance.
std::optional<double> standardisedDifference(const std::vector<double>& one, const std::vector<double>& other)
{
    const auto spread = [](const std::vector<double>& values) {
        return statistics::standardDeviation(values).value;
    };
    const auto a = spread(one), b = spread(other);
    const double gap =
        std::abs(statistics::mean(one).value.value_or(0) - statistics::mean(other).value.value_or(0));
    if (!a || !b)
        return std::nullopt;
    const double pooled = std::sqrt((*a * *a + *b * *b) / 2);
    if (pooled > 0)
        return gap / pooled;
    return gap > 0 ? std::nullopt : std::optional(0.0);
}

LengthDifference differenceIn(std::size_t measure, const QList<AuditedItem>& items, qsizetype conditions)
{
    std::vector<std::vector<double>> values(static_cast<std::size_t>(conditions));
    for (const AuditedItem& item : items)
        values[static_cast<std::size_t>(item.condition)].push_back(lengthsOf(item)[measure]);
    LengthDifference difference;
    difference.measure = QLatin1String(measureNames[measure]);
    difference.worst.method = "largest standardised mean difference of two conditions";
    difference.worst.n = items.size();
    difference.worst.value = 0.0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        difference.means.push_back(statistics::mean(values[i]).value.value_or(0));
        for (std::size_t j = i + 1; j < values.size(); ++j) {
            const auto gap = standardisedDifference(values[i], values[j]);
            if (!gap) {
                difference.worst.value.reset();
                difference.worst.reason = "a condition has dialogues of one length only";
            } else if (difference.worst.value) {
                difference.worst.value = std::max(*difference.worst.value, *gap);
            }
        }
    }
    difference.warns = !difference.worst.value || *difference.worst.value > largeDifference;
    return difference;
}

// Equally many of each condition, as far as there are.
QList<AuditedItem> drawn(const QList<AuditedItem>& items, qsizetype conditions, const AuditOptions& options)
{
    if (items.size() <= options.most)
        return items;
    QList<AuditedItem> chosen;
    for (qsizetype condition = 0; condition < conditions; ++condition) {
        std::vector<qsizetype> own;
        for (qsizetype i = 0; i < items.size(); ++i) {
            if (items[i].condition == condition)
                own.push_back(i);
        }
        Random random = Random::forKey(options.seed, static_cast<quint64>(condition));
        random.shuffle(own);
        own.resize(std::min<std::size_t>(own.size(), static_cast<std::size_t>(options.most / conditions)));
        for (const qsizetype i : own)
            chosen << items[i];
    }
    return chosen;
}

} // namespace

BlindingAudit auditBlinding(const QList<AuditedItem>& items, const QStringList& conditions,
                            const AuditOptions& options)
{
    BlindingAudit audit;
    audit.conditions = conditions;
    audit.all = items.size();
    const QList<AuditedItem> chosen = drawn(items, conditions.size(), options);
    audit.items = chosen.size();
    for (std::size_t measure = 0; measure < measures; ++measure)
        audit.lengths << differenceIn(measure, items, conditions.size());
    std::vector<int> classes;
    for (const AuditedItem& item : chosen)
        classes.push_back(item.condition);
    statistics::SeparationOptions separation;
    separation.permutations = options.permutations;
    separation.seed = options.seed;
    separation.cancel = options.cancel;
    audit.leak =
        statistics::crossValidatedSeparation(gramMatrix(chosen, options.cancel), classes, separation);
    return audit;
}

} // namespace antiphon
