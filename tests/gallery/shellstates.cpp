#include "tests/gallery/gallery.h"
#include "ui/shell/jobtext.h"
#include "ui/widgets/dialogueview.h"

#include <QTest>
#include <QThread>

namespace antiphon::gallery {

namespace {

Result<void> addActs(const Connection& connection)
{
    EditHistory history(connection);
    const Actor actor{QStringLiteral("ada")};
    for (int i = 1; i <= 9; ++i) {
        ANTIPHON_TRY(history.record(
            actor, QStringLiteral("Code turn %1 with add_filter").arg(i), [&]() -> Result<void> {
                ANTIPHON_TRY_ASSIGN(Statement statement,
                                    connection.prepare("INSERT INTO coder (id, name) VALUES (?, ?)"));
                statement.bind(1, timeOrderedIdBytes()).bind(2, QStringLiteral("gallery coder %1").arg(i));
                return statement.run();
            }));
    }
    ANTIPHON_TRY(history.undo(actor));
    ANTIPHON_TRY(history.undo(actor));
    return {};
}

DialogueDocument exampleDialogue()
{
    DialogueDocument document;
    document.turns = {
        {Speaker::User,
         QStringLiteral("Something warm for a Sunday morning while I make pancakes."),
         {},
         {{QStringLiteral("initial_query"), 0},
          {QStringLiteral("add_filter"), 1},
          {QStringLiteral("theme"), 4},
          {QStringLiteral("mood"), 5}}},
        {Speaker::System,
         QStringLiteral("Lovely idea. Soul, or more on the folk side?"),
         {},
         {{QStringLiteral("sympathetic_response"), 0}, {QStringLiteral("detail_attribute_request"), 1}}},
        {Speaker::User,
         QStringLiteral("Soul, please. The older the better."),
         {},
         {{QStringLiteral("add_filter"), 1}, {QStringLiteral("genre"), 3}, {QStringLiteral("year"), 7}},
         {{{0, 4}, MarkKind::Hit}}},
        {Speaker::System,
         QStringLiteral("Here are ten soul records from the sixties."),
         {QStringLiteral("A Change Is Gonna Come – Sam Cooke"), QStringLiteral("Tramp – Otis Redding"),
          QStringLiteral("Respect – Aretha Franklin"), QStringLiteral("Stand by Me – Ben E. King")},
         {{QStringLiteral("passive_recommend"), 6}, {QStringLiteral("parroting_response"), 2}},
         {{{13, 17}, MarkKind::Mention}}},
        {Speaker::User,
         QStringLiteral("Yes! Less sad ones though, it is pancakes after all."),
         {},
         {{QStringLiteral("accept_response"), 2},
          {QStringLiteral("remove_filter 0.81"), -1, ChipStyle::Ghost},
          {QStringLiteral("mood 0.77"), -1, ChipStyle::Ghost}}},
        {Speaker::System,
         QStringLiteral("Out go the tears. Shall it be reggae next?"),
         {},
         {{QStringLiteral("active_recommend"), 5}},
         {{{30, 36}, MarkKind::Leak}},
         QStringLiteral("“reggae” belongs to turn 7, it is told too early"),
         Tone::Danger},
        {Speaker::System, {}, {QStringLiteral("My Girl – The Temptations")}},
    };
    return document;
}

void showDialogue(Stage& stage)
{
    auto* view = new DialogueView(stage.window.centralWidget());
    view->setAutoFillBackground(true);
    view->setGeometry(80, 60, 700, 720);
    view->setDocument(exampleDialogue());
    view->setCurrentTurn(4);
    view->show();
    view->raise();
    view->setFocus();
    stage.settle();
}

void startLongJob(Stage& stage, const QString& title, qint64 done, qint64 total)
{
    stage.window.jobs().start<int>(title, nullptr,
                                   [done, total](const JobContext& job) -> Result<int> {
                                       for (qint64 step = 0; !job.cancel.isCancelled(); ++step) {
                                           report(job.progress, std::min(done + step * 3, total), total,
                                                  QStringLiteral("dialogues"));
                                           QThread::msleep(20);
                                       }
                                       return fail(ErrorCode::Cancelled);
                                   },
                                   {});
}

void showJobs(Stage& stage)
{
    startLongJob(stage, QStringLiteral("Writing samples"), 41220, 288000);
    startLongJob(stage, QStringLiteral("Importing cpcd.jsonl"), 1200, 4000);
    stage.window.jobs().start<int>(QStringLiteral("Importing tracks.tsv"), nullptr,
                                   [](const JobContext&) -> Result<int> {
                                       return fail(Error{ErrorCode::MissingColumn,
                                                         QStringLiteral("tracks.tsv"), 1,
                                                         QStringLiteral("ARTIST_ID")});
                                   },
                                   {});
    QTest::qWait(2600);
    stage.press(Qt::Key_J, Qt::ControlModifier);
}

} // namespace

QList<State> shellStates()
{
    const auto keys = [](int key, Qt::KeyboardModifiers modifiers) {
        return [key, modifiers](Stage& stage) { stage.press(key, modifiers); };
    };
    return {
        {QStringLiteral("start"), Project::None, {}, {}},
        {QStringLiteral("home-empty"), Project::Empty, {}, {}},
        {QStringLiteral("home-sample"), Project::Sample, {}, {}},
        {QStringLiteral("shell-palette"), Project::Sample, {}, keys(Qt::Key_K, Qt::ControlModifier)},
        {QStringLiteral("shell-history"), Project::Empty, addActs, keys(Qt::Key_F9, Qt::NoModifier)},
        {QStringLiteral("shell-jobs"), Project::Empty, {}, showJobs},
        {QStringLiteral("shell-guide"),
         Project::Empty,
         {},
         [](Stage& stage) {
             stage.window.showGuide(QStringLiteral("index"));
             stage.settle();
         }},
        {QStringLiteral("shell-history-filters"), Project::Empty, addActs,
         [](Stage& stage) {
             stage.press(Qt::Key_F9, Qt::NoModifier);
             for (auto* button : stage.window.findChildren<QPushButton*>()) {
                 if (button->isCheckable() && button->toolTip().startsWith(QLatin1String("Filter by actor")))
                     button->setChecked(true);
             }
             stage.settle();
         }},
        {QStringLiteral("shell-guide-keys"),
         Project::Sample,
         {},
         [](Stage& stage) {
             stage.window.showGuide(QStringLiteral("shortcuts"));
             stage.settle();
         }},
        {QStringLiteral("shell-keys"), Project::Sample, {}, keys(Qt::Key_Question, Qt::NoModifier)},
        {QStringLiteral("shell-dialogue"), Project::Empty, {}, showDialogue},
    };
}

} // namespace antiphon::gallery
