// Tracks on their way from the thread that reads a table to the one that writes them.
#pragma once

#include "core/catalogue/cataloguestore.h"

#include <array>

namespace antiphon {

// A few thousand rows with the bytes of all of them in one piece.
class TrackBatch
{
public:
    void add(const CatalogueWriter::Row& row)
    {
        Ends& ends = m_rows.emplace_back();
        std::size_t field = 0;
        for (const std::string_view text : {row.externalId, row.title, row.artist, row.album, row.packed}) {
            m_bytes.append(text);
            ends[field++] = m_bytes.size();
        }
    }
    std::size_t size() const { return m_rows.size(); }
    CatalogueWriter::Row row(std::size_t place) const
    {
        std::size_t from = place == 0 ? 0 : m_rows[place - 1].back();
        std::array<std::string_view, fields> texts;
        for (std::size_t field = 0; field < fields; ++field) {
            texts[field] = std::string_view(m_bytes).substr(from, m_rows[place][field] - from);
            from = m_rows[place][field];
        }
        return {texts[0], texts[1], texts[2], texts[3], {}, texts[4]};
    }

    qint64 bytesRead = 0; // of the file, when the batch was complete

private:
    static constexpr std::size_t fields = 5;
    using Ends = std::array<std::size_t, fields>;
    std::string m_bytes;
    std::vector<Ends> m_rows; // where each field ends in m_bytes
};

} // namespace antiphon
