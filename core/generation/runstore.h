// Runs and their items in the project file. The only place with SQL about them.
#pragma once

#include "core/generation/replystore.h"
#include "core/storage/connection.h"

#include <optional>

namespace antiphon {

Result<void> insertRun(const Connection& connection, const Run& run);
// Sets state and the number of planned dialogues; inside EditHistory::record when a person's act ends with
// it.
Result<void> setRunState(const Connection& connection, RunId run, RunState state, qint64 planned);
// Deletes a run with its items, for one that made nothing.
Result<void> deleteRun(const Connection& connection, RunId run);

// All but the removed ones with their counts, newest first.
Result<QList<Run>> listRuns(const Connection& connection);
Result<std::optional<Run>> runByName(const Connection& connection, const QString& name);
// Empty where there is no such run.
Result<QJsonObject> runParameters(const Connection& connection, RunId run);
// The run that made this source, if one did.
Result<std::optional<Run>> runOfSource(const Connection& connection, SourceId source);

// Money that the run's items cost, those too that were set aside and tried again.
Result<double> spentOn(const Connection& connection, RunId run);

// Adds items and what belongs to them, as part of the caller's transaction.
class RunItemWriter
{
public:
    static Result<RunItemWriter> prepare(const Connection& connection, RunId run);
    Result<void> add(const RunItem& item);
    ReplyWriter& replies() { return m_replies; }
    // All plans of the lease that begins with this one are stored.
    Result<void> clearLease(qint64 first);
    Result<void> forgetSetAside(qint64 planOrdinal);

private:
    RunItemWriter(Statement insert, Statement clear, Statement forget, ReplyWriter replies, RunId run)
        : m_insert(std::move(insert)),
          m_clear(std::move(clear)),
          m_forget(std::move(forget)),
          m_replies(std::move(replies)),
          m_run(run)
    {
    }
    Statement m_insert;
    Statement m_clear;
    Statement m_forget;
    ReplyWriter m_replies;
    RunId m_run;
};

// The plan ordinals that are done, ascending; set-aside ones included.
Result<std::vector<qint64>> finishedOrdinals(const Connection& connection, RunId run);
// Items [offset, offset + limit) by plan ordinal.
enum class ItemChoice { All, Samples, SetAside };
Result<QList<RunItem>> runItems(const Connection& connection, RunId run, ItemChoice choice, qint64 offset,
                                qint64 limit);
Result<std::optional<RunItem>> runItem(const Connection& connection, RunId run, qint64 planOrdinal);
// Forgets set-aside items, so that their plans are written again.
Result<void> forgetSetAside(const Connection& connection, RunId run, const std::vector<qint64>& ordinals);

} // namespace antiphon
