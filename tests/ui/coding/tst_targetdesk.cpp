#include "core/coding/codestore.h"
#include "core/coding/codingstore.h"
#include "core/coding/memostore.h"
#include "tests/ui/coding/codingviewtest.h"
#include "ui/coding/codefinder.h"
#include "ui/coding/dialoguefind.h"
#include "ui/coding/recentcodes.h"
#include "ui/coding/targetacts.h"
#include "ui/coding/targetdesk.h"
#include "ui/coding/textcorrector.h"
#include "ui/widgets/panels.h"

#include <QLineEdit>
#include <QPlainTextEdit>

using namespace antiphon;

namespace {

const QString guitar = QStringLiteral("\U0001F3B8\U0001F3FD");

// A dialogue whose words are worth coding, before those of the project.
class TargetDeskTest : public test::CodingViewTest
{
protected:
    TargetDeskTest()
    {
        addTalk(QStringLiteral("script"), QStringLiteral("x"),
                {QStringLiteral("play some ") + guitar + QStringLiteral(" rock please"),
                 QStringLiteral("here is rock"), QStringLiteral("now some jazz"),
                 QStringLiteral("here is jazz")});
    }
    void openScript(int turn = 0)
    {
        open();
        m_view->desk().showDialogue(place(QStringLiteral("x"), 0).dialogue, turn);
        ASSERT_TRUE(
            settled([&] { return m_dialogue->turnCount() == 4 && m_dialogue->currentTurn() == turn; }));
    }
    void select(const QString& words)
    {
        const int turn = m_dialogue->currentTurn();
        const QString& text = m_dialogue->document().turns[turn].text;
        const qsizetype at = text.indexOf(words);
        m_dialogue->setSelection(turn,
                                 {codePointsBefore(text, at), codePointsBefore(text, at + words.size())});
    }
    // What the file holds for the dialogue: "span genre rock".
    QStringList held()
    {
        m_session.drain();
        QStringList all;
        const QList<CodedTurn> turns = codedTurns(db(), {}).value_or(QList<CodedTurn>());
        for (const CodedTurn& coded : turns)
            all << QStringList{targetWord(coded.target.kind()), coded.code.name, coded.quote()}
                       .join(QLatin1Char(' '))
                       .trimmed();
        return all;
    }
    QStringList stripes(int turn) const
    {
        QStringList names;
        for (const DialogueStripe& stripe : m_dialogue->document().turns[turn].stripes)
            names << stripe.text + (stripe.current ? QStringLiteral("*") : QString());
        return names;
    }
    QString remark() const
    {
        const auto headers = m_dialogue->parentWidget()->findChildren<SectionHeader*>();
        for (const SectionHeader* header : headers) {
            if (header->parentWidget() == m_dialogue->parentWidget())
                return header->remark();
        }
        return {};
    }
    QString lastAct() { return EditHistory(db()).entries(1)->first().label; }
};

} // namespace

TEST_F(TargetDeskTest, KeysCodeTheSelectedWords)
{
    openScript();
    select(QStringLiteral("rock"));
    type(QStringLiteral("g"));
    EXPECT_EQ(stripes(0), QStringList{QStringLiteral("genre*")}); // at once, before the disk answers
    EXPECT_FALSE(m_dialogue->selection());
    EXPECT_EQ(held(), QStringList{QStringLiteral("span genre rock")});
    EXPECT_EQ(lastAct(), QStringLiteral("Code words of turn 1 with genre"));
    type(QStringLiteral("g")); // without a selection the turn is meant
    EXPECT_EQ(held().size(), 2);
    select(QStringLiteral("rock"));
    type(QStringLiteral("g"));
    EXPECT_EQ(held().size(), 1);
    EXPECT_TRUE(held().first().startsWith(QLatin1String("turn genre")));
}

TEST_F(TargetDeskTest, SelectsAndCodesByKeysAlone)
{
    openScript(2);
    press(Qt::Key_Left, Qt::ControlModifier | Qt::ShiftModifier); // from the end of the turn
    ASSERT_TRUE(m_dialogue->selection());
    EXPECT_EQ(m_dialogue->selectedText(), QStringLiteral("jazz"));
    press(Qt::Key_Return);
    type(QStringLiteral("gen"));
    press(Qt::Key_Return);
    EXPECT_EQ(held(), QStringList{QStringLiteral("span genre jazz")});
}

