#include "core/coding/code.h"

namespace antiphon {

namespace {

constexpr int longestName = 100;
// Memo, repeat, and the keys of the quick finder and of ghosts.
const QLatin1String keysOfTheView("m. ");

// How well a name fits what was typed: smaller is better, -1 not at all.
int fitOf(const QString& name, QStringView typed)
{
    if (name.startsWith(typed, Qt::CaseInsensitive))
        return 0;
    const auto words = QStringView(name).split(QLatin1Char('_'));
    if (std::any_of(words.begin(), words.end(),
                    [&](QStringView word) { return word.startsWith(typed, Qt::CaseInsensitive); }))
        return 1;
    if (name.contains(typed, Qt::CaseInsensitive))
        return 2;
    qsizetype at = 0;
    for (const QChar letter : typed) {
        at = name.indexOf(letter, at, Qt::CaseInsensitive);
        if (at < 0)
            return -1;
        ++at;
    }
    return 3;
}

} // namespace

QString facetWord(Facet facet)
{
    switch (facet) {
    case Facet::Intent:
        return QStringLiteral("intent");
    case Facet::Action:
        return QStringLiteral("action");
    case Facet::Attribute:
        return QStringLiteral("attribute");
    case Facet::Free:
        break;
    }
    return QStringLiteral("free");
}

std::optional<Facet> facetFromWord(QStringView word)
{
    for (const Facet facet : allFacets) {
        if (facetWord(facet) == word)
            return facet;
    }
    return std::nullopt;
}

QString facetTitle(Facet facet)
{
    switch (facet) {
    case Facet::Intent:
        return QStringLiteral("User intents");
    case Facet::Action:
        return QStringLiteral("System actions");
    case Facet::Attribute:
        return QStringLiteral("Musical attributes");
    case Facet::Free:
        break;
    }
    return QStringLiteral("Free codes");
}

QString roleWord(Role role)
{
    return role == Role::User ? QStringLiteral("user") : QStringLiteral("system");
}

std::optional<Role> roleFromWord(QStringView word)
{
    if (word == QLatin1String("user"))
        return Role::User;
    if (word == QLatin1String("system"))
        return Role::System;
    return std::nullopt;
}

bool mayCode(Facet facet, Role role)
{
    switch (facet) {
    case Facet::Intent:
        return role == Role::User;
    case Facet::Action:
        return role == Role::System;
    case Facet::Attribute:
    case Facet::Free:
        break;
    }
    return true;
}

bool isCodeKey(QStringView key)
{
    if (key.size() != 1)
        return false;
    const QChar c = key.front();
    return c.isPrint() && c.toLower() == c && !QString(keysOfTheView).contains(c);
}

std::optional<Code> codeOfKey(const QList<Code>& codes, QStringView key, Role role)
{
    for (const Code& code : codes) {
        if (code.codable && !key.isEmpty() && code.shortcut == key && mayCode(code.facet, role))
            return code;
    }
    return std::nullopt;
}

std::optional<Code> keyRival(const QList<Code>& codes, const Code& code)
{
    for (const Code& other : codes) {
        if (other.id == code.id || other.shortcut.isEmpty() || other.shortcut != code.shortcut)
            continue;
        for (const Role role : {Role::User, Role::System}) {
            if (mayCode(other.facet, role) && mayCode(code.facet, role))
                return other;
        }
    }
    return std::nullopt;
}

Result<void> checkCode(const QList<Code>& codes, const Code& code)
{
    if (code.name.trimmed().isEmpty() || code.name.size() > longestName)
        return fail(ErrorCode::InvalidValue, QStringLiteral("the name"),
                    QStringLiteral("a code's name has 1 to %1 characters").arg(longestName));
    if (!code.shortcut.isEmpty() && !isCodeKey(code.shortcut))
        return fail(ErrorCode::InvalidValue, QStringLiteral("the key %1").arg(code.shortcut),
                    QStringLiteral("one small letter, digit or mark is needed, and m, full stop and space "
                                   "have work of their own"));
    for (const Code& other : codes) {
        if (other.id != code.id && other.facet == code.facet && other.name == code.name)
            return fail(ErrorCode::AlreadyExists, code.name);
    }
    if (const auto rival = keyRival(codes, code))
        return fail(ErrorCode::AlreadyExists,
                    QStringLiteral("the key %1, which codes with %2").arg(code.shortcut, rival->name));
    return {};
}

QList<Code> findCodes(const QList<Code>& codes, QStringView typed, std::optional<Role> role)
{
    QList<std::pair<int, Code>> fits;
    for (const Code& code : codes) {
        if (!code.codable || (role && !mayCode(code.facet, *role)))
            continue;
        if (const int fit = fitOf(code.name, typed); fit >= 0)
            fits.append({fit, code});
    }
    std::stable_sort(fits.begin(), fits.end(),
                     [](const auto& left, const auto& right) { return left.first < right.first; });
    QList<Code> found;
    for (const auto& [fit, code] : fits)
        found << code;
    return found;
}

Result<Code> codeCalled(const QList<Code>& codes, const QString& name, std::optional<Role> role)
{
    const qsizetype colon = name.indexOf(QLatin1Char(':'));
    const auto facet = colon > 0 ? facetFromWord(QStringView(name).left(colon)) : std::nullopt;
    const QString plain = facet ? name.mid(colon + 1) : name;
    QList<Code> there;
    bool elsewhere = false;
    for (const Code& code : codes) {
        if (code.name != plain || !code.codable || (facet && code.facet != *facet))
            continue;
        if (!role || mayCode(code.facet, *role))
            there << code;
        else
            elsewhere = true;
    }
    if (there.size() == 1)
        return there.first();
    if (there.size() > 1)
        return fail(ErrorCode::NotPossible, QStringLiteral("coding with %1").arg(name),
                    QStringLiteral("several facets have a code of that name, so write %1:%2")
                        .arg(facetWord(there.first().facet), plain));
    if (elsewhere)
        return fail(ErrorCode::NotPossible, QStringLiteral("coding with %1").arg(name),
                    QStringLiteral("that code does not go on turns of the %1").arg(roleWord(*role)));
    return fail(ErrorCode::NotFound, QStringLiteral("the code %1").arg(name));
}

} // namespace antiphon
