// Numbers and times as people read them.
#pragma once

#include "core/base/clock.h"

#include <QString>

namespace antiphon {

QString countText(qint64 count); // "41,220" by the locale
// "1 track", "41,220 tracks": right without a translation file, too.
QString countedText(qint64 count, const QString& one, const QString& many);
QString durationText(qint64 seconds); // "12 h 40 min", "3 min", "20 s"
// Relative under a day ("5 min ago"), absolute after ("21 Nov 2026, 14:05").
QString timeText(TimePoint at, TimePoint relativeTo);
QString dayText(TimePoint at, TimePoint relativeTo); // "Today", "Yesterday", "21 November 2026"

} // namespace antiphon
