#include "core/generation/endpointstore.h"
#include "core/generation/runstore.h"
#include "tests/core/generation/generationproject.h"
#include "tests/core/generation/modelreplies.h"
#include "tests/support/resultassertions.h"
#include "ui/generation/pilotcard.h"
#include "ui/generation/runpage.h"
#include "ui/generation/runprogress.h"
#include "ui/generation/runtexts.h"
#include "ui/theme/icons.h"
#include "ui/widgets/calmtable.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/numbers.h"

#include <QApplication>
#include <QCheckBox>
#include <QTest>

using namespace antiphon;
using namespace antiphon::test;

namespace {

const QString plansName = QStringLiteral("evening");

class RunPageTest : public testing::Test
{
protected:
    RunPageTest() { initIconResources(); }

    void open()
    {
        m_session = std::make_unique<ProjectSession>(m_project.path(), Actor{QStringLiteral("tester")});
        const WorkspaceContext context{*m_session,
                                       m_jobs,
                                       {},
                                       [this](const Notice& notice) { m_notices << notice.text; },
                                       [](const QString&) {},
                                       {}};
        m_desk = std::make_unique<RunDesk>(context, nullptr);
        m_page = std::make_unique<RunPage>(context, *m_desk);
        m_page->resize(1200, 800);
        m_page->show();
        QApplication::setActiveWindow(m_page.get());
        settle();
    }
    ~RunPageTest() override
    {
        if (m_desk)
            m_desk->stop();
        m_jobs.waitForAll();
    }
    void settle()
    {
        m_session->drain();
        QTest::qWait(20);
        m_session->drain();
        QTest::qWait(20);
    }
    template<typename T>
    T* shown(const QString& text) const
    {
        for (auto* candidate : m_page->findChildren<T*>()) {
            if (candidate->text() == text && candidate->isVisible())
                return candidate;
        }
        return nullptr;
    }
    void press(const char* text)
    {
        auto* button = shown<QPushButton>(QString::fromUtf8(text));
        ASSERT_NE(button, nullptr) << text;
        QTest::keyClick(button, Qt::Key_Space);
        settle();
    }
    void typeRun(const QString& name)
    {
        m_page->openForm();
        auto* panel = m_page->findChild<NewRunPanel*>();
        for (auto* field : panel->findChildren<QLineEdit*>()) {
            if (field->placeholderText() == QLatin1String("Name of the run")) {
                field->clear();
                QTest::keyClicks(field, name);
            }
        }
    }
    std::optional<antiphon::Run> stored(const QString& name) const
    {
        return runByName(m_project.connection(), name).value();
    }
    bool becomes(const QString& name, RunState state)
    {
        return QTest::qWaitFor(
            [&] {
                const auto run = stored(name);
                return run && run->state == state;
            },
            30'000);
    }

    GenerationProject m_project;
    JobRunner m_jobs;
    std::unique_ptr<ProjectSession> m_session;
    std::unique_ptr<RunDesk> m_desk;
    std::unique_ptr<RunPage> m_page;
    QStringList m_notices;
};

} // namespace

TEST(RunTexts, SayWhatIsKnownAndNoMore)
{
    const QLocale before;
    QLocale::setDefault(QLocale::c());
    RunTally tally;
    EXPECT_EQ(progressText(tally, -1), QStringLiteral("Getting ready"));
    tally.planned = 288'000;
    tally.samples = 41'180;
    tally.setAside = 40;
    EXPECT_EQ(progressText(tally, -1), countText(41'220) + QStringLiteral(" of ") + countText(288'000));
    tally.perMinute = 312;
    tally.etaSeconds = 47'000;
    tally.spent = 12.4;
    const QString whole = progressText(tally, 40);
    for (const char* part : {"312 a minute", "about 13 h", "left", "12.40 of 40.00 spent"})
        EXPECT_TRUE(whole.contains(QLatin1String(part))) << whole.toStdString();
    EXPECT_FALSE(progressText(tally, -1).contains(QLatin1String("40.00")));
    tally.paused = true;
    tally.inFlight = 3;
    EXPECT_TRUE(progressText(tally, 40).contains(QLatin1String("pausing, 3 still under way")));
    EXPECT_FALSE(progressText(tally, 40).contains(QLatin1String("left")));
    EXPECT_EQ(kindsText({{QStringLiteral("truncated"), 2}, {QStringLiteral("schema_violation"), 8}}),
              QStringLiteral("8 schema violation, 2 truncated"));
    QLocale::setDefault(before);
}

TEST_F(RunPageTest, PausingBeginsNothingNewUntilItGoesOn)
{
    m_project.addPlans(plansName, 40);
    open();
    RunRequest request = templateRun(QStringLiteral("first"), plansName);
    request.control.pause();
    m_desk->start(request);
    ASSERT_TRUE(QTest::qWaitFor([&] { return m_desk->tally().planned == 40; }));
    QTest::qWait(200);
    EXPECT_EQ(m_desk->tally().samples, 0);
    EXPECT_TRUE(m_desk->isPaused());
    press("Go on");
    ASSERT_TRUE(becomes(QStringLiteral("first"), RunState::Ready));
    EXPECT_EQ(stored(QStringLiteral("first"))->samples, 40);
}

TEST_F(RunPageTest, FurtherRunsWaitForTheirTurnByPriority)
{
    m_project.addPlans(plansName, 5);
    open();
    RunRequest request = templateRun(QStringLiteral("first"), plansName);
    request.control.pause();
    m_desk->start(request);
    ASSERT_TRUE(QTest::qWaitFor([&] { return m_desk->tally().planned == 5; }));
    for (const char* name : {"second", "third", "never"}) {
        typeRun(QLatin1String(name));
        press("Start after the present one");
    }
    auto* bar = m_page->findChild<ChipBar*>();
    EXPECT_EQ(bar->findChildren<Chip*>().size(), 3);
    RunRequest urgent = templateRun(QStringLiteral("urgent"), plansName);
    urgent.priority = 5;
    m_desk->start(urgent);
    m_desk->forgetWaiting(QStringLiteral("never"));
    ASSERT_EQ(m_desk->waiting().size(), 3);
    EXPECT_EQ(m_desk->waiting()[0].name, QStringLiteral("urgent"));
    typeRun(QStringLiteral("third"));
    EXPECT_FALSE(shown<QPushButton>(QStringLiteral("Start after the present one"))->isEnabled());
    m_desk->setPaused(false);
    ASSERT_TRUE(becomes(QStringLiteral("third"), RunState::Ready));
    EXPECT_LE(stored(QStringLiteral("urgent"))->createdAt, stored(QStringLiteral("second"))->createdAt);
    EXPECT_LE(stored(QStringLiteral("second"))->createdAt, stored(QStringLiteral("third"))->createdAt);
    EXPECT_FALSE(stored(QStringLiteral("never")));
}

TEST_F(RunPageTest, APilotIsWrittenAndTheRestAsked)
{
    const ScriptedServer server([](const ScriptedRequest& request, int) { return obey(request); });
    m_project.addPlans(plansName, 50);
    ASSERT_OK(m_project.addEndpoint(QStringLiteral("local"), server.baseUrl()));
    open();
    typeRun(QStringLiteral("first"));
    auto* panel = m_page->findChild<NewRunPanel*>();
    panel->findChildren<QComboBox*>()[1]->setCurrentIndex(1);
    for (auto* box : panel->findChildren<QCheckBox*>()) {
        if (box->text().contains(QLatin1String("pilot")))
            QTest::keyClick(box, Qt::Key_Space);
    }
    press("Start");
    ASSERT_TRUE(becomes(QStringLiteral("first"), RunState::Stopped));
    auto* card = m_page->findChild<PilotCard*>();
    ASSERT_TRUE(QTest::qWaitFor([&] { return card->isVisible(); }));
    EXPECT_EQ(stored(QStringLiteral("first"))->samples, 20);
    settle();
    press("Write the rest");
    EXPECT_FALSE(card->isVisible());
    ASSERT_TRUE(becomes(QStringLiteral("first"), RunState::Ready));
    EXPECT_EQ(stored(QStringLiteral("first"))->samples, 50);
    EXPECT_EQ(server.requests().size(), 50);
}
