#include "core/cascade/pool.h"

#include "core/catalogue/nearest.h"

#include <algorithm>
#include <cmath>
#include <deque>
#include <limits>

namespace antiphon {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr qsizetype namesInAnError = 12;

Failure unknownType(const CatalogueIndex& index, const QString& type)
{
    QStringList names;
    for (const IndexedType& known : index.types())
        names << known.name;
    return fail(ErrorCode::NotFound, QStringLiteral("attribute type ") + type,
                QStringLiteral("the catalogue has ") + names.join(QStringLiteral(", ")));
}

Failure unknownValue(const CatalogueIndex& index, int type, const Filter& filter)
{
    const IndexedType& indexed = index.types()[static_cast<std::size_t>(type)];
    if (indexed.hasNumbers && indexed.valueCount == 0)
        return fail(
            ErrorCode::NotFound, filterText(filter),
            QStringLiteral("%1 is a number: give a range such as 10-20, or top 10 %").arg(indexed.name));
    QStringList near;
    for (ValueId value = indexed.firstValue; value < indexed.firstValue + indexed.valueCount; ++value)
        if (index.valueText(value).contains(filter.value.left(3), Qt::CaseInsensitive) &&
            near.size() < namesInAnError)
            near << index.valueText(value);
    return fail(ErrorCode::NotFound, filterText(filter),
                near.isEmpty()
                    ? QStringLiteral("%1 has %2 other values").arg(indexed.name).arg(indexed.valueCount)
                    : QStringLiteral("similar values are ") + near.join(QStringLiteral(", ")));
}

// Tracks with the number at the edge are all in, so that no tie is broken by chance.
Roaring tracksInShare(const CatalogueIndex& index, int type, const NumberShare& part)
{
    const auto numbers = index.numbersOf(type);
    if (numbers.empty())
        return {};
    const auto wanted =
        static_cast<std::size_t>(std::ceil(part.share * static_cast<double>(numbers.size()) - 1e-9));
    const std::size_t taken = std::clamp<std::size_t>(wanted, 1, numbers.size());
    return part.isTop ? index.tracksInRange(type, numbers[numbers.size() - taken].first, infinity)
                      : index.tracksInRange(type, -infinity, numbers[taken - 1].first);
}

Result<Roaring> tracksLike(const CatalogueIndex& index, const Filter& filter)
{
    const auto track = index.findTrack(filter.value.toStdString());
    if (!track)
        return fail(ErrorCode::NotFound, filterText(filter),
                    QStringLiteral("no track of the catalogue has the id %1").arg(filter.value));
    Roaring tracks;
    for (const NearTrack& near : nearestTracks(index, *track, nearTracksOfAFilter))
        tracks.add(near.track);
    return tracks;
}

Result<Roaring> tracksOfArtistsLike(const CatalogueIndex& index, const Filter& filter)
{
    const int type = index.typeIndex(u"artist");
    if (type < 0)
        return fail(ErrorCode::NotFound, filterText(filter),
                    QStringLiteral("the catalogue knows no artists"));
    const auto artist = index.findValue(type, filter.value);
    if (!artist)
        return unknownValue(index, type, {index.types()[static_cast<std::size_t>(type)].name, filter.value});
    Roaring tracks;
    for (const NearArtist& near : nearestArtists(index, *artist, nearArtistsOfAFilter))
        tracks |= index.tracksWith(near.artist);
    return tracks;
}

qsizetype placeOf(const FilterSets& sets, const Filter& filter)
{
    for (qsizetype i = 0; i < sets.filters.size(); ++i)
        if (sets.filters[i].type == filter.type && sets.filters[i].value == filter.value)
            return i;
    return -1;
}

bool isNamed(const FilterState& state, const AttributeValue& value)
{
    return std::any_of(state.filters.begin(), state.filters.end(), [&](const Filter& filter) {
        return filter.type == value.type && filter.value == value.value;
    });
}

void narrow(Roaring& pool, const Roaring& tracks, Sense sense)
{
    if (sense == Sense::Include)
        pool &= tracks;
    else
        pool -= tracks;
}

Roaring allTracks(const CatalogueIndex& index)
{
    Roaring pool;
    pool.addRange(0, index.trackCount());
    return pool;
}

void removeLeft(Roaring& pool, const FilterState& state)
{
    for (const quint32 track : state.left)
        pool.remove(track);
}

bool isBetter(const NextValue& a, const NextValue& b)
{
    if (a.gain != b.gain)
        return a.gain > b.gain;
    if (a.count != b.count)
        return a.count > b.count;
    return a.value < b.value;
}

} // namespace

