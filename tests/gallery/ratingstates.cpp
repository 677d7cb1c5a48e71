// The rating station in its states.
#include "tests/gallery/gallery.h"
#include "ui/rating/furtherfigures.h"
#include "ui/rating/plannerpage.h"
#include "ui/rating/practiceeditor.h"
#include "ui/rating/resultspage.h"
#include "ui/rating/studiespage.h"
#include "ui/rating/studyform.h"

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

// The form of a new study with two practice dialogues.
State practiceForm()
{
    return {
        QStringLiteral("rate-new-practice"), Project::Demo, {}, [](Stage& stage) {
            stage.go(QStringLiteral("rate"), QStringLiteral("new"));
            auto* form = stage.window.findChild<StudyForm*>();
            if (!form)
                return;
            StudyDefinition definition = form->definition();
            KnownAnswers known;
            known.expected = {{QStringLiteral("consistency"), {4}}, {QStringLiteral("relevance"), {2, 3}}};
            known.tolerance = 1;
            known.why = QStringLiteral("The replies follow each wish, but late.");
            known.reasons = {{QStringLiteral("relevance"), QStringLiteral("Two replies ignore the wish.")}};
            definition.rules.training = {{definition.sources.value(0), QStringLiteral("c0412"), known},
                                         {definition.sources.value(0), QStringLiteral("c0077"), known}};
            definition.rules.exclusions.qualification = 0.7;
            definition.rules.tellQualification = true;
            form->setDefinition(definition);
            stage.settle();
            auto* area = stage.window.findChild<StudiesPage*>()->findChild<QScrollArea*>();
            area->ensureWidgetVisible(form->practice());
            stage.settle();
        }};
}

} // namespace

QList<State> ratingStates()
{
    return {at(QStringLiteral("rate-studies"), QStringLiteral("studies")),
            at(QStringLiteral("rate-new"), QStringLiteral("new")),
            practiceForm(),
            at(QStringLiteral("rate-size-empty"), QStringLiteral("size")),
            studySizes(),
            at(QStringLiteral("rate-collect"), QStringLiteral("collect")),
            at(QStringLiteral("rate-results"), QStringLiteral("results")),
            furtherFigures(QStringLiteral("rate-further"), 0.13),
            furtherFigures(QStringLiteral("rate-model"), 0.4)};
}

} // namespace antiphon::gallery
