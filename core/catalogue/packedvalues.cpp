#include "core/catalogue/packedvalues.h"

#include "core/base/jsontext.h"

#include <cmath>

namespace antiphon {

quint32 ValueDictionary::addLabel(std::string_view type, std::string_view value)
{
    m_entries.push_back({std::string(type), std::string(value), false});
    return static_cast<quint32>(m_entries.size() - 1);
}

quint32 ValueDictionary::addNumber(std::string_view type)
{
    m_entries.push_back({std::string(type), {}, true});
    return static_cast<quint32>(m_entries.size() - 1);
}

void packLabel(std::string& packed, quint32 entry)
{
    for (; entry >= 0x80; entry >>= 7)
        packed.push_back(static_cast<char>((entry & 0x7f) | 0x80));
    packed.push_back(static_cast<char>(entry));
}

void packNumber(std::string& packed, quint32 entry, double number)
{
    packLabel(packed, entry);
    const auto bits = std::bit_cast<quint64>(number);
    for (unsigned i = 0; i < sizeof bits; ++i)
        packed.push_back(static_cast<char>((bits >> (8 * i)) & 0xff));
}

void appendJson(QByteArray& json, std::string_view packed, const ValueDictionary& dictionary)
{
    const std::string* type = nullptr;
    const auto begin = [&](const ValueDictionary::Entry& entry) {
        if (type && *type == entry.type) {
            json.append(',');
            return;
        }
        json.append(type ? "]," : "");
        appendJsonString(json, entry.type);
        json.append(":[");
        type = &entry.type;
    };
    json.append('{');
    unpackValues(
        packed, dictionary,
        [&](const ValueDictionary::Entry& entry) {
            begin(entry);
            appendJsonString(json, entry.value);
        },
        [&](const ValueDictionary::Entry& entry, double number) {
            if (!std::isfinite(number))
                return;
            begin(entry);
            appendJsonNumber(json, number);
        });
    json.append(type ? "]}" : "}");
}

} // namespace antiphon
