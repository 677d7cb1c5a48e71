#include "core/catalogue/cataloguemap.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <cmath>

namespace antiphon {

namespace {

Failure wrong(const QString& subject, const QString& key, const QString& what)
{
    return fail(ErrorCode::InvalidValue, subject, QStringLiteral("'%1' %2").arg(key, what));
}

Result<void> onlyKeys(const QJsonObject& json, const QStringList& known, const QString& subject)
{
    for (const QString& key : json.keys())
        if (!known.contains(key))
            return wrong(subject, key,
                         QStringLiteral("is not a key of a map; there are ") +
                             known.join(QStringLiteral(", ")));
    return {};
}

Result<QString> columnAt(const QJsonObject& json, const QString& key, const QString& subject)
{
    const QJsonValue value = json.value(key);
    if (value.isUndefined() || value.isNull())
        return QString();
    if (!value.isString())
        return wrong(subject, key, QStringLiteral("must be the name of a column or null"));
    return value.toString();
}

Result<std::optional<double>> boundAt(const QJsonValue& value, const QString& type, const QString& subject)
{
    if (value.isNull())
        return std::optional<double>();
    if (!value.isDouble())
        return wrong(subject, type, QStringLiteral("has a bin whose ends are no numbers"));
    return std::optional<double>(value.toDouble());
}

Result<QList<NumberBin>> binsOf(const QJsonValue& value, const QString& type, const QString& subject)
{
    QList<NumberBin> bins;
    const auto items = value.toArray();
    for (const QJsonValue& item : items) {
        const QJsonArray bin = item.toArray();
        if (bin.size() != 3 || !bin[0].isString() || bin[0].toString().isEmpty())
            return wrong(subject, type, QStringLiteral("has a bin that is not [name, from, to]"));
        ANTIPHON_TRY_ASSIGN(const auto from, boundAt(bin[1], type, subject));
        ANTIPHON_TRY_ASSIGN(const auto to, boundAt(bin[2], type, subject));
        if (from && to && *from >= *to)
            return wrong(
                subject, type,
                QStringLiteral("has the bin %1, which ends before it begins").arg(bin[0].toString()));
        bins << NumberBin{bin[0].toString(), from, to};
    }
    return bins;
}

bool isValidTypeName(const QString& type)
{
    return !type.trimmed().isEmpty() && !type.contains(QLatin1Char(':')) &&
           !type.contains(QLatin1Char('=')) && !type.startsWith(QLatin1Char('!'));
}

Result<AttributeMap> attributeOf(const QString& type, const QJsonValue& value, const QString& subject)
{
    AttributeMap attribute;
    attribute.type = type;
    if (!isValidTypeName(type))
        return wrong(subject, type, QStringLiteral("is no name for an attribute type (without : = !)"));
    if (value.isString()) {
        attribute.column = value.toString();
        return attribute;
    }
    const QJsonObject json = value.toObject();
    ANTIPHON_TRY(onlyKeys(json,
                          {QStringLiteral("column"), QStringLiteral("type"), QStringLiteral("split"),
                           QStringLiteral("missing"), QStringLiteral("bins"), QStringLiteral("aliases")},
                          subject));
    attribute.column = json.value(QStringLiteral("column")).toString();
    if (attribute.column.isEmpty())
        return wrong(subject, type, QStringLiteral("needs a \"column\""));
    const QString kind = json.value(QStringLiteral("type")).toString(QStringLiteral("label"));
    if (kind != QLatin1String("label") && kind != QLatin1String("number"))
        return wrong(subject, type, QStringLiteral("has the type %1; there are label and number").arg(kind));
    attribute.kind = kind == QLatin1String("number") ? AttributeKind::Number : AttributeKind::Label;
    attribute.split = json.value(QStringLiteral("split")).toString();
    const auto marks = json.value(QStringLiteral("missing")).toArray();
    for (const QJsonValue& mark : marks)
        attribute.missing << mark.toVariant().toString();
    ANTIPHON_TRY_ASSIGN(attribute.bins, binsOf(json.value(QStringLiteral("bins")), type, subject));
    if (!attribute.bins.isEmpty() && attribute.kind == AttributeKind::Label)
        return wrong(subject, type, QStringLiteral("has bins but is not of the type number"));
    const QJsonObject aliases = json.value(QStringLiteral("aliases")).toObject();
    for (auto alias = aliases.begin(); alias != aliases.end(); ++alias)
        attribute.aliases.insert(alias.key(), alias.value().toString());
    return attribute;
}

QJsonValue boundJson(const std::optional<double>& bound)
{
    return bound ? QJsonValue(*bound) : QJsonValue(QJsonValue::Null);
}

QJsonObject attributeJson(const AttributeMap& attribute)
{
    QJsonObject json{{QStringLiteral("column"), attribute.column}};
    if (attribute.kind == AttributeKind::Number)
        json.insert(QStringLiteral("type"), QStringLiteral("number"));
    if (!attribute.split.isEmpty())
        json.insert(QStringLiteral("split"), attribute.split);
    if (!attribute.missing.isEmpty())
        json.insert(QStringLiteral("missing"), QJsonArray::fromStringList(attribute.missing));
    QJsonArray bins;
    for (const NumberBin& bin : attribute.bins)
        bins << QJsonArray{bin.name, boundJson(bin.from), boundJson(bin.to)};
    if (!bins.isEmpty())
        json.insert(QStringLiteral("bins"), bins);
    QJsonObject aliases;
    for (auto alias = attribute.aliases.begin(); alias != attribute.aliases.end(); ++alias)
        aliases.insert(alias.key(), alias.value());
    if (!aliases.isEmpty())
        json.insert(QStringLiteral("aliases"), aliases);
    return json;
}

QJsonValue columnJson(const QString& column)
{
    return column.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(column);
}

} // namespace

Result<CatalogueMap> catalogueMapFromJson(const QByteArray& bytes, const QString& subject)
{
    QJsonParseError parse;
    const QJsonDocument document = QJsonDocument::fromJson(bytes, &parse);
    if (!document.isObject())
        return fail(ErrorCode::WrongFormat, subject,
                    QStringLiteral("a map is a JSON object; ") + parse.errorString());
    const QJsonObject json = document.object();
    ANTIPHON_TRY(onlyKeys(json,
                          {QStringLiteral("id"), QStringLiteral("title"), QStringLiteral("artist"),
                           QStringLiteral("album"), QStringLiteral("attributes")},
                          subject));
    CatalogueMap map;
    ANTIPHON_TRY_ASSIGN(map.id, columnAt(json, QStringLiteral("id"), subject));
    ANTIPHON_TRY_ASSIGN(map.title, columnAt(json, QStringLiteral("title"), subject));
    ANTIPHON_TRY_ASSIGN(map.artist, columnAt(json, QStringLiteral("artist"), subject));
    ANTIPHON_TRY_ASSIGN(map.album, columnAt(json, QStringLiteral("album"), subject));
    if (map.id.isEmpty())
        return wrong(subject, QStringLiteral("id"), QStringLiteral("must name the column of the track ids"));
    const QJsonObject attributes = json.value(QStringLiteral("attributes")).toObject();
    for (auto attribute = attributes.begin(); attribute != attributes.end(); ++attribute) {
        ANTIPHON_TRY_ASSIGN(const AttributeMap read,
                            attributeOf(attribute.key(), attribute.value(), subject));
        map.attributes << read;
    }
    return map;
}

QByteArray catalogueMapJson(const CatalogueMap& map)
{
    QJsonObject attributes;
    for (const AttributeMap& attribute : map.attributes)
        attributes.insert(attribute.type, attributeJson(attribute));
    return QJsonDocument(QJsonObject{{QStringLiteral("id"), columnJson(map.id)},
                                     {QStringLiteral("title"), columnJson(map.title)},
                                     {QStringLiteral("artist"), columnJson(map.artist)},
                                     {QStringLiteral("album"), columnJson(map.album)},
                                     {QStringLiteral("attributes"), attributes}})
        .toJson();
}

} // namespace antiphon
