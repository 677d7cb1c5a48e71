#include "core/coding/comparisonstore.h"
#include "core/coding/propositionstore.h"
#include "tests/ui/coding/stationtest.h"
#include "ui/coding/propositions/propositionfinder.h"
#include "ui/coding/propositions/propositionpage.h"
#include "ui/coding/propositions/propositionpane.h"
#include "ui/panes/tablepane.h"
#include "ui/widgets/calmtable.h"
#include "ui/widgets/panels.h"
#include "ui/widgets/tabstrip.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>

using namespace antiphon;

namespace {

class PropositionPageTest : public test::StationTest
{
protected:
    QList<ListedProposition> stored()
    {
        m_session.drain();
        return listPropositions(db(), {}).value();
    }
    QList<ListedEvidence> evidence() { return evidenceOf(db(), stored().value(0).proposition.id).value(); }
    EvidenceCounts counts() { return stored().value(0).counts; }
    PropositionPage* page() const { return m_view->findChild<PropositionPage*>(); }
    PropositionPane* pane() const { return m_view->findChild<PropositionPane*>(); }
    TablePane* table(const char* name) const
    {
        return page()->findChild<TablePane*>(QString::fromLatin1(name));
    }
    TablePane* list() const { return table("propositions"); }
    TablePane* evidenceTable() const { return table("evidence"); }
    QString cell(TablePane* table, int row, int column) const
    {
        return table->model()->index(row, column).data(Qt::DisplayRole).toString();
    }
    void openPage()
    {
        open();
        m_view->navigate(QStringLiteral("theory/propositions"));
        ASSERT_TRUE(settled([&] { return page() && page()->isVisible(); }));
        list()->table()->setFocus();
    }
    void propose(const QString& text, const QList<CodeId>& codes = {})
    {
        (void)edit(QStringLiteral("Propose"), [&]() -> Result<void> {
            Proposition proposition;
            proposition.text = text;
            proposition.codes = codes;
            proposition.coder = coder(QStringLiteral("ada")).id;
            ANTIPHON_TRY(addProposition(db(), proposition));
            return {};
        });
    }
};

} // namespace

TEST_F(PropositionPageTest, WritesAndWeighsByKeys)
{
    openPage();
    ASSERT_TRUE(settled([&] { return page()->findChild<EmptyView*>()->isVisible(); }));
    press(Qt::Key_N);
    type(QStringLiteral("Greeting comes first"));
    press(Qt::Key_Return);
    ASSERT_TRUE(settled([&] { return list()->model()->rowCount() == 1; }));
    EXPECT_EQ(stored().first().coder, QStringLiteral("ada"));
    EXPECT_EQ(lastLabel(), QStringLiteral("Add the proposition “Greeting comes first”"));
    press(Qt::Key_F); // the turn in hand: the first
    ASSERT_TRUE(settled([&] { return counts().inFavour == 1; }));
    ASSERT_TRUE(settled([&] { return evidenceTable()->model()->rowCount() == 1; }));
    EXPECT_EQ(evidence().first().place.position, 0);
    evidenceTable()->table()->setFocus();
    press(Qt::Key_S); // to the other side
    ASSERT_TRUE(settled([&] { return cell(evidenceTable(), 0, 3) == QStringLiteral("open"); }));
    EXPECT_EQ(counts(), (EvidenceCounts{0, 1, 1}));
    EXPECT_EQ(cell(list(), 0, 3), QStringLiteral("1"));
    press(Qt::Key_W);
    type(QStringLiteral("a late guest"));
    press(Qt::Key_Return);
    ASSERT_TRUE(settled([&] { return counts().open == 0; }));
    EXPECT_EQ(evidence().first().evidence.answer, QStringLiteral("a late guest"));
    m_session.undo();
    ASSERT_TRUE(settled([&] { return counts().open == 1; }));
    evidenceTable()->table()->setFocus();
    press(Qt::Key_Delete);
    ASSERT_TRUE(settled([&] { return counts() == EvidenceCounts{}; }));
    list()->table()->setFocus();
    press(Qt::Key_Delete);
    ASSERT_TRUE(settled([&] { return stored().isEmpty(); }));
    m_session.undo();
    EXPECT_TRUE(settled([&] { return stored().size() == 1; }));
}

