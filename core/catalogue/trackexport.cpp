#include "core/catalogue/trackexport.h"

#include "core/base/csvfile.h"
#include "core/base/jsontext.h"
#include "core/base/xlsxfile.h"
#include "core/catalogue/trackjson.h"

#include <QSaveFile>

#include <cerrno>

namespace antiphon {

namespace {

constexpr std::size_t rowsBetweenLooks = 2000;
constexpr qsizetype bytesInABatch = 1 << 20;

QStringList typesOf(const CatalogueIndex& index)
{
    QStringList types;
    for (const IndexedType& type : index.types())
        if (type.origin != TypeOrigin::Artist)
            types << type.name;
    return types;
}

QStringList headerOf(const QStringList& types)
{
    return QStringList{QStringLiteral("id"), QStringLiteral("title"), QStringLiteral("artist"),
                       QStringLiteral("album")} +
           types;
}

QStringList cellsOf(const Track& track, const QStringList& types)
{
    QStringList cells{track.externalId, track.title, track.artist, track.album};
    for (const QString& type : types) {
        QStringList values;
        for (const AttributeValue& value : track.values)
            if (value.type == type)
                values << value.value;
        for (const NumberValue& number : track.numbers)
            if (number.type == type)
                values << QString::number(number.number, 'g', 15);
        cells << values.join(QStringLiteral("; "));
    }
    return cells;
}

QByteArray tsvLine(const QStringList& cells)
{
    QByteArray line;
    for (QString cell : cells) {
        for (const QLatin1Char sign : {QLatin1Char('\t'), QLatin1Char('\n'), QLatin1Char('\r')})
            cell.replace(sign, QLatin1Char(' '));
        line += cell.toUtf8() + '\t';
    }
    line[line.size() - 1] = '\n';
    return line;
}

QByteArray jsonLine(const Track& track)
{
    QByteArray json("{\"id\":");
    appendJsonString(json, track.externalId);
    const std::pair<const char*, const QString&> texts[] = {
        {",\"title\":", track.title}, {",\"artist\":", track.artist}, {",\"album\":", track.album}};
    for (const auto& [key, text] : texts) {
        json.append(key);
        appendJsonString(json, text);
    }
    QByteArray attributes = trackAttributesJson(track);
    attributes[0] = attributes.size() > 2 ? ',' : ' ';
    return json + attributes + '\n';
}

QByteArray lineOf(TrackFormat format, const Track& track, const QStringList& types)
{
    if (format == TrackFormat::JsonLines)
        return jsonLine(track);
    return format == TrackFormat::Tsv ? tsvLine(cellsOf(track, types)) : csvLine(cellsOf(track, types));
}

Failure writeFailure(const QSaveFile& file)
{
    const bool isFull = errno == ENOSPC || errno == EDQUOT;
    return fail(isFull ? ErrorCode::DiskFull : ErrorCode::WriteFailed, file.fileName(), file.errorString());
}

// Calls `use` for each track, looking out for a wish to stop.
Result<void> forEachRow(const TrackRows& rows, const CancelToken& cancel, const ProgressSink& progress,
                        const std::function<Result<void>(const Track&)>& use)
{
    for (std::size_t i = 0; i < rows.ordinals.size(); ++i) {
        if (i % rowsBetweenLooks == 0) {
            if (cancel.isCancelled())
                return fail(ErrorCode::Cancelled, QStringLiteral("export"));
            report(progress, static_cast<qint64>(i), static_cast<qint64>(rows.ordinals.size()),
                   QStringLiteral("tracks"));
        }
        ANTIPHON_TRY(use(rows.track(rows.ordinals[i])));
    }
    return {};
}

Result<QByteArray> workbook(const QStringList& types, const TrackRows& rows, const CancelToken& cancel,
                            const ProgressSink& progress)
{
    if (static_cast<qsizetype>(rows.ordinals.size()) >= XlsxFile::mostRows)
        return fail(ErrorCode::NotPossible,
                    QStringLiteral("a workbook of %1 tracks").arg(rows.ordinals.size()),
                    QStringLiteral("a sheet holds %1 rows and its header; write CSV, TSV or JSON lines")
                        .arg(XlsxFile::mostRows - 1));
    XlsxFile file;
    ANTIPHON_TRY(file.addSheet({QStringLiteral("tracks"), headerOf(types), {14, 34, 26, 26}}));
    ANTIPHON_TRY(forEachRow(rows, cancel, progress, [&](const Track& track) {
        QList<XlsxCell> cells;
        for (const QString& cell : cellsOf(track, types)) {
            bool isNumber = false;
            const double number = cell.toDouble(&isNumber);
            cells << (isNumber && cells.size() > 3 ? XlsxCell(number) : XlsxCell(cell));
        }
        return file.addRow(cells);
    }));
    return file.finish();
}

} // namespace

TrackFormat trackFormatOf(const QString& path)
{
    const auto ends = [&path](const char* ending) {
        return path.endsWith(QLatin1String(ending), Qt::CaseInsensitive);
    };
    if (ends(".tsv"))
        return TrackFormat::Tsv;
    if (ends(".jsonl"))
        return TrackFormat::JsonLines;
    return ends(".xlsx") ? TrackFormat::Workbook : TrackFormat::Csv;
}

Result<qint64> exportTracks(const QString& path, const CatalogueIndex& index, const TrackRows& rows,
                            const CancelToken& cancel, const ProgressSink& progress)
{
    const QStringList types = typesOf(index);
    const TrackFormat format = trackFormatOf(path);
    const auto count = static_cast<qint64>(rows.ordinals.size());
    if (format == TrackFormat::Workbook) {
        ANTIPHON_TRY_ASSIGN(const QByteArray book, workbook(types, rows, cancel, progress));
        ANTIPHON_TRY(writeWholeFile(path, book));
        return count;
    }
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return fail(ErrorCode::PermissionDenied, path, file.errorString());
    errno = 0;
    QByteArray batch;
    if (format != TrackFormat::JsonLines)
        batch = format == TrackFormat::Tsv ? tsvLine(headerOf(types)) : csvLine(headerOf(types));
    ANTIPHON_TRY(forEachRow(rows, cancel, progress, [&](const Track& track) -> Result<void> {
        batch += lineOf(format, track, types);
        if (batch.size() < bytesInABatch)
            return {};
        if (file.write(batch) != batch.size())
            return writeFailure(file);
        batch.clear();
        return {};
    }));
    if (file.write(batch) != batch.size() || !file.commit())
        return writeFailure(file);
    return count;
}

} // namespace antiphon
