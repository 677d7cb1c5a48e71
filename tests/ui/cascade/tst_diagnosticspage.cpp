#include "core/cascade/drawplans.h"
#include "core/catalogue/catalogueimport.h"
#include "tests/support/resultassertions.h"
#include "tests/support/temporaryproject.h"
#include "ui/cascade/cascadeview.h"
#include "ui/cascade/cascadeworkspace.h"
#include "ui/cascade/diagnostics/diagnosticspage.h"
#include "ui/cascade/diagnostics/findings.h"
#include "ui/panes/chartpane.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/calmtable.h"

#include <QApplication>
#include <QComboBox>
#include <QFile>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTest>

using namespace antiphon;
using namespace antiphon::test;

namespace {

QByteArray table()
{
    QByteArray tsv("ID\tGENRE\tMOOD\tTHEME\n");
    Random random(3);
    for (int i = 0; i < 500; ++i)
        tsv += "t" + QByteArray::number(i) + "\tg" + QByteArray::number(random.below(8)) + "\tm" +
               QByteArray::number(random.below(6)) + "\tw" + QByteArray::number(random.below(5)) + '\n';
    return tsv;
}

class DiagnosticsPageTest : public testing::Test
{
protected:
    void SetUp() override
    {
        static Theme theme(*qApp);
        initIconResources();
        theme.apply({SchemeChoice::Light, 100});
        const QString path = m_project.writeFile(QStringLiteral("songs.tsv"), table());
        const auto preview = previewTable(path, 10);
        ASSERT_OK(preview);
        ASSERT_OK(
            importCatalogue(m_project.connection(), ada, path, guessCatalogueMap(*preview), {}, {}, {}));
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
    void open()
    {
        m_session = std::make_unique<ProjectSession>(m_project.path(), ada);
        m_jobs = std::make_unique<JobRunner>();
        FileDialogs files;
        files.save = [this](QWidget*, const FileQuestion&, std::function<void(const QString&)> answer) {
            answer(m_saved);
        };
        WorkspaceContext context{*m_session,
                                 *m_jobs,
                                 [](const QString&, const QString&) {},
                                 [this](const Notice& notice) { m_notices << notice.text; },
                                 [](const QString&) {},
                                 files};
        m_view = std::make_unique<CascadeView>(context, nullptr);
        m_view->resize(1216, 756);
        m_view->show();
        m_view->showPage(CascadeView::Diagnostics);
        settle();
    }
    void TearDown() override
    {
        m_view.reset();
        m_jobs.reset();
        m_session.reset();
    }
    void settle()
    {
        for (int i = 0; i < 5; ++i) {
            m_session->drain();
            QCoreApplication::processEvents();
        }
    }
    DiagnosticsPage& page() { return m_view->diagnostics(); }
    QPushButton* button(QWidget& parent, const char* text)
    {
        const auto buttons = parent.findChildren<QPushButton*>();
        for (QPushButton* each : buttons)
            if (each->text() == QLatin1String(text))
                return each;
        return nullptr;
    }

    const Actor ada{QStringLiteral("ada")};
    TemporaryProject m_project;
    QString m_saved;
    std::unique_ptr<ProjectSession> m_session;
    std::unique_ptr<JobRunner> m_jobs;
    QStringList m_notices;
    std::unique_ptr<CascadeView> m_view;
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
    page().showSection(DiagnosticsPage::Noise);
    ExperimentPane* pane = page().experiment(DiagnosticsPage::Noise);
    pane->findChild<QSpinBox*>(QStringLiteral("plans"))->setValue(15);
    pane->findChild<QSpinBox*>(QStringLiteral("seeds"))->setValue(2);
    auto* rates = pane->findChild<QLineEdit*>(QStringLiteral("rates"));
    rates->setText(QStringLiteral("0, 2"));
    QTest::keyClick(rates, Qt::Key_Return);
    ASSERT_EQ(m_notices.size(), 1); // 2 is no rate
    EXPECT_FALSE(pane->experiment());

    rates->setText(QStringLiteral("0, 0.5"));
    QTest::keyClick(rates, Qt::Key_Return);
    ASSERT_TRUE(QTest::qWaitFor([pane] { return pane->experiment().has_value(); }, 30'000));
    EXPECT_EQ(pane->experiment()->kinds, noiseKinds());
    const auto all = 3 * 2 * static_cast<int>(allMeasures().size());
    EXPECT_EQ(pane->pane()->table()->model()->rowCount(), all);
    EXPECT_EQ(pane->pane()->chart().rows.size(), all);
    pane->findChild<QComboBox*>(QStringLiteral("measure"))->setCurrentIndex(2);
    EXPECT_EQ(pane->pane()->chart().rows.size(), 3 * 2);

    m_saved = m_project.writeFile(QStringLiteral("noise.csv"), {});
    QTest::mouseClick(button(*pane, "Export table"), Qt::LeftButton);
    QFile csv(m_saved);
    ASSERT_TRUE(csv.open(QFile::ReadOnly));
    EXPECT_EQ(csv.readAll(), experimentCsv(*pane->experiment()));
    m_saved.replace(QStringLiteral(".csv"), QStringLiteral(".svg"));
    QTest::mouseClick(button(*pane, "Export chart"), Qt::LeftButton);
    EXPECT_GT(QFileInfo(m_saved).size(), 1000);
}

TEST_F(DiagnosticsPageTest, SparsityHidesTheTypesOfTheCatalogueInHand)
{
    open();
    page().showSection(DiagnosticsPage::Sparsity);
    ExperimentPane* pane = page().experiment(DiagnosticsPage::Sparsity);
    pane->findChild<QSpinBox*>(QStringLiteral("plans"))->setValue(10);
    pane->findChild<QSpinBox*>(QStringLiteral("seeds"))->setValue(2);
    pane->findChild<QLineEdit*>(QStringLiteral("rates"))->setText(QStringLiteral("1"));
    page().runExperiment();
    ASSERT_TRUE(QTest::qWaitFor([pane] { return pane->experiment().has_value(); }, 30'000));
    EXPECT_TRUE(pane->experiment()->kinds.contains(QStringLiteral("genre")));
    // Without any value no cascade has a track.
    EXPECT_EQ(rowOf(*pane->experiment(), QStringLiteral("values"), 1, Measure::EmptyPools)->mean.value, 1.0);
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
