#include "ui/cascade/trackfiles.h"

#include "core/catalogue/trackexport.h"
#include "ui/cascade/tracktablemodel.h"
#include "ui/widgets/calmtable.h"
#include "ui/widgets/numbers.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace antiphon {

namespace {

constexpr int titleWidth = 170;
constexpr int artistWidth = 136;
constexpr int albumWidth = 112;
constexpr int numberWidth = 58;
constexpr quint32 tracksLookedAt = 10'000; // whether a column is worth its room

QString translated(const char* text)
{
    return QCoreApplication::translate("TrackFiles", text);
}

void startTrackExport(const WorkspaceContext& context, QWidget* owner, const QString& path,
                      const std::shared_ptr<const TrackList>& list, const TrackRows& rows)
{
    const auto work = [path, list, rows](const JobContext& job) {
        return exportTracks(path, *list->index(), rows, job.cancel, job.progress);
    };
    const auto done = [context, path](const Result<qint64>& written) {
        if (written)
            context.notify(
                {NoticeKind::Done, translated(QT_TRANSLATE_NOOP("TrackFiles", "%1 tracks are in %2."))
                                       .arg(countText(*written), QFileInfo(path).fileName())});
        else if (written.error().code != ErrorCode::Cancelled)
            context.notify(noticeOf(written.error()));
    };
    context.jobs.start<qint64>(translated(QT_TRANSLATE_NOOP("TrackFiles", "Exporting tracks")), owner, work,
                               done);
}

} // namespace

void arrangeColumns(CalmTable& table, const TrackTableModel& tracks)
{
    const CatalogueIndex& index = *tracks.list()->index();
    bool hasAlbums = false;
    for (quint32 track = 0; track < std::min(index.trackCount(), tracksLookedAt) && !hasAlbums; ++track)
        hasAlbums = !index.album(track).empty();
    table.setColumnWidth(0, titleWidth);
    table.setColumnWidth(1, artistWidth);
    table.setColumnWidth(2, albumWidth);
    table.setColumnHidden(2, !hasAlbums);
    for (int column = 3; column + 1 < tracks.columnCount(); ++column)
        table.setColumnWidth(column, numberWidth);
}

void askForTrackFile(const WorkspaceContext& context, QWidget* owner, const QString& name,
                     const TrackTableModel& tracks)
{
    const FileQuestion question{
        translated(QT_TRANSLATE_NOOP("TrackFiles", "Export the tracks in sight")),
        name + QStringLiteral(".csv"),
        translated(QT_TRANSLATE_NOOP("TrackFiles",
                                     "CSV (*.csv);;TSV (*.tsv);;JSON lines (*.jsonl);;Workbook (*.xlsx)"))};
    const TrackRows rows{tracks.rows(), [list = tracks.list(), edited = tracks.edited()](quint32 ordinal) {
                             const auto found = edited.constFind(ordinal);
                             return found == edited.constEnd() ? list->index()->track(ordinal) : *found;
                         }};
    context.files.save(owner, question, [context, owner, list = tracks.list(), rows](const QString& path) {
        startTrackExport(context, owner, path, list, rows);
    });
}

} // namespace antiphon
