#include "core/reliability/codinground.h"

namespace antiphon {

QString roundKindWord(RoundKind kind)
{
    return kind == RoundKind::Again ? QStringLiteral("again") : QStringLiteral("double");
}

QString againName(const QString& coder, const QString& round)
{
    return QStringLiteral("%1, once more (%2)").arg(coder, round);
}

QString settledName(const QString& round)
{
    return QStringLiteral("Settled: %1").arg(round);
}

} // namespace antiphon
