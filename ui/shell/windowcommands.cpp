// What the window itself can do: its commands, the palette, the project menu.
#include "ui/shell/commandpalette.h"
#include "ui/shell/historymodel.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/projectfiles.h"
#include "ui/shell/stationstack.h"
#include "ui/shell/topbar.h"

#include <QMenu>

namespace antiphon {

namespace {

constexpr int textStep = 10;

QKeySequence key(const char* keys)
{
    return QKeySequence(QLatin1String(keys));
}

} // namespace

QList<Command> MainWindow::shellCommands()
{
    const auto opened = [this] { return m_session != nullptr; };
    const auto command = [](const char* id, const QString& title, const QKeySequence& shortcut,
                            std::function<void()> run, std::function<bool()> enabled = {}) {
        return Command{QLatin1String(id), title, shortcut, std::move(run), std::move(enabled)};
    };
    return {
        command("palette", tr("Search or do…"), key("Ctrl+K"), [this] { openPalette(); }),
        command(
            "undo", tr("Undo"), key("Ctrl+Z"), [this] { m_session->undo(); }, opened),
        command(
            "redo", tr("Redo"), key("Ctrl+Shift+Z"), [this] { m_session->redo(); }, opened),
        command("history", tr("History"), key("F9"), [this] { toggleHistory(); }),
        command("jobs", tr("Jobs"), key("Ctrl+J"), [this] { toggleJobs(); }),
        command("new", tr("New project…"), key("Ctrl+N"), [this] { askForNewProject(); }),
        command("open", tr("Open…"), key("Ctrl+O"), [this] { askForProject(); }),
        command("sample", tr("Open the sample"), {}, [this] { openSample(); }),
        command("new-window", tr("New window"), key("Ctrl+Shift+N"),
                [this] { m_parts.newWindow ? m_parts.newWindow() : void(); }),
        command(
            "close-project", tr("Close the project"), key("Ctrl+W"), [this] { closeProject(); }, opened),
        command("scheme", tr("Switch between light and dark"), key("Ctrl+Shift+L"),
                [this] { toggleScheme(); }),
        command("desktop-scheme", tr("Follow the desktop's scheme"), {},
                [this] {
                    Appearance appearance = m_parts.theme.appearance();
                    appearance.scheme = SchemeChoice::Desktop;
                    setAppearance(appearance);
                }),
        command("larger", tr("Larger text"), key("Ctrl++"), [this] { scaleText(textStep); }),
        command("smaller", tr("Smaller text"), key("Ctrl+-"), [this] { scaleText(-textStep); }),
        command("usual-size", tr("Usual text size"), key("Ctrl+0"), [this] { scaleText(0); }),
        command("guide", tr("Guide"), key("F1"),
                [this] {
                    const QString station = m_stack->currentId();
                    const QString page = station == QLatin1String("code")       ? QStringLiteral("coding")
                                         : station == QLatin1String("generate") ? QStringLiteral("generation")
                                         : station == QLatin1String("rate")     ? QStringLiteral("rating")
                                                                                : station;
                    showGuide(page);
                }),
        command("keys", tr("Keys"), key("?"), [this] { showKeys(); }),
        command("quit", tr("Close the window"), key("Ctrl+Q"), [this] { close(); }),
    };
}

QList<PaletteEntry> MainWindow::paletteEntries()
{
    QList<PaletteEntry> entries;
    int number = 0;
    for (const auto& station : m_stack->stations()) {
        ++number;
        const QString id = station->id();
        entries << PaletteEntry{QStringLiteral("go/") + id,
                                tr("Station"),
                                tr("Go to %1").arg(station->title()),
                                m_keys.keysOf(QStringLiteral("go/") + id, stationKey(number)),
                                [this, id] { showStation(id); },
                                m_session != nullptr};
    }
    const QString current = m_stack->currentId();
    for (const bool own : {true, false}) { // the shown station's commands first
        for (const auto& station : m_stack->stations()) {
            if (!m_session || (station->id() == current) != own)
                continue;
            for (const Command& command : station->commands()) {
                const auto run = [this, id = station->id(), act = command.run] {
                    showStation(id);
                    if (act)
                        act();
                };
                const QString id = station->id() + u'/' + command.id;
                entries << PaletteEntry{id,
                                        station->title(),
                                        command.title,
                                        m_keys.keysOf(id, command.shortcut),
                                        run,
                                        !command.isEnabled || command.isEnabled()};
            }
        }
    }
    for (const Command& command : std::as_const(m_commands)) {
        if (command.id == QLatin1String("palette"))
            continue;
        QString title = command.title;
        if (m_session && command.id == QLatin1String("undo"))
            title = actionLabel(title, m_session->historyState().undoLabel);
        if (m_session && command.id == QLatin1String("redo"))
            title = actionLabel(title, m_session->historyState().redoLabel);
        const QString id = QStringLiteral("shell/") + command.id;
        entries << PaletteEntry{id,          tr("Window"),
                                title,       m_keys.keysOf(id, command.shortcut),
                                command.run, !command.isEnabled || command.isEnabled()};
    }
    for (const QString& path : m_parts.settings.recentProjects())
        entries << PaletteEntry{QStringLiteral("open/") + path,
                                tr("Project"),
                                tr("Open %1").arg(projectName(path)),
                                {},
                                [this, path] { openProject(path); }};
    return entries;
}

void MainWindow::openPalette()
{
    std::function<PaletteEntry(const QString&)> search;
    if (m_session && m_stack->station(QStringLiteral("corpus"))) {
        search = [this](const QString& text) {
            return PaletteEntry{
                QStringLiteral("search"),
                tr("Corpus"),
                tr("Find “%1” in dialogues").arg(text),
                {},
                [this, text] { navigate(QStringLiteral("corpus"), QStringLiteral("search/") + text); }};
        };
    }
    m_palette->open(paletteEntries(), m_parts.settings.recentCommands(), search);
}

void MainWindow::showProjectMenu()
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto add = [&](const char* id) {
        for (const Command& command : std::as_const(m_commands)) {
            if (command.id != QLatin1String(id))
                continue;
            QAction* action = menu->addAction(command.title, this, command.run);
            action->setEnabled(!command.isEnabled || command.isEnabled());
            action->setShortcut(m_keys.keysOf(QStringLiteral("shell/") + command.id, command.shortcut));
            action->setShortcutContext(Qt::WidgetShortcut); // the window's own action has the key
        }
    };
    add("new");
    add("open");
    QMenu* recent = menu->addMenu(tr("Open recent"));
    for (const QString& path : m_parts.settings.recentProjects())
        recent->addAction(projectName(path), this, [this, path] { openProject(path); })->setToolTip(path);
    recent->setEnabled(!recent->isEmpty());
    add("sample");
    add("new-window");
    add("close-project");
    menu->addSeparator();
    for (const char* id : {"scheme", "desktop-scheme", "larger", "smaller", "usual-size"})
        add(id);
    menu->addSeparator();
    for (const char* id : {"guide", "keys"})
        add(id);
    menu->addSeparator();
    add("quit");
    const QWidget* button = m_topBar->projectButton();
    menu->popup(button->mapToGlobal(QPoint(0, button->height())));
}

void MainWindow::toggleScheme()
{
    Appearance appearance = m_parts.theme.appearance();
    appearance.scheme = m_parts.theme.scheme() == Scheme::Light ? SchemeChoice::Dark : SchemeChoice::Light;
    setAppearance(appearance);
}

void MainWindow::scaleText(int byPerCent)
{
    Appearance appearance = m_parts.theme.appearance();
    appearance.textScale = byPerCent == 0 ? 100 : appearance.textScale + byPerCent;
    setAppearance(appearance);
}

void MainWindow::setAppearance(const Appearance& appearance)
{
    m_parts.theme.apply(appearance);
    m_parts.settings.setAppearance(m_parts.theme.appearance());
}

} // namespace antiphon
