// Double coding through the window: a round is opened, worked through, closed and settled by keys.
#include "core/reliability/adjudicationstore.h"
#include "tests/ui/coding/stationtest.h"
#include "ui/coding/findings/agreementpage.h"
#include "ui/coding/rounds/adjudicationpane.h"
#include "ui/coding/rounds/rounddialogues.h"
#include "ui/coding/rounds/roundform.h"
#include "ui/coding/rounds/roundspage.h"
#include "ui/panes/chartpane.h"
#include "ui/panes/tablepane.h"
#include "ui/widgets/calmtable.h"
#include "ui/widgets/tabstrip.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QPushButton>

using namespace antiphon;

namespace {

class RoundsTest : public test::StationTest
{
protected:
    RoundsTest()
    {
        put(place(QStringLiteral("a"), 0), m_genre, QStringLiteral("ada"));
        put(place(QStringLiteral("a"), 0), m_genre, QStringLiteral("ben"));
        put(place(QStringLiteral("a"), 2), m_genre, QStringLiteral("ada"));
        put(place(QStringLiteral("a"), 2), m_mood, QStringLiteral("ben"));
        put(place(QStringLiteral("a"), 4), m_mood, QStringLiteral("ben"));
        (void)setChosenCoder(db(), QStringLiteral("ada"));
    }
    // A round over dialogue "a" that both have finished.
    void holdRound(bool closed)
    {
        ASSERT_OK(edit(QStringLiteral("Round"), [&]() -> Result<void> {
            NewRound asked{QStringLiteral("March"),
                           {coder(QStringLiteral("ada")).id, coder(QStringLiteral("ben")).id}};
            asked.draw = OverlapDraw::Chosen;
            asked.chosen = {place(QStringLiteral("a"), 0).dialogue};
            ANTIPHON_TRY_ASSIGN(const CodingRound round, openRound(db(), asked));
            for (const char* name : {"ada", "ben"})
                ANTIPHON_TRY(
                    setFinished(db(), round.id, asked.chosen.first(), coder(QLatin1String(name)).id, closed));
            return closed ? closeRound(db(), round.id) : Result<void>();
        }));
    }
    std::optional<CodingRound> round(const char* name) const
    {
        return roundByName(db(), QLatin1String(name)).value();
    }
    QPushButton* button(const QString& text) const
    {
        for (auto* one : m_view->findChildren<QPushButton*>()) {
            if (one->text() == text && one->isVisible())
                return one;
        }
        return nullptr;
    }
    // Codes of the settled coder on a turn of "a".
    QStringList settledOn(int turn) const
    {
        QStringList names;
        for (const Coding& coding : codingsOf(QStringLiteral("a"), settledName(QStringLiteral("March")))) {
            if (coding.target.turn == place(QStringLiteral("a"), turn).turn)
                names << (coding.code == m_genre.id ? QStringLiteral("genre") : QStringLiteral("mood"));
        }
        names.sort();
        return names;
    }

    Code m_genre = code(Facet::Attribute, QStringLiteral("genre"));
    Code m_mood = code(Facet::Attribute, QStringLiteral("mood"));
};

} // namespace

TEST_F(RoundsTest, OpensARoundByKeysAndBlindsItsCoders)
{
    open(QStringLiteral("rounds/new"));
    auto* form = m_view->findChild<RoundForm*>();
    ASSERT_TRUE(settled([&] { return form && form->isVisible(); }));
    type(QStringLiteral("Pilot"));
    auto* newCoder = form->findChildren<QLineEdit*>().last();
    for (auto* field : form->findChildren<QLineEdit*>()) {
        if (field->accessibleName() == RoundForm::tr("New coder"))
            newCoder = field;
    }
    newCoder->setFocus();
    type(QStringLiteral("ben"));
    press(Qt::Key_Return);
    press(Qt::Key_Return, Qt::ControlModifier);
    ASSERT_TRUE(settled([&] { return round("Pilot").has_value(); })) << m_notices.join(u'\n').toStdString();
    EXPECT_EQ(round("Pilot")->coders.size(), 2);
    EXPECT_EQ(round("Pilot")->dialogues, 2);
    EXPECT_TRUE(coder(QStringLiteral("ada")).blind);
    auto* dialogues = m_view->findChild<RoundDialogues*>();
    EXPECT_TRUE(settled([&] { return dialogues->isVisible(); }));
    m_session.undo();
    EXPECT_TRUE(settled([&] { return !round("Pilot") && !coder(QStringLiteral("ada")).blind; }));
}

