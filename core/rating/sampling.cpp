#include "core/rating/sampling.h"

#include "core/base/random.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

namespace antiphon {

namespace {

using Bands = std::map<int, QList<Candidate>>; // by turns / width

Bands bandsOf(const QList<Candidate>& candidates, int width)
{
    Bands bands;
    for (const Candidate& candidate : candidates)
        bands[candidate.turns / width] << candidate;
    return bands;
}

// How many each band can give to every source.
std::map<int, qsizetype> capacities(const std::vector<Bands>& sources)
{
    std::map<int, qsizetype> capacity;
    for (const auto& [band, candidates] : sources.front()) {
        qsizetype smallest = candidates.size();
        for (const Bands& source : sources) {
            const auto found = source.find(band);
            smallest = std::min(smallest, found == source.end() ? 0 : found->second.size());
        }
        if (smallest > 0)
            capacity[band] = smallest;
    }
    return capacity;
}

qsizetype sum(const std::map<int, qsizetype>& counts)
{
    return std::accumulate(counts.begin(), counts.end(), qsizetype{0},
                           [](qsizetype total, const auto& entry) { return total + entry.second; });
}

// Shares `wanted` among the bands in proportion to their capacity, by largest remainders.
std::map<int, qsizetype> shares(const std::map<int, qsizetype>& capacity, qsizetype wanted)
{
    const auto total = static_cast<double>(sum(capacity));
    std::map<int, qsizetype> share;
    std::vector<std::pair<double, int>> rests;
    for (const auto& [band, count] : capacity) {
        const double exact = static_cast<double>(wanted) * static_cast<double>(count) / total;
        share[band] = static_cast<qsizetype>(std::floor(exact));
        rests.emplace_back(std::floor(exact) - exact, band);
    }
    std::sort(rests.begin(), rests.end());
    for (std::size_t i = 0; sum(share) < wanted; i = (i + 1) % rests.size()) {
        if (share[rests[i].second] < capacity.at(rests[i].second))
            ++share[rests[i].second];
    }
    return share;
}

struct Moments
{
    double mean = 0.0;
    double variance = 0.0;
};

Moments momentsOf(const std::vector<int>& turns)
{
    Moments moments;
    for (const int count : turns)
        moments.mean += static_cast<double>(count) / static_cast<double>(turns.size());
    for (const int count : turns)
        moments.variance +=
            std::pow(count - moments.mean, 2.0) / std::max(1.0, static_cast<double>(turns.size()) - 1.0);
    return moments;
}

double largestDifference(const std::vector<std::vector<int>>& turns)
{
    double largest = 0.0;
    for (std::size_t a = 0; a < turns.size(); ++a) {
        for (std::size_t b = a + 1; b < turns.size(); ++b) {
            const Moments one = momentsOf(turns[a]);
            const Moments other = momentsOf(turns[b]);
            const double pooled = std::sqrt((one.variance + other.variance) / 2.0);
            if (pooled > 0.0)
                largest = std::max(largest, std::abs(one.mean - other.mean) / pooled);
        }
    }
    return largest;
}

Drawn drawFromBands(const std::vector<Bands>& sources, const std::map<int, qsizetype>& share, quint64 seed)
{
    Drawn drawn;
    std::vector<std::vector<int>> turns;
    for (std::size_t source = 0; source < sources.size(); ++source) {
        Random random = Random::forKey(seed, source);
        std::vector<DialogueId> items;
        auto& lengths = turns.emplace_back();
        for (const auto& [band, count] : share) {
            const QList<Candidate>& candidates = sources[source].at(band);
            for (const quint64 place :
                 random.sample(static_cast<quint64>(candidates.size()), static_cast<quint64>(count))) {
                items.push_back(candidates[static_cast<qsizetype>(place)].id);
                lengths.push_back(candidates[static_cast<qsizetype>(place)].turns);
            }
        }
        random.shuffle(items);
        drawn.items << QList<DialogueId>(items.begin(), items.end());
    }
    drawn.lengthDifference = largestDifference(turns);
    return drawn;
}

constexpr int anyLength = 1 << 20; // wider than any dialogue

} // namespace

Result<Drawn> drawItems(const QList<QList<Candidate>>& sources, const QStringList& names, int perSource,
                        Matching matching, quint64 seed)
{
    for (qsizetype i = 0; i < sources.size(); ++i) {
        if (sources[i].size() < perSource)
            return fail(ErrorCode::NotPossible,
                        QStringLiteral("drawing %1 dialogues from %2").arg(perSource).arg(names.value(i)),
                        QStringLiteral("it has only %1 with two turns or more").arg(sources[i].size()));
    }
    const auto bandsOfWidth = [&](int width) {
        std::vector<Bands> bands;
        for (const auto& candidates : sources)
            bands.push_back(bandsOf(candidates, width));
        return bands;
    };
    for (int width = 1; matching == Matching::Turns && width <= 64; width *= 2) {
        const std::vector<Bands> bands = bandsOfWidth(width);
        const std::map<int, qsizetype> capacity = capacities(bands);
        if (sum(capacity) < perSource)
            continue;
        Drawn drawn = drawFromBands(bands, shares(capacity, perSource), seed);
        drawn.bandWidth = width;
        return drawn;
    }
    return drawFromBands(bandsOfWidth(anyLength), {{0, perSource}}, seed);
}

} // namespace antiphon
