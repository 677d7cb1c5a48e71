#include "tests/core/cascade/planrules.h"

#include "core/cascade/pool.h"

namespace antiphon::test {

namespace {

bool hasValue(const Track& track, const Filter& filter)
{
    if (filter.type == QLatin1String("artist") && track.artist == filter.value)
        return true;
    if (track.values.contains(AttributeValue{filter.type, filter.value}))
        return true;
    for (const NumberValue& number : track.numbers)
        if (number.type == filter.type &&
            filter.value == QStringLiteral("%1s").arg(int(number.number) / 10 * 10))
            return true;
    return false;
}

bool satisfies(const Track& track, const FilterState& state)
{
    for (const Filter& filter : state.filters)
        if (hasValue(track, filter) != (filter.sense == Sense::Include))
            return false;
    return !std::binary_search(state.left.begin(), state.left.end(), track.ordinal);
}

// What the state must be after a user turn, from the words of the turn alone.
FilterState stateAfter(const FilterState& before, const PlanTurn& turn, const std::vector<quint32>& shown)
{
    FilterState state = before;
    if (turn.intents.contains(QStringLiteral("reject_response")))
        state = rejecting(state, shown);
    for (const QString& text : turn.removed)
        state = withoutFilter(state, filterFromText(text).value());
    for (const QString& text : turn.attributes)
        if (text != QLatin1String("continue:continue") && !turn.removed.contains(text))
            state = withFilter(state, filterFromText(text).value());
    return state;
}

bool sameFilters(const FilterState& a, const FilterState& b)
{
    return QSet<QString>([&] {
               QSet<QString> set;
               for (const Filter& filter : a.filters)
                   set << filterText(filter);
               return set;
           }()) == QSet<QString>([&] {
               QSet<QString> set;
               for (const Filter& filter : b.filters)
                   set << filterText(filter);
               return set;
           }()) &&
           a.left == b.left;
}

QString brokenUserRule(const FilterState& before, const PlanTurn& turn, const std::vector<quint32>& shown,
                       bool isFirst)
{
    if (turn.intents.isEmpty())
        return QStringLiteral("a user turn without intent");
    if (isFirst && !turn.intents.contains(QStringLiteral("initial_query")))
        return QStringLiteral("the first turn is no initial_query");
    for (const QString& text : turn.removed)
        if (!holds(before, filterFromText(text).value()))
            return QStringLiteral("removes %1, which is not there").arg(text);
    if (turn.removed.isEmpty() == turn.intents.contains(QStringLiteral("remove_filter")))
        return QStringLiteral("remove_filter and what is removed disagree");
    const bool adds =
        turn.attributes.size() > turn.removed.size() && !turn.intents.contains(QStringLiteral("continue"));
    if (adds != turn.intents.contains(QStringLiteral("add_filter")))
        return QStringLiteral("add_filter and the named values disagree");
    if (!sameFilters(turn.state, stateAfter(before, turn, shown)))
        return QStringLiteral("the state is not what the turn says");
    return {};
}

QString brokenSystemRule(const CatalogueIndex& index, const PlanTurn& turn, const PlanTurn& user,
                         int listSize, QSet<quint32>& listed)
{
    if (!turn.attributes.isEmpty())
        return QStringLiteral("a reply carries an attribute");
    if (turn.state != user.state)
        return QStringLiteral("a reply changes the state");
    if (turn.proposed.isEmpty() == turn.intents.contains(QStringLiteral("active_recommend")))
        return QStringLiteral("active_recommend and the proposal disagree");
    if (turn.askedType.isEmpty() == turn.intents.contains(QStringLiteral("detail_attribute_request")))
        return QStringLiteral("detail_attribute_request and the type disagree");
    if (!turn.askedType.isEmpty() && index.typeIndex(turn.askedType) < 0)
        return QStringLiteral("asks for a type that is not there");
    if (turn.tracks.size() != static_cast<std::size_t>(listSize))
        return QStringLiteral("a reply lists %1 tracks").arg(turn.tracks.size());
    FilterState state = turn.state;
    for (const QString& text : turn.proposed)
        state = withFilter(state, filterFromText(text).value());
    for (const quint32 ordinal : turn.tracks) {
        if (listed.contains(ordinal))
            return QStringLiteral("lists track %1 again").arg(ordinal);
        listed << ordinal;
        if (!satisfies(index.track(ordinal), state))
            return QStringLiteral("lists track %1 outside of the state").arg(ordinal);
    }
    return {};
}

} // namespace

QString brokenRule(const CatalogueIndex& index, const Plan& plan, int listSize)
{
    if (plan.turns.size() < 2)
        return QStringLiteral("fewer than two turns");
    QSet<quint32> listed;
    FilterState state;
    std::vector<quint32> shown;
    for (qsizetype i = 0; i < plan.turns.size(); ++i) {
        const PlanTurn& turn = plan.turns[i];
        if ((turn.role == Role::User) != (i % 2 == 0))
            return QStringLiteral("turn %1 has the wrong role").arg(i + 1);
        const QString broken = i % 2 == 0
                                   ? brokenUserRule(state, turn, shown, i == 0)
                                   : brokenSystemRule(index, turn, plan.turns[i - 1], listSize, listed);
        if (!broken.isEmpty())
            return QStringLiteral("turn %1: %2").arg(i + 1).arg(broken);
        const auto pool = poolOf(index, turn.state);
        if (!pool || turn.pool != static_cast<qint64>(pool->cardinality()))
            return QStringLiteral("turn %1: the pool is not what it says").arg(i + 1);
        if (turn.pool < listSize)
            return QStringLiteral("turn %1: the pool is smaller than a list").arg(i + 1);
        state = turn.state;
        shown = turn.tracks;
    }
    return {};
}

QString brokenGoalRule(const CatalogueIndex& index, const Plan& plan, const GoalRule& rule)
{
    if (plan.goal.size() != static_cast<std::size_t>(rule.tracks))
        return QStringLiteral("is after %1 tracks").arg(plan.goal.size());
    if (plan.goal.empty())
        return {};
    const qsizetype lastReply = (plan.turns.size() / 2) * 2 - 1;
    const qsizetype due = rule.reply > 0 ? std::min<qsizetype>(lastReply, 2 * rule.reply - 1) : lastReply;
    for (const quint32 ordinal : plan.goal) {
        const Track track = index.track(ordinal);
        if (firstListed(plan, ordinal) != due)
            return QStringLiteral("lists its goal at turn %1")
                .arg(firstListed(plan, ordinal).value_or(-1) + 1);
        for (const PlanTurn& turn : plan.turns)
            if (!satisfies(track, turn.state))
                return QStringLiteral("its goal is outside of a state");
    }
    return {};
}

namespace {

// Who brought the values of each state up, from the turns alone.
QString brokenIntroduction(const Plan& plan)
{
    QSet<QString> proposed;
    QHash<QString, Role> expected;
    for (const PlanTurn& turn : plan.turns) {
        for (const QString& text : turn.attributes)
            if (text != QLatin1String("continue:continue") && !turn.removed.contains(text) &&
                !expected.contains(text))
                expected.insert(text, proposed.contains(text) ? Role::System : Role::User);
        for (const QString& text : turn.proposed)
            proposed << text;
    }
    const QList<Introduction> known = introductions(plan);
    if (known.size() != expected.size())
        return QStringLiteral("knows who introduced %1 of %2 values").arg(known.size()).arg(expected.size());
    for (const Introduction& each : known)
        if (expected.value(filterText(each.filter), Role::User) != each.by)
            return QStringLiteral("says wrongly who introduced ") + filterText(each.filter);
    return {};
}

QString brokenRecipeRule(const Plan& plan, const Recipe& recipe)
{
    QSet<QString> types;
    for (const NamingRule& naming : {recipe.firstNaming, recipe.laterNaming})
        for (const WeightedName& type : naming.types)
            types << type.name;
    for (const PlanTurn& turn : plan.turns)
        for (const Filter& filter : turn.state.filters)
            if (!types.contains(filter.type))
                return QStringLiteral("names the type ") + filter.type;
    qsizetype longest = 0;
    bool isLength = false;
    for (const WeightedName& length : recipe.lengths) {
        longest = std::max<qsizetype>(longest, length.name.toInt());
        isLength = isLength || (length.weight > 0 && length.name.toInt() == plan.turns.size());
    }
    if (plan.turns.size() > longest)
        return QStringLiteral("has %1 turns").arg(plan.turns.size());
    // Only a pool that ran dry ends a dialogue early.
    if (!isLength && plan.turns.last().pool > 40 * recipe.listSize)
        return QStringLiteral("ends early over a pool of %1").arg(plan.turns.last().pool);
    return {};
}

} // namespace

QString brokenRule(const CatalogueIndex& index, const Plan& plan, const Recipe& recipe)
{
    for (const QString& broken :
         {brokenRule(index, plan, recipe.listSize), brokenGoalRule(index, plan, recipe.goal),
          brokenIntroduction(plan), brokenRecipeRule(plan, recipe)})
        if (!broken.isEmpty())
            return broken;
    return {};
}

} // namespace antiphon::test
