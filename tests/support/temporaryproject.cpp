#include "tests/support/temporaryproject.h"

#include "core/storage/edithistory.h"
#include "core/storage/sqlite.h"

#include <QFileInfo>

namespace antiphon::test {

namespace {

Connection mustOpen(Result<Connection> opened)
{
    if (!opened)
        qFatal("%s", qPrintable(errorSentence(opened.error())));
    return std::move(*opened);
}

QString dumpOfTable(const Connection& connection, const QString& table)
{
    QString dump;
    auto rows =
        connection.prepare(QStringLiteral("SELECT * FROM \"%1\" ORDER BY 1, 2").arg(table).toStdString());
    while (rows && rows->step().value_or(false)) {
        dump += table;
        for (int column = 0; column < rows->columnCount(); ++column)
            dump += QLatin1Char('|') + QString::fromLatin1(rows->blob(column).toPercentEncoding());
        dump += QLatin1Char('\n');
    }
    return dump;
}

} // namespace

TemporaryProject::TemporaryProject(const QString& under)
    : m_folder(under + QStringLiteral("/antiphon-XXXXXX")), m_connection(mustOpen(createProject(path())))
{
}

QString TemporaryProject::writeFile(const QString& name, const QByteArray& content) const
{
    QFile file(filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("cannot write %s", qPrintable(file.fileName()));
    return file.fileName();
}

void TemporaryProject::restart()
{
    m_connection.reset();
    m_connection = mustOpen(openProject(path()));
}

QString dumpOfRecordedTables(const Connection& connection)
{
    QString dump;
    for (const QString& table : recordedTables())
        dump += dumpOfTable(connection, table);
    return dump;
}

QString dumpOfAllTables(const Connection& connection)
{
    QString dump;
    auto tables =
        connection.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' "
                           "AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name");
    while (tables && tables->step().value_or(false))
        dump += dumpOfTable(connection, tables->text(0));
    return dump;
}

QString folderInMemory()
{
    const QFileInfo memory(QStringLiteral("/dev/shm"));
    return memory.isDir() && memory.isWritable() ? memory.filePath() : QDir::tempPath();
}

std::optional<QString> sharedData()
{
    const QString named = qEnvironmentVariable("ANTIPHON_DATA");
    const QDir folder(named.isEmpty() ? QStringLiteral(ANTIPHON_SOURCE_DIR "/../shared/data") : named);
    return folder.exists(QStringLiteral("cpcd")) ? std::optional(folder.absolutePath()) : std::nullopt;
}

} // namespace antiphon::test
