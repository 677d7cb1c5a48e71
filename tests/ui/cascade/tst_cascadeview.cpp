#include "core/cascade/planstore.h"
#include "tests/ui/cascade/cascadeviewtest.h"
#include "ui/cascade/cascadesteps.h"
#include "ui/cascade/cascadeworkspace.h"
#include "ui/cascade/cataloguepage.h"
#include "ui/cascade/filterpopup.h"
#include "ui/cascade/import/importpage.h"
#include "ui/cascade/nextvalueslist.h"
#include "ui/cascade/planspage.h"
#include "ui/widgets/calmtable.h"
#include "ui/widgets/panels.h"

#include <QLineEdit>
#include <QPushButton>

using namespace antiphon;
using namespace antiphon::test;

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
        m_view->importFrom(tablePath());
        shoot("cascade-import");
        Q_EMIT m_view->tracks().importPage()->closed();
    }
}
