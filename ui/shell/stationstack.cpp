#include "ui/shell/stationstack.h"

#include <QAction>

namespace antiphon {

StationStack::StationStack(QList<WorkspaceFactory> factories, WindowSettings& settings, KeyMap& keys,
                           QWidget* parent)
    : QStackedWidget(parent), m_factories(std::move(factories)), m_settings(settings), m_keys(keys)
{
    for (const WorkspaceFactory& make : m_factories)
        m_stations.push_back(make());
}

StationStack::~StationStack()
{
    close();
}

Workspace* StationStack::station(const QString& id) const
{
    const auto found = std::find_if(m_stations.begin(), m_stations.end(),
                                    [&id](const auto& one) { return one->id() == id; });
    return found == m_stations.end() ? nullptr : found->get();
}

void StationStack::open(const WorkspaceContext& context)
{
    close();
    m_context.emplace(context);
    const QString last = m_settings.lastStation(context.session.path());
    const bool known = station(last) != nullptr;
    if (!m_stations.empty())
        showStation(known ? last : m_stations.front()->id());
}

void StationStack::close()
{
    if (!m_context)
        return;
    saveStates();
    for (QWidget* view : std::as_const(m_views))
        delete view;
    m_views.clear();
    m_current.clear();
    m_context.reset();
    // Stations keep nothing of a closed project.
    m_stations.clear();
    for (const WorkspaceFactory& make : m_factories)
        m_stations.push_back(make());
}

void StationStack::saveStates()
{
    const QString project = m_context->session.path();
    for (const auto& one : m_stations) {
        if (m_views.contains(one->id()))
            m_settings.setStationState(project, one->id(), one->saveState());
    }
    m_settings.setLastStation(project, m_current);
}

QWidget* StationStack::viewOf(Workspace& station)
{
    if (QWidget* view = m_views.value(station.id()))
        return view;
    QWidget* view = station.createView(this, *m_context);
    view->setObjectName(QStringLiteral("station-") + station.id());
    m_views.insert(station.id(), view);
    addWidget(view);
    station.restoreState(m_settings.stationState(m_context->session.path(), station.id()));
    wireShortcuts(station, *view);
    return view;
}

void StationStack::wireShortcuts(Workspace& station, QWidget& view)
{
    for (const Command& command : station.commands()) {
        if (command.reach != KeyReach::Station || !command.run)
            continue;
        auto* action = new QAction(command.title, &view);
        m_keys.attach(action, station.id() + u'/' + command.id, command.shortcut);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        connect(action, &QAction::triggered, &view, [command] {
            if (!command.isEnabled || command.isEnabled())
                command.run();
        });
        view.addAction(action);
    }
}

void StationStack::showStation(const QString& id)
{
    Workspace* wanted = station(id);
    if (!wanted || !m_context)
        return;
    QWidget* view = viewOf(*wanted);
    setCurrentWidget(view);
    const bool changed = m_current != id;
    m_current = id;
    if (changed)
        Q_EMIT stationShown(id);
    view->setFocus(Qt::ShortcutFocusReason);
}

void StationStack::navigate(const QString& id, const QString& target)
{
    showStation(id);
    if (Workspace* wanted = station(id); wanted && m_context && !target.isEmpty())
        wanted->navigate(target);
}

QString StationStack::reasonNotToClose() const
{
    for (const auto& one : m_stations) {
        if (!m_views.contains(one->id()))
            continue;
        if (const QString reason = one->reasonNotToClose(); !reason.isEmpty())
            return reason;
    }
    return {};
}

} // namespace antiphon
