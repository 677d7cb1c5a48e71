// The checks over a whole source.
#pragma once

#include "core/base/cancellation.h"
#include "core/base/progress.h"
#include "core/generation/dialoguechecks.h"
#include "core/measures/corpustally.h"
#include "core/storage/connection.h"

namespace antiphon {

struct CheckExample
{
    DialogueId dialogue;
    QString externalId;
    qint64 ordinal = 0;
    Finding finding;
    QString text; // of the turn
};

struct CheckCount
{
    qint64 count = 0;     // findings
    qint64 n = 0;         // how many could have had the fault
    qint64 dialogues = 0; // with at least one
};

struct SourceCheck
{
    QString source;
    qint64 dialogues = 0;
    qint64 turns = 0;
    QString aliases;         // digest of the spellings that counted as naming a value
    bool plansKnown = false; // the source is a run whose plans are there
    std::array<CheckCount, checkKinds> counts;
    QList<CheckExample> examples; // the first of each kind, by kind and place
    double seconds = 0;

    const CheckCount& of(CheckKind kind) const { return counts[static_cast<size_t>(kind)]; }
};

// Checks every published dialogue of the source by name, in threads of its own. At most `examplesPerKind`
// examples of each kind are kept. `tally`, where given, gets every dialogue on the same way. The result is
// the same at any number of threads. Errors: NotFound; Cancelled; those of SQLite.
Result<SourceCheck> checkSource(const QString& projectPath, const QString& source, int examplesPerKind,
                                const CancelToken& cancel, const ProgressSink& progress = {},
                                measures::CorpusTally* tally = nullptr);

// A recall as statistics are shown: undefined where n is 0.
std::optional<double> mentionRecall(const SourceCheck& check);

} // namespace antiphon
