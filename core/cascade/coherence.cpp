#include "core/cascade/coherence.h"

#include "core/base/parallel.h"
#include "core/cascade/shuffledvalues.h"
#include "core/statistics/descriptive.h"

#include <cmath>
#include <mutex>
#include <numeric>

namespace antiphon {

namespace {

using Pair = ValuePairs::Pair;
using TrackLists = std::vector<std::vector<quint32>>;

// Counts by marking the tracks of the commoner value of each pair and looking at those of the rarer one.
class PairCounter
{
public:
    PairCounter(const std::vector<Pair>& pairs, quint32 tracks)
        : m_pairs(pairs), m_order(pairs.size()), m_marked(tracks)
    {
        std::iota(m_order.begin(), m_order.end(), std::size_t{0});
    }

    std::vector<quint32> count(const TrackLists& tracks)
    {
        const auto common = [&](std::size_t i) {
            const Pair& pair = m_pairs[i];
            return tracks[pair.first].size() >= tracks[pair.second].size() ? pair.first : pair.second;
        };
        std::sort(m_order.begin(), m_order.end(), [&](std::size_t a, std::size_t b) {
            return std::pair(common(a), a) < std::pair(common(b), b);
        });
        std::vector<quint32> counts(m_pairs.size());
        const std::vector<quint32>* shown = nullptr;
        for (const std::size_t i : m_order) {
            const std::vector<quint32>& wanted = tracks[common(i)];
            if (shown != &wanted)
                mark(shown, wanted);
            shown = &wanted;
            const Pair& pair = m_pairs[i];
            for (const quint32 track : tracks[common(i) == pair.first ? pair.second : pair.first])
                counts[i] += m_marked[track];
        }
        if (shown)
            mark(shown, {});
        return counts;
    }

private:
    void mark(const std::vector<quint32>* former, const std::vector<quint32>& next)
    {
        if (former)
            for (const quint32 track : *former)
                m_marked[track] = 0;
        for (const quint32 track : next)
            m_marked[track] = 1;
    }
    const std::vector<Pair>& m_pairs;
    std::vector<std::size_t> m_order;
    std::vector<quint8> m_marked;
};

struct Means
{
    std::optional<double> pmi, normalised, lift;
    qint64 together = 0; // pairs that share a track, as often as named
    qint64 all = 0;
};

Means meansOf(const CatalogueIndex& index, const std::vector<Pair>& pairs, const std::vector<quint32>& both)
{
    Means means;
    const double tracks = static_cast<double>(index.trackCount());
    double pmi = 0, normalised = 0, lift = 0;
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        const double weight = static_cast<double>(pairs[i].count);
        means.all += pairs[i].count;
        if (both[i] == 0) {
            normalised -= weight;
            continue;
        }
        const double ratio = tracks * static_cast<double>(both[i]) /
                             (static_cast<double>(index.frequency(pairs[i].first)) *
                              static_cast<double>(index.frequency(pairs[i].second)));
        const double surprise = std::log2(tracks / static_cast<double>(both[i]));
        means.together += pairs[i].count;
        lift += weight * ratio;
        pmi += weight * std::log2(ratio);
        normalised += weight * (surprise > 0 ? std::log2(ratio) / surprise : 1.0);
    }
    if (means.together > 0)
        means.pmi = pmi / static_cast<double>(means.together);
    if (means.all > 0) {
        means.normalised = normalised / static_cast<double>(means.all);
        means.lift = lift / static_cast<double>(means.all);
    }
    return means;
}

statistics::Estimate estimate(std::optional<double> value, qint64 n, qint64 missing, const char* method)
{
    statistics::Estimate made;
    made.value = value;
    made.n = n;
    made.missing = missing;
    made.method = method;
    if (!value)
        made.reason = "no two values were named one after the other that a track could have";
    return made;
}

CoherenceFigures figuresOf(const Means& means, qint64 missing)
{
    return {estimate(means.pmi, means.together, missing + means.all - means.together,
                     "mean pointwise mutual information in bits"),
            estimate(means.normalised, means.all, missing, "mean normalised pointwise mutual information"),
            estimate(means.lift, means.all, missing, "mean lift")};
}

AgainstShuffled against(const statistics::Estimate& observed, std::vector<std::optional<double>> drawn,
                        quint64 seed)
{
    AgainstShuffled found;
    found.observed = observed;
    found.seed = seed;
    std::vector<double> values;
    int atLeast = 0;
    for (const auto& value : drawn) {
        if (!value)
            continue;
        values.push_back(*value);
        // Sums in another order differ in the last places.
        atLeast += observed.value && *value >= *observed.value - 1e-12 ? 1 : 0;
    }
    found.shuffles = static_cast<int>(values.size());
    if (values.empty() || !observed.value)
        return found;
    std::sort(values.begin(), values.end());
    found.shuffledMean = statistics::mean(values).value;
    found.shuffledLow = statistics::quantileOfSorted(values, 0.025);
    found.shuffledHigh = statistics::quantileOfSorted(values, 0.975);
    found.p = (1.0 + atLeast) / (1.0 + static_cast<double>(values.size()));
    return found;
}

} // namespace

