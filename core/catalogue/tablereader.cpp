#include "core/catalogue/tablereader.h"

#include "core/base/linereader.h"
#include "core/catalogue/csvline.h"

#include <simdjson.h>

namespace antiphon {

namespace {

QString fromUtf8(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

void splitAt(std::string_view line, char separator, std::vector<std::string_view>& cells)
{
    cells.clear();
    for (std::size_t from = 0;;) {
        const std::size_t end = line.find(separator, from);
        cells.push_back(line.substr(from, end - from));
        if (end == std::string_view::npos)
            return;
        from = end + 1;
    }
}

TableSyntax formatOf(const QString& path, std::string_view firstLine)
{
    QString name = path.toLower();
    for (const QLatin1String packed : {QLatin1String(".gz"), QLatin1String(".zst")})
        if (name.endsWith(packed))
            name.chop(packed.size());
    if (name.endsWith(QLatin1String(".csv")))
        return TableSyntax::Csv;
    if (name.endsWith(QLatin1String(".tsv")) || name.endsWith(QLatin1String(".tab")))
        return TableSyntax::Tsv;
    if (name.endsWith(QLatin1String(".jsonl")) || name.endsWith(QLatin1String(".ndjson")) ||
        firstLine.starts_with('{'))
        return TableSyntax::JsonLines;
    return firstLine.find('\t') == std::string_view::npos ? TableSyntax::Csv : TableSyntax::Tsv;
}

// The faults of single lines: the reader goes on behind them.
bool isFaultOfALine(const Error& error)
{
    return error.code == ErrorCode::LineTooLong || error.code == ErrorCode::InvalidText;
}

QString faultOf(const Error& error)
{
    return error.code == ErrorCode::InvalidText ? QStringLiteral("the text is not UTF-8")
                                                : QStringLiteral("the line is too long");
}

} // namespace

struct TableReader::Parts
{
    explicit Parts(LineReader reader) : lines(std::move(reader)) {}

    LineReader lines;
    TableSyntax format = TableSyntax::Tsv;
    QStringList columns;
    CsvLine csv;

    std::vector<std::string_view> all; // cells of the whole row
    std::vector<std::size_t> wanted;   // places of the selected columns in `all`
    std::vector<std::string> keys;     // JSON lines: the selected keys
    std::vector<bool> seen;
    std::vector<std::string> texts; // JSON lines: one buffer a cell
    simdjson::dom::parser parser;
    std::string held; // JSON lines: the first line, read to know the columns
    bool holds = false;

