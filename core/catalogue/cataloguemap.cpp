#include "core/catalogue/cataloguemap.h"

#include "core/base/linereader.h"
#include "core/catalogue/csvline.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>

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
    if (value.isString()) {
        if (auto preset = presetBins(value.toString()))
            return *preset;
        return wrong(subject, type,
                     QStringLiteral("has bins that are neither \"decade\" nor \"tempo\" nor a list"));
    }
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

QStringList marksOf(const QJsonValue& value)
{
    QStringList marks;
    const auto list = value.toArray();
    for (const QJsonValue& mark : list)
        marks << mark.toVariant().toString();
    return marks;
}

// Labels by an object or by a file.
Result<QHash<QString, QString>> aliasesOf(const QJsonValue& value, const QString& type,
                                          const QString& subject, const QString& folder)
{
    if (value.isString())
        return readAliases(QDir(folder).filePath(value.toString()));
    if (!value.isUndefined() && !value.isObject())
        return wrong(subject, type,
                     QStringLiteral("has aliases that are neither an object nor a file's name"));
    QHash<QString, QString> aliases;
    const QJsonObject json = value.toObject();
    for (auto alias = json.begin(); alias != json.end(); ++alias) {
        if (!alias.value().isString())
            return wrong(subject, type,
                         QStringLiteral("has the alias %1, which is no text").arg(alias.key()));
        aliases.insert(alias.key(), alias.value().toString());
    }
    return aliases;
}

Result<AttributeKind> kindOf(const QJsonObject& json, const QString& type, const QString& subject)
{
    const QString kind = json.value(QStringLiteral("type")).toString(QStringLiteral("label"));
    if (kind != QLatin1String("label") && kind != QLatin1String("number"))
        return wrong(subject, type, QStringLiteral("has the type %1; there are label and number").arg(kind));
    return kind == QLatin1String("number") ? AttributeKind::Number : AttributeKind::Label;
}

Result<std::optional<TypeFamily>> familyAt(const QJsonObject& json, const QString& type,
                                           const QString& subject)
{
    const QJsonValue value = json.value(QStringLiteral("family"));
    if (value.isUndefined() || value.isNull())
        return std::optional<TypeFamily>();
    const auto family = familyFromWord(value.toString());
    if (!family)
        return wrong(subject, type,
                     QStringLiteral("has the family %1; there are metadata, similar, context and content")
                         .arg(value.toVariant().toString()));
    return family;
}

Result<AttributeMap> attributeOf(const QString& type, const QJsonValue& value, const QString& subject,
                                 const QString& folder)
{
    AttributeMap attribute;
    attribute.type = type;
    if (!isValidTypeName(type))
        return wrong(subject, type, QStringLiteral("is no name for an attribute type (without : = !)"));
    if (value.isString() && !value.toString().isEmpty()) {
        attribute.column = value.toString();
        return attribute;
    }
    const QJsonObject json = value.toObject();
    ANTIPHON_TRY(onlyKeys(json,
                          {QStringLiteral("column"), QStringLiteral("type"), QStringLiteral("split"),
                           QStringLiteral("missing"), QStringLiteral("bins"), QStringLiteral("aliases"),
                           QStringLiteral("family")},
                          subject));
    attribute.column = json.value(QStringLiteral("column")).toString();
    if (attribute.column.isEmpty())
        return wrong(subject, type, QStringLiteral("needs a \"column\""));
    ANTIPHON_TRY_ASSIGN(attribute.kind, kindOf(json, type, subject));
    attribute.split = json.value(QStringLiteral("split")).toString();
    attribute.missing = marksOf(json.value(QStringLiteral("missing")));
    ANTIPHON_TRY_ASSIGN(attribute.bins, binsOf(json.value(QStringLiteral("bins")), type, subject));
    if (!attribute.bins.isEmpty() && attribute.kind == AttributeKind::Label)
        return wrong(subject, type, QStringLiteral("has bins but is not of the type number"));
    ANTIPHON_TRY_ASSIGN(attribute.aliases,
                        aliasesOf(json.value(QStringLiteral("aliases")), type, subject, folder));
    ANTIPHON_TRY_ASSIGN(attribute.family, familyAt(json, type, subject));
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
    if (attribute.family)
        json.insert(QStringLiteral("family"), familyWord(*attribute.family));
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

std::optional<QList<NumberBin>> presetBins(const QString& name)
{
    if (name == QLatin1String("tempo"))
        return QList<NumberBin>{{QStringLiteral("slow"), std::nullopt, 90},
                                {QStringLiteral("medium"), 90, 120},
                                {QStringLiteral("fast"), 120, std::nullopt}};
    if (name != QLatin1String("decade"))
        return std::nullopt;
    QList<NumberBin> bins;
    for (int year = 1900; year < 2030; year += 10)
        bins << NumberBin{QStringLiteral("%1s").arg(year), double(year), double(year + 10)};
    return bins;
}

Result<QHash<QString, QString>> readAliases(const QString& path)
{
    ANTIPHON_TRY_ASSIGN(LineReader lines, LineReader::open(path));
    CsvLine csv;
    std::vector<std::string_view> cells;
    QHash<QString, QString> aliases;
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const auto line, lines.next());
        if (!line)
            return aliases;
        if (line->empty() || !csv.feed(*line, cells))
            continue;
        if (cells.size() != 2 || cells[0].empty()) {
            Error error{
                ErrorCode::WrongFormat, path, lines.lineNumber(),
                QStringLiteral("an alias is a row of two cells: the label in the table, the label to use")};
            return fail(std::move(error));
        }
        if (lines.lineNumber() > 1 || cells[0] != "from" || cells[1] != "to")
            aliases.insert(QString::fromStdString(std::string(cells[0])),
                           QString::fromStdString(std::string(cells[1])));
    }
}

