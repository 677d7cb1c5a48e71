#include "core/cascade/drawplans.h"
#include "core/cascade/recipetaxonomy.h"
#include "core/catalogue/cataloguestore.h"
#include "core/coding/codemergestore.h"
#include "core/coding/codetreestore.h"
#include "tests/core/cascade/syntheticcatalogue.h"
#include "tests/core/coding/codingproject.h"

using namespace antiphon;

namespace {

class RecipeTaxonomies : public test::CodingProject
{
protected:
    RecipeTaxonomies()
    {
        EXPECT_OK(publish("v1"));
        m_recipe = defaultRecipe();
        m_recipe.taxonomy.name = QStringLiteral("v1");
    }
    Result<void> publish(const char* name)
    {
        return edit(QStringLiteral("Publish"), [&]() -> Result<void> {
            ANTIPHON_TRY(publishTaxonomy(db(), m_actor, QLatin1String(name)));
            return {};
        });
    }
    Code greeting() { return code(Facet::Intent, QStringLiteral("greeting")); }
    void rename(Code code, const char* name)
    {
        code.name = QLatin1String(name);
        EXPECT_OK(edit(QStringLiteral("Rename"), [&] { return saveCode(db(), code); }));
    }
    Result<DrawnPlans> draw(const char* name)
    {
        if (!m_index) {
            ANTIPHON_TRY_ASSIGN(auto writer,
                                CatalogueWriter::begin(db(), {{}, QStringLiteral("made"), {}, "{}"}));
            for (int i = 0; i < 300; ++i) {
                const std::string id = QStringLiteral("t%1").arg(i).toStdString();
                const std::string json = QStringLiteral("{\"genre\":[\"g%1\"]}").arg(i % 7).toStdString();
                ANTIPHON_TRY(writer.add({id, {}, "someone", {}, json}));
            }
            ANTIPHON_TRY(writer.finish(0));
            ANTIPHON_TRY_ASSIGN(m_index, CatalogueIndex::load(db(), writer.catalogueId()));
        }
        return drawPlans(db(), m_actor, m_index, {QLatin1String(name), 5, 1, 1, m_recipe}, {}, {});
    }
    Recipe m_recipe;
    std::shared_ptr<const CatalogueIndex> m_index;
};

} // namespace

TEST_F(RecipeTaxonomies, PlansKeepTheVersionAndItsHash)
{
    const auto drawn = draw("plans");
    ASSERT_OK(drawn);
    const Recipe stored = recipeFromJson(drawn->set.recipe, QStringLiteral("x")).value();
    const TaxonomyVersion version = taxonomyCalled(db(), QStringLiteral("v1")).value();
    EXPECT_EQ(stored.taxonomy, (RecipeTaxonomy{QStringLiteral("v1"), version.hash}));
    // Without a version nothing is asked.
    m_recipe.taxonomy = {};
    rename(greeting(), "hello");
    EXPECT_OK(draw("others"));
    EXPECT_FALSE(recipeJson(m_recipe).contains("taxonomy"));
}

TEST_F(RecipeTaxonomies, RefusesLabelsThatTheVersionLacks)
{
    rename(greeting(), "hello");
    ASSERT_OK(publish("v2"));
    EXPECT_OK(taxonomyOfRecipe(db(), m_recipe));
    m_recipe.taxonomy.name = QStringLiteral("v2");
    const auto refused = draw("plans");
    EXPECT_ERROR(refused, ErrorCode::InvalidValue);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().detail, QStringLiteral("the taxonomy v2 has no greeting"));
    m_recipe.taxonomy.name = QStringLiteral("v3");
    EXPECT_ERROR(taxonomyOfRecipe(db(), m_recipe), ErrorCode::NotFound);
    m_recipe.taxonomy = {QStringLiteral("v1"), QStringLiteral("00")};
    EXPECT_ERROR(taxonomyOfRecipe(db(), m_recipe), ErrorCode::NotPossible);
    const TaxonomyVersion second = taxonomyCalled(db(), QStringLiteral("v2")).value();
    EXPECT_OK(checkLabelsIn(QStringLiteral("add_filter asks, passive_recommend gives, not_a_label"), second,
                            QStringLiteral("x")));
    rename(code(Facet::Intent, QStringLiteral("add_filter")), "narrow");
    const TaxonomyVersion now = taxonomyCalled(db(), currentTaxonomyName()).value();
    EXPECT_ERROR(checkLabelsIn(QStringLiteral("add_filter asks"), now, QStringLiteral("x")),
                 ErrorCode::InvalidValue);
}

TEST_F(RecipeTaxonomies, TellsWhereACodeIsInUse)
{
    EXPECT_TRUE(usesOfCode(db(), greeting()).value().isEmpty());
    ASSERT_OK(draw("plans"));
    const QList<RecipeUse> uses = usesOfCode(db(), greeting()).value();
    EXPECT_EQ(uses, (QList<RecipeUse>{{QStringLiteral("human shares"), QStringLiteral("plans")}}));
    EXPECT_EQ(usesText(uses), QStringLiteral("The recipe human shares of the plans plans uses it"));
    EXPECT_EQ(recipesUsing(db(), {greeting().id}).value(),
              QStringLiteral("greeting: the recipe human shares of the plans plans uses it"));
    EXPECT_FALSE(usesOfCode(db(), code(Facet::Attribute, QStringLiteral("theme"))).value().isEmpty());
    Code other = greeting();
    other.name = QStringLiteral("unheard");
    EXPECT_TRUE(usesOfCode(db(), other).value().isEmpty());
}
