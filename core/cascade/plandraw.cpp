#include "core/cascade/plandraw.h"

namespace antiphon {

namespace {

const QString addFilter = QStringLiteral("add_filter");
const QString removeFilterLabel = QStringLiteral("remove_filter");
const QString continueLabel = QStringLiteral("continue");
const QString acceptResponse = QStringLiteral("accept_response");
const QString continueAttribute = QStringLiteral("continue:continue");
const QString passiveRecommend = QStringLiteral("passive_recommend");
const QString activeRecommend = QStringLiteral("active_recommend");
const QString detailRequest = QStringLiteral("detail_attribute_request");
const QString feedbackRequest = QStringLiteral("feedback_request");
const QString parrotingResponse = QStringLiteral("parroting_response");
const QString itemAnswer = QStringLiteral("item_attribute_answer");
const QString itemQuestion = QStringLiteral("item_attribute_question");

void addLabel(QStringList& labels, const QString& label)
{
    if (!labels.contains(label))
        labels << label;
}

Filter filterOf(const CatalogueIndex& index, ValueId value, Sense sense)
{
    const AttributeValue attribute = index.attributeValue(value);
    return {attribute.type, attribute.value, sense};
}

} // namespace

PlanDraw::PlanDraw(const CatalogueIndex& index, const Recipe& recipe, const PlanTables& tables, Random random,
                   QList<Filter> start)
    : m_index(index),
      m_recipe(recipe),
      m_tables(tables),
      m_random(random),
      m_start(std::move(start)),
      m_pool(index, static_cast<quint32>(recipe.listSize))
{
}

Plan PlanDraw::run()
{
    const int length = m_tables.lengths.draw(m_random);
    const bool endsWithThanks = length % 2 == 1;
    m_repliesLeft =
        std::max(static_cast<quint32>(length / 2), static_cast<quint32>((m_start.size() + 1) / 2));
    rebuildPool();
    for (; m_repliesLeft > 0; --m_repliesLeft) {
        if (!userTurn())
            break; // nothing that could be asked for leaves a list
        systemTurn(m_repliesLeft == 1 && !endsWithThanks);
    }
    if (endsWithThanks && m_repliesLeft == 0) {
        PlanTurn thanks;
        thanks.intents << acceptResponse;
        thanks.state = m_state;
        thanks.pool = m_pool.size();
        m_plan.turns << thanks;
    }
    return std::move(m_plan);
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
    const bool isGiven = !m_start.isEmpty(); // the turn names filters of the start and does nothing else
    if (isGiven)
        turn.intents.removeIf(
            [](const QString& label) { return label == continueLabel || label == removeFilterLabel; });
    if (intents.moves & Reject)
        rejectLast();
    if ((intents.moves & RemoveFilter) && !isGiven && !removeFilter(turn))
        turn.intents.removeAll(removeFilterLabel);
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
                                                  addOfType(turn, m_asked, OpenPool::Search::Thorough));
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
        !m_pool.leaves(*value, Sense::Include, static_cast<quint32>(m_recipe.listSize)))
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
// reply, and three for each later one, so that values can narrow the pool on the way.
quint32 PlanDraw::need() const
{
    return static_cast<quint32>(m_recipe.listSize) * (3 * m_repliesLeft - 2);
}

bool PlanDraw::addOfType(PlanTurn& turn, int type, OpenPool::Search search)
{
    if (isTaken(type))
        return false;
    const bool excludes = !m_plan.turns.isEmpty() && m_random.chance(m_recipe.excludes);
    const Sense sense = excludes ? Sense::Exclude : Sense::Include;
    std::optional<ValueId> value;
    if (m_random.chance(m_recipe.looksAhead))
        value = m_pool.drawValue(m_random, type, sense, need(), m_recipe.draw, search);
    else
        value = m_pool.drawValue(m_random, type, sense, static_cast<quint32>(m_recipe.listSize),
                                 m_recipe.draw, search);
    if (!value)
        return false;
    const Filter filter = filterOf(m_index, *value, sense);
    if (turn.removed.contains(filterText(filter))) // has just been taken away
        return false;
    m_pool.narrow(*value, sense);
    name(turn, filter);
    return true;
}

// Tries the types in a drawn order until one has a value to add.
bool PlanDraw::addAny(PlanTurn& turn, const WeightedTable<int>& types)
{
    for (const auto search : {OpenPool::Search::Quick, OpenPool::Search::Thorough}) {
        std::vector<double> weights = types.weights;
        for (int place = m_random.weighted(weights); place >= 0; place = m_random.weighted(weights)) {
            if (addOfType(turn, types.items[static_cast<std::size_t>(place)], search))
                return true;
            weights[static_cast<std::size_t>(place)] = 0;
        }
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
    const bool isAdded = (type >= 0 && addOfType(turn, type, OpenPool::Search::Quick)) ||
                         addAny(turn, m_tables.laterNaming.types);
    if (!isAdded)
        turn.intents.removeAll(addFilter);
    return true;
}

void PlanDraw::rejectLast()
{
    const std::vector<quint32>& shown = m_plan.turns.last().tracks;
    m_state = rejecting(m_state, shown);
    m_pool.remove(shown);
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
    turn.tracks = m_pool.drawList(m_random, proposed);
    m_pool.show(turn.tracks);
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
        if (!isTaken(type) && m_pool.drawValue(m_random, type, Sense::Include, need, m_recipe.draw,
                                               OpenPool::Search::Thorough)) {
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
    const auto& types = m_tables.laterNaming.types;
    std::vector<double> weights = types.weights;
    for (int place = m_random.weighted(weights); place >= 0; place = m_random.weighted(weights)) {
        const int type = types.items[static_cast<std::size_t>(place)];
        const auto value = isTaken(type) ? std::nullopt
                                         : m_pool.drawValue(m_random, type, Sense::Include,
                                                            static_cast<quint32>(m_recipe.listSize),
                                                            m_recipe.draw, OpenPool::Search::Thorough);
        if (value) {
            m_proposed << filterOf(m_index, *value, Sense::Include);
            turn.proposed << filterText(m_proposed.last());
            return value;
        }
        weights[static_cast<std::size_t>(place)] = 0;
    }
    return std::nullopt;
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
    }
}

} // namespace antiphon
