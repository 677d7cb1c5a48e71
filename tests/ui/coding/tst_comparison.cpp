#include "core/coding/codestore.h"
#include "core/coding/comparisonstore.h"
#include "core/jobs/jobrunner.h"
#include "tests/core/coding/codingproject.h"
#include "ui/coding/codingview.h"
#include "ui/coding/comparepanel.h"
#include "ui/coding/comparisondesk.h"
#include "ui/coding/comparisonpage.h"
#include "ui/coding/incidentcard.h"
#include "ui/theme/icons.h"
#include "ui/widgets/calmtable.h"
#include "ui/widgets/dialogueview.h"

#include <QLineEdit>
#include <QPushButton>
#include <QTest>

using namespace antiphon;

namespace {

// Three turns have add_filter already; the view opens on the first of dialogue a.
class ComparisonViewTest : public test::CodingProject
{
protected:
    ComparisonViewTest()
        : m_code(code(Facet::Intent, QStringLiteral("add_filter"))), m_session(m_project.path(), m_actor)
    {
        initIconResources();
        for (const auto& [dialogue, position] : {std::pair("b", 0), std::pair("b", 2), std::pair("a", 4)})
            put(place(QString::fromLatin1(dialogue), position), m_code, QStringLiteral("ada"));
    }
    void open()
    {
        const WorkspaceContext context{m_session,
                                       m_jobs,
                                       [](const QString&, const QString&) {},
                                       [](const Notice&) {},
                                       [](const QString&) {},
                                       m_files};
        m_view = std::make_unique<CodingView>(context, nullptr);
        m_view->resize(1200, 800);
        m_view->show();
        QApplication::setActiveWindow(m_view.get());
        m_dialogue = m_view->findChild<DialogueView*>();
        ASSERT_TRUE(QTest::qWaitFor([&] { return m_dialogue->turnCount() > 0; }));
        m_dialogue->setFocus();
        m_panel = m_view->findChild<ComparePanel*>();
    }
    bool compares(int incidents)
    {
        return QTest::qWaitFor([&] { return cards().size() == std::min(incidents, 2) + 1; }, 3000);
    }
    QList<IncidentCard*> cards() const
    {
        QList<IncidentCard*> shown;
        for (auto* card : m_panel->findChildren<IncidentCard*>()) {
            if (card->isVisible())
                shown << card;
        }
        return shown;
    }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::keyClick(QApplication::focusWidget(), key, modifiers);
    }
    QList<ComparisonRow> stored()
    {
        m_session.drain();
        return comparisonsOf(db(), coder(QStringLiteral("ada")).id).value_or(QList<ComparisonRow>());
    }

    Code m_code;
    ProjectSession m_session;
    JobRunner m_jobs;
    FileDialogs m_files;
    std::unique_ptr<CodingView> m_view;
    DialogueView* m_dialogue = nullptr;
    ComparePanel* m_panel = nullptr;
};

} // namespace

TEST_F(ComparisonViewTest, OpensByItselfWhenACodeIsGiven)
{
    open();
    press(Qt::Key_2); // add_filter
    ASSERT_TRUE(compares(3));
    EXPECT_TRUE(m_panel->isVisible());
    EXPECT_EQ(cards().first()->text(), QStringLiteral("In hand: turn 1"));
    EXPECT_TRUE(cards()[1]->isChosen());
    EXPECT_TRUE(m_dialogue->hasFocus()); // the hands stay where they are
}

TEST_F(ComparisonViewTest, OnePressFromTheDialogueGivesAVerdict)
{
    open();
    press(Qt::Key_2);
    ASSERT_TRUE(compares(3));
    const Incident first = *m_panel->chosen();
    press(Qt::Key_F, Qt::AltModifier);
    const Incident second = *m_panel->chosen();
    EXPECT_NE(second.place.turn, first.place.turn);
    press(Qt::Key_N, Qt::AltModifier);
    const auto rows = stored();
    ASSERT_EQ(rows.size(), 2);
    EXPECT_EQ(rows[1].comparison.verdict, ComparisonVerdict::Fits);
    EXPECT_EQ(rows[1].againstPlace, first.place);
    EXPECT_EQ(rows[1].place, place(QStringLiteral("a"), 0));
    EXPECT_EQ(rows[0].comparison.verdict, ComparisonVerdict::Negative);
    EXPECT_EQ(EditHistory(db()).entries(1)->first().label,
              QStringLiteral("Compare turn 1: add_filter, negative case"));
    m_session.undo();
    EXPECT_EQ(stored().size(), 1);
    m_session.undo();
    EXPECT_TRUE(stored().isEmpty());
}

