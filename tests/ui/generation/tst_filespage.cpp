#include "core/base/linereader.h"
#include "core/generation/promptshelf.h"
#include "core/generation/runstore.h"
#include "core/generation/textversionstore.h"
#include "tests/core/generation/batchprovider.h"
#include "tests/core/generation/generationproject.h"
#include "tests/support/resultassertions.h"
#include "ui/generation/batchpanel.h"
#include "ui/generation/exportpanel.h"
#include "ui/generation/filespage.h"
#include "ui/theme/icons.h"

#include <QApplication>
#include <QComboBox>
#include <QDropEvent>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QTest>
#include <QUrl>

using namespace antiphon;
using namespace antiphon::test;

namespace {

class FilesPageTest : public testing::Test
{
protected:
    FilesPageTest() { initIconResources(); }

    void open()
    {
        m_session = std::make_unique<ProjectSession>(m_project.path(), Actor{QStringLiteral("tester")});
        FileDialogs files;
        files.folder = [this](QWidget*, const FileQuestion&, std::function<void(const QString&)> answer) {
            answer(folder());
        };
        files.openMany = [this](QWidget*, const FileQuestion&,
                                std::function<void(const QStringList&)> answer) { answer(m_replies); };
        m_page = std::make_unique<FilesPage>(WorkspaceContext{
            *m_session, m_jobs, [](const QString&, const QString&) {},
            [this](const Notice& notice) { m_notices << notice.text; }, [](const QString&) {}, files});
        m_page->resize(1216, 700);
        m_page->show();
        QApplication::setActiveWindow(m_page.get());
        settle();
    }
    QString folder() const { return m_project.filePath(QStringLiteral("out")); }
    void settle()
    {
        for (int i = 0; i < 3; ++i) {
            m_jobs.waitForAll();
            m_session->drain();
            QTest::qWait(150);
        }
        m_session->drain();
        QTest::qWait(20);
    }
    void press(const QString& text)
    {
        for (auto* candidate : m_page->findChildren<QPushButton*>()) {
            if (candidate->text() != text)
                continue;
            ASSERT_TRUE(candidate->isEnabled()) << text.toStdString();
            candidate->setFocus();
            QTest::keyClick(candidate, Qt::Key_Space);
            return settle();
        }
        FAIL() << text.toStdString();
    }
    // The field among a panel's that has the placeholder.
    static QLineEdit* field(const QWidget* panel, const QString& placeholder)
    {
        for (auto* candidate : panel->findChildren<QLineEdit*>()) {
            if (candidate->placeholderText() == placeholder)
                return candidate;
        }
        return nullptr;
    }
    bool says(const QString& words) const
    {
        const auto labels = m_page->findChildren<TextLabel*>();
        return std::any_of(labels.begin(), labels.end(),
                           [&words](const TextLabel* label) { return label->text().contains(words); });
    }

    GenerationProject m_project;
    JobRunner m_jobs;
    std::unique_ptr<ProjectSession> m_session;
    std::unique_ptr<FilesPage> m_page;
    QStringList m_notices;
    QStringList m_replies;
};

} // namespace

TEST_F(FilesPageTest, ShowsTheSplitAndWritesADataSet)
{
    m_project.addPlans(QStringLiteral("p"), 40, 2);
    ASSERT_OK(m_project.perform(templateRun(QStringLiteral("r"), QStringLiteral("p"))));
    open();
    EXPECT_TRUE(says(QStringLiteral("train 32 (80.0 %)")));
    EXPECT_TRUE(says(QStringLiteral("20 groups, the largest of 2")));
    QLineEdit* license = field(m_page->dataset(), QStringLiteral("cc-by-4.0"));
    ASSERT_NE(license, nullptr);
    license->setFocus();
    QTest::keyClicks(license, QStringLiteral("cc0-1.0"));
    press(QStringLiteral("Export…"));
    const auto card = readWholeFile(folder() + QStringLiteral("/README.md"));
    ASSERT_OK(card);
    EXPECT_TRUE(card->contains("license: cc0-1.0"));
    EXPECT_TRUE(QFile::exists(folder() + QStringLiteral("/data/test-00000-of-00001.jsonl.gz")));
    ASSERT_FALSE(m_notices.isEmpty());
    EXPECT_TRUE(m_notices.last().startsWith(QStringLiteral("40 dialogues")));
}

