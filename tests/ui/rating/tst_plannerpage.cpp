// The page of study sizes as a person uses it: typed assumptions, a table, a file, a new study.
#include "core/base/linereader.h"
#include "tests/core/rating/ratingfixture.h"
#include "tests/support/resultassertions.h"
#include "ui/rating/plannerpage.h"
#include "ui/rating/ratingview.h"
#include "ui/rating/studiespage.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QLineEdit>
#include <QMenu>
#include <QSpinBox>
#include <QTest>

using namespace antiphon;
using namespace antiphon::test;

namespace {

class PlannerPageTest : public testing::Test
{
protected:
    PlannerPageTest()
    {
        session = std::make_unique<ProjectSession>(project.path(), project.actor);
        WorkspaceContext context{
            *session, jobs, {}, [this](const Notice& notice) { notices << notice; }, [](const QString&) {},
            {}};
        context.files.save = [this](QWidget*, const FileQuestion& question,
                                    const std::function<void(const QString&)>& answer) {
            answer(project.filePath(question.folder));
        };
        view = std::make_unique<RatingView>(context, nullptr);
        view->resize(1180, 760);
        view->show();
        session->drain();
        QTest::qWait(30);
        view->showPage(RatingPage::Size);
        page = view->findChild<PlannerPage*>();
    }

    QLineEdit* field(const QString& name)
    {
        const auto fields = page->findChildren<QLineEdit*>();
        for (QLineEdit* one : fields) {
            if (one->accessibleName() == name)
                return one;
        }
        ADD_FAILURE() << "no field " << name.toStdString();
        return nullptr;
    }

    void type(const QString& name, const QString& text)
    {
        QLineEdit* edit = field(name);
        edit->selectAll();
        QTest::keyClicks(edit, text);
    }

    void small()
    {
        type(QStringLiteral("Raters to try"), QStringLiteral("2, 3"));
        type(QStringLiteral("Dialogues to try"), QStringLiteral("4, 30"));
        page->findChild<QSpinBox*>()->setValue(100);
    }

    void waitForEnd() { QTRY_VERIFY_WITH_TIMEOUT(!page->isRunning(), 60'000); }

    QPushButton* button(const QString& text)
    {
        const auto buttons = view->findChildren<QPushButton*>();
        for (QPushButton* one : buttons) {
            if (one->text() == text && one->isVisible())
                return one;
        }
        return nullptr;
    }

    RatingProject project;
    JobRunner jobs;
    std::unique_ptr<ProjectSession> session;
    std::unique_ptr<RatingView> view;
    PlannerPage* page = nullptr;
    QList<Notice> notices;
};

} // namespace

TEST_F(PlannerPageTest, FromAssumptionsToANewStudy)
{
    small();
    QTest::keyClick(field(QStringLiteral("Dialogues to try")), Qt::Key_Return);
    ASSERT_TRUE(page->isRunning());
    waitForEnd();
    PlanAssumptions assumptions;
    assumptions.simulations = 100;
    const QList<PlanCell> expected = simulatePlan(assumptions, {2, 3}, {4, 30}, 1).value();
    const QAbstractItemModel* model = page->table()->model();
    ASSERT_EQ(model->rowCount(), 2);
    ASSERT_EQ(model->columnCount(), 3);
    EXPECT_EQ(model->index(1, 2).data().toString(), shareText(expected[3].equivalent));

    page->table()->setFocus();
    page->table()->chooseCell(2, 4);
    QTest::keyClick(page->table(), Qt::Key_Right);
    QTest::keyClick(page->table(), Qt::Key_Down);
    ASSERT_TRUE(page->table()->currentCell());
    EXPECT_EQ(page->table()->currentCell()->raters, 3);
    EXPECT_EQ(page->table()->currentCell()->items, 30);
    QTest::mouseClick(button(QStringLiteral("Use these sizes")), Qt::LeftButton);
    auto* form = view->findChild<StudyForm*>();
    ASSERT_TRUE(form->isVisible());
    EXPECT_EQ(form->definition().itemsPerSource, 30);
    EXPECT_EQ(form->definition().raters.size(), 3);
    EXPECT_DOUBLE_EQ(form->definition().margin, 0.5);
}

TEST_F(PlannerPageTest, WritesEveryFigureAsATable)
{
    small();
    page->simulate();
    waitForEnd();
    QTest::mouseClick(button(QStringLiteral("Export…")), Qt::LeftButton);
    ASSERT_EQ(notices.size(), 1);
    EXPECT_EQ(static_cast<int>(notices[0].kind), static_cast<int>(NoticeKind::Done));
    const QByteArray csv = readWholeFile(project.filePath(QStringLiteral("study-sizes.csv"))).value();
    EXPECT_TRUE(csv.startsWith("raters,dialogues,equivalent,equivalent_low,equivalent_high,different"));
    EXPECT_EQ(csv.count('\n'), 5);
    EXPECT_TRUE(csv.contains("\r\n3,30,"));
}

TEST_F(PlannerPageTest, WrongAssumptionsAreNamedAndNothingRuns)
{
    type(QStringLiteral("Shares of the points"), QStringLiteral("0.5, 0.6"));
    page->simulate();
    EXPECT_FALSE(page->isRunning());
    bool said = false;
    const auto labels = page->findChildren<QLabel*>();
    for (const QLabel* label : labels)
        said =
            said || (label->isVisible() && label->text().contains(QStringLiteral("Shares of the points")) &&
                     label->text().contains(QStringLiteral("add up to 1 are needed")));
    EXPECT_TRUE(said);
}

TEST_F(PlannerPageTest, StoppingEndsIt)
{
    page->findChild<QSpinBox*>()->setValue(100'000);
    page->simulate();
    ASSERT_TRUE(page->isRunning());
    QTest::mouseClick(button(QStringLiteral("Stop")), Qt::LeftButton);
    waitForEnd();
    EXPECT_FALSE(page->isRunning());
    EXPECT_EQ(page->table()->model()->index(2, 4).data().toString(), QStringLiteral("–"));
    EXPECT_TRUE(button(QStringLiteral("Simulate"))->isEnabled());
}

TEST_F(PlannerPageTest, ThePilotGivesSharesAndVariances)
{
    const Study study = project.frozenStudy();
    const QStringList paths = project.makePacketsOf(study);
    for (qsizetype i = 0; i < paths.size(); ++i)
        ASSERT_OK(collectAnswers(project.connection(), project.actor,
                                 project.answer(paths[i], static_cast<quint64>(i + 1))));
    session->noteChange();
    session->drain();
    QTest::qWait(30);
    const QString before = field(QStringLiteral("Shares of the points"))->text();
    auto* pilot = button(QStringLiteral("Take from answers"));
    ASSERT_TRUE(pilot && pilot->isEnabled());
    ASSERT_EQ(pilot->menu()->actions().size(), 3);
    pilot->menu()->actions().constFirst()->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(jobs.runningCount() == 0, 60'000);
    QTest::qWait(30);
    EXPECT_NE(field(QStringLiteral("Shares of the points"))->text(), before);
    const Result<PlanQuestion> question = page->form()->question();
    ASSERT_OK(question);
    EXPECT_EQ(question->assumptions.shares.size(), 5U);
    const StudyResults results = studyResults(project.connection(), study).value();
    double answers = 0.0;
    double lowest = 0.0;
    for (const ConditionResult& condition : results.criteria.constFirst().conditions) {
        lowest += static_cast<double>(condition.distribution.front());
        for (const std::int64_t count : condition.distribution)
            answers += static_cast<double>(count);
    }
    EXPECT_NEAR(question->assumptions.shares.front(), lowest / answers, 0.001);
}
