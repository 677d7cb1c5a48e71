#include "core/cascade/planbalance.h"

#include <algorithm>
#include <numeric>
#include <span>

namespace antiphon {

namespace {

Balance balanceOfCounts(std::span<const quint32> counts)
{
    Balance balance;
    balance.items = static_cast<qint64>(counts.size());
    balance.came = std::count_if(counts.begin(), counts.end(), [](quint32 count) { return count > 0; });
    balance.total = std::accumulate(counts.begin(), counts.end(), qint64(0));
    std::vector<quint32> sorted(counts.begin(), counts.end());
    std::sort(sorted.begin(), sorted.end(), std::greater<>());
    const auto tenth = static_cast<std::ptrdiff_t>((sorted.size() + 9) / 10);
    if (balance.total > 0)
        balance.topTenth =
            static_cast<double>(std::accumulate(sorted.begin(), sorted.begin() + tenth, qint64(0))) /
            static_cast<double>(balance.total);
    balance.gini = giniOf(std::move(sorted));
    return balance;
}

void addUp(std::vector<quint32>& counts, const std::vector<quint32>& other)
{
    std::transform(counts.begin(), counts.end(), other.begin(), counts.begin(), std::plus<>());
}

} // namespace

std::optional<double> giniOf(std::vector<quint32> counts)
{
    std::sort(counts.begin(), counts.end());
    const auto n = static_cast<double>(counts.size());
    double sum = 0;
    double weighted = 0;
    double rank = 0;
    for (const quint32 count : counts) {
        rank += 1;
        sum += count;
        weighted += (2 * rank - n - 1) * count;
    }
    if (sum <= 0)
        return std::nullopt;
    return weighted / (n * sum);
}

void BalanceCounts::add(const CatalogueIndex& index, const Plan& plan)
{
    for (const PlanTurn& turn : plan.turns) {
        for (const quint32 track : turn.tracks)
            if (track < listed.size())
                ++listed[track];
        for (const QString& text : turn.attributes) {
            const auto filter = turn.removed.contains(text) ? std::nullopt : filterFromText(text);
            const int type = filter ? index.typeIndex(filter->type) : -1;
            if (const auto value = type >= 0 ? index.findValue(type, filter->value) : std::nullopt)
                ++named[*value];
        }
    }
}

void BalanceCounts::add(const BalanceCounts& other)
{
    addUp(listed, other.listed);
    addUp(named, other.named);
}

PlanBalance balanceOf(const CatalogueIndex& index, const BalanceCounts& counts)
{
    PlanBalance balance;
    balance.tracks = balanceOfCounts(counts.listed);
    balance.values = balanceOfCounts(counts.named);
    for (const IndexedType& type : index.types())
        if (type.valueCount > 0)
            balance.types << TypeBalance{
                type.name,
                balanceOfCounts(std::span(counts.named).subspan(type.firstValue, type.valueCount))};
    return balance;
}

} // namespace antiphon
