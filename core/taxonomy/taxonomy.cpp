#include "core/taxonomy/taxonomy.h"

#include <QCryptographicHash>

namespace antiphon {

namespace {

QList<Code> meaningOf(QList<Code> codes)
{
    for (Code& code : codes) {
        code.shortcut.clear();
        code.colour = 0;
        code.position = 0;
    }
    std::sort(codes.begin(), codes.end(),
              [](const Code& left, const Code& right) { return left.id < right.id; });
    return codes;
}

QList<CodeReference> meaningOf(QList<CodeReference> references)
{
    for (CodeReference& reference : references)
        reference = {{}, reference.code, reference.parent, 0};
    std::sort(references.begin(), references.end(),
              [](const CodeReference& left, const CodeReference& right) {
                  return std::tie(left.code, left.parent) < std::tie(right.code, right.parent);
              });
    return references;
}

QList<CodeRelation> meaningOf(QList<CodeRelation> relations)
{
    for (CodeRelation& relation : relations)
        relation = {{}, relation.source, relation.target, relation.kind, relation.note, 0};
    std::sort(relations.begin(), relations.end(), [](const CodeRelation& left, const CodeRelation& right) {
        return std::tie(left.source, left.target, left.kind) <
               std::tie(right.source, right.target, right.kind);
    });
    return relations;
}

QList<CodeProperty> meaningOf(QList<CodeProperty> properties)
{
    for (CodeProperty& property : properties) {
        property.id = {};
        property.position = 0;
    }
    std::sort(properties.begin(), properties.end(), [](const CodeProperty& left, const CodeProperty& right) {
        return std::tie(left.code, left.name) < std::tie(right.code, right.name);
    });
    return properties;
}

QJsonObject codeJson(const Code& code)
{
    return {{QStringLiteral("id"), code.id.toText()},
            {QStringLiteral("parent"), code.parent.isNull() ? QString() : code.parent.toText()},
            {QStringLiteral("facet"), facetWord(code.facet)},
            {QStringLiteral("name"), code.name},
            {QStringLiteral("definition"), code.definition},
            {QStringLiteral("include"), code.includes},
            {QStringLiteral("exclude"), code.excludes},
            {QStringLiteral("examples"), QJsonArray::fromStringList(code.examples)},
            {QStringLiteral("codable"), code.codable}};
}

// Reads one object and remembers the first fault.
class Reader
{
public:
    Reader(const QJsonValue& value, QString place, std::optional<QString>& fault)
        : m_object(value.toObject()), m_place(std::move(place)), m_fault(fault)
    {
    }
    QString text(const char* key) const
    {
        const QJsonValue value = m_object.value(QLatin1String(key));
        if (!value.isString())
            complain(key, "a text");
        return value.toString();
    }
    template<typename IdType>
    IdType id(const char* key, bool needed = true) const
    {
        const QString word = text(key);
        const auto found = IdType::fromText(word);
        if (!found && (needed || !word.isEmpty()))
            complain(key, "an id");
        return found.value_or(IdType());
    }
    QJsonValue value(const char* key) const { return m_object.value(QLatin1String(key)); }
    void complain(const char* key, const char* needed) const
    {
        if (!m_fault)
            m_fault =
                QStringLiteral("%1 needs %2 as '%3'").arg(m_place, QLatin1String(needed), QLatin1String(key));
    }

private:
    QJsonObject m_object;
    QString m_place;
    std::optional<QString>& m_fault;
};

Code codeOf(const Reader& reader)
{
    Code code;
    code.id = reader.id<CodeId>("id");
    code.parent = reader.id<CodeId>("parent", false);
    const auto facet = facetFromWord(reader.text("facet"));
    if (!facet)
        reader.complain("facet", "intent, action, attribute or free");
    code.facet = facet.value_or(Facet::Free);
    code.name = reader.text("name");
    code.definition = reader.text("definition");
    code.includes = reader.text("include");
    code.excludes = reader.text("exclude");
    const QJsonArray examples = reader.value("examples").toArray();
    for (const QJsonValue& example : examples)
        code.examples << example.toString();
    code.codable = reader.value("codable").toBool(true);
    return code;
}

CodeRelation relationOf(const Reader& reader)
{
    const auto kind = relationFromWord(reader.text("kind"));
    if (!kind)
        reader.complain("kind", "a kind of relation");
    return {{},
            reader.id<CodeId>("from"),
            reader.id<CodeId>("to"),
            kind.value_or(RelationKind::Condition),
            reader.text("note"),
            0};
}

template<typename Item, typename Read>
QList<Item> listOf(const QJsonObject& json, const char* key, std::optional<QString>& fault, const Read& read)
{
    QList<Item> items;
    const QJsonArray array = json.value(QLatin1String(key)).toArray();
    for (qsizetype i = 0; i < array.size(); ++i)
        items << read(
            Reader(array[i], QStringLiteral("entry %1 of %2").arg(i + 1).arg(QLatin1String(key)), fault));
    return items;
}

} // namespace

Taxonomy taxonomyOf(const Codebook& codebook, const Theory& theory)
{
    return {{meaningOf(codebook.codes), meaningOf(codebook.references)},
            meaningOf(theory.relations),
            meaningOf(theory.properties)};
}

QByteArray taxonomyJson(const Taxonomy& taxonomy)
{
    QJsonArray codes;
    for (const Code& code : taxonomy.codebook.codes)
        codes << codeJson(code);
    QJsonArray places;
    for (const CodeReference& reference : taxonomy.codebook.references)
        places << QJsonObject{{QStringLiteral("code"), reference.code.toText()},
                              {QStringLiteral("parent"), reference.parent.toText()}};
    QJsonArray relations;
    for (const CodeRelation& relation : taxonomy.relations)
        relations << QJsonObject{{QStringLiteral("from"), relation.source.toText()},
                                 {QStringLiteral("to"), relation.target.toText()},
                                 {QStringLiteral("kind"), relationWord(relation.kind)},
                                 {QStringLiteral("note"), relation.note}};
    QJsonArray properties;
    for (const CodeProperty& property : taxonomy.properties)
        properties << QJsonObject{{QStringLiteral("code"), property.code.toText()},
                                  {QStringLiteral("name"), property.name},
                                  {QStringLiteral("low"), property.low},
                                  {QStringLiteral("high"), property.high},
                                  {QStringLiteral("note"), property.note}};
    return QJsonDocument(QJsonObject{{QStringLiteral("codes"), codes},
                                     {QStringLiteral("secondPlaces"), places},
                                     {QStringLiteral("relations"), relations},
                                     {QStringLiteral("properties"), properties}})
        .toJson(QJsonDocument::Compact);
}

Result<Taxonomy> taxonomyFromJson(const QByteArray& json, const QString& subject)
{
    const QJsonDocument document = QJsonDocument::fromJson(json);
    if (!document.isObject() || !document[QLatin1String("codes")].isArray())
        return fail(ErrorCode::WrongFormat, subject, QStringLiteral("it has no list of codes"));
    const QJsonObject object = document.object();
    std::optional<QString> fault;
    Taxonomy taxonomy;
    taxonomy.codebook.codes = listOf<Code>(object, "codes", fault, codeOf);
    taxonomy.codebook.references =
        listOf<CodeReference>(object, "secondPlaces", fault, [](const Reader& row) {
            return CodeReference{{}, row.id<CodeId>("code"), row.id<CodeId>("parent"), 0};
        });
    taxonomy.relations = listOf<CodeRelation>(object, "relations", fault, relationOf);
    taxonomy.properties = listOf<CodeProperty>(object, "properties", fault, [](const Reader& row) {
        return CodeProperty{
            {}, row.id<CodeId>("code"), row.text("name"), row.text("low"), row.text("high"), row.text("note"),
            0};
    });
    if (fault)
        return fail(ErrorCode::WrongFormat, subject, *fault);
    return taxonomy;
}

QString taxonomyHash(const Taxonomy& taxonomy)
{
    return QString::fromLatin1(
        QCryptographicHash::hash(taxonomyJson(taxonomy), QCryptographicHash::Sha256).toHex());
}

} // namespace antiphon
