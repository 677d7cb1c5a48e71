#include "core/cascade/planstore.h"
#include "core/catalogue/catalogueimport.h"
#include "tests/support/resultassertions.h"
#include "tests/support/temporaryproject.h"
#include "ui/cascade/cascadesteps.h"
#include "ui/cascade/cascadeview.h"
#include "ui/cascade/cascadeworkspace.h"
#include "ui/cascade/cataloguepage.h"
#include "ui/cascade/explorepage.h"
#include "ui/cascade/filterpopup.h"
#include "ui/cascade/importpage.h"
#include "ui/cascade/nextvalueslist.h"
#include "ui/cascade/planspage.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/calmtable.h"
#include "ui/widgets/panels.h"

#include <QApplication>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>

using namespace antiphon;
using namespace antiphon::test;

namespace {

// 400 tracks of four genres and three moods.
QByteArray table()
{
    const char* genres[] = {"rock", "pop,rock", "reggae", "jazz,soul"};
    const char* moods[] = {"sad", "happy", "calm,happy"};
    QByteArray tsv("ID\tTITLE\tARTIST\tGENRE\tMOOD\tYEAR\n");
    for (int i = 0; i < 400; ++i)
        tsv += QByteArray("t") + QByteArray::number(i) + "\tSong " + QByteArray::number(i) + "\tBand " +
               QByteArray::number(i % 12) + '\t' + genres[i % 4] + '\t' + moods[i % 3] + '\t' +
               QByteArray::number(1960 + i % 60) + '\n';
    return tsv;
}

class CascadeViewTest : public testing::Test
{
protected:
    void SetUp() override
    {
        static Theme theme(*qApp);
        initIconResources();
        theme.apply({SchemeChoice::Light, 100});
    }
    QString tablePath() { return m_project.writeFile(QStringLiteral("songs.tsv"), table()); }
    void importSongs()
    {
        const auto preview = previewTable(tablePath(), 10);
        ASSERT_OK(preview);
        ASSERT_OK(importCatalogue(m_project.connection(), {QStringLiteral("ada")}, tablePath(),
                                  guessCatalogueMap(*preview), {}, {}, {}));
    }
    void open()
    {
        m_session = std::make_unique<ProjectSession>(m_project.path(), Actor{QStringLiteral("ada")});
        m_jobs = std::make_unique<JobRunner>();
        FileDialogs files;
        files.open = [this](QWidget*, const FileQuestion&, std::function<void(const QString&)> answer) {
            answer(tablePath());
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
        settle();
    }
    void TearDown() override
    {
        m_view.reset();
        m_jobs.reset();
        m_session.reset();
    }
    // Lets background questions and their answers run out.
    void settle()
    {
        for (int i = 0; i < 5; ++i) {
            m_session->drain();
            QCoreApplication::processEvents();
        }
    }
    ExplorePage& explore() { return m_view->explore(); }
    template<typename Widget>
    Widget* find()
    {
        return m_view->findChild<Widget*>();
    }
    quint64 pool() { return explore().answer().pools.empty() ? 0 : explore().answer().pools.back(); }

    TemporaryProject m_project;
    std::unique_ptr<ProjectSession> m_session;
    std::unique_ptr<JobRunner> m_jobs;
    QStringList m_notices;
    std::unique_ptr<CascadeView> m_view;
};

} // namespace

TEST_F(CascadeViewTest, AnEmptyProjectOffersTheImportAndTheGuessedMapImports)
{
    open();
    auto* empty = find<EmptyView>();
    ASSERT_TRUE(empty && empty->isVisible());
    QTest::keyClick(empty->button(), Qt::Key_Space);
    settle();
    const CatalogueMap map = m_view->tracks().importPage()->map();
    EXPECT_EQ(map.id, QStringLiteral("ID"));
    EXPECT_EQ(map.attributes.size(), 3);
    m_view->tracks().importPage()->startImport();
    ASSERT_TRUE(QTest::qWaitFor([this] { return !m_notices.isEmpty(); }, 10'000));
    settle();
    EXPECT_EQ(readyCatalogues(m_project.connection())->value(0).tracks, 400);
    EXPECT_TRUE(explore().answer().pools.size() == 1 && pool() == 400);
}

TEST_F(CascadeViewTest, KeysAddExcludeAndTakeAwayFilters)
{
    importSongs();
    open();
    auto* list = explore().findChild<NextValuesList*>(QStringLiteral("next-values"));
    list->setFocus();
    const Filter first{list->rows()->rows()[1].value.type, list->rows()->rows()[1].value.value};
    QTest::keyClick(list, Qt::Key_Return);
    settle();
    EXPECT_EQ(explore().state().filters, QList<Filter>{first});
    EXPECT_LT(pool(), 400u);

    QTest::keyClick(list, Qt::Key_Return, Qt::ShiftModifier);
    settle();
    ASSERT_EQ(explore().state().filters.size(), 2);
    EXPECT_EQ(explore().state().filters[1].sense, Sense::Exclude);

    auto steps = explore().findChildren<CascadeStep*>();
    ASSERT_EQ(steps.size(), 3);
    QTest::keyClick(steps[2], Qt::Key_Space);
    settle();
    EXPECT_EQ(explore().state().filters[1].sense, Sense::Include);
    steps = explore().findChildren<CascadeStep*>();
    QTest::keyClick(steps[1], Qt::Key_Delete);
    settle();
    EXPECT_EQ(explore().state().filters.size(), 1);
    explore().goBack();
    explore().goBack();
    explore().goBack();
    settle();
    EXPECT_EQ(explore().state().filters, QList<Filter>{first});
    explore().goForward();
    EXPECT_EQ(explore().state().filters.size(), 2);
}

TEST_F(CascadeViewTest, AFilterIsTyped)
{
    importSongs();
    open();
    explore().openFilterPopup();
    auto* popup = explore().findChild<FilterPopup*>();
    ASSERT_TRUE(popup->isVisible());
    QTest::keyClicks(popup->field(), QStringLiteral("not genre reggae"));
    QTest::keyClick(popup->field(), Qt::Key_Return);
    settle();
    EXPECT_FALSE(popup->isVisible());
    EXPECT_EQ(explore().state().filters,
              (QList<Filter>{{QStringLiteral("genre"), QStringLiteral("reggae"), Sense::Exclude}}));
    EXPECT_EQ(pool(), 300u);
}

TEST_F(CascadeViewTest, PlansAreDrawnAndRead)
{
    importSongs();
    open();
    m_view->showPage(CascadeView::Plans);
    auto* name = m_view->plans().findChild<QLineEdit*>();
    name->setFocus();
    name->selectAll();
    QTest::keyClicks(name, QStringLiteral("evening"));
    QTest::keyClick(name, Qt::Key_Return);
    ASSERT_TRUE(QTest::qWaitFor(
        [this] { return planSetByName(m_project.connection(), QStringLiteral("evening")).has_value(); },
        20'000));
    ASSERT_TRUE(QTest::qWaitFor([this] { return m_jobs->runningCount() == 0; }, 20'000));
    settle();
    EXPECT_EQ(m_view->plans().shownPlan(), 0);
    m_view->plans().showPlan(7);
    settle();
    EXPECT_EQ(m_view->plans().shownPlan(), 7);
    m_view->plans().removeSet();
    settle();
    EXPECT_ERROR(planSetByName(m_project.connection(), QStringLiteral("evening")), ErrorCode::NotFound);
}

// Renders the pages where ANTIPHON_SHOTS names a folder, to be looked at.
TEST_F(CascadeViewTest, Pictures)
{
    const QString folder = qEnvironmentVariable("ANTIPHON_SHOTS");
    if (folder.isEmpty())
        GTEST_SKIP() << "ANTIPHON_SHOTS is not set";
    for (const auto scheme : {SchemeChoice::Light, SchemeChoice::Dark}) {
        Theme theme(*qApp);
        theme.apply({scheme, 100});
        const QString ending =
            scheme == SchemeChoice::Light ? QStringLiteral("-light.png") : QStringLiteral("-dark.png");
        const auto shoot = [&](const char* name) {
            settle();
            m_view->grab().save(folder + QLatin1Char('/') + QString::fromUtf8(name) + ending);
        };
        if (!m_view) {
            open();
            shoot("cascade-empty");
            TearDown();
            importSongs();
            open();
        }
        m_view->showPage(CascadeView::Explore);
        explore().setState({});
        explore().apply({QStringLiteral("genre"), QStringLiteral("rock")});
        settle();
        explore().apply({QStringLiteral("mood"), QStringLiteral("sad"), Sense::Exclude});
        shoot("cascade-explore");
        m_view->showPage(CascadeView::Plans);
        if (scheme == SchemeChoice::Light) {
            m_view->plans().drawPlans();
            ASSERT_TRUE(QTest::qWaitFor([this] { return m_jobs->runningCount() == 0; }, 20000));
            QTest::qWait(200);
        }
        shoot("cascade-plans");
        m_view->showPage(CascadeView::Tracks);
        shoot("cascade-catalogue");
        m_view->tracks().importFrom(tablePath());
        shoot("cascade-import");
        Q_EMIT m_view->tracks().importPage()->closed();
    }
}
