// The stations of an open project: their views, made when first shown, their state and their keys.
#pragma once

#include "ui/shell/keymap.h"
#include "ui/shell/workspace.h"

#include <QStackedWidget>

namespace antiphon {

class StationStack : public QStackedWidget
{
    Q_OBJECT
public:
    StationStack(QList<WorkspaceFactory> factories, WindowSettings& settings, KeyMap& keys,
                 QWidget* parent = nullptr);
    ~StationStack() override;

    const std::vector<std::unique_ptr<Workspace>>& stations() const { return m_stations; }
    Workspace* station(const QString& id) const; // null where there is none

    void open(const WorkspaceContext& context);
    void close(); // saves the states, destroys the views
    bool isOpen() const { return m_context.has_value(); }
    // Shows a station; its view is made and its state restored at the first time. Empty id: nothing happens.
    void showStation(const QString& id);
    void navigate(const QString& id, const QString& target);
    QString currentId() const { return m_current; }
    QString reasonNotToClose() const;

Q_SIGNALS:
    void stationShown(const QString& id);

private:
    QWidget* viewOf(Workspace& station);
    void wireShortcuts(Workspace& station, QWidget& view);
    void saveStates();

    QList<WorkspaceFactory> m_factories;
    WindowSettings& m_settings;
    KeyMap& m_keys;
    std::vector<std::unique_ptr<Workspace>> m_stations;
    QHash<QString, QWidget*> m_views;
    std::optional<WorkspaceContext> m_context;
    QString m_current;
};

} // namespace antiphon
