// What the readers of JSON lines share: one object a line.
#pragma once

#include "core/base/linereader.h"
#include "core/corpus/corpusreader.h"
#include "core/corpus/jsonrecord.h"

#include <functional>

namespace antiphon {

// Parses each line as one JSON object and gives it to `convert`; faults get the file and the line.
std::unique_ptr<CorpusReader> readLines(LineReader lines,
                                        std::function<Result<CorpusRecord>(const JsonObject&)> convert);

// One record of each format; errors are row faults without a place.
Result<CorpusRecord> recordFromCpcd(const JsonObject& object);
Result<CorpusRecord> recordFromChat(const JsonObject& object);
Result<CorpusRecord> recordFromLp(const JsonObject& object); // {"id", "conversation"}
Result<CorpusRecord> recordFromNative(const JsonObject& object);

// The readers of files that are no JSON lines.
Result<std::unique_ptr<CorpusReader>> openLpList(const QString& path);
Result<std::unique_ptr<CorpusReader>> openLpTable(const QString& path);
Result<std::unique_ptr<CorpusReader>> openTurnTable(const QString& path, const TurnColumns& columns);

} // namespace antiphon
