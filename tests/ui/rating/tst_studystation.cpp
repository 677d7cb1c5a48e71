// What a study needs beside the straight line, in the window: the key when packets are made, raters who go
// and come, amendments, single items, the proof of the design.
#include "core/rating/report.h"
#include "core/rating/studylogstore.h"
#include "tests/core/rating/sealfixture.h"
#include "tests/ui/rating/ratingstage.h"
#include "ui/rating/itemlist.h"
#include "ui/rating/proofpage.h"
#include "ui/rating/resultspage.h"
#include "ui/rating/studyactcard.h"
#include "ui/widgets/calmtable.h"

#include <QComboBox>
#include <QDir>
#include <QFileInfo>
#include <QLineEdit>

using namespace antiphon;
using namespace antiphon::test;

namespace {

const QString words = QStringLiteral("walnut ferry copper");

class StudyStationTest : public testing::Test
{
protected:
    void begin(RatingPage page)
    {
        stage.opened = project.keyPath();
        stage.begin();
        stage.view->showPage(page);
        stage.settle();
    }

    // With the key in the project or in its file.
    void openKey()
    {
        const auto request =
            requestUnblinding(project.connection(), project.actor, project.study, project.why).value();
        ASSERT_OK(confirmUnblinding(project.connection(), project.actor, project.study, request.code));
    }

    void chooseRow(const QString& table, int row)
    {
        auto* rows = stage.named<CalmTable>(table);
        rows->setFocus();
        rows->selectionModel()->clear();
        QTest::keyClick(rows, Qt::Key_Home, Qt::ControlModifier);
        for (int i = 0; i < row; ++i)
            QTest::keyClick(rows, Qt::Key_Down);
    }

    LogEntry lastEntry() { return studyLog(project.connection(), project.study.id)->constLast(); }
    StudyActCard* card() { return stage.view->findChild<StudyActCard*>(); }

    SealedProject project;
    RatingStage stage{project, project.actor, project.filePath(QStringLiteral("more"))};
};

} // namespace

TEST_F(StudyStationTest, PacketsOfASealedStudyAskForTheKey)
{
    project.seal();
    begin(RatingPage::Studies);
    EXPECT_FALSE(card()->isVisible());
    stage.click(QStringLiteral("For browsers…"));
    ASSERT_TRUE(card()->isVisible());
    stage.picture("station-key");
    stage.press(Qt::Key_Space); // the button of the key file
    auto* passphrase = stage.named<QLineEdit>(QStringLiteral("Passphrase of the key"));
    ASSERT_EQ(QApplication::focusWidget(), passphrase);
    EXPECT_EQ(passphrase->echoMode(), QLineEdit::Password);
    stage.type(QStringLiteral("walnut ferry steel"));
    stage.press(Qt::Key_Return);
    EXPECT_TRUE(stage.says(QStringLiteral("passphrase")));
    EXPECT_TRUE(card()->isVisible()) << "it can be tried again";
    EXPECT_FALSE(QFileInfo::exists(project.filePath(QStringLiteral("more"))));
    stage.picture("station-key-wrong");
    ASSERT_EQ(QApplication::focusWidget(), passphrase) << "and is, without another click";
    stage.type(words);
    EXPECT_EQ(passphrase->text(), words);
    stage.press(Qt::Key_Return);
    EXPECT_FALSE(card()->isVisible());
    EXPECT_TRUE(passphrase->text().isEmpty());
    EXPECT_EQ(QDir(project.filePath(QStringLiteral("more"))).entryList({QStringLiteral("*.html")}).size(), 3);
    EXPECT_TRUE(isKeyAway(project.connection(), project.study.id).value());
    EXPECT_TRUE(stage.errors().isEmpty()) << stage.errors().join(u'\n').toStdString();
}

TEST_F(StudyStationTest, EscapeForgetsThePassphrase)
{
    project.seal();
    begin(RatingPage::Studies);
    stage.click(QStringLiteral("For browsers…"));
    auto* passphrase = stage.named<QLineEdit>(QStringLiteral("Passphrase of the key"));
    passphrase->setFocus();
    stage.type(words);
    stage.click(QStringLiteral("Show"));
    EXPECT_EQ(passphrase->echoMode(), QLineEdit::Normal);
    stage.press(Qt::Key_Escape);
    EXPECT_FALSE(card()->isVisible());
    EXPECT_TRUE(passphrase->text().isEmpty());
    EXPECT_EQ(passphrase->echoMode(), QLineEdit::Password);
    passphrase->undo();
    EXPECT_TRUE(passphrase->text().isEmpty());
}

