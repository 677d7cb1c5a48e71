#include "core/cascade/experimentstore.h"

#include "core/catalogue/cataloguestore.h"

namespace antiphon {

namespace {

Result<QStringList> namesOf(const Connection& connection)
{
    ANTIPHON_TRY_ASSIGN(auto select, connection.prepare("SELECT name FROM experiment ORDER BY name"));
    QStringList names;
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const bool more, select.step());
        if (!more)
            return names;
        names << select.text(0);
    }
}

Result<QString> freeName(const Connection& connection, const QString& title)
{
    ANTIPHON_TRY_ASSIGN(const QStringList names, namesOf(connection));
    for (int number = 1;; ++number) {
        const QString name = QStringLiteral("%1 %2").arg(title, QString::number(number));
        if (!names.contains(name))
            return name;
    }
}

Result<KeptExperiment> experimentOf(const Statement& row)
{
    KeptExperiment kept{
        row.id<ExperimentId>(0), row.id<CatalogueId>(1), row.id<RecipeId>(2), row.text(3), {}};
    auto found = experimentFromJson(row.text(4).toUtf8(), row.text(5));
    if (!found)
        return fail(ErrorCode::DamagedProject, QStringLiteral("the experiment %1").arg(row.text(5)),
                    found.error().detail);
    kept.found = std::move(*found);
    return kept;
}

Result<QStringList> kindsOf(const CatalogueIndex& index, const QString& title)
{
    if (title == QLatin1String("noise"))
        return noiseKinds();
    if (title == QLatin1String("sparsity"))
        return sparsityKinds(index);
    return fail(ErrorCode::InvalidValue, QStringLiteral("the experiment %1").arg(title),
                QStringLiteral("there are noise and sparsity"));
}

} // namespace

Result<KeptExperiment> runAndKeep(const Connection& connection, const Actor& actor,
                                  const ExperimentOrder& order, const CancelToken& cancel,
                                  const ProgressSink& progress)
{
    ANTIPHON_TRY_ASSIGN(const Catalogue catalogue, readCatalogue(connection, order.catalogue));
    ANTIPHON_TRY_ASSIGN(const auto index, CatalogueIndex::load(connection, order.catalogue));
    ExperimentRequest request = order.request;
    request.recipe = order.recipe.recipe;
    ANTIPHON_TRY_ASSIGN(const QStringList kinds, kindsOf(*index, request.title));
    if (request.kinds.isEmpty())
        request.kinds = kinds;
    KeptExperiment kept{{}, order.catalogue, order.recipe.id, actor.name, {}};
    ANTIPHON_TRY_ASSIGN(kept.found, runExperiment(index, request, cancel, progress));
    kept.found.name = order.name.trimmed();
    kept.found.catalogue = catalogue.name;
    if (kept.found.name.isEmpty()) {
        ANTIPHON_TRY_ASSIGN(kept.found.name, freeName(connection, request.title));
    }
    ANTIPHON_TRY(
        EditHistory(connection).record(actor, keepExperimentLabel(kept.found.name), [&]() -> Result<void> {
            ANTIPHON_TRY_ASSIGN(kept, keepExperiment(connection, kept));
            return {};
        }));
    return kept;
}

Result<KeptExperiment> keepExperiment(const Connection& connection, KeptExperiment experiment)
{
    experiment.id = ExperimentId::create();
    if (experiment.found.name.isEmpty()) {
        ANTIPHON_TRY_ASSIGN(experiment.found.name, freeName(connection, experiment.found.title));
    }
    if (experiment.found.doneAt == 0)
        experiment.found.doneAt = now();
    ANTIPHON_TRY_ASSIGN(auto insert,
                        connection.prepare("INSERT INTO experiment (id, kind, name, catalogue, recipe, body, "
                                           "actor, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"));
    insert.bind(1, experiment.id)
        .bind(2, experiment.found.title)
        .bind(3, experiment.found.name)
        .bind(4, experiment.catalogue)
        .bind(5, experiment.recipe)
        .bind(6, QString::fromUtf8(experimentJson(experiment.found)))
        .bind(7, experiment.actor)
        .bind(8, experiment.found.doneAt);
    ANTIPHON_TRY(insert.run());
    return experiment;
}

Result<void> removeExperiment(const Connection& connection, ExperimentId experiment)
{
    ANTIPHON_TRY_ASSIGN(auto remove, connection.prepare("DELETE FROM experiment WHERE id = ?"));
    return remove.bind(1, experiment).run();
}

QString keepExperimentLabel(const QString& name)
{
    return QStringLiteral("Run experiment %1").arg(name);
}

QString removeExperimentLabel(const QString& name)
{
    return QStringLiteral("Remove experiment %1").arg(name);
}

Result<QList<KeptExperiment>> keptExperiments(const Connection& connection, const QString& title)
{
    ANTIPHON_TRY_ASSIGN(auto select,
                        connection.prepare("SELECT id, catalogue, recipe, actor, body, name FROM experiment "
                                           "WHERE ?1 = '' OR kind = ?1 ORDER BY created_at DESC, id DESC"));
    select.bind(1, title);
    QList<KeptExperiment> all;
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const bool more, select.step());
        if (!more)
            return all;
        ANTIPHON_TRY_ASSIGN(KeptExperiment kept, experimentOf(select));
        all << std::move(kept);
    }
}

Result<KeptExperiment> experimentCalled(const Connection& connection, const QString& name)
{
    ANTIPHON_TRY_ASSIGN(const QList<KeptExperiment> all, keptExperiments(connection));
    QStringList names;
    for (const KeptExperiment& kept : all) {
        if (kept.found.name == name)
            return kept;
        names << kept.found.name;
    }
    return fail(ErrorCode::NotFound, QStringLiteral("the experiment %1").arg(name),
                names.isEmpty() ? QStringLiteral("the project has none")
                                : QStringLiteral("the project has ") + names.join(QStringLiteral(", ")));
}

} // namespace antiphon
