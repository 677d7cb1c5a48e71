// A cell of any table, and what a changeset tells of one row: for code that works on rows whatever their
// kind.
#pragma once

#include "core/storage/connection.h"

#include <functional>
#include <variant>
#include <vector>

namespace antiphon {

// Null, integer, real, text or blob.
using Value = std::variant<std::monostate, qint64, double, QString, QByteArray>;
using Row = std::vector<Value>;

// A prepared statement whose parameters and rows are values of any kind.
class RowStatement
{
public:
    static Result<RowStatement> prepare(const Connection& connection, const QByteArray& sql);
    // The first row, or nothing. Errors: those of SQLite, here and below.
    Result<std::optional<Row>> first(const Row& parameters = {});
    Result<std::vector<Row>> all(const Row& parameters = {});
    Result<void> run(const Row& parameters = {});

private:
    RowStatement(sqlite3* db, sqlite3_stmt* handle) : m_db(db), m_handle(handle) {}
    struct Finalize
    {
        void operator()(sqlite3_stmt* statement) const;
    };
    Result<bool> step();
    void start(const Row& parameters);
    sqlite3* m_db;
    std::unique_ptr<sqlite3_stmt, Finalize> m_handle;
};

// The value as JSON and back; a blob is {"hex": "..."}.
QString valueText(const Value& value);
Value valueFromText(const QString& json);
QString rowText(const Row& row); // a JSON list
Row rowFromText(const QString& json);

// One row of a changeset. Cells that the change does not name are empty: an update names the key and what it
// changed.
struct RowChange
{
    QString table;
    char sign = '~'; // '+' added, '~' changed, '-' removed
    std::vector<bool> isKey;
    std::vector<std::optional<Value>> before; // empty where added
    std::vector<std::optional<Value>> after;  // empty where removed
};

// Calls `take` for each row of a changeset in its order; `inverted`: as its undoing would change them.
// Errors: those of SQLite for bytes that are no changeset.
Result<void> forEachRowChange(const QByteArray& changeset, bool inverted,
                              const std::function<void(const RowChange&)>& take);

} // namespace antiphon
