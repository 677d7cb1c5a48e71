// Exploring a cascade: order, forks, names, charts and the contact sheet.
#include "core/cascade/cascadestore.h"
#include "core/storage/edithistory.h"
#include "tests/ui/cascade/cascadeviewtest.h"
#include "ui/cascade/cascadecompare.h"
#include "ui/cascade/cascadeshelf.h"
#include "ui/cascade/cascadesteps.h"
#include "ui/cascade/contactsheetview.h"
#include "ui/cascade/explorecharts.h"
#include "ui/panes/chartpane.h"
#include "ui/widgets/calmtable.h"
#include "ui/widgets/panels.h"

#include <QClipboard>
#include <QJsonDocument>
#include <QLineEdit>
#include <QListView>
#include <QListWidget>
#include <QPushButton>

using namespace antiphon;
using namespace antiphon::test;

namespace {

class ExplorePageTest : public CascadeViewTest
{
protected:
    void SetUp() override
    {
        CascadeViewTest::SetUp();
        importSongs();
        open();
        QApplication::setActiveWindow(m_view.get());
    }
    // rock, not sad, the sixties.
    void applyThree()
    {
        explore().setState({{{QStringLiteral("genre"), QStringLiteral("rock")},
                             {QStringLiteral("mood"), QStringLiteral("sad"), Sense::Exclude},
                             {QStringLiteral("year"), QStringLiteral("1960-1969")}},
                            {},
                            {}});
        settle();
    }
    QList<CascadeStep*> steps()
    {
        auto found = explore().findChildren<CascadeStep*>();
        std::sort(found.begin(), found.end(), [](auto* a, auto* b) { return a->x() < b->x(); });
        return found;
    }
    QStringList types()
    {
        QStringList names;
        for (const Filter& filter : explore().state().filters)
            names << filter.type;
        return names;
    }
    std::vector<quint64> shownPools()
    {
        std::vector<quint64> pools;
        for (const CascadeStep* step : steps())
            pools.push_back(step->pool());
        return pools;
    }
    CascadeShelf* shelf() { return explore().findChild<CascadeShelf*>(); }
    QList<Cascade> named() { return listCascades(m_project.connection()).value(); }
};

void moveMouse(QWidget* widget, const QPoint& to)
{
    QMouseEvent event(QEvent::MouseMove, to, widget->mapToGlobal(to), Qt::NoButton, Qt::LeftButton,
                      Qt::NoModifier);
    QApplication::sendEvent(widget, &event);
}

} // namespace

TEST_F(ExplorePageTest, KeysMoveAChipAndTheFocusGoesWithIt)
{
    applyThree();
    const quint64 last = pool();
    const auto before = shownPools();
    steps()[3]->setFocus();
    QTest::keyClick(steps()[3], Qt::Key_Left, Qt::AltModifier | Qt::ShiftModifier);
    settle();
    EXPECT_EQ(types(),
              (QStringList{QStringLiteral("genre"), QStringLiteral("year"), QStringLiteral("mood")}));
    EXPECT_EQ(pool(), last);
    EXPECT_NE(shownPools(), before);
    auto* focused = qobject_cast<CascadeStep*>(QApplication::focusWidget());
    ASSERT_TRUE(focused && focused->filter());
    EXPECT_EQ(focused->filter()->type, QStringLiteral("year"));
    QTest::keyClick(focused, Qt::Key_Left, Qt::AltModifier | Qt::ShiftModifier);
    settle();
    QTest::keyClick(steps()[1], Qt::Key_Left, Qt::AltModifier | Qt::ShiftModifier); // no further
    settle();
    EXPECT_EQ(types().first(), QStringLiteral("year"));
    explore().goBack();
    EXPECT_EQ(types()[1], QStringLiteral("year"));
}

TEST_F(ExplorePageTest, ADraggedChipShowsThePoolsOfTheOrderAsItWouldBe)
{
    applyThree();
    const auto before = shownPools();
    CascadeStep* year = steps()[3];
    QTest::mousePress(year, Qt::LeftButton, {}, year->rect().center());
    const QPoint first = year->mapFromGlobal(steps()[1]->mapToGlobal(QPoint(4, 10)));
    moveMouse(year, first);
    EXPECT_EQ(types().first(), QStringLiteral("genre")) << "nothing is decided while it is dragged";
    EXPECT_EQ(steps()[1]->filter()->type, QStringLiteral("year"));
    const auto tried = shownPools();
    EXPECT_EQ(tried.front(), 400u);
    EXPECT_NE(tried, before);
    EXPECT_EQ(tried.back(), before.back());
    QTest::mouseRelease(year, Qt::LeftButton, {}, first);
    settle();
    EXPECT_EQ(types(),
              (QStringList{QStringLiteral("year"), QStringLiteral("genre"), QStringLiteral("mood")}));
    EXPECT_EQ(shownPools(), tried) << "what was tried is what the catalogue says";
}

