#include "core/coding/codebookfile.h"

#include "core/base/linereader.h"

namespace antiphon {

namespace {

QStringList textsOf(const QJsonArray& array)
{
    QStringList texts;
    for (const QJsonValue& value : array)
        texts << value.toString();
    return texts;
}

CodebookEntry entryOf(const QJsonObject& object, Facet facet, const QString& category)
{
    CodebookEntry entry;
    entry.category = category;
    entry.code.facet = facet;
    entry.code.name = object[QLatin1String("name")].toString().trimmed();
    entry.code.shortcut = object[QLatin1String("key")].toString();
    entry.code.definition = object[QLatin1String("definition")].toString();
    entry.code.includes = object[QLatin1String("include")].toString();
    entry.code.excludes = object[QLatin1String("exclude")].toString();
    entry.code.examples = textsOf(object[QLatin1String("examples")].toArray());
    entry.code.colour = object[QLatin1String("colour")].toInt(-1);
    return entry;
}

QJsonObject codeJson(const Code& code)
{
    return {{QStringLiteral("name"), code.name},
            {QStringLiteral("key"), code.shortcut},
            {QStringLiteral("definition"), code.definition},
            {QStringLiteral("include"), code.includes},
            {QStringLiteral("exclude"), code.excludes},
            {QStringLiteral("examples"), QJsonArray::fromStringList(code.examples)},
            {QStringLiteral("colour"), code.colour}};
}

QString facetRole(Facet facet)
{
    switch (facet) {
    case Facet::Intent:
        return QStringLiteral("user");
    case Facet::Action:
        return QStringLiteral("system");
    case Facet::Attribute:
    case Facet::Free:
        break;
    }
    return QStringLiteral("any");
}

QJsonObject treeJson(const QList<Code>& codes, const Code& code);

// What lies in `parent`, in order: categories as families where they stand behind all codes, else among them.
void addContents(QJsonObject& object, const QList<Code>& codes, Facet facet, CodeId parent)
{
    QList<Code> inside;
    for (const Code& code : codes) {
        if (code.facet == facet && code.parent == parent)
            inside << code;
    }
    const auto isCategory = [](const Code& code) { return !code.codable; };
    const auto first = std::find_if(inside.begin(), inside.end(), isCategory);
    const bool asFamilies = std::all_of(first, inside.end(), isCategory);
    QJsonArray members;
    QJsonArray families;
    for (const Code& code : inside) {
        QJsonObject member = treeJson(codes, code);
        if (code.codable || !asFamilies) {
            if (!code.codable)
                member.insert(QStringLiteral("codable"), false);
            members << member;
        } else {
            member.insert(QStringLiteral("label"), code.name);
            families << member;
        }
    }
    if (!members.isEmpty() || parent.isNull())
        object.insert(QStringLiteral("codes"), members);
    if (!families.isEmpty())
        object.insert(QStringLiteral("families"), families);
}

QJsonObject treeJson(const QList<Code>& codes, const Code& code)
{
    QJsonObject object = codeJson(code);
    addContents(object, codes, code.facet, code.id);
    return object;
}

QJsonObject facetJson(const QList<Code>& codes, Facet facet)
{
    QJsonObject object{{QStringLiteral("id"), facetWord(facet)},
                       {QStringLiteral("label"), facetTitle(facet)},
                       {QStringLiteral("role"), facetRole(facet)}};
    addContents(object, codes, facet, {});
    return object;
}

// The entries of an object's codes and families, each before what lies in it.
void readContents(QList<CodebookEntry>& entries, const QJsonObject& object, Facet facet,
                  const QString& category)
{
    const auto codes = object[QLatin1String("codes")].toArray();
    for (const QJsonValue& value : codes) {
        CodebookEntry entry = entryOf(value.toObject(), facet, category);
        entry.code.codable = value[QLatin1String("codable")].toBool(true);
        entries << entry;
        readContents(entries, value.toObject(), facet, entry.code.name);
    }
    const auto families = object[QLatin1String("families")].toArray();
    for (const QJsonValue& value : families) {
        CodebookEntry family = entryOf(value.toObject(), facet, category);
        family.code.codable = false;
        if (const QString label = value[QLatin1String("label")].toString(); !label.isEmpty())
            family.code.name = label;
        entries << family;
        readContents(entries, value.toObject(), facet, family.code.name);
    }
}

} // namespace

Result<QList<CodebookEntry>> parseCodebookJson(const QByteArray& json, const QString& subject)
{
    QJsonParseError error{};
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    if (error.error != QJsonParseError::NoError)
        return fail(Error{ErrorCode::WrongFormat, subject, json.left(error.offset).count('\n') + 1,
                          error.errorString()});
    const QJsonArray facets = document[QLatin1String("facets")].toArray();
    if (facets.isEmpty())
        return fail(ErrorCode::WrongFormat, subject, QStringLiteral("a codebook has a list of facets"));
    QList<CodebookEntry> entries;
    for (const QJsonValue& value : facets) {
        const QJsonObject object = value.toObject();
        const auto facet = facetFromWord(object[QLatin1String("id")].toString());
        if (!facet)
            return fail(ErrorCode::InvalidValue, subject,
                        QStringLiteral("%1 is no facet").arg(object[QLatin1String("id")].toString()));
        readContents(entries, object, *facet, {});
    }
    ANTIPHON_TRY(finishCodebook(entries, subject));
    return entries;
}

Result<QList<CodebookEntry>> readCodebookFile(const QString& path)
{
    if (path.endsWith(QLatin1String(".csv"), Qt::CaseInsensitive))
        return readCodebookCsv(path);
    if (!path.endsWith(QLatin1String(".json"), Qt::CaseInsensitive))
        return fail(ErrorCode::WrongFormat, path,
                    QStringLiteral("a codebook is read from a .json or a .csv file"));
    ANTIPHON_TRY_ASSIGN(const QByteArray json, readWholeFile(path));
    return parseCodebookJson(json, path);
}

QByteArray codebookJson(const QList<Code>& codes, const QString& name)
{
    QJsonArray facets;
    for (const Facet facet : allFacets) {
        if (std::any_of(codes.begin(), codes.end(),
                        [facet](const Code& code) { return code.facet == facet; }))
            facets << facetJson(codes, facet);
    }
    return QJsonDocument(QJsonObject{{QStringLiteral("name"), name},
                                     {QStringLiteral("version"), 1},
                                     {QStringLiteral("facets"), facets}})
        .toJson();
}

} // namespace antiphon
