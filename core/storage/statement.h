// A prepared statement with typed binding and reading.
#pragma once

#include "core/base/id.h"
#include "core/base/result.h"

#include <memory>
#include <optional>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace antiphon {

// Positions for bind() are from 1, for columns from 0, as in SQLite. A statement belongs to its connection's
// thread.
//
//   ANTIPHON_TRY_ASSIGN(auto statement, connection.prepare("SELECT name FROM code WHERE id = ?"));
//   statement.bind(1, id);
//   ANTIPHON_TRY_ASSIGN(const bool found, statement.step());
class Statement
{
public:
    Statement(sqlite3* db, sqlite3_stmt* handle) : m_db(db), m_handle(handle) {}

    Statement& bind(int position, qint64 value);
    Statement& bind(int position, int value) { return bind(position, static_cast<qint64>(value)); }
    Statement& bind(int position, double value);
    Statement& bind(int position, const QString& value); // a null string binds as the empty text
    Statement& bind(int position, const QByteArray& blob);
    Statement& bind(int position, std::string_view utf8); // must stay alive until the step
    Statement& bind(int position, const IdBytes& bytes);
    Statement& bindBytes(int position, std::string_view blob); // must stay alive until the step
    Statement& bindNull(int position);
    template<typename Tag>
    Statement& bind(int position, const Id<Tag>& id)
    {
        return id.isNull() ? bindNull(position) : bind(position, id.bytes());
    }
    template<typename Tag>
    Statement& bind(int position, const std::optional<Id<Tag>>& id)
    {
        return id ? bind(position, *id) : bindNull(position);
    }

    // Goes to the next row: true where there is one. Errors: those of Connection::failure().
    Result<bool> step();
    // Steps to the end and rewinds, keeping no row; for statements that change.
    Result<void> run();
    // Rewinds, so that it can be bound and stepped again. Bound values stay.
    Statement& reset();

    int columnCount() const;
    bool isNull(int column) const;
    bool isBlob(int column) const;
    qint64 integer(int column) const;
    double real(int column) const;
    QString text(int column) const;
    std::string_view utf8(int column) const; // valid until the next step
    QByteArray blob(int column) const;
    std::string_view bytes(int column) const; // of a blob; valid until the next step
    template<typename IdType>
    IdType id(int column) const
    {
        return IdType(idBytes(column));
    }

private:
    IdBytes idBytes(int column) const;
    struct Finalize
    {
        void operator()(sqlite3_stmt* statement) const;
    };
    sqlite3* m_db;
    std::unique_ptr<sqlite3_stmt, Finalize> m_handle;
};

} // namespace antiphon
