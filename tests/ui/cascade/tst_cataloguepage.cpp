#include "core/catalogue/trackeditstore.h"
#include "tests/support/resultassertions.h"
#include "tests/support/temporaryproject.h"
#include "ui/cascade/cascadeview.h"
#include "ui/cascade/cataloguepage.h"
#include "ui/cascade/explorepage.h"
#include "ui/cascade/facetlist.h"
#include "ui/cascade/facetpanel.h"
#include "ui/cascade/nearestpanel.h"
#include "ui/cascade/numberfacet.h"
#include "ui/cascade/trackform.h"
#include "ui/cascade/trackpanel.h"
#include "ui/cascade/tracktablemodel.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/calmtable.h"
#include "ui/widgets/chip.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QFile>
#include <QHeaderView>
#include <QLineEdit>
#include <QListWidget>
#include <QLocale>
#include <QTest>

using namespace antiphon;
using namespace antiphon::test;

namespace {

QString text(const char* utf8)
{
    return QString::fromUtf8(utf8);
}

// 400 tracks, four genres, three moods, sixty years; "Søng 7" by "Band 7" is track t7.
class CataloguePageTest : public testing::Test
{
protected:
    void SetUp() override
    {
        static Theme theme(*qApp);
        initIconResources();
        theme.apply({SchemeChoice::Light, 100});
        fill();
        m_session = std::make_unique<ProjectSession>(m_project.path(), Actor{text("ada")});
        m_jobs = std::make_unique<JobRunner>();
        FileDialogs files;
        files.save = [this](QWidget*, const FileQuestion&, std::function<void(const QString&)> answer) {
            answer(m_project.filePath(m_file));
        };
        files.open = [this](QWidget*, const FileQuestion&, std::function<void(const QString&)> answer) {
            answer(m_file);
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
        m_view->showPage(CascadeView::Tracks);
        QApplication::setActiveWindow(m_view.get());
        settle();
    }
    void TearDown() override
    {
        m_view.reset();
        m_jobs.reset();
        m_session.reset();
    }
    void fill()
    {
        const char* genres[] = {R"("rock")", R"("pop","rock")", R"("reggae")", R"("jazz","soul")"};
        const char* moods[] = {"sad", "happy", "calm"};
        auto writer = CatalogueWriter::begin(db(), {{}, text("songs"), {}, "{}"});
        ASSERT_TRUE(writer.has_value());
        for (int i = 0; i < 400; ++i) {
            const std::string number = std::to_string(i);
            const std::string attributes = std::string(R"({"genre":[)") + genres[i % 4] + R"(],"mood":[")" +
                                           moods[i % 3] + R"("],"year":[)" + std::to_string(1960 + i % 60) +
                                           "]}";
            ASSERT_TRUE(writer->add(
                {"t" + number, "Søng " + number, "Band " + std::to_string(i % 12), "", attributes}));
        }
        ASSERT_TRUE(writer->finish(8));
        m_catalogue = writer->catalogueId();
        ASSERT_OK(EditHistory(db()).record({text("ada")}, text("Import"), [&] {
            return setCatalogueState(db(), m_catalogue, CatalogueState::Ready);
        }));
    }
    void settle()
    {
        for (int i = 0; i < 8; ++i) {
            m_session->drain();
            QCoreApplication::processEvents();
        }
    }
    CataloguePage& page() { return m_view->tracks(); }
    CalmTable& table() { return *page().findChild<CalmTable*>(QStringLiteral("tracks")); }
    FacetList& facets() { return *page().findChild<FacetList*>(); }
    TrackPanel& panel() { return *page().findChild<TrackPanel*>(); }
    int rows() { return table().model()->rowCount(); }
    QString cell(int row, int column = 0) { return table().model()->index(row, column).data().toString(); }
    // Makes that value the one in hand.
    void goTo(const char* value)
    {
        for (int row = 0; row < facets().facets()->rowCount(); ++row)
            if (facets().facets()->rows()[row].value.value == text(value))
                return facets().setCurrentIndex(facets().facets()->index(row));
        FAIL() << "no value " << value;
    }
    quint32 countOf(const char* value)
    {
        const auto& all = facets().facets()->rows();
        for (const FacetRow& row : all)
            if (row.value.value == text(value))
                return row.count;
        return 0;
    }
    Track stored(quint32 ordinal)
    {
        const auto tracks = tracksAt(db(), m_catalogue, {ordinal});
        return tracks && !tracks->isEmpty() ? tracks->first() : Track();
    }
    const Connection& db() { return m_project.connection(); }

