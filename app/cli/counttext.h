// Numbers with their nouns in what the command line tells people.
#pragma once

#include <QLocale>
#include <QString>

namespace antiphon::cli {

inline QString number(qint64 value)
{
    return QLocale(QLocale::English, QLocale::UnitedStates).toString(value);
}

inline QString plural(qint64 count, const QString& one, const QString& many)
{
    return number(count) + QLatin1Char(' ') + (count == 1 ? one : many);
}

inline QString dialoguesText(qint64 count)
{
    return plural(count, QStringLiteral("dialogue"), QStringLiteral("dialogues"));
}

inline QString turnsText(qint64 count)
{
    return plural(count, QStringLiteral("turn"), QStringLiteral("turns"));
}

} // namespace antiphon::cli
