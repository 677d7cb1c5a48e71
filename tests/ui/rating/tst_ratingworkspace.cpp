// The rating station as a person uses it: keys and clicks on real widgets, results read from the project.
#include "core/rating/answerlog.h"
#include "tests/core/rating/ratingfixture.h"
#include "tests/support/resultassertions.h"
#include "tests/ui/rating/ratingstage.h"
#include "ui/charts/chart.h"
#include "ui/rating/collectpage.h"
#include "ui/rating/criterionpanel.h"
#include "ui/rating/ratingview.h"
#include "ui/rating/resultspage.h"
#include "ui/rating/studiespage.h"
#include "ui/rating/studykeycard.h"
#include "ui/widgets/calmtable.h"

#include <QDir>
#include <QFileInfo>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTest>

using namespace antiphon;
using namespace antiphon::test;

namespace {

class RatingWorkspaceTest : public testing::Test
{
protected:
    void begin() { stage.begin(); }
    void settle() { stage.settle(); }
    void click(const QString& text) { stage.click(text); }
    void picture(const char* name) { stage.picture(name); }

    RatingProject project;
    RatingStage stage{project, project.actor, project.folder()};
    std::unique_ptr<RatingView>& view = stage.view;
    std::unique_ptr<ProjectSession>& session = stage.session;
    QList<Notice>& notices = stage.notices;
    QStringList& chosen = stage.chosen;
};

} // namespace

// What is typed into the form survives an edit elsewhere, and the act itself may open the station.
TEST_F(RatingWorkspaceTest, APlannedStudyStaysWhileTheProjectChanges)
{
    begin();
    view->newStudy();
    auto* form = view->findChild<StudyForm*>();
    settle();
    ASSERT_TRUE(form->isVisible());
    QTest::keyClicks(form->findChild<QLineEdit*>(), QStringLiteral("Autumn"));
    session->noteChange();
    settle();
    ASSERT_TRUE(form->isVisible());
    EXPECT_EQ(form->definition().name, QStringLiteral("Autumn"));
    EXPECT_EQ(form->definition().sources.size(), 2);
    click(QStringLiteral("Cancel"));
    EXPECT_FALSE(form->isVisible());
}

TEST_F(RatingWorkspaceTest, FromANewStudyToTheReport)
{
    begin();
    picture("rating-empty");
    click(QStringLiteral("New study"));
    auto* form = view->findChild<StudyForm*>();
    ASSERT_TRUE(form->isVisible());
    QTest::keyClicks(form->findChild<QLineEdit*>(), QStringLiteral("Autumn"));
    const auto numbers = form->findChildren<QSpinBox*>();
    for (QSpinBox* number : numbers) {
        if (number->accessibleName() == QStringLiteral("Dialogues from each source"))
            number->setValue(6);
    }
    picture("rating-new");
    QTest::keyClick(form->findChild<QLineEdit*>(), Qt::Key_Return);
    settle();
    auto study = studyByName(project.connection(), QStringLiteral("Autumn"));
    ASSERT_OK(study);
    EXPECT_EQ(study->definition.sources.size(), 2);
    picture("rating-draft");
    click(QStringLiteral("Freeze study"));
    study = studyByName(project.connection(), QStringLiteral("Autumn"));
    EXPECT_EQ(static_cast<int>(study->state), static_cast<int>(StudyState::Frozen));
    auto* page = view->findChild<StudiesPage*>();
    const auto saysArea = [page] {
        const QList<TextLabel*> labels = page->findChildren<TextLabel*>();
        return std::any_of(labels.begin(), labels.end(), [](const TextLabel* label) {
            return label->isVisible() && label->text().contains(QLatin1String("with an area of"));
        });
    };
    EXPECT_FALSE(saysArea());
    click(QStringLiteral("Audit the texts"));
    EXPECT_TRUE(saysArea());
    picture("rating-audit");
    click(QStringLiteral("Make packets…"));
    const auto made = packets(project.connection(), study->id).value();
    ASSERT_EQ(made.size(), 3);
    const QStringList files = QDir(project.folder()).entryList(QDir::Files);
    click(QStringLiteral("For browsers…"));
    EXPECT_EQ(QDir(project.folder()).entryList({QStringLiteral("*.html")}).size(), 3);
    EXPECT_EQ(packets(project.connection(), study->id)->size(), 3);
    view->showPage(RatingPage::Results);
    settle();
    picture("rating-results-empty");
    quint64 seed = 0;
    for (const QString& file : files)
        chosen << project.answer(QDir(project.folder()).filePath(file), ++seed);
    view->chooseAnswers();
    settle();
    picture("rating-collect");
    EXPECT_EQ(ratedAnswers(project.connection(), study->id)->size(), 3 * 12 * 3);
    view->showPage(RatingPage::Results);
    settle();
    EXPECT_EQ(view->findChildren<CriterionPanel*>().size(), 3);
    picture("rating-results");
    click(QStringLiteral("Tests and model"));
    bool model = false;
    const auto tables = view->findChildren<CalmTable*>();
    for (const CalmTable* table : tables)
        model = model || (table->isVisible() &&
                          table->accessibleName().endsWith(QStringLiteral("Model of the answers")));
    EXPECT_TRUE(model);
    const auto fields = view->findChild<ResultsPage*>()->findChildren<QLineEdit*>();
    ASSERT_EQ(fields.size(), 2);
    QTest::keyClicks(fields[0], QStringLiteral("statistician"));
    QTest::keyClicks(fields[1], QStringLiteral("all in"));
    click(QStringLiteral("Ask to open the key"));
    EXPECT_TRUE(unblindings(project.connection(), study->id)->isEmpty());
    picture("rating-asked");
    click(QStringLiteral("Open the key"));
    EXPECT_EQ(unblindings(project.connection(), study->id)->size(), 1);
    click(QStringLiteral("Show as tables"));
    picture("rating-tables");
    view->writeReportFile();
    settle();
    EXPECT_TRUE(QFileInfo::exists(project.filePath(QStringLiteral("Autumn.html"))));
    for (const Notice& notice : notices)
        EXPECT_NE(static_cast<int>(notice.kind), static_cast<int>(NoticeKind::Error))
            << notice.text.toStdString();
}

