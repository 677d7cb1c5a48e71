#include "core/storage/migrations.h"

#include <QDir>

namespace antiphon {

const std::vector<QByteArray>& migrations()
{
    static const std::vector<QByteArray> scripts = [] {
        std::vector<QByteArray> found;
        const QDir folder(QStringLiteral(":/antiphon/migrations"));
        for (const QString& name : folder.entryList(QDir::Files, QDir::Name)) {
            QFile file(folder.filePath(name));
            if (file.open(QIODevice::ReadOnly))
                found.push_back(file.readAll());
        }
        Q_ASSERT(!found.empty());
        return found;
    }();
    return scripts;
}

Result<void> migrate(const Connection& connection)
{
    const auto& scripts = migrations();
    ANTIPHON_TRY_ASSIGN(const qint64 version, connection.integer("PRAGMA user_version"));
    for (auto next = version; next < static_cast<qint64>(scripts.size()); ++next) {
        ANTIPHON_TRY_ASSIGN(auto transaction, Transaction::begin(connection));
        // Another program may have migrated between the look and the lock.
        ANTIPHON_TRY_ASSIGN(const qint64 current, connection.integer("PRAGMA user_version"));
        if (current != next)
            continue;
        ANTIPHON_TRY(connection.execute(scripts[static_cast<std::size_t>(next)].constData()));
        ANTIPHON_TRY(connection.execute(
            QByteArray("PRAGMA user_version = " + QByteArray::number(next + 1)).constData()));
        ANTIPHON_TRY(transaction.commit());
    }
    return {};
}

} // namespace antiphon
