// Wall-clock time in one unit.
#pragma once

#include <QtGlobal>

namespace antiphon {

// Milliseconds since 1970-01-01T00:00Z.
using TimePoint = qint64;
TimePoint now();

} // namespace antiphon