TEST_F(RoundsTest, KeepsItsCodersBlindUntilItIsClosed)
{
    holdRound(false);
    open(QStringLiteral("rounds/March"));
    auto* blind = m_view->findChild<QCheckBox*>();
    for (auto* box : m_view->findChildren<QCheckBox*>()) {
        if (box->text() == QLatin1String("Blind"))
            blind = box;
    }
    ASSERT_TRUE(settled([&] { return blind->isChecked(); }));
    blind->click();
    m_session.drain();
    QTest::qWait(100); // for an answer that must not come
    EXPECT_TRUE(coder(QStringLiteral("ada")).blind);
    ASSERT_TRUE(settled([&] { return button(RoundsPage::tr("Close round")) != nullptr; }));
    button(RoundsPage::tr("Close round"))->click();
    EXPECT_TRUE(settled([&] { return !round("March")->isOpen() && !coder(QStringLiteral("ada")).blind; }));
}

TEST_F(RoundsTest, FinishesADialogueByKey)
{
    holdRound(false);
    open(QStringLiteral("rounds/March"));
    auto* dialogues = m_view->findChild<RoundDialogues*>();
    auto* table = dialogues->findChild<CalmTable*>();
    ASSERT_TRUE(settled([&] { return dialogues->isVisible() && table->model()->rowCount() == 1; }));
    table->setFocus();
    const auto finished = [&] {
        return dialoguesOfRound(db(), round("March")->id, coder(QStringLiteral("ada")).id)->first().finished;
    };
    press(Qt::Key_Return, Qt::ControlModifier);
    EXPECT_TRUE(settled(finished));
    EXPECT_TRUE(
        settled([&] { return table->model()->index(0, 4).data().toString() == QLatin1String("finished"); }));
    press(Qt::Key_Return, Qt::ControlModifier);
    EXPECT_TRUE(settled([&] { return !finished(); }));
}

TEST_F(RoundsTest, FinishesBesideTheDialogueAndTakesTheNext)
{
    ASSERT_OK(edit(QStringLiteral("Round"), [&]() -> Result<void> {
        ANTIPHON_TRY_ASSIGN(const CodingRound both, openRound(db(), {QStringLiteral("Both"),
                                                                     {coder(QStringLiteral("ada")).id,
                                                                      coder(QStringLiteral("ben")).id}}));
        return {};
    }));
    open();
    const DialogueId first = m_view->desk().dialogue().id;
    m_view->finishDialogue();
    EXPECT_TRUE(settled([&] { return m_view->desk().dialogue().id != first; }));
    const auto mine = dialoguesOfRound(db(), round("Both")->id, coder(QStringLiteral("ada")).id);
    ASSERT_OK(mine);
    for (const RoundDialogue& one : *mine)
        EXPECT_EQ(one.finished, one.dialogue == first);
}

TEST_F(RoundsTest, SettlesTurnsByKeysWithoutNames)
{
    holdRound(true);
    open(QStringLiteral("rounds/March"));
    auto* pane = m_view->findChild<AdjudicationPane*>();
    auto* table = pane->findChild<CalmTable*>();
    ASSERT_TRUE(settled([&] { return pane->isVisible() && table->model()->rowCount() == 2; }));
    for (const auto* label : pane->findChildren<QLabel*>()) {
        EXPECT_FALSE(label->text().contains(QLatin1String("ada"))) << label->text().toStdString();
        EXPECT_FALSE(label->text().contains(QLatin1String("ben"))) << label->text().toStdString();
    }
    const auto turns = disputedTurns(db(), *round("March"));
    ASSERT_OK(turns);
    const bool adaIsFirst = turns->first().sides.first().coder == coder(QStringLiteral("ada")).id;
    table->setFocus();
    type(QStringLiteral("a"));
    EXPECT_TRUE(settled([&] {
        return settledOn(2) == QStringList{adaIsFirst ? QStringLiteral("genre") : QStringLiteral("mood")};
    }));
    EXPECT_TRUE(settled([&] { return table->currentIndex().row() == 1; })); // the next open one
    type(QStringLiteral("0"));
    EXPECT_TRUE(settled([&] { return settlementOf(db(), *round("March"))->settled == 2; }));
    EXPECT_TRUE(settledOn(4).isEmpty());
    ASSERT_TRUE(settled(
        [&] { return table->model()->index(1, 2).data().toString() == AdjudicationPane::tr("no code"); }));
    table->selectRow(1);
    type(QStringLiteral("+"));
    EXPECT_TRUE(settled([&] { return settledOn(4) == QStringList{QStringLiteral("mood")}; }));
    table->selectRow(1);
    press(Qt::Key_Backspace);
    EXPECT_TRUE(
        settled([&] { return settledOn(4).isEmpty() && settlementOf(db(), *round("March"))->settled == 1; }));
    EXPECT_EQ(codingsOf(QStringLiteral("a"), QStringLiteral("ada")).size(), 2);
    EXPECT_EQ(codingsOf(QStringLiteral("a"), QStringLiteral("ben")).size(), 3);
}

