// Everything of a project that goes to other coding programs, read at once.
#pragma once

#include "core/base/cancellation.h"
#include "core/base/progress.h"
#include "core/coding/codetree.h"
#include "core/coding/comparison.h"
#include "core/coding/memoexport.h"
#include "core/coding/theory.h"
#include "core/storage/connection.h"

namespace antiphon {

// A ZIP without extensions holds 65,535 files.
inline constexpr qsizetype mostExchangedDialogues = 65000;

struct ExchangeProject
{
    QString name;
    QList<Source> sources;
    QHash<SourceId, QList<SourceTrack>> tracks; // facts of the tracks that the dialogues name, by id
    QList<Dialogue> dialogues;
    QHash<DialogueId, QList<Coding>> codings;
    QList<Coder> coders;
    QList<Code> codes; // in the order of readCodes()
    QList<CodeReference> references;
    QList<MemoSheet> memos; // those on dialogues that are not in it are left out
    Theory theory;
    QList<Comparison> comparisons;
};

// Reads the ready sources, or one of them. What a blind coder may not see is not there, if the connection is
// blind. Errors: NotPossible for more dialogues than a .qdpx can hold; Cancelled; those of SQLite.
Result<ExchangeProject> readExchangeProject(const Connection& connection, std::optional<SourceId> source,
                                            const CancelToken& cancel = {},
                                            const ProgressSink& progress = {});

} // namespace antiphon
