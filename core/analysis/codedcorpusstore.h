// Reading coded turns from the project file.
#pragma once

#include "core/analysis/codedcorpus.h"
#include "core/base/cancellation.h"
#include "core/storage/connection.h"

#include <QHash>
#include <QSet>

namespace antiphon {

struct CodedCorpusQuery
{
    QList<CoderId> coders = {};                     // empty: every coder with codings
    std::optional<SourceId> source = {};            // empty: every source that is not removed
    std::optional<QSet<DialogueId>> dialogues = {}; // empty: all of them
    // The dialogues that a coder read to the end, in place of those in which she coded a turn.
    QHash<CoderId, QSet<DialogueId>> read = {};
};

// Codings of turns and of spans; those of exchanges and dialogues speak of more than a turn and are left out.
// Coders who coded nothing there have an empty layer where the query names them, else none. Half a million
// codings take a third of a second. Errors: those of SQLite; Cancelled; NotPossible beyond 65,535 codes.
Result<CodedCorpus> readCodedCorpus(const Connection& connection, const CodedCorpusQuery& query,
                                    const CancelToken& cancel = {});

// The dialogues that a coder coded, as indices into `turns.dialogues`, in the order in which she first coded
// them; those of one moment (an import) in the order of the corpus.
Result<std::vector<quint32>> dialoguesAsCoded(const Connection& connection, const CodedCorpus& corpus,
                                              CoderId coder);

} // namespace antiphon
