#include "ui/shell/mainwindow.h"

#include "ui/shell/commandpalette.h"
#include "ui/shell/guideview.h"
#include "ui/shell/historypanel.h"
#include "ui/shell/jobpanel.h"
#include "ui/shell/jobstrip.h"
#include "ui/shell/keyspage.h"
#include "ui/shell/projectfiles.h"
#include "ui/shell/rail.h"
#include "ui/shell/stationstack.h"
#include "ui/shell/topbar.h"
#include "ui/theme/metrics.h"

#include <QCloseEvent>
#include <QDir>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QMimeData>
#include <QStackedWidget>
#include <QStandardPaths>
#include <QTimer>

namespace antiphon {

namespace {
const QSize usualSize(1280, 800);
const QSize smallestSize(760, 480);
} // namespace

MainWindow::MainWindow(WindowParts parts)
    : m_parts(std::move(parts)), m_keys(m_parts.settings), m_jobs(std::make_unique<JobRunner>())
{
    setAcceptDrops(true);
    setMinimumSize(smallestSize);
    resize(usualSize);
    compose();
    wireCommands();
    restoreGeometry(m_parts.settings.geometry());
    m_history->setVisible(m_parts.settings.historyShown());
    updateTitle();
    connect(m_jobs.get(), &JobRunner::ended, this, &MainWindow::jobEnded);
}

MainWindow::~MainWindow()
{
    // Views first, then the work that runs for them, then what both look at.
    m_stack->close();
    m_history->setSession(nullptr);
    delete centralWidget();
    m_jobs.reset();
    m_session.reset();
}

void MainWindow::compose()
{
    auto* centre = new QWidget(this);
    m_rail = new Rail(centre);
    m_topBar = new TopBar(centre);
    m_banners = new BannerArea(centre);
    m_pages = new QStackedWidget(centre);
    m_stack = new StationStack(m_parts.stations, m_parts.settings, m_keys, m_pages);
    m_history = new HistoryPanel(centre);
    m_jobPanel = new JobPanel(*m_jobs, centre);
    m_jobPanel->hide();
    m_strip = new JobStrip(*m_jobs, centre);
    const Navigate go = [this](const QString& station, const QString& target) { navigate(station, target); };
    m_start = m_parts.startPage
                  ? m_parts.startPage(m_pages, go, [this] { return m_parts.settings.recentProjects(); })
                  : new QWidget(m_pages);
    m_pages->addWidget(m_start);
    m_pages->addWidget(m_stack);

    auto* middle = new QHBoxLayout;
    middle->setSpacing(0);
    middle->addWidget(m_pages, 1);
    middle->addWidget(m_history);
    auto* right = new QVBoxLayout;
    right->setSpacing(0);
    right->addWidget(m_topBar);
    right->addWidget(m_banners);
    right->addLayout(middle, 1);
    right->addWidget(m_jobPanel);
    right->addWidget(m_strip);
    auto* row = new QHBoxLayout(centre);
    row->setContentsMargins({});
    row->setSpacing(0);
    row->addWidget(m_rail);
    row->addLayout(right, 1);
    setCentralWidget(centre);
    m_palette = new CommandPalette(centre);

    for (const auto& station : m_stack->stations())
        m_rail->addStation(station->id(), station->title(), station->iconName());
    const QString first = m_stack->stations().empty() ? QString() : m_stack->stations().front()->id();
    m_rail->setStationsEnabled(false, first);
    m_rail->setCurrent(first);
    connect(m_rail, &Rail::activated, this, &MainWindow::showStation);
    connect(m_topBar, &TopBar::paletteRequested, this, &MainWindow::openPalette);
    connect(m_topBar, &TopBar::projectMenuRequested, this, &MainWindow::showProjectMenu);
    connect(m_stack, &StationStack::stationShown, this, &MainWindow::updatePlace);
    connect(m_strip, &JobStrip::panelRequested, this, &MainWindow::toggleJobs);
    connect(m_jobPanel, &JobPanel::closeRequested, this, &MainWindow::toggleJobs);
    connect(m_history, &HistoryPanel::closeRequested, this, &MainWindow::toggleHistory);
    connect(m_palette, &CommandPalette::ran, this,
            [this](const QString& id) { m_parts.settings.addRecentCommand(id); });
}

// --- Projects
// ------------------------------------------------------------------------------------------------------

void MainWindow::openFromJob(const QString& title, std::function<Result<QString>(const JobContext&)> work)
{
    m_jobs->start<QString>(title, this, std::move(work), [this](Result<QString> path) {
        if (path)
            adoptProject(*path);
        else
            notify(noticeOf(path.error()));
    });
}

void MainWindow::openProject(const QString& path)
{
    if (m_parts.openOther && m_parts.openOther(path))
        return;
    const QString absolute = QFileInfo(path).absoluteFilePath();
    openFromJob(tr("Opening %1").arg(projectName(path)),
                [absolute](const JobContext&) { return openProjectFile(absolute); });
}

void MainWindow::createProject(const QString& path)
{
    const QString absolute = QFileInfo(withProjectEnding(path)).absoluteFilePath();
    openFromJob(tr("Making %1").arg(projectName(absolute)),
                [absolute, fill = m_parts.fillNew](const JobContext& job) {
                    return createProjectFile(absolute, fill, job);
                });
}

void MainWindow::openSample()
{
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::AppDataLocation);
    const QString path = QDir(folder).filePath(QStringLiteral("sample.antiphon"));
    openFromJob(tr("Opening the sample"), [path, fill = m_parts.fillSample](const JobContext& job) {
        return openOrMakeSample(path, fill, job);
    });
}

