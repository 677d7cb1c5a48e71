#include "core/cascade/planstore.h"
#include "core/coding/codebookimport.h"
#include "core/overview/sampleproject.h"
#include "tests/ui/cascade/cascadeviewtest.h"
#include "ui/cascade/planspage.h"
#include "ui/cascade/recipe/calibrateform.h"
#include "ui/cascade/recipe/estimateform.h"
#include "ui/cascade/recipe/labelpicker.h"
#include "ui/cascade/recipe/lengthbars.h"
#include "ui/cascade/recipe/recipechanges.h"
#include "ui/cascade/recipe/recipeeditor.h"
#include "ui/cascade/recipe/recipelist.h"
#include "ui/cascade/recipe/recipepage.h"
#include "ui/cascade/recipe/recipepreview.h"
#include "ui/cascade/recipe/recipetext.h"
#include "ui/cascade/recipe/weighttable.h"
#include "ui/widgets/calmtable.h"

#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>

using namespace antiphon;
using namespace antiphon::test;

namespace {

class RecipePageTest : public CascadeViewTest
{
protected:
    void SetUp() override
    {
        CascadeViewTest::SetUp();
        ASSERT_OK(addStartingCodebook(m_project.connection(), ada));
        ASSERT_OK(addSampleData(m_project.connection(), ada));
        open();
    }
    void open() { CascadeViewTest::open(CascadeView::Recipe); }
    RecipePage& page() { return m_view->recipe(); }
    RecipeDesk& desk() { return page().desk(); }
    const Connection& connection() const { return m_project.connection(); }
    // A copy of the shipped recipe, saved as version 1 of mine, all by keys.
    void saveMine()
    {
        press(QStringLiteral("Duplicate"));
        auto* name = page().findChild<QLineEdit*>(QStringLiteral("recipe-name"));
        name->setFocus();
        name->selectAll();
        QTest::keyClicks(name, QStringLiteral("mine"));
        QTest::keyClick(name, Qt::Key_Return);
        settle();
        ASSERT_OK(recipeCalled(connection(), QStringLiteral("mine@1")));
    }
    void press(const QString& button)
    {
        for (QPushButton* one : page().findChildren<QPushButton*>())
            if (one->isVisible() && one->text() == button) {
                one->setFocus();
                QTest::keyClick(one, Qt::Key_Space);
                return settle();
            }
        ADD_FAILURE() << "no button " << button.toStdString();
    }
    LengthBars* bars() { return page().editor().findChild<LengthBars*>(QStringLiteral("lengths")); }
    WeightTable* tableOf(RecipeEditor::Section section)
    {
        page().editor().showSection(section);
        auto* widget = page().editor().sectionWidget(section);
        auto* table = qobject_cast<WeightTable*>(widget);
        return table ? table : widget->findChild<WeightTable*>();
    }
    QStringList titles() const
    {
        QStringList found;
        const auto versions = recipeVersions(connection()).value();
        for (const RecipeVersion& version : versions)
            found << version.title();
        return found;
    }
};

} // namespace

