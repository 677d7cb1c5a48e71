#include "core/rating/sampling.h"

#include "core/base/random.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>

namespace antiphon {

namespace {

using Band = std::pair<QString, int>; // stratum, turns / width
using Bands = std::map<Band, QList<Candidate>>;
using Counts = std::map<Band, qsizetype>;

Bands bandsOf(const QList<Candidate>& candidates, int width)
{
    Bands bands;
    for (const Candidate& candidate : candidates)
        bands[{candidate.stratum, candidate.turns / width}] << candidate;
    return bands;
}

// How many each band can give to every source.
Counts capacities(const std::vector<Bands>& sources)
{
    Counts capacity;
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

qsizetype sum(const Counts& counts)
{
    return std::accumulate(counts.begin(), counts.end(), qsizetype{0},
                           [](qsizetype total, const auto& entry) { return total + entry.second; });
}

// Shares `wanted` among the bands in proportion to their capacity, by largest remainders.
Counts shares(const Counts& capacity, qsizetype wanted)
{
    const auto total = static_cast<double>(sum(capacity));
    Counts share;
    std::vector<std::pair<double, Band>> rests;
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

Moments momentsOf(const QList<Candidate>& items, double (*measure)(const Candidate&))
{
    Moments moments;
    const auto n = static_cast<double>(items.size());
    for (const Candidate& item : items)
        moments.mean += measure(item) / n;
    for (const Candidate& item : items)
        moments.variance += std::pow(measure(item) - moments.mean, 2.0) / std::max(1.0, n - 1.0);
    return moments;
}

double turnsOf(const Candidate& item)
{
    return item.turns;
}
double wordsOf(const Candidate& item)
{
    return item.words;
}
double trackRateOf(const Candidate& item)
{
    return static_cast<double>(item.tracks) / std::max(1, item.turns);
}

double largestGap(const QList<QList<Candidate>>& sources, double (*measure)(const Candidate&))
{
    double largest = 0.0;
    QList<Moments> moments;
    for (const QList<Candidate>& items : sources)
        moments << momentsOf(items, measure);
    for (qsizetype a = 0; a < moments.size(); ++a) {
        for (qsizetype b = a + 1; b < moments.size(); ++b) {
            const double pooled = std::sqrt((moments[a].variance + moments[b].variance) / 2.0);
            const double distance = std::abs(moments[a].mean - moments[b].mean);
            if (pooled > 0.0)
                largest = std::max(largest, distance / pooled);
            else if (distance > 0.0)
                largest = std::max(largest, 9.0); // all alike within, yet apart
        }
    }
    return largest;
}

double distance(const QList<QList<Candidate>>& sources)
{
    return std::pow(largestGap(sources, turnsOf), 2.0) + std::pow(largestGap(sources, wordsOf), 2.0);
}

// What was drawn, and what each source still has of the same bands.
struct Draw
{
    QList<QList<Candidate>> items;
    QList<QList<Candidate>> rest;
};

Draw drawFromBands(const std::vector<Bands>& sources, const Counts& share, quint64 seed)
{
    Draw draw;
    for (std::size_t source = 0; source < sources.size(); ++source) {
        Random random = Random::forKey(seed, source);
        QList<Candidate> items;
        QList<Candidate> rest;
        for (const auto& [band, count] : share) {
            const QList<Candidate>& candidates = sources[source].at(band);
            std::vector<bool> taken(static_cast<std::size_t>(candidates.size()), false);
            for (const quint64 place :
                 random.sample(static_cast<quint64>(candidates.size()), static_cast<quint64>(count))) {
                items << candidates[static_cast<qsizetype>(place)];
                taken[place] = true;
            }
            for (qsizetype i = 0; i < candidates.size(); ++i) {
                if (!taken[static_cast<std::size_t>(i)])
                    rest << candidates[i];
            }
        }
        draw.items << items;
        draw.rest << rest;
    }
    return draw;
}

constexpr int exchanges = 1'500; // tried

// Exchanges within a band only, so that the shares of bands and strata stay.
void bringCloser(Draw& draw, int width, quint64 seed)
{
    Random random = Random::forKey(seed, 1U << 20U);
    double best = distance(draw.items);
    for (int i = 0; i < exchanges && best > 0.005; ++i) {
        const auto source = static_cast<qsizetype>(random.below(static_cast<quint64>(draw.items.size())));
        QList<Candidate>& items = draw.items[source];
        QList<Candidate>& rest = draw.rest[source];
        if (rest.isEmpty() || items.size() > 2'000)
            continue;
        Candidate& in = items[static_cast<qsizetype>(random.below(static_cast<quint64>(items.size())))];
        Candidate& out = rest[static_cast<qsizetype>(random.below(static_cast<quint64>(rest.size())))];
        if (in.stratum != out.stratum || in.turns / width != out.turns / width)
            continue;
        std::swap(in, out);
        const double now = distance(draw.items);
        if (now < best)
            best = now;
        else
            std::swap(in, out);
    }
}

Drawn finished(Draw draw, quint64 seed)
{
    Drawn drawn;
    for (qsizetype source = 0; source < draw.items.size(); ++source) {
        Random random = Random::forKey(seed, (1U << 21U) + static_cast<quint64>(source));
        std::vector<Candidate> items(draw.items[source].cbegin(), draw.items[source].cend());
        random.shuffle(items);
        draw.items[source] = QList<Candidate>(items.begin(), items.end());
        QList<DialogueId> ids;
        for (const Candidate& item : items)
            ids << item.id;
        drawn.items << ids;
    }
    drawn.gaps = {largestGap(draw.items, turnsOf), largestGap(draw.items, wordsOf),
                  largestGap(draw.items, trackRateOf)};
    drawn.lengthDifference = drawn.gaps.turns;
    drawn.chosen = draw.items;
    return drawn;
}

// Of the dialogues of one story, leaves one source's: whose, is drawn. A source whose candidates are scarce
// keeps its own.
QList<QList<Candidate>> withoutSharedStories(const QList<QList<Candidate>>& sources, quint64 seed)
{
    std::map<QString, std::vector<qsizetype>> tellers;
    for (qsizetype source = 0; source < sources.size(); ++source) {
        for (const Candidate& candidate : sources[source]) {
            if (!candidate.story.isEmpty())
                tellers[candidate.story].push_back(source);
        }
    }
    QList<qsizetype> left;
    for (const QList<Candidate>& candidates : sources)
        left << candidates.size();
    Random random = Random::forKey(seed, 1U << 22U);
    std::map<QString, qsizetype> owner;
    std::vector<QString> shared;
    for (const auto& [story, own] : tellers) {
        if (own.front() != own.back())
            shared.push_back(story);
    }
    random.shuffle(shared);
    for (const QString& story : shared) {
        const std::vector<qsizetype>& own = tellers[story];
        owner[story] = *std::min_element(own.begin(), own.end(),
                                         [&](qsizetype a, qsizetype b) { return left[a] < left[b]; });
        for (const qsizetype source : own)
            left[source] -= source == owner[story] ? 0 : 1;
    }
    QList<QList<Candidate>> kept;
    for (qsizetype source = 0; source < sources.size(); ++source) {
        QList<Candidate> own;
        for (const Candidate& candidate : sources[source]) {
            const auto found = owner.find(candidate.story);
            if (found == owner.end() || found->second == source)
                own << candidate;
        }
        kept << own;
    }
    return kept;
}

} // namespace

QList<QList<int>> trackLimits(const QList<QList<Candidate>>& items, TrackForm form)
{
    const auto shown = [form](const Candidate& item) {
        return form == TrackForm::Mark ? item.marks : item.tracks;
    };
    std::vector<std::vector<qsizetype>> ranks;
    QList<QList<int>> limits;
    for (const QList<Candidate>& own : items) {
        auto& rank = ranks.emplace_back(static_cast<std::size_t>(own.size()));
        std::iota(rank.begin(), rank.end(), qsizetype{0});
        std::stable_sort(rank.begin(), rank.end(), [&](qsizetype a, qsizetype b) {
            return std::pair(own[a].turns, shown(own[a])) < std::pair(own[b].turns, shown(own[b]));
        });
        limits << QList<int>(own.size(), 0);
    }
    for (std::size_t rank = 0; !ranks.empty() && rank < ranks.front().size(); ++rank) {
        int least = std::numeric_limits<int>::max();
        for (qsizetype source = 0; source < items.size(); ++source)
            least = std::min(least, shown(items[source][ranks[static_cast<std::size_t>(source)][rank]]));
        for (qsizetype source = 0; source < items.size(); ++source)
            limits[source][ranks[static_cast<std::size_t>(source)][rank]] = least;
    }
    return limits;
}

double gapWithLimits(const QList<QList<Candidate>>& items, const QList<QList<int>>& limits)
{
    QList<QList<Candidate>> shown = items;
    for (qsizetype source = 0; source < shown.size(); ++source) {
        for (qsizetype i = 0; i < shown[source].size(); ++i)
            shown[source][i].tracks = limits[source][i];
    }
    return largestGap(shown, trackRateOf);
}

Result<Drawn> drawItems(const QList<QList<Candidate>>& pools, const QStringList& names,
                        const DrawOptions& options)
{
    const QList<QList<Candidate>> sources =
        options.paired ? pools : withoutSharedStories(pools, options.seed);
    for (qsizetype i = 0; i < sources.size(); ++i) {
        if (sources[i].size() >= options.perSource)
            continue;
        const QString what =
            QStringLiteral("drawing %1 dialogues from %2").arg(options.perSource).arg(names.value(i));
        if (pools[i].size() < options.perSource)
            return fail(ErrorCode::NotPossible, what,
                        QStringLiteral("it has only %1 with two turns or more").arg(pools[i].size()));
        return fail(ErrorCode::NotPossible, what,
                    QStringLiteral("the sources share plans, and without those of the others only %1 are "
                                   "left; \"paired\" lets raters see two dialogues of one plan")
                        .arg(sources[i].size()));
    }
    const auto bandsOfWidth = [&](int width) {
        std::vector<Bands> bands;
        for (const auto& candidates : sources)
            bands.push_back(bandsOf(candidates, width));
        return bands;
    };
    for (int width = 1; options.matching == Matching::Turns && width <= 64; width *= 2) {
        const std::vector<Bands> bands = bandsOfWidth(width);
        const Counts capacity = capacities(bands);
        if (sum(capacity) < options.perSource)
            continue;
        Draw draw = drawFromBands(bands, shares(capacity, options.perSource), options.seed);
        bringCloser(draw, width, options.seed);
        Drawn drawn = finished(std::move(draw), options.seed);
        drawn.bandWidth = width;
        return drawn;
    }
    std::vector<Bands> all;
    for (const auto& candidates : sources)
        all.push_back({{{QString(), 0}, candidates}});
    return finished(drawFromBands(all, {{{QString(), 0}, options.perSource}}, options.seed), options.seed);
}

} // namespace antiphon
