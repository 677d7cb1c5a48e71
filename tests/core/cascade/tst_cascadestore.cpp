#include "core/cascade/cascadestore.h"
#include "core/catalogue/catalogueimport.h"
#include "core/catalogue/cataloguestore.h"
#include "core/storage/edithistory.h"
#include "tests/support/resultassertions.h"
#include "tests/support/temporaryproject.h"

using namespace antiphon;
using namespace antiphon::test;

namespace {

class CascadeStoreTest : public testing::Test
{
protected:
    void SetUp() override
    {
        const QString path =
            m_project.writeFile(QStringLiteral("songs.tsv"), "ID\tGENRE\nt1\trock\nt2\tpop\nt3\treggae\n");
        const auto preview = previewTable(path, 3);
        ASSERT_OK(preview);
        ASSERT_OK(importCatalogue(connection(), {QStringLiteral("ada")}, path, guessCatalogueMap(*preview),
                                  {}, {}, {}));
        m_catalogue = catalogueByName(connection(), {}).value().id;
    }
    const Connection& connection() { return m_project.connection(); }
    Result<void> record(const std::function<Result<void>()>& change)
    {
        return EditHistory(connection()).record({QStringLiteral("ada")}, QStringLiteral("Cascade"), change);
    }
    Result<void> save(const char* name, const FilterState& state)
    {
        return record([&]() -> Result<void> {
            ANTIPHON_TRY(saveCascade(connection(), QString::fromUtf8(name), m_catalogue, state));
            return {};
        });
    }
    FilterState rock() { return withFilter({}, {QStringLiteral("genre"), QStringLiteral("rock")}); }

    TemporaryProject m_project;
    CatalogueId m_catalogue;
};

} // namespace

TEST_F(CascadeStoreTest, NamedCascadesComeBackAsTheyWere)
{
    const FilterState state = continuing(rejecting(rock(), {2}), {0});
    ASSERT_OK(save("evening", state));
    ASSERT_OK(save(" a quiet one ", {}));
    m_project.restart();
    const auto all = listCascades(connection());
    ASSERT_OK(all);
    ASSERT_EQ(all->size(), 2);
    EXPECT_EQ((*all)[0].name, QStringLiteral("a quiet one"));
    EXPECT_EQ((*all)[1].state, state);
    EXPECT_EQ((*all)[1].catalogue, m_catalogue);
    EXPECT_ERROR(cascadeByName(connection(), QStringLiteral("morning")), ErrorCode::NotFound);
}

TEST_F(CascadeStoreTest, SavingRenamingAndRemovingAreUndone)
{
    ASSERT_OK(save("evening", rock()));
    const Cascade first = cascadeByName(connection(), QStringLiteral("evening")).value();
    ASSERT_OK(save("evening", {}));
    EXPECT_EQ(cascadeByName(connection(), QStringLiteral("evening"))->id, first.id);
    EditHistory history(connection());
    ASSERT_OK(history.undo({QStringLiteral("ada")}));
    EXPECT_EQ(cascadeByName(connection(), QStringLiteral("evening"))->state, rock());
    ASSERT_OK(record([&] { return renameCascade(connection(), first.id, QStringLiteral("night")); }));
    ASSERT_OK(record([&] { return removeCascade(connection(), first.id); }));
    EXPECT_TRUE(listCascades(connection())->isEmpty());
    ASSERT_OK(history.undo({QStringLiteral("ada")}));
    EXPECT_EQ(cascadeByName(connection(), QStringLiteral("night"))->state, rock());
    ASSERT_OK(history.undo({QStringLiteral("ada")}));
    EXPECT_OK(cascadeByName(connection(), QStringLiteral("evening")));
}

TEST_F(CascadeStoreTest, NamesAreCheckedAndStayUnique)
{
    EXPECT_ERROR(save("  ", {}), ErrorCode::InvalidValue);
    ASSERT_OK(save("one", {}));
    ASSERT_OK(save("two", {}));
    const Cascade two = cascadeByName(connection(), QStringLiteral("two")).value();
    EXPECT_ERROR(record([&] { return renameCascade(connection(), two.id, QStringLiteral("one")); }),
                 ErrorCode::AlreadyExists);
    EXPECT_OK(record([&] { return renameCascade(connection(), two.id, QStringLiteral("two")); }));
    EXPECT_ERROR(
        record([&] { return renameCascade(connection(), CascadeId::create(), QStringLiteral("x")); }),
        ErrorCode::NotFound);
}
