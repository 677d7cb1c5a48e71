#include "core/coding/codingimport.h"
#include "core/coding/codingstore.h"
#include "core/corpus/corpusstore.h"
#include "tests/core/coding/codingproject.h"

using namespace antiphon;

namespace {

const QByteArray header = "dialog_id,unique_id,role,content,intent,music_attribute\n";

class CodingImportTest : public test::CodingProject
{
protected:
    Result<CodingImport> import(const QByteArray& content, CodingFormat format = CodingFormat::CpcdIntent,
                                std::optional<SourceId> source = {})
    {
        const QString path = m_project.writeFile(QStringLiteral("codings.csv"), content);
        return importCodings(db(), m_actor, {path, format, QStringLiteral("authors"), source});
    }
};

} // namespace

TEST_F(CodingImportTest, JoinsByTheIdOfTheTurn)
{
    const QByteArray rows = header +
                            "a,a:0:user,user,\"other, text\",\"['initial_query', 'add_filter']\",['genre']\n"
                            "a,a:2:system,system,[MUSIC],['passive_recommend'],\"['none']\"\n"
                            "b,b:1:user,user,x,['dance'],[]\n"
                            "b,b:1:system,system,x,[],[]\n";
    const auto result = import(rows);
    ASSERT_OK(result);
    EXPECT_EQ(result->dialogues, 2);
    EXPECT_EQ(result->turns, 4);
    EXPECT_EQ(result->codings, 6);
    EXPECT_TRUE(result->refused.isEmpty());
    EXPECT_EQ(result->newCodes,
              (QStringList{QStringLiteral("attribute:none"), QStringLiteral("intent:dance")}));
    const auto coded =
        codingsOfDialogue(db(), place(QStringLiteral("a"), 5).dialogue, coder(QStringLiteral("authors")).id);
    ASSERT_EQ(coded->size(), 5);
    EXPECT_EQ(coded->last().target.turn, place(QStringLiteral("a"), 5).turn);
    EXPECT_EQ(coded->last().origin, CodingOrigin::Import);
}

TEST_F(CodingImportTest, DoesNotDoubleAndIsUndoneAtOnce)
{
    const QString before = test::dumpOfRecordedTables(db());
    const QByteArray rows = header + "a,a:0:user,user,x,\"['add_filter', 'add_filter']\",['genre']\n";
    ASSERT_OK(import(rows));
    const auto again = import(rows);
    ASSERT_OK(again);
    EXPECT_EQ(again->codings, 0);
    EXPECT_EQ(again->unchanged, 2);
    EXPECT_EQ(codings(), 2);
    EXPECT_EQ(EditHistory(db()).entries(1)->first().label,
              QStringLiteral("Import codings of authors from codings.csv"));
    ASSERT_OK(EditHistory(db()).undo(m_actor));
    EXPECT_EQ(test::dumpOfRecordedTables(db()), before);
}

TEST_F(CodingImportTest, RefusesRowsOneByOne)
{
    const auto result = import(header + "a,a:0:user,user,x,['add_filter'],[]\n"
                                        "z,z:0:user,user,x,['add_filter'],[]\n"
                                        "a,a:9:user,user,x,['add_filter'],[]\n"
                                        "a,a:0:robot,user,x,['add_filter'],[]\n"
                                        "a,a,user,x,['add_filter'],[]\n"
                                        "a,a:1:user,system,x,['add_filter'],[]\n"
                                        "a,a:1:user,user,x,add_filter,[]\n"
                                        "a,a:1:user,user,\xff,['greeting'],[]\n"
                                        "a,a:1:user,user,x,['greeting'],['Metadata']\n"
                                        "a,a:1:user\n"
                                        "b,b:0:user,user,x,['greeting'],[]\n");
    ASSERT_OK(result);
    QList<qint64> lines;
    for (const RefusedRow& row : result->refused) {
        lines << row.line;
        EXPECT_FALSE(row.reason.isEmpty());
    }
    EXPECT_EQ(lines, (QList<qint64>{3, 4, 5, 6, 7, 8, 9, 10, 11}));
    EXPECT_EQ(result->codings, 3);
    EXPECT_EQ(result->rows, 11);
}

