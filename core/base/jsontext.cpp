#include "core/base/jsontext.h"

#include <array>
#include <charconv>

namespace antiphon {

namespace {

void appendEscaped(QByteArray& json, char byte)
{
    switch (byte) {
    case '"':
        json.append("\\\"");
        return;
    case '\\':
        json.append("\\\\");
        return;
    case '\n':
        json.append("\\n");
        return;
    case '\t':
        json.append("\\t");
        return;
    default:
        constexpr char digits[] = "0123456789abcdef";
        json.append("\\u00");
        json.append(digits[(byte >> 4) & 0xf]);
        json.append(digits[byte & 0xf]);
    }
}

bool needsEscape(char byte)
{
    return static_cast<unsigned char>(byte) < 0x20 || byte == '"' || byte == '\\';
}

template<typename Number>
void appendNumber(QByteArray& json, Number number)
{
    std::array<char, 32> digits;
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
    json.append(digits.data(), end - digits.data());
}

} // namespace

void appendJsonString(QByteArray& json, std::string_view utf8)
{
    json.append('"');
    std::size_t from = 0;
    for (std::size_t i = 0; i < utf8.size(); ++i) {
        if (!needsEscape(utf8[i]))
            continue;
        json.append(utf8.data() + from, static_cast<qsizetype>(i - from));
        appendEscaped(json, utf8[i]);
        from = i + 1;
    }
    json.append(utf8.data() + from, static_cast<qsizetype>(utf8.size() - from));
    json.append('"');
}

void appendJsonString(QByteArray& json, QStringView text)
{
    const QByteArray utf8 = text.toUtf8();
    appendJsonString(json, std::string_view(utf8.constData(), static_cast<std::size_t>(utf8.size())));
}

void appendJsonNumber(QByteArray& json, qint64 number)
{
    appendNumber(json, number);
}

void appendJsonNumber(QByteArray& json, double number)
{
    appendNumber(json, number);
}

} // namespace antiphon
