#include "core/base/linereader.h"
#include "core/base/zipfile.h"
#include "core/coding/memoliststore.h"
#include "core/coding/memostore.h"
#include "tests/ui/coding/stationtest.h"
#include "ui/coding/memoeditor.h"
#include "ui/coding/memofilterbar.h"
#include "ui/coding/memopage.h"
#include "ui/models/texttablemodel.h"
#include "ui/widgets/calmtable.h"
#include "ui/widgets/searchfield.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>

using namespace antiphon;

namespace {

class MemoPageTest : public test::StationTest
{
protected:
    MemoId add(const MemoAnchor& anchor, const QString& text, MemoKind kind = MemoKind::None)
    {
        Memo memo = memoOn(anchor, coder(QStringLiteral("ada")).id);
        memo.text = text;
        memo.kind = kind;
        MemoId id;
        (void)edit(QStringLiteral("Add"), [&]() -> Result<void> {
            ANTIPHON_TRY_ASSIGN(id, addMemo(db(), memo));
            return {};
        });
        return id;
    }
    QList<ListedMemo> stored()
    {
        m_session.drain();
        return listMemos(db(), {}).value();
    }
    MemoPage* page() const { return m_view->findChild<MemoPage*>(); }
    CalmTable* table() const { return page()->findChild<CalmTable*>(); }
    MemoEditor* editor() const { return page()->findChild<MemoEditor*>(); }
    bool shows(int rows)
    {
        return settled([&] { return page() && table()->model()->rowCount() == rows; });
    }
    MemoAnchor turn(int position) const
    {
        return {MemoTarget::Turn, place(QStringLiteral("a"), position).turn.bytes(), {}};
    }
    QPushButton* button(const QString& title) const
    {
        const auto buttons = m_view->findChildren<QPushButton*>();
        for (QPushButton* candidate : buttons) {
            if (candidate->text() == title && candidate->isVisible())
                return candidate;
        }
        return nullptr;
    }
};

} // namespace

TEST_F(MemoPageTest, WritesAJournalEntryByKey)
{
    open();
    press(Qt::Key_J, Qt::AltModifier);
    ASSERT_TRUE(settled([&] { return editor() && editor()->hasFocusInside(); }));
    type(QStringLiteral("Softening"));
    press(Qt::Key_Tab);
    auto* kind = qobject_cast<QComboBox*>(QApplication::focusWidget());
    ASSERT_NE(kind, nullptr);
    press(Qt::Key_Down);
    press(Qt::Key_Tab);
    type(QStringLiteral("Thanks soften refusals"));
    EXPECT_TRUE(stored().isEmpty()); // nothing is written half
    press(Qt::Key_Return, Qt::ControlModifier);
    ASSERT_TRUE(shows(1));
    const ListedMemo memo = stored().first();
    EXPECT_EQ(contentOf(memo.memo), (MemoContent{QStringLiteral("Thanks soften refusals"),
                                                 QStringLiteral("Softening"), MemoKind::Theoretical}));
    EXPECT_EQ(memo.memo.targetKind, MemoTarget::Journal);
    EXPECT_EQ(lastLabel(), QStringLiteral("Write a journal entry"));
}

TEST_F(MemoPageTest, LeavingAChangedFieldIsOneUndoStep)
{
    add({MemoTarget::Journal, {}, {}}, QStringLiteral("first"));
    open(QStringLiteral("memos"));
    ASSERT_TRUE(shows(1));
    ASSERT_TRUE(settled([&] { return editor()->content().text == QStringLiteral("first"); }));
    editor()->focusText();
    type(QStringLiteral(", and more"));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Backtab, Qt::ShiftModifier); // still inside
    QTest::qWait(20);
    EXPECT_EQ(stored().first().memo.text, QStringLiteral("first"));
    table()->setFocus(Qt::TabFocusReason);
    ASSERT_TRUE(settled([&] { return stored().first().memo.text == QStringLiteral("first, and more"); }));
    m_session.undo();
    ASSERT_TRUE(settled([&] { return editor()->content().text == QStringLiteral("first"); }));
    EXPECT_EQ(stored().first().memo.text, QStringLiteral("first"));
    // Leaving without a change writes nothing.
    const auto entries = EditHistory(db()).entries(100)->size();
    editor()->focusText();
    table()->setFocus();
    QTest::qWait(20);
    m_session.drain();
    EXPECT_EQ(EditHistory(db()).entries(100)->size(), entries);
    // Escape drops.
    editor()->focusText();
    type(QStringLiteral(" dropped"));
    press(Qt::Key_Escape);
    EXPECT_EQ(editor()->content().text, QStringLiteral("first"));
}