TEST_F(TargetDeskTest, TwoKeysCodeTheExchangeAndTheDialogue)
{
    openScript(1);
    press(Qt::Key_E, Qt::ShiftModifier);
    EXPECT_EQ(remark(), QStringLiteral("The next code goes on the exchange"));
    type(QStringLiteral("2")); // an intent: the exchange has a turn of the user
    press(Qt::Key_D, Qt::ShiftModifier);
    type(QStringLiteral("g"));
    EXPECT_EQ(stripes(0), QStringList{QStringLiteral("add_filter")});
    EXPECT_EQ(stripes(1), QStringList{QStringLiteral("add_filter")});
    EXPECT_EQ(stripes(2), QStringList());
    EXPECT_EQ(m_dialogue->document().chips.size(), 1);
    EXPECT_EQ(held(), (QStringList{QStringLiteral("dialogue genre"), QStringLiteral("exchange add_filter")}));
    press(Qt::Key_E, Qt::ShiftModifier);
    press(Qt::Key_Escape);
    type(QStringLiteral("g"));
    EXPECT_EQ(held().size(), 3);
    EXPECT_TRUE(held().last().startsWith(QLatin1String("turn genre")));
}

TEST_F(TargetDeskTest, OneKeyMakesACodeOfTheWordsInOneStep)
{
    openScript();
    m_session.drain();
    const QString before = test::dumpOfRecordedTables(db());
    select(QStringLiteral("some ") + guitar + QStringLiteral(" rock"));
    press(Qt::Key_I, Qt::ShiftModifier);
    const QString name = QStringLiteral("some ") + guitar + QStringLiteral(" rock");
    EXPECT_EQ(stripes(0), QStringList{name + QStringLiteral("*")});
    EXPECT_EQ(held(), QStringList{QStringLiteral("span ") + name + QLatin1Char(' ') + name});
    const Code made = code(Facet::Free, name);
    EXPECT_EQ(made.parent, code(Facet::Free, QStringLiteral("In vivo")).id);
    EXPECT_EQ(lastAct(), QStringLiteral("Code in vivo: ") + name);
    press(Qt::Key_Down);
    press(Qt::Key_Down);
    select(QStringLiteral("some"));
    press(Qt::Key_I, Qt::ShiftModifier);
    select(QStringLiteral("some"));
    press(Qt::Key_I, Qt::ShiftModifier);
    EXPECT_TRUE(held().contains(QStringLiteral("span some 2 some")));
    EXPECT_EQ(code(Facet::Free, QStringLiteral("some 2")).parent, made.parent);
    m_dialogue->clearSelection();
    press(Qt::Key_I, Qt::ShiftModifier);
    EXPECT_EQ(remark(), QStringLiteral("Select the words that name the code"));
    for (int i = 0; i < 3; ++i)
        m_session.undo();
    m_session.drain();
    EXPECT_EQ(test::dumpOfRecordedTables(db()), before);
}

TEST_F(TargetDeskTest, MovesTheEndsOfASpanByCharacterAndWord)
{
    openScript();
    select(QStringLiteral("rock"));
    type(QStringLiteral("g"));
    press(Qt::Key_F5);
    press(Qt::Key_F5); // the guitar is two code points, and four units
    EXPECT_EQ(held(), QStringList{QStringLiteral("span genre ") + guitar + QStringLiteral(" rock")});
    press(Qt::Key_F5, Qt::ShiftModifier);
    EXPECT_EQ(held(), QStringList{QStringLiteral("span genre  rock")});
    press(Qt::Key_F8, Qt::ControlModifier);
    EXPECT_EQ(held(), QStringList{QStringLiteral("span genre  rock please")});
    press(Qt::Key_F8, Qt::ShiftModifier);
    EXPECT_EQ(held(), QStringList{QStringLiteral("span genre  rock pleas")});
    press(Qt::Key_F5, Qt::ControlModifier);
    EXPECT_TRUE(held().first().endsWith(QLatin1String("some ") + guitar + QStringLiteral(" rock pleas")));
    EXPECT_EQ(codings(), 1);
}

