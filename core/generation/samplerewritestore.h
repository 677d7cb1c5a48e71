// Samples that were written again, in the project file.
#pragma once

#include "core/generation/run.h"
#include "core/storage/connection.h"

#include <QStringList>

namespace antiphon {

struct RewrittenSample
{
    RunId run;
    qint64 planOrdinal = 0;
    DialogueId dialogue;
    QStringList texts; // of all turns
    QByteArray provenance;
    QString person;
};
// Puts texts and provenance in place of what the sample has. Call it inside EditHistory::record.
Result<void> keepRewrite(const Connection& connection, const RewrittenSample& sample);
// Why the words of the sample have to stay; empty where nothing hangs on them.
Result<QString> reasonToStay(const Connection& connection, DialogueId dialogue);

} // namespace antiphon
