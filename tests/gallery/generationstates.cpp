// The generation station in its states.
#include "tests/gallery/gallery.h"
#include "ui/generation/endpointpage.h"
#include "ui/widgets/tabstrip.h"

namespace antiphon::gallery {

namespace {

State at(const QString& name, const QString& target)
{
    return {
        name, Project::Demo, {}, [target](Stage& stage) { stage.go(QStringLiteral("generate"), target); }};
}

State onPage(const QString& name, int page)
{
    return {name, Project::Demo, {}, [page](Stage& stage) {
                stage.go(QStringLiteral("generate"), {});
                for (TabStrip* tabs : stage.window.findChildren<TabStrip*>()) {
                    if (tabs->isVisible())
                        tabs->setCurrentIndex(page);
                }
                stage.settle();
            }};
}

State newEndpoint()
{
    return {QStringLiteral("generate-endpoint-new"), Project::Demo, {}, [](Stage& stage) {
                stage.go(QStringLiteral("generate"), QStringLiteral("endpoints"));
                stage.window.findChild<EndpointPage*>()->addNew();
                stage.settle();
            }};
}

} // namespace

QList<State> generationStates()
{
    return {at(QStringLiteral("generate-runs"), QStringLiteral("run/demo run")),
            at(QStringLiteral("generate-new"), QStringLiteral("new-run/demo plans")),
            at(QStringLiteral("generate-samples"), QStringLiteral("sample/demo run/3")),
            at(QStringLiteral("generate-endpoints"), QStringLiteral("endpoints")),
            newEndpoint(),
            onPage(QStringLiteral("generate-prompts"), 3)};
}

} // namespace antiphon::gallery