TEST_F(RecipePageTest, AWeightIsChangedSavedComparedAndTakenBack)
{
    EXPECT_TRUE(desk().isReadOnly());
    saveMine();
    bars()->setFocus();
    const double before = bars()->weightOf(bars()->current());
    QTest::keyClick(bars(), Qt::Key_Up, Qt::ShiftModifier);
    const double after = bars()->weightOf(bars()->current());
    ASSERT_GT(after, before);
    auto* changes = qobject_cast<RecipeChanges*>(page().editor().sectionWidget(RecipeEditor::Changes));
    EXPECT_EQ(changes->against()->currentText(), QStringLiteral("mine@1")); // while it is edited, too
    QTest::keyClick(bars(), Qt::Key_Z, Qt::ControlModifier);
    EXPECT_EQ(bars()->weightOf(bars()->current()), before);
    EXPECT_FALSE(desk().inHand().isChanged());
    QTest::keyClick(bars(), Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    EXPECT_EQ(bars()->weightOf(bars()->current()), after);

    press(QStringLiteral("Save version 2"));
    EXPECT_EQ(titles(), (QStringList{QStringLiteral("mine@2"), QStringLiteral("mine@1")}));
    press(QStringLiteral("Compare…"));
    EXPECT_EQ(page().editor().section(), RecipeEditor::Changes);
    EXPECT_EQ(changes->against()->currentText(), QStringLiteral("mine@1"));
    ASSERT_EQ(changes->table()->model()->rowCount(), 1);
    EXPECT_EQ(changes->table()->model()->index(0, 0).data().toString(),
              QStringLiteral("lengths.%1").arg(bars()->current()));

    m_session->undo();
    settle();
    EXPECT_EQ(titles(), QStringList{QStringLiteral("mine@1")});
    // What the version held is written still, so that nothing is lost.
    EXPECT_TRUE(desk().inHand().isChanged());
    EXPECT_EQ(bars()->weightOf(bars()->current()), after);
    EXPECT_EQ(recipeCalled(connection(), QStringLiteral("mine")).value().number(), 1);
}

TEST_F(RecipePageTest, TablesAreEditedByKeysAndTakeOnlyLabelsOfTheTaxonomy)
{
    saveMine();
    WeightTable* table = tableOf(RecipeEditor::FirstTurn);
    table->table()->setFocus();
    table->table()->selectRow(1);
    const double before = table->model()->items()[1].weight;
    QTest::keyClick(table->table(), Qt::Key_Plus);
    EXPECT_GT(table->model()->items()[1].weight, before);
    QTest::keyClick(table->table(), Qt::Key_Return);
    auto* field = table->table()->findChild<QAbstractSpinBox*>();
    ASSERT_TRUE(field);
    field->selectAll();
    QTest::keyClicks(field, QStringLiteral("7"));
    QTest::keyClick(field, Qt::Key_Return);
    QCoreApplication::processEvents();
    EXPECT_EQ(table->model()->items()[1].weight, 7);

    QTest::keyClick(table->table(), Qt::Key_Insert);
    auto* picker = table->findChild<LabelPicker*>();
    ASSERT_TRUE(picker);
    QStringList offered;
    for (QCheckBox* box : picker->findChildren<QCheckBox*>()) {
        offered << box->text();
        if (box->text() == QLatin1String("others"))
            QTest::keyClick(box, Qt::Key_Space);
    }
    EXPECT_EQ(offered, userIntents());
    QTest::keyClick(picker, Qt::Key_Return);
    const Recipe& recipe = desk().recipe();
    ASSERT_EQ(recipe.firstIntents.size(), 4);
    EXPECT_EQ(recipe.firstIntents.last().labels,
              (QStringList{QStringLiteral("initial_query"), QStringLiteral("others")}));

    while (table->model()->rowCount() > 0) {
        table->table()->selectRow(0);
        QTest::keyClick(table->table(), Qt::Key_Delete);
    }
    EXPECT_TRUE(desk().inHand().fault().contains(QStringLiteral("user.first.intents")));
    EXPECT_FALSE(desk().canSave());
}

TEST_F(RecipePageTest, ExcludesByTypeAndTheTaxonomyAreFields)
{
    saveMine();
    page().editor().showSection(RecipeEditor::Values);
    auto* field = page().findChild<QLineEdit*>(QStringLiteral("excludes-of"));
    ASSERT_TRUE(field);
    field->setFocus();
    QTest::keyClicks(field, QStringLiteral("genre 20, mood"));
    EXPECT_EQ(desk().recipe().excludesOf, (QList<WeightedName>{{QStringLiteral("genre"), 0.2}}));
    QTest::keyClicks(field, QStringLiteral(" 500"));
    EXPECT_EQ(desk().recipe().excludesOf.value(1).weight, 0.5); // 500 % is no chance: 50 was the last
    for (int i = 0; i < 2; ++i)
        QTest::keyClick(field, Qt::Key_Backspace);
    EXPECT_EQ(desk().recipe().excludesOf,
              (QList<WeightedName>{{QStringLiteral("genre"), 0.2}, {QStringLiteral("mood"), 0.05}}));
    auto* taxonomy = page().findChild<QComboBox*>(QStringLiteral("recipe-taxonomy"));
    ASSERT_TRUE(taxonomy);
    EXPECT_EQ(taxonomy->currentText(), QStringLiteral("none named"));
    desk().change(QStringLiteral("taxonomy"), [](Recipe& recipe) {
        recipe.taxonomy = {QStringLiteral("v9"), QStringLiteral("h")};
    });
    EXPECT_EQ(taxonomy->currentText(), QStringLiteral("v9"));
    taxonomy->setFocus();
    QTest::keyClick(taxonomy, Qt::Key_Up);
    EXPECT_EQ(desk().recipe().taxonomy, RecipeTaxonomy());
    press(QStringLiteral("Save version 2"));
    const auto saved = recipeCalled(connection(), QStringLiteral("mine@2"));
    ASSERT_OK(saved);
    EXPECT_EQ(saved->recipe.excludesOf.size(), 2);
}

TEST_F(RecipePageTest, TheJsonIsTheSameRecipe)
{
    saveMine();
    page().editor().showSection(RecipeEditor::Json);
    auto* text = qobject_cast<RecipeText*>(page().editor().sectionWidget(RecipeEditor::Json))->editor();
    const QString sound = text->toPlainText();
    text->setFocus();
    QString changed = sound;
    text->selectAll();
    QTest::keyClick(text, Qt::Key_Delete);
    text->insertPlainText(
        changed.replace(QStringLiteral("\"excludes\": 0.03"), QStringLiteral("\"excludes\": 3")));
    ASSERT_TRUE(QTest::qWaitFor([this] { return !desk().inHand().fault().isEmpty(); }, 3'000));
    EXPECT_TRUE(desk().inHand().fault().contains(QStringLiteral("'values.excludes'")));
    text->selectAll();
    text->insertPlainText(
        changed.replace(QStringLiteral("\"excludes\": 3"), QStringLiteral("\"excludes\": 0.3")));
    ASSERT_TRUE(QTest::qWaitFor([this] { return desk().inHand().fault().isEmpty(); }, 3'000));
    EXPECT_EQ(desk().recipe().excludes, 0.3);
    desk().change(QStringLiteral("x"), [](Recipe& recipe) { recipe.excludes = 0.4; });
    EXPECT_TRUE(text->toPlainText().contains(QStringLiteral("\"excludes\": 0.4")));
}

TEST_F(RecipePageTest, WhatIsWrittenSurvivesAnEndWithoutSaving)
{
    saveMine();
    desk().change(QStringLiteral("x"), [](Recipe& recipe) { recipe.excludes = 0.9; });
    ASSERT_TRUE(QTest::qWaitFor([this] { return !recipeDrafts(connection()).value().isEmpty(); }, 5'000));
    // No edit of the project: the newest one in the history is the saving.
    EXPECT_EQ(EditHistory(connection()).entries(1).value().first().label,
              saveRecipeLabel(QStringLiteral("mine")));
    m_view.reset();
    m_session.reset();
    open();
    EXPECT_EQ(desk().recipe().name, QStringLiteral("mine"));
    EXPECT_EQ(desk().recipe().excludes, 0.9);
    EXPECT_TRUE(desk().inHand().isChanged());
    press(QStringLiteral("Discard edits"));
    EXPECT_EQ(desk().recipe().excludes, defaultRecipe().excludes);
    EXPECT_TRUE(recipeDrafts(connection()).value().isEmpty());
}

TEST_F(RecipePageTest, ThePreviewFollowsAndPlansAreDrawnByTheVersion)
{
    ASSERT_TRUE(QTest::qWaitFor([this] { return page().preview().diagnostics().plans > 0; }, 20'000));
    EXPECT_EQ(page().preview().diagnostics().plans, RecipePreview::plansDrawn);
    saveMine();
    desk().change(QStringLiteral("x"), [](Recipe& recipe) { recipe.lengths = {{QStringLiteral("6"), 1}}; });
    ASSERT_TRUE(QTest::qWaitFor([this] { return page().preview().diagnostics().longest == 6; }, 20'000));
    desk().save();
    settle();
    press(QStringLiteral("Use for plans"));
    EXPECT_EQ(m_view->page(), CascadeView::Plans);
    m_view->plans().drawPlans();
    ASSERT_TRUE(QTest::qWaitFor([this] { return !readyPlanSets(connection()).value().isEmpty(); }, 20'000));
    const PlanSet set = readyPlanSets(connection()).value().first();
    EXPECT_EQ(recipeTitle(set), QStringLiteral("mine 2"));
    EXPECT_EQ(set.recipeVersion, recipeCalled(connection(), QStringLiteral("mine@2")).value().id);
}

TEST_F(RecipePageTest, ACodersSharesBecomeARecipe)
{
    press(QStringLiteral("Estimate from coding…"));
    auto* form = page().findChild<EstimateForm*>();
    ASSERT_TRUE(form->isVisible());
    form->button()->setFocus();
    QTest::keyClick(form->button(), Qt::Key_Space);
    ASSERT_TRUE(QTest::qWaitFor([this] { return desk().inHand().isFresh(); }, 10'000));
    EXPECT_TRUE(desk().recipe().name.startsWith(QStringLiteral("shares of")));
    EXPECT_TRUE(titles().isEmpty());
    desk().save();
    settle();
    EXPECT_EQ(titles().size(), 1);
}

TEST_F(RecipePageTest, CalibratesInTheBackgroundAndShowsTheGaps)
{
    press(QStringLiteral("Calibrate…"));
    auto* form = page().findChild<CalibrateForm*>();
    ASSERT_TRUE(form->isVisible());
    ASSERT_TRUE(
        QTest::qWaitFor([&] { return form->button()->isEnabled() || desk().loader().index(); }, 20'000));
    form->open();
    form->setPlans(10, 40);
    const QString name = desk().recipe().name;
    int ended = 0;
    QObject::connect(form, &CalibrateForm::finished, form, [&] { ++ended; });
    QTest::keyClick(form->button(), Qt::Key_Space);
    ASSERT_TRUE(QTest::qWaitFor([&] { return ended == 1; }, 60'000));
    EXPECT_TRUE(desk().inHand().isFresh());
    EXPECT_EQ(desk().recipe().name, name + QStringLiteral(", calibrated"));
    EXPECT_TRUE(form->table()->isVisible());
    EXPECT_GT(form->table()->model()->rowCount(), 15);
    desk().save();
    settle();
    EXPECT_EQ(titles().size(), 1);
}

TEST_F(RecipePageTest, ACancelledCalibrationLeavesTheRecipeAsItWas)
{
    press(QStringLiteral("Calibrate…"));
    auto* form = page().findChild<CalibrateForm*>();
    ASSERT_TRUE(QTest::qWaitFor([&] { return bool(desk().loader().index()); }, 20'000));
    form->open();
    form->setPlans(10'000'000, 10'000'000);
    int ended = 0;
    QObject::connect(form, &CalibrateForm::finished, form, [&] { ++ended; });
    QTest::keyClick(form->button(), Qt::Key_Space);
    EXPECT_FALSE(form->button()->isEnabled());
    QTest::keyClick(form->cancelButton(), Qt::Key_Escape);
    ASSERT_TRUE(QTest::qWaitFor([&] { return ended == 1; }, 60'000));
    EXPECT_FALSE(desk().inHand().isFresh());
    EXPECT_EQ(form->table()->model()->rowCount(), 0);
    EXPECT_TRUE(form->button()->isEnabled());
    QTest::keyClick(form->cancelButton(), Qt::Key_Escape);
    EXPECT_FALSE(form->isVisible());
}

TEST_F(RecipePageTest, CascadesOfExploreBecomeStarts)
{
    desk().addStart(QStringLiteral("{\"filters\":[\"genre:rock\",\"!mood:sad\"]}"));
    EXPECT_FALSE(desk().isReadOnly()); // a copy of the shipped one
    ASSERT_EQ(desk().recipe().starts.list.size(), 1);
    EXPECT_GT(desk().recipe().starts.share, 0);
    WeightTable* table = tableOf(RecipeEditor::Starts);
    EXPECT_EQ(table->model()->items().value(0).name, QStringLiteral("genre:rock, !mood:sad"));
    desk().addStart(QStringLiteral("nothing"));
    EXPECT_EQ(m_notices.size(), 1);
}

// Renders the sections where ANTIPHON_SHOTS names a folder, to be looked at.
TEST_F(RecipePageTest, Pictures)
{
    const QString folder = qEnvironmentVariable("ANTIPHON_SHOTS");
    if (folder.isEmpty())
        GTEST_SKIP() << "ANTIPHON_SHOTS is not set";
    saveMine();
    desk().change(QStringLiteral("x"), [](Recipe& recipe) {
        recipe.lengths[1].weight = 20;
        recipe.starts = {0.3, {{{{QStringLiteral("theme"), QStringLiteral("party")}}, 3}}};
    });
    for (const auto scheme : {SchemeChoice::Light, SchemeChoice::Dark}) {
        Theme theme(*qApp);
        theme.apply({scheme, 100});
        for (int section = RecipeEditor::Length; section <= RecipeEditor::Changes; ++section) {
            page().editor().showSection(section);
            page().preview().drawNow();
            QTest::qWait(400);
            settle();
            m_view->grab().save(
                QStringLiteral("%1/recipe-%2-%3.png")
                    .arg(folder, QString::number(section),
                         scheme == SchemeChoice::Light ? QStringLiteral("light") : QStringLiteral("dark")));
        }
    }
}

TEST(RecipeModels, AreSound)
{
    WeightModel weights(WeightModel::Kind::Weights, QStringLiteral("Labels"), nullptr);
    const QAbstractItemModelTester tester(&weights, QAbstractItemModelTester::FailureReportingMode::Fatal);
    weights.setItems({{QStringLiteral("a"), 1}, {QStringLiteral("b"), 3}});
    EXPECT_EQ(weights.items().first().name, QStringLiteral("b"));
    EXPECT_EQ(weights.index(0, WeightModel::ShareColumn).data().toString(), QStringLiteral("75.0 %"));
    weights.add(QStringLiteral("c"));
    weights.removeItem(0);
    weights.setReadOnly(true);
    weights.setSlider(0, 1);
    EXPECT_EQ(weights.items().first().weight, 1);
    RecipeListModel list;
    const QAbstractItemModelTester listTester(&list, QAbstractItemModelTester::FailureReportingMode::Fatal);
    list.setEntries({{QStringLiteral("k"), QStringLiteral("mine"), 1}, {}});
    EXPECT_EQ(list.rowOf(QStringLiteral("k")), 0);
}
