#include "core/cascade/plandraw.h"

#include "core/cascade/planlabels.h"

namespace antiphon {

using namespace planlabels;

PlanDraw::PlanDraw(const CatalogueIndex& index, const Recipe& recipe, const PlanTables& tables, Random random,
                   QList<Filter> start)
    : m_index(index),
      m_recipe(recipe),
      m_tables(tables),
      m_random(random),
      m_givenStart(std::move(start)),
      m_pool(index, recipe, tables)
{
}

Plan PlanDraw::run()
{
    const int length = m_tables.lengths.draw(m_random);
    const bool endsWithThanks = length % 2 == 1;
    quint32 replies =
        std::max(static_cast<quint32>(length / 2), static_cast<quint32>((m_givenStart.size() + 1) / 2));
    if (m_recipe.goal.tracks > 0) {
        FilterState start;
        for (const Filter& filter : m_givenStart)
            start = withFilter(start, filter);
        if (const auto among = poolOf(m_index, start))
            m_goal = PlanGoal::draw(m_index, m_recipe.goal, static_cast<quint32>(m_recipe.listSize), *among,
                                    m_random);
    }
    restart();
    // A dialogue that broke off before it came to its goal is drawn again, as long as it came.
    for (quint32 drawn = converse(replies, endsWithThanks); m_goal && !m_isGoalListed && drawn > 0;
         drawn = converse(replies, endsWithThanks)) {
        replies = drawn;
        restart();
    }
    if (m_goal && m_isGoalListed)
        m_plan.goal = m_goal->tracks();
    return std::move(m_plan);
}

void PlanDraw::restart()
{
    m_start = m_givenStart;
    m_isGoalListed = false;
    m_pool.forget();
    m_state = {};
    m_plan = {};
    m_reply = 0;
    m_leading.clear();
    m_asked = -1;
    m_proposed.clear();
    if (m_wishes)
        m_wishes->clear();
    rebuildPool();
    if (m_goal) // kept back until it is their turn
        m_pool.show(m_goal->tracks());
}

// The number of replies that it came to.
quint32 PlanDraw::converse(quint32 replies, bool endsWithThanks)
{
    for (m_repliesLeft = replies; m_repliesLeft > 0; --m_repliesLeft) {
        if (!userTurn())
            return m_reply; // nothing that could be asked for leaves a list
        ++m_reply;
        systemTurn(m_repliesLeft == 1 && !endsWithThanks);
    }
    if (endsWithThanks) {
        PlanTurn thanks;
        thanks.intents << acceptResponse;
        wishLabels(thanks.intents);
        thanks.state = m_state;
        thanks.pool = m_pool.size();
        m_plan.turns << thanks;
    }
    return m_reply;
}

const IntentSet& PlanDraw::drawIntents()
{
    if (m_plan.turns.isEmpty())
        return m_tables.firstIntents.draw(m_random);
    if (m_leading == detailRequest)
        return m_tables.afterDetail.draw(m_random);
    if (m_leading == activeRecommend)
        return m_tables.afterActive.draw(m_random);
    if (m_leading == passiveRecommend)
        return m_tables.afterPassive.draw(m_random);
    return m_tables.afterOthers.draw(m_random);
}

bool PlanDraw::userTurn()
{
    const IntentSet& intents = drawIntents();
    const bool isFirst = m_plan.turns.isEmpty();
    PlanTurn turn;
    turn.intents = intents.labels;
    wishLabels(intents.labels);
    const bool isGiven = !m_start.isEmpty(); // the turn names filters of the start and does nothing else
    if (isGiven)
        turn.intents.removeIf(
            [](const QString& label) { return label == continueLabel || label == removeFilterLabel; });
    if ((intents.moves & Reject) && !rejectLast()) {
        turn.intents.removeAll(rejectResponse);
        addLabel(turn.intents, acceptResponse);
    }
    if ((intents.moves & RemoveFilter) && !isGiven && !removeFilter(turn))
        turn.intents.removeAll(removeFilterLabel);
    else if (m_wishes && !turn.removed.isEmpty())
        wishType(m_index.typeIndex(filterFromText(turn.removed.last())->type));
    if ((intents.moves & AddFilter) || isGiven)
        addFilters(turn, isFirst ? m_tables.firstNaming : m_tables.laterNaming);
    if (turn.intents.contains(continueLabel))
        turn.attributes << continueAttribute;
    if (!makeRoom(turn))
        return false;
    for (const QString& removed : std::as_const(turn.removed))
        turn.attributes << removed;
    if (turn.intents.isEmpty()) {
        turn.intents << continueLabel;
        turn.attributes << continueAttribute;
    }
    turn.state = m_state;
    turn.pool = m_pool.size();
    m_plan.turns << std::move(turn);
    return true;
}

// Names one or more values; where none narrows the pool any more, the turn continues or replaces a filter.
void PlanDraw::addFilters(PlanTurn& turn, const NamingTable& naming)
{
    addLabel(turn.intents, addFilter);
    const qsizetype before = m_state.filters.size();
    if (!m_start.isEmpty()) {
        addStart(turn);
        // No more than one is left for each turn to come.
        while (m_start.size() >= static_cast<qsizetype>(m_repliesLeft) && addStart(turn)) {
        }
    } else {
        const bool isDone = addProposal(turn) || (m_asked >= 0 && m_random.chance(m_recipe.answersAsked) &&
                                                  addOfType(turn, m_asked));
        if (isDone && m_wishes)
            wishType(m_index.typeIndex(typesNamed(turn).constFirst()));
        for (int i = isDone ? 1 : 0, values = naming.values.draw(m_random); i < values; ++i)
            if (!addAny(turn, naming.types))
                break;
    }
    if (m_state.filters.size() > before || !turn.attributes.isEmpty())
        return;
    if (m_pool.canList() && m_random.chance(m_recipe.continuesWhenNarrow) && !m_plan.turns.isEmpty()) {
        turn.intents.removeAll(addFilter);
        addLabel(turn.intents, continueLabel);
    } else if (!replaceFilter(turn)) {
        turn.intents.removeAll(addFilter);
    }
}

bool PlanDraw::addStart(PlanTurn& turn)
{
    if (m_start.isEmpty())
        return false;
    const Filter filter = m_start.takeFirst();
    name(turn, filter);
    rebuildPool();
    return true;
}

bool PlanDraw::addProposal(PlanTurn& turn)
{
    if (m_proposed.isEmpty() || !m_random.chance(m_recipe.takesProposal))
        return false;
    const Filter& filter = m_proposed.first();
    const int type = m_index.typeIndex(filter.type);
    const auto value = m_index.findValue(type, filter.value);
    if (!value || turn.removed.contains(filterText(filter)) ||
        !m_pool.leaves(*value, Sense::Include, static_cast<quint32>(m_recipe.listSize)) ||
        (m_goal && !m_goal->allows(*value, true)))
        return false;
    m_pool.narrow(*value, Sense::Include);
    name(turn, filter);
    return true;
}

// Whether the type can hold no second value: an artist, a decade.
bool PlanDraw::isTaken(int type) const
{
    const IndexedType& indexed = m_index.types()[static_cast<std::size_t>(type)];
    return indexed.origin != TypeOrigin::Attribute &&
           std::any_of(m_state.filters.begin(), m_state.filters.end(), [&](const Filter& filter) {
               return filter.type == indexed.name && filter.sense == Sense::Include;
           });
}

// Unseen tracks that a value must leave for the dialogue to go on as long as it should: a list for this
// reply, and three for each later one, so that values can narrow the pool on the way; one for an excluded
// value, which hardly narrows it.
quint32 PlanDraw::need(Sense sense) const
{
    const quint32 lists = sense == Sense::Include ? 3 * m_repliesLeft - 2 : m_repliesLeft;
    return static_cast<quint32>(m_recipe.listSize) * lists;
}

double PlanDraw::chanceToExclude(int type) const
{
    const double ofType = m_tables.excludes[static_cast<std::size_t>(type)];
    return m_plan.turns.isEmpty() ? 0 : ofType >= 0 ? ofType : m_recipe.excludes;
}

std::optional<ValueId> PlanDraw::drawFor(int type, Sense sense)
{
    const bool looksAhead = m_random.chance(m_recipe.looksAhead);
    const quint32 least = looksAhead ? need(sense) : static_cast<quint32>(m_recipe.listSize);
    return m_pool.drawValue(m_random, {type, sense, least, m_goal ? &*m_goal : nullptr});
}

void PlanDraw::wishLabels(const QStringList& labels)
{
    if (m_wishes)
        m_wishes->push_back({labels, {}});
}

void PlanDraw::wishType(int type)
{
    if (m_wishes && type >= 0)
        planlabels::addLabel(m_wishes->back().types, m_index.types()[static_cast<std::size_t>(type)].name);
}

bool PlanDraw::addOfType(PlanTurn& turn, int type)
{
    if (isTaken(type))
        return false;
    Sense sense = m_random.chance(chanceToExclude(type)) ? Sense::Exclude : Sense::Include;
    std::optional<ValueId> value = drawFor(type, sense);
    if (!value && sense == Sense::Include && m_random.chance(m_recipe.excludesWhenNarrow)) {
        sense = Sense::Exclude;
        value = drawFor(type, sense);
    }
    if (!value)
        return false;
    const Filter filter = filterOf(m_index, *value, sense);
    if (turn.removed.contains(filterText(filter))) // has just been taken away
        return false;
    m_pool.narrow(*value, sense);
    name(turn, filter);
    return true;
}

void PlanDraw::leaveOutNamed(const PlanTurn& turn, const WeightedTable<int>& types,
                             std::vector<double>& weights) const
{
    const QStringList named = typesNamed(turn);
    for (std::size_t i = 0; i < weights.size(); ++i)
        if (named.contains(m_index.types()[static_cast<std::size_t>(types.items[i])].name))
            weights[i] = 0;
}

// Tries the types in a drawn order until one has a value to add.
bool PlanDraw::addAny(PlanTurn& turn, const WeightedTable<int>& types)
{
    std::vector<double> weights = types.weights;
    if (m_recipe.sameTypeAgain < 1 && !turn.attributes.isEmpty() && !m_random.chance(m_recipe.sameTypeAgain))
        leaveOutNamed(turn, types, weights);
    int place = m_random.weighted(weights);
    if (place >= 0)
        wishType(types.items[static_cast<std::size_t>(place)]);
    for (; place >= 0; place = m_random.weighted(weights)) {
        if (addOfType(turn, types.items[static_cast<std::size_t>(place)]))
            return true;
        weights[static_cast<std::size_t>(place)] = 0;
    }
    return false;
}

void PlanDraw::name(PlanTurn& turn, const Filter& filter)
{
    m_state = withFilter(m_state, filter);
    turn.attributes << filterText(filter);
}

bool PlanDraw::removeFilter(PlanTurn& turn)
{
    if (m_state.filters.isEmpty())
        return false;
    const Filter filter =
        m_state.filters[static_cast<qsizetype>(m_random.below(static_cast<quint64>(m_state.filters.size())))];
    m_state = withoutFilter(m_state, filter);
    turn.removed << filterText(filter);
    addLabel(turn.intents, removeFilterLabel);
    rebuildPool();
    return true;
}

// Takes a filter away and names another value, of the same type where that is possible.
bool PlanDraw::replaceFilter(PlanTurn& turn)
{
    const qsizetype before = turn.removed.size();
    if (!removeFilter(turn))
        return false;
    const auto removed = filterFromText(turn.removed[before]);
    const auto type = removed ? m_index.typeIndex(removed->type) : -1;
    const bool isAdded = (type >= 0 && addOfType(turn, type)) || addAny(turn, m_tables.laterNaming.types);
    if (!isAdded)
        turn.intents.removeAll(addFilter);
    return true;
}

// Not what the dialogue is after.
bool PlanDraw::rejectLast()
{
    const std::vector<quint32>& shown = m_plan.turns.last().tracks;
    if (m_goal && std::find(shown.begin(), shown.end(), m_goal->tracks().front()) != shown.end())
        return false;
    m_state = rejecting(m_state, shown);
    m_pool.remove(shown);
    return true;
}

// Takes filters away until a list can be shown; false when that does not help, or when it is the values that
// this turn names (of a given start) that leave too little.
bool PlanDraw::makeRoom(PlanTurn& turn)
{
    while (!m_pool.canList())
        if (turn.intents.contains(addFilter) || !removeFilter(turn))
            return false;
    return true;
}

void PlanDraw::rebuildPool()
{
    auto pool = poolOf(m_index, m_state);
    m_pool.setPool(pool ? std::move(*pool) : Roaring());
}

} // namespace antiphon
