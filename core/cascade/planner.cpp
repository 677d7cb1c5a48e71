#include "core/cascade/planner.h"

#include "core/cascade/plandraw.h"

namespace antiphon {

Planner::Planner(std::shared_ptr<const CatalogueIndex> index, Recipe recipe, quint64 seed)
    : m_index(std::move(index)), m_recipe(std::move(recipe)), m_seed(seed)
{
}

Result<Planner> Planner::create(std::shared_ptr<const CatalogueIndex> index, const Recipe& recipe,
                                quint64 seed)
{
    const quint32 enough = 2 * static_cast<quint32>(recipe.listSize);
    if (index->trackCount() < enough)
        return fail(ErrorCode::NotPossible, QStringLiteral("drawing plans"),
                    QStringLiteral("the catalogue has %1 tracks and a plan lists at least %2")
                        .arg(index->trackCount())
                        .arg(enough));
    Planner planner(std::move(index), recipe, seed);
    ANTIPHON_TRY_ASSIGN(planner.m_tables, planTables(*planner.m_index, recipe));
    return planner;
}

Plan Planner::draw(qint64 ordinal) const
{
    return drawFrom({}, ordinal);
}

Plan Planner::drawFrom(const QList<Filter>& start, qint64 ordinal) const
{
    PlanDraw draw(*m_index, m_recipe, m_tables, Random::forKey(m_seed, static_cast<quint64>(ordinal)), start);
    Plan plan = draw.run();
    plan.ordinal = ordinal;
    return plan;
}

} // namespace antiphon