void MainWindow::adoptProject(const QString& path)
{
    closeProject();
    m_session = std::make_unique<ProjectSession>(path, Actor{m_parts.settings.actor()});
    connect(m_session.get(), &ProjectSession::editFailed, this, &MainWindow::editFailed);
    m_parts.settings.addRecentProject(path);
    m_history->setSession(m_session.get());
    m_rail->setStationsEnabled(true, {});
    m_pages->setCurrentWidget(m_stack);
    m_stack->open(makeContext());
    m_strip->setSavedText(tr("Saved"));
    updateTitle();
    updatePlace();
    Q_EMIT projectOpened(path);
}

void MainWindow::closeProject()
{
    if (!m_session)
        return;
    m_stack->close();
    m_history->setSession(nullptr);
    m_session.reset(); // waits for the edits that were asked for
    m_places.clear();
    m_pages->setCurrentWidget(m_start);
    const QString first = m_stack->stations().empty() ? QString() : m_stack->stations().front()->id();
    m_rail->setStationsEnabled(false, first);
    m_strip->setSavedText({});
    updateTitle();
    updatePlace();
}

void MainWindow::askForNewProject()
{
    const FileQuestion question{tr("New project"), QDir::home().filePath(tr("Untitled.antiphon")),
                                tr("Antiphon project (*.antiphon)")};
    m_parts.files.save(this, question, [this](const QString& path) { createProject(path); });
}

void MainWindow::askForProject()
{
    const FileQuestion question{tr("Open"), QDir::homePath(),
                                tr("Antiphon project (*.antiphon);;All files (*)")};
    m_parts.files.open(this, question, [this](const QString& path) { openProject(path); });
}

WorkspaceContext MainWindow::makeContext()
{
    return {
        *m_session,
        *m_jobs,
        [this](const QString& station, const QString& target) { navigate(station, target); },
        [this](const Notice& notice) { notify(notice); },
        [this](const QString& place) {
            m_places[m_stack->currentId()] = place;
            updatePlace();
        },
        m_parts.files,
        [this] { return m_parts.settings.recentProjects(); },
        [this](const QString& id, const QKeySequence& standard) { return m_keys.keysOf(id, standard); },
        [this](const QString& station, const QKeySequence& keys) { return commandOfKeys(station, keys); }};
}

// --- Going about
// -----------------------------------------------------------------------------------------------------

void MainWindow::navigate(const QString& station, const QString& target)
{
    if (station == QLatin1String("guide")) {
        showGuide(target);
    } else if (station == QLatin1String("shell")) {
        shellTarget(target);
    } else {
        leaveGuide();
        m_stack->navigate(station, target);
        updatePlace();
    }
}

void MainWindow::shellTarget(const QString& target)
{
    if (target == QLatin1String("new"))
        askForNewProject();
    else if (target == QLatin1String("open"))
        askForProject();
    else if (target == QLatin1String("sample"))
        openSample();
    else if (target == QLatin1String("keys"))
        showKeys();
    else if (target == QLatin1String("history"))
        toggleHistory();
    else if (target.startsWith(QLatin1String("open/")))
        openProject(target.mid(5));
}

void MainWindow::showStation(const QString& id)
{
    leaveGuide();
    m_stack->showStation(id);
    updatePlace();
}