TEST_F(StudyStationTest, ALateRaterGetsAPacket)
{
    project.seal();
    begin(RatingPage::Collect);
    stage.click(QStringLiteral("Add a rater…"));
    stage.type(QStringLiteral("dora"));
    stage.click(QStringLiteral("Key file…"));
    stage.type(words);
    stage.press(Qt::Key_Return);
    const auto made = packets(project.connection(), project.study.id).value();
    ASSERT_EQ(made.size(), 4);
    EXPECT_TRUE(std::any_of(made.begin(), made.end(),
                            [](const PacketRow& row) { return row.rater == QStringLiteral("dora"); }));
    EXPECT_TRUE(QFileInfo::exists(project.filePath(QStringLiteral("more/dora.antiphon-packet"))));
    EXPECT_TRUE(stage.errors().isEmpty()) << stage.errors().join(u'\n').toStdString();
}

TEST_F(StudyStationTest, RatersAreLeftOutAndTakenBack)
{
    project.collectAll();
    begin(RatingPage::Collect);
    chooseRow(QStringLiteral("Raters"), 1);
    stage.click(QStringLiteral("Leave out…"));
    stage.press(Qt::Key_Return);
    EXPECT_TRUE(raterDecisions(project.connection(), project.study.id)->isEmpty()) << "without a reason";
    stage.type(QStringLiteral("missed two checks"));
    stage.picture("station-exclude");
    stage.press(Qt::Key_Return);
    const auto decisions = raterDecisions(project.connection(), project.study.id).value();
    ASSERT_EQ(decisions.size(), 1);
    EXPECT_EQ(decisions.constFirst().rater, QStringLiteral("rater-2"));
    EXPECT_EQ(decisions.constFirst().actor, QStringLiteral("ann"));
    EXPECT_EQ(logSentence(lastEntry()),
              QStringLiteral("Decided: rater-2 is left out of the analysis (missed two checks)"));
    stage.picture("station-excluded");
    stage.click(QStringLiteral("Take back in…"));
    stage.type(QStringLiteral("the checks were wrong"));
    stage.press(Qt::Key_Return);
    EXPECT_TRUE(raterDecisions(project.connection(), project.study.id)->isEmpty());
    stage.click(QStringLiteral("Gave up…"));
    stage.type(QStringLiteral("left the team"));
    stage.press(Qt::Key_Return);
    EXPECT_EQ(raterDecisions(project.connection(), project.study.id)->constFirst().act, RaterAct::Dropped);
    EXPECT_TRUE(stage.errors().isEmpty()) << stage.errors().join(u'\n').toStdString();
}

TEST_F(StudyStationTest, AfterTheKeyIsOpenEverythingIsAnAmendment)
{
    ASSERT_OK(
        collectAnswers(project.connection(), project.actor, project.answer(project.packetPaths[0], 1, 30)));
    openKey();
    begin(RatingPage::Collect);
    stage.chosen = {project.answer(project.packetPaths[1], 2)};
    stage.view->chooseAnswers();
    stage.settle();
    EXPECT_EQ(ratedAnswers(project.connection(), project.study.id)->size(), 30) << "not without a reason";
    stage.type(QStringLiteral("came by mail in June"));
    stage.picture("station-amend");
    stage.press(Qt::Key_Return);
    EXPECT_EQ(ratedAnswers(project.connection(), project.study.id)->size(), 66);
    EXPECT_EQ(logSentence(lastEntry()),
              QStringLiteral("Amended after unblinding: answers of rater-2 (came by mail in June)"));
    chooseRow(QStringLiteral("Raters"), 0);
    stage.click(QStringLiteral("Leave out…"));
    EXPECT_TRUE(stage.says(QStringLiteral("this is an amendment")));
    stage.type(QStringLiteral("rated twice"));
    stage.press(Qt::Key_Return);
    const LogEntry last = lastEntry();
    EXPECT_EQ(logWord(last.act), QStringLiteral("amend"));
    EXPECT_EQ(last.actor, QStringLiteral("ann"));
    const auto study = studyByName(project.connection(), {});
    const auto page = reportOf(project.connection(), *study);
    ASSERT_OK(page);
    EXPECT_TRUE(page->contains("rater-1 is left out of the analysis (rated twice)"));
    EXPECT_TRUE(page->contains("came by mail in June"));
    stage.view->showPage(RatingPage::Results);
    stage.settle();
    EXPECT_TRUE(stage.says(QStringLiteral("rated twice"))) << "the log on the page";
    EXPECT_TRUE(stage.errors().isEmpty()) << stage.errors().join(u'\n').toStdString();
}

