#include "core/catalogue/indexcache.h"

#include "core/catalogue/cataloguestore.h"
#include "core/catalogue/stablehash.h"
#include "core/catalogue/trackeditstore.h"

#include <QDir>
#include <QSaveFile>

namespace antiphon {

namespace {

constexpr quint32 tracksWorthACache = 10'000;
const QLatin1String infix(".index-");

void removeForgotten(const Connection& connection)
{
    const auto ready = readyCatalogues(connection);
    if (!ready)
        return;
    const QFileInfo project(connection.path());
    const QString prefix = project.fileName() + infix;
    const QStringList files = project.dir().entryList({prefix + QLatin1Char('*')}, QDir::Files);
    for (const QString& file : files) {
        const auto id = CatalogueId::fromText(QStringView(file).sliced(prefix.size()));
        const bool isThere =
            !id || std::any_of(ready->begin(), ready->end(),
                               [&](const Catalogue& catalogue) { return catalogue.id == *id; });
        if (!isThere)
            QFile::remove(project.dir().filePath(file));
    }
}

} // namespace

Result<IndexKey> indexKey(const Connection& connection, CatalogueId id)
{
    ANTIPHON_TRY_ASSIGN(const Catalogue catalogue, readCatalogue(connection, id));
    ANTIPHON_TRY_ASSIGN(const QByteArray edits, trackStamp(connection, id));
    const QByteArray content = QByteArray::number(catalogue.tracks) + '/' +
                               QByteArray::number(catalogue.values) + '/' +
                               QByteArray::number(catalogue.createdAt) + '/' + edits + '/' + catalogue.map;
    return IndexKey{id, stableHash({content.data(), static_cast<std::size_t>(content.size())})};
}

QString indexCachePath(const Connection& connection, CatalogueId catalogue)
{
    return connection.path() + infix + catalogue.toText();
}

void leaveIndexCache(const Connection& connection, const IndexImage& image)
{
    if (image.trackCount() < tracksWorthACache || connection.path().isEmpty())
        return;
    QSaveFile file(indexCachePath(connection, image.key().catalogue));
    if (!file.open(QIODevice::WriteOnly))
        return;
    // Who may read the project may read its cache, and nobody else.
    file.setPermissions(QFile::permissions(connection.path()));
    const auto bytes = image.bytes();
    const auto size = static_cast<qint64>(bytes.size());
    if (file.write(reinterpret_cast<const char*>(bytes.data()), size) == size && file.commit())
        removeForgotten(connection);
}

} // namespace antiphon