TEST_F(PropositionPageTest, RewordsMarksAndNamesCodes)
{
    propose(QStringLiteral("Greeting comes first"));
    openPage();
    ASSERT_TRUE(settled([&] { return list()->model()->rowCount() == 1; }));
    press(Qt::Key_Return);
    auto* text = pane()->findChild<QPlainTextEdit*>();
    ASSERT_TRUE(text->hasFocus());
    type(QStringLiteral(", mostly"));
    press(Qt::Key_Return, Qt::ControlModifier);
    ASSERT_TRUE(settled(
        [&] { return stored().first().proposition.text == QStringLiteral("Greeting comes first, mostly"); }));
    auto* state = pane()->findChild<QComboBox*>();
    state->setCurrentIndex(2);
    Q_EMIT state->activated(2);
    ASSERT_TRUE(settled([&] { return stored().first().proposition.state == PropositionState::Revised; }));
    const auto buttons = pane()->findChildren<QPushButton*>();
    for (QPushButton* button : buttons) {
        if (button->text() == QStringLiteral("About a code"))
            button->click();
    }
    type(QStringLiteral("greet"));
    press(Qt::Key_Return);
    ASSERT_TRUE(settled([&] { return stored().first().codes == QStringList{QStringLiteral("greeting")}; }));
    // Escape drops what was written.
    ASSERT_TRUE(settled([&] { return cell(list(), 0, 0).endsWith(QStringLiteral("(revised)")); }));
    pane()->focusText();
    type(QStringLiteral(" never"));
    press(Qt::Key_Escape);
    m_session.drain();
    EXPECT_EQ(stored().first().proposition.text, QStringLiteral("Greeting comes first, mostly"));
}

TEST_F(PropositionPageTest, TakesTheTurnBesideTheDialogue)
{
    propose(QStringLiteral("Greeting comes first"));
    open();
    auto* dialogue = m_view->findChild<DialogueView*>();
    press(Qt::Key_Down);
    m_view->takeEvidence(Stance::Against);
    auto* finder = m_view->findChild<PropositionFinder*>();
    ASSERT_TRUE(finder->isVisible());
    type(QStringLiteral("greet"));
    ASSERT_TRUE(settled([&] { return finder->findChild<QListWidget*>()->count() == 2; }));
    press(Qt::Key_Return);
    ASSERT_TRUE(settled([&] { return counts().against == 1; }));
    EXPECT_EQ(evidence().first().place.position, 1);
    EXPECT_TRUE(finder->isHidden());
    EXPECT_TRUE(dialogue->hasFocus());
    // What is not there yet is written at once, with the turn, in one step.
    m_view->takeEvidence(Stance::For);
    type(QStringLiteral("Replies greet back"));
    press(Qt::Key_Down);
    press(Qt::Key_Return);
    ASSERT_TRUE(settled([&] { return stored().size() == 2; }));
    EXPECT_EQ(stored().last().counts.inFavour, 1);
    m_session.undo();
    ASSERT_TRUE(settled([&] { return stored().size() == 1; }));
    m_view->takeEvidence(Stance::For);
    press(Qt::Key_Escape);
    EXPECT_TRUE(finder->isHidden());
}

TEST_F(PropositionPageTest, ListsOpenNegativeCases)
{
    const Code greeting = code(Facet::Intent, QStringLiteral("greeting"));
    propose(QStringLiteral("Greeting comes first"), {greeting.id});
    ASSERT_OK(edit(QStringLiteral("Compare"), [&] {
        Comparison comparison;
        comparison.code = greeting.id;
        comparison.coder = coder(QStringLiteral("ada")).id;
        comparison.turn = place(QStringLiteral("a"), 2).turn;
        comparison.against = place(QStringLiteral("b"), 0).turn;
        comparison.verdict = ComparisonVerdict::Negative;
        return giveVerdict(db(), comparison);
    }));
    open();
    m_view->navigate(QStringLiteral("theory/negatives"));
    ASSERT_TRUE(settled([&] { return page() && page()->isVisible(); }));
    TablePane* cases = table("negativeCases");
    ASSERT_TRUE(settled([&] { return cases->model()->rowCount() == 1; }));
    ASSERT_TRUE(cases->isVisible());
    EXPECT_EQ(cell(cases, 0, 0), QStringLiteral("Code greeting"));
    cases->setCurrentRow(0);
    cases->table()->setFocus();
    press(Qt::Key_A);
    ASSERT_TRUE(settled([&] { return cell(cases, 0, 0) == QStringLiteral("Greeting comes first"); }));
    EXPECT_EQ(counts(), (EvidenceCounts{0, 1, 1}));
    EXPECT_EQ(page()->findChild<TabStrip*>()->tabText(1), QStringLiteral("Open negative cases (1)"));
    press(Qt::Key_W);
    ASSERT_TRUE(settled([&] {
        auto* field = qobject_cast<QLineEdit*>(QApplication::focusWidget());
        return field && pane()->isAncestorOf(field);
    }));
    type(QStringLiteral("an exception"));
    press(Qt::Key_Return);
    ASSERT_TRUE(settled([&] { return counts().open == 0; }));
    EXPECT_TRUE(settled([&] { return cases->model()->rowCount() == 0; }));
}
