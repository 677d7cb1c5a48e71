#include "core/storage/connection.h"

#include "core/storage/sqlite.h"

#include <QFileInfo>

#include <cerrno>

namespace antiphon {

namespace {

constexpr int busyPatienceMs = 10'000;

ErrorCode codeOf(sqlite3* db, int status)
{
    switch (status & 0xff) {
    case SQLITE_FULL:
        return ErrorCode::DiskFull;
    case SQLITE_IOERR:
        return sqlite3_system_errno(db) == ENOSPC || sqlite3_system_errno(db) == EDQUOT
                   ? ErrorCode::DiskFull
                   : ErrorCode::WriteFailed;
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
        return ErrorCode::PermissionDenied;
    case SQLITE_CANTOPEN:
        return sqlite3_system_errno(db) == ENOSPC ? ErrorCode::DiskFull : ErrorCode::PermissionDenied;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return ErrorCode::ProjectBusy;
    case SQLITE_NOTADB:
        return ErrorCode::NotAProject;
    case SQLITE_CORRUPT:
        return ErrorCode::DamagedProject;
    case SQLITE_INTERRUPT:
        return ErrorCode::Cancelled;
    default:
        return ErrorCode::Internal;
    }
}

QString fileOf(sqlite3* db)
{
    const char* name = sqlite3_db_filename(db, "main");
    return QString::fromUtf8(name ? name : "");
}

} // namespace

Error sqliteError(sqlite3* db, int status)
{
    const ErrorCode code = codeOf(db, status);
    const QString message = QString::fromUtf8(sqlite3_errmsg(db));
    return Error{code, fileOf(db), 0, code == ErrorCode::Internal ? message : QString()};
}

void Connection::Close::operator()(sqlite3* db) const
{
    sqlite3_close_v2(db);
}

Result<Connection> Connection::open(const QString& path, Access access)
{
    const QFileInfo info(path);
    if (info.isDir())
        return fail(ErrorCode::NotAFile, path);
    if (access != Access::Create && !info.exists())
        return fail(ErrorCode::NotFound, path);
    if (info.exists() && (!info.isReadable() || (access != Access::ReadOnly && !info.isWritable())))
        return fail(ErrorCode::PermissionDenied, path);
    // URIs are for ATTACH; a path of ours is absolute, so it is never taken for one.
    int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_URI;
    flags |= access == Access::ReadOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
    if (access == Access::Create)
        flags |= SQLITE_OPEN_CREATE;
    sqlite3* db = nullptr;
    const int status = sqlite3_open_v2(info.absoluteFilePath().toUtf8().constData(), &db, flags, nullptr);
    Connection connection(db);
    if (status != SQLITE_OK) {
        Error error = sqliteError(db, status);
        error.subject = path;
        return fail(std::move(error));
    }
    // A handler of our own: SQLite's waits up to 100 ms between tries, too long for a person's edit during an
    // import.
    sqlite3_busy_handler(
        db,
        [](void*, int tries) {
            sqlite3_sleep(2);
            return tries < busyPatienceMs / 2 ? 1 : 0;
        },
        nullptr);
    ANTIPHON_TRY(connection.execute(
        "PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -8192;"));
    if (access != Access::ReadOnly)
        ANTIPHON_TRY(connection.execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"));
    return connection;
}

QString Connection::path() const
{
    return fileOf(m_db.get());
}

Result<Statement> Connection::prepare(std::string_view sql) const
{
    sqlite3_stmt* statement = nullptr;
    const int status =
        sqlite3_prepare_v2(m_db.get(), sql.data(), static_cast<int>(sql.size()), &statement, nullptr);
    if (status != SQLITE_OK)
        return fail(sqliteError(m_db.get(), status));
    return Statement(m_db.get(), statement);
}

Result<void> Connection::execute(const char* sql) const
{
    const int status = sqlite3_exec(m_db.get(), sql, nullptr, nullptr, nullptr);
    if (status != SQLITE_OK)
        return fail(sqliteError(m_db.get(), status));
    return {};
}

Result<qint64> Connection::integer(std::string_view sql) const
{
    ANTIPHON_TRY_ASSIGN(auto statement, prepare(sql));
    ANTIPHON_TRY_ASSIGN(const bool found, statement.step());
    return found ? statement.integer(0) : 0;
}

qint64 Connection::changes() const
{
    return sqlite3_changes64(m_db.get());
}

Result<void> Connection::setDurability(Durability durability) const
{
    return execute(durability == Durability::Full ? "PRAGMA synchronous = FULL"
                                                  : "PRAGMA synchronous = NORMAL");
}

void Connection::interrupt() const
{
    sqlite3_interrupt(m_db.get());
}

Result<void> Connection::backupTo(const QString& path) const
{
    ANTIPHON_TRY_ASSIGN(Connection target, open(path, Access::Create));
    sqlite3_backup* backup = sqlite3_backup_init(target.handle(), "main", m_db.get(), "main");
    if (!backup)
        return fail(sqliteError(target.handle(), sqlite3_errcode(target.handle())));
    const int status = sqlite3_backup_step(backup, -1);
    sqlite3_backup_finish(backup);
    if (status != SQLITE_DONE)
        return fail(sqliteError(target.handle(), status));
    return {};
}

Result<Transaction> Transaction::begin(const Connection& connection)
{
    ANTIPHON_TRY(connection.execute("BEGIN IMMEDIATE"));
    return Transaction(connection.handle());
}

Transaction::~Transaction()
{
    if (m_db && !sqlite3_get_autocommit(m_db))
        sqlite3_exec(m_db, "ROLLBACK", nullptr, nullptr, nullptr);
}

Result<void> Transaction::commit()
{
    const int status = sqlite3_exec(m_db, "COMMIT", nullptr, nullptr, nullptr);
    if (status != SQLITE_OK)
        return fail(sqliteError(m_db, status)); // the destructor rolls back
    m_db = nullptr;
    return {};
}

} // namespace antiphon
