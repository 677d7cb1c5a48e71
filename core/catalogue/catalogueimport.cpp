#include "core/catalogue/catalogueimport.h"

#include "core/catalogue/cataloguestore.h"
#include "core/catalogue/rowmapper.h"

#include <QElapsedTimer>
#include <QFileInfo>

namespace antiphon {

namespace {

constexpr qint64 rowsBetweenReports = 1024;

Error missingColumn(const QString& path, const QString& column)
{
    return {ErrorCode::MissingColumn, path, 0, column};
}

void reject(CatalogueImport& import, qint64 line, const QString& reason)
{
    ++import.rejected;
    if (import.rejects.size() < CatalogueImport::rejectsKept)
        import.rejects << RejectedTrack{line, reason};
}

Result<void> readRows(TableReader& reader, RowMapper& mapper, CatalogueWriter& writer,
                      CatalogueImport& import, const CancelToken& cancel, const ProgressSink& progress)
{
    TableRow row;
    for (qint64 rows = 0;; ++rows) {
        if (rows % rowsBetweenReports == 0) {
            if (cancel.isCancelled())
                return fail(ErrorCode::Cancelled);
            report(progress, reader.bytesRead(), reader.bytesTotal(), QStringLiteral("bytes"));
        }
        ANTIPHON_TRY_ASSIGN(const bool found, reader.next(row));
        if (!found)
            return {};
        if (row.fault.isEmpty())
            row.fault = mapper.take(row.cells);
        if (row.fault.isEmpty())
            ANTIPHON_TRY(writer.add(mapper.row()));
        else
            reject(import, row.line, row.fault);
    }
}

Result<CatalogueImport> fill(const QString& path, TableReader& reader, RowMapper& mapper,
                             CatalogueWriter& writer, const CancelToken& cancel, const ProgressSink& progress)
{
    CatalogueImport import;
    ANTIPHON_TRY(readRows(reader, mapper, writer, import, cancel, progress));
    const QStringList neverSeen = reader.neverSeen();
    if (!neverSeen.isEmpty())
        return fail(missingColumn(path, neverSeen.first()));
    ANTIPHON_TRY_ASSIGN(import.catalogue, writer.finish(mapper.differentValues()));
    if (import.catalogue.tracks > 0)
        return import;
    if (import.rejects.isEmpty())
        return fail(ErrorCode::WrongFormat, path, QStringLiteral("it has a header but no rows"));
    Error error{ErrorCode::WrongFormat, path, import.rejects.first().line,
                QStringLiteral("none of its rows could be taken: ") + import.rejects.first().reason};
    return fail(std::move(error));
}

} // namespace

Result<CatalogueImport> importCatalogue(const Connection& connection, const Actor& actor, const QString& path,
                                        const CatalogueMap& map, const QString& name,
                                        const CancelToken& cancel, const ProgressSink& progress)
{
    QElapsedTimer timer;
    timer.start();
    ANTIPHON_TRY_ASSIGN(TableReader reader, TableReader::open(path));
    RowMapper mapper(map);
    ANTIPHON_TRY(reader.select(mapper.columns()));

    Catalogue catalogue;
    catalogue.name = name.isEmpty() ? QFileInfo(path).completeBaseName() : name;
    catalogue.origin = QFileInfo(path).fileName();
    catalogue.map = catalogueMapJson(map);
    CatalogueId id;
    Result<CatalogueImport> import = [&]() -> Result<CatalogueImport> {
        // The writer's open transaction must have ended before its rows can be deleted.
        ANTIPHON_TRY_ASSIGN(CatalogueWriter writer, CatalogueWriter::begin(connection, catalogue));
        id = writer.catalogueId();
        ANTIPHON_TRY_ASSIGN(CatalogueImport filled, fill(path, reader, mapper, writer, cancel, progress));
        return filled;
    }();
    if (import) {
        const auto published =
            EditHistory(connection).record(actor, QStringLiteral("Import %1").arg(catalogue.name), [&] {
                return setCatalogueState(connection, id, CatalogueState::Ready);
            });
        if (!published)
            import = fail(published.error());
    }
    if (!import) {
        if (!id.isNull()) // when this fails too, the next import tries again
            static_cast<void>(deleteUnfinishedCatalogue(connection, id));
        return import;
    }
    import->catalogue.state = CatalogueState::Ready;
    import->seconds = static_cast<double>(timer.elapsed()) / 1000.0;
    return import;
}

} // namespace antiphon
