#include "core/base/newfolder.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <cstdio>

namespace antiphon {

namespace {

Result<void> refuseTaken(const QString& path)
{
    const QFileInfo info(path);
    if (info.isDir() &&
        !QDir(path).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot))
        return fail(ErrorCode::AlreadyExists, path,
                    QStringLiteral("the folder holds files; choose a new one or an empty one"));
    if (info.exists() && !info.isDir())
        return fail(ErrorCode::AlreadyExists, path, QStringLiteral("it is a file, a folder is needed"));
    return {};
}

} // namespace

Result<NewFolder> NewFolder::begin(const QString& path)
{
    const QFileInfo info(QDir::cleanPath(QFileInfo(path).absoluteFilePath()));
    ANTIPHON_TRY(refuseTaken(info.filePath()));
    const QString unseen = info.dir().filePath(QStringLiteral(".%1.unfinished").arg(info.fileName()));
    QDir(unseen).removeRecursively();
    if (!QDir().mkpath(unseen))
        return fail(ErrorCode::PermissionDenied, info.filePath(),
                    QStringLiteral("the folder can not be made"));
    return NewFolder(info.filePath(), unseen);
}

NewFolder::NewFolder(NewFolder&& other) noexcept
    : m_path(std::move(other.m_path)), m_unseen(std::exchange(other.m_unseen, {}))
{
}

NewFolder::~NewFolder()
{
    if (!m_unseen.isEmpty())
        QDir(m_unseen).removeRecursively();
}

QString NewFolder::filePath(const QString& name) const
{
    const QFileInfo info(QDir(m_unseen).filePath(name));
    QDir().mkpath(info.path());
    return info.filePath();
}

Result<void> NewFolder::commit()
{
    ANTIPHON_TRY(refuseTaken(m_path));
    if (QFileInfo::exists(m_path))
        QDir().rmdir(m_path);
    if (!QDir().rename(m_unseen, m_path))
        return fail(ErrorCode::WriteFailed, m_path, QStringLiteral("the folder can not be named so"));
    m_unseen.clear();
    return {};
}

Result<NewFile> NewFile::begin(const QString& path)
{
    const QFileInfo info(QDir::cleanPath(QFileInfo(path).absoluteFilePath()));
    if (info.isDir())
        return fail(ErrorCode::NotAFile, path);
    if (!info.dir().exists() || (info.exists() && !info.isWritable()))
        return fail(ErrorCode::PermissionDenied, path, QStringLiteral("the file can not be written there"));
    return NewFile(info.filePath(),
                   info.dir().filePath(QStringLiteral(".%1.unfinished").arg(info.fileName())));
}

NewFile::NewFile(NewFile&& other) noexcept
    : m_path(std::move(other.m_path)), m_unseen(std::exchange(other.m_unseen, {}))
{
}

NewFile::~NewFile()
{
    if (!m_unseen.isEmpty())
        QFile::remove(m_unseen);
}

Result<void> NewFile::commit()
{
    if (std::rename(QFile::encodeName(m_unseen).constData(), QFile::encodeName(m_path).constData()) != 0)
        return fail(ErrorCode::WriteFailed, m_path, QStringLiteral("the file can not be named so"));
    m_unseen.clear();
    return {};
}

} // namespace antiphon
