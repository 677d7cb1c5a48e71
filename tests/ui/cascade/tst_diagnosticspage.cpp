#include "core/cascade/drawplans.h"
#include "tests/ui/cascade/cascadeviewtest.h"
#include "ui/cascade/cascadeworkspace.h"
#include "ui/cascade/diagnostics/diagnosticspage.h"
#include "ui/cascade/diagnostics/findings.h"
#include "ui/cascade/recipe/recipechoice.h"
#include "ui/panes/chartpane.h"
#include "ui/widgets/calmtable.h"

#include <QComboBox>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>

using namespace antiphon;
using namespace antiphon::test;

namespace {

QByteArray songs()
{
    QByteArray tsv("ID\tGENRE\tMOOD\tTHEME\n");
    Random random(3);
    for (int i = 0; i < 500; ++i)
        tsv += "t" + QByteArray::number(i) + "\tg" + QByteArray::number(random.below(8)) + "\tm" +
               QByteArray::number(random.below(6)) + "\tw" + QByteArray::number(random.below(5)) + '\n';
    return tsv;
}

class DiagnosticsPageTest : public CascadeViewTest
{
protected:
    void SetUp() override
    {
        CascadeViewTest::SetUp();
        importTable(m_project.writeFile(QStringLiteral("songs.tsv"), songs()));
    }
    void drawPlans(qint64 count)
    {
        const auto catalogues = readyCatalogues(m_project.connection());
        ASSERT_OK(catalogues);
        const auto index = CatalogueIndex::load(m_project.connection(), catalogues->first().id);
        ASSERT_OK(index);
        DrawRequest request;
        request.name = QStringLiteral("evening");
        request.count = count;
        request.recipe = defaultRecipe();
        ASSERT_OK(antiphon::drawPlans(m_project.connection(), ada, *index, request, {}, {}));
    }
    void open() { CascadeViewTest::open(CascadeView::Diagnostics); }
    DiagnosticsPage& page() { return m_view->diagnostics(); }
    QPushButton* button(QWidget& parent, const char* text)
    {
        const auto buttons = parent.findChildren<QPushButton*>();
        for (QPushButton* each : buttons)
            if (each->text() == QString::fromUtf8(text))
                return each;
        return nullptr;
    }
    // What the pane shows; rates by keys.
    ExperimentPane* ask(DiagnosticsPage::Section section, const char* rates, int plans = 15)
    {
        page().showSection(section);
        ExperimentPane* pane = page().experiment(section);
        pane->findChild<QSpinBox*>(QStringLiteral("cascades"))->setValue(20);
        pane->findChild<QSpinBox*>(QStringLiteral("plans"))->setValue(plans);
        pane->findChild<QSpinBox*>(QStringLiteral("seeds"))->setValue(2);
        auto* field = pane->findChild<QLineEdit*>(QStringLiteral("rates"));
        field->setFocus();
        field->selectAll();
        QTest::keyClicks(field, QString::fromUtf8(rates));
        return pane;
    }
    void run(ExperimentPane* pane)
    {
        QTest::keyClick(pane->findChild<QLineEdit*>(QStringLiteral("rates")), Qt::Key_Return);
        ASSERT_TRUE(pane->isRunning());
        ASSERT_TRUE(QTest::qWaitFor([pane] { return !pane->isRunning(); }, 60'000));
        settle();
    }
    QList<KeptExperiment> kept() const { return keptExperiments(m_project.connection()).value(); }
};

} // namespace

TEST_F(DiagnosticsPageTest, WithoutPlansThereIsNothingToMeasure)
{
    open();
    ASSERT_TRUE(button(page(), "Measure"));
    EXPECT_FALSE(button(page(), "Measure")->isEnabled());
    page().measure();
    EXPECT_EQ(m_jobs->runningCount(), 0);
    EXPECT_FALSE(page().diagnosis());
}

TEST_F(DiagnosticsPageTest, ASpaceOnMeasureFillsEverySection)
{
    drawPlans(120);
    open();
    QPushButton* measure = button(page(), "Measure");
    ASSERT_TRUE(measure && measure->isEnabled());
    measure->setFocus();
    QTest::keyClick(measure, Qt::Key_Space);
    ASSERT_TRUE(QTest::qWaitFor([this] { return page().diagnosis().has_value(); }, 20'000));
    EXPECT_EQ(page().diagnosis()->planCount, 120);
    EXPECT_EQ(page().diagnosis()->reference, QStringLiteral("the recipe human shares"));
    for (const auto section : {DiagnosticsPage::Distance, DiagnosticsPage::Coherent,
                               DiagnosticsPage::Balanced, DiagnosticsPage::Pools, DiagnosticsPage::Repeats}) {
        EXPECT_FALSE(page().pane(section)->chart().rows.isEmpty()) << section;
        EXPECT_GT(page().pane(section)->table()->model()->rowCount(), 2) << section;
    }
    EXPECT_EQ(page().pane(DiagnosticsPage::Distance)->table()->model()->rowCount(), labelTableNames().size());
    // One table: its labels on both sides.
    page().findChild<QComboBox*>(QStringLiteral("table"))->setCurrentIndex(1);
    EXPECT_EQ(page().pane(DiagnosticsPage::Distance)->chart().title, QStringLiteral("first intents"));
    EXPECT_TRUE(m_notices.isEmpty()) << m_notices.join(u'\n').toStdString();
}

TEST_F(DiagnosticsPageTest, AnExperimentRunsAndItsFiguresAreWritten)
{
    open();
    ExperimentPane* pane = ask(DiagnosticsPage::Noise, "0, 2");
    QTest::keyClick(pane->findChild<QLineEdit*>(QStringLiteral("rates")), Qt::Key_Return);
    ASSERT_EQ(m_notices.size(), 1); // 2 is no rate
    EXPECT_FALSE(pane->isRunning());
    ask(DiagnosticsPage::Noise, "0, 0.5");
    run(pane);
    ASSERT_EQ(pane->shown().size(), 1);
    const Experiment found = pane->shown().constFirst();
    EXPECT_EQ(found.kinds, noiseKinds());
    const auto all = 3 * 2 * static_cast<int>(allMeasures().size());
    EXPECT_EQ(pane->pane()->table()->model()->rowCount(), all);
    EXPECT_EQ(pane->pane()->chart().rows.size(), all);
    pane->findChild<QComboBox*>(QStringLiteral("measure"))->setCurrentIndex(2);
    EXPECT_EQ(pane->pane()->chart().rows.size(), 3 * 2);

    const auto exported = [&](const char* button, const char* file) {
        m_saved = m_project.filePath(QString::fromUtf8(file));
        QTest::mouseClick(this->button(*pane, button), Qt::LeftButton);
        QFile written(m_saved);
        EXPECT_TRUE(written.open(QFile::ReadOnly)) << file;
        return written.readAll();
    };
    EXPECT_EQ(exported("Export table", "noise.csv"), experimentCsv(found));
    EXPECT_GT(exported("Export chart", "noise.svg").size(), 1000);
    EXPECT_EQ(exported("Export…", "one.json"), experimentJson(found));
    EXPECT_EQ(exported("Export…", "one.csv"), experimentCsv(found));
    EXPECT_TRUE(exported("Export…", "one.png").startsWith("\x89PNG"));
}

TEST_F(DiagnosticsPageTest, ExperimentsAreKeptComparedRemovedAndBroughtBack)
{
    open();
    ExperimentPane* pane = ask(DiagnosticsPage::Noise, "0, 0.5");
    run(pane);
    pane->findChild<QSpinBox*>(QStringLiteral("seed"))->setValue(2);
    ask(DiagnosticsPage::Noise, "0, 0.8");
    run(pane);
    ASSERT_EQ(kept().size(), 2);
    EXPECT_EQ(pane->shown().constFirst().name, QStringLiteral("noise 2")); // what was run last
    // They are there when the page is opened again.
    m_view.reset();
    open();
    page().showSection(DiagnosticsPage::Noise);
    settle();
    pane = page().experiment(DiagnosticsPage::Noise);
    ASSERT_EQ(pane->shown().size(), 1);
    auto* list = pane->list()->findChild<CalmTable*>();
    list->setFocus();
    QTest::keyClick(list, Qt::Key_Down, Qt::ShiftModifier);
    ASSERT_EQ(pane->shown().size(), 2);
    EXPECT_EQ(pane->shown().constFirst().name, QStringLiteral("noise 1"));
    const auto measures = static_cast<int>(allMeasures().size());
    EXPECT_EQ(pane->pane()->chart().rows.size(), 2 * 3 * 2 * measures);
    EXPECT_EQ(pane->pane()->table()->model()->rowCount(), 2 * 3 * 2 * measures);
    m_saved = m_project.filePath(QStringLiteral("both.json"));
    QTest::mouseClick(button(*pane, "Export…"), Qt::LeftButton);
    QFile both(m_saved);
    ASSERT_TRUE(both.open(QFile::ReadOnly));
    EXPECT_EQ(QJsonDocument::fromJson(both.readAll())[QLatin1String("experiments")].toArray().size(), 2);

    QTest::keyClick(list, Qt::Key_Delete);
    settle();
    EXPECT_TRUE(kept().isEmpty());
    EXPECT_TRUE(pane->pane()->chart().rows.isEmpty());
    m_session->undo();
    settle();
    EXPECT_EQ(kept().size(), 2);
    m_session->undo(); // the run of the second
    settle();
    ASSERT_EQ(kept().size(), 1);
    EXPECT_EQ(kept().constFirst().found.name, QStringLiteral("noise 1"));
    EXPECT_EQ(pane->shown().size(), 1);
    EXPECT_TRUE(m_notices.filter(QStringLiteral("Wrote")) == m_notices)
        << m_notices.join(u'\n').toStdString();
}

TEST_F(DiagnosticsPageTest, AnExperimentTakesTheRecipeAndTheCatalogueThatWereChosen)
{
    importTable(m_project.writeFile(QStringLiteral("others.tsv"), songs()));
    ASSERT_OK(EditHistory(m_project.connection()).record(ada, QStringLiteral("Save"), [&]() -> Result<void> {
        Recipe recipe = defaultRecipe();
        recipe.name = QStringLiteral("mine");
        ANTIPHON_TRY(saveRecipe(m_project.connection(), ada, recipe));
        return {};
    }));
    open();
    ExperimentPane* pane = ask(DiagnosticsPage::Noise, "0.5");
    auto* catalogue = pane->findChild<QComboBox*>(QStringLiteral("catalogue"));
    EXPECT_EQ(catalogue->currentText(), QStringLiteral("others")); // the one in hand
    catalogue->setFocus();
    QTest::keyClick(catalogue, Qt::Key_Up);
    auto* recipe = pane->findChild<RecipeChoice*>();
    recipe->setFocus();
    QTest::keyClick(recipe, Qt::Key_Down);
    run(pane);
    ASSERT_EQ(kept().size(), 1);
    EXPECT_EQ(kept().constFirst().found.catalogue, QStringLiteral("songs"));
    EXPECT_EQ(kept().constFirst().found.recipe, QStringLiteral("mine@1"));
}

TEST_F(DiagnosticsPageTest, ACancelledExperimentLeavesNothing)
{
    open();
    ExperimentPane* pane = ask(DiagnosticsPage::Noise, "0, 0.1, 0.2, 0.3, 0.4, 0.5", 1'000'000);
    QTest::keyClick(pane->findChild<QLineEdit*>(QStringLiteral("rates")), Qt::Key_Return);
    ASSERT_TRUE(pane->isRunning());
    QPushButton* cancel = button(*pane, "Cancel");
    ASSERT_TRUE(cancel && cancel->isVisible());
    cancel->setFocus();
    QTest::keyClick(cancel, Qt::Key_Space);
    ASSERT_TRUE(QTest::qWaitFor([pane] { return !pane->isRunning(); }, 60'000));
    settle();
    EXPECT_TRUE(kept().isEmpty());
    EXPECT_FALSE(cancel->isVisible());
    EXPECT_TRUE(m_notices.isEmpty());
}

TEST_F(DiagnosticsPageTest, SparsityHidesTheTypesOfTheCatalogueInHand)
{
    open();
    ExperimentPane* pane = ask(DiagnosticsPage::Sparsity, "1", 10);
    page().runExperiment();
    ASSERT_TRUE(QTest::qWaitFor([pane] { return !pane->shown().isEmpty(); }, 60'000));
    const Experiment found = pane->shown().constFirst();
    EXPECT_TRUE(found.kinds.contains(QStringLiteral("genre")));
    // Without any value no cascade has a track.
    EXPECT_EQ(rowOf(found, QStringLiteral("values"), 1, Measure::EmptyPools)->mean.value, 1.0);
}

TEST_F(DiagnosticsPageTest, CommandsLeadHereAndWorkOnlyHere)
{
    drawPlans(30);
    open();
    const auto workspace = makeCascadeWorkspace();
    WorkspaceContext context{*m_session,
                             *m_jobs,
                             [](const QString&, const QString&) {},
                             [](const Notice&) {},
                             [](const QString&) {},
                             {}};
    QWidget parent;
    auto* view = qobject_cast<CascadeView*>(workspace->createView(&parent, context));
    ASSERT_TRUE(view);
    settle();
    const QList<Command> commands = workspace->commands();
    const auto named = [&](const char* id) {
        return *std::find_if(commands.begin(), commands.end(),
                             [id](const Command& command) { return command.id == QLatin1String(id); });
    };
    EXPECT_FALSE(named("measure-plans").isEnabled());
    workspace->navigate(QStringLiteral("diagnostics"));
    EXPECT_EQ(view->page(), CascadeView::Diagnostics);
    EXPECT_TRUE(named("measure-plans").isEnabled());
    named("measure-plans").run();
    ASSERT_TRUE(QTest::qWaitFor([view] { return view->diagnostics().diagnosis().has_value(); }, 20'000));
    for (const Command& one : commands)
        for (const Command& other : commands)
            EXPECT_TRUE(one.id == other.id || one.shortcut.isEmpty() || one.shortcut != other.shortcut)
                << one.id.toStdString() << other.id.toStdString();
}