TEST_F(CodingImportTest, AsksForTheSourceWhereSeveralHaveTheDialogue)
{
    addSource(QStringLiteral("others"));
    const QByteArray rows = header + "a,a:0:user,user,x,['add_filter'],[]\n";
    EXPECT_EQ(import(rows)->refused.size(), 1);
    const auto named = sourceByName(db(), QStringLiteral("others"));
    ASSERT_OK(named);
    const auto result = import(rows, CodingFormat::CpcdIntent, (*named)->id);
    ASSERT_OK(result);
    EXPECT_EQ(result->codings, 1);
}

TEST_F(CodingImportTest, ReadsPlainTables)
{
    const auto result = import("dialogue,turn,role,code,facet\n"
                               "a,1,user,others,\n"
                               "a,2,system,others,\n"
                               "a,2,,genre,attribute\n"
                               "a,3,user,irony,free\n"
                               "a,4,,swing,\n"
                               "a,1,system,genre,\n"
                               "a,2,,add_filter,\n"
                               "a,0,,genre,\n"
                               "a,99,,genre,\n"
                               "a,1,,genre,mood\n"
                               "a,1,,,\n",
                               CodingFormat::Csv);
    ASSERT_OK(result);
    EXPECT_EQ(result->codings, 5);
    EXPECT_EQ(result->refused.size(), 6);
    EXPECT_EQ(result->newCodes, (QStringList{QStringLiteral("free:irony"), QStringLiteral("free:swing")}));
    const auto byPosition = import("dialogue,position,code\nb,0,genre\n", CodingFormat::Csv);
    ASSERT_OK(byPosition);
    EXPECT_EQ(byPosition->codings, 1);
    const auto coded =
        codingsOfDialogue(db(), place(QStringLiteral("b"), 0).dialogue, coder(QStringLiteral("authors")).id);
    EXPECT_EQ(coded->first().target.turn, place(QStringLiteral("b"), 0).turn);
}

TEST_F(CodingImportTest, RefusesWholeFilesThatAreNone)
{
    const QString before = test::dumpOfRecordedTables(db());
    EXPECT_ERROR(import("a,b\n1,2\n"), ErrorCode::MissingColumn);
    EXPECT_ERROR(import(""), ErrorCode::EmptyFile);
    EXPECT_ERROR(
        importCodings(db(), m_actor, {m_project.filePath(QStringLiteral("none.csv")), {}, m_actor.name, {}}),
        ErrorCode::NotFound);
    EXPECT_ERROR(importCodings(db(), m_actor, {m_project.filePath(QString()), {}, m_actor.name, {}}),
                 ErrorCode::NotAFile);
    EXPECT_ERROR(importCodings(db(), m_actor, {m_project.filePath(QStringLiteral("none.csv")), {}, {}, {}}),
                 ErrorCode::InvalidValue);
    EXPECT_ERROR(guessCodingFormat(m_project.writeFile(QStringLiteral("x.csv"), "a,b\n")),
                 ErrorCode::WrongFormat);
    EXPECT_EQ(*guessCodingFormat(m_project.writeFile(QStringLiteral("x.csv"), "dialogue,turn,code\n")),
              CodingFormat::Csv);
    EXPECT_EQ(test::dumpOfRecordedTables(db()), before);
}

TEST_F(CodingImportTest, CancellingLeavesTheProject)
{
    const QString before = test::dumpOfRecordedTables(db());
    const QString path =
        m_project.writeFile(QStringLiteral("c.csv"), header + "a,a:0:user,user,x,['add_filter'],[]\n");
    CancelToken cancel;
    const auto result = importCodings(db(), m_actor, {path, {}, QStringLiteral("x"), {}}, cancel,
                                      [&](const Progress&) { cancel.cancel(); });
    ASSERT_OK(result); // asked too late: the only row was done
    ASSERT_OK(EditHistory(db()).undo(m_actor));
    EXPECT_ERROR(importCodings(db(), m_actor, {path, {}, QStringLiteral("x"), {}}, cancel),
                 ErrorCode::Cancelled);
    EXPECT_EQ(test::dumpOfRecordedTables(db()), before);
}
