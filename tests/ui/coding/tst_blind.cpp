// As a blind coder: no view, search or export holds a byte of what another coder did.
#include "core/coding/codingstore.h"
#include "core/coding/comparisonstore.h"
#include "core/coding/memostore.h"
#include "core/coding/sampling.h"
#include "core/jobs/jobrunner.h"
#include "core/overview/contents.h"
#include "core/overview/overviewstore.h"
#include "core/storage/project.h"
#include "tests/core/coding/codingproject.h"
#include "ui/coding/coderbar.h"
#include "ui/coding/codingfiles.h"
#include "ui/coding/codingview.h"
#include "ui/theme/icons.h"
#include "ui/widgets/dialogueview.h"

#include <QAbstractItemView>
#include <QCheckBox>
#include <QLabel>
#include <QTest>

using namespace antiphon;

namespace {

// What ada left behind; each word stands nowhere else.
const QString trace = QStringLiteral("zqtrace");

class BlindCoder : public test::CodingProject
{
protected:
    BlindCoder() : m_session(m_project.path(), m_actor)
    {
        initIconResources();
        const Code genre = code(Facet::Attribute, QStringLiteral("genre"));
        for (int turn = 0; turn < 5; ++turn)
            put(place(QStringLiteral("a"), turn), genre, m_other);
        const CoderId other = coder(m_other).id;
        const TurnPlace first = place(QStringLiteral("a"), 0);
        const TurnPlace second = place(QStringLiteral("a"), 2);
        EXPECT_OK(edit(trace + QStringLiteral(" memo"), [&]() -> Result<void> {
            for (const auto& [kind, target] : {std::pair(MemoTarget::Turn, first.turn.bytes()),
                                               std::pair(MemoTarget::Project, IdBytes{})}) {
                Memo memo;
                memo.targetKind = kind;
                memo.target = target;
                memo.coder = other;
                memo.text = trace + QStringLiteral(" thought");
                ANTIPHON_TRY(addMemo(db(), memo));
            }
            return {};
        }));
        EXPECT_OK(edit(trace + QStringLiteral(" verdict"), [&] {
            return giveVerdict(
                db(), {{}, genre.id, other, second.turn, first.turn, ComparisonVerdict::Negative, trace, 0});
        }));
        EXPECT_OK(edit(trace + QStringLiteral(" choice"), [&] {
            return addSamplingChoice(
                db(), {{}, first.dialogue, other, SamplingStrategy::Random, {}, 1, trace, 0, {}, 0});
        }));
        put(place(QStringLiteral("b"), 0), genre, m_self);
        EXPECT_OK(setChosenCoder(db(), m_self));
        EXPECT_OK(edit(QStringLiteral("Blind"),
                       [&] { return setCoderSight(db(), coder(m_self).id, CoderSight::Blind); }));
    }
    void open()
    {
        m_files.save = [this](QWidget*, const FileQuestion& question,
                              const std::function<void(const QString&)>& answer) {
            m_written << m_project.filePath(QString::number(m_written.size()) + question.folder);
            answer(m_written.last());
        };
        const WorkspaceContext context{m_session,
                                       m_jobs,
                                       [](const QString&, const QString&) {},
                                       [](const Notice&) {},
                                       [](const QString&) {},
                                       m_files};
        m_view = std::make_unique<CodingView>(context, nullptr);
        m_view->resize(1200, 800);
        m_view->show();
        QApplication::setActiveWindow(m_view.get());
        ASSERT_TRUE(QTest::qWaitFor([&] { return m_view->findChild<DialogueView*>()->turnCount() > 0; }));
    }
    // Everything that can be read in the view: labels, fields, tables, the dialogue.
    QString everythingShown()
    {
        m_jobs.waitForAll();
        for (int i = 0; i < 3; ++i) { // what was asked for may ask again
            m_session.drain();
            QTest::qWait(120);
        }
        QStringList texts;
        for (auto* widget : m_view->findChildren<QWidget*>())
            texts << widget->accessibleName() << widget->accessibleDescription() << widget->toolTip()
                  << widget->property("text").toString() << widget->property("plainText").toString();
        for (auto* list : m_view->findChildren<QAbstractItemView*>()) {
            if (list->model() && !list->property("quiet").toBool())
                addRows(*list->model(), {}, texts);
        }
        for (auto* dialogue : m_view->findChildren<DialogueView*>()) {
            const DialogueDocument document = dialogue->document();
            for (const DialogueTurn& turn : document.turns) {
                texts << turn.note;
                for (const DialogueChip& chip : turn.chips)
                    texts << QStringLiteral("chip:") + chip.text;
            }
        }
        return texts.join(u'\n');
    }
    static void addRows(const QAbstractItemModel& model, const QModelIndex& parent, QStringList& texts)
    {
        for (int row = 0; row < model.rowCount(parent); ++row) {
            for (int column = 0; column < model.columnCount(parent); ++column) {
                const QModelIndex index = model.index(row, column, parent);
                texts << index.data().toString() << index.data(Qt::ToolTipRole).toString();
            }
            addRows(model, model.index(row, 0, parent), texts);
        }
    }

