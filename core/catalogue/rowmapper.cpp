#include "core/catalogue/rowmapper.h"

#include <charconv>
#include <cmath>
#include <limits>

namespace antiphon {

namespace {

constexpr std::size_t noCell = static_cast<std::size_t>(-1);
constexpr double infinity = std::numeric_limits<double>::infinity();

std::string_view trimmed(std::string_view text)
{
    const auto isSpace = [](char byte) {
        return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
    };
    while (!text.empty() && isSpace(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && isSpace(text.back()))
        text.remove_suffix(1);
    return text;
}

QString fromUtf8(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

// A text of one value: a JSON list of names becomes "one, two".
std::string_view joined(std::string_view cell, std::string& buffer)
{
    if (cell.find(TableReader::listSeparator) == std::string_view::npos)
        return trimmed(cell);
    buffer.clear();
    for (const char byte : cell) {
        if (byte == TableReader::listSeparator)
            buffer.append(", ");
        else
            buffer.push_back(byte);
    }
    return buffer;
}

// Calls `use` for each part of the cell; parts are separated by `split` and by the mark of JSON lists.
template<typename Use>
void forEachPart(std::string_view cell, std::string_view split, Use use)
{
    for (;;) {
        std::size_t end = cell.find(TableReader::listSeparator);
        std::size_t length = 1;
        if (!split.empty()) {
            if (const std::size_t mark = cell.find(split); mark < end) {
                end = mark;
                length = split.size();
            }
        }
        use(trimmed(cell.substr(0, end)));
        if (end == std::string_view::npos)
            return;
        cell.remove_prefix(end + length);
    }
}

} // namespace

RowMapper::RowMapper(const CatalogueMap& map)
    : m_id(cellOf(map.id)),
      m_title(cellOf(map.title)),
      m_artist(cellOf(map.artist)),
      m_album(cellOf(map.album))
{
    for (const AttributeMap& from : map.attributes) {
        Attribute& attribute = m_attributes.emplace_back();
        attribute.cell = cellOf(from.column);
        attribute.type = from.type.toStdString();
        attribute.kind = from.kind;
        attribute.split = from.split.toStdString();
        for (const QStringList* marks : {&map.missing, &from.missing})
            for (const QString& mark : *marks)
                attribute.missing.push_back(mark.toStdString());
        for (const NumberBin& bin : from.bins)
            attribute.bins.push_back(
                {bin.name.toStdString(), bin.from.value_or(-infinity), bin.to.value_or(infinity)});
        for (auto alias = from.aliases.begin(); alias != from.aliases.end(); ++alias)
            attribute.aliases.emplace(alias.key().toStdString(), alias.value().toStdString());
    }
}

std::size_t RowMapper::cellOf(const QString& column)
{
    if (column.isEmpty())
        return noCell;
    qsizetype place = m_columns.indexOf(column);
    if (place < 0) {
        place = m_columns.size();
        m_columns << column;
    }
    return static_cast<std::size_t>(place);
}

std::string_view RowMapper::cellAt(const std::vector<std::string_view>& cells, std::size_t place) const
{
    return place == noCell ? std::string_view() : cells[place];
}

QString RowMapper::take(const std::vector<std::string_view>& cells)
{
    m_row.externalId = trimmed(cellAt(cells, m_id));
    if (m_row.externalId.empty())
        return QStringLiteral("the id is empty");
    m_row.title = joined(cellAt(cells, m_title), m_texts[0]);
    m_row.artist = joined(cellAt(cells, m_artist), m_texts[1]);
    m_row.album = joined(cellAt(cells, m_album), m_texts[2]);
    m_packed.clear();
    for (Attribute& attribute : m_attributes)
        if (const QString fault = takeAttribute(attribute, trimmed(cellAt(cells, attribute.cell)));
            !fault.isEmpty())
            return fault;
    m_row.packed = m_packed;
    if (!m_ids.add(m_row.externalId).second)
        return QStringLiteral("the id %1 was there already").arg(fromUtf8(m_row.externalId));
    return {};
}

QString RowMapper::takeAttribute(Attribute& attribute, std::string_view cell)
{
    const auto isMissing = [&](std::string_view text) {
        return text.empty() ||
               std::find(attribute.missing.begin(), attribute.missing.end(), text) != attribute.missing.end();
    };
    if (isMissing(cell))
        return {};
    m_own.clear();
    if (attribute.kind == AttributeKind::Number)
        return takeNumber(attribute, cell);
    forEachPart(cell, attribute.split, [&](std::string_view part) {
        if (!isMissing(part))
            takeLabels(attribute, part);
    });
    return {};
}

void RowMapper::takeLabels(Attribute& attribute, std::string_view label)
{
    if (!attribute.aliases.empty())
        if (const auto alias = attribute.aliases.find(std::string(label)); alias != attribute.aliases.end())
            label = alias->second;
    if (!label.empty())
        addValue(attribute, label);
}

QString RowMapper::takeNumber(Attribute& attribute, std::string_view cell)
{
    double number = 0;
    const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), number);
    if (error != std::errc() || end != cell.data() + cell.size() || !std::isfinite(number))
        return QStringLiteral("%1 '%2' is no number")
            .arg(fromUtf8(attribute.type), fromUtf8(cell.substr(0, 40)));
    if (!attribute.numberEntry)
        attribute.numberEntry = m_dictionary.addNumber(attribute.type);
    packNumber(m_packed, *attribute.numberEntry, number);
    for (const Bin& bin : attribute.bins)
        if (number >= bin.from && number < bin.to)
            addValue(attribute, bin.name);
    return {};
}

// A value counts once a track.
void RowMapper::addValue(Attribute& attribute, std::string_view value)
{
    const auto [place, isNew] = attribute.values.add(value);
    if (isNew)
        attribute.entries.push_back(m_dictionary.addLabel(attribute.type, value));
    const quint32 entry = attribute.entries[place];
    if (std::find(m_own.begin(), m_own.end(), entry) != m_own.end())
        return;
    m_own.push_back(entry);
    packLabel(m_packed, entry);
}

qint64 RowMapper::differentValues() const
{
    qint64 values = 0;
    for (const Attribute& attribute : m_attributes)
        values += attribute.values.size();
    return values;
}

} // namespace antiphon