void MainWindow::showGuide(const QString& page)
{
    if (!m_guide) {
        m_guide = new GuideView(m_pages);
        m_pages->addWidget(m_guide);
        connect(m_guide, &GuideView::closeRequested, this, &MainWindow::leaveGuide);
    }
    m_guide->setShortcuts(shortcutsPage());
    m_guide->showPage(page);
    m_pages->setCurrentWidget(m_guide);
    m_guide->setFocus();
    updatePlace();
}

void MainWindow::leaveGuide()
{
    m_pages->setCurrentWidget(m_session ? static_cast<QWidget*>(m_stack) : m_start);
    if (QWidget* view = m_stack->currentWidget())
        view->setFocus();
    updatePlace();
}

void MainWindow::updatePlace()
{
    const bool guide = m_guide && m_pages->currentWidget() == m_guide;
    const bool keys = m_keysPage && m_pages->currentWidget() == m_keysPage;
    const QString id = m_stack->currentId();
    const Workspace* station = m_stack->station(id);
    if (guide)
        m_topBar->setPlace(tr("Guide"), {});
    else if (keys)
        m_topBar->setPlace(tr("Keys"), {});
    else if (station)
        m_topBar->setPlace(station->title(), m_places.value(id));
    else
        m_topBar->setPlace({}, {});
    if (!guide && !keys && m_session)
        m_rail->setCurrent(id);
    else if (guide || keys)
        m_rail->setCurrent({});
    else if (!m_stack->stations().empty())
        m_rail->setCurrent(m_stack->stations().front()->id());
}

void MainWindow::updateTitle()
{
    const QString name = m_session ? projectName(m_session->path()) : QString();
    m_topBar->setProject(name.isEmpty() ? tr("Antiphon") : name);
    setWindowTitle(name.isEmpty() ? tr("Antiphon") : tr("%1 – Antiphon").arg(name));
}

void MainWindow::toggleHistory()
{
    const bool show = !m_history->isVisible();
    m_history->setVisible(show);
    m_parts.settings.setHistoryShown(show);
    if (show)
        m_history->setFocus();
    else if (QWidget* view = m_stack->currentWidget())
        view->setFocus();
}

void MainWindow::toggleJobs()
{
    m_jobPanel->setVisible(!m_jobPanel->isVisible());
    if (m_jobPanel->isVisible())
        m_jobPanel->setFocus();
}

// --- Messages
// --------------------------------------------------------------------------------------------------------

void MainWindow::notify(const Notice& notice)
{
    m_banners->show(notice);
}

QList<Notice> MainWindow::notices() const
{
    return m_banners->notices();
}

void MainWindow::jobEnded(const JobSnapshot& job)
{
    if (job.state == JobState::Failed)
        notify({NoticeKind::Error, job.message, job.title + u'\n' + job.message});
}

void MainWindow::editFailed(const QString& label, const Error& error)
{
    Notice notice = noticeOf(error);
    if (error.code == ErrorCode::NotPossible) {
        notice.kind = NoticeKind::Info;
        notice.details.clear();
    } else {
        notice.details.prepend(label + u'\n');
    }
    notify(notice);
}

// --- Events
// ----------------------------------------------------------------------------------------------------------

void MainWindow::closeEvent(QCloseEvent* event)
{
    const QString reason = m_stack->reasonNotToClose();
    if (!m_closeAnyway && !reason.isEmpty()) {
        notify({NoticeKind::Warning, reason, {}, tr("Close anyway"), [this] {
                    m_closeAnyway = true;
                    close();
                }});
        event->ignore();
        return;
    }
    if (!m_closeAnyway && m_jobs->runningCount() > 0) {
        notify({NoticeKind::Warning,
                tr("Work is still running. What is finished is kept."),
                {},
                tr("Stop and close"),
                [this] {
                    m_closeAnyway = true;
                    close();
                }});
        event->ignore();
        return;
    }
    m_parts.settings.setGeometry(saveGeometry());
    closeProject();
    event->accept();
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    if (event->mimeData()->hasUrls() && event->mimeData()->urls().constFirst().isLocalFile())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event)
{
    openProject(event->mimeData()->urls().constFirst().toLocalFile());
}

void MainWindow::paintEvent(QPaintEvent* event)
{
    QMainWindow::paintEvent(event);
    if (m_painted)
        return;
    m_painted = true;
    QTimer::singleShot(0, this, &MainWindow::firstPainted);
}

} // namespace antiphon