std::optional<ValueId> ValuePairs::valueOf(const Filter& filter)
{
    const QString text = filter.type + QLatin1Char(':') + filter.value;
    const auto known = m_known.constFind(text);
    if (known != m_known.constEnd())
        return *known;
    const auto value = m_index.findValue(m_index.typeIndex(filter.type), filter.value);
    m_known.insert(text, value);
    return value;
}

void ValuePairs::add(const Plan& plan)
{
    QList<Filter> cascade;
    for (const PlanTurn& turn : plan.turns) {
        for (const QString& text : turn.attributes) {
            const auto filter = filterFromText(text);
            if (filter && filter->type != QLatin1String("continue") && !turn.removed.contains(text))
                cascade << *filter;
        }
    }
    add(cascade);
}

void ValuePairs::add(const QList<Filter>& cascade)
{
    const Filter* former = nullptr;
    std::optional<ValueId> before;
    for (const Filter& filter : cascade) {
        if (filter.sense == Sense::Exclude)
            continue;
        const auto value = valueOf(filter);
        if (former && (!before || !value))
            ++m_missing;
        else if (former && *before != *value)
            ++m_counts[static_cast<quint64>(*before) << 32 | *value];
        former = &filter;
        before = value;
    }
}

std::vector<ValuePairs::Pair> ValuePairs::pairs() const
{
    std::vector<Pair> pairs;
    pairs.reserve(m_counts.size());
    for (const auto& [key, count] : m_counts)
        pairs.push_back({static_cast<ValueId>(key >> 32), static_cast<ValueId>(key & 0xffffffff), count});
    std::sort(pairs.begin(), pairs.end(), [](const Pair& a, const Pair& b) {
        return std::pair(a.first, a.second) < std::pair(b.first, b.second);
    });
    return pairs;
}

std::vector<quint32> tracksWithBoth(const CatalogueIndex& index, const std::vector<ValuePairs::Pair>& pairs)
{
    TrackLists tracks(index.valueCount());
    for (quint32 track = 0; track < index.trackCount(); ++track)
        for (const ValueId value : index.valuesOf(track))
            tracks[value].push_back(track);
    return PairCounter(pairs, index.trackCount()).count(tracks);
}

CoherenceFigures coherenceOf(const CatalogueIndex& index, const ValuePairs& pairs)
{
    const auto list = pairs.pairs();
    return figuresOf(meansOf(index, list, tracksWithBoth(index, list)), pairs.missing());
}

Result<Coherence> testCoherence(const CatalogueIndex& index, const ValuePairs& pairs, int shuffles,
                                quint64 seed, int threads, const CancelToken& cancel,
                                const ProgressSink& progress)
{
    const auto list = pairs.pairs();
    const CoherenceFigures observed =
        figuresOf(meansOf(index, list, tracksWithBoth(index, list)), pairs.missing());
    const auto count = static_cast<std::size_t>(list.empty() ? 0 : shuffles);
    std::vector<Means> drawn(count);
    std::mutex reporting;
    qint64 done = 0;
    const ShuffledValues original(index);
    forEachIndex(count, threads, [&](std::size_t i) {
        if (cancel.isCancelled())
            return;
        ShuffledValues shuffled = original;
        Random random = Random::forKey(seed, i);
        shuffled.shuffle(random);
        PairCounter counter(list, index.trackCount());
        drawn[i] = meansOf(index, list, counter.count(shuffled.tracksOfValues()));
        const std::scoped_lock lock(reporting);
        report(progress, ++done, static_cast<qint64>(count), QStringLiteral("shuffles"));
    });
    if (cancel.isCancelled())
        return fail(ErrorCode::Cancelled, QStringLiteral("the shuffling of the catalogue"));
    const auto column = [&](std::optional<double> Means::*member) {
        std::vector<std::optional<double>> values;
        for (const Means& means : drawn)
            values.push_back(means.*member);
        return values;
    };
    return Coherence{against(observed.pmi, column(&Means::pmi), seed),
                     against(observed.normalised, column(&Means::normalised), seed),
                     against(observed.lift, column(&Means::lift), seed)};
}

} // namespace antiphon