TEST_F(TargetDeskTest, GoesThroughOverlappingCodings)
{
    openScript();
    type(QStringLiteral("2"));
    select(QStringLiteral("rock please"));
    type(QStringLiteral("g"));
    select(QStringLiteral("rock"));
    type(QStringLiteral("g"));
    press(Qt::Key_E, Qt::ShiftModifier);
    type(QStringLiteral("g"));
    press(Qt::Key_Escape);
    EXPECT_TRUE(m_view->desk().currentCoding().isNull());
    QStringList seen;
    for (int i = 0; i < 5; ++i) {
        press(Qt::Key_F4);
        seen << remark();
        // One and no other stands out.
        const DialogueTurn& first = m_dialogue->document().turns[0];
        EXPECT_EQ(first.chips.first().current, i % 4 == 0);
        EXPECT_EQ(std::count_if(first.stripes.begin(), first.stripes.end(),
                                [](const DialogueStripe& stripe) { return stripe.current; }),
                  i % 4 == 0 ? 0 : 1);
    }
    EXPECT_EQ(seen, (QStringList{QStringLiteral("add_filter: turn"), QStringLiteral("genre: rock please"),
                                 QStringLiteral("genre: rock"), QStringLiteral("genre: exchange"),
                                 QStringLiteral("add_filter: turn")}));
    press(Qt::Key_F4, Qt::ShiftModifier);
    press(Qt::Key_Delete); // the exchange's
    EXPECT_FALSE(held().contains(QStringLiteral("exchange genre")));
    EXPECT_EQ(codings(), 3);
    EXPECT_EQ(lastAct(), QStringLiteral("Take genre off the exchange of turn 1"));
}

TEST_F(TargetDeskTest, RecodesAndKeepsSpanAndMemo)
{
    openScript();
    select(QStringLiteral("rock"));
    type(QStringLiteral("g"));
    m_session.drain();
    const Coding before = codingsOf(QStringLiteral("x"), m_ada).first();
    press(Qt::Key_R, Qt::ShiftModifier);
    EXPECT_EQ(remark(), QStringLiteral("The next code takes the place of genre"));
    press(Qt::Key_Return);
    type(QStringLiteral("theme"));
    press(Qt::Key_Return);
    EXPECT_EQ(held(), QStringList{QStringLiteral("span theme rock")});
    EXPECT_EQ(codingsOf(QStringLiteral("x"), m_ada).first().id, before.id);
    EXPECT_EQ(lastAct(), QStringLiteral("Recode genre as theme"));
}

TEST_F(TargetDeskTest, NumbersCodeWithRecentCodes)
{
    openScript();
    type(QStringLiteral("g2"));
    press(Qt::Key_Down);
    press(Qt::Key_1, Qt::ControlModifier);
    EXPECT_EQ(shown(1), QStringList{QStringLiteral("genre")});
    press(Qt::Key_2, Qt::ControlModifier); // an intent does not go on a reply
    EXPECT_EQ(shown(1), QStringList{QStringLiteral("genre")});
    press(Qt::Key_7, Qt::ControlModifier);
    EXPECT_EQ(remark(), QStringLiteral("No code was given under that number yet"));
    const QJsonObject state = m_view->saveState();
    m_view = std::make_unique<CodingView>(context(), nullptr);
    m_view->restoreState(state);
    EXPECT_EQ(m_view->findChild<RecentCodes*>()->at(0), code(Facet::Attribute, QStringLiteral("genre")).id);
}

TEST_F(TargetDeskTest, GoesToTurnsWithTheCodeInHandAndSaysWhenThereIsNone)
{
    openScript();
    type(QStringLiteral("g"));
    press(Qt::Key_Down);
    press(Qt::Key_Down);
    select(QStringLiteral("jazz"));
    type(QStringLiteral("g"));
    m_session.drain();
    ASSERT_TRUE(settled([&] { return !m_view->desk().coderId().isNull(); }));
    press(Qt::Key_Up, Qt::ControlModifier | Qt::ShiftModifier);
    ASSERT_TRUE(settled([&] { return m_dialogue->currentTurn() == 0; }));
    press(Qt::Key_Down, Qt::ControlModifier | Qt::ShiftModifier);
    ASSERT_TRUE(settled([&] { return m_dialogue->currentTurn() == 2; }));
    press(Qt::Key_Down, Qt::ControlModifier | Qt::ShiftModifier);
    ASSERT_TRUE(
        settled([&] { return remark() == QStringLiteral("No turn from here to the end has genre"); }));
    press(Qt::Key_Up, Qt::ControlModifier);
    EXPECT_EQ(m_dialogue->currentTurn(), 1);
    press(Qt::Key_Up, Qt::ControlModifier);
    ASSERT_TRUE(
        settled([&] { return remark() == QStringLiteral("Every turn from the begin to here is coded"); }));
}

