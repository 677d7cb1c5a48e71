#include "core/coding/codestore.h"
#include "core/coding/codingstore.h"
#include "core/coding/suggeststore.h"
#include "core/corpus/corpusstore.h"
#include "core/jobs/jobrunner.h"
#include "tests/core/coding/codingproject.h"
#include "tests/support/scriptedserver.h"
#include "ui/coding/codingview.h"
#include "ui/coding/suggestiondesk.h"
#include "ui/coding/suggestionpage.h"
#include "ui/theme/icons.h"
#include "ui/widgets/calmtable.h"
#include "ui/widgets/dialogueview.h"

#include <QCheckBox>
#include <QDoubleSpinBox>
#include <QPushButton>
#include <QTest>

using namespace antiphon;

namespace {

// The real view on a project in which ada coded the first four turns of twelve dialogues by their role.
class Suggestions : public test::CodingProject
{
protected:
    Suggestions() : m_session(m_project.path(), m_actor)
    {
        initIconResources();
        addSource(QStringLiteral("talk"), QList<int>(12, 6));
        m_asks = test::named(Facet::Free, QStringLiteral("asks"));
        m_answers = test::named(Facet::Free, QStringLiteral("answers"));
        for (const Code& code : {m_asks, m_answers})
            EXPECT_OK(edit(QStringLiteral("Add"), [&]() -> Result<void> {
                ANTIPHON_TRY(addCode(db(), code));
                return {};
            }));
        const auto source = sourceByName(db(), QStringLiteral("talk")).value();
        const QList<DialogueId> ids = dialogueIds(db(), source->id).value();
        for (const DialogueId& id : ids) {
            const QList<TurnPlace> places = turnPlaces(db(), id).value();
            for (const TurnPlace& at : places.mid(0, 4))
                put(at, at.role == Role::User ? m_asks : m_answers, QStringLiteral("ada"));
        }
        m_places = turnPlaces(db(), ids.first()).value();
    }

    void open()
    {
        m_view = std::make_unique<CodingView>(
            WorkspaceContext{m_session, m_jobs, [](const QString&, const QString&) {},
                             [this](const Notice& notice) { m_notices << notice.text; },
                             [](const QString&) {}, FileDialogs()},
            nullptr);
        m_view->resize(1200, 700);
        m_view->show();
        QApplication::setActiveWindow(m_view.get());
        ASSERT_TRUE(QTest::qWaitFor([&] { return m_view->desk().isLoaded(); }));
        m_view->desk().chooseSource(sourceByName(db(), QStringLiteral("talk")).value()->id);
        ASSERT_TRUE(QTest::qWaitFor([&] {
            return m_view->desk().dialogueCount() == 12 &&
                   m_view->desk().dialogue().id == m_places[0].dialogue;
        }));
        m_view->desk().showDialogue(m_places[0].dialogue, 4);
        m_dialogue = m_view->findChild<DialogueView*>();
        ASSERT_TRUE(
            QTest::qWaitFor([&] { return m_dialogue->turnCount() == 6 && m_dialogue->currentTurn() == 4; }));
        m_dialogue->setFocus();
    }
    SuggestionDesk& desk() { return m_view->suggestions(); }
    bool waitForGhost(int turn, const QString& model = QLatin1String(deviceModel))
    {
        return QTest::qWaitFor(
            [&] {
                const QList<Ghost> ghosts = desk().ghostsOn(turn);
                return !ghosts.isEmpty() && ghosts.first().model == model;
            },
            30'000);
    }
    QStringList shown(int turn)
    {
        DialogueDocument document = m_view->desk().document();
        desk().addGhosts(document);
        QStringList texts;
        for (const DialogueChip& chip : document.turns[turn].chips)
            texts << (chip.style == ChipStyle::Ghost ? u'(' + chip.text + u')' : chip.text);
        return texts;
    }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::keyClick(m_dialogue, key, modifiers);
        m_session.drain();
        QTest::qWait(50);
    }
    qint64 count(const char* table) const
    {
        return db().integer("SELECT count(*) FROM " + std::string(table)).value();
    }

