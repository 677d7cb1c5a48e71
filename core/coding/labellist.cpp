#include "core/coding/labellist.h"

namespace antiphon {

namespace {

class Scanner
{
public:
    explicit Scanner(QStringView text) : m_text(text.trimmed()) {}

    bool atEnd() const { return m_at >= m_text.size(); }
    QChar peek() const { return atEnd() ? QChar() : m_text[m_at]; }
    QChar take() { return atEnd() ? QChar() : m_text[m_at++]; }
    void skipBlanks()
    {
        while (!atEnd() && m_text[m_at].isSpace())
            ++m_at;
    }

    std::optional<QString> string()
    {
        const QChar quote = take();
        if (quote != QLatin1Char('\'') && quote != QLatin1Char('"'))
            return std::nullopt;
        QString value;
        while (!atEnd()) {
            const QChar c = take();
            if (c == quote)
                return value;
            if (c != QLatin1Char('\\'))
                value += c;
            else if (!escape(value))
                return std::nullopt;
        }
        return std::nullopt;
    }

private:
    bool escape(QString& value)
    {
        const QChar c = take();
        switch (c.unicode()) {
        case 'n':
            value += QLatin1Char('\n');
            return true;
        case 't':
            value += QLatin1Char('\t');
            return true;
        case 'x':
            return codePoint(value, 2);
        case 'u':
            return codePoint(value, 4);
        case 'U':
            return codePoint(value, 8);
        case '\\':
        case '\'':
        case '"':
        case '/':
            value += c;
            return true;
        default:
            return false;
        }
    }

    bool codePoint(QString& value, qsizetype digits)
    {
        if (m_text.size() - m_at < digits)
            return false;
        bool ok = false;
        const char32_t number = m_text.mid(m_at, digits).toUInt(&ok, 16);
        m_at += digits;
        if (!ok || number > 0x10ffff)
            return false;
        value += QString::fromUcs4(&number, 1);
        return true;
    }

    QStringView m_text;
    qsizetype m_at = 0;
};

} // namespace

std::optional<QStringList> parseLabelList(QStringView text)
{
    Scanner scanner(text);
    QStringList labels;
    if (scanner.atEnd())
        return labels;
    const QChar open = scanner.take();
    if (open != QLatin1Char('[') && open != QLatin1Char('('))
        return std::nullopt;
    const QChar close = QLatin1Char(open == QLatin1Char('[') ? ']' : ')');
    for (;;) {
        scanner.skipBlanks();
        if (scanner.peek() == close)
            break;
        const auto label = scanner.string();
        if (!label)
            return std::nullopt;
        if (const QString plain = label->trimmed(); !plain.isEmpty() && !labels.contains(plain))
            labels << plain;
        scanner.skipBlanks();
        if (scanner.peek() == QLatin1Char(','))
            scanner.take();
        else if (scanner.peek() != close)
            return std::nullopt;
    }
    scanner.take();
    return scanner.atEnd() ? std::optional(labels) : std::nullopt;
}

} // namespace antiphon
