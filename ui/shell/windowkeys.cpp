// The keys of the window and its stations.
#include "ui/shell/guideview.h"
#include "ui/shell/keyspage.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/stationstack.h"
#include "ui/widgets/keycap.h"

#include <QAction>
#include <QStackedWidget>

namespace antiphon {

namespace {

QKeySequence key(const char* keys)
{
    return QKeySequence(QLatin1String(keys));
}

QString tableLine(const QString& title, const QString& keys)
{
    return QStringLiteral("| %1 | %2 |\n").arg(title, keys);
}

} // namespace

QKeySequence MainWindow::stationKey(int number)
{
    constexpr int digits = 9;
    return number <= digits ? QKeySequence(QStringLiteral("Alt+%1").arg(number)) : QKeySequence();
}

void MainWindow::wireCommands()
{
    m_commands = shellCommands();
    for (const Command& command : std::as_const(m_commands)) {
        QList<QKeySequence> more;
        if (command.id == QLatin1String("redo"))
            more << key("Ctrl+Y");
        if (command.id == QLatin1String("larger"))
            more << key("Ctrl+=");
        auto* action = new QAction(command.title, this);
        m_keys.attach(action, QStringLiteral("shell/") + command.id, command.shortcut, more);
        connect(action, &QAction::triggered, this, [command] {
            if (!command.isEnabled || command.isEnabled())
                command.run();
        });
        addAction(action);
    }
    int number = 0;
    for (const auto& station : m_stack->stations()) {
        auto* action = new QAction(station->title(), this);
        m_keys.attach(action, QStringLiteral("go/") + station->id(), stationKey(++number));
        connect(action, &QAction::triggered, this, [this, id = station->id()] { showStation(id); });
        addAction(action);
    }
}

QList<KeyBinding> MainWindow::keyBindings() const
{
    QList<KeyBinding> bindings;
    const auto add = [&](const QString& id, const QString& station, const QString& group,
                         const QString& title, const QKeySequence& standard) {
        bindings << KeyBinding{id, station, group, title, standard, m_keys.keysOf(id, standard)};
    };
    const QString everywhere = tr("Everywhere");
    int number = 0;
    for (const auto& station : m_stack->stations())
        add(QStringLiteral("go/") + station->id(), {}, everywhere, tr("Go to %1").arg(station->title()),
            stationKey(++number));
    for (const Command& command : m_commands)
        add(QStringLiteral("shell/") + command.id, {}, everywhere, command.title, command.shortcut);
    for (const auto& station : m_stack->stations()) {
        const auto commands = station->commands();
        for (const Command& command : commands)
            add(station->id() + u'/' + command.id, station->id(), station->title(), command.title,
                command.shortcut);
        const auto things = station->thingKeys();
        for (const ThingKey& thing : things)
            bindings << KeyBinding{{}, station->id(), station->title(), thing.title, thing.keys, thing.keys};
    }
    return bindings;
}

QString MainWindow::commandOfKeys(const QString& station, const QKeySequence& keys) const
{
    QList<KeyBinding> commands = keyBindings();
    commands.removeIf([](const KeyBinding& binding) { return binding.id.isEmpty(); });
    const auto rival = rivalOf(commands, KeyBinding{{}, station, {}, {}, {}, {}}, keys);
    return rival ? rival->title : QString();
}

void MainWindow::showKeys()
{
    if (!m_keysPage) {
        m_keysPage = new KeysPage(
            m_keys, [this] { return keyBindings(); }, m_pages);
        m_pages->addWidget(m_keysPage);
        connect(m_keysPage, &KeysPage::closeRequested, this, &MainWindow::leaveGuide);
    }
    m_pages->setCurrentWidget(m_keysPage);
    m_keysPage->setFocus();
    updatePlace();
}

QString MainWindow::shortcutsPage() const
{
    const QString head = QStringLiteral("| %1 | %2 |\n|:--|:--|\n").arg(tr("Does"), tr("Key"));
    QString page = tr("# Keys") + QStringLiteral("\n\n");
    page +=
        tr("Everything here also stands in the command palette (Ctrl+K). The page Keys (?) changes them.") +
        QStringLiteral("\n");
    QString group;
    const auto bindings = keyBindings();
    for (const KeyBinding& binding : bindings) {
        if (binding.keys.isEmpty())
            continue;
        if (binding.group != group)
            page += QStringLiteral("\n## %1\n\n%2").arg(binding.group, head);
        group = binding.group;
        page += tableLine(binding.title, keyText(binding.keys));
    }
    page += QStringLiteral("\n## ") + tr("In a dialogue") + QStringLiteral("\n\n") + head;
    page += tableLine(tr("Previous, next turn"), QStringLiteral("↑, ↓"));
    page += tableLine(tr("Next hit"), QStringLiteral("F3"));
    page += tableLine(tr("Copy"), QStringLiteral("Ctrl C"));
    return page;
}

} // namespace antiphon
