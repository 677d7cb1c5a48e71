#include "core/cascade/planstore.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace antiphon {

namespace {

constexpr int rowsInADeletion = 5000;
constexpr qint64 plansInARead = 500;

QString stateWord(PlanSetState state)
{
    switch (state) {
    case PlanSetState::Ready:
        return QStringLiteral("ready");
    case PlanSetState::Removed:
        return QStringLiteral("removed");
    case PlanSetState::Drawing:
        break;
    }
    return QStringLiteral("drawing");
}

PlanSetState stateFromWord(const QString& word)
{
    if (word == QLatin1String("ready"))
        return PlanSetState::Ready;
    return word == QLatin1String("removed") ? PlanSetState::Removed : PlanSetState::Drawing;
}

PlanSet planSetOf(const Statement& row)
{
    return {row.id<PlanSetId>(0),
            row.text(1),
            row.id<CatalogueId>(2),
            row.text(3).toUtf8(),
            static_cast<quint64>(row.integer(4)),
            stateFromWord(row.text(5)),
            row.integer(6),
            row.integer(7),
            row.integer(8),
            row.id<RecipeId>(9)};
}

Result<QList<PlanSet>> planSetsInState(const Connection& connection, PlanSetState state)
{
    ANTIPHON_TRY_ASSIGN(
        auto select,
        connection.prepare("SELECT id, name, catalogue, recipe, seed, state, created_at, plans, "
                           "turns, recipe_version FROM plan_set WHERE state = ? ORDER BY created_at, id"));
    select.bind(1, stateWord(state));
    QList<PlanSet> sets;
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const bool found, select.step());
        if (!found)
            return sets;
        sets << planSetOf(select);
    }
}

std::string_view viewOf(const QByteArray& bytes)
{
    return {bytes.constData(), static_cast<std::size_t>(bytes.size())};
}

} // namespace

QString recipeTitle(const PlanSet& set)
{
    const QJsonObject recipe = QJsonDocument::fromJson(set.recipe).object();
    return QStringLiteral("%1 %2").arg(recipe.value(QLatin1String("name")).toString(),
                                       QString::number(recipe.value(QLatin1String("version")).toInt(1)));
}

Result<PlanWriter> PlanWriter::begin(const Connection& connection, PlanSet set)
{
    if (set.name.trimmed().isEmpty())
        return fail(ErrorCode::InvalidValue, QStringLiteral("name"),
                    QStringLiteral("a plan set needs a name"));
    ANTIPHON_TRY_ASSIGN(const auto ready, readyPlanSets(connection));
    for (const PlanSet& other : ready)
        if (other.name == set.name)
            return fail(ErrorCode::AlreadyExists, set.name,
                        QStringLiteral("plans of that name are already in the project"));
    ANTIPHON_TRY_ASSIGN(BulkLock lock, BulkLock::acquire(connection, QStringLiteral("plans")));
    ANTIPHON_TRY_ASSIGN(const auto left, planSetsInState(connection, PlanSetState::Drawing));
    for (const PlanSet& unfinished : left)
        ANTIPHON_TRY(deleteUnfinishedPlanSet(connection, unfinished.id));
    ANTIPHON_TRY(connection.setDurability(Durability::Normal));
    if (set.id.isNull())
        set.id = PlanSetId::create();
    set.createdAt = now();
    set.state = PlanSetState::Drawing;
    ANTIPHON_TRY_ASSIGN(
        auto insert,
        connection.prepare("INSERT INTO plan_set (id, name, catalogue, recipe, seed, state, "
                           "created_at, recipe_version) VALUES (?, ?, ?, ?, ?, 'drawing', ?, ?)"));
    insert.bind(1, set.id)
        .bind(2, set.name)
        .bind(3, set.catalogue)
        .bind(4, viewOf(set.recipe))
        .bind(5, static_cast<qint64>(set.seed))
        .bind(6, set.createdAt)
        .bind(7, set.recipeVersion);
    ANTIPHON_TRY(insert.run());
    return PlanWriter(connection, std::move(lock), std::move(set));
}

