#include "ui/coding/mergefiles.h"

#include "core/storage/project.h"
#include "ui/widgets/numbers.h"

#include <QFileInfo>

namespace antiphon {

namespace {

struct Merged
{
    MergeReport report;
    qsizetype open = 0; // conflicts that she who merged may see
};

QString fileName(const QString& path)
{
    return QFileInfo(path).fileName();
}

QString countsText(const MergeCounts& counts)
{
    return CodingDesk::tr("%1 added, %2 changed, %3 removed")
        .arg(countText(counts.added), countText(counts.changed), countText(counts.removed));
}

QString spaced(const QString& table)
{
    return QString(table).replace(u'_', u' ');
}

QString mergedText(const MergeReport& report, const QString& file)
{
    MergeCounts all;
    for (const MergeCounts& counts : report.tables) {
        all.added += counts.added;
        all.changed += counts.changed;
        all.removed += counts.removed;
    }
    if (report.blinded)
        return CodingDesk::tr("Merged %1. You are blind: what other coders did is not told.").arg(file);
    if (report.tables.isEmpty() && report.bulk.isEmpty() && report.alike == 0)
        return CodingDesk::tr("Merged %1: nothing was new.").arg(file);
    QString text = CodingDesk::tr("Merged %1: %2").arg(file, countsText(all));
    if (report.alike > 0)
        text += CodingDesk::tr(", %1 alike").arg(countText(report.alike));
    return text + u'.';
}

void tellMerge(CodingDesk& desk, const QString& file, const Merged& merged)
{
    const WorkspaceContext& context = desk.context();
    QString text = mergedText(merged.report, file);
    if (merged.open == 0) {
        context.notify({NoticeKind::Done, text, mergeDetails(merged.report)});
        return;
    }
    text += QLatin1Char(' ') +
            CodingDesk::tr("%1 to decide.")
                .arg(countedText(merged.open, CodingDesk::tr("conflict"), CodingDesk::tr("conflicts")));
    const auto show = [navigate = context.navigate] {
        navigate(QStringLiteral("code"), QStringLiteral("conflicts"));
    };
    context.notify(
        {NoticeKind::Warning, text, mergeDetails(merged.report), CodingDesk::tr("Show conflicts"), show});
    show();
}

void mergeFrom(CodingDesk& desk, const QString& path)
{
    const WorkspaceContext& context = desk.context();
    ProjectSession& session = context.session;
    context.jobs.start<Merged>(
        CodingDesk::tr("Merging %1").arg(fileName(path)), &desk,
        [path, project = session.path(), actor = session.actor()](const JobContext& job) -> Result<Merged> {
            Merged merged;
            ANTIPHON_TRY_ASSIGN(const Connection connection, openProject(project));
            ANTIPHON_TRY_ASSIGN(merged.report,
                                mergeProject(connection, actor, path, job.cancel, job.progress));
            ANTIPHON_TRY_ASSIGN(const Connection reading, openProject(project, Access::ReadOnly));
            ANTIPHON_TRY_ASSIGN(const auto conflicts, openConflicts(reading));
            merged.open = conflicts.size();
            return merged;
        },
        [&desk, &session, path](const Result<Merged>& result) {
            session.noteChange();
            if (result) // else the job list tells it
                tellMerge(desk, fileName(path), *result);
        },
        [](const Merged& merged) {
            return merged.open > 0 ? CodingDesk::tr("%1 conflicts").arg(countText(merged.open)) : QString();
        });
}

} // namespace

QString mergeDetails(const MergeReport& report)
{
    QStringList lines;
    if (!report.common)
        lines << CodingDesk::tr("The two have no history in common: rows were only added.");
    for (auto table = report.tables.cbegin(); table != report.tables.cend(); ++table)
        lines << CodingDesk::tr("%1: %2").arg(spaced(table.key()), countsText(*table));
    for (auto table = report.bulk.cbegin(); table != report.bulk.cend(); ++table)
        lines << CodingDesk::tr("%1: %2 copied").arg(spaced(table.key()), countText(*table));
    return lines.join(u'\n');
}

QList<FileAct> mergeFileActs(CodingDesk& desk, QWidget* parent)
{
    const FileDialogs& files = desk.context().files;
    const QString filter = CodingDesk::tr("Project (*.antiphon)");
    const QString title = CodingDesk::tr("Merge another copy of the project");
    return {
        {QStringLiteral("merge-project"), title, [&desk, &files, parent, title, filter] {
             files.open(parent, {title, {}, filter}, [&desk](const QString& path) { mergeFrom(desk, path); });
         }}};
}

} // namespace antiphon