TEST_F(RatingWorkspaceTest, TheKeyIsSealedVerifiedAndOpened)
{
    const Study study = project.frozenStudy();
    const QStringList paths = project.makePacketsOf(study);
    begin();
    click(QStringLiteral("Seal the key…"));
    auto* card = view->findChild<StudyKeyCard*>();
    const auto fields = card->findChildren<QLineEdit*>();
    ASSERT_EQ(fields.size(), 2);
    QTest::keyClicks(fields[0], QStringLiteral("walnut ferry copper anthem sleet"));
    QTest::keyClicks(fields[1], QStringLiteral("walnut ferry copper anthem shee"));
    picture("rating-seal");
    QTest::keyClick(fields[1], Qt::Key_Return);
    settle();
    EXPECT_FALSE(isKeyAway(project.connection(), study.id).value()) << "the two are not the same";
    fields[1]->clear();
    QTest::keyClicks(fields[1], QStringLiteral("walnut ferry copper anthem sleet"));
    EXPECT_EQ(fields[0]->text(), fields[1]->text());
    QTest::keyClick(fields[1], Qt::Key_Return);
    settle();
    EXPECT_TRUE(isKeyAway(project.connection(), study.id).value());
    const QString keyPath = project.filePath(QStringLiteral("spring.antiphon-key"));
    EXPECT_TRUE(QFileInfo::exists(keyPath));
    click(QStringLiteral("Verify"));
    picture("rating-sealed");
    click(QStringLiteral("Save log…"));
    EXPECT_TRUE(QFileInfo::exists(project.filePath(QStringLiteral("log.jsonl"))));
    chosen = {project.answer(paths[0], 1, 20)};
    view->chooseAnswers();
    settle();
    view->showPage(RatingPage::Results);
    settle();
    auto* results = view->findChild<ResultsPage*>();
    const auto asking = results->findChildren<QLineEdit*>();
    ASSERT_EQ(asking.size(), 2);
    QTest::keyClicks(asking[0], QStringLiteral("statistician"));
    QTest::keyClicks(asking[1], QStringLiteral("all in"));
    click(QStringLiteral("Ask to open the key"));
    results->keyCard()->setKeyFile(keyPath);
    QTest::keyClicks(results->findChildren<QLineEdit*>().constFirst(),
                     QStringLiteral("walnut ferry copper anthem sleet"));
    picture("rating-unblinding");
    click(QStringLiteral("Open the key"));
    EXPECT_TRUE(isKeyOpen(project.connection(), study.id).value());
    for (const Notice& notice : notices)
        EXPECT_NE(static_cast<int>(notice.kind), static_cast<int>(NoticeKind::Error))
            << notice.text.toStdString();
}

TEST_F(RatingWorkspaceTest, RefusedFilesAreNamedOnThePage)
{
    const Study study = project.frozenStudy();
    const QStringList paths = project.makePacketsOf(study);
    begin();
    view->collect({paths.first(), project.answer(paths[1], 1)});
    settle();
    view->showPage(RatingPage::Collect);
    settle();
    bool said = false;
    for (const QLabel* label : view->findChildren<QLabel*>())
        said =
            said || (label->isVisible() && label->text().contains(QStringLiteral("it is no answers file")));
    EXPECT_TRUE(said);
    EXPECT_EQ(ratedAnswers(project.connection(), study.id)->size(), 36);
    picture("rating-refused");
}

TEST_F(RatingWorkspaceTest, AFormWithoutANameSaysSo)
{
    begin();
    click(QStringLiteral("New study"));
    click(QStringLiteral("Create study"));
    EXPECT_TRUE(studies(project.connection())->isEmpty());
    bool said = false;
    for (const QLabel* label : view->findChildren<QLabel*>())
        said = said || (label->isVisible() && label->text().contains(QStringLiteral("a study needs a name")));
    EXPECT_TRUE(said);
}