TEST_F(StudyStationTest, OneItemIsOpenedInTwoSteps)
{
    project.seal();
    project.collectAll();
    begin(RatingPage::Collect);
    chooseRow(QStringLiteral("Items of the packets"), 2);
    const auto item = stage.view->findChild<ItemList*>()->chosen();
    ASSERT_TRUE(item.has_value());
    EXPECT_EQ(item->position, 2);
    stage.click(QStringLiteral("Open one item…"));
    stage.type(QStringLiteral("ethics board"));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    stage.type(QStringLiteral("a rater was harmed"));
    stage.click(QStringLiteral("Key file…"));
    stage.type(words);
    const auto before = studyLog(project.connection(), project.study.id)->size();
    stage.press(Qt::Key_Return);
    EXPECT_EQ(studyLog(project.connection(), project.study.id)->size(), before)
        << "the first step opens nothing";
    stage.picture("station-open-step");
    stage.click(QStringLiteral("Open this item"));
    EXPECT_EQ(logWord(lastEntry().act), QStringLiteral("unblind item"));
    EXPECT_EQ(lastEntry().facts[QStringLiteral("item")].toString(), item->publicId.toText());
    EXPECT_TRUE(stage.says(QStringLiteral("The item is dialogue")));
    EXPECT_FALSE(isKeyOpen(project.connection(), project.study.id).value());
    auto* filter = stage.named<QComboBox>(QStringLiteral("Items that are shown"));
    filter->setFocus();
    QTest::keyClick(filter, Qt::Key_End);
    const auto* table = stage.named<CalmTable>(QStringLiteral("Items of the packets"));
    EXPECT_EQ(table->model()->rowCount(), 3) << "every rater's, as all rated it";
    EXPECT_TRUE(table->model()->index(0, 4).data().toString().contains(QStringLiteral("a rater was harmed")));
    stage.picture("station-opened");
    stage.click(QStringLiteral("Close"));
    EXPECT_FALSE(card()->isVisible());
    EXPECT_TRUE(stage.errors().isEmpty()) << stage.errors().join(u'\n').toStdString();
}

TEST_F(StudyStationTest, TheProofOfTheDesignIsCountedAndWritten)
{
    begin(RatingPage::Design);
    EXPECT_TRUE(stage.says(QStringLiteral("Balanced")));
    EXPECT_TRUE(stage.says(QStringLiteral("when answers are in")));
    project.collectAll();
    stage.session->noteChange();
    stage.settle();
    EXPECT_TRUE(stage.says(QStringLiteral("The order shown is the order logged for all 36")));
    stage.named<CalmTable>(QStringLiteral("Counts: Conditions by position"));
    stage.picture("station-proof");
    stage.click(QStringLiteral("Counts as CSV…"));
    QFile file(project.filePath(QStringLiteral("design.csv")));
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    EXPECT_EQ(file.readAll(), proofCsv(designProof(project.connection(), project.study).value()));
}

TEST(StudyStation, WithoutPacketsTheDesignPageSaysWhatIsMissing)
{
    RatingProject project;
    project.frozenStudy();
    RatingStage stage{project, project.actor, project.folder()};
    stage.begin();
    stage.view->showPage(RatingPage::Design);
    stage.settle();
    const auto* page = stage.view->findChild<ProofPage*>();
    EXPECT_TRUE(page->findChild<EmptyView*>()->isVisible());
    stage.click(QStringLiteral("Studies"));
    EXPECT_EQ(stage.view->page(), RatingPage::Studies);
}

