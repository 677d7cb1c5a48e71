// The whole line on the sample, from import to verdict, with raters that a seed answers for.
#pragma once

#include "core/base/cancellation.h"
#include "core/overview/overviewstore.h"
#include "core/rating/results.h"

namespace antiphon {

struct DemoSummary
{
    QString project; // paths
    QString report;
    QStringList packets;
    QStringList answers;
    QString key; // the sealed key
    QString passphrase;
    QString log;
    Overview sample; // the project before anything was drawn
    qint64 plans = 0;
    qint64 samples = 0;
    StudyResults results;
};

// Makes the project `demo.antiphon` in `folder`, which is made when it is not there, and beside it packets,
// answers, sealed key, log
// (`log.jsonl`) and `report.html`. Errors: AlreadyExists when the project is there; those of the stations.
Result<DemoSummary> runDemo(const QString& folder, const Actor& actor, const CancelToken& cancel = {},
                            const ProgressSink& progress = {});

} // namespace antiphon
