// Long work of the corpus station, as jobs.
#pragma once

#include "core/corpus/corpusexport.h"
#include "core/corpus/corpusimport.h"
#include "core/corpus/corpusstore.h"
#include "ui/shell/workspace.h"

namespace antiphon {

// "cpcd.jsonl", "cpcd.jsonl and 2 more".
QString filesText(const QStringList& files);
// What was imported, in words: "400 dialogues, 4,258 turns, …".
QString importText(const CorpusImportReport& report);

// Each opens its own connection and tells the session when it wrote.
JobNumber startImport(const WorkspaceContext& context, QObject* owner, const CorpusImport& request,
                      std::function<void(const Result<CorpusImportReport>&)> done);
JobNumber startExport(const WorkspaceContext& context, QObject* owner, const Source& source,
                      ExportFormat format, const QString& path);
// The list of a query as CSV: dialogue, source, turns, tracks, first words.
JobNumber startListExport(const WorkspaceContext& context, QObject* owner, const DialogueQuery& query,
                          const QString& path);

} // namespace antiphon
