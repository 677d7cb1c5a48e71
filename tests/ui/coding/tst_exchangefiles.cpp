// REFI-QDA projects as the coding station offers them.
#include "core/corpus/corpusstore.h"
#include "core/jobs/jobrunner.h"
#include "tests/core/coding/codingproject.h"
#include "ui/coding/exchangefiles.h"

#include <QTest>

using namespace antiphon;

namespace {

class ExchangeFiles : public test::CodingProject
{
protected:
    ExchangeFiles() : m_session(m_project.path(), m_actor)
    {
        m_path = m_project.filePath(QStringLiteral("out.qdpx"));
        const auto answer = [this](QWidget*, const FileQuestion&,
                                   const std::function<void(const QString&)>& chosen) { chosen(m_path); };
        m_files.save = answer;
        m_files.open = answer;
    }
    // Runs the act of that id and waits until it has told how it ended.
    void run(const QString& id)
    {
        const WorkspaceContext context{m_session,
                                       m_jobs,
                                       [](const QString&, const QString&) {},
                                       [this](const Notice& notice) { m_told << notice; },
                                       [](const QString&) {},
                                       m_files};
        CodingDesk desk(context);
        QWidget parent;
        const qsizetype before = m_told.size();
        const QList<FileAct> acts = exchangeFileActs(desk, &parent);
        for (const FileAct& act : acts) {
            if (act.id == id)
                act.run();
        }
        EXPECT_TRUE(QTest::qWaitFor([&] { return m_told.size() > before; }));
    }

    ProjectSession m_session;
    JobRunner m_jobs;
    FileDialogs m_files;
    QList<Notice> m_told;
    QString m_path;
};

} // namespace

TEST_F(ExchangeFiles, GoOutAndComeBackAsOneStep)
{
    const auto before = readySources(db());
    ASSERT_OK(before);
    run(QStringLiteral("export-qdpx"));
    run(QStringLiteral("import-qdpx"));
    ASSERT_EQ(m_told.size(), 2);
    EXPECT_TRUE(m_told.first().text.contains(QStringLiteral("out.qdpx")));
    EXPECT_FALSE(m_told.first().details.isEmpty());
    EXPECT_EQ(m_told.last().kind, NoticeKind::Warning); // the names of the sources were taken
    EXPECT_EQ(readySources(db())->size(), 2 * before->size());
    const auto undone = EditHistory(db()).undo(m_actor);
    ASSERT_OK(undone);
    EXPECT_EQ(undone->label, QStringLiteral("Import out.qdpx"));
    EXPECT_EQ(readySources(db())->size(), before->size());
}
