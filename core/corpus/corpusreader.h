// Files of dialogues, read one dialogue after another.
#pragma once

#include "core/base/result.h"
#include "core/corpus/dialogue.h"

#include <QHash>

#include <memory>
#include <optional>

namespace antiphon {

// Cpcd: the Conversational Playlist Curation Dataset, JSON lines. Lp: LP-MusicDialog records, see lprecord.h.
// Chat: JSON lines with "messages". Csv: one turn a row. Native: Antiphon's own lossless JSON lines.
enum class CorpusFormat { Cpcd, Lp, Chat, Csv, Native };

QString formatName(CorpusFormat format); // "cpcd", "lp", "chat", "csv", "jsonl"
std::optional<CorpusFormat> formatFromName(const QString& name);

// Which columns of a CSV of turns hold what, and what its roles are called.
struct TurnColumns
{
    QString dialogue = QStringLiteral("dialogue");
    QString role = QStringLiteral("role");
    QString text = QStringLiteral("text");
    QString position = QStringLiteral("position"); // may be absent from the file: the turns stand in order
    QHash<QString, Role> roles = {};               // besides user, system, assistant; in lower case
};
// From a map file: {"dialogue": "conv", "role": "speaker", "text": "utterance", "position": "n",
// "roles": {"seeker": "user"}}; what is left out keeps its name. Errors: those of readWholeFile, WrongFormat,
// InvalidValue.
Result<TurnColumns> readTurnColumns(const QString& mapPath);

struct CorpusRecord
{
    Dialogue dialogue; // external id empty where the file has none
    QList<SourceTrack> tracks;
    qint64 line = 0;        // where it begins, from 1
    int skippedPrompts = 0; // system prompts that are no turns
};

class CorpusReader
{
public:
    virtual ~CorpusReader() = default;
    // The next dialogue; nothing at the end. After an error for which isRowFault() holds reading goes on
    // behind it.
    virtual Result<std::optional<CorpusRecord>> next() = 0;
    virtual qint64 bytesRead() const = 0;
    virtual qint64 bytesTotal() const = 0;
};

// Whether an error concerns one row of a file, not the file.
bool isRowFault(const Error& error);

// What a file's first bytes look like. Errors: those of openForReading; WrongFormat when it is none of the
// formats.
Result<CorpusFormat> guessFormat(const QString& path);
// Errors: those of openForReading; MissingColumn for a CSV without the columns needed.
Result<std::unique_ptr<CorpusReader>> openCorpus(const QString& path, CorpusFormat format,
                                                 const TurnColumns& columns = {});

} // namespace antiphon
