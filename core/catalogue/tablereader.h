// Reading tables of any size row by row: TSV (no quoting), CSV, and JSON lines.
#pragma once

#include "core/base/result.h"

#include <QStringList>

#include <memory>
#include <string_view>
#include <vector>

namespace antiphon {

enum class TableSyntax { Tsv, Csv, JsonLines };

struct TableRow
{
    qint64 line = 0; // where the row begins, from 1
    // One cell for each column asked for, valid until the next row. Several values of a JSON list stand in
    // one cell, separated by `listSeparator`.
    std::vector<std::string_view> cells;
    QString fault; // why the row can not be read; empty for a good one
};

class TableReader
{
public:
    static constexpr char listSeparator = '\x1f';

    // Reads the header. The format follows the file's name (.csv, .tsv, .jsonl), else its first line. Errors:
    // those of LineReader::open, WrongFormat for a file without a header, InvalidText.
    static Result<TableReader> open(const QString& path);
    TableReader(TableReader&&) noexcept;
    TableReader& operator=(TableReader&&) noexcept;
    ~TableReader();

    TableSyntax format() const;
    // The header; of JSON lines the keys of the first line.
    const QStringList& columns() const;
    // Says which columns the rows shall hold, in which order. Errors: MissingColumn, with the column as
    // detail. The keys of JSON lines can not be known beforehand: see neverSeen().
    Result<void> select(const QStringList& columns);
    // Goes to the next row; false at the end. Empty lines are passed over. A row that can not be read has a
    // fault. Errors: ReadFailed; WrongFormat for a quotation that runs over more than 16 MB.
    Result<bool> next(TableRow& row);
    // JSON lines: those of the selected columns that no row has had so far.
    QStringList neverSeen() const;

    qint64 bytesRead() const;
    qint64 bytesTotal() const;

private:
    struct Parts;
    explicit TableReader(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> m_parts;
};

// The first rows of a table, for people and for guessing a map.
struct TablePreview
{
    TableSyntax format = TableSyntax::Tsv;
    QStringList columns;
    QList<QStringList> rows;
};
// Errors: those of TableReader.
Result<TablePreview> previewTable(const QString& path, int rows);

} // namespace antiphon
