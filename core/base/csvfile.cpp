#include "core/base/csvfile.h"

#include <csv.h>

#include <deque>

namespace antiphon {

namespace {

constexpr std::size_t largestRow = 64 * 1024 * 1024;
constexpr std::size_t smallestGrowth = 4096;

int noSpace(unsigned char)
{
    return 0;
}

} // namespace

struct CsvReader::Parts
{
    explicit Parts(LineReader lineReader) : lines(std::move(lineReader)) { restart(); }
    ~Parts() { csv_free(&parser); }
    Parts(const Parts&) = delete;
    Parts& operator=(const Parts&) = delete;

    void restart();
    bool feed(std::string_view bytes);

    LineReader lines;
    csv_parser parser{};
    char separator = ',';
    CsvRow open;          // the row under way
    bool started = false; // some line of it was fed
    std::size_t openBytes = 0;
    std::deque<CsvRow> rows;
    bool ended = false;
};

void CsvReader::Parts::restart()
{
    csv_free(&parser);
    csv_init(&parser, CSV_STRICT_FINI | CSV_APPEND_NULL);
    csv_set_space_func(&parser, noSpace);
    csv_set_delim(&parser, static_cast<unsigned char>(separator));
    open = {};
    started = false;
}

bool CsvReader::Parts::feed(std::string_view bytes)
{
    const auto onField = [](void* text, std::size_t size, void* parts) {
        static_cast<Parts*>(parts)->open.fields
            << QString::fromUtf8(static_cast<const char*>(text), static_cast<qsizetype>(size));
    };
    const auto onRow = [](int, void* parts) {
        auto* self = static_cast<Parts*>(parts);
        self->rows.push_back(std::exchange(self->open, {}));
        self->started = false;
    };
    // libcsv's buffer grows by a fixed portion, 128 bytes if not told otherwise: doubling keeps the copying
    // of a long field linear.
    csv_set_blk_size(&parser, std::max({smallestGrowth, csv_get_buffer_size(&parser), bytes.size()}));
    return csv_parse(&parser, bytes.data(), bytes.size(), onField, onRow, this) == bytes.size();
}

CsvReader::CsvReader(std::unique_ptr<Parts> parts) : m_parts(std::move(parts)) {}
CsvReader::CsvReader(CsvReader&&) noexcept = default;
CsvReader& CsvReader::operator=(CsvReader&&) noexcept = default;
CsvReader::~CsvReader() = default;

Result<CsvReader> CsvReader::open(const QString& path, char separator)
{
    ANTIPHON_TRY_ASSIGN(LineReader lines, LineReader::open(path));
    auto parts = std::make_unique<Parts>(std::move(lines));
    parts->separator = separator;
    parts->restart();
    return CsvReader(std::move(parts));
}

Result<std::optional<CsvRow>> CsvReader::next()
{
    Parts& parts = *m_parts;
    while (parts.rows.empty() && !parts.ended) {
        const auto line = parts.lines.next();
        if (!line) {
            parts.restart();
            return fail(line.error());
        }
        if (!*line) {
            parts.ended = true;
            if (parts.started)
                return fail(Error{ErrorCode::WrongFormat, path(), parts.open.line,
                                  QStringLiteral("a quotation that begins here is never closed")});
            break;
        }
        if (!std::exchange(parts.started, true))
            parts.open.line = parts.lines.lineNumber();
        if ((*line)->empty() && parts.open.fields.isEmpty() && parts.open.line == parts.lines.lineNumber()) {
            parts.started = false; // an empty line between rows
            continue;
        }
        parts.openBytes = parts.open.line == parts.lines.lineNumber() ? 0 : parts.openBytes + (*line)->size();
        if (parts.openBytes > largestRow) {
            const Error error{
                ErrorCode::LineTooLong, path(), parts.open.line,
                QStringLiteral("a row of over 64 MB, perhaps a quotation that is never closed")};
            parts.restart();
            return fail(error);
        }
        if (!parts.feed(**line) || !parts.feed("\n")) {
            const Error error{ErrorCode::WrongFormat, path(), parts.open.line,
                              QString::fromLatin1(csv_strerror(csv_error(&parts.parser)))};
            parts.restart();
            return fail(error);
        }
    }
    if (parts.rows.empty())
        return std::optional<CsvRow>();
    std::optional<CsvRow> row(std::move(parts.rows.front()));
    parts.rows.pop_front();
    return row;
}

qint64 CsvReader::bytesRead() const
{
    return m_parts->lines.bytesRead();
}

qint64 CsvReader::bytesTotal() const
{
    return m_parts->lines.bytesTotal();
}

const QString& CsvReader::path() const
{
    return m_parts->lines.path();
}

Result<void> forEachCsvRow(const QByteArray& csv, const std::function<Result<void>(const QStringList&)>& row)
{
    struct Walk
    {
        const std::function<Result<void>(const QStringList&)>& row;
        QStringList fields = {};
        Result<void> state = {};
    } walk{row};
    const auto onField = [](void* text, std::size_t size, void* to) {
        static_cast<Walk*>(to)->fields
            << QString::fromUtf8(static_cast<const char*>(text), static_cast<qsizetype>(size));
    };
    const auto onRow = [](int, void* to) {
        auto& self = *static_cast<Walk*>(to);
        const QStringList fields = std::exchange(self.fields, {});
        if (self.state)
            self.state = self.row(fields);
    };
    csv_parser parser{};
    csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL);
    csv_set_space_func(&parser, noSpace);
    csv_set_blk_size(&parser, smallestGrowth);
    const auto size = static_cast<std::size_t>(csv.size());
    const bool whole = csv_parse(&parser, csv.constData(), size, onField, onRow, &walk) == size &&
                       csv_fini(&parser, onField, onRow, &walk) == 0;
    const QString fault = QString::fromLatin1(csv_strerror(csv_error(&parser)));
    csv_free(&parser);
    if (!walk.state)
        return walk.state;
    return whole ? Result<void>() : fail(ErrorCode::WrongFormat, QStringLiteral("The table"), fault);
}

QByteArray csvLine(const QStringList& fields)
{
    QByteArray line;
    for (qsizetype i = 0; i < fields.size(); ++i) {
        const QString& field = fields[i];
        const bool quote = std::any_of(field.begin(), field.end(), [](QChar c) {
            return c == QLatin1Char(',') || c == QLatin1Char('"') || c == QLatin1Char('\n') ||
                   c == QLatin1Char('\r');
        });
        if (i > 0)
            line += ',';
        if (quote)
            line += '"' + QString(field).replace(QLatin1Char('"'), QLatin1String("\"\"")).toUtf8() + '"';
        else
            line += field.toUtf8();
    }
    return line + '\n';
}

} // namespace antiphon
