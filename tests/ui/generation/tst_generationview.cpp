#include "core/corpus/corpusstore.h"
#include "core/generation/endpointstore.h"
#include "core/generation/runstore.h"
#include "core/generation/sampleauditstore.h"
#include "core/generation/samplereading.h"
#include "core/generation/sampletable.h"
#include "tests/core/generation/generationproject.h"
#include "tests/support/resultassertions.h"
#include "tests/support/scriptedserver.h"
#include "ui/generation/generationworkspace.h"
#include "ui/theme/icons.h"
#include "ui/widgets/calmtable.h"
#include "ui/widgets/dialogueview.h"
#include "ui/widgets/panels.h"
#include "ui/widgets/tabstrip.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QFile>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTest>
#include <QTextBrowser>

using namespace antiphon;
using namespace antiphon::test;

namespace {

// The real view on a real project file; keys are typed, results are read from the file.
class GenerationViewTest : public testing::Test
{
protected:
    GenerationViewTest() { initIconResources(); }

    void open()
    {
        m_session = std::make_unique<ProjectSession>(m_project.path(), Actor{QStringLiteral("tester")});
        m_station = makeGenerationWorkspace();
        FileDialogs files;
        files.save = [this](QWidget*, const FileQuestion&, std::function<void(const QString&)> answer) {
            answer(m_project.filePath(QStringLiteral("out.jsonl")));
        };
        m_view.reset(
            m_station->createView(nullptr, {*m_session, m_jobs,
                                            [this](const QString& station, const QString& target) {
                                                m_navigated = station + QLatin1Char('/') + target;
                                            },
                                            [this](const Notice& notice) { m_notices << notice.text; },
                                            [](const QString&) {}, files}));
        m_view->resize(1216, 700);
        m_view->show();
        QApplication::setActiveWindow(m_view.get());
        settle();
    }
    void settle()
    {
        m_session->drain();
        QTest::qWait(20);
        m_session->drain();
        QTest::qWait(20);
    }
    // By its text, among those in sight.
    QPushButton* button(const QString& text) const
    {
        for (auto* candidate : m_view->findChildren<QPushButton*>()) {
            if (candidate->text() == text && candidate->isVisible())
                return candidate;
        }
        return nullptr;
    }
    QLineEdit* field(const QString& placeholder) const
    {
        for (auto* candidate : m_view->findChildren<QLineEdit*>()) {
            if (candidate->placeholderText() == placeholder && candidate->isVisible())
                return candidate;
        }
        return nullptr;
    }
    CalmTable* table(const QString& name) const
    {
        for (auto* candidate : m_view->findChildren<CalmTable*>()) {
            if (candidate->accessibleName() == name)
                return candidate;
        }
        return nullptr;
    }
    void press(QPushButton* pressed)
    {
        ASSERT_NE(pressed, nullptr);
        pressed->setFocus();
        QTest::keyClick(pressed, Qt::Key_Space);
        settle();
    }
    void type(QWidget* widget, const QString& text)
    {
        ASSERT_NE(widget, nullptr);
        widget->setFocus();
        QTest::keyClicks(widget, text);
    }
    // As the key map does: the command by its name, where it may run.
    void act(const char* id)
    {
        const QList<Command> commands = m_station->commands();
        for (const Command& command : commands) {
            if (command.id != QLatin1String(id))
                continue;
            ASSERT_TRUE(!command.isEnabled || command.isEnabled()) << id;
            command.run();
            settle();
            return;
        }
        FAIL() << id;
    }
    std::optional<antiphon::Run> storedRun(const QString& name)
    {
        const auto run = runByName(m_project.connection(), name);
        return run ? *run : std::nullopt;
    }

    GenerationProject m_project;
    JobRunner m_jobs;
    std::unique_ptr<ProjectSession> m_session;
    std::unique_ptr<Workspace> m_station;
    std::unique_ptr<QWidget> m_view;
    QStringList m_notices;
    QString m_navigated;
};

} // namespace

TEST_F(GenerationViewTest, EmptyPagesOfferTheNextStep)
{
    open();
    ASSERT_NE(button(QStringLiteral("New run")), nullptr);
    m_station->navigate(QStringLiteral("endpoints"));
    settle();
    EXPECT_NE(button(QStringLiteral("Add an endpoint")), nullptr);
}

