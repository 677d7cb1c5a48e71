#include "core/llm/eventstream.h"

namespace antiphon {

namespace {
const QByteArray byteOrderMark = "\xEF\xBB\xBF";
}

void EventStreamReader::feed(const QByteArray& bytes, const Event& event)
{
    qsizetype from = 0;
    if (m_afterReturn && bytes.startsWith('\n'))
        from = 1;
    for (qsizetype at = from; at < bytes.size(); ++at) {
        const char c = bytes.at(at);
        if (c != '\n' && c != '\r')
            continue;
        m_line.append(bytes.constData() + from, at - from);
        endLine(event);
        if (c == '\r' && at + 1 < bytes.size() && bytes.at(at + 1) == '\n')
            ++at;
        from = at + 1;
    }
    if (!bytes.isEmpty())
        m_afterReturn = bytes.endsWith('\r');
    if (m_line.size() + bytes.size() - from <= longestEvent)
        m_line.append(bytes.constData() + from, bytes.size() - from);
    else
        m_tooLong = true;
}

void EventStreamReader::endLine(const Event& event)
{
    QByteArray line;
    line.swap(m_line);
    if (!m_anyByte && line.startsWith(byteOrderMark))
        line.remove(0, byteOrderMark.size());
    m_anyByte = true;
    if (line.isEmpty()) {
        if (m_hasData && !m_tooLong)
            event(m_data);
        m_data.clear();
        m_hasData = m_tooLong = false;
        return;
    }
    const qsizetype colon = line.indexOf(':');
    if ((colon < 0 ? line : line.left(colon)) != "data")
        return;
    QByteArray value = colon < 0 ? QByteArray() : line.mid(colon + 1);
    if (value.startsWith(' '))
        value.remove(0, 1);
    if (m_data.size() + value.size() > longestEvent)
        m_tooLong = true;
    if (m_tooLong)
        return;
    if (m_hasData)
        m_data += '\n';
    m_data += value;
    m_hasData = true;
}

} // namespace antiphon
