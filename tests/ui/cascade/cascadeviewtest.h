// The station of cascades on a project with 400 songs.
#pragma once

#include "core/catalogue/catalogueimport.h"
#include "core/catalogue/cataloguestore.h"
#include "tests/support/resultassertions.h"
#include "tests/support/temporaryproject.h"
#include "ui/cascade/cascadeview.h"
#include "ui/cascade/explorepage.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QTest>

namespace antiphon::test {

// 400 tracks of four genres and three moods.
inline QByteArray table()
{
    const char* genres[] = {"rock", "pop,rock", "reggae", "jazz,soul"};
    const char* moods[] = {"sad", "happy", "calm,happy"};
    QByteArray tsv("ID\tTITLE\tARTIST\tGENRE\tMOOD\tYEAR\n");
    for (int i = 0; i < 400; ++i)
        tsv += QByteArray("t") + QByteArray::number(i) + "\tSong " + QByteArray::number(i) + "\tBand " +
               QByteArray::number(i % 12) + '\t' + genres[i % 4] + '\t' + moods[i % 3] + '\t' +
               QByteArray::number(1960 + i % 60) + '\n';
    return tsv;
}

class CascadeViewTest : public testing::Test
{
protected:
    void SetUp() override
    {
        static Theme theme(*qApp);
        initIconResources();
        theme.apply({SchemeChoice::Light, 100});
    }
    QString tablePath() { return m_project.writeFile(QStringLiteral("songs.tsv"), table()); }
    void importSongs() { importTable(tablePath()); }
    void importTable(const QString& path)
    {
        const auto preview = previewTable(path, 10);
        ASSERT_OK(preview);
        ASSERT_OK(
            importCatalogue(m_project.connection(), ada, path, guessCatalogueMap(*preview), {}, {}, {}));
    }
    void open(CascadeView::Page page = CascadeView::Explore)
    {
        m_session = std::make_unique<ProjectSession>(m_project.path(), ada);
        m_jobs = std::make_unique<JobRunner>();
        FileDialogs files;
        files.open = [this](QWidget*, const FileQuestion&, std::function<void(const QString&)> answer) {
            answer(m_openPath.isEmpty() ? tablePath() : m_openPath);
        };
        files.save = [this](QWidget*, const FileQuestion&, std::function<void(const QString&)> answer) {
            answer(m_saved);
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
        m_view->showPage(page);
        settle();
    }
    void TearDown() override
    {
        m_view.reset();
        m_jobs.reset();
        m_session.reset();
    }
    // Lets background questions and their answers run out.
    void settle()
    {
        for (int i = 0; i < 5; ++i) {
            m_session->drain();
            QCoreApplication::processEvents();
        }
    }
    ExplorePage& explore() { return m_view->explore(); }
    template<typename Widget>
    Widget* find()
    {
        return m_view->findChild<Widget*>();
    }
    quint64 pool() { return explore().answer().pools.empty() ? 0 : explore().answer().pools.back(); }

    const Actor ada{QStringLiteral("ada")};
    TemporaryProject m_project;
    QString m_saved; // what the question where to save is answered with
    std::unique_ptr<ProjectSession> m_session;
    std::unique_ptr<JobRunner> m_jobs;
    QStringList m_notices;
    QString m_openPath; // what a person chooses to open; empty: the songs
    std::unique_ptr<CascadeView> m_view;
};

} // namespace antiphon::test
