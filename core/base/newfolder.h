// Folders and files that appear when all of them is written.
#pragma once

#include "core/base/result.h"

namespace antiphon {

// Files are written into an unseen folder beside the final one, which takes its name at the end. Without
// commit() the folder is removed again; what a killed program left is removed by the next one that writes the
// same folder.
class NewFolder
{
public:
    // Errors: AlreadyExists where `path` is a file or holds anything; PermissionDenied.
    static Result<NewFolder> begin(const QString& path);
    NewFolder(NewFolder&& other) noexcept;
    NewFolder& operator=(NewFolder&&) = delete;
    ~NewFolder();

    // Where to write a file by its name in the folder; folders on the way are made.
    QString filePath(const QString& name) const;
    // Errors: AlreadyExists when something came to lie there meanwhile; WriteFailed.
    Result<void> commit();

private:
    NewFolder(QString path, QString unseen) : m_path(std::move(path)), m_unseen(std::move(unseen)) {}
    QString m_path;
    QString m_unseen; // empty: nothing to remove
};

// The same for one file, which takes the place of one that is there.
class NewFile
{
public:
    // Errors: NotAFile where `path` is a folder; PermissionDenied.
    static Result<NewFile> begin(const QString& path);
    NewFile(NewFile&& other) noexcept;
    NewFile& operator=(NewFile&&) = delete;
    ~NewFile();

    const QString& unseenPath() const { return m_unseen; } // to write to
    // Errors: WriteFailed, PermissionDenied.
    Result<void> commit();

private:
    NewFile(QString path, QString unseen) : m_path(std::move(path)), m_unseen(std::move(unseen)) {}
    QString m_path;
    QString m_unseen;
};

} // namespace antiphon
