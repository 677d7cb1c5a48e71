// What the window remembers between two runs, outside of projects.
#pragma once

#include "ui/theme/theme.h"

#include <QByteArray>
#include <QHash>
#include <QJsonObject>
#include <QKeySequence>
#include <QSettings>
#include <QStringList>

namespace antiphon {

// Values in the person's settings file, or in a file of a test.
class WindowSettings
{
public:
    explicit WindowSettings(const QString& file = {}); // empty: the usual place

    Appearance appearance() const;
    void setAppearance(const Appearance& appearance);

    QStringList recentProjects() const; // newest first, only files that are there
    void addRecentProject(const QString& path);

    QStringList recentCommands() const; // newest first
    void addRecentCommand(const QString& id);

    // The keys that the person chose instead of the standard ones, by command ("code/memo"); empty: none.
    QHash<QString, QKeySequence> chosenKeys() const;
    void setChosenKeys(const QHash<QString, QKeySequence>& keys);

    QByteArray geometry() const;
    void setGeometry(const QByteArray& geometry);
    bool historyShown() const;
    void setHistoryShown(bool shown);

    // The state of a station in a project, and the station shown last.
    QJsonObject stationState(const QString& project, const QString& station) const;
    void setStationState(const QString& project, const QString& station, const QJsonObject& state);
    QString lastStation(const QString& project) const;
    void setLastStation(const QString& project, const QString& station);

    QString actor() const; // the person's name in the history; the login name at first
    void setActor(const QString& name);

private:
    std::unique_ptr<QSettings> m_settings;
};

} // namespace antiphon
