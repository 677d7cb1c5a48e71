// The rating station in its states.
#include "tests/gallery/gallery.h"
#include "ui/rating/furtherfigures.h"
#include "ui/rating/plannerpage.h"
#include "ui/rating/resultspage.h"

#include <QScrollArea>
#include <QScrollBar>
#include <QSpinBox>
#include <QTest>

namespace antiphon::gallery {

namespace {

State at(const QString& name, const QString& target)
{
    return {name, Project::Demo, {}, [target](Stage& stage) { stage.go(QStringLiteral("rate"), target); }};
}

// The tests and the model of the first criterion, scrolled to `share` of the page.
State furtherFigures(const QString& name, double share)
{
    return {name, Project::Demo, {}, [share](Stage& stage) {
                stage.go(QStringLiteral("rate"), QStringLiteral("results"));
                auto* page = stage.window.findChild<ResultsPage*>();
                auto* further = page ? page->findChild<FurtherFigures*>() : nullptr;
                if (!further)
                    return;
                further->setOpen(true);
                stage.settle();
                auto* bar = page->findChild<QScrollArea*>()->verticalScrollBar();
                bar->setValue(static_cast<int>(share * bar->maximum()));
                stage.settle();
            }};
}

State studySizes()
{
    return {QStringLiteral("rate-size"), Project::Demo, {}, [](Stage& stage) {
                stage.go(QStringLiteral("rate"), QStringLiteral("size"));
                auto* page = stage.window.findChild<PlannerPage*>();
                page->findChild<QSpinBox*>()->setValue(100);
                page->simulate();
                [[maybe_unused]] const bool ended =
                    QTest::qWaitFor([page] { return !page->isRunning(); }, 120'000);
                stage.settle();
            }};
}

} // namespace

QList<State> ratingStates()
{
    return {at(QStringLiteral("rate-studies"), QStringLiteral("studies")),
            at(QStringLiteral("rate-new"), QStringLiteral("new")),
            at(QStringLiteral("rate-size-empty"), QStringLiteral("size")),
            studySizes(),
            at(QStringLiteral("rate-collect"), QStringLiteral("collect")),
            at(QStringLiteral("rate-results"), QStringLiteral("results")),
            furtherFigures(QStringLiteral("rate-further"), 0.13),
            furtherFigures(QStringLiteral("rate-model"), 0.4)};
}

} // namespace antiphon::gallery