TEST_F(GenerationViewTest, ARunIsTypedStartedAndStored)
{
    m_project.addPlans(QStringLiteral("evening"), 40);
    open();
    press(button(QStringLiteral("New run")));
    EXPECT_FALSE(button(QStringLiteral("Start"))->isEnabled());
    QLineEdit* name = field(QStringLiteral("Name of the run"));
    type(name, QStringLiteral("first"));
    QTest::keyClick(name, Qt::Key_Return);
    ASSERT_TRUE(QTest::qWaitFor([&] {
        const auto run = storedRun(QStringLiteral("first"));
        return run && run->state == RunState::Ready;
    }));
    ASSERT_TRUE(QTest::qWaitFor([&] { return m_station->reasonNotToClose().isEmpty(); }));
    EXPECT_EQ(storedRun(QStringLiteral("first"))->samples, 40);
    const auto source = sourceByName(m_project.connection(), QStringLiteral("first"));
    ASSERT_OK(source);
    ASSERT_TRUE(source->has_value());
    EXPECT_EQ((*source)->dialogues, 40);
    settle();
    EXPECT_EQ(table(QStringLiteral("Runs"))->model()->rowCount(), 1);
}

TEST_F(GenerationViewTest, ANameThatIsTakenCanNotBeUsed)
{
    m_project.addPlans(QStringLiteral("evening"), 3);
    ASSERT_OK(m_project.perform(templateRun(QStringLiteral("first"), QStringLiteral("evening"))));
    open();
    press(button(QStringLiteral("New run")));
    type(field(QStringLiteral("Name of the run")), QStringLiteral("first"));
    EXPECT_FALSE(button(QStringLiteral("Start"))->isEnabled());
    QTest::keyClick(field(QStringLiteral("Name of the run")), Qt::Key_Escape);
    EXPECT_EQ(button(QStringLiteral("Start")), nullptr);
}

TEST_F(GenerationViewTest, SamplesAreWalkedByTheKeyboardBesideTheirPlan)
{
    m_project.addPlans(QStringLiteral("evening"), 100);
    ASSERT_OK(m_project.perform(templateRun(QStringLiteral("first"), QStringLiteral("evening"))));
    open();
    QTest::keyClick(table(QStringLiteral("Runs")), Qt::Key_Return);
    CalmTable* samples = table(QStringLiteral("Samples"));
    ASSERT_TRUE(QTest::qWaitFor([&] { return samples->isVisible() && samples->model()->rowCount() == 100; }));
    DialogueView* dialogue = nullptr;
    for (auto* candidate : m_view->findChildren<DialogueView*>()) {
        if (candidate->isVisible())
            dialogue = candidate;
    }
    ASSERT_NE(dialogue, nullptr);
    ASSERT_TRUE(QTest::qWaitFor([&] { return dialogue->turnCount() > 0; }));
    const DialogueDocument first = dialogue->document();
    EXPECT_FALSE(first.turns.first().chips.isEmpty());
    samples->setFocus();
    QTest::keyClick(samples, Qt::Key_Down);
    EXPECT_EQ(samples->currentIndex().row(), 1);
    ASSERT_TRUE(QTest::qWaitFor([&] { return !(dialogue->document() == first); }));
    m_station->navigate(QStringLiteral("sample/first/70"));
    ASSERT_TRUE(QTest::qWaitFor([&] { return samples->currentIndex().row() == 70; }));
    press(button(QStringLiteral("Check all")));
    m_jobs.waitForAll();
    settle();
}

TEST_F(GenerationViewTest, RemovingARunCanBeUndone)
{
    m_project.addPlans(QStringLiteral("evening"), 3);
    ASSERT_OK(m_project.perform(templateRun(QStringLiteral("first"), QStringLiteral("evening"))));
    open();
    press(button(QStringLiteral("Remove")));
    EXPECT_FALSE(storedRun(QStringLiteral("first")).has_value());
    m_session->undo();
    settle();
    EXPECT_TRUE(storedRun(QStringLiteral("first")).has_value());
    EXPECT_TRUE((*sourceByName(m_project.connection(), QStringLiteral("first"))).has_value());
}

TEST_F(GenerationViewTest, ARunIsExportedAsRecords)
{
    m_project.addPlans(QStringLiteral("evening"), 3);
    ASSERT_OK(m_project.perform(templateRun(QStringLiteral("first"), QStringLiteral("evening"))));
    open();
    press(button(QStringLiteral("Export…")));
    m_jobs.waitForAll();
    settle();
    QFile file(m_project.filePath(QStringLiteral("out.jsonl")));
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    const QByteArray content = file.readAll();
    EXPECT_EQ(content.count('\n'), 3);
    EXPECT_TRUE(content.contains("track_seq"));
}

