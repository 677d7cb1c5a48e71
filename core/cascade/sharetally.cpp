#include "core/cascade/sharetally.h"

#include <cmath>

namespace antiphon {

namespace {

std::size_t roleOf(ShareFacet facet)
{
    return facet == ShareFacet::Actions ? 1 : 0;
}

} // namespace

ShareTally::ShareTally(const QList<ShareLabel>& labels)
    : m_sums(static_cast<std::size_t>(labels.size())), m_inPlan(m_sums.size(), 0)
{
    for (const ShareLabel& label : labels) {
        m_places[static_cast<int>(label.facet)].insert(label.label, m_facets.size());
        m_facets.push_back(label.facet);
    }
}

template<typename Count>
void ShareTally::forEach(ShareFacet facet, const QStringList& labels, Count count)
{
    const auto& places = m_places[static_cast<int>(facet)];
    for (const QString& label : labels)
        if (const auto place = places.constFind(label); place != places.cend())
            count(*place);
}

void ShareTally::add(const Plan& plan, const std::vector<TurnWish>& wishes)
{
    qint64 turns[2] = {0, 0};
    for (std::size_t i = 0; i < wishes.size() && static_cast<qsizetype>(i) < plan.turns.size(); ++i) {
        const PlanTurn& turn = plan.turns[static_cast<qsizetype>(i)];
        addTurn(turn, wishes[i], i < 2);
        ++turns[turn.role == Role::User ? 0 : 1];
    }
    closePlan(turns[0], turns[1]);
}

void ShareTally::addTurn(const PlanTurn& turn, const TurnWish& wish, bool isFirst)
{
    const auto drawn = [&](std::size_t place) {
        ++m_inPlan[place];
        m_sums[place].first += isFirst ? 1 : 0;
    };
    const auto wished = [&](std::size_t place) {
        ++m_sums[place].wished;
        m_sums[place].wishedFirst += isFirst ? 1 : 0;
    };
    const bool isUser = turn.role == Role::User;
    const ShareFacet facet = isUser ? ShareFacet::Intents : ShareFacet::Actions;
    forEach(facet, turn.intents, drawn);
    forEach(facet, wish.labels, wished);
    if (!isUser)
        return;
    forEach(ShareFacet::Types, typesNamed(turn), drawn);
    forEach(ShareFacet::Types, wish.types, wished);
    addExcludes(turn);
}

void ShareTally::addExcludes(const PlanTurn& turn)
{
    for (const QString& text : turn.attributes) {
        const bool isNamed = !turn.removed.contains(text);
        m_named += isNamed ? 1 : 0;
        m_excluded += isNamed && text.startsWith(QLatin1Char('!')) ? 1 : 0;
    }
}

void ShareTally::closePlan(qint64 userTurns, qint64 systemTurns)
{
    const qint64 turns[2] = {userTurns, systemTurns};
    ++m_plans;
    for (std::size_t role = 0; role < 2; ++role) {
        m_turns[role].sum += turns[role];
        m_turns[role].squares += turns[role] * turns[role];
    }
    for (std::size_t i = 0; i < m_sums.size(); ++i) {
        const qint64 count = std::exchange(m_inPlan[i], 0);
        m_sums[i].drawn += count;
        m_sums[i].squares += count * count;
        m_sums[i].withTurns += count * turns[roleOf(m_facets[i])];
    }
}

void ShareTally::add(const ShareTally& other)
{
    for (std::size_t i = 0; i < m_sums.size(); ++i) {
        const Sums& sums = other.m_sums[i];
        m_sums[i].drawn += sums.drawn;
        m_sums[i].squares += sums.squares;
        m_sums[i].withTurns += sums.withTurns;
        m_sums[i].wished += sums.wished;
        m_sums[i].first += sums.first;
        m_sums[i].wishedFirst += sums.wishedFirst;
    }
    for (std::size_t role = 0; role < 2; ++role) {
        m_turns[role].sum += other.m_turns[role].sum;
        m_turns[role].squares += other.m_turns[role].squares;
    }
    m_plans += other.m_plans;
    m_named += other.m_named;
    m_excluded += other.m_excluded;
}

Share ShareTally::share(qsizetype label) const
{
    const auto place = static_cast<std::size_t>(label);
    const Sums& sums = m_sums[place];
    const Turns& turns = m_turns[roleOf(m_facets[place])];
    if (turns.sum == 0)
        return {};
    const auto all = static_cast<double>(turns.sum);
    const auto percent = [all](qint64 count) { return 100 * static_cast<double>(count) / all; };
    Share share{percent(sums.drawn), percent(sums.wished), percent(sums.first), percent(sums.wishedFirst), 0};
    const double ratio = static_cast<double>(sums.drawn) / all;
    const double squares = static_cast<double>(sums.squares) -
                           2 * ratio * static_cast<double>(sums.withTurns) +
                           ratio * ratio * static_cast<double>(turns.squares);
    share.error = 100 * std::sqrt(std::max(squares, 0.0)) / all;
    return share;
}

double ShareTally::excludedPercent() const
{
    return m_named > 0 ? 100 * static_cast<double>(m_excluded) / static_cast<double>(m_named) : 0;
}

} // namespace antiphon