TEST_F(FilesPageTest, RefusesAWrongSplitAtOnce)
{
    m_project.addPlans(QStringLiteral("p"), 4);
    ASSERT_OK(m_project.perform(templateRun(QStringLiteral("r"), QStringLiteral("p"))));
    open();
    for (auto* each : m_page->dataset()->findChildren<QLineEdit*>()) {
        if (!each->text().startsWith(QStringLiteral("0.8")))
            continue;
        each->setFocus();
        each->selectAll();
        QTest::keyClicks(each, QStringLiteral("0.8, 0.8"));
    }
    settle();
    EXPECT_FALSE(m_page->dataset()->canWrite());
    EXPECT_TRUE(says(QStringLiteral("add up to 1")));
}

TEST_F(FilesPageTest, SendsABatchOutAndTakesItsReplies)
{
    m_project.addPlans(QStringLiteral("p"), 6);
    ASSERT_OK(m_project.addEndpoint(QStringLiteral("local"), QStringLiteral("http://127.0.0.1:1/v1")));
    const auto shipped = promptTextNamed(m_project.connection(), QStringLiteral("whole-dialogue"));
    ASSERT_OK(shipped);
    TextVersion own = *shipped;
    own.name = QStringLiteral("whole-dialogue-of-ours");
    ASSERT_OK(addTextVersion(m_project.connection(), Actor{QStringLiteral("tester")}, own));
    open();
    QLineEdit* name = field(m_page->batch(), QStringLiteral("Name of the run"));
    ASSERT_NE(name, nullptr);
    name->setFocus();
    QTest::keyClicks(name, QStringLiteral("night"));
    QComboBox* prompts = nullptr;
    for (QComboBox* box : m_page->batch()->findChildren<QComboBox*>())
        prompts = box->findText(QStringLiteral("whole-dialogue")) >= 0 ? box : prompts;
    ASSERT_NE(prompts, nullptr);
    EXPECT_LT(prompts->findText(QStringLiteral("turn-by-turn")), 0);
    prompts->setFocus();
    QTest::keyClick(prompts, Qt::Key_End);
    EXPECT_EQ(prompts->currentText(), own.name);
    press(QStringLiteral("Write requests…"));
    EXPECT_TRUE(says(QStringLiteral("6 requests are in")));
    const auto requests = batchRequests(folder());
    ASSERT_EQ(requests.size(), 6U);
    const QString first = m_project.filePath(QStringLiteral("first.jsonl"));
    writeLines(first, {answeredLine(requests[1], obedientContent(requests[1].body)),
                       answeredLine(requests[0], obedientContent(requests[0].body)), expiredLine(requests[2]),
                       "damaged"});
    m_replies = {first};
    press(QStringLiteral("Import replies…"));
    EXPECT_TRUE(says(QStringLiteral("2 samples, 1 failed and queued again, 3 missing")));
    EXPECT_TRUE(says(QStringLiteral("first.jsonl, line 4")));

    const QString second = m_project.filePath(QStringLiteral("second.jsonl"));
    writeLines(second, {answeredLine(requests[2], obedientContent(requests[2].body))});
    QMimeData dropped;
    dropped.setUrls({QUrl::fromLocalFile(second)});
    QDragEnterEvent enter(QPoint(20, 20), Qt::CopyAction, &dropped, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(m_page->batch(), &enter);
    EXPECT_TRUE(enter.isAccepted());
    QDropEvent drop(QPointF(20, 20), Qt::CopyAction, &dropped, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(m_page->batch(), &drop);
    settle();
    const auto run = runByName(m_project.connection(), QStringLiteral("night"));
    ASSERT_OK(run);
    ASSERT_TRUE(run->has_value());
    EXPECT_EQ((*run)->samples, 3);
    const auto parameters = runParameters(m_project.connection(), (*run)->id);
    ASSERT_OK(parameters);
    EXPECT_TRUE(parameters->value(QStringLiteral("prompt")).toString().startsWith(own.name));
    EXPECT_EQ((*run)->setAside, 0);
}

TEST_F(FilesPageTest, SaysWhatIsMissingInAnEmptyProject)
{
    open();
    EXPECT_TRUE(says(QStringLiteral("There is no dialogue yet")));
    EXPECT_TRUE(says(QStringLiteral("There is no endpoint yet")));
    EXPECT_FALSE(m_page->dataset()->canWrite());
}
