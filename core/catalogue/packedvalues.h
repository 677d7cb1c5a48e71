// The values of a track in a few bytes: numbers into the dictionary of its catalogue.
#pragma once

#include <QByteArray>

#include <bit>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace antiphon {

// The types and values that the tracks of a catalogue speak of by number.
class ValueDictionary
{
public:
    struct Entry
    {
        std::string type;
        std::string value;
        bool isNumber = false; // no value: a track's number of the type
    };
    // Both give the entry's number, from 0.
    quint32 addLabel(std::string_view type, std::string_view value);
    quint32 addNumber(std::string_view type);
    const std::vector<Entry>& entries() const { return m_entries; }

private:
    std::vector<Entry> m_entries;
};

// A packed list is a row of entries: the entry's number, seven bits a byte, the lowest first, the highest bit
// set in all but the last; after an entry of numbers the number as eight bytes, IEEE 754, the lowest byte
// first.
void packLabel(std::string& packed, quint32 entry);
void packNumber(std::string& packed, quint32 entry, double number);

namespace packed {

// Reads an entry's number off the front of `bytes`; false when they end within it or it is none.
inline bool takeEntry(std::string_view& bytes, quint32& entry)
{
    entry = 0;
    for (unsigned shift = 0; shift < 32 && !bytes.empty(); shift += 7) {
        const auto byte = static_cast<unsigned char>(bytes.front());
        bytes.remove_prefix(1);
        entry |= static_cast<quint32>(byte & 0x7f) << shift;
        if (byte < 0x80)
            return true;
    }
    return false;
}

inline bool takeNumber(std::string_view& bytes, double& number)
{
    if (bytes.size() < sizeof(quint64))
        return false;
    quint64 bits = 0;
    for (unsigned i = 0; i < sizeof(quint64); ++i)
        bits |= static_cast<quint64>(static_cast<unsigned char>(bytes[i])) << (8 * i);
    bytes.remove_prefix(sizeof(quint64));
    number = std::bit_cast<double>(bits);
    return true;
}

} // namespace packed

// Calls label(entry) or number(entry, double) for each in its order; stops at a byte that makes no sense and
// gives false.
template<typename Label, typename Number>
bool unpackValues(std::string_view bytes, const ValueDictionary& dictionary, Label label, Number number)
{
    while (!bytes.empty()) {
        quint32 place = 0;
        if (!packed::takeEntry(bytes, place) || place >= dictionary.entries().size())
            return false;
        const ValueDictionary::Entry& entry = dictionary.entries()[place];
        double value = 0;
        if (!entry.isNumber)
            label(entry);
        else if (packed::takeNumber(bytes, value))
            number(entry, value);
        else
            return false;
    }
    return true;
}

// The same as JSON: {"genre": ["rock"], "year": [1999]}; what makes no sense is left out.
void appendJson(QByteArray& json, std::string_view packed, const ValueDictionary& dictionary);

} // namespace antiphon