    ProjectSession m_session;
    JobRunner m_jobs;
    FileDialogs m_files;
    QStringList m_written;
    std::unique_ptr<CodingView> m_view;
    const QString m_other = QStringLiteral("zqtrace-ada");
    const QString m_self = QStringLiteral("eva");
};

} // namespace

TEST_F(BlindCoder, NoPageOfTheStationShowsTheOthers)
{
    open();
    // The choice of coders names them: that they are there is no secret.
    for (auto* list : m_view->coders().findChildren<QAbstractItemView*>())
        list->setProperty("quiet", true);
    QStringList pages{QStringLiteral("code")};
    for (const CodingPage& page : codingPages())
        pages << page.id;
    for (const QString& page : pages) {
        m_view->setPage(page);
        const QString shown = everythingShown();
        EXPECT_FALSE(shown.contains(trace)) << page.toStdString() << '\n' << shown.toStdString();
        EXPECT_FALSE(shown.contains(QStringLiteral("chip:genre"))) << page.toStdString();
    }
    // The same with open eyes, or the test would look at nothing.
    m_view->coders().toggleBlind();
    m_view->desk().chooseCoder(m_other);
    m_view->setPage(QStringLiteral("code"));
    EXPECT_TRUE(everythingShown().contains(QStringLiteral("chip:genre")));
}

TEST_F(BlindCoder, NoExportOfTheWindowHoldsTheOthers)
{
    open();
    for (const FileAct& act : codingFileActs(m_view->desk(), m_view.get())) {
        if (!act.id.startsWith(QLatin1String("export")))
            continue;
        act.run();
        m_jobs.waitForAll();
    }
    ASSERT_GE(m_written.size(), 3);
    for (const QString& path : m_written) {
        QFile file(path);
        ASSERT_TRUE(file.open(QIODevice::ReadOnly)) << path.toStdString();
        EXPECT_FALSE(file.readAll().contains(trace.toUtf8())) << path.toStdString();
    }
}

TEST_F(BlindCoder, NoFigureCountsTheOthers)
{
    const auto looking = openProject(m_project.path(), Access::ReadOnly);
    ASSERT_OK(looking);
    const auto overview = readOverview(*looking);
    ASSERT_OK(overview);
    EXPECT_EQ(overview->codings, 1);
    EXPECT_EQ(overview->codedTurns, 1);
    EXPECT_EQ(overview->coders, 1);
    const auto contents = readContents(*looking);
    ASSERT_OK(contents);
    EXPECT_EQ(contents->codings, 1);
    EXPECT_EQ(contents->memos, 0);
    const auto counts = codingCounts(*looking, CoderId());
    ASSERT_OK(counts);
    EXPECT_EQ(counts->size(), 1);
    EXPECT_EQ(counts->begin().value(), 1);
    EXPECT_EQ(readOverview(db())->codings, 6);
}

TEST_F(BlindCoder, NoHistoryTellsOfTheOthers)
{
    const auto looking = openProject(m_project.path(), Access::ReadOnly);
    ASSERT_OK(looking);
    const auto entries = EditHistory(*looking).entries(100);
    ASSERT_OK(entries);
    QStringList labels;
    for (const HistoryEntry& entry : *entries)
        labels << entry.label;
    EXPECT_FALSE(labels.join(u'\n').contains(trace)) << labels.join(u'\n').toStdString();
    EXPECT_EQ(labels.filter(QStringLiteral("genre")).size(), 1);
}

TEST_F(BlindCoder, TheSwitchStandsBesideTheCoderAndIsUndone)
{
    open();
    auto* blind = m_view->coders().findChild<QCheckBox*>();
    ASSERT_TRUE(QTest::qWaitFor([&] { return blind->isChecked(); }));
    m_view->coders().toggleBlind();
    ASSERT_TRUE(QTest::qWaitFor([&] { return !blind->isChecked(); }));
    EXPECT_EQ(EditHistory(db()).entries(1)->first().label, QStringLiteral("Let coder eva see the others"));
    m_session.undo();
    EXPECT_TRUE(QTest::qWaitFor([&] { return blind->isChecked(); }));
}

TEST_F(BlindCoder, IsRenamedByKeys)
{
    open();
    m_view->coders().rename();
    QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("eva m."));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    ASSERT_TRUE(QTest::qWaitFor([&] { return m_view->desk().coder() == QStringLiteral("eva m."); }));
    m_session.drain();
    EXPECT_TRUE(coderByName(db(), QStringLiteral("eva m."))->value().blind);
    EXPECT_FALSE(coderByName(db(), QStringLiteral("eva"))->has_value());
}
