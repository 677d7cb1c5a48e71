#include "core/corpus/jsonlistreader.h"

namespace antiphon {

namespace {

constexpr std::size_t blockSize = 1024 * 1024;
constexpr std::size_t largestElement = 64 * 1024 * 1024;

bool isSpace(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

} // namespace

Result<JsonListReader> JsonListReader::open(const QString& path)
{
    JsonListReader reader;
    ANTIPHON_TRY_ASSIGN(reader.m_file, openForReading(path));
    reader.m_path = path;
    reader.m_total = reader.m_file->size();
    reader.m_block.resize(blockSize);
    ANTIPHON_TRY(reader.fill());
    if (std::string_view(reader.m_block.data(), reader.m_end).starts_with("\xef\xbb\xbf"))
        reader.m_at = 3;
    return reader;
}

Result<bool> JsonListReader::fill()
{
    const qint64 got = m_file->read(m_block.data(), static_cast<qint64>(blockSize));
    if (got < 0)
        return stop(ErrorCode::ReadFailed, 0, m_file->errorString());
    m_at = 0;
    m_end = static_cast<std::size_t>(got);
    m_consumed += got;
    return got > 0;
}

Failure JsonListReader::stop(ErrorCode code, qint64 line, const QString& detail)
{
    m_stopped = true;
    return fail(Error{code, m_path, line, detail});
}

bool JsonListReader::takeByte(char c)
{
    if (m_inString) {
        m_element += c;
        if (m_escaped)
            m_escaped = false;
        else if (c == '\\')
            m_escaped = true;
        else if (c == '"')
            m_inString = false;
        return false;
    }
    if (m_depth == 0) {
        if (c == '[')
            m_depth = 1;
        else
            m_strange = !isSpace(c) && c != ',';
        return m_strange;
    }
    if (m_depth == 1 && (c == ',' || c == ']')) {
        if (c == ']')
            m_depth = 0;
        m_endPending = c == ']';
        return true;
    }
    if (m_element.empty()) {
        if (isSpace(c))
            return false;
        m_elementLine = m_line;
    }
    m_element += c;
    if (c == '"')
        m_inString = true;
    else if (c == '[' || c == '{')
        ++m_depth;
    else if ((c == ']' || c == '}') && m_depth > 1)
        --m_depth;
    return false;
}

Result<std::optional<JsonListReader::Item>> JsonListReader::next()
{
    if (std::exchange(m_endPending, false))
        return std::optional(Item{{}, true, m_line});
    m_element.clear();
    while (!m_stopped) {
        if (m_at >= m_end) {
            ANTIPHON_TRY_ASSIGN(const bool more, fill());
            if (!more) {
                m_stopped = true;
                if (m_depth > 0)
                    return stop(ErrorCode::WrongFormat, m_element.empty() ? m_line : m_elementLine,
                                QStringLiteral("the file ends within a list"));
                break;
            }
        }
        const char c = m_block[m_at++];
        const bool ends = takeByte(c);
        if (c == '\n')
            ++m_line;
        if (m_strange)
            return stop(ErrorCode::WrongFormat, m_line,
                        QStringLiteral("something stands outside of the list"));
        if (m_element.size() > largestElement)
            return stop(ErrorCode::LineTooLong, m_elementLine, QStringLiteral("one record of over 64 MB"));
        if (!ends)
            continue;
        if (m_element.empty() && m_endPending)
            return next(); // an empty list, or a comma before its end
        return std::optional(Item{m_element, false, m_element.empty() ? m_line : m_elementLine});
    }
    return std::optional<Item>();
}

} // namespace antiphon
