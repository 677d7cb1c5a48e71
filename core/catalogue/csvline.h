// CSV fed line by line to libcsv.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace antiphon {

// Assembles records from lines: a quotation may run over several of them.
class CsvLine
{
public:
    static constexpr std::size_t maximumRecord = 16 * 1024 * 1024;

    CsvLine();
    CsvLine(CsvLine&&) noexcept;
    CsvLine& operator=(CsvLine&&) noexcept;
    ~CsvLine();

    // Takes the next line, without its end. True when it completes a record: `cells` are then its cells,
    // valid until the next call.
    bool feed(std::string_view line, std::vector<std::string_view>& cells);
    // Whether the record that is not complete is longer than maximumRecord.
    bool isTooLong() const;
    // Forgets a record that is not complete.
    void restart();

private:
    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

} // namespace antiphon