    TemporaryProject m_project;
    CatalogueId m_catalogue;
    std::unique_ptr<ProjectSession> m_session;
    std::unique_ptr<JobRunner> m_jobs;
    std::unique_ptr<CascadeView> m_view;
    QStringList m_notices;
    QString m_file = text("out.csv");
};

} // namespace

TEST_F(CataloguePageTest, TypingFindsTracksInAnyCaseAndWithoutMarks)
{
    ASSERT_EQ(rows(), 400);
    EXPECT_EQ(cell(399), text("Søng 399"));
    page().focusSearch();
    QTest::keyClicks(QApplication::focusWidget(), text("SONG 39"));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    settle();
    EXPECT_EQ(rows(), 14);
    EXPECT_EQ(countOf("happy"), 4u) << "values are counted among what is left";
    page().clearFilters();
    settle();
    EXPECT_EQ(rows(), 400);
}

TEST_F(CataloguePageTest, KeysIncludeExcludeAndTakeAwayValues)
{
    goTo("reggae");
    QTest::keyClick(&facets(), Qt::Key_Return);
    settle();
    EXPECT_EQ(rows(), 100);
    EXPECT_EQ(countOf("rock"), 0u);
    goTo("sad");
    QTest::keyClick(&facets(), Qt::Key_Return, Qt::ShiftModifier);
    settle();
    EXPECT_EQ(page().state().filters,
              (QList<Filter>{{text("genre"), text("reggae")}, {text("mood"), text("sad"), Sense::Exclude}}));
    EXPECT_EQ(rows(), 67);
    goTo("reggae");
    QTest::keyClick(&facets(), Qt::Key_Return);
    settle();
    EXPECT_EQ(page().state().filters.size(), 1);
    const auto chips = page().findChildren<Chip*>();
    ASSERT_EQ(chips.size(), 1);
    QTest::keyClick(chips.first(), Qt::Key_Delete);
    settle();
    EXPECT_EQ(rows(), 400);
}

TEST_F(CataloguePageTest, ARangeOfNumbersIsKeptAndTakenAway)
{
    const auto numbers = page().findChild<FacetPanel*>()->numbers();
    ASSERT_EQ(numbers.size(), 1);
    QTest::keyClicks(numbers.first()->from(), text("2000"));
    QTest::keyClick(numbers.first()->from(), Qt::Key_Return);
    settle();
    EXPECT_EQ(page().state().filters, (QList<Filter>{{text("year"), text("2000-")}}));
    EXPECT_EQ(rows(), 120);
    QTest::keyClicks(numbers.first()->to(), text("2001"));
    QTest::keyClick(numbers.first()->to(), Qt::Key_Return);
    settle();
    EXPECT_EQ(rows(), 12);
    numbers.first()->from()->clear();
    numbers.first()->to()->clear();
    QTest::keyClick(numbers.first()->to(), Qt::Key_Return);
    settle();
    EXPECT_EQ(rows(), 400);
}

TEST_F(CataloguePageTest, KeysAndHeadersSort)
{
    page().sortByNext(); // title
    settle();
    EXPECT_EQ(cell(1), text("Søng 1"));
    EXPECT_EQ(cell(2), text("Søng 10"));
    page().turnOrder();
    settle();
    EXPECT_EQ(cell(0), text("Søng 99"));
    table().sortByColumn(3, Qt::DescendingOrder);
    settle();
    EXPECT_EQ(cell(0, 3), text("2019"));
    EXPECT_EQ(cell(399, 3), text("1960"));
}