TEST_F(RoundsTest, ShowAgreementOfTheirCodersAndLeadToTheTurn)
{
    holdRound(true);
    open(QStringLiteral("findings/agreement/March"));
    auto* page = m_view->findChild<AgreementPage*>();
    const auto* codes = page->findChild<ChartPane*>(QStringLiteral("agreementOfCodes"));
    ASSERT_TRUE(settled([&] { return codes->chart().rows.size() > 2; }));
    bool seen = false;
    for (const QStringList& row : codes->chart().rows) {
        if (row[0] != QLatin1String("genre"))
            continue;
        seen = true;
        // Of six turns both gave it to one, ada alone to another: 1 - (12 - 1) * 2 / (2 * 3 * 9).
        EXPECT_EQ(row[1], QLatin1String("0.592593"));
    }
    EXPECT_TRUE(seen);
    page->findChild<TabStrip*>(QStringLiteral("agreementPages"))->setCurrentIndex(2);
    CalmTable* table = nullptr;
    for (auto* one : page->findChildren<CalmTable*>())
        table = one->isVisible() ? one : table;
    ASSERT_TRUE(table);
    ASSERT_EQ(table->model()->rowCount(), 2);
    table->setFocus();
    table->selectRow(0);
    press(Qt::Key_Return);
    auto* dialogue = m_view->findChild<DialogueView*>();
    EXPECT_TRUE(settled([&] { return dialogue->isVisible() && dialogue->currentTurn() == 2; }));
}

TEST_F(RoundsTest, WorkOutIntervalsAndExplainThem)
{
    put(place(QStringLiteral("b"), 0), m_genre, QStringLiteral("ada"));
    put(place(QStringLiteral("b"), 2), m_genre, QStringLiteral("ben"));
    open(QStringLiteral("findings/agreement"));
    auto* page = m_view->findChild<AgreementPage*>();
    const auto* codes = page->findChild<ChartPane*>(QStringLiteral("agreementOfCodes"));
    ASSERT_TRUE(settled([&] { return !codes->chart().rows.isEmpty(); }));
    EXPECT_TRUE(codes->chart().rows[0][2].isEmpty());
    button(AgreementPage::tr("Intervals"))->click();
    EXPECT_TRUE(settled([&] { return !codes->chart().rows[0][2].isEmpty(); }));
    EXPECT_LE(codes->chart().rows[0][2].toDouble(), codes->chart().rows[0][3].toDouble());
    button(AgreementPage::tr("Definitions"))->click();
    bool explained = false;
    for (const auto* label : page->findChildren<QLabel*>())
        explained =
            explained || (label->isVisible() && label->text().contains(QLatin1String("Krippendorff 2011")));
    EXPECT_TRUE(explained);
}

TEST_F(RoundsTest, TellABlindCoderNoAgreement)
{
    ASSERT_OK(edit(QStringLiteral("Blind"),
                   [&] { return setCoderSight(db(), coder(QStringLiteral("ada")).id, CoderSight::Blind); }));
    open(QStringLiteral("findings/agreement"));
    auto* page = m_view->findChild<AgreementPage*>();
    m_session.drain();
    QTest::qWait(100); // for an answer that must not come
    for (auto* pane : page->findChildren<ChartPane*>())
        EXPECT_TRUE(pane->chart().rows.isEmpty());
    for (const auto* widget : page->findChildren<QWidget*>())
        EXPECT_FALSE(widget->accessibleName().contains(QLatin1String("ben")));
}