TEST_F(ExplorePageTest, EscapeDropsAChipWhereItCameFrom)
{
    applyThree();
    const auto before = shownPools();
    CascadeStep* genre = steps()[1];
    QTest::mousePress(genre, Qt::LeftButton, {}, genre->rect().center());
    moveMouse(genre,
              genre->mapFromGlobal(steps()[3]->mapToGlobal(steps()[3]->rect().center() + QPoint(9, 0))));
    EXPECT_NE(steps()[1], genre);
    QTest::keyClick(genre, Qt::Key_Escape);
    QTest::mouseRelease(genre, Qt::LeftButton, {}, genre->rect().center());
    settle();
    EXPECT_EQ(types(),
              (QStringList{QStringLiteral("genre"), QStringLiteral("mood"), QStringLiteral("year")}));
    EXPECT_EQ(shownPools(), before);
}

TEST_F(ExplorePageTest, AForkStandsBesideWhatBecameOfTheCascade)
{
    auto* compare = explore().findChild<CascadeCompare*>();
    explore().apply({QStringLiteral("genre"), QStringLiteral("rock")});
    settle();
    explore().showMiddle(ExplorePage::Compare);
    ASSERT_TRUE(compare->empty()->isVisible());
    QTest::keyClick(compare->empty()->button(), Qt::Key_Space);
    explore().apply({QStringLiteral("mood"), QStringLiteral("sad")});
    settle();
    const CascadeComparison found = compare->found();
    EXPECT_EQ(found.first, 200u);
    EXPECT_EQ(found.second, pool());
    EXPECT_EQ(found.both, found.second);
    EXPECT_DOUBLE_EQ(found.jaccard.value_or(0), double(found.second) / 200);
    EXPECT_FALSE(found.contrasts.empty());
    explore().exchangeFork();
    settle();
    EXPECT_EQ(explore().state().filters.size(), 1);
    EXPECT_EQ(explore().kept()->filters.size(), 2);
    EXPECT_EQ(compare->found().first, found.second);
    explore().closeFork();
    settle();
    EXPECT_TRUE(compare->empty()->isVisible());
}

TEST_F(ExplorePageTest, CascadesAreNamedOpenedRenamedAndTakenAway)
{
    applyThree();
    const FilterState saved = explore().state();
    explore().openShelf();
    QTest::keyClicks(shelf()->field(), QStringLiteral("evening"));
    QTest::keyClick(shelf()->field(), Qt::Key_Return);
    settle();
    ASSERT_EQ(named().size(), 1);
    EXPECT_EQ(named()[0].state, saved);

    explore().setState({});
    settle();
    explore().openShelf();
    QTest::keyClick(shelf()->field(), Qt::Key_Down);
    QTest::keyClick(shelf()->list(), Qt::Key_Return);
    settle();
    EXPECT_EQ(explore().state(), saved);

    explore().openShelf();
    shelf()->list()->item(0)->setText(QStringLiteral("night"));
    settle();
    EXPECT_EQ(named()[0].name, QStringLiteral("night"));
    QTest::keyClick(shelf()->list(), Qt::Key_Delete);
    settle();
    EXPECT_TRUE(named().isEmpty());
    m_session->undo();
    settle();
    ASSERT_EQ(named().size(), 1);
    ASSERT_EQ(shelf()->cascades().size(), 1);
    m_session->undo();
    settle();
    EXPECT_EQ(named()[0].name, QStringLiteral("evening"));
    shelf()->hide();
}

TEST_F(ExplorePageTest, TheSampleIsRefusedOrSeen)
{
    explore().apply({QStringLiteral("genre"), QStringLiteral("rock")});
    settle();
    const auto sample = explore().answer().sample;
    ASSERT_EQ(sample.size(), 40u);
    explore().refuseSample();
    settle();
    EXPECT_EQ(pool(), 160u);
    explore().continueSample();
    settle();
    EXPECT_EQ(pool(), 160u);
    for (const quint32 track : explore().answer().sample)
        EXPECT_EQ(std::count(sample.begin(), sample.end(), track), 0);
}

