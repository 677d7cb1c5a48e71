#include "core/corpus/jsonrecord.h"

namespace antiphon {

namespace {

Failure wrongKind(const char* name, const char* wanted)
{
    return rowFault(
        QStringLiteral("\"%1\" is no %2").arg(QString::fromUtf8(name), QString::fromUtf8(wanted)));
}

} // namespace

Result<JsonElement> parseJson(simdjson::dom::parser& parser, std::string_view json)
{
    JsonElement element;
    const auto error = parser.parse(json.data(), json.size()).get(element);
    switch (error) {
    case simdjson::SUCCESS:
        return element;
    case simdjson::UTF8_ERROR:
        return fail(ErrorCode::InvalidText);
    case simdjson::DEPTH_ERROR:
        return rowFault(QStringLiteral("its JSON is nested too deeply"));
    default:
        return rowFault(QStringLiteral("it is not complete, valid JSON"));
    }
}

QString cleanText(std::string_view utf8)
{
    QString text = QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
    if (text.contains(QLatin1Char('\r')))
        text.replace(QLatin1String("\r\n"), QLatin1String("\n"))
            .replace(QLatin1Char('\r'), QLatin1Char('\n'));
    if (text.contains(QChar(u'\0')))
        text.replace(QChar(u'\0'), QChar(QChar::ReplacementCharacter));
    return text;
}

Result<QString> textField(const JsonObject& object, const char* name)
{
    JsonElement element;
    if (object.at_key(name).get(element) != simdjson::SUCCESS || element.is_null())
        return QString();
    std::string_view utf8;
    if (element.get(utf8) == simdjson::SUCCESS)
        return cleanText(utf8);
    int64_t number = 0;
    if (element.get(number) == simdjson::SUCCESS)
        return QString::number(number);
    return wrongKind(name, "text");
}

Result<std::optional<JsonArray>> listField(const JsonObject& object, const char* name)
{
    JsonElement element;
    if (object.at_key(name).get(element) != simdjson::SUCCESS || element.is_null())
        return std::optional<JsonArray>();
    JsonArray list;
    if (element.get(list) != simdjson::SUCCESS)
        return wrongKind(name, "list");
    return std::optional(list);
}

Result<QStringList> textsOf(const JsonArray& list, const char* name)
{
    QStringList texts;
    for (const JsonElement element : list) {
        std::string_view utf8;
        if (element.get(utf8) != simdjson::SUCCESS)
            return wrongKind(name, "list of texts");
        texts << cleanText(utf8);
    }
    return texts;
}

Result<QStringList> textsField(const JsonObject& object, const char* name)
{
    ANTIPHON_TRY_ASSIGN(const auto list, listField(object, name));
    return list ? textsOf(*list, name) : QStringList();
}

Result<Role> roleFromText(const QString& text)
{
    const QString role = text.trimmed().toLower();
    if (role == QLatin1String("user"))
        return Role::User;
    if (role == QLatin1String("system") || role == QLatin1String("assistant"))
        return Role::System;
    return rowFault(QStringLiteral("the role \"%1\" is neither user nor system").arg(text.left(40)));
}

} // namespace antiphon
