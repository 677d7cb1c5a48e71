// Audits in the project file: samples drawn at random, to be looked at one by one. What is found are their
// verdicts, so an audit can be left and gone on with at any time, by anybody.
#pragma once

#include "core/generation/sampleverdictstore.h"
#include "core/statistics/estimate.h"

namespace antiphon {

using SampleAuditId = Id<struct SampleAuditTag>;

struct AuditItem
{
    RunId run;
    QString runName;
    qint64 planOrdinal = 0;
    SampleVerdict verdict; // as it is now
};

struct SampleAudit
{
    SampleAuditId id;
    QString name;
    quint64 seed = 1;
    qint64 population = 0; // samples that could be drawn
    QString person;        // who drew it
    TimePoint createdAt = 0;
    QList<AuditItem> items; // in the order drawn

    qint64 judged() const;
    qint64 faults() const; // set aside
};

// The share of judged samples that were set aside.
struct AuditShare
{
    statistics::Estimate wilson;
    statistics::Estimate exact; // Clopper and Pearson
};
// `missing` of the estimates: samples that are still open. Undefined while none is judged.
AuditShare auditShare(const SampleAudit& audit);

// Draws `count` written samples of these runs, none twice: of each run in proportion to its samples
// (largest remainder), in random order. The same runs, seed and count give the same samples. Call it inside
// EditHistory::record or ProjectSession::edit. Errors: InvalidValue for an empty name, a count below 1 or
// runs without samples; AlreadyExists.
Result<SampleAudit> drawAudit(const Connection& connection, const QString& name, const QList<Run>& runs,
                              qint64 count, quint64 seed, const QString& person);
// Inside an edit, too. Verdicts stay.
Result<void> removeAudit(const Connection& connection, SampleAuditId audit);

// Newest first.
Result<QList<SampleAudit>> sampleAudits(const Connection& connection);
// Errors: NotFound, whose detail names those that are there.
Result<SampleAudit> auditCalled(const Connection& connection, const QString& name);

} // namespace antiphon
