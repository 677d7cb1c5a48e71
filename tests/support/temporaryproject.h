// A project file that lives as long as the test.
#pragma once

#include "core/storage/project.h"

#include <QDir>
#include <QTemporaryDir>

namespace antiphon::test {

class TemporaryProject
{
public:
    // In the folder for temporary files, or in another one.
    explicit TemporaryProject(const QString& under = QDir::tempPath());
    const Connection& connection() const { return *m_connection; }
    QString path() const { return filePath(QStringLiteral("test.antiphon")); }
    QString filePath(const QString& name) const { return m_folder.filePath(name); }
    // Writes a file beside the project and returns its path.
    QString writeFile(const QString& name, const QByteArray& content) const;
    // Closes and opens again, as a restart of the program does.
    void restart();

private:
    QTemporaryDir m_folder;
    std::optional<Connection> m_connection;
};

// Every row of every recorded table as text, in the order of its key: two equal dumps are two equal states.
QString dumpOfRecordedTables(const Connection& connection);

// Every row of every table of the project, the history and the full-text index included, as one text.
QString dumpOfAllTables(const Connection& connection);

// A folder in memory where there is one: for tests of thousands of commits, which would wait for the disk.
QString folderInMemory();

// The folder of real data beside the project, or nothing where it is absent: tests that need it skip.
std::optional<QString> sharedData();

} // namespace antiphon::test