TEST_F(MemoPageTest, DeletesAndBringsBack)
{
    add({MemoTarget::Journal, {}, {}}, QStringLiteral("one"));
    open(QStringLiteral("memos"));
    ASSERT_TRUE(shows(1));
    table()->setFocus();
    press(Qt::Key_Delete);
    ASSERT_TRUE(shows(0));
    EXPECT_TRUE(stored().isEmpty());
    m_session.undo();
    EXPECT_TRUE(shows(1));
}

TEST_F(MemoPageTest, FindsByTextAndKind)
{
    add({MemoTarget::Journal, {}, {}}, QStringLiteral("about moods"), MemoKind::Theoretical);
    add(turn(0), QStringLiteral("about thanks"));
    open(QStringLiteral("memos"));
    ASSERT_TRUE(shows(2));
    auto* search = page()->findChild<SearchField*>();
    table()->setFocus();
    press(Qt::Key_F, Qt::ControlModifier);
    EXPECT_TRUE(search->hasFocus());
    type(QStringLiteral("THANKS"));
    ASSERT_TRUE(shows(1));
    EXPECT_EQ(table()->model()->index(0, 2).data().toString(), QStringLiteral("Turn 1 of a"));
    page()->findChild<MemoFilterBar*>()->clear();
    ASSERT_TRUE(shows(2));
    const auto boxes = page()->findChild<MemoFilterBar*>()->findChildren<QComboBox*>();
    boxes.first()->setCurrentIndex(boxes.first()->findText(QStringLiteral("Theoretical")));
    ASSERT_TRUE(shows(1));
}

TEST_F(MemoPageTest, LinksTheTurnInHandAndLeadsBack)
{
    open();
    press(Qt::Key_J, Qt::AltModifier);
    ASSERT_TRUE(settled([&] { return editor() && editor()->hasFocusInside(); }));
    press(Qt::Key_Tab);
    press(Qt::Key_Tab);
    type(QStringLiteral("a claim"));
    press(Qt::Key_Return, Qt::ControlModifier);
    ASSERT_TRUE(shows(1));
    const MemoId memo = stored().first().memo.id;
    m_view->setPage(QStringLiteral("code"));
    auto* dialogue = m_view->findChild<DialogueView*>();
    dialogue->setFocus();
    press(Qt::Key_Down);
    press(Qt::Key_L, Qt::ControlModifier);
    ASSERT_TRUE(settled([&] { return linksOf(db(), memo)->size() == 1; }));
    EXPECT_EQ(linksOf(db(), memo)->first().place.anchor, turn(1));
    // The turn shows what it is evidence for; the memo shows the turn.
    ASSERT_TRUE(settled([&] { return button(QStringLiteral("Evidence for “a claim”")) != nullptr; }));
    button(QStringLiteral("Evidence for “a claim”"))->click();
    ASSERT_TRUE(settled([&] { return button(QStringLiteral("Turn 2 of a")) != nullptr; }));
    dialogue->setCurrentTurn(0);
    button(QStringLiteral("Turn 2 of a"))->click();
    ASSERT_TRUE(settled([&] { return dialogue->isVisible() && dialogue->currentTurn() == 1; }));
}

TEST_F(MemoPageTest, WritesOnWhatIsChosenInTheCodingView)
{
    open();
    m_view->writeMemoOn(MemoTarget::Dialogue);
    type(QStringLiteral("on the dialogue"));
    press(Qt::Key_Return, Qt::ControlModifier);
    auto* dialogue = m_view->findChild<DialogueView*>();
    dialogue->setSelection(0, TextSpan{0, 4});
    m_view->writeMemo();
    type(QStringLiteral("on words"));
    dialogue->setFocus(); // leaving the field keeps it
    ASSERT_TRUE(settled([&] { return stored().size() == 2; }));
    QStringList places;
    for (const ListedMemo& listed : stored())
        places << memoPlaceText(listed.place);
    places.sort();
    EXPECT_EQ(places, (QStringList{QStringLiteral("Dialogue a"), QStringLiteral("“turn” in turn 1 of a")}));
}

TEST_F(MemoPageTest, ExportsWhatIsShown)
{
    add({MemoTarget::Journal, {}, {}}, QStringLiteral("first claim"));
    const QString path = m_project.filePath(QStringLiteral("memos.odt"));
    m_files.save = [path](QWidget*, const FileQuestion&, const std::function<void(const QString&)>& answer) {
        answer(path);
    };
    open(QStringLiteral("memos"));
    ASSERT_TRUE(shows(1));
    Q_EMIT table()->exportRequested();
    ASSERT_TRUE(QTest::qWaitFor([&] { return !m_notices.isEmpty(); }));
    EXPECT_EQ(m_notices.last(), QStringLiteral("Wrote 1 memo to memos.odt."));
    const auto entries = readZipArchive(readWholeFile(path).value());
    ASSERT_OK(entries);
    EXPECT_TRUE(entries->at(1).content.contains("first claim"));
}
