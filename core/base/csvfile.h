// Tables as comma-separated values (RFC 4180): reading of any size, writing of rows.
#pragma once

#include "core/base/linereader.h"

#include <QStringList>

#include <functional>

namespace antiphon {

struct CsvRow
{
    qint64 line = 0; // where the row begins in the file, from 1
    QStringList fields;
};

// Reads rows one by one; quoted fields may hold separators, quotes and line ends (handed out as LF). Empty
// lines are passed over. Fields keep their blanks.
class CsvReader
{
public:
    // Errors: those of LineReader::open.
    static Result<CsvReader> open(const QString& path, char separator = ',');
    CsvReader(CsvReader&&) noexcept;
    CsvReader& operator=(CsvReader&&) noexcept;
    ~CsvReader();

    // The next row; nothing at the end. Errors: those of LineReader::next, after which reading may go on
    // behind the faulty line; WrongFormat for a quotation that is never closed,
    // LineTooLong for a row of over 64 MB.
    Result<std::optional<CsvRow>> next();

    qint64 bytesRead() const;
    qint64 bytesTotal() const;
    const QString& path() const;

private:
    struct Parts;
    explicit CsvReader(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> m_parts;
};

// Hands out the rows of a table in memory one by one, the header too. Errors: those of `row`, which end the
// walk; WrongFormat for a quotation that is never closed or ends in the middle of a field.
Result<void> forEachCsvRow(const QByteArray& csv, const std::function<Result<void>(const QStringList&)>& row);

// One row with its line end (LF); fields are quoted where they must be.
QByteArray csvLine(const QStringList& fields);

} // namespace antiphon
