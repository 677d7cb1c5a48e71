#include "core/cascade/cascadecomparison.h"

#include <cmath>

namespace antiphon {

namespace {

double share(quint32 part, quint64 whole)
{
    return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

} // namespace

CascadeComparison comparePools(const CatalogueIndex& index, const Roaring& first, const Roaring& second,
                               std::size_t top)
{
    CascadeComparison found;
    found.first = first.cardinality();
    found.second = second.cardinality();
    found.both = first.and_cardinality(second);
    const quint64 either = found.first + found.second - found.both;
    if (either > 0)
        found.jaccard = static_cast<double>(found.both) / static_cast<double>(either);
    const std::vector<quint32> inFirst = index.countsIn(first);
    const std::vector<quint32> inSecond = index.countsIn(second);
    for (ValueId value = 0; value < index.valueCount(); ++value) {
        const ValueContrast contrast{value, inFirst[value], inSecond[value],
                                     share(inFirst[value], found.first),
                                     share(inSecond[value], found.second)};
        if (contrast.difference() != 0)
            found.contrasts.push_back(contrast);
    }
    const std::size_t kept = std::min(top, found.contrasts.size());
    std::partial_sort(found.contrasts.begin(), found.contrasts.begin() + static_cast<std::ptrdiff_t>(kept),
                      found.contrasts.end(), [](const ValueContrast& a, const ValueContrast& b) {
                          const double left = std::abs(a.difference());
                          const double right = std::abs(b.difference());
                          return left != right ? left > right : a.value < b.value;
                      });
    found.contrasts.resize(kept);
    return found;
}

} // namespace antiphon