    ProjectSession m_session;
    JobRunner m_jobs;
    QStringList m_notices;
    Code m_asks;
    Code m_answers;
    QList<TurnPlace> m_places; // of the dialogue in hand
    std::unique_ptr<CodingView> m_view;
    DialogueView* m_dialogue = nullptr;
};

} // namespace

TEST_F(Suggestions, StandAsGhostsOnTheTurnInHandAndUncodedNeighbours)
{
    open();
    ASSERT_TRUE(waitForGhost(4));
    ASSERT_EQ(shown(4).size(), 1);
    EXPECT_TRUE(shown(4).first().startsWith(QStringLiteral("(asks 0."))) << shown(4).first().toStdString();
    EXPECT_TRUE(shown(5).value(0).startsWith(QStringLiteral("(answers 0.")));
    EXPECT_EQ(shown(3), QStringList{QStringLiteral("answers")});
    EXPECT_EQ(codings(), 48) << "a ghost is no coding";
}

TEST_F(Suggestions, SpaceAcceptsTheFirstAndUndoTakesItBack)
{
    open();
    ASSERT_TRUE(waitForGhost(4));
    press(Qt::Key_Space);
    EXPECT_EQ(codings(), 49);
    EXPECT_EQ(count("suggestion_verdict WHERE accepted = 1"), 1);
    EXPECT_EQ(count("coding WHERE origin = 'suggestion' AND origin_detail LIKE 'device 0.%'"), 1);
    EXPECT_TRUE(QTest::qWaitFor([&] { return shown(4) == QStringList{QStringLiteral("asks")}; }));
    press(Qt::Key_Space);
    EXPECT_EQ(codings(), 49) << "nothing is left to accept";
    m_session.undo();
    m_session.drain();
    EXPECT_EQ(codings(), 48);
    EXPECT_EQ(count("suggestion_verdict"), 0);
    EXPECT_TRUE(waitForGhost(4)) << "the ghost is back";
}

