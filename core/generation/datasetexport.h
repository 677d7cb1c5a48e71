// A source as a data set: shards by split with a data card, as Hugging Face lays them out.
#pragma once

#include "core/base/cancellation.h"
#include "core/base/packedwriter.h"
#include "core/base/progress.h"
#include "core/corpus/corpusexport.h"
#include "core/generation/datasetsplit.h"

namespace antiphon {

struct DatasetRequest
{
    QString source;
    QString folder;                              // new or empty
    ExportFormat format = ExportFormat::LpLines; // LpLines, Chat, Native or Csv
    Packing packing = Packing::None;
    int shards = 1;            // of the largest split; the others get by their size
    qint64 shardBytes = 0;     // before packing; above 0: as many shards as it takes
    QList<SplitShare> shares;  // empty: all is "train"
    quint64 seed = 1;          // of the split
    bool acceptedOnly = false; // samples that a person accepted
    QString license;           // an SPDX-like id as Hugging Face knows them; empty: none declared
    QString language = QStringLiteral("en");
    bool check = true; // counts faults for the card
};

struct DatasetPart
{
    QString name;
    double asked = 1;
    qint64 dialogues = 0;
    qint64 turns = 0;
    QStringList files; // within the folder
    qint64 bytes = 0;  // on disk
};

struct DatasetExport
{
    QString source;
    QList<DatasetPart> parts;
    QString splitBy; // what must not cross, in words: "goal tracks of the plans"
    qint64 groups = 0;
    qint64 largestGroup = 0;
    double seconds = 0;

    qint64 dialogues() const;
    qint64 turns() const;
};

// How a split would come out: parts without files. Errors: as exportDataset().
Result<DatasetExport> planDataset(const Connection& connection, const DatasetRequest& request,
                                  const CancelToken& cancel);

// Writes data/SPLIT-00000-of-00005.jsonl (or .csv, with .gz or .zst) and a README.md, which tells counts, how
// the dialogues were made, by which prompts and models, what the checks found, and the licence. Dialogues
// that share a goal track are in one split: of a run the goal tracks of its plans; of another source those of
// its dialogues, or where it has none the tracks that its turns show. The folder appears when all is written.
// Errors: NotFound for the source; NotPossible where no dialogue is left, or for --accepted-only of a source
// that is no run; InvalidValue for a licence that is no id; those of NewFolder; DiskFull; Cancelled: nothing
// is left.
Result<DatasetExport> exportDataset(const QString& projectPath, const DatasetRequest& request,
                                    const CancelToken& cancel, const ProgressSink& progress = {});

// The dialogues of a run that a person accepted. Errors: NotPossible for a source that is no run.
Result<QSet<DialogueId>> acceptedDialogues(const Connection& connection, const Source& source);

} // namespace antiphon
