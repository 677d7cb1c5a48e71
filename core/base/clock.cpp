#include "core/base/clock.h"

#include <QDateTime>

namespace antiphon {

TimePoint now()
{
    return QDateTime::currentMSecsSinceEpoch();
}

} // namespace antiphon
