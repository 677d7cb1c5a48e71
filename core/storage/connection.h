// One connection to a SQLite file, for one thread.
#pragma once

#include "core/base/result.h"
#include "core/storage/statement.h"

namespace antiphon {

// The failure of the last call on `db` as an Error whose subject is the file. Full disks, missing permission,
// damage, a busy file and an interrupt have codes of their own; the rest is Internal with SQLite's message.
Error sqliteError(sqlite3* db, int status);

enum class Access { ReadOnly, ReadWrite, Create };
enum class Durability {
    Full,  // on disk before the call returns: for what a person does
    Normal // safe against a killed program, in bursts: for bulk work that can be repeated
};

class Connection
{
public:
    // Opens `path` with WAL, foreign keys on and 10 s of patience with other writers. Knows nothing of
    // projects. Errors: NotFound, NotAFile, PermissionDenied, NotAProject, DamagedProject, DiskFull.
    static Result<Connection> open(const QString& path, Access access);

    QString path() const;
    sqlite3* handle() const { return m_db.get(); }

    Result<Statement> prepare(std::string_view sql) const;
    // Runs a script of statements without parameters.
    Result<void> execute(const char* sql) const;
    // The first column of the first row of a query without parameters; 0 when there is no row.
    Result<qint64> integer(std::string_view sql) const;
    qint64 changes() const; // rows changed by the last statement
    Result<void> setDurability(Durability durability) const;
    // Makes the statement that runs in this connection's thread fail with Cancelled; may be called from any
    // thread.
    void interrupt() const;
    // Copies the whole database to `path` while others may write. Errors: as open.
    Result<void> backupTo(const QString& path) const;

private:
    struct Close
    {
        void operator()(sqlite3* db) const;
    };
    explicit Connection(sqlite3* db) : m_db(db) {}
    std::unique_ptr<sqlite3, Close> m_db;
};

// A transaction that rolls back unless it was committed. Begins at once as a writer, so that it can not fail
// half-way for a lock. Not nestable.
class Transaction
{
public:
    static Result<Transaction> begin(const Connection& connection);
    Transaction(Transaction&& other) noexcept : m_db(std::exchange(other.m_db, nullptr)) {}
    Transaction& operator=(Transaction&&) = delete;
    ~Transaction();
    Result<void> commit();

private:
    explicit Transaction(sqlite3* db) : m_db(db) {}
    sqlite3* m_db; // null once committed
};

} // namespace antiphon
