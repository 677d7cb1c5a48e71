// From the cells of a row to a track, by a map.
#pragma once

#include "core/catalogue/cataloguemap.h"
#include "core/catalogue/cataloguestore.h"
#include "core/catalogue/packedvalues.h"
#include "core/catalogue/texttable.h"

#include <deque>
#include <string>
#include <unordered_map>

namespace antiphon {

class RowMapper
{
public:
    explicit RowMapper(const CatalogueMap& map);

    // The columns whose cells take() wants, in that order.
    QStringList columns() const { return m_columns; }
    // Reads one row. Why it is refused, as a clause; empty when row() holds the track.
    QString take(const std::vector<std::string_view>& cells);
    // The track read last; valid until the next take().
    const CatalogueWriter::Row& row() const { return m_row; }
    // Different attribute values so far, numbers not counted.
    qint64 differentValues() const;
    // What the packed values of the rows so far speak of.
    const ValueDictionary& dictionary() const { return m_dictionary; }

private:
    struct Bin
    {
        std::string name;
        double from, to;
    };
    // An attribute of the map in the form that rows are read by.
    struct Attribute
    {
        std::size_t cell = 0;
        std::string type;
        AttributeKind kind = AttributeKind::Label;
        std::string split;
        std::vector<std::string> missing;
        std::vector<Bin> bins;
        std::unordered_map<std::string, std::string> aliases;
        TextTable values;             // all that have been seen
        std::vector<quint32> entries; // of each of them, in the dictionary
        std::optional<quint32> numberEntry;
    };
    std::size_t cellOf(const QString& column);
    std::string_view cellAt(const std::vector<std::string_view>& cells, std::size_t place) const;
    QString takeAttribute(Attribute& attribute, std::string_view cell);
    void takeLabels(Attribute& attribute, std::string_view cell);
    QString takeNumber(Attribute& attribute, std::string_view cell);
    void addValue(Attribute& attribute, std::string_view value);

    QStringList m_columns;
    std::size_t m_id, m_title, m_artist, m_album;
    std::deque<Attribute> m_attributes;
    TextTable m_ids;
    ValueDictionary m_dictionary;
    CatalogueWriter::Row m_row;
    std::string m_packed;
    std::vector<quint32> m_own;         // entries of the attribute in hand, of this row
    std::array<std::string, 3> m_texts; // title, artist, album with lists joined
};

} // namespace antiphon