TEST_F(ExplorePageTest, EnterOnATrackNarrowsToWhatIsLikeIt)
{
    auto* table = explore().findChild<CalmTable*>(QStringLiteral("sample-tracks"));
    table->setFocus();
    table->setCurrentIndex(table->model()->index(0, 0));
    QTest::keyClick(table, Qt::Key_Return);
    settle();
    ASSERT_EQ(explore().state().filters.size(), 1);
    EXPECT_EQ(explore().state().filters[0].type, QStringLiteral("similar_track"));
    EXPECT_GT(pool(), 0u);
    EXPECT_LT(pool(), 400u);
}

TEST_F(ExplorePageTest, TheRecipeStepReadsBackAsItsFilters)
{
    applyThree();
    explore().copyAsRecipeStep();
    const auto step = QJsonDocument::fromJson(QGuiApplication::clipboard()->text().toUtf8()).object();
    EXPECT_EQ(stateFromJson(step).value_or(FilterState()).filters, explore().state().filters);
}

TEST_F(ExplorePageTest, ChartsShowThePoolAndWriteTheirTwins)
{
    applyThree();
    explore().showMiddle(ExplorePage::Charts);
    auto* charts = explore().findChild<ExploreCharts*>();
    settle();
    EXPECT_EQ(charts->pane(ExploreCharts::Funnel)->chart().rows.size(), 4);
    charts->showKind(ExploreCharts::Distribution);
    settle();
    const Chart& shares = charts->pane(ExploreCharts::Distribution)->chart();
    ASSERT_FALSE(shares.rows.isEmpty());
    EXPECT_EQ(shares.columns.size(), 3);
    charts->showKind(ExploreCharts::Together);
    settle();
    const Chart& together = charts->pane(ExploreCharts::Together)->chart();
    EXPECT_FALSE(together.rows.isEmpty());
    for (const char* ending : {"png", "svg", "csv", "xlsx"}) {
        const QString path = m_project.filePath(QStringLiteral("chart.") + QString::fromUtf8(ending));
        EXPECT_OK(exportChart(together, path));
        EXPECT_GT(QFile(path).size(), 20);
    }
}

TEST_F(ExplorePageTest, TheContactSheetOpensASeedInThePreview)
{
    explore().apply({QStringLiteral("genre"), QStringLiteral("rock")});
    settle();
    explore().showMiddle(ExplorePage::Sheet);
    settle();
    auto* sheet = explore().findChild<ContactSheetView*>();
    ASSERT_EQ(sheet->model()->rowCount(), ContactSheetView::plansOfASheet);
    QListView* list = sheet->list();
    EXPECT_EQ(list->currentIndex().row(), 0);
    list->setCurrentIndex(sheet->model()->index(41, 0));
    QTest::keyClick(list, Qt::Key_Return);
    settle();
    EXPECT_EQ(explore().seed(), 42u);
    EXPECT_EQ(list->currentIndex().row(), 41);
    const QString text = sheet->model()->index(41, 0).data(Qt::AccessibleTextRole).toString();
    EXPECT_TRUE(text.startsWith(QStringLiteral("Seed 42: "))) << text.toStdString();
    explore().setSeed(101);
    settle();
    EXPECT_EQ(sheet->model()->sheet().seeds.front(), 101u);
}

// Renders the page where ANTIPHON_SHOTS names a folder, to be looked at.
TEST_F(ExplorePageTest, Pictures)
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
        applyThree();
        explore().showMiddle(ExplorePage::Sample);
        shoot("explore");
        explore().showMiddle(ExplorePage::Compare);
        shoot("compare-empty");
        explore().fork();
        explore().removeFilter(2);
        shoot("compare");
        explore().closeFork();
        explore().showMiddle(ExplorePage::Charts);
        auto* charts = explore().findChild<ExploreCharts*>();
        for (const auto kind :
             {ExploreCharts::Funnel, ExploreCharts::Distribution, ExploreCharts::Together}) {
            charts->showKind(kind);
            shoot(kind == ExploreCharts::Funnel         ? "funnel"
                  : kind == ExploreCharts::Distribution ? "distribution"
                                                        : "together");
        }
        explore().setState({});
        explore().showMiddle(ExplorePage::Sheet);
        shoot("sheet");
        explore().openShelf();
        settle();
        shelf()->grab().save(folder + QStringLiteral("/shelf") + ending);
        shelf()->hide();
    }
}
