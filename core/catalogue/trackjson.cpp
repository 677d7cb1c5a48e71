#include "core/catalogue/trackjson.h"

#include "core/base/jsontext.h"

#include <simdjson.h>

namespace antiphon {

namespace {

QString fromUtf8(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

QStringList typesOf(const Track& track)
{
    QStringList types;
    const auto note = [&types](const QString& type) {
        if (!types.contains(type))
            types << type;
    };
    for (const AttributeValue& value : track.values)
        note(value.type);
    for (const NumberValue& number : track.numbers)
        note(number.type);
    return types;
}

void appendType(QByteArray& json, const Track& track, const QString& type)
{
    appendJsonString(json, type);
    json.append(":[");
    const qsizetype begin = json.size();
    const auto separate = [&] {
        if (json.size() > begin)
            json.append(',');
    };
    for (const AttributeValue& value : track.values) {
        if (value.type != type)
            continue;
        separate();
        appendJsonString(json, value.value);
    }
    for (const NumberValue& number : track.numbers) {
        if (number.type != type)
            continue;
        separate();
        appendJsonNumber(json, number.number);
    }
    json.append(']');
}

} // namespace

void readTrackAttributes(Track& track, std::string_view json)
{
    thread_local simdjson::dom::parser parser;
    simdjson::dom::object types;
    if (parser.parse(json.data(), json.size()).get(types) != simdjson::SUCCESS)
        return;
    for (const auto type : types) {
        const QString name = fromUtf8(type.key);
        simdjson::dom::array values;
        if (type.value.get(values) != simdjson::SUCCESS)
            continue;
        for (const auto value : values) {
            if (std::string_view text; value.get(text) == simdjson::SUCCESS)
                track.values << AttributeValue{name, fromUtf8(text)};
            else if (double number = 0; value.get(number) == simdjson::SUCCESS)
                track.numbers << NumberValue{name, number};
        }
    }
}

QByteArray trackAttributesJson(const Track& track)
{
    QByteArray json("{");
    for (const QString& type : typesOf(track)) {
        if (json.size() > 1)
            json.append(',');
        appendType(json, track, type);
    }
    return json + '}';
}

} // namespace antiphon