    Result<void> readHeader();
    void readKeys(std::string_view line);
    enum class Found { Line, Fault, End };
    Result<Found> nextFilledLine(TableRow& row, std::string_view& line);
    static Result<void> takeFault(TableRow& row, const Error& error);
    Result<bool> nextTsv(TableRow& row);
    Result<bool> nextCsv(TableRow& row);
    Result<bool> nextJson(TableRow& row);
    void readJson(TableRow& row, std::string_view line);
    void pick(TableRow& row);
};

Result<void> TableReader::Parts::readHeader()
{
    ANTIPHON_TRY_ASSIGN(const auto line, lines.next());
    if (!line || line->empty())
        return fail(ErrorCode::WrongFormat, lines.path(), QStringLiteral("it has no header"));
    format = formatOf(lines.path(), *line);
    if (format == TableSyntax::JsonLines) {
        held = std::string(*line);
        holds = true;
        readKeys(held);
        return {};
    }
    if (format == TableSyntax::Tsv)
        splitAt(*line, '\t', all);
    else if (!csv.feed(*line, all))
        return fail(ErrorCode::WrongFormat, lines.path(), QStringLiteral("its header has an open quotation"));
    for (const std::string_view name : all)
        columns << fromUtf8(name).trimmed();
    return {};
}

void TableReader::Parts::readKeys(std::string_view line)
{
    simdjson::dom::object object;
    if (parser.parse(line.data(), line.size()).get(object) != simdjson::SUCCESS)
        return; // told when the line is read as a row
    for (const auto field : object)
        columns << fromUtf8(field.key);
}

// Takes the selected cells out of `all`, or says that the row does not fit its header.
void TableReader::Parts::pick(TableRow& row)
{
    if (all.size() != static_cast<std::size_t>(columns.size())) {
        row.fault = QStringLiteral("%1 cells where the header has %2").arg(all.size()).arg(columns.size());
        return;
    }
    for (const std::size_t place : wanted)
        row.cells.push_back(all[place]);
}

// Reads the next line that is not empty into `line`, or tells in `row` what is wrong with it.
Result<TableReader::Parts::Found> TableReader::Parts::nextFilledLine(TableRow& row, std::string_view& line)
{
    for (;;) {
        const auto read = lines.next();
        row.line = lines.lineNumber();
        if (!read) {
            ANTIPHON_TRY(takeFault(row, read.error()));
            return Found::Fault;
        }
        if (!*read)
            return Found::End;
        if ((*read)->empty())
            continue;
        line = **read;
        return Found::Line;
    }
}

// The fault of a single line becomes that of its row; any other error ends the reading.
Result<void> TableReader::Parts::takeFault(TableRow& row, const Error& error)
{
    if (!isFaultOfALine(error))
        return fail(error);
    row.line = error.line;
    row.fault = faultOf(error);
    return {};
}

Result<bool> TableReader::Parts::nextTsv(TableRow& row)
{
    std::string_view line;
    ANTIPHON_TRY_ASSIGN(const Found found, nextFilledLine(row, line));
    if (found == Found::Line) {
        splitAt(line, '\t', all);
        pick(row);
    }
    return found != Found::End;
}

Result<bool> TableReader::Parts::nextCsv(TableRow& row)
{
    row.line = 0;
    for (;;) {
        const auto line = lines.next();
        if (!line) {
            ANTIPHON_TRY(takeFault(row, line.error()));
            csv.restart();
            return true;
        }
        if (!*line) {
            if (row.line == 0)
                return false;
            csv.restart();
            row.fault = QStringLiteral("a quotation is not closed before the end of the file");
            return true;
        }
        if ((*line)->empty() && row.line == 0)
            continue;
        if (row.line == 0)
            row.line = lines.lineNumber();
        if (csv.feed(**line, all)) {
            pick(row);
            return true;
        }
        if (csv.isTooLong()) {
            Error error{ErrorCode::WrongFormat, lines.path(), row.line,
                        QStringLiteral("a quotation opens here and does not end")};
            return fail(std::move(error));
        }
    }
}

Result<bool> TableReader::Parts::nextJson(TableRow& row)
{
    if (holds) {
        holds = false;
        row.line = 1;
        readJson(row, held);
        return true;
    }
    std::string_view line;
    ANTIPHON_TRY_ASSIGN(const Found found, nextFilledLine(row, line));
    if (found == Found::Line)
        readJson(row, line);
    return found != Found::End;
}

namespace {

void appendScalar(std::string& text, const simdjson::dom::element& value)
{
    if (std::string_view string; value.get(string) == simdjson::SUCCESS)
        text.append(string);
    else if (!value.is_null())
        text.append(simdjson::to_string(value));
}

} // namespace

void TableReader::Parts::readJson(TableRow& row, std::string_view line)
{
    simdjson::dom::object object;
    if (const auto error = parser.parse(line.data(), line.size()).get(object); error != simdjson::SUCCESS) {
        row.fault = error == simdjson::INCORRECT_TYPE ? QStringLiteral("the line is not a JSON object")
                                                      : QStringLiteral("the line is not complete JSON");
        return;
    }
    for (std::size_t i = 0; i < keys.size(); ++i) {
        texts[i].clear();
        simdjson::dom::element value;
        if (object[keys[i]].get(value) == simdjson::SUCCESS) {
            seen[i] = true;
            simdjson::dom::array list;
            if (value.get(list) == simdjson::SUCCESS) {
                for (const auto item : list) {
                    if (!texts[i].empty())
                        texts[i].push_back(listSeparator);
                    appendScalar(texts[i], item);
                }
            } else {
                appendScalar(texts[i], value);
            }
        }
        row.cells.emplace_back(texts[i]);
    }
}

TableReader::TableReader(std::unique_ptr<Parts> parts) : m_parts(std::move(parts)) {}
TableReader::TableReader(TableReader&&) noexcept = default;
TableReader& TableReader::operator=(TableReader&&) noexcept = default;
TableReader::~TableReader() = default;

Result<TableReader> TableReader::open(const QString& path)
{
    ANTIPHON_TRY_ASSIGN(LineReader lines, LineReader::open(path));
    auto parts = std::make_unique<Parts>(std::move(lines));
    ANTIPHON_TRY(parts->readHeader());
    return TableReader(std::move(parts));
}

TableSyntax TableReader::format() const
{
    return m_parts->format;
}

const QStringList& TableReader::columns() const
{
    return m_parts->columns;
}

Result<void> TableReader::select(const QStringList& columns)
{
    Parts& parts = *m_parts;
    parts.wanted.clear();
    parts.keys.clear();
    for (const QString& column : columns) {
        const qsizetype place = parts.columns.indexOf(column);
        if (place < 0 && parts.format != TableSyntax::JsonLines)
            return fail(Error{ErrorCode::MissingColumn, parts.lines.path(), 1, column});
        parts.wanted.push_back(static_cast<std::size_t>(place));
        parts.keys.push_back(column.toStdString());
    }
    parts.seen.assign(parts.keys.size(), false);
    parts.texts.assign(parts.keys.size(), {});
    return {};
}

Result<bool> TableReader::next(TableRow& row)
{
    row.cells.clear();
    row.fault.clear();
    switch (m_parts->format) {
    case TableSyntax::Csv:
        return m_parts->nextCsv(row);
    case TableSyntax::JsonLines:
        return m_parts->nextJson(row);
    case TableSyntax::Tsv:
        break;
    }
    return m_parts->nextTsv(row);
}

QStringList TableReader::neverSeen() const
{
    QStringList names;
    if (m_parts->format == TableSyntax::JsonLines)
        for (std::size_t i = 0; i < m_parts->keys.size(); ++i)
            if (!m_parts->seen[i])
                names << QString::fromStdString(m_parts->keys[i]);
    return names;
}

qint64 TableReader::bytesRead() const
{
    return m_parts->lines.bytesRead();
}

qint64 TableReader::bytesTotal() const
{
    return m_parts->lines.bytesTotal();
}

Result<TablePreview> previewTable(const QString& path, int rows)
{
    ANTIPHON_TRY_ASSIGN(TableReader reader, TableReader::open(path));
    ANTIPHON_TRY(reader.select(reader.columns()));
    TablePreview preview{reader.format(), reader.columns(), {}};
    TableRow row;
    while (preview.rows.size() < rows) {
        ANTIPHON_TRY_ASSIGN(const bool found, reader.next(row));
        if (!found)
            break;
        QStringList cells;
        for (const std::string_view cell : row.cells)
            cells << fromUtf8(cell).replace(QLatin1Char(TableReader::listSeparator), QStringLiteral(", "));
        if (row.fault.isEmpty())
            preview.rows << cells;
    }
    return preview;
}

} // namespace antiphon