TEST_F(CataloguePageTest, AnEditIsOneRecordAndUndoTakesItBack)
{
    table().selectRow(7);
    settle();
    ASSERT_TRUE(panel().track());
    const Track before = stored(7);
    page().startEdit();
    ASSERT_TRUE(panel().isEditing());
    TrackForm& form = *panel().form();
    form.title()->selectAll();
    QTest::keyClicks(form.title(), text("Blue"));
    QTest::keyClicks(form.newValue(), text("mood: wistful"));
    QTest::keyClick(form.newValue(), Qt::Key_Return);
    form.numberField(text("year"))->clear();
    QTest::keyClicks(form.numberField(text("year")), text("1999"));
    const qint64 records = *db().integer("SELECT count(*) FROM history");
    QTest::keyClick(form.title(), Qt::Key_Return, Qt::ControlModifier);
    settle();
    EXPECT_EQ(*db().integer("SELECT count(*) FROM history"), records + 1);
    EXPECT_FALSE(panel().isEditing());
    EXPECT_EQ(stored(7).title, text("Blue"));
    EXPECT_TRUE(stored(7).values.contains(AttributeValue{text("mood"), text("wistful")}));
    EXPECT_EQ(stored(7).numbers, (QList<NumberValue>{{text("year"), 1999}}));
    EXPECT_EQ(cell(7), text("Blue"));
    EXPECT_EQ(countOf("wistful"), 1u) << "the index has been read again";

    m_session->undo();
    settle();
    EXPECT_EQ(stored(7), before);
    EXPECT_EQ(cell(7), text("Søng 7"));
    EXPECT_EQ(countOf("wistful"), 0u);
}

TEST_F(CataloguePageTest, EscapeLeavesTheTrackAsItWas)
{
    table().selectRow(3);
    settle();
    page().startEdit();
    QTest::keyClicks(panel().form()->artist(), text("nobody"));
    QTest::keyClick(panel().form()->artist(), Qt::Key_Escape);
    settle();
    EXPECT_FALSE(panel().isEditing());
    EXPECT_EQ(*db().integer("SELECT count(*) FROM track_edit"), 0);
}

TEST_F(CataloguePageTest, WhatIsNoNumberIsNotSaved)
{
    table().selectRow(3);
    settle();
    page().startEdit();
    panel().form()->numberField(text("year"))->setText(text("lately"));
    QTest::keyClick(panel().form()->title(), Qt::Key_Return, Qt::ControlModifier);
    settle();
    EXPECT_TRUE(panel().isEditing());
    EXPECT_EQ(*db().integer("SELECT count(*) FROM track_edit"), 0);
}

TEST_F(CataloguePageTest, ATrackLeadsToItsNeighboursAndToItsCascade)
{
    table().selectRow(0);
    settle();
    QListWidget* near = panel().nearest()->list();
    ASSERT_GT(near->count(), 0);
    near->setCurrentRow(0);
    const quint32 wanted = near->currentItem()->data(Qt::UserRole).toUInt();
    QTest::keyClick(near, Qt::Key_Return);
    settle();
    EXPECT_EQ(panel().track()->ordinal, wanted);
    page().setState(withFilter({}, {text("genre"), text("jazz")}));
    settle();
    page().exploreFilters();
    settle();
    EXPECT_EQ(m_view->page(), CascadeView::Explore);
    EXPECT_EQ(m_view->explore().state().filters, (QList<Filter>{{text("genre"), text("jazz")}}));
}

