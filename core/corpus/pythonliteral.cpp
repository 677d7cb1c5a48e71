#include "core/corpus/pythonliteral.h"

#include <charconv>

namespace antiphon {

namespace {

constexpr int deepest = 64;

class Translator
{
public:
    explicit Translator(std::string_view literal) : m_text(literal) {}

    Result<QByteArray> translate()
    {
        m_json.reserve(static_cast<qsizetype>(m_text.size()));
        ANTIPHON_TRY(value(0));
        skipSpace();
        if (m_at < m_text.size())
            return failHere("something follows the literal");
        return std::move(m_json);
    }

private:
    Failure failHere(const char* reason) const
    {
        return fail(ErrorCode::WrongFormat, QStringLiteral("the Python literal"),
                    QStringLiteral("%1 at byte %2").arg(QString::fromUtf8(reason)).arg(m_at));
    }
    char peek(std::size_t ahead = 0) const
    {
        return m_at + ahead < m_text.size() ? m_text[m_at + ahead] : '\0';
    }
    void skipSpace()
    {
        while (m_at < m_text.size() &&
               std::string_view(" \t\r\n\f").find(m_text[m_at]) != std::string_view::npos)
            ++m_at;
    }
    bool takeChar(char c)
    {
        skipSpace();
        if (peek() != c || m_at >= m_text.size())
            return false;
        ++m_at;
        return true;
    }

    Result<void> value(int depth);
    Result<void> sequence(char end, int depth);
    Result<void> dict(int depth);
    Result<void> string();
    Result<void> escape();
    Result<void> codePoint(std::size_t digits);
    void octal();
    void plain(char c);
    void appendCodePoint(quint32 code);
    Result<void> number();
    Result<void> word();