Result<void> PlanWriter::write(qint64 first, const std::vector<EncodedPlan>& plans)
{
    ANTIPHON_TRY_ASSIGN(auto transaction, Transaction::begin(*m_connection));
    ANTIPHON_TRY_ASSIGN(auto insert,
                        m_connection->prepare("INSERT INTO plan (plan_set, ordinal, body) VALUES (?, ?, ?)"));
    insert.bind(1, m_set.id);
    for (const EncodedPlan& plan : plans) {
        insert.bind(2, first++).bind(3, viewOf(plan.body));
        ANTIPHON_TRY(insert.run());
        ++m_set.plans;
        m_set.turns += plan.turns;
    }
    return transaction.commit();
}

Result<PlanSet> PlanWriter::finish()
{
    ANTIPHON_TRY_ASSIGN(auto update,
                        m_connection->prepare("UPDATE plan_set SET plans = ?, turns = ? WHERE id = ?"));
    ANTIPHON_TRY(update.bind(1, m_set.plans).bind(2, m_set.turns).bind(3, m_set.id).run());
    return m_set;
}

Result<void> setPlanSetState(const Connection& connection, PlanSetId set, PlanSetState state)
{
    ANTIPHON_TRY_ASSIGN(auto update, connection.prepare("UPDATE plan_set SET state = ? WHERE id = ?"));
    return update.bind(1, stateWord(state)).bind(2, set).run();
}

Result<void> deleteUnfinishedPlanSet(const Connection& connection, PlanSetId set)
{
    ANTIPHON_TRY_ASSIGN(
        auto rows, connection.prepare(
                       "DELETE FROM plan WHERE rowid IN (SELECT plan.rowid FROM plan JOIN plan_set ON "
                       "plan_set.id = plan.plan_set WHERE plan_set.id = ? AND state = 'drawing' LIMIT ?)"));
    do {
        ANTIPHON_TRY(rows.bind(1, set).bind(2, rowsInADeletion).run());
    } while (connection.changes() > 0);
    ANTIPHON_TRY_ASSIGN(auto owner,
                        connection.prepare("DELETE FROM plan_set WHERE id = ? AND state = 'drawing'"));
    return owner.bind(1, set).run();
}

Result<QList<PlanSet>> readyPlanSets(const Connection& connection)
{
    return planSetsInState(connection, PlanSetState::Ready);
}

Result<PlanSet> planSetByName(const Connection& connection, const QString& name)
{
    ANTIPHON_TRY_ASSIGN(const auto ready, readyPlanSets(connection));
    QStringList names;
    for (const PlanSet& set : ready) {
        if (set.name == name)
            return set;
        names << set.name;
    }
    return fail(ErrorCode::NotFound, name,
                names.isEmpty() ? QStringLiteral("no plans have been drawn yet")
                                : QStringLiteral("the project has ") + names.join(QStringLiteral(", ")));
}

Result<Plan> readPlan(const Connection& connection, PlanSetId set, qint64 ordinal)
{
    ANTIPHON_TRY_ASSIGN(const auto plans, readPlans(connection, set, ordinal, 1));
    if (plans.isEmpty())
        return fail(ErrorCode::NotFound, QStringLiteral("plan %1").arg(ordinal));
    return plans.first();
}

Result<QList<Plan>> readPlans(const Connection& connection, PlanSetId set, qint64 first, qint64 count)
{
    ANTIPHON_TRY_ASSIGN(
        auto select, connection.prepare("SELECT ordinal, body FROM plan WHERE plan_set = ? AND ordinal >= ? "
                                        "AND ordinal < ? ORDER BY ordinal"));
    select.bind(1, set).bind(2, first).bind(3, first + count);
    QList<Plan> plans;
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const bool found, select.step());
        if (!found)
            return plans;
        const std::string_view body = select.utf8(1);
        ANTIPHON_TRY_ASSIGN(
            Plan plan,
            decodePlan(QByteArray(body.data(), static_cast<qsizetype>(body.size())), select.integer(0)));
        plans << std::move(plan);
    }
}

Result<void> forEachPlan(const Connection& connection, PlanSetId set,
                         const std::function<Result<void>(const Plan&)>& use)
{
    for (qint64 first = 0;; first += plansInARead) {
        ANTIPHON_TRY_ASSIGN(const auto plans, readPlans(connection, set, first, plansInARead));
        for (const Plan& plan : plans)
            ANTIPHON_TRY(use(plan));
        if (plans.size() < plansInARead)
            return {};
    }
}

} // namespace antiphon
