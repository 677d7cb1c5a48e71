#include "core/coding/coderstore.h"
#include "core/storage/blinding.h"
#include "tests/core/coding/codingproject.h"

using namespace antiphon;

namespace {

class CoderStore : public test::CodingProject
{
protected:
    Coder add(const QString& name) { return ensureCoder(db(), name).value(); }
};

} // namespace

TEST_F(CoderStore, RenamesACoderAndKeepsTheChoice)
{
    const Coder ada = add(QStringLiteral("ada"));
    add(QStringLiteral("eva"));
    ASSERT_OK(setChosenCoder(db(), QStringLiteral("ada")));
    EXPECT_ERROR(renameCoder(db(), ada.id, QStringLiteral("eva")), ErrorCode::AlreadyExists);
    EXPECT_ERROR(renameCoder(db(), ada.id, QStringLiteral("  ")), ErrorCode::InvalidValue);
    EXPECT_ERROR(renameCoder(db(), CoderId::create(), QStringLiteral("x")), ErrorCode::NotFound);
    ASSERT_OK(edit(QStringLiteral("Rename"),
                   [&] { return renameCoder(db(), ada.id, QStringLiteral(" ada l. ")); }));
    EXPECT_EQ(*chosenCoder(db()), QStringLiteral("ada l."));
    EXPECT_EQ(coderByName(db(), QStringLiteral("ada l."))->value().id, ada.id);
    ASSERT_OK(EditHistory(db()).undo(m_actor));
    EXPECT_EQ(*chosenCoder(db()), QStringLiteral("ada"));
    // Who is not there yet can be chosen.
    ASSERT_OK(setChosenCoder(db(), QStringLiteral("nobody")));
    EXPECT_EQ(*chosenCoder(db()), QStringLiteral("nobody"));
}

TEST_F(CoderStore, SightIsAnEdit)
{
    const Coder eva = add(QStringLiteral("eva"));
    ASSERT_OK(setChosenCoder(db(), QStringLiteral("eva")));
    EXPECT_FALSE(soleCoder(db())->has_value());
    ASSERT_OK(edit(QStringLiteral("Blind"), [&] { return setCoderSight(db(), eva.id, CoderSight::Blind); }));
    EXPECT_EQ(*soleCoder(db()), eva.id.bytes());
    EXPECT_TRUE(allCoders(db())->first().blind);
    ASSERT_OK(EditHistory(db()).undo(m_actor));
    EXPECT_FALSE(soleCoder(db())->has_value());
    EXPECT_ERROR(setCoderSight(db(), CoderId::create(), CoderSight::Blind), ErrorCode::NotFound);
}
