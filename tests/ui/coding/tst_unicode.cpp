// Emoji of several code points, right-to-left text and combining marks, from the key that codes to a file
// that another project reads: a coding stays on its characters.
#include "core/coding/codingexport.h"
#include "core/coding/codingimport.h"
#include "core/coding/codingstore.h"
#include "tests/ui/coding/codingviewtest.h"
#include "ui/coding/textcorrector.h"

#include <QPlainTextEdit>

using namespace antiphon;
using namespace antiphon::test;

namespace {

const QString family = QStringLiteral("\U0001F468\u200D\U0001F469\u200D\U0001F467");
const QString hebrew = QStringLiteral("\u05E9\u05C1\u05B4\u05D9\u05E8"); // with points
const QString ete = QStringLiteral("e\u0301te\u0301");                   // decomposed
const QString arabic = QStringLiteral("\u0645\u0648\u0633\u064A\u0642\u0649");
const QString thumb = QStringLiteral("\U0001F44D\U0001F3FE");

class UnicodeTest : public CodingViewTest
{
protected:
    UnicodeTest()
        : m_texts{family + QStringLiteral(" play ") + hebrew + QLatin1Char(' ') + ete + QLatin1Char(' ') +
                      thumb,
                  QStringLiteral("ok ") + thumb, arabic + QLatin1Char(' ') + family + QStringLiteral(" rock")}
    {
        addTalk(QStringLiteral("script"), QStringLiteral("x"), m_texts);
    }
    void openTurn(int turn)
    {
        open();
        m_view->desk().showDialogue(place(QStringLiteral("x"), 0).dialogue, turn);
        ASSERT_TRUE(
            settled([&] { return m_dialogue->turnCount() == 3 && m_dialogue->currentTurn() == turn; }));
    }
    // "genre|the words", in the order of the turns.
    static QStringList quotes(const Connection& connection)
    {
        QStringList all;
        const QList<CodedTurn> turns = codedTurns(connection, {}).value_or(QList<CodedTurn>());
        for (const CodedTurn& coded : turns)
            all << coded.code.name + QLatin1Char('|') + coded.quote();
        all.sort();
        return all;
    }
    QStringList held()
    {
        m_session.drain();
        return quotes(db());
    }
    const QStringList m_texts;
};

} // namespace

TEST_F(UnicodeTest, KeysSelectAndMoveByWhatAPersonSees)
{
    openTurn(0);
    press(Qt::Key_Left, Qt::ShiftModifier); // from the end: the thumb with its colour is one character
    type(QStringLiteral("g"));
    EXPECT_EQ(held(), QStringList{QStringLiteral("genre|") + thumb});
    press(Qt::Key_F5, Qt::ControlModifier); // by a word, accents and all
    EXPECT_EQ(held(), QStringList{QStringLiteral("genre|") + ete + QLatin1Char(' ') + thumb});
    press(Qt::Key_F5, Qt::ControlModifier);
    EXPECT_EQ(held(), QStringList{QStringLiteral("genre|") + hebrew + QLatin1Char(' ') + ete +
                                  QLatin1Char(' ') + thumb});
    press(Qt::Key_F8, Qt::ControlModifier | Qt::ShiftModifier);
    EXPECT_EQ(held(), QStringList{QStringLiteral("genre|") + hebrew + QLatin1Char(' ') + ete});
    press(Qt::Key_F8, Qt::ShiftModifier); // the last letter goes with its mark
    EXPECT_EQ(held(), QStringList{QStringLiteral("genre|") + hebrew + QLatin1Char(' ') + ete.chopped(2)});
}

TEST_F(UnicodeTest, CodingsKeepTheirCharactersThroughCorrectionRestartExportAndImport)
{
    openTurn(2);
    for (int word = 0; word < 2; ++word)
        press(Qt::Key_Left, Qt::ControlModifier | Qt::ShiftModifier);
    type(QStringLiteral("g"));
    const QStringList before = held();
    ASSERT_EQ(before, QStringList{QStringLiteral("genre|") + m_texts[2]}); // an emoji is no word

    // Text is written before the words.
    press(Qt::Key_F2, Qt::ControlModifier);
    auto* field = qobject_cast<QPlainTextEdit*>(focus());
    ASSERT_TRUE(field);
    field->insertPlainText(thumb + ete + QLatin1Char(' ')); // as a paste does
    press(Qt::Key_Return, Qt::ControlModifier);
    const QString mended = thumb + ete + QLatin1Char(' ') + m_texts[2];
    ASSERT_TRUE(settled([&] { return m_dialogue->document().turns[2].text == mended; }));
    EXPECT_EQ(held(), before);

    // A restart.
    m_view.reset();
    m_session.drain();
    TemporaryProject other;
    {
        const auto again = openProject(m_project.path());
        ASSERT_OK(again);
        EXPECT_EQ(quotes(*again), before);
        // Out as a file, into a project that has the same dialogue.
        const auto turns = codedTurns(*again, {});
        ASSERT_OK(turns);
        const QString csv = other.writeFile(QStringLiteral("codings.csv"), codingsCsv(*turns));
        m_project.restart();
        ASSERT_OK(m_project.connection().backupTo(other.filePath(QStringLiteral("copy.antiphon"))));
        const auto copy = openProject(other.filePath(QStringLiteral("copy.antiphon")));
        ASSERT_OK(copy);
        ASSERT_OK(EditHistory(*copy).record(m_actor, QStringLiteral("Empty"),
                                            [&] { return copy->execute("DELETE FROM coding"); }));
        ASSERT_TRUE(quotes(*copy).isEmpty());
        CodingImportRequest request;
        request.path = csv;
        request.coder = m_ada;
        request.format = CodingFormat::Csv;
        ASSERT_OK(importCodings(*copy, m_actor, request));
        EXPECT_EQ(quotes(*copy), before);
    }
}
