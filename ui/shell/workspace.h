// What a station is to the window, and what the window is to a station. The only header that stations share
// with the shell.
#pragma once

#include "core/jobs/jobrunner.h"
#include "core/jobs/projectsession.h"
#include "ui/panes/panecontext.h"

#include <QJsonObject>
#include <QKeySequence>
#include <QList>
#include <QWidget>

#include <functional>
#include <memory>

namespace antiphon {

// Where a command's key works: wherever the focus is in the station (the shell sees to that), or only where
// no widget takes the key itself, as lists take arrows and Enter (the station's view sees to that).
enum class KeyReach { Station, Unclaimed };

// Something a person can do, as the command palette and the key map list it. `shortcut` is the key that it
// comes with; the person may have chosen another. Fields of text keep their keys.
struct Command
{
    QString id;    // stable, unique in its station: "next-dialogue"
    QString title; // "Next dialogue"
    QKeySequence shortcut = {};
    std::function<void()> run = {};       // called after the station is shown and its view was created
    std::function<bool()> isEnabled = {}; // empty: always
    KeyReach reach = KeyReach::Station;
};

// A key that a thing of the project has (a code), beside the commands: the key map shows it and keeps it
// free.
struct ThingKey
{
    QString title; // "add_filter"
    QKeySequence keys;
};

// Lives as long as the project is open; a view may keep a copy.
struct WorkspaceContext
{
    ProjectSession& session;
    JobRunner& jobs;
    // Shows another station and hands it `target`, which only that station reads ("dialogue/<id>"). Two names
    // are the window's own: "guide" with a page of the user guide ("corpus"), and "shell" with one of "new",
    // "open", "sample", "open/<path>", "history", "keys".
    std::function<void(const QString& station, const QString& target)> navigate;
    std::function<void(const Notice&)> notify;
    std::function<void(const QString& place)> showPlace; // names the thing in hand in the top bar
    FileDialogs files;
    std::function<QStringList()> recentProjects = {}; // paths, newest first
    // The key of a command ("code/memo") as the person chose it; empty function: the one it comes with.
    std::function<QKeySequence(const QString& id, const QKeySequence& standard)> keysOf = {};
    // The title of the command that has the key in that station or everywhere; empty: none.
    std::function<QString(const QString& station, const QKeySequence& keys)> commandOfKeys = {};

    operator PaneContext() const { return {files, notify}; } // for the panes that stations share
};

// A station. The shell makes one object per open project, asks for commands at any time, creates the view
// when it is first shown, and destroys the view before the station and the session.
class Workspace
{
public:
    Workspace() = default;
    virtual ~Workspace() = default;
    Workspace(const Workspace&) = delete;
    Workspace& operator=(const Workspace&) = delete;

    virtual QString id() const = 0;       // "corpus": stable, used by navigate() and saved state
    virtual QString title() const = 0;    // "Corpus": the word under the icon
    virtual QString iconName() const = 0; // a file of resources/icons
    // Called once. The view belongs to `parent`; the shell gives the focus to it (set a focus proxy).
    virtual QWidget* createView(QWidget* parent, const WorkspaceContext& context) = 0;

    virtual QList<Command> commands() { return {}; }
    virtual QList<ThingKey> thingKeys() const { return {}; }
    // What the view looks like (tab, splitters, selection), kept between runs of the program. Restored after
    // createView, before it is shown.
    virtual QJsonObject saveState() const { return {}; }
    virtual void restoreState(const QJsonObject& state) { Q_UNUSED(state) }
    // Shows the thing that `target` names; called after createView.
    virtual void navigate(const QString& target) { Q_UNUSED(target) }
    // Empty when the window may close now; else the reason, as a sentence.
    virtual QString reasonNotToClose() const { return {}; }
};

using WorkspaceFactory = std::function<std::unique_ptr<Workspace>()>;

} // namespace antiphon