QHash<QString, TypeFamily> familiesOf(const CatalogueMap& map)
{
    QHash<QString, TypeFamily> families;
    for (const AttributeMap& attribute : map.attributes)
        families.insert(attribute.type, attribute.family.value_or(familyOfType(attribute.type)));
    return families;
}

Result<CatalogueMap> catalogueMapFromJson(const QByteArray& bytes, const QString& subject,
                                          const QString& folder)
{
    QJsonParseError parse;
    const QJsonDocument document = QJsonDocument::fromJson(bytes, &parse);
    if (!document.isObject())
        return fail(ErrorCode::WrongFormat, subject,
                    QStringLiteral("a map is a JSON object; ") + parse.errorString());
    const QJsonObject json = document.object();
    ANTIPHON_TRY(onlyKeys(json,
                          {QStringLiteral("id"), QStringLiteral("title"), QStringLiteral("artist"),
                           QStringLiteral("album"), QStringLiteral("missing"), QStringLiteral("attributes")},
                          subject));
    CatalogueMap map;
    ANTIPHON_TRY_ASSIGN(map.id, columnAt(json, QStringLiteral("id"), subject));
    ANTIPHON_TRY_ASSIGN(map.title, columnAt(json, QStringLiteral("title"), subject));
    ANTIPHON_TRY_ASSIGN(map.artist, columnAt(json, QStringLiteral("artist"), subject));
    ANTIPHON_TRY_ASSIGN(map.album, columnAt(json, QStringLiteral("album"), subject));
    if (map.id.isEmpty())
        return wrong(subject, QStringLiteral("id"), QStringLiteral("must name the column of the track ids"));
    map.missing = marksOf(json.value(QStringLiteral("missing")));
    const QJsonObject attributes = json.value(QStringLiteral("attributes")).toObject();
    for (auto attribute = attributes.begin(); attribute != attributes.end(); ++attribute) {
        ANTIPHON_TRY_ASSIGN(const AttributeMap read,
                            attributeOf(attribute.key(), attribute.value(), subject, folder));
        map.attributes << read;
    }
    return map;
}

QByteArray catalogueMapJson(const CatalogueMap& map)
{
    QJsonObject attributes;
    for (const AttributeMap& attribute : map.attributes)
        attributes.insert(attribute.type, attributeJson(attribute));
    QJsonObject json{{QStringLiteral("id"), columnJson(map.id)},
                     {QStringLiteral("title"), columnJson(map.title)},
                     {QStringLiteral("artist"), columnJson(map.artist)},
                     {QStringLiteral("album"), columnJson(map.album)},
                     {QStringLiteral("attributes"), attributes}};
    if (!map.missing.isEmpty())
        json.insert(QStringLiteral("missing"), QJsonArray::fromStringList(map.missing));
    return QJsonDocument(json).toJson();
}

Result<CatalogueMap> checkedMap(const CatalogueMap& map, const QString& subject)
{
    QSet<QString> types;
    for (const AttributeMap& attribute : map.attributes) {
        if (types.contains(attribute.type))
            return wrong(subject, attribute.type, QStringLiteral("is the type of two columns"));
        types.insert(attribute.type);
    }
    return catalogueMapFromJson(catalogueMapJson(map), subject);
}

} // namespace antiphon
