#include "core/coding/autocode.h"
#include "core/coding/codingstore.h"
#include "core/coding/sampling.h"
#include "core/jobs/jobrunner.h"
#include "tests/core/coding/codingproject.h"
#include "ui/coding/autocodepage.h"
#include "ui/coding/codingview.h"
#include "ui/coding/samplingpage.h"
#include "ui/models/texttablemodel.h"
#include "ui/theme/icons.h"
#include "ui/widgets/calmtable.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QLineEdit>
#include <QTest>

using namespace antiphon;

namespace {

class CodingPages : public test::CodingProject
{
protected:
    CodingPages() : m_session(m_project.path(), m_actor) { initIconResources(); }

    void open(const QString& page)
    {
        const WorkspaceContext context{
            m_session,
            m_jobs,
            [this](const QString&, const QString& target) { m_view->navigate(target); },
            [this](const Notice& notice) { m_notices << notice.text; },
            [](const QString&) {},
            FileDialogs()};
        m_view = std::make_unique<CodingView>(context, nullptr);
        m_view->resize(1200, 800);
        m_view->show();
        QApplication::setActiveWindow(m_view.get());
        ASSERT_TRUE(QTest::qWaitFor([&] { return m_view->desk().dialogueCount() > 0; }));
        m_view->setPage(page);
    }
    static bool settled(const std::function<bool()>& condition) { return QTest::qWaitFor(condition, 3000); }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::keyClick(QApplication::focusWidget(), key, modifiers);
    }
    qint64 stored()
    {
        m_jobs.waitForAll();
        m_session.drain();
        return codings();
    }

    ProjectSession m_session;
    JobRunner m_jobs;
    QStringList m_notices;
    std::unique_ptr<CodingView> m_view;
};

} // namespace

TEST(TextTable, IsAModel)
{
    TextTableModel model({{QStringLiteral("a")}, {QStringLiteral("n"), Qt::AlignRight}},
                         TextTableModel::Boxes::FirstColumn);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setRows({{{QStringLiteral("x")}, {QStringLiteral("10"), 10}},
                   {{QStringLiteral("y")}, {QStringLiteral("9"), 9}}});
    EXPECT_EQ(model.tickedCount(), 2);
    EXPECT_TRUE(model.setData(model.index(1, 0), Qt::Unchecked, Qt::CheckStateRole));
    EXPECT_FALSE(model.setData(model.index(1, 1), Qt::Unchecked, Qt::CheckStateRole));
    EXPECT_FALSE(model.isTicked(1));
    EXPECT_EQ(model.index(1, 1).data(TextTableModel::sortRole).toInt(), 9);
    EXPECT_EQ(model.index(0, 0).data(TextTableModel::sortRole).toString(), QStringLiteral("x"));
    model.setRows({});
    EXPECT_EQ(model.rowCount(), 0);
}

TEST_F(CodingPages, AutocodesWhatIsTickedInOneStep)
{
    open(QStringLiteral("autocode"));
    auto* page = m_view->findChild<AutocodePage*>();
    ASSERT_NE(page, nullptr);
    auto* code = page->findChildren<QComboBox*>().last();
    for (auto* box : page->findChildren<QComboBox*>()) {
        if (box->accessibleName() == QStringLiteral("Code"))
            code = box;
    }
    code->setCurrentIndex(code->findText(QStringLiteral("genre"), Qt::MatchStartsWith));
    auto* table = page->findChild<CalmTable*>();
    page->focusProxy()->setFocus();
    QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("turn 2"));
    press(Qt::Key_Return);
    ASSERT_TRUE(settled([&] { return table->model()->rowCount() == 2; }));
    EXPECT_EQ(codings(), 0); // looking codes nothing
    table->setFocus();
    table->selectRow(1);
    press(Qt::Key_Space);
    press(Qt::Key_Return, Qt::ControlModifier);
    EXPECT_EQ(stored(), 1);
    EXPECT_EQ(EditHistory(db()).entries(1)->first().label,
              QStringLiteral("Autocode words \"turn 2\" with genre"));
    m_session.undo();
    EXPECT_EQ(stored(), 0);
}

TEST_F(CodingPages, AFaultyExpressionIsToldInPlace)
{
    open(QStringLiteral("autocode"));
    auto* page = m_view->findChild<AutocodePage*>();
    for (auto* box : page->findChildren<QComboBox*>()) {
        if (box->accessibleName() == QStringLiteral("How the pattern is read"))
            box->setCurrentIndex(2);
    }
    page->focusProxy()->setFocus();
    QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("(rock"));
    press(Qt::Key_Return);
    QStringList texts;
    for (auto* label : page->findChildren<QLabel*>())
        texts << label->text();
    EXPECT_TRUE(texts.join(u'\n').contains(QStringLiteral("at character 6")));
    EXPECT_EQ(m_jobs.runningCount(), 0);
}

TEST_F(CodingPages, TakesUpTheNextDialogueAndLogsWhy)
{
    put(place(QStringLiteral("a"), 0), code(Facet::Attribute, QStringLiteral("genre")),
        QStringLiteral("ada"));
    open(QStringLiteral("next"));
    auto* page = m_view->findChild<SamplingPage*>();
    ASSERT_NE(page, nullptr);
    CalmTable* tables[2] = {};
    for (auto* table : page->findChildren<CalmTable*>())
        tables[table->accessibleName() == QStringLiteral("Next to code") ? 0 : 1] = table;
    ASSERT_TRUE(tables[0] && tables[1]);
    ASSERT_TRUE(settled([&] { return tables[0]->model()->rowCount() == 1; }))
        << tables[0]->model()->rowCount() << ' '
        << (m_jobs.snapshots().isEmpty() ? "no job" : m_jobs.snapshots().last().message.toStdString());
    tables[0]->setFocus();
    tables[0]->selectRow(0);
    press(Qt::Key_Return);
    ASSERT_TRUE(settled([&] { return m_view->desk().dialogue().externalId == QStringLiteral("b"); }));
    m_session.drain();
    const auto log = samplingChoices(db(), coder(QStringLiteral("ada")).id);
    ASSERT_OK(log);
    ASSERT_EQ(log->size(), 1);
    EXPECT_EQ(log->first().externalId, QStringLiteral("b"));
    EXPECT_EQ(log->first().reason, QStringLiteral("Drawn at random from 1 uncoded dialogue (seed 1)."));
    m_view->setPage(QStringLiteral("next"));
    EXPECT_TRUE(settled([&] { return tables[1]->model()->rowCount() == 1; }));
    m_session.undo();
    EXPECT_TRUE(settled([&] { return tables[1]->model()->rowCount() == 0; }));
}
