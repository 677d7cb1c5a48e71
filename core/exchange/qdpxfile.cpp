#include "core/exchange/qdpxfile.h"

#include "core/base/linereader.h"
#include "core/base/zipfile.h"
#include "core/exchange/dialoguetext.h"
#include "core/exchange/projectxml.h"

namespace antiphon {

Result<QdpxExport> exportQdpx(const Connection& connection, const QString& path,
                              std::optional<SourceId> source, const CancelToken& cancel,
                              const ProgressSink& progress)
{
    ANTIPHON_TRY_ASSIGN(const ExchangeProject project,
                        readExchangeProject(connection, source, cancel, progress));
    const ProjectXml made = projectXml(project);
    QList<ZipEntry> entries{{QStringLiteral("project.qde"), made.xml}};
    for (const Dialogue& dialogue : project.dialogues)
        entries << ZipEntry{textEntryName(dialogue.id), textOf(dialogue).text.toUtf8()};
    entries << ZipEntry{sideFileName(), sideFile(project)};
    if (cancel.isCancelled())
        return fail(ErrorCode::Cancelled);
    ANTIPHON_TRY_ASSIGN(const QByteArray archive, zipArchive(entries));
    ANTIPHON_TRY(writeWholeFile(path, archive));
    QdpxExport result{project.dialogues.size(), 0, project.memos.size(), lossesOf(project, made.placed)};
    for (const QList<Coding>& codings : project.codings)
        result.codings += codings.size();
    return result;
}

} // namespace antiphon
