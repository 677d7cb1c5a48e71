#include "core/storage/statement.h"

#include "core/storage/connection.h"
#include "core/storage/sqlite.h"

#include <cstring>

namespace antiphon {

void Statement::Finalize::operator()(sqlite3_stmt* statement) const
{
    sqlite3_finalize(statement);
}

// Binding fails only for a position that the statement does not have: a broken invariant.
static void check([[maybe_unused]] int status)
{
    Q_ASSERT(status == SQLITE_OK);
}

Statement& Statement::bind(int position, qint64 value)
{
    check(sqlite3_bind_int64(m_handle.get(), position, value));
    return *this;
}

Statement& Statement::bind(int position, double value)
{
    check(sqlite3_bind_double(m_handle.get(), position, value));
    return *this;
}

Statement& Statement::bind(int position, const QString& value)
{
    const QByteArray utf8 = value.toUtf8();
    check(sqlite3_bind_text(m_handle.get(), position, utf8.constData(), static_cast<int>(utf8.size()),
                            SQLITE_TRANSIENT));
    return *this;
}

Statement& Statement::bind(int position, const QByteArray& blob)
{
    check(sqlite3_bind_blob64(m_handle.get(), position, blob.constData(),
                              static_cast<sqlite3_uint64>(blob.size()), SQLITE_TRANSIENT));
    return *this;
}

Statement& Statement::bind(int position, std::string_view utf8)
{
    const char* data = utf8.empty() ? "" : utf8.data();
    check(sqlite3_bind_text64(m_handle.get(), position, data, utf8.size(), SQLITE_STATIC, SQLITE_UTF8));
    return *this;
}

Statement& Statement::bindBytes(int position, std::string_view blob)
{
    const char* data = blob.empty() ? "" : blob.data();
    check(sqlite3_bind_blob64(m_handle.get(), position, data, blob.size(), SQLITE_STATIC));
    return *this;
}

Statement& Statement::bind(int position, const IdBytes& bytes)
{
    check(sqlite3_bind_blob(m_handle.get(), position, bytes.data(), static_cast<int>(bytes.size()),
                            SQLITE_TRANSIENT));
    return *this;
}

Statement& Statement::bindNull(int position)
{
    check(sqlite3_bind_null(m_handle.get(), position));
    return *this;
}

Result<bool> Statement::step()
{
    const int status = sqlite3_step(m_handle.get());
    if (status == SQLITE_ROW)
        return true;
    if (status == SQLITE_DONE)
        return false;
    return fail(sqliteError(m_db, status));
}

Result<void> Statement::run()
{
    for (;;) {
        auto row = step();
        if (!row || !*row) {
            sqlite3_reset(m_handle.get());
            if (!row)
                return fail(row.error());
            return {};
        }
    }
}

Statement& Statement::reset()
{
    sqlite3_reset(m_handle.get());
    return *this;
}

int Statement::columnCount() const
{
    return sqlite3_column_count(m_handle.get());
}

bool Statement::isBlob(int column) const
{
    return sqlite3_column_type(m_handle.get(), column) == SQLITE_BLOB;
}

bool Statement::isNull(int column) const
{
    return sqlite3_column_type(m_handle.get(), column) == SQLITE_NULL;
}

qint64 Statement::integer(int column) const
{
    return sqlite3_column_int64(m_handle.get(), column);
}

double Statement::real(int column) const
{
    return sqlite3_column_double(m_handle.get(), column);
}

std::string_view Statement::utf8(int column) const
{
    const auto* data = reinterpret_cast<const char*>(sqlite3_column_text(m_handle.get(), column));
    return data ? std::string_view(data,
                                   static_cast<std::size_t>(sqlite3_column_bytes(m_handle.get(), column)))
                : std::string_view();
}

QString Statement::text(int column) const
{
    const std::string_view view = utf8(column);
    return QString::fromUtf8(view.data(), static_cast<qsizetype>(view.size()));
}

std::string_view Statement::bytes(int column) const
{
    const auto* data = static_cast<const char*>(sqlite3_column_blob(m_handle.get(), column));
    return data ? std::string_view(data,
                                   static_cast<std::size_t>(sqlite3_column_bytes(m_handle.get(), column)))
                : std::string_view();
}

QByteArray Statement::blob(int column) const
{
    const std::string_view view = bytes(column);
    return QByteArray(view.data(), static_cast<qsizetype>(view.size()));
}

IdBytes Statement::idBytes(int column) const
{
    IdBytes id{};
    const std::string_view view = bytes(column);
    if (view.size() == id.size())
        std::memcpy(id.data(), view.data(), id.size());
    return id;
}

} // namespace antiphon
