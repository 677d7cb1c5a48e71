#include "core/generation/runpilot.h"

#include "core/statistics/descriptive.h"

#include <algorithm>

namespace antiphon {

namespace {

RunEstimate::Range rangeOf(std::span<const double> values, double factor)
{
    const statistics::Estimate mean = statistics::meanWithInterval(values);
    const double value = mean.value.value_or(0);
    return {value * factor, std::max(0.0, mean.low.value_or(value)) * factor,
            mean.high.value_or(value) * factor};
}

} // namespace

size_t putPilotFirst(std::vector<qint64>& pending, qint64 count)
{
    const auto all = static_cast<qint64>(pending.size());
    count = std::min(count, all);
    std::vector<qint64> chosen, rest;
    rest.reserve(pending.size());
    for (qint64 i = 0; i < all; ++i) {
        const bool isChosen = static_cast<qint64>(chosen.size()) < count &&
                              i == (2 * static_cast<qint64>(chosen.size()) + 1) * all / (2 * count);
        (isChosen ? chosen : rest).push_back(pending[static_cast<size_t>(i)]);
    }
    const size_t pilot = chosen.size();
    chosen.insert(chosen.end(), rest.begin(), rest.end());
    pending = std::move(chosen);
    return pilot;
}

void PilotBook::add(const Written& written)
{
    m_ms.push_back(written.elapsedMs);
    m_prompt.push_back(static_cast<double>(written.tokens.prompt));
    m_completion.push_back(static_cast<double>(written.tokens.completion));
    m_cost.push_back(written.cost);
}

RunEstimate PilotBook::estimateFor(qint64 plans, int atOnce, bool hasPrice) const
{
    const auto all = static_cast<double>(plans);
    RunEstimate estimate;
    estimate.items = items();
    estimate.seconds = rangeOf(m_ms, all / 1000.0 / std::max(1, atOnce));
    estimate.promptTokens = rangeOf(m_prompt, all);
    estimate.completionTokens = rangeOf(m_completion, all);
    if (hasPrice)
        estimate.cost = rangeOf(m_cost, all);
    return estimate;
}

} // namespace antiphon
