// Diagnostics of plans, and the experiments.
#include "core/cascade/drawplans.h"
#include "core/catalogue/cataloguestore.h"
#include "tests/gallery/gallery.h"
#include "ui/cascade/diagnostics/diagnosticspage.h"
#include "ui/widgets/calmtable.h"

#include <QComboBox>
#include <QLineEdit>
#include <QSpinBox>
#include <QTest>

namespace antiphon::gallery {

namespace {

Result<void> drawSome(const Connection& connection)
{
    ANTIPHON_TRY_ASSIGN(const auto catalogues, readyCatalogues(connection));
    ANTIPHON_TRY_ASSIGN(const auto index, CatalogueIndex::load(connection, catalogues.last().id));
    DrawRequest request;
    request.name = QStringLiteral("evening");
    request.count = 800;
    request.recipe = defaultRecipe();
    ANTIPHON_TRY(drawPlans(connection, {QStringLiteral("ada")}, index, request, {}, {}));
    return {};
}

// What is not there in time is missing on the picture, for whoever looks at it.
void waitFor(const std::function<bool()>& isThere, int atMostMs)
{
    const bool came = QTest::qWaitFor(isThere, atMostMs);
    Q_UNUSED(came)
}

DiagnosticsPage* pageOf(Stage& stage)
{
    stage.go(QStringLiteral("cascade"), QStringLiteral("diagnostics"));
    return stage.window.findChild<DiagnosticsPage*>();
}

State measured(const char* name, DiagnosticsPage::Section section, int reference = 0, int table = 0)
{
    return {QLatin1String(name), Project::Sample, drawSome, [=](Stage& stage) {
                DiagnosticsPage* page = pageOf(stage);
                page->showSection(section);
                page->findChild<QComboBox*>(QStringLiteral("reference"))->setCurrentIndex(reference);
                page->measure();
                waitFor([page] { return page->diagnosis().has_value(); }, 20'000);
                page->findChild<QComboBox*>(QStringLiteral("table"))->setCurrentIndex(table);
                stage.settle();
            }};
}

State experiment(const char* name, DiagnosticsPage::Section section, int measure = 0)
{
    return {QLatin1String(name), Project::Sample, drawSome, [=](Stage& stage) {
                DiagnosticsPage* page = pageOf(stage);
                page->showSection(section);
                ExperimentPane* pane = page->experiment(section);
                pane->findChild<QSpinBox*>(QStringLiteral("plans"))->setValue(40);
                pane->findChild<QSpinBox*>(QStringLiteral("seeds"))->setValue(4);
                pane->run();
                waitFor([pane] { return !pane->shown().isEmpty(); }, 60'000);
                pane->findChild<QComboBox*>(QStringLiteral("measure"))->setCurrentIndex(measure);
                stage.settle();
            }};
}

// Two runs beside each other: another seed, fewer repeats.
State compared(const char* name, int measure)
{
    return {QLatin1String(name), Project::Sample, drawSome, [=](Stage& stage) {
                DiagnosticsPage* page = pageOf(stage);
                page->showSection(DiagnosticsPage::Noise);
                ExperimentPane* pane = page->experiment(DiagnosticsPage::Noise);
                pane->findChild<QSpinBox*>(QStringLiteral("plans"))->setValue(40);
                for (const int seeds : {4, 3}) {
                    pane->findChild<QSpinBox*>(QStringLiteral("seeds"))->setValue(seeds);
                    pane->findChild<QSpinBox*>(QStringLiteral("seed"))->setValue(seeds);
                    pane->run();
                    waitFor([pane] { return !pane->isRunning(); }, 60'000);
                    stage.settle();
                }
                pane->findChild<QComboBox*>(QStringLiteral("measure"))->setCurrentIndex(measure);
                pane->list()->findChild<CalmTable*>()->selectAll();
                stage.settle();
            }};
}

State opened(const char* name, bool hasPlans)
{
    return {QLatin1String(name), Project::Sample, hasPlans ? drawSome : nullptr,
            [](Stage& stage) { pageOf(stage); }};
}

} // namespace

QList<State> diagnosticsStates()
{
    return {opened("cascade-diagnostics-unmeasured", true),
            measured("cascade-diagnostics-distance", DiagnosticsPage::Distance),
            measured("cascade-diagnostics-table", DiagnosticsPage::Distance, 1, 2),
            measured("cascade-diagnostics-coherence", DiagnosticsPage::Coherent),
            measured("cascade-diagnostics-balance", DiagnosticsPage::Balanced),
            measured("cascade-diagnostics-pools", DiagnosticsPage::Pools),
            measured("cascade-diagnostics-repeats", DiagnosticsPage::Repeats),
            experiment("cascade-diagnostics-noise", DiagnosticsPage::Noise),
            experiment("cascade-diagnostics-sparsity", DiagnosticsPage::Sparsity, 2),
            compared("cascade-diagnostics-compared", 0),
            compared("cascade-diagnostics-compared-one", 2)};
}

} // namespace antiphon::gallery
