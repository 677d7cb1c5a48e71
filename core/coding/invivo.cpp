#include "core/coding/invivo.h"

#include "core/base/textsteps.h"

namespace antiphon {

namespace {

constexpr qsizetype longestName = 100; // as checkCode() allows, in UTF-16 units

QString cut(const QString& name, qsizetype room)
{
    if (name.size() <= room)
        return name;
    const qint64 end = codePointsBefore(name, room);
    // Back to where the last whole character ends.
    const TextSpan whole = wholeCharacters(name, {end, end});
    return spanText(name, {0, whole.begin}).trimmed();
}

bool isTaken(const QList<Code>& codes, const QString& name)
{
    return std::any_of(codes.begin(), codes.end(),
                       [&](const Code& code) { return code.facet == Facet::Free && code.name == name; });
}

QString freeName(const QList<Code>& codes, const QString& words)
{
    QString name = cut(words, longestName);
    for (int number = 2; isTaken(codes, name); ++number) {
        const QString suffix = QStringLiteral(" %1").arg(number);
        name = cut(words, longestName - suffix.size()) + suffix;
    }
    return name;
}

int nextPosition(const QList<Code>& codes, CodeId parent)
{
    int position = 0;
    for (const Code& code : codes) {
        if (code.facet == Facet::Free && code.parent == parent)
            position = std::max(position, code.position + 1);
    }
    return position;
}

} // namespace

QString inVivoCategory()
{
    return QStringLiteral("In vivo");
}

std::optional<QList<Code>> inVivoCodes(const QList<Code>& codes, const QString& words)
{
    const QString plain = words.simplified();
    if (plain.isEmpty())
        return std::nullopt;
    QList<Code> made;
    Code category;
    const auto there = std::find_if(codes.begin(), codes.end(), [](const Code& code) {
        return code.facet == Facet::Free && code.name == inVivoCategory();
    });
    if (there != codes.end()) {
        category = *there;
    } else {
        category.id = CodeId::create();
        category.name = freeName(codes, inVivoCategory());
        category.codable = false;
        category.position = nextPosition(codes, {});
        made << category;
    }
    Code code;
    code.id = CodeId::create();
    code.parent = category.id;
    code.name = freeName(QList<Code>(codes) << made, plain);
    code.position = nextPosition(codes, category.id);
    code.colour = code.position % codeColours;
    return made << code;
}

} // namespace antiphon
