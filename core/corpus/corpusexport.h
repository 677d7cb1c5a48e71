// Writing the dialogues of a source to a file.
#pragma once

#include "core/base/cancellation.h"
#include "core/base/packedwriter.h"
#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/corpus/dialogue.h"
#include "core/storage/connection.h"

#include <QSet>

#include <optional>

namespace antiphon {

// LpList: a JSON list of conversations; of a single dialogue its conversation alone, as in the released file.
// LpLines:
// {"id", "conversation": [...]} a line. LpTable: CSV with the columns id and conversation, a Python literal.
// Chat:
// {"messages": [...]} a line. Native: Antiphon's own lossless JSON lines. Csv: one turn a row.
enum class ExportFormat { LpList, LpLines, LpTable, Chat, Native, Csv };

// From the words of the command line: "lp" takes its shape from the file's ending (.csv, .jsonl, else a
// list), "chat", "jsonl", "csv". Nothing for other words.
std::optional<ExportFormat> exportFormat(const QString& name, const QString& path);

struct CorpusExportReport
{
    qint64 dialogues = 0;
    qint64 turns = 0;
    double seconds = 0;
};

struct CorpusExportOptions
{
    Packing packing = Packing::None;
    std::optional<QSet<DialogueId>> only = {}; // of the source's dialogues; nothing: all
};

// Writes the published dialogues of a source in their order, one at a time; the file appears when it is
// whole. Errors: NotAFile, PermissionDenied, DiskFull, WriteFailed, Cancelled; those of SQLite.
Result<CorpusExportReport> exportCorpus(const Connection& connection, SourceId source, ExportFormat format,
                                        const QString& path, const CancelToken& cancel = {},
                                        const ProgressSink& progress = {},
                                        const CorpusExportOptions& options = {});

} // namespace antiphon
