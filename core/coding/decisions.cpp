#include "core/coding/decisions.h"

#include <algorithm>

namespace antiphon {

void Decisions::count(bool suggested, bool given)
{
    ++(suggested ? (given ? hits : extra) : (given ? missed : passed));
}

Decisions& Decisions::operator+=(const Decisions& other)
{
    hits += other.hits;
    extra += other.extra;
    missed += other.missed;
    passed += other.passed;
    return *this;
}

std::optional<double> f1Of(const Decisions& decisions)
{
    const qint64 below = 2 * decisions.hits + decisions.extra + decisions.missed;
    if (below == 0)
        return std::nullopt;
    return 2.0 * static_cast<double>(decisions.hits) / static_cast<double>(below);
}

float bestThreshold(std::vector<ScoredTurn> turns)
{
    std::sort(turns.begin(), turns.end(),
              [](const ScoredTurn& a, const ScoredTurn& b) { return a.confidence > b.confidence; });
    Decisions decisions;
    decisions.missed = std::count_if(turns.begin(), turns.end(), [](const auto& turn) { return turn.given; });
    if (decisions.missed == 0)
        return 0.5f;
    double best = 0;
    float threshold = 0.5f;
    for (std::size_t i = 0; i < turns.size(); ++i) {
        ++(turns[i].given ? decisions.hits : decisions.extra);
        decisions.missed -= turns[i].given ? 1 : 0;
        const bool isLast = i + 1 == turns.size();
        const float next = isLast ? 0.0f : turns[i + 1].confidence;
        if (!isLast && next == turns[i].confidence)
            continue; // no line goes between equals
        if (const double f1 = *f1Of(decisions); f1 > best) {
            best = f1;
            threshold = (turns[i].confidence + next) / 2;
        }
    }
    return threshold;
}

} // namespace antiphon