TEST_F(GenerationViewTest, AStoppedRunIsResumed)
{
    m_project.addPlans(QStringLiteral("evening"), 30);
    RunRequest some = templateRun(QStringLiteral("first"), QStringLiteral("evening"));
    some.limit = 10;
    ASSERT_OK(m_project.perform(some));
    auto run = *storedRun(QStringLiteral("first"));
    ASSERT_OK(setRunState(m_project.connection(), run.id, RunState::Stopped, 30));
    open();
    press(button(QStringLiteral("Resume")));
    ASSERT_TRUE(QTest::qWaitFor([&] { return storedRun(QStringLiteral("first"))->samples == 30; }));
    ASSERT_TRUE(QTest::qWaitFor([&] { return m_station->reasonNotToClose().isEmpty(); }));
}

TEST_F(GenerationViewTest, SamplesAreJudgedByKeyAndTheNextOneComes)
{
    m_project.addPlans(QStringLiteral("evening"), 40);
    ASSERT_OK(m_project.perform(templateRun(QStringLiteral("first"), QStringLiteral("evening"))));
    const antiphon::Run run = *storedRun(QStringLiteral("first"));
    const auto verdict = [&](qint64 plan) {
        return sampleVerdicts(m_project.connection(), run.id)->value(plan);
    };
    open();
    m_station->navigate(QStringLiteral("sample/first/5"));
    CalmTable* samples = table(QStringLiteral("Samples"));
    ASSERT_TRUE(QTest::qWaitFor([&] { return samples->currentIndex().row() == 5; }));
    settle();
    act("accept-sample");
    EXPECT_EQ(verdict(5).decision, SampleDecision::Accepted);
    EXPECT_EQ(verdict(5).person, QStringLiteral("tester"));
    EXPECT_EQ(samples->currentIndex().row(), 6);
    act("set-sample-aside");
    auto* line = qobject_cast<QLineEdit*>(QApplication::focusWidget());
    ASSERT_NE(line, nullptr);
    QTest::keyClicks(line, QStringLiteral("too dull"));
    QTest::keyClick(line, Qt::Key_Return);
    settle();
    EXPECT_EQ(verdict(6).decision, SampleDecision::SetAside);
    EXPECT_EQ(verdict(6).comment, QStringLiteral("too dull"));
    EXPECT_EQ(samples->currentIndex().row(), 7);
    EXPECT_TRUE(samples->hasFocus());
    act("comment-sample");
    line = qobject_cast<QLineEdit*>(QApplication::focusWidget());
    ASSERT_NE(line, nullptr);
    QTest::keyClicks(line, QStringLiteral("not kept"));
    QTest::keyClick(line, Qt::Key_Escape);
    settle();
    EXPECT_TRUE(verdict(7).comment.isEmpty());
    EXPECT_TRUE(samples->hasFocus());
    m_session->undo();
    settle();
    EXPECT_EQ(verdict(6).decision, SampleDecision::Open);
    m_station->navigate(QStringLiteral("sample/first/5"));
    settle();
    act("reopen-sample");
    EXPECT_EQ(verdict(5).decision, SampleDecision::Open);
}

TEST_F(GenerationViewTest, TheFilterIsTypedAndKeptWithTheView)
{
    m_project.addPlans(QStringLiteral("evening"), 40);
    ASSERT_OK(m_project.perform(templateRun(QStringLiteral("first"), QStringLiteral("evening"))));
    const antiphon::Run run = *storedRun(QStringLiteral("first"));
    ASSERT_OK(EditHistory(m_project.connection()).record({QStringLiteral("ada")}, QStringLiteral("x"), [&] {
        return decideOnSample(m_project.connection(), run.id, 9, SampleDecision::Accepted,
                              QStringLiteral("ada"));
    }));
    open();
    m_station->navigate(QStringLiteral("sample/first/0"));
    CalmTable* samples = table(QStringLiteral("Samples"));
    ASSERT_TRUE(QTest::qWaitFor([&] { return samples->model()->rowCount() == 40; }));
    QComboBox* state = nullptr;
    for (auto* candidate : m_view->findChildren<QComboBox*>()) {
        if (candidate->accessibleName() == QLatin1String("State"))
            state = candidate;
    }
    ASSERT_NE(state, nullptr);
    state->setFocus();
    QTest::keyClick(state, Qt::Key_Down);
    QTest::keyClick(state, Qt::Key_Down);
    ASSERT_TRUE(QTest::qWaitFor([&] { return samples->model()->rowCount() == 1; }));
    EXPECT_EQ(samples->model()->index(0, 0).data().toString(), QStringLiteral("9"));
    const QJsonObject kept = m_station->saveState();
    press(button(QStringLiteral("Clear")));
    ASSERT_TRUE(QTest::qWaitFor([&] { return samples->model()->rowCount() == 40; }));
    m_station->restoreState(kept);
    ASSERT_TRUE(QTest::qWaitFor([&] { return samples->model()->rowCount() == 1; }));
    type(field(QStringLiteral("Search in samples")), QStringLiteral("zzzz"));
    ASSERT_TRUE(QTest::qWaitFor([&] { return samples->model()->rowCount() == 0; }));
}