TEST_F(CataloguePageTest, AListAndAnEmbeddingAreImportedAskedAndTakenBack)
{
    const auto import = [this](const char* name, const QByteArray& content, SimilarityTarget target,
                               SimilarityKind kind) {
        m_file = m_project.writeFile(text(name), content);
        m_notices.clear();
        page().importSimilarity(target, kind);
        EXPECT_TRUE(QTest::qWaitFor([this] { return !m_notices.isEmpty(); }, 60'000)) << name;
        settle();
    };
    const auto choose = [this](const char* way) {
        QComboBox* ways = panel().nearest()->ways();
        ways->setFocus();
        QTest::keyClick(ways, Qt::Key_Home);
        while (ways->currentText() != text(way) && ways->currentIndex() + 1 < ways->count())
            QTest::keyClick(ways, Qt::Key_Down);
        EXPECT_EQ(ways->currentText(), text(way));
        settle();
    };
    import("heard.csv", "t0,t7,0.9\nt0,t5,0.5\nt0,gone,1\n", SimilarityTarget::Tracks, SimilarityKind::List);
    EXPECT_TRUE(m_notices.first().contains(text("1 row was refused"))) << m_notices.first().toStdString();
    import("space.jsonl", "{\"id\":\"Band 0\",\"vector\":[1,0]}\n{\"id\":\"Band 3\",\"vector\":[1,1]}\n",
           SimilarityTarget::Artists, SimilarityKind::Embedding);
    table().selectRow(0);
    settle();
    QListWidget* near = panel().nearest()->list();
    choose("Tracks by list heard");
    ASSERT_EQ(near->count(), 2);
    EXPECT_TRUE(near->item(0)->text().startsWith(QLocale().toString(0.9, 'f', 2)));
    EXPECT_EQ(near->item(0)->data(Qt::UserRole).toUInt(), 7u);
    choose("Artists by embedding space");
    ASSERT_EQ(near->count(), 1);
    near->setCurrentRow(0);
    QTest::keyClick(near, Qt::Key_Return);
    settle();
    EXPECT_EQ(page().state().filters, (QList<Filter>{{text("artist"), text("Band 3")}}));
    EXPECT_EQ(similaritiesOf(db(), m_catalogue)->size(), 2);
    m_session->undo();
    m_session->undo();
    settle();
    EXPECT_EQ(similaritiesOf(db(), m_catalogue)->size(), 0);
    EXPECT_EQ(panel().nearest()->ways()->count(), 2);
}

TEST_F(CataloguePageTest, TheRowsInSightAreWrittenInTheirOrder)
{
    page().setState(withFilter({}, {text("genre"), text("jazz")}));
    table().sortByColumn(0, Qt::DescendingOrder);
    settle();
    for (const char* name : {"out.csv", "out.tsv", "out.jsonl", "out.xlsx"}) {
        m_file = text(name);
        m_notices.clear();
        page().exportTracks();
        ASSERT_TRUE(QTest::qWaitFor([this] { return !m_notices.isEmpty(); }, 10'000)) << name;
        EXPECT_TRUE(m_notices.first().startsWith(text("100 "))) << m_notices.first().toStdString();
    }
    const auto lines = [this](const char* name) {
        QFile file(m_project.filePath(text(name)));
        EXPECT_TRUE(file.open(QIODevice::ReadOnly));
        return QString::fromUtf8(file.readAll()).split(QLatin1Char('\n'));
    };
    EXPECT_EQ(lines("out.csv").size(), 102);
    EXPECT_EQ(lines("out.csv")[0], text("id,title,artist,album,genre,mood,year"));
    EXPECT_EQ(lines("out.csv")[1], text("t99,Søng 99,Band 3,,jazz; soul,sad,1999"));
    EXPECT_EQ(lines("out.tsv")[1], text("t99\tSøng 99\tBand 3\t\tjazz; soul\tsad\t1999"));
    EXPECT_EQ(lines("out.jsonl")[0],
              text(R"({"id":"t99","title":"Søng 99","artist":"Band 3","album":"","genre":["jazz","soul"],)"
                   R"("mood":["sad"],"year":[1999]})"));
}

TEST_F(CataloguePageTest, RowsAreCopiedAndEnterGoesToTheValues)
{
    table().setFocus();
    table().selectRow(2);
    settle();
    QTest::keyClick(&table(), Qt::Key_C, Qt::ControlModifier);
    EXPECT_TRUE(QApplication::clipboard()->text().contains(text("Søng 2\tBand 2")));
    QTest::keyClick(&table(), Qt::Key_Return);
    EXPECT_TRUE(facets().hasFocus());
}
