#include "core/catalogue/catalogueimport.h"

#include "core/base/boundedqueue.h"
#include "core/catalogue/cataloguestore.h"
#include "core/catalogue/rowmapper.h"
#include "core/catalogue/trackbatch.h"

#include <QElapsedTimer>
#include <QFileInfo>

#include <thread>

namespace antiphon {

namespace {

constexpr qint64 rowsInABatch = 4096;
constexpr std::size_t batchesWaiting = 4;

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

// Reads and maps all rows; stops early when nobody takes the batches any more.
Result<void> readRows(TableReader& reader, RowMapper& mapper, CatalogueImport& import,
                      BoundedQueue<TrackBatch>& batches, const CancelToken& cancel)
{
    TableRow row;
    TrackBatch batch;
    for (qint64 rows = 0;; ++rows) {
        if (rows % rowsInABatch == 0) {
            if (cancel.isCancelled())
                return fail(ErrorCode::Cancelled);
            batch.bytesRead = reader.bytesRead();
            if (!batches.push(std::exchange(batch, {})))
                return {};
        }
        ANTIPHON_TRY_ASSIGN(const bool found, reader.next(row));
        if (!found)
            break;
        if (row.fault.isEmpty())
            row.fault = mapper.take(row.cells);
        if (row.fault.isEmpty())
            batch.add(mapper.row());
        else
            reject(import, row.line, row.fault);
    }
    batch.bytesRead = reader.bytesRead();
    batches.push(std::move(batch));
    return {};
}

Result<void> writeRows(CatalogueWriter& writer, BoundedQueue<TrackBatch>& batches, qint64 total,
                       const ProgressSink& progress)
{
    while (const std::optional<TrackBatch> batch = batches.pop()) {
        for (std::size_t place = 0; place < batch->size(); ++place)
            ANTIPHON_TRY(writer.add(batch->row(place)));
        report(progress, batch->bytesRead, total, QStringLiteral("bytes"));
    }
    return {};
}

// Rows are read and mapped in a thread of their own while this one, to which the connection belongs, writes.
Result<void> copyRows(TableReader& reader, RowMapper& mapper, CatalogueWriter& writer,
                      CatalogueImport& import, const CancelToken& cancel, const ProgressSink& progress)
{
    BoundedQueue<TrackBatch> batches(batchesWaiting);
    Result<void> read;
    const qint64 total = reader.bytesTotal();
    std::thread readerThread([&] {
        read = readRows(reader, mapper, import, batches, cancel);
        batches.close();
    });
    const Result<void> written = writeRows(writer, batches, total, progress);
    batches.close();
    readerThread.join();
    return read ? written : read;
}

Result<void> fill(const QString& path, TableReader& reader, RowMapper& mapper, CatalogueWriter& writer,
                  CatalogueImport& import, const CancelToken& cancel, const ProgressSink& progress)
{
    ANTIPHON_TRY(copyRows(reader, mapper, writer, import, cancel, progress));
    const QStringList neverSeen = reader.neverSeen();
    if (!neverSeen.isEmpty())
        return fail(missingColumn(path, neverSeen.first()));
    ANTIPHON_TRY_ASSIGN(import.catalogue, writer.finish(mapper.differentValues(), mapper.dictionary()));
    if (import.catalogue.tracks > 0)
        return {};
    if (import.rejects.isEmpty())
        return fail(ErrorCode::WrongFormat, path, QStringLiteral("it has a header but no rows"));
    Error error{ErrorCode::WrongFormat, path, import.rejects.first().line,
                QStringLiteral("none of its rows could be taken: ") + import.rejects.first().reason};
    return fail(std::move(error));
}

} // namespace

Result<void> writeAndPublish(const Connection& connection, const Actor& actor, const Catalogue& catalogue,
                             const QString& label, const std::function<Result<void>(CatalogueWriter&)>& fill)
{
    CatalogueId id;
    Result<void> done = [&]() -> Result<void> {
        // The writer's open transaction must have ended before its rows can be deleted.
        ANTIPHON_TRY_ASSIGN(CatalogueWriter writer, CatalogueWriter::begin(connection, catalogue));
        id = writer.catalogueId();
        return fill(writer);
    }();
    if (done)
        done = EditHistory(connection).record(actor, label, [&] {
            return setCatalogueState(connection, id, CatalogueState::Ready);
        });
    if (!done && !id.isNull()) // when this fails too, the next import tries again
        static_cast<void>(deleteUnfinishedCatalogue(connection, id));
    return done;
}

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
    CatalogueImport import;
    ANTIPHON_TRY(writeAndPublish(connection, actor, catalogue,
                                 QStringLiteral("Import %1").arg(catalogue.name),
                                 [&](CatalogueWriter& writer) {
                                     return fill(path, reader, mapper, writer, import, cancel, progress);
                                 }));
    import.catalogue.state = CatalogueState::Ready;
    import.seconds = static_cast<double>(timer.elapsed()) / 1000.0;
    return import;
}

} // namespace antiphon