// From the first key to the printed report, with nothing but keys; files are what dialogs answer.
TEST(StudyStation, AWholeStudyByKeyboard)
{
    RatingProject project;
    RatingStage stage{project, project.actor, project.folder()};
    stage.begin();
    stage.tabTo(QStringLiteral("New study"));
    stage.press(Qt::Key_Space);
    stage.type(QStringLiteral("Autumn"));
    stage.tabTo(QStringLiteral("Dialogues from each source"));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_A, Qt::ControlModifier);
    stage.type(QStringLiteral("6"));
    stage.tabTo(QStringLiteral("Hypotheses"));
    stage.type(QStringLiteral("The run is as consistent as people are."));
    stage.tabTo(QStringLiteral("Create study"));
    stage.press(Qt::Key_Space);
    stage.tabTo(QStringLiteral("Freeze study"));
    stage.press(Qt::Key_Space);
    stage.tabTo(QStringLiteral("Make packets…"));
    stage.press(Qt::Key_Space);
    const Study study = studyByName(project.connection(), QStringLiteral("Autumn")).value();
    ASSERT_EQ(packets(project.connection(), study.id)->size(), 3);
    const QString phrase = QStringLiteral("walnut ferry copper anthem sleet");
    stage.tabTo(QStringLiteral("Seal the key…"));
    stage.press(Qt::Key_Space);
    stage.type(phrase);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    stage.type(phrase);
    stage.press(Qt::Key_Return);
    ASSERT_TRUE(isKeyAway(project.connection(), study.id).value());
    quint64 seed = 0;
    const QStringList files = QDir(project.folder()).entryList({QStringLiteral("*.antiphon-packet")});
    for (const QString& file : files)
        stage.chosen << project.answer(QDir(project.folder()).filePath(file), ++seed);
    stage.tabTo(QStringLiteral("Collect answers…"));
    stage.press(Qt::Key_Space);
    stage.tabTo(QStringLiteral("Choose answers files…"));
    stage.press(Qt::Key_Space);
    EXPECT_EQ(ratedAnswers(project.connection(), study.id)->size(), 108);
    stage.tabTo(QStringLiteral("Raters"));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_End, Qt::ControlModifier);
    stage.tabTo(QStringLiteral("Leave out…"));
    stage.press(Qt::Key_Space);
    stage.type(QStringLiteral("missed the checks"));
    stage.press(Qt::Key_Return);
    EXPECT_EQ(raterDecisions(project.connection(), study.id)->size(), 1);
    stage.tabTo(QStringLiteral("Pages of Rate"));
    stage.press(Qt::Key_Right);
    ASSERT_EQ(stage.view->page(), RatingPage::Results);
    stage.tabTo(QStringLiteral("Role of who asks to open the key"));
    stage.type(QStringLiteral("statistician"));
    stage.tabTo(QStringLiteral("Reason for opening the key"));
    stage.type(QStringLiteral("all packets are in"));
    stage.tabTo(QStringLiteral("Ask to open the key"));
    stage.press(Qt::Key_Space);
    EXPECT_FALSE(isKeyOpen(project.connection(), study.id).value());
    stage.opened = project.filePath(QStringLiteral("Autumn.antiphon-key"));
    stage.tabTo(QStringLiteral("Choose the key file"));
    stage.press(Qt::Key_Space);
    stage.type(QStringLiteral("not the phrase"));
    stage.press(Qt::Key_Return);
    EXPECT_TRUE(stage.says(QStringLiteral("it does not open"))) << "in place, with what was typed";
    stage.type(phrase);
    stage.press(Qt::Key_Return);
    EXPECT_TRUE(isKeyOpen(project.connection(), study.id).value());
    for (const char* ending : {".html", ".pdf"}) {
        const QString path = project.filePath(QStringLiteral("Autumn") + QLatin1String(ending));
        stage.saved = path;
        stage.tabTo(QStringLiteral("Report…"));
        stage.press(Qt::Key_Space);
        EXPECT_GT(QFileInfo(path).size(), 10'000) << ending;
    }
    EXPECT_TRUE(stage.errors().isEmpty()) << stage.errors().join(u'\n').toStdString();
}