TEST_F(TargetDeskTest, FindsWordsAcrossDialogues)
{
    open();
    press(Qt::Key_F, Qt::ControlModifier | Qt::ShiftModifier);
    auto* find = m_view->findChild<DialogueFind*>();
    ASSERT_TRUE(find->isVisible());
    type(QStringLiteral("turn 2"));
    press(Qt::Key_Return);
    ASSERT_TRUE(settled([&] { return m_dialogue->hitCount() > 0 && m_dialogue->currentHit() == 0; }));
    EXPECT_EQ(m_dialogue->currentTurn(), 1);
    while (m_dialogue->currentHit() + 1 < m_dialogue->hitCount())
        press(Qt::Key_F3);
    press(Qt::Key_F3);
    ASSERT_TRUE(settled([&] { return m_dialogue->turnCount() == 4 && m_dialogue->currentHit() == 0; }));
    EXPECT_EQ(m_dialogue->currentTurn(), 1);
    while (m_dialogue->currentHit() + 1 < m_dialogue->hitCount())
        press(Qt::Key_F3);
    press(Qt::Key_F3);
    ASSERT_TRUE(settled([&] { return remark() == QStringLiteral("No further hit in this source"); }));
    press(Qt::Key_Escape);
    EXPECT_FALSE(find->isVisible());
    EXPECT_TRUE(m_dialogue->hasFocus());
    ASSERT_TRUE(settled([&] { return m_dialogue->hitCount() == 0; }));
}

// Enter looks further at once where the dialogue before the coder has no hit.
TEST_F(TargetDeskTest, EnterGoesToTheFirstHitWhereverItIs)
{
    open();
    press(Qt::Key_F, Qt::ControlModifier | Qt::ShiftModifier);
    type(QStringLiteral("\"4 of b\""));
    press(Qt::Key_Return);
    ASSERT_TRUE(settled([&] { return m_dialogue->turnCount() == 4 && m_dialogue->currentHit() == 0; }));
    EXPECT_EQ(m_dialogue->currentTurn(), 3);
    type(QStringLiteral("zzz"));
    press(Qt::Key_Return);
    ASSERT_TRUE(settled([&] { return remark() == QStringLiteral("No further hit in this source"); }));
}

TEST_F(TargetDeskTest, CorrectsATextUnderItsCodings)
{
    openScript();
    select(QStringLiteral("rock"));
    type(QStringLiteral("g"));
    press(Qt::Key_F2, Qt::ControlModifier);
    auto* field = qobject_cast<QPlainTextEdit*>(focus());
    ASSERT_TRUE(field);
    type(QStringLiteral("Please "));
    press(Qt::Key_Return, Qt::ControlModifier);
    EXPECT_TRUE(m_dialogue->hasFocus());
    const QString mended = QStringLiteral("Please play some ") + guitar + QStringLiteral(" rock please");
    ASSERT_TRUE(settled([&] { return m_dialogue->document().turns[0].text == mended; }));
    EXPECT_EQ(held(), QStringList{QStringLiteral("span genre rock")});
    ASSERT_TRUE(settled([&] {
        const QList<DialogueStripe> all = m_dialogue->document().turns[0].stripes;
        return all.size() == 1 && spanText(mended, *all.first().span) == QStringLiteral("rock");
    }));
    m_session.undo();
    ASSERT_TRUE(
        settled([&] { return m_dialogue->document().turns[0].text.startsWith(QLatin1String("play")); }));
    EXPECT_EQ(held(), QStringList{QStringLiteral("span genre rock")});
}

TEST_F(TargetDeskTest, TheFinderTellsWhatACodeMeans)
{
    openScript();
    press(Qt::Key_Return);
    type(QStringLiteral("rem"));
    auto* finder = m_view->findChild<CodeFinder*>();
    const Code remove = code(Facet::Intent, QStringLiteral("remove_filter"));
    QStringList texts;
    const auto labels = finder->findChildren<TextLabel*>();
    for (const TextLabel* label : labels)
        texts << label->text();
    EXPECT_TRUE(texts.join(u'\n').contains(remove.definition));
}

// No two acts of the station share a key.
TEST_F(TargetDeskTest, EveryActHasAKeyOfItsOwn)
{
    QSet<QString> keys;
    const QList<TargetAct> acts = targetActs();
    for (const TargetAct& act : acts) {
        const QString key = act.keys.toString();
        EXPECT_FALSE(key.isEmpty()) << qPrintable(act.id);
        EXPECT_FALSE(keys.contains(key)) << qPrintable(act.id);
        keys.insert(key);
    }
}
