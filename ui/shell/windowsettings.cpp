#include "ui/shell/windowsettings.h"

#include <QCryptographicHash>
#include <QFileInfo>
#include <QJsonDocument>

namespace antiphon {

namespace {

constexpr int recentAtMost = 10;

QString projectKey(const QString& project, const QString& name)
{
    const QByteArray digest =
        QCryptographicHash::hash(QFileInfo(project).absoluteFilePath().toUtf8(), QCryptographicHash::Sha1)
            .toHex();
    return QStringLiteral("projects/%1/%2").arg(QString::fromLatin1(digest.left(12)), name);
}

QStringList withFirst(QStringList list, const QString& first)
{
    list.removeAll(first);
    list.prepend(first);
    return list.mid(0, recentAtMost);
}

} // namespace

WindowSettings::WindowSettings(const QString& file)
    : m_settings(file.isEmpty() ? std::make_unique<QSettings>()
                                : std::make_unique<QSettings>(file, QSettings::IniFormat))
{
}

Appearance WindowSettings::appearance() const
{
    Appearance appearance;
    const QString scheme = m_settings->value(QStringLiteral("appearance/scheme")).toString();
    if (scheme == QLatin1String("light"))
        appearance.scheme = SchemeChoice::Light;
    else if (scheme == QLatin1String("dark"))
        appearance.scheme = SchemeChoice::Dark;
    appearance.textScale = m_settings->value(QStringLiteral("appearance/textScale"), 100).toInt();
    return appearance;
}

void WindowSettings::setAppearance(const Appearance& appearance)
{
    const QString scheme = appearance.scheme == SchemeChoice::Light  ? QStringLiteral("light")
                           : appearance.scheme == SchemeChoice::Dark ? QStringLiteral("dark")
                                                                     : QStringLiteral("desktop");
    m_settings->setValue(QStringLiteral("appearance/scheme"), scheme);
    m_settings->setValue(QStringLiteral("appearance/textScale"), appearance.textScale);
}

QStringList WindowSettings::recentProjects() const
{
    QStringList paths = m_settings->value(QStringLiteral("recentProjects")).toStringList();
    paths.removeIf([](const QString& path) { return !QFileInfo::exists(path); });
    return paths;
}

void WindowSettings::addRecentProject(const QString& path)
{
    m_settings->setValue(QStringLiteral("recentProjects"),
                         withFirst(m_settings->value(QStringLiteral("recentProjects")).toStringList(),
                                   QFileInfo(path).absoluteFilePath()));
}

QStringList WindowSettings::recentCommands() const
{
    return m_settings->value(QStringLiteral("recentCommands")).toStringList();
}

void WindowSettings::addRecentCommand(const QString& id)
{
    m_settings->setValue(QStringLiteral("recentCommands"), withFirst(recentCommands(), id));
}

QHash<QString, QKeySequence> WindowSettings::chosenKeys() const
{
    QHash<QString, QKeySequence> keys;
    const QVariantMap stored = m_settings->value(QStringLiteral("keys")).toMap();
    for (auto it = stored.begin(); it != stored.end(); ++it)
        keys.insert(it.key(), QKeySequence(it.value().toString(), QKeySequence::PortableText));
    return keys;
}

void WindowSettings::setChosenKeys(const QHash<QString, QKeySequence>& keys)
{
    QVariantMap stored;
    for (auto it = keys.begin(); it != keys.end(); ++it)
        stored.insert(it.key(), it.value().toString(QKeySequence::PortableText));
    m_settings->setValue(QStringLiteral("keys"), stored);
}

QByteArray WindowSettings::geometry() const
{
    return m_settings->value(QStringLiteral("geometry")).toByteArray();
}

void WindowSettings::setGeometry(const QByteArray& geometry)
{
    m_settings->setValue(QStringLiteral("geometry"), geometry);
}

bool WindowSettings::historyShown() const
{
    return m_settings->value(QStringLiteral("historyShown"), false).toBool();
}

void WindowSettings::setHistoryShown(bool shown)
{
    m_settings->setValue(QStringLiteral("historyShown"), shown);
}

QJsonObject WindowSettings::stationState(const QString& project, const QString& station) const
{
    const QString key = projectKey(project, QStringLiteral("station-") + station);
    return QJsonDocument::fromJson(m_settings->value(key).toByteArray()).object();
}

void WindowSettings::setStationState(const QString& project, const QString& station, const QJsonObject& state)
{
    const QString key = projectKey(project, QStringLiteral("station-") + station);
    m_settings->setValue(key, QJsonDocument(state).toJson(QJsonDocument::Compact));
}

QString WindowSettings::lastStation(const QString& project) const
{
    return m_settings->value(projectKey(project, QStringLiteral("station"))).toString();
}

void WindowSettings::setLastStation(const QString& project, const QString& station)
{
    m_settings->setValue(projectKey(project, QStringLiteral("station")), station);
}

QString WindowSettings::actor() const
{
    QString name = m_settings->value(QStringLiteral("actor")).toString();
    if (name.isEmpty())
        name = qEnvironmentVariable("USER", qEnvironmentVariable("LOGNAME"));
    return name.isEmpty() ? QStringLiteral("me") : name;
}

void WindowSettings::setActor(const QString& name)
{
    m_settings->setValue(QStringLiteral("actor"), name.trimmed());
}

} // namespace antiphon
