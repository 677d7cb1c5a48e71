// JSON lists of any size, element by element.
#pragma once

#include "core/base/linereader.h"

namespace antiphon {

// Splits a file of one or more JSON lists into the elements of the lists' first level without understanding
// them: a parser has to look at each. Keeps one element in memory, of up to 64 MB.
class JsonListReader
{
public:
    struct Item
    {
        std::string_view text; // one element, or nothing at the end of a list; valid until the next call
        bool endOfList = false;
        qint64 line = 0; // where it begins, from 1
    };

    // Errors: those of openForReading.
    static Result<JsonListReader> open(const QString& path);
    // The next item; nothing at the end of the file. Errors: WrongFormat when the file ends within a list or
    // holds something else than lists, and LineTooLong; nothing can be read after them. ReadFailed.
    Result<std::optional<Item>> next();

    qint64 bytesRead() const { return m_consumed; }
    qint64 bytesTotal() const { return m_total; }

private:
    Result<bool> fill();
    Failure stop(ErrorCode code, qint64 line, const QString& detail);
    bool takeByte(char c); // true when an element or a list ends with it

    QString m_path;
    std::unique_ptr<QFile> m_file;
    std::vector<char> m_block;
    std::size_t m_at = 0;
    std::size_t m_end = 0;
    qint64 m_consumed = 0;
    qint64 m_total = 0;
    qint64 m_line = 1;
    std::string m_element;
    qint64 m_elementLine = 0;
    int m_depth = 0; // 0: between lists, 1: between elements
    bool m_inString = false;
    bool m_escaped = false;
    bool m_endPending = false; // the list ended behind the element just handed out
    bool m_stopped = false;
    bool m_strange = false; // something else than a list
};

} // namespace antiphon
