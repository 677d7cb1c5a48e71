// Everything that can be told of a source without reading it: exact checks, measures of its texts, and how
// far it is from a human one.
#pragma once

#include "core/generation/sourcecheck.h"

namespace antiphon {

struct CorpusCheckRequest
{
    QString source;
    QString human; // name of the source to hold it against; empty: none
    int examplesPerKind = 10;
    quint64 seed = 1; // of samples
};

struct CorpusCheck
{
    SourceCheck exact;
    QList<measures::Measure> measures;
    std::array<QList<measures::Opening>, 2> openings; // the ten commonest of user and system
    QString human;
    std::optional<measures::CorpusComparison> comparison; // to the human source
};

// Reads each source once, in threads of its own. The same at any number of threads. Errors: NotFound;
// Cancelled; those of SQLite.
Result<CorpusCheck> checkCorpus(const QString& projectPath, const CorpusCheckRequest& request,
                                const CancelToken& cancel, const ProgressSink& progress = {});

} // namespace antiphon