TEST_F(GenerationViewTest, AnAuditIsDrawnAndItsShareTold)
{
    m_project.addPlans(QStringLiteral("evening"), 40);
    ASSERT_OK(m_project.perform(templateRun(QStringLiteral("first"), QStringLiteral("evening"))));
    open();
    m_station->navigate(QStringLiteral("sample/first/0"));
    CalmTable* samples = table(QStringLiteral("Samples"));
    ASSERT_TRUE(QTest::qWaitFor([&] { return samples->model()->rowCount() == 40; }));
    settle();
    act("new-audit");
    QLineEdit* name = field(QStringLiteral("Name of the audit"));
    type(name, QStringLiteral("monday"));
    auto* count = qobject_cast<QSpinBox*>(name->nextInFocusChain());
    ASSERT_NE(count, nullptr);
    count->setValue(10);
    QTest::keyClick(name, Qt::Key_Return);
    ASSERT_TRUE(QTest::qWaitFor([&] { return samples->model()->rowCount() == 10; }));
    EXPECT_EQ(auditCalled(m_project.connection(), QStringLiteral("monday"))->items.size(), 10);
    settle();
    act("accept-sample");
    const auto audit = auditCalled(m_project.connection(), QStringLiteral("monday"));
    EXPECT_EQ(audit->judged(), 1);
    EXPECT_EQ(audit->faults(), 0);
}

TEST_F(GenerationViewTest, TwoRunsAreComparedAndThePairsWalked)
{
    m_project.addPlans(QStringLiteral("evening"), 20);
    ASSERT_OK(m_project.perform(templateRun(QStringLiteral("first"), QStringLiteral("evening"))));
    RunRequest other = templateRun(QStringLiteral("second"), QStringLiteral("evening"));
    other.seed = 8;
    ASSERT_OK(m_project.perform(other));
    open();
    m_station->navigate(QStringLiteral("compare/first/second"));
    settle();
    act("compare-runs");
    m_jobs.waitForAll();
    CalmTable* pairs = table(QStringLiteral("Pairs"));
    ASSERT_TRUE(QTest::qWaitFor([&] { return pairs->model()->rowCount() == 20; }));
    EXPECT_EQ(table(QStringLiteral("Paired differences"))->model()->rowCount(), checkKinds + 4);
    auto* text = m_view->findChild<QTextBrowser*>();
    ASSERT_NE(text, nullptr);
    ASSERT_TRUE(QTest::qWaitFor([&] { return !text->toPlainText().isEmpty(); }));
    const QString first = text->toPlainText();
    pairs->setFocus();
    QTest::keyClick(pairs, Qt::Key_Down);
    ASSERT_TRUE(QTest::qWaitFor([&] { return text->toPlainText() != first; }));
}

TEST_F(GenerationViewTest, ASampleIsWrittenAgain)
{
    m_project.addPlans(QStringLiteral("evening"), 5);
    ASSERT_OK(m_project.perform(templateRun(QStringLiteral("first"), QStringLiteral("evening"))));
    const antiphon::Run run = *storedRun(QStringLiteral("first"));
    const auto words = [&] {
        QStringList texts;
        const auto sample = readSample(m_project.connection(), run, 2);
        for (const Turn& turn : sample->dialogue.turns)
            texts << turn.text;
        return texts;
    };
    const QStringList before = words();
    open();
    m_station->navigate(QStringLiteral("sample/first/2"));
    settle();
    ASSERT_TRUE(QTest::qWaitFor([&] {
        QPushButton* again = button(QStringLiteral("Write again"));
        return again && again->isEnabled();
    }));
    act("rewrite-sample");
    m_jobs.waitForAll();
    ASSERT_TRUE(QTest::qWaitFor([&] { return words() != before; }));
    settle();
    m_session->undo();
    settle();
    EXPECT_EQ(words(), before);
}

TEST_F(GenerationViewTest, SamplesThatAreLookedAtAreCounted)
{
    m_project.addPlans(QStringLiteral("evening"), 30);
    ASSERT_OK(m_project.perform(templateRun(QStringLiteral("first"), QStringLiteral("evening"))));
    const antiphon::Run run = *storedRun(QStringLiteral("first"));
    open();
    settle();
    EXPECT_EQ(sampleColumns(m_project.connection(), run.id)->checked, 0); // the page was not shown
    m_station->navigate(QStringLiteral("sample/first/0"));
    ASSERT_TRUE(
        QTest::qWaitFor([&] { return sampleColumns(m_project.connection(), run.id)->checked == 30; }));
    m_jobs.waitForAll();
    settle();
    EXPECT_TRUE(m_notices.isEmpty());
}
