#include "core/coding/coding.h"

namespace antiphon {

namespace {

// "turn 4", "words of turn 4", "the exchange of turn 3", "the dialogue".
QString targetPhrase(const TurnPlace& place, TargetKind kind)
{
    switch (kind) {
    case TargetKind::Dialogue:
        return QStringLiteral("the dialogue");
    case TargetKind::Exchange:
        return QStringLiteral("the exchange of turn %1").arg(place.position + 1);
    case TargetKind::Span:
        return QStringLiteral("words of turn %1").arg(place.position + 1);
    case TargetKind::Turn:
        break;
    }
    return QStringLiteral("turn %1").arg(place.position + 1);
}

} // namespace

QString targetWord(TargetKind kind)
{
    switch (kind) {
    case TargetKind::Dialogue:
        return QStringLiteral("dialogue");
    case TargetKind::Exchange:
        return QStringLiteral("exchange");
    case TargetKind::Span:
        return QStringLiteral("span");
    case TargetKind::Turn:
        break;
    }
    return QStringLiteral("turn");
}

std::optional<TargetKind> targetFromWord(QStringView word)
{
    for (const TargetKind kind :
         {TargetKind::Dialogue, TargetKind::Exchange, TargetKind::Turn, TargetKind::Span}) {
        if (targetWord(kind) == word)
            return kind;
    }
    return std::nullopt;
}

TargetKind CodingTarget::kind() const
{
    if (!turn)
        return TargetKind::Dialogue;
    if (exchange)
        return TargetKind::Exchange;
    return span ? TargetKind::Span : TargetKind::Turn;
}

QString originWord(CodingOrigin origin)
{
    switch (origin) {
    case CodingOrigin::Adjudication:
        return QStringLiteral("adjudication");
    case CodingOrigin::Autocode:
        return QStringLiteral("autocode");
    case CodingOrigin::Import:
        return QStringLiteral("import");
    case CodingOrigin::Suggestion:
        return QStringLiteral("suggestion");
    case CodingOrigin::Person:
        break;
    }
    return QStringLiteral("person");
}

std::optional<CodingOrigin> originFromWord(QStringView word)
{
    for (const CodingOrigin origin : {CodingOrigin::Person, CodingOrigin::Import, CodingOrigin::Suggestion,
                                      CodingOrigin::Autocode, CodingOrigin::Adjudication}) {
        if (originWord(origin) == word)
            return origin;
    }
    return std::nullopt;
}

QString codeLabel(const TurnPlace& place, const Code& code, TargetKind kind)
{
    return QStringLiteral("Code %1 with %2").arg(targetPhrase(place, kind), code.name);
}

QString uncodeLabel(const TurnPlace& place, const Code& code, TargetKind kind)
{
    return QStringLiteral("Take %1 off %2").arg(code.name, targetPhrase(place, kind));
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

ExchangeRange exchangeAround(const QList<Role>& roles, int turn)
{
    const QList<int> exchanges = exchangesOf(roles);
    ExchangeRange range{turn, turn};
    while (range.first > 0 && exchanges[range.first - 1] == exchanges[turn])
        --range.first;
    while (range.last + 1 < exchanges.size() && exchanges[range.last + 1] == exchanges[turn])
        ++range.last;
    return range;
}

bool mayCodeTarget(Facet facet, TargetKind kind, const QList<Role>& roles)
{
    return kind == TargetKind::Dialogue ||
           std::any_of(roles.begin(), roles.end(), [facet](Role role) { return mayCode(facet, role); });
}

} // namespace antiphon