double bitsOf(double share)
{
    if (share <= 0 || share >= 1)
        return 0;
    return -share * std::log2(share) - (1 - share) * std::log2(1 - share);
}

std::optional<NumberRange> numberRange(QStringView text)
{
    const auto numberOf = [](QStringView part, double otherwise, bool& isGood) {
        if (part.trimmed().isEmpty())
            return otherwise;
        return part.trimmed().toDouble(&isGood);
    };
    bool isGood = true;
    const qsizetype dash = text.indexOf(QLatin1Char('-'));
    if (dash < 0) {
        const double number = numberOf(text, std::nan(""), isGood);
        return isGood && !std::isnan(number) ? std::optional(NumberRange{number, number}) : std::nullopt;
    }
    const NumberRange range{numberOf(text.first(dash), -infinity, isGood),
                            numberOf(text.sliced(dash + 1), infinity, isGood)};
    const bool isOpen = std::isinf(range.from) && std::isinf(range.to);
    return isGood && !isOpen && range.from <= range.to ? std::optional(range) : std::nullopt;
}

std::optional<NumberShare> numberShare(QStringView text)
{
    text = text.trimmed();
    const bool isTop = text.startsWith(QLatin1String("top"), Qt::CaseInsensitive);
    if (!isTop && !text.startsWith(QLatin1String("bottom"), Qt::CaseInsensitive))
        return std::nullopt;
    QStringView number = text.sliced(isTop ? 3 : 6).trimmed();
    if (!number.endsWith(QLatin1Char('%')))
        return std::nullopt;
    number = number.chopped(1).trimmed();
    bool isNumber = false;
    const double percent = number.toDouble(&isNumber);
    return isNumber && percent > 0 && percent <= 100 ? std::optional(NumberShare{isTop, percent / 100})
                                                     : std::nullopt;
}

Result<Roaring> tracksOf(const CatalogueIndex& index, const Filter& filter)
{
    const int type = index.typeIndex(filter.type);
    if (type < 0 && filter.type == similarTrackType)
        return tracksLike(index, filter);
    if (type < 0 && filter.type == similarArtistType)
        return tracksOfArtistsLike(index, filter);
    if (type < 0)
        return unknownType(index, filter.type);
    if (const auto value = index.findValue(type, filter.value))
        return index.tracksWith(*value);
    if (!index.types()[static_cast<std::size_t>(type)].hasNumbers)
        return unknownValue(index, type, filter);
    if (const auto range = numberRange(filter.value))
        return index.tracksInRange(type, range->from, range->to);
    if (const auto part = numberShare(filter.value))
        return tracksInShare(index, type, *part);
    return unknownValue(index, type, filter);
}

// The order of the filters does not matter to what is left, only to how long it takes: what is excluded comes
// last, and of what is included the rarest first, so that all that follows is cut from few tracks.
Result<Roaring> poolOf(const CatalogueIndex& index, const FilterState& state)
{
    std::deque<Roaring> made;
    std::vector<std::pair<const Roaring*, Sense>> cuts;
    for (const Filter& filter : state.filters) {
        if (const auto value = index.findValue(index.typeIndex(filter.type), filter.value)) {
            cuts.emplace_back(&index.tracksWith(*value), filter.sense);
            continue;
        }
        ANTIPHON_TRY_ASSIGN(Roaring tracks, tracksOf(index, filter));
        cuts.emplace_back(&made.emplace_back(std::move(tracks)), filter.sense);
    }
    std::sort(cuts.begin(), cuts.end(), [](const auto& a, const auto& b) {
        return a.second != b.second ? a.second == Sense::Include
                                    : a.first->cardinality() < b.first->cardinality();
    });
    const bool isNarrowed = !cuts.empty() && cuts.front().second == Sense::Include;
    Roaring pool = isNarrowed ? *cuts.front().first : allTracks(index);
    for (std::size_t i = isNarrowed ? 1 : 0; i < cuts.size(); ++i)
        narrow(pool, *cuts[i].first, cuts[i].second);
    removeLeft(pool, state);
    return pool;
}

