// What the samples of a run were made by, counted. The only place with SQL about it.
#pragma once

#include "core/generation/run.h"
#include "core/storage/connection.h"

#include <functional>

namespace antiphon {

// Samples that were made alike.
struct Making
{
    QString prompt; // label; empty: the template writer
    QString promptDigest;
    QString phrases; // digest; empty: a model
    QString modelAsked;
    QString modelAnswered;
    QString program;
    qint64 samples = 0;
};

// The most frequent first.
Result<QList<Making>> makingsOf(const Connection& connection, RunId run);

// Calls `use` with the provenance of each sample of the run, by plan.
Result<void> forEachProvenance(const Connection& connection, RunId run,
                               const std::function<Result<void>(qint64 planOrdinal, DialogueId dialogue,
                                                                const QByteArray& provenance)>& use);

} // namespace antiphon