TEST_F(ComparisonViewTest, WithTheFocusEachVerdictIsOneLetter)
{
    open();
    press(Qt::Key_2);
    ASSERT_TRUE(compares(3));
    press(Qt::Key_C, Qt::AltModifier);
    EXPECT_TRUE(m_panel->hasFocus());
    const Incident first = *m_panel->chosen();
    press(Qt::Key_Down);
    EXPECT_NE(m_panel->chosen()->place.turn, first.place.turn);
    press(Qt::Key_Up);
    press(Qt::Key_P);
    press(Qt::Key_S);
    QLineEdit* note = nullptr;
    for (auto* line : m_panel->findChildren<QLineEdit*>()) {
        if (line->accessibleName() == QStringLiteral("Note with the verdict"))
            note = line;
    }
    ASSERT_NE(note, nullptr);
    note->setFocus();
    QTest::keyClicks(note, QStringLiteral("fsn"));
    press(Qt::Key_Return);
    EXPECT_TRUE(m_panel->hasFocus());
    press(Qt::Key_N);
    press(Qt::Key_Escape);
    EXPECT_TRUE(m_dialogue->hasFocus());
    QStringList found;
    for (const ComparisonRow& row : stored())
        found << verdictWord(row.comparison.verdict) + u':' + row.comparison.note;
    found.sort();
    EXPECT_EQ(found, (QStringList{QStringLiteral("negative:fsn"), QStringLiteral("property:"),
                                  QStringLiteral("split:")}));
    // None of the letters coded the turn.
    EXPECT_EQ(codings(), 4);
}

TEST_F(ComparisonViewTest, ASplitOffersTheSplitOfTheCode)
{
    open();
    press(Qt::Key_2);
    ASSERT_TRUE(compares(3));
    CodeId asked;
    QObject::connect(&m_view->comparison(), &ComparisonDesk::splitRequested,
                     [&asked](const Code& code, TurnId, TurnId) { asked = code.id; });
    press(Qt::Key_S, Qt::AltModifier);
    QPushButton* offer = nullptr;
    for (auto* button : m_panel->findChildren<QPushButton*>()) {
        if (button->text() == QStringLiteral("Split add_filter"))
            offer = button;
    }
    ASSERT_NE(offer, nullptr);
    ASSERT_TRUE(offer->isVisible());
    offer->click();
    EXPECT_EQ(asked, m_code.id);
}

TEST_F(ComparisonViewTest, ANewPropertyIsWrittenDownAtOnce)
{
    open();
    press(Qt::Key_2);
    ASSERT_TRUE(compares(3));
    press(Qt::Key_P, Qt::AltModifier);
    QLineEdit* field = nullptr;
    for (auto* line : m_panel->findChildren<QLineEdit*>()) {
        if (line->isVisible() && line->accessibleName() == QStringLiteral("Property, such as frequency"))
            field = line;
    }
    ASSERT_NE(field, nullptr);
    field->setFocus();
    press(Qt::Key_Return); // nothing without a name
    QTest::keyClicks(field, QStringLiteral("politeness"));
    press(Qt::Key_Return);
    m_session.drain();
    EXPECT_EQ(*db().integer("SELECT count(*) FROM code_property WHERE name = 'politeness'"), 1);
    EXPECT_EQ(EditHistory(db()).entries(1)->first().label,
              QStringLiteral("Add property politeness to add_filter"));
    EXPECT_TRUE(m_dialogue->hasFocus());
    EXPECT_FALSE(field->isVisible());
}

TEST_F(ComparisonViewTest, TheListShowsFiltersAndTakesBack)
{
    open();
    press(Qt::Key_2);
    ASSERT_TRUE(compares(3));
    press(Qt::Key_F, Qt::AltModifier);
    press(Qt::Key_N, Qt::AltModifier);
    m_session.drain();
    m_view->setPage(QStringLiteral("comparisons"));
    auto* page = m_view->findChild<ComparisonPage*>();
    ASSERT_NE(page, nullptr);
    auto* table = page->findChild<CalmTable*>();
    ASSERT_TRUE(QTest::qWaitFor([&] { return table->model()->rowCount() == 2; }));
    EXPECT_EQ(table->model()->index(0, 1).data().toString(), QStringLiteral("Negative case"));
    table->setFocus();
    table->selectRow(0);
    press(Qt::Key_Delete);
    ASSERT_TRUE(QTest::qWaitFor([&] { return table->model()->rowCount() == 1; }));
    ASSERT_EQ(stored().size(), 1);
    EXPECT_EQ(stored().first().comparison.verdict, ComparisonVerdict::Fits);
}
