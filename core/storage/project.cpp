#include "core/storage/project.h"

#include "core/storage/blinding.h"
#include "core/storage/migrations.h"

#include <QFile>
#include <QFileInfo>

namespace antiphon {

namespace {

// Looks at the file through a read-only connection, before anything may write to it.
Result<void> checkHeader(const QString& path)
{
    const QFileInfo info(path);
    if (info.isDir())
        return fail(ErrorCode::NotAFile, path);
    if (!info.exists())
        return fail(ErrorCode::NotFound, path);
    if (info.size() == 0)
        return fail(ErrorCode::EmptyFile, path, QStringLiteral("no project was ever written to it"));
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::PermissionDenied, path);
    const QByteArray header = file.read(100);
    if (header.size() < 100 || !header.startsWith("SQLite format 3"))
        return fail(ErrorCode::NotAProject, path);
    return {};
}

Result<void> checkVersion(const Connection& connection, const QString& path)
{
    const auto applicationId = connection.integer("PRAGMA application_id");
    const auto version = connection.integer("PRAGMA user_version");
    for (const auto* value : {&applicationId, &version}) {
        if (!*value)
            return fail(Error{value->error().code, path, 0, value->error().detail});
    }
    if (*applicationId != projectApplicationId)
        return fail(ErrorCode::NotAProject, path);
    if (*version > schemaVersion())
        return fail(
            ErrorCode::NewerProject, path,
            QStringLiteral("its version is %1, this program knows %2").arg(*version).arg(schemaVersion()));
    return {};
}

} // namespace

int schemaVersion()
{
    return static_cast<int>(migrations().size());
}

Result<Connection> createProject(const QString& path)
{
    if (QFileInfo::exists(path))
        return fail(QFileInfo(path).isDir() ? ErrorCode::NotAFile : ErrorCode::AlreadyExists, path);
    Result<Connection> opened = [&]() -> Result<Connection> {
        ANTIPHON_TRY_ASSIGN(Connection connection, Connection::open(path, Access::Create));
        ANTIPHON_TRY(connection.execute("PRAGMA application_id = 1097757801"));
        ANTIPHON_TRY(migrate(connection));
        return connection;
    }();
    static_assert(projectApplicationId == 1097757801);
    if (!opened) {
        for (const char* suffix : {"", "-wal", "-shm"})
            QFile::remove(path + QLatin1String(suffix));
        Error error = opened.error();
        error.subject = path;
        return fail(std::move(error));
    }
    return opened;
}

Result<Connection> openProject(const QString& path, Access access)
{
    ANTIPHON_TRY(checkHeader(path));
    {
        // Looked at read-only first: opening for writing may already change the file. Where the folder of a
        // WAL file may not be written, SQLite needs the writing connection to tell, so only the verdict
        // counts.
        auto probe = Connection::open(path, Access::ReadOnly);
        if (probe)
            ANTIPHON_TRY(checkVersion(*probe, path));
        else if (access == Access::ReadOnly)
            return probe;
    }
    ANTIPHON_TRY_ASSIGN(Connection connection, Connection::open(path, access));
    ANTIPHON_TRY(checkVersion(connection, path));
    if (access == Access::ReadOnly)
        ANTIPHON_TRY(seeAsCoderInHand(connection));
    else
        ANTIPHON_TRY(migrate(connection));
    return connection;
}

Result<qint64> dataVersion(const Connection& connection)
{
    return connection.integer("PRAGMA data_version");
}

Result<QStringList> checkIntegrity(const Connection& connection)
{
    QStringList faults;
    ANTIPHON_TRY_ASSIGN(auto structure, connection.prepare("PRAGMA integrity_check"));
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const bool more, structure.step());
        if (!more)
            break;
        if (const QString line = structure.text(0); line != QLatin1String("ok"))
            faults << line;
    }
    ANTIPHON_TRY_ASSIGN(auto keys, connection.prepare("PRAGMA foreign_key_check"));
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const bool more, keys.step());
        if (!more)
            return faults;
        faults << QStringLiteral("row %2 of %1 points to nothing in %3")
                      .arg(keys.text(0), keys.text(1), keys.text(2));
    }
}

} // namespace antiphon
