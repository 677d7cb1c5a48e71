// Server-sent events, as the HTML standard reads them (section 9.2.6, "Interpreting an event stream").
#pragma once

#include <QByteArray>

#include <functional>

namespace antiphon {

// Puts events together from bytes that may be split anywhere. Of the fields only "data" is of use here.
class EventStreamReader
{
public:
    using Event = std::function<void(const QByteArray& data)>;

    // Takes the next bytes in and tells of every event that they complete. An event longer than the limit is
    // dropped whole.
    void feed(const QByteArray& bytes, const Event& event);

private:
    void endLine(const Event& event);

    static constexpr qsizetype longestEvent = 1024 * 1024;
    QByteArray m_line;
    QByteArray m_data;
    bool m_hasData = false;
    bool m_tooLong = false;
    bool m_afterReturn = false; // the last byte was CR: a LF that follows belongs to it
    bool m_anyByte = false;
};

} // namespace antiphon
