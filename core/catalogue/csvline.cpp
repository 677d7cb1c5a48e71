#include "core/catalogue/csvline.h"

#include <csv.h>

namespace antiphon {

struct CsvLine::Parts
{
    csv_parser parser{};
    std::string bytes;             // the cells of the record, one behind the other
    std::vector<std::size_t> ends; // of each cell in `bytes`
    std::size_t fed = 0;           // bytes of the record so far
    bool complete = false;

    Parts() { open(); }
    ~Parts() { csv_free(&parser); }
    Parts(const Parts&) = delete;
    Parts& operator=(const Parts&) = delete;
    // Only LF ends a record: the reader of lines has taken the CR away.
    void open()
    {
        csv_init(&parser, 0);
        csv_set_term_func(&parser, [](unsigned char byte) { return byte == CSV_LF ? 1 : 0; });
    }
    void clear()
    {
        bytes.clear();
        ends.clear();
        fed = 0;
        complete = false;
    }
};

CsvLine::CsvLine() : m_parts(std::make_unique<Parts>()) {}
CsvLine::CsvLine(CsvLine&&) noexcept = default;
CsvLine& CsvLine::operator=(CsvLine&&) noexcept = default;
CsvLine::~CsvLine() = default;

bool CsvLine::feed(std::string_view line, std::vector<std::string_view>& cells)
{
    Parts& parts = *m_parts;
    if (parts.complete)
        parts.clear();
    const auto onCell = [](void* bytes, std::size_t size, void* data) {
        auto& own = *static_cast<Parts*>(data);
        own.bytes.append(static_cast<const char*>(bytes), size);
        own.ends.push_back(own.bytes.size());
    };
    const auto onRecord = [](int, void* data) { static_cast<Parts*>(data)->complete = true; };
    // Doubled, not grown by libcsv's fixed portion: the copying of a long cell stays linear.
    csv_set_blk_size(&parts.parser,
                     std::max({std::size_t(4096), csv_get_buffer_size(&parts.parser), line.size()}));
    csv_parse(&parts.parser, line.data(), line.size(), onCell, onRecord, &parts);
    csv_parse(&parts.parser, "\n", 1, onCell, onRecord, &parts);
    parts.fed += line.size() + 1;
    if (!parts.complete)
        return false;
    cells.clear();
    std::size_t from = 0;
    for (const std::size_t end : parts.ends) {
        cells.push_back(std::string_view(parts.bytes).substr(from, end - from));
        from = end;
    }
    return true;
}

bool CsvLine::isTooLong() const
{
    return m_parts->fed > maximumRecord;
}

void CsvLine::restart()
{
    csv_free(&m_parts->parser);
    m_parts->open();
    m_parts->clear();
}

} // namespace antiphon
