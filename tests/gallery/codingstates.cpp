// The coding station in its states.
#include "core/coding/coderstore.h"
#include "tests/gallery/gallery.h"
#include "ui/coding/codingview.h"
#include "ui/coding/findings/frequencypage.h"
#include "ui/coding/suggestiondesk.h"
#include "ui/coding/suggestionpage.h"
#include "ui/widgets/calmtable.h"
#include "ui/widgets/dialogueview.h"

#include <QComboBox>
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

void learn(Stage& stage)
{
    constexpr int patienceMs = 20'000;
    if (auto* desk = stage.window.findChild<SuggestionDesk*>()) {
        desk->learnNow();
        if (!QTest::qWaitFor([desk] { return desk->model() && !desk->isLearning(); }, patienceMs))
            qWarning("nothing was learned");
    }
    stage.settle();
}

void type(const QString& text)
{
    QTest::keyClicks(QApplication::focusWidget(), text);
}

// Holds the third turn against earlier incidents of the code given last, with three verdicts.
void compare(Stage& stage)
{
    openTurn(stage);
    stage.press(Qt::Key_2, {});
    stage.press(Qt::Key_2, {});
    stage.settle();
    for (const Qt::Key key : {Qt::Key_F, Qt::Key_N, Qt::Key_S}) {
        stage.press(key, Qt::AltModifier);
        stage.settle();
    }
}

// Words, an exchange and the dialogue are coded; one coding is the current one.
void codeEverything(Stage& stage)
{
    openTurn(stage);
    auto* dialogue = stage.window.findChild<DialogueView*>();
    if (!dialogue)
        return;
    const auto ctrlShift = Qt::ControlModifier | Qt::ShiftModifier;
    for (int words = 0; words < 4; ++words)
        stage.press(Qt::Key_Left, ctrlShift);
    type(QStringLiteral("g"));
    for (int words = 0; words < 2; ++words)
        stage.press(Qt::Key_Left, ctrlShift);
    stage.press(Qt::Key_I, Qt::ShiftModifier);
    stage.press(Qt::Key_E, Qt::ShiftModifier);
    type(QStringLiteral("t"));
    stage.press(Qt::Key_D, Qt::ShiftModifier);
    type(QStringLiteral("g"));
    stage.press(Qt::Key_F4, {});
    stage.press(Qt::Key_F4, {});
    stage.settle();
}

} // namespace

QList<State> codingStates()
{
    return {{QStringLiteral("code-targets"), Project::Sample, {}, codeEverything},
            {QStringLiteral("code-find"),
             Project::Sample,
             {},
             [](Stage& stage) {
                 openTurn(stage);
                 stage.press(Qt::Key_F, Qt::ControlModifier | Qt::ShiftModifier);
                 type(QStringLiteral("music"));
                 stage.press(Qt::Key_Return, {});
                 stage.settle();
             }},
            {QStringLiteral("code-correct"),
             Project::Sample,
             {},
             [](Stage& stage) {
                 openTurn(stage);
                 stage.press(Qt::Key_F2, Qt::ControlModifier);
                 stage.settle();
             }},
            {QStringLiteral("code"), Project::Sample, {}, openTurn},
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
            {QStringLiteral("code-compare"), Project::Sample, {}, compare},
            {QStringLiteral("code-comparisons"),
             Project::Sample,
             {},
             [](Stage& stage) {
                 compare(stage);
                 stage.go(QStringLiteral("code"), QStringLiteral("comparisons"));
             }},
            {QStringLiteral("code-autocode"),
             Project::Sample,
             {},
             [](Stage& stage) {
                 stage.go(QStringLiteral("code"), QStringLiteral("autocode"));
                 type(QStringLiteral("something"));
                 stage.press(Qt::Key_Return, {});
                 stage.settle();
             }},
            {QStringLiteral("code-next"), Project::Sample,
             [](const Connection& connection) {
                 return setChosenCoder(connection, QStringLiteral("cleo")); // who has all before her
             },
             [](Stage& stage) {
                 stage.go(QStringLiteral("code"), QStringLiteral("next"));
                 stage.settle();
             }},
            {QStringLiteral("code-frequencies"),
             Project::Sample,
             {},
             [](Stage& stage) { stage.go(QStringLiteral("code"), QStringLiteral("findings/frequencies")); }},
            {QStringLiteral("code-frequencies-turns"),
             Project::Sample,
             {},
             [](Stage& stage) {
                 stage.go(QStringLiteral("code"), QStringLiteral("findings/frequencies"));
                 if (auto* page = stage.window.findChild<FrequencyPage*>())
                     page->findChild<QComboBox*>()->setCurrentIndex(1);
                 stage.settle();
             }},
            {QStringLiteral("code-ghosts"),
             Project::Sample,
             {},
             [](Stage& stage) {
                 openTurn(stage);
                 // A turn from which everything was taken shows what is suggested for it.
                 learn(stage);
                 stage.press(Qt::Key_Delete, {});
                 stage.press(Qt::Key_Delete, {});
                 stage.press(Qt::Key_Delete, {});
                 stage.settle();
             }},
            {QStringLiteral("code-suggestions"), Project::Sample, {}, [](Stage& stage) {
                 stage.go(QStringLiteral("code"), QStringLiteral("suggestions"));
                 learn(stage);
                 if (auto* page = stage.window.findChild<SuggestionPage*>())
                     page->findChild<CalmTable*>()->selectRow(1);
                 stage.settle();
             }}};
}

} // namespace antiphon::gallery
