#include "ui/corpus/importjob.h"

#include "core/corpus/listexport.h"
#include "core/storage/project.h"
#include "ui/widgets/numbers.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace antiphon {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("CorpusJobs", text);
}

// "1 turn", "4,258 turns".
QString counted(qint64 count, const char* one, const char* many)
{
    return count == 1 ? tr(one) : tr(many).arg(countText(count));
}

template<typename T>
void tellEnd(const WorkspaceContext& context, const Result<T>& result, const QString& text)
{
    if (result)
        context.notify(Notice{NoticeKind::Done, text});
    else if (result.error().code != ErrorCode::Cancelled)
        context.notify(noticeOf(result.error()));
}

} // namespace

QString filesText(const QStringList& files)
{
    const QString first = QFileInfo(files.value(0)).fileName();
    return files.size() < 2 ? first : tr("%1 and %2 more").arg(first).arg(files.size() - 1);
}

QString importText(const CorpusImportReport& report)
{
    QStringList parts{counted(report.dialogues, "1 dialogue", "%1 dialogues"),
                      counted(report.turns, "1 turn", "%1 turns")};
    if (report.tracks > 0)
        parts << counted(report.tracks, "1 track became known", "%1 tracks became known");
    QString text = parts.join(QStringLiteral(", ")) + QStringLiteral(". ");
    if (report.emptyTurns > 0)
        text += counted(report.emptyTurns, "1 turn has no text. ", "%1 turns have no text. ");
    if (report.unchanged > 0)
        text +=
            counted(report.unchanged, "1 dialogue was there already. ", "%1 dialogues were there already. ");
    if (report.skippedPrompts > 0)
        text += counted(report.skippedPrompts, "1 system prompt was left out. ",
                        "%1 system prompts were left out. ");
    return text.trimmed();
}

JobNumber startImport(const WorkspaceContext& context, QObject* owner, const CorpusImport& request,
                      std::function<void(const Result<CorpusImportReport>&)> done)
{
    const auto work = [path = context.session.path(), actor = context.session.actor(),
                       request](const JobContext& job) -> Result<CorpusImportReport> {
        ANTIPHON_TRY_ASSIGN(const Connection connection, openProject(path));
        return importCorpus(connection, actor, request, job.cancel, job.progress);
    };
    const auto tell = [&session = context.session,
                       done = std::move(done)](Result<CorpusImportReport> report) {
        if (report)
            session.noteChange();
        done(report);
    };
    return context.jobs.start<CorpusImportReport>(tr("Importing %1").arg(filesText(request.files)), owner,
                                                  work, tell, importText);
}

JobNumber startExport(const WorkspaceContext& context, QObject* owner, const Source& source,
                      ExportFormat format, const QString& path)
{
    const auto work = [project = context.session.path(), id = source.id, format,
                       path](const JobContext& job) -> Result<CorpusExportReport> {
        ANTIPHON_TRY_ASSIGN(const Connection connection, openProject(project, Access::ReadOnly));
        return exportCorpus(connection, id, format, path, job.cancel, job.progress);
    };
    const auto tell = [context, path](const Result<CorpusExportReport>& report) {
        tellEnd(
            context, report,
            report
                ? tr("%1 dialogues are in %2.").arg(countText(report->dialogues), QFileInfo(path).fileName())
                : QString());
    };
    return context.jobs.start<CorpusExportReport>(tr("Exporting %1").arg(source.name), owner, work, tell);
}

JobNumber startListExport(const WorkspaceContext& context, QObject* owner, const DialogueQuery& query,
                          const QString& path)
{
    const auto work = [project = context.session.path(), query,
                       path](const JobContext& job) -> Result<qint64> {
        ANTIPHON_TRY_ASSIGN(const Connection connection, openProject(project, Access::ReadOnly));
        return exportDialogueList(connection, query, path, job.cancel, job.progress);
    };
    const auto tell = [context, path](const Result<qint64>& rows) {
        tellEnd(context, rows,
                rows ? tr("%1 rows are in %2.").arg(countText(*rows), QFileInfo(path).fileName())
                     : QString());
    };
    return context.jobs.start<qint64>(tr("Exporting the list of dialogues"), owner, work, tell);
}

} // namespace antiphon
