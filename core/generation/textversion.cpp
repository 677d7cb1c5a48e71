#include "core/generation/textversion.h"

namespace antiphon {

QString textKindWord(TextKind kind)
{
    return kind == TextKind::Prompt ? QStringLiteral("prompt") : QStringLiteral("phrases");
}

QStringList namesOnce(const QList<TextVersion>& versions, const QString& usual)
{
    QStringList names;
    for (const TextVersion& version : versions) {
        if (!names.contains(version.name))
            names << version.name;
    }
    if (const qsizetype at = names.indexOf(usual); at > 0)
        names.move(at, 0);
    return names;
}

} // namespace antiphon
