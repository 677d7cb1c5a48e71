// The window: rail, top bar, station, history, jobs. Knows stations by their interface only.
#pragma once

#include "ui/shell/keymap.h"
#include "ui/shell/windowsettings.h"
#include "ui/shell/workspace.h"

#include <QMainWindow>

class QStackedWidget;

namespace antiphon {

class CommandPalette;
class GuideView;
class HistoryPanel;
class JobPanel;
class JobStrip;
class KeysPage;
class Rail;
class StationStack;
class TopBar;
struct PaletteEntry;

using Navigate = std::function<void(const QString& station, const QString& target)>;

// What the composition root hands over.
struct WindowParts
{
    Theme& theme;
    WindowSettings& settings;
    QList<WorkspaceFactory> stations; // in the order of the rail; the first is shown without a project, too
    FileDialogs files;
    // What the window shows while no project is open.
    std::function<QWidget*(QWidget* parent, Navigate navigate, std::function<QStringList()> recentProjects)>
        startPage;
    // Fills a new project with the sample data; runs in a job.
    std::function<Result<void>(const Connection&, const JobContext&)> fillSample;
    // Opens files that are no projects (packets); true where it did.
    std::function<bool(const QString& path)> openOther = {};
    std::function<void()> newWindow = {};
    // Gives a new project what every project begins with; runs in a job.
    std::function<Result<void>(const Connection&, const JobContext&)> fillNew = {};
};

class MainWindow : public QMainWindow
{
    Q_OBJECT
public:
    explicit MainWindow(WindowParts parts);
    ~MainWindow() override;

    // All of these return at once; the project is there when projectOpened() comes.
    void openProject(const QString& path);
    void createProject(const QString& path);
    void openSample();
    void closeProject();

    void navigate(const QString& station, const QString& target = {});
    void notify(const Notice& notice);
    void showGuide(const QString& page);
    void showKeys();
    ProjectSession* session() const { return m_session.get(); }
    JobRunner& jobs() { return *m_jobs; }
    StationStack& stations() { return *m_stack; }
    QList<Notice> notices() const;
    QList<KeyBinding> keyBindings() const; // of the window and of every station

Q_SIGNALS:
    void projectOpened(const QString& path);
    void firstPainted();

protected:
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void compose();
    void wireCommands();
    void adoptProject(const QString& path);
    void openFromJob(const QString& title, std::function<Result<QString>(const JobContext&)> work);
    void askForNewProject();
    void askForProject();
    void shellTarget(const QString& target);
    WorkspaceContext makeContext();
    void showStation(const QString& id);
    void updatePlace();
    void updateTitle();
    void leaveGuide();
    void toggleHistory();
    void toggleJobs();
    void toggleScheme();
    void scaleText(int byPerCent); // 0: back to 100
    void setAppearance(const Appearance& appearance);
    void openPalette();
    void showProjectMenu();
    QList<Command> shellCommands();
    QList<PaletteEntry> paletteEntries();
    QString shortcutsPage() const;
    static QKeySequence stationKey(int number); // from 1; Alt and the digit
    QString commandOfKeys(const QString& station, const QKeySequence& keys) const;
    void jobEnded(const JobSnapshot& job);
    void editFailed(const QString& label, const Error& error);

    WindowParts m_parts;
    KeyMap m_keys;
    std::unique_ptr<JobRunner> m_jobs;
    std::unique_ptr<ProjectSession> m_session;
    QList<Command> m_commands;
    QHash<QString, QString> m_places; // station -> the thing in hand
    bool m_painted = false;
    bool m_closeAnyway = false;

    Rail* m_rail = nullptr;
    TopBar* m_topBar = nullptr;
    BannerArea* m_banners = nullptr;
    QStackedWidget* m_pages = nullptr;
    QWidget* m_start = nullptr;
    StationStack* m_stack = nullptr;
    GuideView* m_guide = nullptr; // made when first asked for
    KeysPage* m_keysPage = nullptr;
    HistoryPanel* m_history = nullptr;
    JobPanel* m_jobPanel = nullptr;
    JobStrip* m_strip = nullptr;
    CommandPalette* m_palette = nullptr;
};

} // namespace antiphon
