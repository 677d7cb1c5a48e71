// The system's turns of a plan.
#include "core/cascade/plandraw.h"
#include "core/cascade/planlabels.h"

namespace antiphon {

using namespace planlabels;

QStringList PlanDraw::drawActions(bool isLast)
{
    if (m_plan.turns.last().intents.contains(itemQuestion))
        return {itemAnswer, passiveRecommend};
    if (isLast)
        return m_tables.lastActions.draw(m_random);
    return m_plan.turns.size() == 1 ? m_tables.firstActions.draw(m_random)
                                    : m_tables.laterActions.draw(m_random);
}

void PlanDraw::systemTurn(bool isLast)
{
    PlanTurn turn;
    turn.role = Role::System;
    turn.intents = drawActions(isLast);
    wishLabels(turn.intents);
    m_asked = -1;
    m_proposed.clear();
    if (turn.intents.contains(detailRequest) && !askForType(turn))
        turn.intents.removeAll(detailRequest);
    std::optional<ValueId> proposed;
    if (turn.intents.contains(activeRecommend)) {
        proposed = propose(turn);
        if (!proposed)
            turn.intents.removeAll(activeRecommend);
    }
    if (turn.intents.isEmpty())
        turn.intents << passiveRecommend;
    m_leading.clear();
    for (const QString& action : {detailRequest, activeRecommend, passiveRecommend})
        if (m_leading.isEmpty() && turn.intents.contains(action))
            m_leading = action;
    addBeside(turn, isLast);
    list(turn, proposed);
    turn.state = m_state;
    turn.pool = m_pool.size();
    m_plan.turns << std::move(turn);
}

// Asks for a type of which the user could name a value.
bool PlanDraw::askForType(PlanTurn& turn)
{
    const auto& types = m_tables.laterNaming.types;
    std::vector<double> weights = types.weights;
    for (int place = m_random.weighted(weights); place >= 0; place = m_random.weighted(weights)) {
        const int type = types.items[static_cast<std::size_t>(place)];
        // The list of this turn will be seen by then.
        const quint32 need = 2 * static_cast<quint32>(m_recipe.listSize);
        if (!isTaken(type) &&
            m_pool.drawValue(m_random, {type, Sense::Include, need, m_goal ? &*m_goal : nullptr})) {
            m_asked = type;
            turn.askedType = m_index.types()[static_cast<std::size_t>(type)].name;
            return true;
        }
        weights[static_cast<std::size_t>(place)] = 0;
    }
    return false;
}

std::optional<ValueId> PlanDraw::propose(PlanTurn& turn)
{
    // Any value, but what the goal has where the goal is listed.
    const auto wish = [&](int type) {
        return ValueWish{type, Sense::Include, static_cast<quint32>(m_recipe.listSize),
                         isGoalDue() ? &*m_goal : nullptr};
    };
    const auto& types = m_tables.laterNaming.types;
    std::vector<double> weights = types.weights;
    for (int place = m_random.weighted(weights); place >= 0; place = m_random.weighted(weights)) {
        const int type = types.items[static_cast<std::size_t>(place)];
        const auto value = isTaken(type) ? std::nullopt : m_pool.drawValue(m_random, wish(type));
        if (value) {
            m_proposed << filterOf(m_index, *value, Sense::Include);
            turn.proposed << filterText(m_proposed.last());
            return value;
        }
        weights[static_cast<std::size_t>(place)] = 0;
    }
    return std::nullopt;
}

bool PlanDraw::isGoalDue() const
{
    const auto reply = static_cast<quint32>(m_recipe.goal.reply);
    return m_goal && !m_isGoalListed && (m_repliesLeft == 1 || m_reply == reply);
}

void PlanDraw::list(PlanTurn& turn, std::optional<ValueId> proposed)
{
    const auto size = static_cast<std::size_t>(m_recipe.listSize);
    const std::size_t others = isGoalDue() ? size - m_goal->tracks().size() : size;
    turn.tracks = m_pool.drawList(m_random, proposed, others);
    m_pool.show(turn.tracks);
    if (!isGoalDue())
        return;
    for (const quint32 track : m_goal->tracks()) {
        const auto place = static_cast<std::ptrdiff_t>(m_random.below(turn.tracks.size() + 1));
        turn.tracks.insert(turn.tracks.begin() + place, track);
    }
    m_isGoalListed = true;
}

void PlanDraw::addBeside(PlanTurn& turn, bool isLast)
{
    const QStringList& named = m_plan.turns.last().attributes;
    for (const WeightedName& action : m_recipe.besideActions) {
        if (!m_random.chance(action.weight))
            continue;
        const bool isIdle = (action.name == parrotingResponse && named.isEmpty()) || // nothing to repeat
                            (action.name == feedbackRequest && isLast);              // nobody to answer
        if (!isIdle)
            addLabel(turn.intents, action.name);
        if (m_wishes)
            addLabel(m_wishes->back().labels, action.name);
    }
}

} // namespace antiphon
