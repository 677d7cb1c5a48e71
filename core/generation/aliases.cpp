#include "core/generation/aliases.h"

#include "core/generation/foldedtext.h"
#include "resources/resources.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>

namespace antiphon {

Result<AliasTable> AliasTable::parse(const QByteArray& json, const QString& name)
{
    const QJsonDocument document = QJsonDocument::fromJson(json);
    const QJsonValue groups = document[QStringLiteral("spellings")];
    if (!groups.isArray())
        return fail(ErrorCode::WrongFormat, name, QStringLiteral("it has no list \"spellings\""));
    AliasTable table;
    const QJsonArray list = groups.toArray();
    for (const QJsonValue& group : list) {
        QStringList spellings;
        const QJsonArray texts = group.toArray();
        for (const QJsonValue& text : texts)
            spellings << text.toString();
        table.add(spellings);
    }
    return table;
}

void AliasTable::add(const QStringList& spellings)
{
    QStringList all;
    for (const QString& spelling : spellings) {
        const QString folded = foldedText(spelling);
        if (folded.size() > 2)
            all << m_groups.value(folded) << folded;
    }
    all.removeDuplicates();
    for (const QString& spelling : std::as_const(all))
        m_groups.insert(spelling, all);
}

AliasTable AliasTable::with(const QList<Alias>& own) const
{
    AliasTable table = *this;
    for (const Alias& alias : own)
        table.add({alias.value, alias.alias});
    return table;
}

QStringList AliasTable::othersOf(const QString& folded) const
{
    QStringList others = m_groups.value(folded);
    others.removeAll(folded);
    return others;
}

QString AliasTable::digest() const
{
    QStringList lines;
    for (const auto& [spelling, group] : m_groups.asKeyValueRange()) {
        QStringList sorted = group;
        sorted.sort();
        lines << spelling + QLatin1Char('=') + sorted.join(QLatin1Char('|'));
    }
    lines.sort();
    const QByteArray text = lines.join(QLatin1Char('\n')).toUtf8();
    return QString::fromLatin1(QCryptographicHash::hash(text, QCryptographicHash::Sha256).toHex());
}

const AliasTable& shippedAliases()
{
    static const AliasTable table = [] {
        const QString name = QStringLiteral("checks/aliases.json");
        auto parsed = AliasTable::parse(resourceContent(name), name);
        if (!parsed)
            qFatal("%s", qUtf8Printable(errorSentence(parsed.error())));
        return *parsed;
    }();
    return table;
}

} // namespace antiphon
