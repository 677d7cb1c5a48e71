#include "core/cascade/experimentstore.h"
#include "core/catalogue/catalogueimport.h"
#include "core/catalogue/cataloguestore.h"
#include "tests/support/resultassertions.h"
#include "tests/support/temporaryproject.h"

using namespace antiphon;
using namespace antiphon::test;

namespace {

QByteArray songs()
{
    QByteArray tsv("ID\tGENRE\tMOOD\tTHEME\n");
    Random random(5);
    for (int i = 0; i < 300; ++i)
        tsv += "t" + QByteArray::number(i) + "\tg" + QByteArray::number(random.below(6)) + "\tm" +
               QByteArray::number(random.below(5)) + "\tw" + QByteArray::number(random.below(4)) + '\n';
    return tsv;
}

class ExperimentStoreTest : public testing::Test
{
protected:
    void SetUp() override
    {
        const QString path = m_project.writeFile(QStringLiteral("songs.tsv"), songs());
        const auto preview = previewTable(path, 3);
        ASSERT_OK(preview);
        ASSERT_OK(importCatalogue(connection(), ada, path, guessCatalogueMap(*preview), {}, {}, {}));
        m_catalogue = catalogueByName(connection(), {}).value().id;
    }
    const Connection& connection() { return m_project.connection(); }
    ExperimentOrder order(const char* title = "noise")
    {
        ExperimentOrder order{m_catalogue, shippedRecipe(), {}, {}};
        order.request.title = QString::fromUtf8(title);
        order.request.rates = {0, 0.5, 1};
        order.request.cascades = 20;
        order.request.plans = 15;
        order.request.seeds = 2;
        order.request.seed = 7;
        return order;
    }
    Result<KeptExperiment> run(const ExperimentOrder& order, const CancelToken& cancel = {})
    {
        return runAndKeep(connection(), ada, order, cancel, {});
    }
    QStringList names(const QString& title = {})
    {
        QStringList names;
        const auto all = keptExperiments(connection(), title);
        EXPECT_OK(all);
        for (const KeptExperiment& each : all ? *all : QList<KeptExperiment>())
            names << each.found.name;
        return names;
    }

    const Actor ada{QStringLiteral("ada")};
    TemporaryProject m_project;
    CatalogueId m_catalogue;
};

} // namespace

TEST_F(ExperimentStoreTest, AnExperimentComesBackFigureByFigure)
{
    const auto kept = run(order());
    ASSERT_OK(kept);
    EXPECT_EQ(kept->found.name, QStringLiteral("noise 1"));
    EXPECT_EQ(kept->found.recipe, shippedRecipe().title());
    EXPECT_EQ(kept->found.catalogue, QStringLiteral("songs"));
    m_project.restart();
    const auto read = experimentCalled(connection(), QStringLiteral("noise 1"));
    ASSERT_OK(read);
    EXPECT_EQ(read->id, kept->id);
    EXPECT_EQ(read->catalogue, m_catalogue);
    EXPECT_EQ(read->actor, ada.name);
    EXPECT_EQ(read->found.kinds, noiseKinds());
    EXPECT_EQ(read->found.rates, (std::vector<double>{0, 0.5, 1}));
    EXPECT_EQ(read->found.rows.size(), 3 * 3 * static_cast<qsizetype>(allMeasures().size()));
    EXPECT_EQ(experimentJson(read->found), experimentJson(kept->found));
    EXPECT_EQ(experimentCsv(read->found), experimentCsv(kept->found));
    EXPECT_EQ(experimentSvg(read->found), experimentSvg(kept->found));
    EXPECT_GT(read->found.doneAt, 0);
}

TEST_F(ExperimentStoreTest, RunningAndRemovingAreOneStepEach)
{
    ASSERT_OK(run(order()));
    const auto second = run(order());
    ASSERT_OK(second);
    ASSERT_OK(run(order("sparsity")));
    EXPECT_EQ(names(), (QStringList{QStringLiteral("sparsity 1"), QStringLiteral("noise 2"),
                                    QStringLiteral("noise 1")}));
    EXPECT_EQ(names(QStringLiteral("sparsity")), QStringList{QStringLiteral("sparsity 1")});
    EditHistory history(connection());
    ASSERT_OK(history.undo(ada));
    EXPECT_EQ(names().size(), 2);
    ASSERT_OK(history.redo(ada));
    EXPECT_EQ(names().size(), 3);
    ASSERT_OK(history.record(ada, removeExperimentLabel(second->found.name),
                             [&] { return removeExperiment(connection(), second->id); }));
    EXPECT_FALSE(names().contains(QStringLiteral("noise 2")));
    EXPECT_ERROR(experimentCalled(connection(), QStringLiteral("noise 2")), ErrorCode::NotFound);
    ASSERT_OK(history.undo(ada));
    const auto back = experimentCalled(connection(), QStringLiteral("noise 2"));
    ASSERT_OK(back);
    EXPECT_EQ(experimentJson(back->found), experimentJson(second->found));
}

TEST_F(ExperimentStoreTest, ARecipeOfTheProjectIsNamedWithItsVersion)
{
    RecipeVersion mine;
    ASSERT_OK(EditHistory(connection()).record(ada, QStringLiteral("Save"), [&]() -> Result<void> {
        Recipe recipe = defaultRecipe();
        recipe.name = QStringLiteral("mine");
        ANTIPHON_TRY_ASSIGN(mine, saveRecipe(connection(), ada, recipe));
        return {};
    }));
    ExperimentOrder asked = order("sparsity");
    asked.recipe = mine;
    asked.name = QStringLiteral(" before cleaning ");
    ASSERT_OK(run(asked));
    const auto kept = experimentCalled(connection(), QStringLiteral("before cleaning"));
    ASSERT_OK(kept);
    EXPECT_EQ(kept->recipe, mine.id);
    EXPECT_EQ(kept->found.recipe, QStringLiteral("mine@1"));
    EXPECT_TRUE(kept->found.kinds.contains(QStringLiteral("genre")));
    EXPECT_TRUE(experimentCsv(kept->found).contains("before cleaning,songs,mine@1,20"));
}

TEST_F(ExperimentStoreTest, WhatFailsLeavesNothing)
{
    EXPECT_ERROR(run(order("scale")), ErrorCode::InvalidValue);
    CancelToken cancel;
    cancel.cancel();
    EXPECT_ERROR(run(order(), cancel), ErrorCode::Cancelled);
    ExperimentOrder wrong = order();
    wrong.request.rates = {2};
    EXPECT_ERROR(run(wrong), ErrorCode::InvalidValue);
    EXPECT_TRUE(names().isEmpty());
    EXPECT_ERROR(experimentFromJson("{}", QStringLiteral("x")), ErrorCode::WrongFormat);
    EXPECT_ERROR(experimentFromJson(R"({"experiment":"noise","rows":[{"kind":"drop","rate":"x"}]})",
                                    QStringLiteral("x")),
                 ErrorCode::WrongFormat);
}
