// The page of checks in its states.
#include "tests/gallery/gallery.h"
#include "ui/generation/checkpage.h"

namespace antiphon::gallery {

namespace {

State checked(const QString& name, bool besideHuman)
{
    return {name, Project::Demo, {}, [besideHuman](Stage& stage) {
                stage.go(QStringLiteral("generate"), QStringLiteral("checks"));
                auto* page = stage.window.findChild<CheckPage*>();
                page->choose(QStringLiteral("demo run"), besideHuman ? QStringLiteral("sample") : QString());
                page->check();
                stage.settle();
            }};
}

State untouched()
{
    return {QStringLiteral("generate-checks-new"), Project::Demo, {}, [](Stage& stage) {
                stage.go(QStringLiteral("generate"), QStringLiteral("checks"));
            }};
}

} // namespace

QList<State> checkStates()
{
    return {checked(QStringLiteral("generate-checks"), false),
            checked(QStringLiteral("generate-checks-human"), true), untouched()};
}

} // namespace antiphon::gallery
