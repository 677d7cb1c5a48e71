#include "ui/shell/projectfiles.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace antiphon {

namespace {

void removeProject(const QString& path)
{
    for (const char* ending : {"", "-wal", "-shm"})
        QFile::remove(path + QLatin1String(ending));
}

} // namespace

QString projectName(const QString& path)
{
    return QFileInfo(path).completeBaseName();
}

QString withProjectEnding(const QString& path)
{
    return path.endsWith(QLatin1String(".antiphon")) ? path : path + QStringLiteral(".antiphon");
}

Result<QString> openProjectFile(const QString& path)
{
    ANTIPHON_TRY(openProject(path));
    return path;
}

Result<QString> createProjectFile(const QString& path, const FillProject& fillNew, const JobContext& job)
{
    Result<Connection> made = createProject(path);
    if (!made)
        return fail(made.error());
    const Result<void> filled = fillNew ? fillNew(*made, job) : Result<void>();
    if (filled)
        return path;
    made = fail(filled.error()); // closes the file
    removeProject(path);
    return fail(filled.error());
}

Result<QString> openOrMakeSample(const QString& path, const FillProject& fill, const JobContext& job)
{
    if (QFileInfo::exists(path))
        return openProjectFile(path);
    QDir().mkpath(QFileInfo(path).absolutePath());
    const QString part = path + QStringLiteral(".part");
    removeProject(part);
    {
        ANTIPHON_TRY_ASSIGN(const Connection connection, createProject(part));
        Result<void> filled = fill ? fill(connection, job) : Result<void>();
        if (!filled) {
            removeProject(part);
            return fail(filled.error());
        }
    }
    if (!QFile::rename(part, path))
        return fail(ErrorCode::WriteFailed, path,
                    QStringLiteral("the finished sample could not be moved to its place"));
    return path;
}

} // namespace antiphon
