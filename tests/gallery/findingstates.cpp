// What the codes say, in its states.
#include "tests/gallery/gallery.h"
#include "ui/coding/findings/findingspage.h"
#include "ui/panes/chartpane.h"
#include "ui/widgets/tabstrip.h"

#include <QComboBox>

namespace antiphon::gallery {

namespace {

void show(Stage& stage, const char* page)
{
    stage.go(QStringLiteral("code"), QStringLiteral("findings/") + QLatin1String(page));
}

// The pane that is seen.
ChartPane* pane(Stage& stage)
{
    for (auto* found : stage.window.findChildren<ChartPane*>()) {
        if (found->isVisible())
            return found;
    }
    return nullptr;
}

void choose(Stage& stage, const char* box, int item)
{
    if (auto* shown = pane(stage)) {
        for (auto* combo : shown->findChildren<QComboBox*>()) {
            if (combo->accessibleName() == QLatin1String(box))
                combo->setCurrentIndex(item);
        }
    }
    stage.settle();
}

State state(const char* name, Project project, const std::function<void(Stage&)>& shown, int scale = 100)
{
    return {QLatin1String(name), project, {}, shown, scale};
}

} // namespace

QList<State> findingStates()
{
    return {
        state("code-together", Project::Sample, [](Stage& stage) { show(stage, "together"); }),
        state("code-together-table", Project::Sample,
              [](Stage& stage) {
                  show(stage, "together");
                  if (auto* shown = pane(stage))
                      shown->findChild<TabStrip*>()->setCurrentIndex(1);
                  stage.settle();
              }),
        state("code-together-empty", Project::Empty, [](Stage& stage) { show(stage, "together"); }),
        state("code-transitions", Project::Sample, [](Stage& stage) { show(stage, "transitions"); }),
        state("code-transitions-residuals", Project::Sample,
              [](Stage& stage) {
                  show(stage, "transitions");
                  choose(stage, "What is drawn", 3);
              }),
        state("code-transitions-table", Project::Sample,
              [](Stage& stage) {
                  show(stage, "transitions");
                  if (auto* shown = pane(stage))
                      shown->findChild<TabStrip*>()->setCurrentIndex(1);
                  stage.settle();
              }),
        state("code-by-variable", Project::Sample,
              [](Stage& stage) {
                  show(stage, "by-variable");
                  choose(stage, "Variable", 1);
              }),
        state("code-by-variable-residuals", Project::Sample,
              [](Stage& stage) {
                  show(stage, "by-variable");
                  choose(stage, "What is drawn", 2);
              }),
        state("code-by-variable-table", Project::Sample,
              [](Stage& stage) {
                  show(stage, "by-variable");
                  if (auto* shown = pane(stage))
                      shown->findChild<TabStrip*>()->setCurrentIndex(1);
                  stage.settle();
              }),
        state("code-by-variable-empty", Project::Empty, [](Stage& stage) { show(stage, "by-variable"); }),
        state("code-saturation", Project::Sample, [](Stage& stage) { show(stage, "saturation"); }),
        state(
            "code-saturation-large", Project::Sample, [](Stage& stage) { show(stage, "saturation"); }, 200),
    };
}

} // namespace antiphon::gallery