TEST_F(Suggestions, ShiftSpaceRefusesForGood)
{
    open();
    ASSERT_TRUE(waitForGhost(4));
    press(Qt::Key_Space, Qt::ShiftModifier);
    EXPECT_EQ(codings(), 48);
    EXPECT_EQ(count("suggestion_verdict WHERE accepted = 0"), 1);
    EXPECT_TRUE(QTest::qWaitFor([&] { return shown(4).isEmpty(); }));
    desk().learnNow();
    ASSERT_TRUE(QTest::qWaitFor([&] { return !desk().isLearning(); }, 30'000));
    QTest::qWait(200);
    EXPECT_TRUE(shown(4).isEmpty());
    EXPECT_FALSE(shown(5).isEmpty());
}

TEST_F(Suggestions, ThePageTellsWhatWasLearnedAndMovesTheLine)
{
    open();
    ASSERT_TRUE(waitForGhost(4));
    m_view->setPage(QStringLiteral("suggestions"));
    auto* page = m_view->findChild<SuggestionPage*>();
    ASSERT_NE(page, nullptr);
    auto* table = page->findChild<CalmTable*>();
    ASSERT_TRUE(QTest::qWaitFor([&] { return table->model()->rowCount() == 2; }));
    EXPECT_EQ(table->model()->index(0, 2).data().toString(), QStringLiteral("24"));
    table->selectRow(0);
    const QString code = table->model()->index(0, 0).data().toString();
    auto* threshold = page->findChild<QDoubleSpinBox*>();
    ASSERT_TRUE(threshold->isEnabled());
    threshold->setValue(1.0);
    const int turn = code == QLatin1String("asks") ? 4 : 5;
    EXPECT_TRUE(QTest::qWaitFor([&] { return desk().ghostsOn(turn).isEmpty(); }));
    EXPECT_EQ(count("suggestion_threshold"), 1);
    m_session.undo();
    EXPECT_TRUE(waitForGhost(turn));
    auto* box = page->findChild<QCheckBox*>();
    EXPECT_TRUE(box->isChecked());
    QTest::keyClick(box, Qt::Key_Space);
    EXPECT_TRUE(
        QTest::qWaitFor([&] { return desk().ghostsOn(4).isEmpty() && desk().ghostsOn(5).isEmpty(); }));
    EXPECT_FALSE(suggestionsShown(db()).value());
}

TEST_F(Suggestions, LearningCanBeStoppedAndBegunAgain)
{
    open();
    ASSERT_TRUE(waitForGhost(4));
    m_view->setPage(QStringLiteral("suggestions"));
    auto* page = m_view->findChild<SuggestionPage*>();
    ASSERT_NE(page, nullptr);
    QPushButton* button = nullptr;
    for (auto* candidate : page->findChildren<QPushButton*>()) {
        if (candidate->text() == QLatin1String("Learn now"))
            button = candidate;
    }
    ASSERT_NE(button, nullptr);
    const TimePoint before = desk().model()->trainedAt;
    {
        // So little is learned in no time: while another writes, it can not end before it is stopped.
        auto other = Connection::open(m_project.path(), Access::ReadWrite);
        ASSERT_OK(other);
        auto writing = Transaction::begin(*other);
        ASSERT_OK(writing);
        QTest::keyClick(button, Qt::Key_Space);
        ASSERT_TRUE(desk().isLearning());
        EXPECT_EQ(button->text(), QStringLiteral("Stop"));
        QTest::keyClick(button, Qt::Key_Space);
    }
    ASSERT_TRUE(QTest::qWaitFor([&] { return !desk().isLearning(); }, 30'000));
    EXPECT_EQ(desk().model()->trainedAt, before); // the old one stays
    QTest::keyClick(button, Qt::Key_Space);
    ASSERT_TRUE(QTest::qWaitFor([&] { return !desk().isLearning(); }, 30'000));
    EXPECT_GT(desk().model()->trainedAt, before);
    EXPECT_EQ(button->text(), QStringLiteral("Learn now"));
}

TEST_F(Suggestions, OfAServerNameTheirModel)
{
    const QString reply =
        QStringLiteral("{\"suggestions\": [{\"turn\": 5, \"code\": \"free:answers\", \"confidence\": 1.0}, "
                       "{\"turn\": 99, \"code\": \"free:asks\", \"confidence\": 0.5}]}");
    test::ScriptedServer server(QList<test::ScriptedReply>{{200, test::completionBody(reply)}});
    open();
    ASSERT_TRUE(waitForGhost(4));
    Endpoint endpoint;
    endpoint.name = QStringLiteral("lab");
    endpoint.baseUrl = server.baseUrl();
    endpoint.model = QStringLiteral("big");
    desk().ask(endpoint);
    ASSERT_TRUE(waitForGhost(4, QStringLiteral("lab big"))) << m_notices.join(u'\n').toStdString();
    EXPECT_EQ(shown(4).value(0), QStringLiteral("(answers 1.00 · lab big)"));
    EXPECT_EQ(count("suggestion"), 1) << "turn 99 is none";
    press(Qt::Key_Space);
    EXPECT_EQ(count("coding WHERE origin = 'suggestion' AND origin_detail = 'lab big 1.00'"), 1);
    ASSERT_EQ(server.requests().size(), 1);
    EXPECT_TRUE(server.requests().first().body.contains("free:asks"));
}

TEST_F(Suggestions, AFailingServerLeavesEverythingAsItWas)
{
    test::ScriptedServer server(
        QList<test::ScriptedReply>{{200, test::completionBody(QStringLiteral("no JSON"))}});
    open();
    Endpoint endpoint;
    endpoint.name = QStringLiteral("lab");
    endpoint.baseUrl = server.baseUrl();
    endpoint.model = QStringLiteral("big");
    endpoint.limits.attempts = 1;
    desk().ask(endpoint);
    ASSERT_TRUE(QTest::qWaitFor([&] { return !m_notices.isEmpty(); }, 20'000));
    EXPECT_EQ(count("suggestion"), 0);
    EXPECT_EQ(codings(), 48);
}
