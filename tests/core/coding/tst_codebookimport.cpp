#include "core/coding/codebookimport.h"
#include "core/coding/codestore.h"
#include "tests/core/coding/codingproject.h"

using namespace antiphon;

using CodebookImportTest = test::CodingProject;

TEST_F(CodebookImportTest, AddsTheStartingCodebookOnce)
{
    const auto codes = readCodes(db());
    const auto again = addStartingCodebook(db(), m_actor);
    ASSERT_OK(again);
    EXPECT_EQ(again->added, 0);
    EXPECT_EQ(again->changed, 0);
    EXPECT_EQ(*readCodes(db()), *codes);
    EXPECT_EQ(EditHistory(db()).entries(1)->first().label, QStringLiteral("Add the starting codebook"));
    EXPECT_EQ(code(Facet::Attribute, QStringLiteral("genre")).parent,
              code(Facet::Attribute, QStringLiteral("Music content")).id);
}

TEST_F(CodebookImportTest, MergesByFacetAndName)
{
    const QString path = m_project.writeFile(QStringLiteral("more.csv"), "facet,code,key,definition\n"
                                                                         "intent,greeting,,A hello.\n"
                                                                         "intent,farewell,7,A good-bye.\n"
                                                                         "free,irony,#,\n");
    const auto result = importCodebook(db(), m_actor, path);
    ASSERT_OK(result);
    EXPECT_EQ(result->added, 2);
    EXPECT_EQ(result->changed, 1);
    const Code greeting = code(Facet::Intent, QStringLiteral("greeting"));
    EXPECT_EQ(greeting.definition, QStringLiteral("A hello."));
    EXPECT_EQ(greeting.shortcut, QStringLiteral("7"));
    EXPECT_FALSE(greeting.examples.isEmpty());
    EXPECT_EQ(code(Facet::Intent, QStringLiteral("farewell")).shortcut, QString());
    EXPECT_EQ(code(Facet::Free, QStringLiteral("irony")).shortcut, QStringLiteral("#"));
}

TEST_F(CodebookImportTest, LeavesTheProjectOnAFault)
{
    const QString before = test::dumpOfRecordedTables(db());
    const QString path =
        m_project.writeFile(QStringLiteral("bad.csv"), "facet,code,key\nfree,fine,\nfree,odd,long\n");
    EXPECT_ERROR(importCodebook(db(), m_actor, path), ErrorCode::InvalidValue);
    EXPECT_EQ(test::dumpOfRecordedTables(db()), before);
}
