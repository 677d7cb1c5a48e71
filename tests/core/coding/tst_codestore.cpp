#include "core/coding/codestore.h"
#include "core/coding/codingstore.h"
#include "core/coding/theorystore.h"
#include "tests/core/coding/codingproject.h"

using namespace antiphon;
using test::named;

using CodeStore = test::CodingProject;

TEST_F(CodeStore, KeepsEveryField)
{
    Code code = named(Facet::Free, QStringLiteral("fading \u2013 away"), QStringLiteral("#"));
    code.definition = QStringLiteral("d");
    code.includes = QStringLiteral("i");
    code.excludes = QStringLiteral("e");
    code.examples = {QStringLiteral("one \"1\""), QStringLiteral("two\nlines")};
    code.colour = 5;
    code.position = 3;
    ASSERT_OK(edit(QStringLiteral("Add"), [&]() -> Result<void> {
        ANTIPHON_TRY(addCode(db(), code));
        return {};
    }));
    EXPECT_EQ(this->code(Facet::Free, code.name), code);
    code.name = QStringLiteral("other");
    code.colour = 1;
    ASSERT_OK(edit(QStringLiteral("Change"), [&] { return changeCode(db(), code); }));
    EXPECT_EQ(this->code(Facet::Free, code.name), code);
    EXPECT_ERROR(changeCode(db(), named(Facet::Free, QStringLiteral("nobody"))), ErrorCode::NotFound);
}

TEST_F(CodeStore, DeletesAnUnusedCodeThatARelationNames)
{
    const Code others = code(Facet::Intent, QStringLiteral("others"));
    const Code greeting = code(Facet::Intent, QStringLiteral("greeting"));
    ASSERT_OK(edit(QStringLiteral("Relate"), [&]() -> Result<void> {
        ANTIPHON_TRY(addRelation(db(), {{}, others.id, greeting.id, RelationKind::Context, {}, 0}));
        return {};
    }));
    ASSERT_OK(edit(QStringLiteral("Delete"), [&] { return deleteUnusedCode(db(), others.id); }));
    EXPECT_TRUE(readTheory(db())->relations.isEmpty());
    ASSERT_OK(EditHistory(db()).undo(m_actor));
    EXPECT_EQ(readTheory(db())->relations.size(), 1);
}

TEST_F(CodeStore, DeletesOnlyUnusedCodes)
{
    const Code used = code(Facet::Intent, QStringLiteral("greeting"));
    ASSERT_TRUE(put(place(QStringLiteral("a"), 0), used, QStringLiteral("ada")));
    EXPECT_ERROR(deleteUnusedCode(db(), used.id), ErrorCode::NotPossible);
    EXPECT_ERROR(deleteUnusedCode(db(), code(Facet::Attribute, QStringLiteral("Metadata")).id),
                 ErrorCode::NotPossible);
    const auto before = readCodes(db());
    ASSERT_OK(edit(QStringLiteral("Delete"),
                   [&] { return deleteUnusedCode(db(), code(Facet::Intent, QStringLiteral("others")).id); }));
    EXPECT_EQ(readCodes(db())->size(), before->size() - 1);
    ASSERT_OK(EditHistory(db()).undo(m_actor));
    EXPECT_EQ(*readCodes(db()), *before);
}
