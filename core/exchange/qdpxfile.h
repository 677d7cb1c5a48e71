// Projects in the REFI-QDA exchange format (.qdpx).
#pragma once

#include "core/exchange/sidefile.h"

namespace antiphon {

struct QdpxExport
{
    qint64 dialogues = 0;
    qint64 codings = 0;
    qint64 memos = 0;
    QList<ExchangeLoss> losses;
};

// Writes a ZIP with project.qde, a plain text of each dialogue (UTF-8, LF, no byte order mark) and the side
// file. Positions count code points, half open. Errors: those of readExchangeProject, zipArchive and
// writeWholeFile.
Result<QdpxExport> exportQdpx(const Connection& connection, const QString& path,
                              std::optional<SourceId> source, const CancelToken& cancel = {},
                              const ProgressSink& progress = {});

} // namespace antiphon