Roaring unseenOf(const Roaring& pool, const FilterState& state)
{
    Roaring unseen = pool;
    for (const quint32 track : state.seen)
        unseen.remove(track);
    return unseen;
}

Result<FilterSets> filterSets(const CatalogueIndex& index, const FilterState& state, const FilterSets& former)
{
    FilterSets sets{allTracks(index), state.filters, {}};
    removeLeft(sets.all, state);
    for (const Filter& filter : state.filters) {
        if (const qsizetype known = placeOf(former, filter); known >= 0) {
            sets.tracks.push_back(former.tracks[static_cast<std::size_t>(known)]);
            continue;
        }
        ANTIPHON_TRY_ASSIGN(Roaring tracks, tracksOf(index, filter));
        sets.tracks.push_back(std::make_shared<const Roaring>(std::move(tracks)));
    }
    return sets;
}

std::vector<quint64> poolSizes(const FilterSets& sets, const QList<Filter>& order)
{
    Roaring pool = sets.all;
    std::vector<quint64> sizes{pool.cardinality()};
    for (const Filter& filter : order) {
        if (const qsizetype place = placeOf(sets, filter); place >= 0)
            narrow(pool, *sets.tracks[static_cast<std::size_t>(place)], filter.sense);
        sizes.push_back(pool.cardinality());
    }
    return sizes;
}

std::vector<quint32> sampleOf(const Roaring& pool, quint32 k, Random& random)
{
    std::vector<quint32> tracks;
    for (const quint64 rank : random.sample(pool.cardinality(), k)) {
        quint32 track = 0;
        pool.select(static_cast<quint32>(rank), &track);
        tracks.push_back(track);
    }
    return tracks;
}

std::vector<std::vector<NextValue>> nextValues(const CatalogueIndex& index, const FilterState& state,
                                               const Roaring& pool, std::size_t perType)
{
    const std::vector<quint32> counts = index.countsIn(pool);
    const auto poolSize = static_cast<double>(pool.cardinality());
    std::vector<std::vector<NextValue>> all;
    for (const IndexedType& type : index.types()) {
        std::vector<NextValue> values;
        for (ValueId value = type.firstValue; value < type.firstValue + type.valueCount; ++value) {
            if (counts[value] == 0 || counts[value] >= poolSize)
                continue;
            const double share = counts[value] / poolSize;
            values.push_back({value, counts[value], share,
                              share * index.trackCount() / index.frequency(value), bitsOf(share)});
        }
        std::erase_if(values, [&](const NextValue& next) {
            return !state.filters.isEmpty() && isNamed(state, index.attributeValue(next.value));
        });
        const auto kept = std::min(perType, values.size());
        std::partial_sort(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(kept), values.end(),
                          isBetter);
        values.resize(kept);
        if (!values.empty())
            all.push_back(std::move(values));
    }
    std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return isBetter(a[0], b[0]); });
    return all;
}

Result<CascadeAnswer> answerCascade(const CatalogueIndex& index, const FilterState& state, quint64 seed,
                                    quint32 sampleSize, std::size_t valuesPerType, const FilterSets& former)
{
    CascadeAnswer answer;
    answer.state = state;
    ANTIPHON_TRY_ASSIGN(answer.sets, filterSets(index, state, former));
    answer.pool = answer.sets.all;
    answer.pools.push_back(index.trackCount());
    for (std::size_t i = 0; i < answer.sets.tracks.size(); ++i) {
        narrow(answer.pool, *answer.sets.tracks[i], answer.sets.filters[static_cast<qsizetype>(i)].sense);
        answer.pools.push_back(answer.pool.cardinality());
    }
    answer.next = nextValues(index, state, answer.pool, valuesPerType);
    Random random(seed);
    answer.sample = sampleOf(unseenOf(answer.pool, state), sampleSize, random);
    return answer;
}

} // namespace antiphon
