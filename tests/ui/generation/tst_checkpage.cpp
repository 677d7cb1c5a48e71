#include "core/base/linereader.h"
#include "core/corpus/corpusstore.h"
#include "tests/core/generation/generationproject.h"
#include "tests/support/resultassertions.h"
#include "ui/generation/checkpage.h"
#include "ui/generation/generationworkspace.h"
#include "ui/widgets/calmtable.h"

#include <QApplication>
#include <QComboBox>
#include <QJsonDocument>
#include <QPushButton>
#include <QTest>

using namespace antiphon;
using namespace antiphon::test;

namespace {

// The page in its station on a real project file; keys are typed, results are read from what it wrote.
class CheckPageTest : public testing::Test
{
protected:
    void open()
    {
        m_session = std::make_unique<ProjectSession>(m_project.path(), Actor{QStringLiteral("tester")});
        m_station = makeGenerationWorkspace();
        FileDialogs files;
        files.save = [this](QWidget*, const FileQuestion&,
                            const std::function<void(const QString&)>& answer) {
            answer(m_project.filePath(m_file));
        };
        m_view.reset(
            m_station->createView(nullptr, {*m_session, m_jobs, [](const QString&, const QString&) {},
                                            [this](const Notice& notice) { m_notices << notice.text; },
                                            [](const QString&) {}, files}));
        m_view->resize(1216, 700);
        m_view->show();
        QApplication::setActiveWindow(m_view.get());
        m_station->navigate(QStringLiteral("checks"));
        settle();
        m_page = m_view->findChild<CheckPage*>();
    }
    void settle()
    {
        m_session->drain();
        QTest::qWait(20);
        m_session->drain();
        QTest::qWait(20);
    }
    void pressKey(const QString& text)
    {
        for (auto* button : m_page->findChildren<QPushButton*>()) {
            if (button->text() != text || !button->isVisible())
                continue;
            button->setFocus();
            QTest::keyClick(button, Qt::Key_Space);
            return;
        }
        ADD_FAILURE() << "no button " << text.toStdString();
    }
    QComboBox* combo(const QString& name) const
    {
        for (auto* candidate : m_page->findChildren<QComboBox*>()) {
            if (candidate->accessibleName() == name)
                return candidate;
        }
        return nullptr;
    }
    CalmTable* table(const QString& name) const
    {
        for (auto* candidate : m_page->findChildren<CalmTable*>()) {
            if (candidate->accessibleName() == name)
                return candidate;
        }
        return nullptr;
    }
    QJsonObject exported()
    {
        m_file = QStringLiteral("out.json");
        const qsizetype told = m_notices.size();
        pressKey(QStringLiteral("Export…"));
        EXPECT_TRUE(QTest::qWaitFor([&] { return m_notices.size() > told; }, 20'000));
        const auto bytes = readWholeFile(m_project.filePath(m_file), 10'000'000);
        return bytes ? QJsonDocument::fromJson(*bytes).object() : QJsonObject();
    }

    GenerationProject m_project;
    JobRunner m_jobs;
    std::unique_ptr<ProjectSession> m_session;
    std::unique_ptr<Workspace> m_station;
    std::unique_ptr<QWidget> m_view;
    CheckPage* m_page = nullptr;
    QStringList m_notices;
    QString m_file;
};

} // namespace

TEST_F(CheckPageTest, SaysWhereSourcesComeFrom)
{
    open();
    auto* empty = m_page->findChild<EmptyView*>();
    ASSERT_NE(empty, nullptr);
    EXPECT_TRUE(empty->isVisible());
}

TEST_F(CheckPageTest, ChecksARunBesideAnotherByKeysAndWritesTheFigures)
{
    m_project.addPlans(QStringLiteral("p"), 60);
    ASSERT_OK(m_project.perform(templateRun(QStringLiteral("first"), QStringLiteral("p"))));
    ASSERT_OK(m_project.perform(templateRun(QStringLiteral("second"), QStringLiteral("p"))));
    open();
    QComboBox* human = combo(QStringLiteral("Human source beside it"));
    ASSERT_NE(human, nullptr);
    human->setFocus();
    QTest::keyClick(human, Qt::Key_Down);
    ASSERT_EQ(human->currentText(), QStringLiteral("first"));
    pressKey(QStringLiteral("Check"));
    EXPECT_TRUE(m_page->isChecking());
    ASSERT_TRUE(QTest::qWaitFor([&] { return !m_page->isChecking(); }, 60'000));
    settle();
    CalmTable* measures = table(QStringLiteral("Measures"));
    ASSERT_NE(measures, nullptr);
    EXPECT_GT(measures->model()->rowCount(), 30);
    EXPECT_FALSE(measures->isColumnHidden(CheckTableModel::Human));
    const QJsonObject json = exported();
    EXPECT_EQ(json[QStringLiteral("source")].toString(), QStringLiteral("second"));
    EXPECT_EQ(json[QStringLiteral("dialogues")].toInt(), 60);
    const QJsonObject pair =
        json[QStringLiteral("human")][QStringLiteral("measures")][QStringLiteral("turns_per_dialogue")]
            .toObject();
    EXPECT_EQ(pair[QStringLiteral("difference")].toDouble(-1), 0); // the same plans
    EXPECT_TRUE(m_notices.last().contains(QStringLiteral("out.json")));
}

TEST_F(CheckPageTest, CancelLeavesNoResultAndTheNextCheckWorks)
{
    m_project.addPlans(QStringLiteral("p"), 60);
    ASSERT_OK(m_project.perform(templateRun(QStringLiteral("first"), QStringLiteral("p"))));
    open();
    pressKey(QStringLiteral("Check"));
    m_page->stop();
    ASSERT_TRUE(QTest::qWaitFor([&] { return !m_page->isChecking(); }, 60'000));
    pressKey(QStringLiteral("Check"));
    ASSERT_TRUE(QTest::qWaitFor([&] { return !m_page->isChecking(); }, 60'000));
    EXPECT_GT(table(QStringLiteral("Measures"))->model()->rowCount(), 30);
}
