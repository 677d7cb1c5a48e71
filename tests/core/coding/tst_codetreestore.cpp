#include "core/coding/codestore.h"
#include "core/coding/codetreestore.h"
#include "tests/core/coding/codingproject.h"

using namespace antiphon;
using test::named;

namespace {

class CodeTreeStore : public test::CodingProject
{
protected:
    Codebook book() const { return readCodebook(db()).value(); }
    CodeId idOf(Facet facet, const char* name) const { return code(facet, QLatin1String(name)).id; }
    // A folder of free codes with `names` in it.
    CodeId folder(const char* name, const QStringList& names)
    {
        Code category = named(Facet::Free, QLatin1String(name));
        category.codable = false;
        EXPECT_OK(edit(QStringLiteral("Add"), [&]() -> Result<void> {
            ANTIPHON_TRY(addCodeAt(db(), category, {Facet::Free, {}, -1}));
            for (const QString& each : names)
                ANTIPHON_TRY(addCodeAt(db(), named(Facet::Free, each), {Facet::Free, category.id, -1}));
            return {};
        }));
        return category.id;
    }
    QStringList namesIn(CodeId parent) const
    {
        const Codebook codebook = book();
        QStringList names;
        for (const CodeNode& node : nodesIn(codebook, Facet::Free, parent))
            names << codeIn(codebook.codes, node.code)->name;
        return names;
    }
};

} // namespace

TEST_F(CodeTreeStore, MovesAreOneStepOfUndo)
{
    const CodeId from = folder("from", {QStringLiteral("x"), QStringLiteral("y"), QStringLiteral("z")});
    const CodeId to = folder("to", {});
    const QString before = test::dumpOfRecordedTables(db());
    ASSERT_OK(edit(QStringLiteral("Move"), [&]() -> Result<void> {
        ANTIPHON_TRY(moveCodes(db(), {{idOf(Facet::Free, "z"), {}}, {idOf(Facet::Free, "x"), {}}},
                               {Facet::Free, to, -1}));
        return addCodeReferences(db(), {idOf(Facet::Free, "y")}, {Facet::Free, to, 0});
    }));
    EXPECT_EQ(namesIn(from), QStringList{QStringLiteral("y")});
    EXPECT_EQ(namesIn(to), (QStringList{QStringLiteral("y"), QStringLiteral("x"), QStringLiteral("z")}));
    EXPECT_EQ(code(Facet::Free, QStringLiteral("y")).position, 0);
    const QString after = test::dumpOfRecordedTables(db());
    ASSERT_OK(EditHistory(db()).undo(m_actor));
    EXPECT_EQ(test::dumpOfRecordedTables(db()), before);
    ASSERT_OK(EditHistory(db()).redo(m_actor));
    EXPECT_EQ(test::dumpOfRecordedTables(db()), after);
}

TEST_F(CodeTreeStore, CodingsGuardTheFacet)
{
    const Code greeting = code(Facet::Intent, QStringLiteral("greeting"));
    ASSERT_TRUE(put(place(QStringLiteral("a"), 0), greeting, QStringLiteral("ada")));
    const auto move = [&](Facet facet) {
        return edit(QStringLiteral("Move"), [&]() -> Result<void> {
            ANTIPHON_TRY(moveCodes(db(), {{greeting.id, {}}}, {facet, {}, -1}));
            return {};
        });
    };
    const auto refused = move(Facet::Action);
    EXPECT_ERROR(refused, ErrorCode::NotPossible);
    EXPECT_EQ(errorSentence(refused.error()),
              QStringLiteral("moving greeting is not possible: system actions go on turns of the system, and "
                             "1 of its codings lies elsewhere."));
    EXPECT_OK(move(Facet::Free));
    EXPECT_EQ(code(Facet::Free, QStringLiteral("greeting")).id, greeting.id);
}

TEST_F(CodeTreeStore, SavingACodeMovesItWhereItsFormSays)
{
    const CodeId from = folder("from", {QStringLiteral("x"), QStringLiteral("y")});
    const CodeId to = folder("to", {QStringLiteral("z")});
    Code x = code(Facet::Free, QStringLiteral("x"));
    x.parent = to;
    x.definition = QStringLiteral("new");
    ASSERT_OK(edit(QStringLiteral("Save"), [&] { return saveCode(db(), x); }));
    EXPECT_EQ(namesIn(to), (QStringList{QStringLiteral("z"), QStringLiteral("x")}));
    EXPECT_EQ(code(Facet::Free, QStringLiteral("x")).definition, QStringLiteral("new"));
    EXPECT_EQ(code(Facet::Free, QStringLiteral("y")).position, 0);
    Code category = code(Facet::Free, QStringLiteral("to"));
    category.parent = x.id;
    EXPECT_ERROR(edit(QStringLiteral("Save"), [&] { return saveCode(db(), category); }),
                 ErrorCode::NotPossible);
    EXPECT_EQ(namesIn(from), QStringList{QStringLiteral("y")});
}
