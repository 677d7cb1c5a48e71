#include "core/cascade/planner.h"

#include "core/cascade/plandraw.h"
#include "core/cascade/pool.h"

namespace antiphon {

namespace {

constexpr quint64 streamOfStarts = 0x5374617274735f31;

// The filters that the catalogue has and that narrow the pool there; empty where they leave no list.
QList<Filter> usableStart(const CatalogueIndex& index, const QList<Filter>& filters, quint64 listSize)
{
    FilterState state;
    quint64 before = index.trackCount();
    for (const Filter& filter : filters) {
        const FilterState next = withFilter(state, filter);
        const auto pool = poolOf(index, next);
        if (!pool || pool->cardinality() >= before)
            continue;
        if (pool->cardinality() < listSize)
            return {};
        before = pool->cardinality();
        state = next;
    }
    return state.filters;
}

WeightedTable<QList<Filter>> startTable(const CatalogueIndex& index, const Recipe& recipe)
{
    WeightedTable<QList<Filter>> table;
    for (const FilterStart& start : recipe.starts.list) {
        const QList<Filter> filters =
            usableStart(index, start.filters, static_cast<quint64>(recipe.listSize));
        if (!filters.isEmpty() && start.weight > 0)
            table.add(filters, start.weight);
    }
    return table;
}

} // namespace

Planner::Planner(std::shared_ptr<const CatalogueIndex> index, Recipe recipe, quint64 seed)
    : m_index(std::move(index)), m_recipe(std::move(recipe)), m_seed(seed)
{
}

Result<Planner> Planner::create(std::shared_ptr<const CatalogueIndex> index, const Recipe& recipe,
                                quint64 seed)
{
    const quint32 enough =
        2 * static_cast<quint32>(recipe.listSize) + static_cast<quint32>(recipe.goal.tracks);
    if (index->trackCount() < enough)
        return fail(ErrorCode::NotPossible, QStringLiteral("drawing plans"),
                    QStringLiteral("the catalogue has %1 tracks and a plan lists at least %2")
                        .arg(index->trackCount())
                        .arg(enough));
    Planner planner(std::move(index), recipe, seed);
    ANTIPHON_TRY_ASSIGN(planner.m_tables, planTables(*planner.m_index, recipe));
    planner.m_starts = startTable(*planner.m_index, recipe);
    return planner;
}

Plan Planner::draw(qint64 ordinal, std::vector<TurnWish>* wishes) const
{
    if (m_starts.isEmpty())
        return drawFrom({}, ordinal, wishes);
    // A stream of its own, so that a plan without a start is as it is without the section.
    Random random = Random::forKey(m_seed ^ streamOfStarts, static_cast<quint64>(ordinal));
    if (!random.chance(m_recipe.starts.share))
        return drawFrom({}, ordinal, wishes);
    Plan plan = drawFrom(m_starts.draw(random), ordinal, wishes);
    return plan.turns.isEmpty() ? drawFrom({}, ordinal, wishes) : plan;
}

Plan Planner::drawFrom(const QList<Filter>& start, qint64 ordinal, std::vector<TurnWish>* wishes) const
{
    PlanDraw draw(*m_index, m_recipe, m_tables, Random::forKey(m_seed, static_cast<quint64>(ordinal)), start);
    draw.setWishes(wishes);
    Plan plan = draw.run();
    plan.ordinal = ordinal;
    return plan;
}

} // namespace antiphon
