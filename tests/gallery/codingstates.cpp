// The coding station in its states.
#include "tests/gallery/gallery.h"
#include "ui/coding/codingview.h"
#include "ui/widgets/dialogueview.h"

#include <QTest>

namespace antiphon::gallery {

namespace {

void openTurn(Stage& stage)
{
    stage.go(QStringLiteral("code"), {});
    if (auto* dialogue = stage.window.findChild<DialogueView*>())
        dialogue->setFocus();
    stage.press(Qt::Key_Down, {});
    stage.press(Qt::Key_Down, {});
}

void type(const QString& text)
{
    QTest::keyClicks(QApplication::focusWidget(), text);
}

} // namespace

QList<State> codingStates()
{
    return {{QStringLiteral("code"), Project::Sample, {}, openTurn},
            {QStringLiteral("code-empty"),
             Project::Empty,
             {},
             [](Stage& stage) { stage.go(QStringLiteral("code"), {}); }},
            {QStringLiteral("code-finder"),
             Project::Sample,
             {},
             [](Stage& stage) {
                 openTurn(stage);
                 stage.press(Qt::Key_Return, {});
                 type(QStringLiteral("fil"));
                 stage.settle();
             }},
            {QStringLiteral("code-memo"),
             Project::Sample,
             {},
             [](Stage& stage) {
                 openTurn(stage);
                 stage.press(Qt::Key_M, {});
                 type(QStringLiteral("Two artists in one breath: one filter or two?"));
                 stage.settle();
             }},
            {QStringLiteral("code-editor"),
             Project::Sample,
             {},
             [](Stage& stage) {
                 openTurn(stage);
                 stage.press(Qt::Key_F2, {});
             }},
            {QStringLiteral("code-frequencies"), Project::Sample, {}, [](Stage& stage) {
                 stage.go(QStringLiteral("code"), QStringLiteral("frequencies"));
             }}};
}

} // namespace antiphon::gallery