    std::string_view m_text;
    std::size_t m_at = 0;
    QByteArray m_json;
};

Result<void> Translator::value(int depth)
{
    skipSpace();
    if (depth > deepest)
        return failHere("lists are nested too deeply");
    const char c = peek();
    if (c == '[' || c == '(') {
        ++m_at;
        return sequence(c == '[' ? ']' : ')', depth);
    }
    if (c == '{') {
        ++m_at;
        return dict(depth);
    }
    if (c == '\'' || c == '"')
        return string();
    if ((c == 'u' || c == 'U') && (peek(1) == '\'' || peek(1) == '"')) {
        ++m_at;
        return string();
    }
    if ((c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.')
        return number();
    return word();
}

Result<void> Translator::sequence(char end, int depth)
{
    const std::size_t begin = m_at;
    m_json += '[';
    bool comma = false;
    int count = 0;
    while (!takeChar(end)) {
        if (count > 0 && !comma)
            return failHere("a comma is missing");
        if (count > 0)
            m_json += ',';
        ANTIPHON_TRY(value(depth + 1));
        ++count;
        comma = takeChar(',');
    }
    m_json += ']';
    if (end == ')' && count == 1 && !comma) {
        m_at = begin;
        return failHere("brackets around a single value");
    }
    return {};
}

Result<void> Translator::dict(int depth)
{
    m_json += '{';
    bool first = true;
    bool comma = false;
    while (!takeChar('}')) {
        if (!first && !comma)
            return failHere("a comma is missing");
        if (!first)
            m_json += ',';
        first = false;
        if (peek() == 'u' || peek() == 'U')
            ++m_at;
        if (peek() != '\'' && peek() != '"')
            return failHere("a key is no text");
        ANTIPHON_TRY(string());
        if (!takeChar(':'))
            return failHere("a colon is missing");
        m_json += ':';
        ANTIPHON_TRY(value(depth + 1));
        comma = takeChar(',');
    }
    m_json += '}';
    return {};
}

Result<void> Translator::string()
{
    const char quote = m_text[m_at];
    const bool triple = peek(1) == quote && peek(2) == quote;
    m_at += triple ? 3 : 1;
    m_json += '"';
    for (;;) {
        if (m_at >= m_text.size())
            return failHere("a text is not closed");
        const char c = m_text[m_at];
        if (c == quote && (!triple || (peek(1) == quote && peek(2) == quote))) {
            m_at += triple ? 3 : 1;
            m_json += '"';
            return {};
        }
        if (c == '\n' && !triple)
            return failHere("a text is not closed on its line");
        ++m_at;
        if (c == '\\')
            ANTIPHON_TRY(escape());
        else
            plain(c);
    }
}

void Translator::plain(char c)
{
    if (c == '"' || c == '\\') {
        m_json += '\\';
        m_json += c;
    } else if (static_cast<unsigned char>(c) < 0x20) {
        appendCodePoint(static_cast<unsigned char>(c));
    } else {
        m_json += c;
    }
}

Result<void> Translator::escape()
{
    if (m_at >= m_text.size())
        return failHere("a text is not closed");
    const char c = m_text[m_at++];
    switch (c) {
    case '\n':
        return {};
    case '\\':
    case '\'':
    case '"':
        plain(c);
        return {};
    case 'n':
        plain('\n');
        return {};
    case 't':
        plain('\t');
        return {};
    case 'r':
        plain('\r');
        return {};
    case 'a':
        plain('\a');
        return {};
    case 'b':
        plain('\b');
        return {};
    case 'f':
        plain('\f');
        return {};
    case 'v':
        plain('\v');
        return {};
    case 'x':
        return codePoint(2);
    case 'u':
        return codePoint(4);
    case 'U':
        return codePoint(8);
    case 'N':
        return failHere("a character by name");
    default:
        break;
    }
    if (c >= '0' && c <= '7') {
        --m_at;
        octal();
        return {};
    }
    plain('\\'); // Python keeps the backslash of what is no escape
    plain(c);
    return {};
}

Result<void> Translator::codePoint(std::size_t digits)
{
    quint32 code = 0;
    const char* begin = m_text.data() + m_at;
    const char* end = begin + std::min(digits, m_text.size() - m_at);
    const auto [stop, error] = std::from_chars(begin, end, code, 16);
    if (error != std::errc() || stop != begin + digits || code > 0x10ffff)
        return failHere("an escape lacks digits");
    m_at += digits;
    appendCodePoint(code);
    return {};
}

void Translator::octal()
{
    quint32 code = 0;
    for (int i = 0; i < 3 && peek() >= '0' && peek() <= '7'; ++i)
        code = code * 8 + static_cast<quint32>(m_text[m_at++] - '0');
    appendCodePoint(code);
}

// Halves of surrogate pairs are handed on as they stand; the JSON parser joins pairs and refuses lonely ones.
void Translator::appendCodePoint(quint32 code)
{
    const auto unit = [this](quint32 value) {
        m_json += "\\u" + QByteArray::number(value, 16).rightJustified(4, '0');
    };
    if (code >= 0x10000) {
        unit(0xd800 + ((code - 0x10000) >> 10));
        unit(0xdc00 + ((code - 0x10000) & 0x3ff));
    } else {
        unit(code);
    }
}

Result<void> Translator::number()
{
    if (peek() == '+')
        return failHere("a number with a plus sign");
    const std::size_t begin = m_at;
    while (m_at < m_text.size() &&
           std::string_view("0123456789+-.eE").find(m_text[m_at]) != std::string_view::npos)
        ++m_at;
    const std::string_view text = m_text.substr(begin, m_at - begin);
    double value = 0;
    const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || stop != text.data() + text.size())
        return failHere("a number that can not be read");
    const bool whole = text.find_first_of(".eE") == std::string_view::npos;
    m_json += whole ? QByteArray(text.data(), static_cast<qsizetype>(text.size()))
                    : QByteArray::number(value, 'g', 17);
    return {};
}

Result<void> Translator::word()
{
    static constexpr std::pair<std::string_view, const char*> words[] = {
        {"True", "true"}, {"False", "false"}, {"None", "null"}};
    for (const auto& [python, json] : words) {
        if (m_text.substr(m_at).starts_with(python)) {
            m_at += python.size();
            m_json += json;
            return {};
        }
    }
    return failHere(m_at < m_text.size() ? "something that is no literal" : "it ends too early");
}

} // namespace

Result<QByteArray> jsonFromPythonLiteral(std::string_view literal)
{
    return Translator(literal).translate();
}

void appendPythonString(QByteArray& literal, QStringView text)
{
    const bool useDouble = text.contains(QLatin1Char('\'')) && !text.contains(QLatin1Char('"'));
    const char quote = useDouble ? '"' : '\'';
    literal += quote;
    const QByteArray utf8 = text.toUtf8();
    for (const char c : utf8) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == quote || c == '\\') {
            literal += '\\';
            literal += c;
        } else if (c == '\n') {
            literal += "\\n";
        } else if (c == '\t') {
            literal += "\\t";
        } else if (c == '\r') {
            literal += "\\r";
        } else if (byte < 0x20 || byte == 0x7f) {
            literal += "\\x" + QByteArray::number(byte, 16).rightJustified(2, '0');
        } else {
            literal += c;
        }
    }
    literal += quote;
}

} // namespace antiphon
