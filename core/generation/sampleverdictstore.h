// What people decided about samples and wrote to them, in the project file.
#pragma once

#include "core/generation/run.h"
#include "core/storage/connection.h"

#include <QHash>

namespace antiphon {

enum class SampleDecision {
    Open, // nobody decided
    Accepted,
    SetAside
};
// The word for JSON and the file: "accepted", "set-aside", "open".
QString decisionWord(SampleDecision decision);

struct SampleVerdict
{
    SampleDecision decision = SampleDecision::Open;
    QString person; // who decided; who commented where nobody did
    TimePoint decidedAt = 0;
    QString comment;
    TimePoint commentedAt = 0;
    bool operator==(const SampleVerdict&) const = default;
};

// By plan ordinal what holds: of several people's decisions the newest, of their comments the newest. Samples
// that nobody touched are left out.
Result<QHash<qint64, SampleVerdict>> sampleVerdicts(const Connection& connection, RunId run);
// What each person says of one sample, the newest first.
Result<QList<SampleVerdict>> verdictsOn(const Connection& connection, RunId run, qint64 planOrdinal);

// Call them inside EditHistory::record or ProjectSession::edit. A decision takes the place of that person's
// former one; Open takes it back. `reason` becomes the comment where it is not empty. Errors: NotFound where
// the run wrote no such sample.
Result<void> decideOnSample(const Connection& connection, RunId run, qint64 planOrdinal,
                            SampleDecision decision, const QString& person, const QString& reason = {});
// An empty text takes the person's comment away. Errors: as above.
Result<void> commentOnSample(const Connection& connection, RunId run, qint64 planOrdinal,
                             const QString& person, const QString& text);
// For the history: "Accept sample 17 of first".
QString decisionLabel(SampleDecision decision, qint64 planOrdinal, const QString& run);

} // namespace antiphon
