#include "ui/widgets/numbers.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

namespace antiphon {

namespace {

QString translated(const char* text, qint64 n)
{
    return QCoreApplication::translate("Numbers", text).arg(n);
}

QDateTime local(TimePoint at)
{
    return QDateTime::fromMSecsSinceEpoch(at);
}

} // namespace

QString countText(qint64 count)
{
    return QLocale().toString(count);
}

QString countedText(qint64 count, const QString& one, const QString& many)
{
    return countText(count) + u' ' + (count == 1 ? one : many);
}

QString durationText(qint64 seconds)
{
    if (seconds < 60)
        return translated(QT_TRANSLATE_NOOP("Numbers", "%1 s"), std::max<qint64>(seconds, 0));
    const qint64 minutes = (seconds + 30) / 60;
    if (minutes < 60)
        return translated(QT_TRANSLATE_NOOP("Numbers", "%1 min"), minutes);
    const qint64 hours = minutes / 60;
    if (hours < 48)
        return QCoreApplication::translate("Numbers", "%1 h %2 min").arg(hours).arg(minutes % 60);
    return QCoreApplication::translate("Numbers", "%1 d %2 h").arg(hours / 24).arg(hours % 24);
}

QString timeText(TimePoint at, TimePoint relativeTo)
{
    const qint64 seconds = (relativeTo - at) / 1000;
    if (seconds < 0 || seconds >= 24 * 3600)
        return QLocale().toString(local(at), QStringLiteral("d MMM yyyy, HH:mm"));
    if (seconds < 60)
        return QCoreApplication::translate("Numbers", "just now");
    if (seconds < 3600)
        return translated(QT_TRANSLATE_NOOP("Numbers", "%1 min ago"), seconds / 60);
    return translated(QT_TRANSLATE_NOOP("Numbers", "%1 h ago"), seconds / 3600);
}

QString dayText(TimePoint at, TimePoint relativeTo)
{
    const QDate day = local(at).date();
    const QDate today = local(relativeTo).date();
    if (day == today)
        return QCoreApplication::translate("Numbers", "Today");
    if (day.daysTo(today) == 1)
        return QCoreApplication::translate("Numbers", "Yesterday");
    return QLocale().toString(day, QStringLiteral("d MMMM yyyy"));
}

} // namespace antiphon
