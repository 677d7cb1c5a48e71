// Exploring a cascade, in its states.
#include "tests/gallery/gallery.h"
#include "ui/cascade/cascadesteps.h"
#include "ui/cascade/cascadeview.h"
#include "ui/cascade/explorecharts.h"
#include "ui/cascade/explorepage.h"

#include <QApplication>
#include <QMouseEvent>

namespace antiphon::gallery {

namespace {

ExplorePage& explore(Stage& stage)
{
    stage.go(QStringLiteral("cascade"), QStringLiteral("explore"));
    return stage.window.findChild<CascadeView*>()->explore();
}

// The best value of each of the first two types, and one value excluded.
void narrow(Stage& stage)
{
    ExplorePage& page = explore(stage);
    const auto& index = stage.window.findChild<CascadeView*>()->loader().index();
    for (int i = 0; i < 3 && index && !page.answer().next.empty(); ++i) {
        const AttributeValue value = index->attributeValue(page.answer().next.front().front().value);
        page.apply({value.type, value.value, i == 1 ? Sense::Exclude : Sense::Include});
        stage.settle();
    }
}

void chart(Stage& stage, ExploreCharts::Kind kind)
{
    narrow(stage);
    explore(stage).showMiddle(ExplorePage::Charts);
    stage.window.findChild<ExploreCharts*>()->showKind(kind);
    stage.settle();
}

// The last chip is held over the first one's place.
void drag(Stage& stage)
{
    narrow(stage);
    auto steps = explore(stage).findChildren<CascadeStep*>();
    std::sort(steps.begin(), steps.end(), [](auto* a, auto* b) { return a->x() < b->x(); });
    CascadeStep* step = steps.last();
    const auto send = [&](QEvent::Type type, const QPoint& at) {
        QMouseEvent event(type, at, step->mapToGlobal(at),
                          type == QEvent::MouseMove ? Qt::NoButton : Qt::LeftButton, Qt::LeftButton, {});
        QApplication::sendEvent(step, &event);
    };
    send(QEvent::MouseButtonPress, step->rect().center());
    send(QEvent::MouseMove, step->mapFromGlobal(steps[1]->mapToGlobal(QPoint(6, 10))));
}

State state(const char* name, const std::function<void(Stage&)>& shown, int scale = 100)
{
    return {QLatin1String(name), Project::Sample, {}, shown, scale};
}

} // namespace

QList<State> exploreStates()
{
    return {
        state("cascade-narrowed", narrow),
        state("cascade-dragged", drag),
        state("cascade-funnel", [](Stage& stage) { chart(stage, ExploreCharts::Funnel); }),
        state("cascade-distribution", [](Stage& stage) { chart(stage, ExploreCharts::Distribution); }),
        state("cascade-cooccurrence", [](Stage& stage) { chart(stage, ExploreCharts::Together); }),
        state("cascade-compare",
              [](Stage& stage) {
                  narrow(stage);
                  explore(stage).fork();
                  explore(stage).removeFilter(0);
                  stage.settle();
              }),
        state("cascade-compare-empty",
              [](Stage& stage) {
                  explore(stage).showMiddle(ExplorePage::Compare);
                  stage.settle();
              }),
        state("cascade-sheet",
              [](Stage& stage) {
                  explore(stage).showMiddle(ExplorePage::Sheet);
                  stage.settle();
              }),
        state(
            "cascade-sheet-large",
            [](Stage& stage) {
                explore(stage).showMiddle(ExplorePage::Sheet);
                stage.settle();
            },
            150),
        state("cascade-shelf",
              [](Stage& stage) {
                  narrow(stage);
                  explore(stage).openShelf();
                  stage.settle();
              }),
    };
}

} // namespace antiphon::gallery
