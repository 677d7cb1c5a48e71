#include "core/coding/coderstore.h"
#include "core/coding/codingstore.h"
#include "core/coding/turncorrectionstore.h"
#include "core/corpus/corpusstore.h"
#include "core/corpus/searchstore.h"
#include "tests/core/coding/codingproject.h"

using namespace antiphon;

namespace {

class TurnCorrectionTest : public test::CodingProject
{
protected:
    TurnCorrectionTest()
    {
        addTalk(QStringLiteral("script"), QStringLiteral("x"), {m_text, QStringLiteral("here you are")});
        ada = ensureCoder(db(), QStringLiteral("ada")).value();
    }
    void code(const QString& words, const QString& with)
    {
        const auto at = m_text.indexOf(words);
        const TurnPlace turn = place(QStringLiteral("x"), 0);
        ASSERT_OK(edit(QStringLiteral("Code"), [&]() -> Result<void> {
            ANTIPHON_TRY(addCoding(db(), {{},
                                          CodingProject::code(Facet::Attribute, with).id,
                                          ada.id,
                                          {turn.dialogue, turn.turn, TextSpan{at, at + words.size()}},
                                          {},
                                          0}));
            return {};
        }));
    }
    Result<TurnCorrection> correct(const QString& text)
    {
        TurnCorrection result;
        const auto done = edit(QStringLiteral("Correct"), [&]() -> Result<void> {
            ANTIPHON_TRY_ASSIGN(result, correctTurn(db(), place(QStringLiteral("x"), 0).turn, text));
            return {};
        });
        if (!done)
            return fail(done.error());
        return result;
    }
    QStringList quotes() const
    {
        QStringList all;
        const QList<CodedTurn> turns = codedTurns(db(), {}).value_or(QList<CodedTurn>());
        for (const CodedTurn& coded : turns)
            all << coded.code.name + QLatin1Char(' ') + coded.quote();
        return all;
    }
    QString text() const
    {
        return readDialogue(db(), place(QStringLiteral("x"), 0).dialogue).value().turns.first().text;
    }
    QString preview() const
    {
        auto select = db().prepare("SELECT preview FROM dialogue WHERE external_id = 'x'");
        return select && select->step().value_or(false) ? select->text(0) : QString();
    }
    qsizetype hits(const QString& typed) const { return searchTurns(db(), typed)->hits.size(); }

    const QString m_text = QStringLiteral("some rokc and jaz please");
    Coder ada;
};

} // namespace

TEST_F(TurnCorrectionTest, MovesCodingsWithTheirWordsAsOneStep)
{
    code(QStringLiteral("rokc"), QStringLiteral("genre"));
    code(QStringLiteral("rokc and jaz"), QStringLiteral("mood"));
    code(QStringLiteral("jaz"), QStringLiteral("genre"));
    code(QStringLiteral("please"), QStringLiteral("theme"));
    const QString before = test::dumpOfAllTables(db());
    const QStringList quotesBefore = quotes();
    const QString mended = QStringLiteral("some good rock and jazz, please");
    const auto done = correct(mended);
    ASSERT_OK(done);
    EXPECT_TRUE(done->lost.isEmpty());
    const QStringList after{QStringLiteral("genre rock"), QStringLiteral("genre jazz"),
                            QStringLiteral("mood rock and jazz"), QStringLiteral("theme please")};
    EXPECT_EQ(quotes(), after);
    EXPECT_EQ(text(), mended);
    EXPECT_EQ(preview(), mended);
    EXPECT_EQ(hits(QStringLiteral("jazz ")), 1);
    EXPECT_EQ(hits(QStringLiteral("rokc ")), 0);
    m_project.restart();
    ASSERT_OK(EditHistory(db()).undo(m_actor));
    EXPECT_EQ(text(), m_text);
    EXPECT_EQ(preview(), m_text);
    EXPECT_EQ(quotes(), quotesBefore);
    EXPECT_EQ(hits(QStringLiteral("rokc ")), 1);
    ASSERT_OK(EditHistory(db()).redo(m_actor));
    EXPECT_EQ(text(), mended);
    EXPECT_EQ(quotes(), after);
    EXPECT_EQ(hits(QStringLiteral("jazz ")), 1);
    EXPECT_EQ(hits(QStringLiteral("rokc ")), 0);
}

TEST_F(TurnCorrectionTest, TakesWithTheWordsWhatLayOnThem)
{
    code(QStringLiteral("rokc"), QStringLiteral("genre"));
    code(QStringLiteral("please"), QStringLiteral("genre"));
    const auto done = correct(QStringLiteral("some rokc and jaz"));
    ASSERT_OK(done);
    EXPECT_EQ(done->lost, QList<CoderId>{ada.id});
    EXPECT_EQ(quotes(), QStringList{QStringLiteral("genre rokc")});
    ASSERT_OK(EditHistory(db()).undo(m_actor));
    EXPECT_EQ(quotes().size(), 2);
}

// Each takes the place that the next one leaves: in whatever order they are moved, none stands in the way.
TEST_F(TurnCorrectionTest, MovesCodingsOntoEachOthersPlaces)
{
    for (const QString& word :
         {QStringLiteral("s"), QStringLiteral("o"), QStringLiteral("m"), QStringLiteral("e")})
        code(word, QStringLiteral("genre"));
    ASSERT_OK(correct(QLatin1Char('A') + m_text));
    EXPECT_EQ(quotes(), (QStringList{QStringLiteral("genre s"), QStringLiteral("genre o"),
                                     QStringLiteral("genre m"), QStringLiteral("genre e")}));
    ASSERT_OK(EditHistory(db()).undo(m_actor));
    EXPECT_EQ(quotes().size(), 4);
    ASSERT_OK(EditHistory(db()).redo(m_actor));
    ASSERT_OK(correct(m_text)); // as it was imported: the correction is over
    EXPECT_EQ(db().integer("SELECT count(*) FROM turn_correction").value(), 0);
    EXPECT_EQ(quotes().size(), 4);
}

TEST_F(TurnCorrectionTest, RefusesWhatWouldLeaveNothing)
{
    const QString before = test::dumpOfRecordedTables(db());
    EXPECT_ERROR(correct(QStringLiteral(" \n")), ErrorCode::InvalidValue);
    EXPECT_OK(correct(m_text));
    EXPECT_EQ(test::dumpOfRecordedTables(db()), before);
    EXPECT_ERROR(correctTurn(db(), TurnId::create(), QStringLiteral("x")), ErrorCode::NotFound);
}
