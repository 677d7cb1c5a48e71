#include "core/cascade/cooccurrence.h"

namespace antiphon {

namespace {

std::vector<ValueId> topValues(const IndexedType& type, const std::vector<quint32>& counts, std::size_t top)
{
    std::vector<ValueId> values;
    for (ValueId value = type.firstValue; value < type.firstValue + type.valueCount; ++value)
        if (counts[value] > 0)
            values.push_back(value);
    const std::size_t kept = std::min(top, values.size());
    std::partial_sort(
        values.begin(), values.begin() + static_cast<std::ptrdiff_t>(kept), values.end(),
        [&](ValueId a, ValueId b) { return counts[a] != counts[b] ? counts[a] > counts[b] : a < b; });
    values.resize(kept);
    return values;
}

double share(quint32 part, quint64 whole)
{
    return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

} // namespace

std::optional<double> ValuePair::jaccard() const
{
    const quint32 either = firstTracks + secondTracks - both;
    return either == 0 ? std::nullopt : std::optional(share(both, either));
}

std::optional<double> ValuePair::lift() const
{
    if (firstTracks == 0 || secondTracks == 0)
        return std::nullopt;
    return static_cast<double>(both) * n / (static_cast<double>(firstTracks) * secondTracks);
}

ValueCoOccurrence coOccurrencesIn(const CatalogueIndex& index, const Roaring& pool, int firstType,
                                  int secondType, std::size_t top)
{
    const std::vector<quint32> counts = index.countsIn(pool);
    const auto& types = index.types();
    ValueCoOccurrence found;
    found.n = static_cast<quint32>(pool.cardinality());
    found.rows = topValues(types[static_cast<std::size_t>(firstType)], counts, top);
    found.columns = topValues(types[static_cast<std::size_t>(secondType)], counts, top);
    for (const ValueId row : found.rows) {
        const Roaring inside = pool & index.tracksWith(row);
        for (const ValueId column : found.columns)
            if (row != column)
                found.pairs.push_back({row, column,
                                       static_cast<quint32>(inside.and_cardinality(index.tracksWith(column))),
                                       counts[row], counts[column], found.n});
    }
    return found;
}

std::vector<ValueShift> distributionOf(const CatalogueIndex& index, const Roaring& pool, int type,
                                       std::size_t top)
{
    const std::vector<quint32> counts = index.countsIn(pool);
    const quint64 poolSize = pool.cardinality();
    const IndexedType& indexed = index.types()[static_cast<std::size_t>(type)];
    std::vector<ValueShift> shifts;
    for (ValueId value = indexed.firstValue; value < indexed.firstValue + indexed.valueCount; ++value) {
        const quint32 before = index.frequency(value);
        shifts.push_back({value, before, counts[value], share(before, index.trackCount()),
                          share(counts[value], poolSize)});
    }
    const auto larger = [](const ValueShift& shift) { return std::max(shift.shareBefore, shift.shareAfter); };
    std::stable_sort(shifts.begin(), shifts.end(),
                     [&](const ValueShift& a, const ValueShift& b) { return larger(a) > larger(b); });
    shifts.resize(std::min(top, shifts.size()));
    std::stable_sort(shifts.begin(), shifts.end(),
                     [](const ValueShift& a, const ValueShift& b) { return a.before > b.before; });
    return shifts;
}

} // namespace antiphon
