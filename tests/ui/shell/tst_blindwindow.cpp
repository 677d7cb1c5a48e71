// As a blind coder: no station, page or place of the window holds a word or a number of what another coder
// did.
#include "app/window/stations.h"
#include "core/coding/coderstore.h"
#include "tests/core/coding/besideanother.h"
#include "ui/coding/codingpage.h"
#include "ui/shell/historypanel.h"
#include "ui/shell/mainwindow.h"
#include "ui/theme/icons.h"
#include "ui/widgets/dialogueview.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QRegularExpression>
#include <QTest>

using namespace antiphon;

namespace {

class BlindWindow : public test::BesideAnother
{
protected:
    BlindWindow() : m_settings(m_project.filePath(QStringLiteral("settings.ini")))
    {
        initIconResources();
        m_settings.setActor(QStringLiteral("ada"));
    }
    void open()
    {
        m_window =
            std::make_unique<MainWindow>(WindowParts{m_theme, m_settings, windowStations(), {}, {}, {}});
        m_window->resize(1280, 800);
        m_window->show();
        m_window->activateWindow();
        bool opened = false;
        QObject::connect(m_window.get(), &MainWindow::projectOpened, m_window.get(),
                         [&opened] { opened = true; });
        m_window->openProject(m_project.path());
        ASSERT_TRUE(QTest::qWaitFor([&opened] { return opened; }));
    }
    // Where he coded most; the pages then tell of its source.
    QString longTalk() const
    {
        return QStringLiteral("dialogue/%1/turn/2").arg(place(QStringLiteral("talk"), 1).dialogue.toText());
    }
    // Every place that can be gone to by name.
    QList<std::pair<QString, QString>> places() const
    {
        const QString code = QStringLiteral("code");
        QList<std::pair<QString, QString>> all{{QStringLiteral("home"), {}},
                                               {QStringLiteral("corpus"), {}},
                                               {QStringLiteral("corpus"), QStringLiteral("search/calm")},
                                               {QStringLiteral("cascade"), {}},
                                               {QStringLiteral("generate"), {}},
                                               {QStringLiteral("rate"), {}},
                                               {code, {}},
                                               {code, longTalk()}};
        const QList<CodingPage> pages = codingPages();
        for (const CodingPage& page : pages) {
            all << std::pair(code, page.id);
            for (const CodingPage::Place& place : page.places)
                all << std::pair(code, page.id + QLatin1Char('/') + place.target);
        }
        return all << std::pair(QStringLiteral("shell"), QStringLiteral("history"));
    }
    // What the place shows that the pattern finds.
    QStringList found(const std::pair<QString, QString>& place, const QRegularExpression& pattern)
    {
        m_window->navigate(place.first, place.second);
        for (int i = 0; i < 3; ++i) { // what was asked for may ask again
            m_window->session()->drain();
            QTest::qWait(60);
        }
        QStringList hits = shown().filter(pattern);
        hits.removeDuplicates();
        return hits;
    }
    QStringList shown() const
    {
        QStringList texts;
        const auto widgets = m_window->findChildren<QWidget*>();
        for (const QWidget* widget : widgets) {
            if (m_onlyInSight && !widget->isVisible())
                continue;
            texts << widget->accessibleName() << widget->accessibleDescription() << widget->toolTip()
                  << widget->windowTitle() << widget->property("text").toString()
                  << widget->property("plainText").toString()
                  << widget->property("placeholderText").toString();
        }
        const auto lists = m_window->findChildren<QAbstractItemView*>();
        for (const QAbstractItemView* list : lists) {
            if (list->model() && (list->isVisible() || !m_onlyInSight))
                addRows(*list->model(), {}, texts);
        }
        const auto dialogues = m_window->findChildren<DialogueView*>();
        for (const DialogueView* dialogue : dialogues) {
            if (m_onlyInSight && !dialogue->isVisible())
                continue;
            const DialogueDocument document = dialogue->document();
            for (const DialogueTurn& turn : document.turns) {
                texts << turn.note;
                for (const DialogueChip& chip : turn.chips)
                    texts << chip.text;
            }
        }
        return texts;
    }
    static void addRows(const QAbstractItemModel& model, const QModelIndex& parent, QStringList& texts)
    {
        for (int row = 0; row < model.rowCount(parent); ++row) {
            for (int column = 0; column < model.columnCount(parent); ++column) {
                const QModelIndex index = model.index(row, column, parent);
                for (const int role : {int(Qt::DisplayRole), int(Qt::ToolTipRole),
                                       int(Qt::AccessibleTextRole), int(Qt::AccessibleDescriptionRole),
                                       int(Qt::UserRole), int(Qt::UserRole) + 1, int(Qt::UserRole) + 2})
                    texts << index.data(role).toString();
            }
            addRows(model, model.index(row, 0, parent), texts);
        }
    }

    const QRegularExpression m_traces{QStringLiteral("quetzal|zanzibar|") + QLatin1String(hisCount)};
    bool m_onlyInSight = false; // else also what waits on pages that were left
    Theme m_theme{*qApp};
    WindowSettings m_settings;
    std::unique_ptr<MainWindow> m_window;
};

} // namespace

TEST_F(BlindWindow, ShowsNothingOfTheOthersAnywhere)
{
    blind(true);
    open();
    for (const auto& place : places())
        EXPECT_EQ(found(place, m_traces).join(u'\n').toStdString(), "")
            << place.first.toStdString() << '/' << place.second.toStdString();
    // What came late, on any page.
    QTest::qWait(1000);
    EXPECT_EQ(shown().filter(m_traces).join(u'\n').toStdString(), "");
}

// The same places, or the test above would look at nothing.
TEST_F(BlindWindow, ShowsHisWorkToHim)
{
    EXPECT_OK(setChosenCoder(db(), QStringLiteral("bartholomew")));
    open();
    m_onlyInSight = true;
    const QList<std::pair<QString, QString>> telling{
        {QStringLiteral("home"), {}},
        {QStringLiteral("code"), {}},
        {QStringLiteral("code"), longTalk()},
        {QStringLiteral("code"), QStringLiteral("findings/frequencies")},
        {QStringLiteral("code"), QStringLiteral("memos")},
        {QStringLiteral("code"), QStringLiteral("rounds")},
        {QStringLiteral("code"), QStringLiteral("comparisons")},
        {QStringLiteral("code"), QStringLiteral("next")},
        {QStringLiteral("shell"), QStringLiteral("history")}};
    for (const auto& place : telling)
        EXPECT_TRUE(QTest::qWaitFor([&] { return !found(place, m_traces).isEmpty(); }))
            << place.first.toStdString() << '/' << place.second.toStdString();
}
