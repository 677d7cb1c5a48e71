#include "core/reliability/overlap.h"

#include "core/base/random.h"

#include <algorithm>
#include <map>

namespace antiphon {

namespace {

using Places = std::vector<qsizetype>; // of candidates

// The lengths at which the second and the last third begin.
std::pair<int, int> thirds(const QList<OverlapCandidate>& candidates)
{
    std::vector<int> turns;
    for (const OverlapCandidate& candidate : candidates)
        turns.push_back(candidate.turns);
    std::ranges::sort(turns);
    return {turns[turns.size() / 3], turns[turns.size() * 2 / 3]};
}

std::vector<Places> strataOf(const QList<OverlapCandidate>& candidates)
{
    const auto [second, last] = thirds(candidates);
    std::map<std::pair<SourceId, int>, Places> strata;
    for (qsizetype i = 0; i < candidates.size(); ++i) {
        const int turns = candidates[i].turns;
        strata[{candidates[i].source, turns >= last ? 2 : turns >= second ? 1 : 0}].push_back(i);
    }
    std::vector<Places> found;
    for (auto& [key, places] : strata)
        found.push_back(std::move(places));
    return found;
}

// How many of each stratum: Hamilton's method.
std::vector<qsizetype> sharesOf(const std::vector<Places>& strata, qsizetype all, qsizetype count)
{
    std::vector<qsizetype> shares;
    std::vector<std::size_t> order;
    qsizetype given = 0;
    for (std::size_t i = 0; i < strata.size(); ++i) {
        shares.push_back(static_cast<qsizetype>(strata[i].size()) * count / all);
        given += shares.back();
        order.push_back(i);
    }
    const auto remainder = [&](std::size_t i) {
        return static_cast<qsizetype>(strata[i].size()) * count % all;
    };
    std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) {
        return std::pair(remainder(a), strata[a].size()) > std::pair(remainder(b), strata[b].size());
    });
    for (std::size_t i = 0; given < count; ++i, ++given)
        ++shares[order[i]];
    return shares;
}

void drawFrom(const Places& places, qsizetype count, Random& random, Places& drawn)
{
    for (const quint64 place : random.sample(places.size(), static_cast<quint64>(count)))
        drawn.push_back(places[place]);
}

} // namespace

QString overlapDrawWord(OverlapDraw draw)
{
    switch (draw) {
    case OverlapDraw::Stratified:
        return QStringLiteral("stratified");
    case OverlapDraw::Chosen:
        return QStringLiteral("chosen");
    case OverlapDraw::Random:
        break;
    }
    return QStringLiteral("random");
}

std::optional<OverlapDraw> overlapDrawFromWord(QStringView word)
{
    for (const OverlapDraw draw : allOverlapDraws) {
        if (overlapDrawWord(draw) == word)
            return draw;
    }
    return std::nullopt;
}

QList<DialogueId> drawOverlap(const QList<OverlapCandidate>& candidates, qsizetype count, OverlapDraw draw,
                              quint64 seed)
{
    const qsizetype all = candidates.size();
    count = std::min(count, all);
    Places drawn;
    if (count == all || draw == OverlapDraw::Chosen) {
        for (qsizetype i = 0; i < count; ++i)
            drawn.push_back(i);
    } else {
        std::vector<Places> strata;
        if (draw == OverlapDraw::Stratified) {
            strata = strataOf(candidates);
        } else {
            strata.emplace_back();
            for (qsizetype i = 0; i < all; ++i)
                strata.back().push_back(i);
        }
        const auto shares = sharesOf(strata, all, count);
        Random random(seed);
        for (std::size_t i = 0; i < strata.size(); ++i)
            drawFrom(strata[i], shares[i], random, drawn);
    }
    std::ranges::sort(drawn);
    QList<DialogueId> dialogues;
    for (const qsizetype place : drawn)
        dialogues << candidates[place].dialogue;
    return dialogues;
}

} // namespace antiphon
