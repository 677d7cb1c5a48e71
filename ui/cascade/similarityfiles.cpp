#include "ui/cascade/similarityfiles.h"

#include "core/storage/project.h"
#include "ui/widgets/numbers.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace antiphon {

namespace {

using IndexPointer = std::shared_ptr<const CatalogueIndex>;

QString translated(const char* text)
{
    return QCoreApplication::translate("SimilarityFiles", text);
}

QString foundText(const SimilarityImport& import)
{
    const bool isOfTracks = import.similarity.target == SimilarityTarget::Tracks;
    const QString items =
        isOfTracks ? countedText(import.similarity.items, translated("track"), translated("tracks"))
                   : countedText(import.similarity.items, translated("artist"), translated("artists"));
    return import.similarity.kind == SimilarityKind::List
               ? translated("%1 have neighbours").arg(items)
               : translated("%1 have vectors of %2 numbers")
                     .arg(items, countText(import.similarity.dimensions));
}

void tell(const WorkspaceContext& context, const Result<SimilarityImport>& import)
{
    if (!import) {
        if (import.error().code != ErrorCode::Cancelled)
            context.notify(noticeOf(import.error()));
        return;
    }
    context.session.noteChange();
    Notice notice{NoticeKind::Done, translated("%1: %2").arg(import->similarity.name, foundText(*import))};
    if (import->refused > 0) {
        notice.kind = NoticeKind::Warning;
        notice.text += translated("; %1 refused")
                           .arg(countedText(import->refused, translated("row was"), translated("rows were")));
        for (const RefusedLine& row : import->refusals)
            notice.details += translated("line %1: %2\n").arg(row.line).arg(row.reason);
    }
    context.notify(notice);
}

void startImport(const WorkspaceContext& context, QWidget* owner, const IndexPointer& index,
                 const SimilarityRequest& request, SimilarityKind kind)
{
    context.jobs.start<SimilarityImport>(
        translated("Importing %1").arg(QFileInfo(request.path).fileName()), owner,
        [path = context.session.path(), actor = context.session.actor(), index, request,
         kind](const JobContext& job) -> Result<SimilarityImport> {
            ANTIPHON_TRY_ASSIGN(const Connection connection, openProject(path));
            return kind == SimilarityKind::List
                       ? importSimilarity(connection, actor, *index, request, job.cancel)
                       : importEmbeddings(connection, actor, *index, request, job.cancel);
        },
        [context](const Result<SimilarityImport>& import) { tell(context, import); }, foundText);
}

} // namespace

void askForSimilarityFile(const WorkspaceContext& context, QWidget* owner, const IndexPointer& index,
                          SimilarityTarget target, SimilarityKind kind)
{
    const bool isList = kind == SimilarityKind::List;
    const FileQuestion question{isList ? translated("Import which are alike")
                                       : translated("Import embeddings"),
                                {},
                                isList ? translated("Lists (*.csv *.tsv *.jsonl *.gz *.zst);;All files (*)")
                                       : translated("Vectors (*.jsonl *.npy *.gz *.zst);;All files (*)")};
    context.files.open(owner, question, [=](const QString& path) {
        SimilarityRequest request{path, QFileInfo(path).baseName(), target, {}};
        if (!path.endsWith(QLatin1String(".npy"), Qt::CaseInsensitive))
            return startImport(context, owner, index, request, kind);
        const FileQuestion ids{translated("The ids of the matrix's rows, one a line"),
                               {},
                               translated("Ids (*.txt);;All files (*)")};
        context.files.open(owner, ids, [=](const QString& idsPath) {
            startImport(context, owner, index, {request.path, request.name, target, idsPath}, kind);
        });
    });
}

} // namespace antiphon
