#include "core/exchange/qdpximport.h"

#include "core/base/linereader.h"
#include "core/exchange/foreignproject.h"
#include "core/exchange/qdpxreader.h"
#include "core/exchange/siderebuild.h"

#include <QFileInfo>

namespace antiphon {

namespace {

// What the file comes to; `result` gets what is to be told of it.
ExchangeProject made(const QdpxProject& file, const QString& name, const Actor& actor, QdpxImport& result)
{
    if (!file.sideFile.isEmpty()) {
        auto rebuilt = rebuiltProject(file);
        result.ours = rebuilt.has_value();
        if (rebuilt)
            return std::move(*rebuilt);
        result.written.losses << ExchangeLoss{
            QStringLiteral("%1 was not used: %2").arg(sideFileName(), rebuilt.error().detail), false};
    }
    ForeignProject foreign = foreignProject(file, name, actor.name);
    result.offsets = foreign.offsets;
    result.written.losses += foreign.losses;
    return std::move(foreign.project);
}

} // namespace

Result<QdpxImport> importQdpx(const Connection& connection, const Actor& actor, const QString& path,
                              const QString& name, const CancelToken& cancel, const ProgressSink& progress)
{
    ANTIPHON_TRY_ASSIGN(const QByteArray bytes, readWholeFile(path));
    ANTIPHON_TRY_ASSIGN(QdpxProject file, readQdpx(bytes, path));
    if (file.name.isEmpty())
        file.name = QFileInfo(path).completeBaseName();
    QdpxImport result;
    result.program = file.origin;
    const ExchangeProject project = made(file, name, actor, result);
    if (project.dialogues.isEmpty() && project.codes.isEmpty() && project.memos.isEmpty())
        return fail(ErrorCode::EmptyFile, path,
                    QStringLiteral("it holds no texts, codes or notes that could be taken"));
    const QString label = QStringLiteral("Import %1").arg(QFileInfo(path).fileName());
    ANTIPHON_TRY_ASSIGN(ExchangeWritten written,
                        writeExchangeProject(connection, actor, project, label, cancel, progress));
    written.losses = result.written.losses + written.losses;
    result.written = std::move(written);
    return result;
}

} // namespace antiphon
