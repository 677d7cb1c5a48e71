#include "core/coding/coding.h"

namespace antiphon {

QString originWord(CodingOrigin origin)
{
    switch (origin) {
    case CodingOrigin::Import:
        return QStringLiteral("import");
    case CodingOrigin::Suggestion:
        return QStringLiteral("suggestion");
    case CodingOrigin::Person:
        break;
    }
    return QStringLiteral("person");
}

QString codeLabel(const TurnPlace& place, const Code& code)
{
    return QStringLiteral("Code turn %1 with %2").arg(place.position + 1).arg(code.name);
}

QString uncodeLabel(const TurnPlace& place, const Code& code)
{
    return QStringLiteral("Take %1 off turn %2").arg(code.name).arg(place.position + 1);
}

QList<int> exchangesOf(const QList<Role>& roles)
{
    QList<int> exchanges;
    int exchange = -1;
    bool replied = true;
    for (const Role role : roles) {
        if (role == Role::User || replied)
            ++exchange;
        replied = role == Role::System;
        exchanges << exchange;
    }
    return exchanges;
}

} // namespace antiphon
