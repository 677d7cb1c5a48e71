#include "ui/coding/exchangefiles.h"

#include "core/exchange/qdpxfile.h"
#include "core/exchange/qdpximport.h"
#include "core/storage/project.h"
#include "ui/widgets/numbers.h"

#include <QFileInfo>

namespace antiphon {

namespace {

QString fileName(const QString& path)
{
    return QFileInfo(path).fileName();
}

QString lossDetails(const QList<ExchangeLoss>& losses, const QString& kept, const QString& lost)
{
    QStringList lines;
    for (const ExchangeLoss& loss : losses)
        lines << QStringLiteral("%1 (%2)").arg(loss.item, loss.kept ? kept : lost);
    return lines.join(u'\n');
}

void tellImport(const WorkspaceContext& context, const Result<QdpxImport>& result)
{
    if (!result)
        return; // the job list tells it
    const ExchangeWritten& written = result->written;
    QString text = CodingDesk::tr("%1 dialogues, %2 codes, %3 codings and %4 memos added")
                       .arg(countText(written.dialogues), countText(written.codes),
                            countText(written.codings), countText(written.memos));
    if (written.losses.isEmpty()) {
        context.notify({NoticeKind::Done, text + u'.'});
        return;
    }
    text += CodingDesk::tr("; %1 things did not come over as they were.").arg(written.losses.size());
    context.notify(
        {NoticeKind::Warning, text,
         lossDetails(written.losses, CodingDesk::tr("in another form"), CodingDesk::tr("not carried"))});
}

void importProjectFrom(CodingDesk& desk, const QString& path)
{
    const WorkspaceContext& context = desk.context();
    ProjectSession& session = context.session;
    context.jobs.start<QdpxImport>(
        CodingDesk::tr("Importing %1").arg(fileName(path)), &desk,
        [path, project = session.path(),
         actor = session.actor()](const JobContext& job) -> Result<QdpxImport> {
            ANTIPHON_TRY_ASSIGN(const Connection connection, openProject(project));
            return importQdpx(connection, actor, path, {}, job.cancel, job.progress);
        },
        [&desk, &session](const Result<QdpxImport>& result) {
            session.noteChange();
            tellImport(desk.context(), result);
        },
        [](const QdpxImport& result) {
            return CodingDesk::tr("%1 dialogues").arg(countText(result.written.dialogues));
        });
}

void exportProjectTo(CodingDesk& desk, const QString& path)
{
    desk.context().jobs.start<QdpxExport>(
        CodingDesk::tr("Writing %1").arg(fileName(path)), &desk,
        [path, project = desk.context().session.path()](const JobContext& job) -> Result<QdpxExport> {
            ANTIPHON_TRY_ASSIGN(const Connection connection, openProject(project, Access::ReadOnly));
            return exportQdpx(connection, path, {}, job.cancel, job.progress);
        },
        [&desk, path](const Result<QdpxExport>& result) {
            if (result)
                desk.context().notify({NoticeKind::Done,
                                       CodingDesk::tr("Wrote %1; %2 things have no place in the format.")
                                           .arg(fileName(path), countText(result->losses.size())),
                                       lossDetails(result->losses, CodingDesk::tr("kept for Antiphon"),
                                                   CodingDesk::tr("not in the file"))});
        },
        [](const QdpxExport& result) {
            return CodingDesk::tr("%1 dialogues").arg(countText(result.dialogues));
        });
}

} // namespace

QList<FileAct> exchangeFileActs(CodingDesk& desk, QWidget* parent)
{
    const FileDialogs& files = desk.context().files;
    const QString filter = CodingDesk::tr("REFI-QDA project (*.qdpx)");
    const QString importTitle = CodingDesk::tr("Import REFI-QDA project");
    const QString exportTitle = CodingDesk::tr("Export REFI-QDA project");
    return {{QStringLiteral("import-qdpx"), importTitle,
             [&desk, &files, parent, importTitle, filter] {
                 files.open(parent, {importTitle, {}, filter},
                            [&desk](const QString& path) { importProjectFrom(desk, path); });
             }},
            {QStringLiteral("export-qdpx"), exportTitle, [&desk, &files, parent, exportTitle, filter] {
                 const QString name =
                     QFileInfo(desk.context().session.path()).completeBaseName() + QStringLiteral(".qdpx");
                 files.save(parent, {exportTitle, name, filter},
                            [&desk](const QString& path) { exportProjectTo(desk, path); });
             }}};
}

} // namespace antiphon
