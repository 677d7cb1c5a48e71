#include "core/generation/runstore.h"

#include <QJsonDocument>

#include <array>

namespace antiphon {

namespace {

constexpr const char* stateWords[] = {"running", "ready", "stopped", "removed"};

constexpr std::string_view selectRun =
    "SELECT id, name, plan_set, source, writer, parameters, state, created_at, planned, "
    "(SELECT count(dialogue) FROM run_item WHERE run_item.run = run.id), "
    "(SELECT count(*) - count(dialogue) FROM run_item WHERE run_item.run = run.id) FROM run WHERE state <> "
    "'removed' ";

Run readRun(const Statement& row)
{
    Run run;
    run.id = row.id<RunId>(0);
    run.name = row.text(1);
    run.planSet = row.id<PlanSetId>(2);
    run.source = row.id<SourceId>(3);
    run.writer = row.text(4);
    run.parameters = QJsonDocument::fromJson(row.text(5).toUtf8()).object();
    const QString state = row.text(6);
    for (int i = 0; i < 4; ++i) {
        if (state == QLatin1String(stateWords[i]))
            run.state = static_cast<RunState>(i);
    }
    run.createdAt = row.integer(7);
    run.planned = row.integer(8);
    run.samples = row.integer(9);
    run.setAside = row.integer(10);
    return run;
}

RunItem readItem(const Statement& row)
{
    return {row.integer(0), row.isNull(1) ? DialogueId() : row.id<DialogueId>(1), row.text(2).toUtf8(),
            row.text(3)};
}

Result<std::optional<Run>> oneRun(Statement& select)
{
    ANTIPHON_TRY_ASSIGN(const bool found, select.step());
    return found ? std::optional(readRun(select)) : std::nullopt;
}

std::string selectItems(ItemChoice choice)
{
    std::string sql = "SELECT plan_ordinal, dialogue, provenance, error FROM run_item WHERE run = ? ";
    if (choice == ItemChoice::Samples)
        sql += "AND dialogue IS NOT NULL ";
    if (choice == ItemChoice::SetAside)
        sql += "AND dialogue IS NULL ";
    return sql + "ORDER BY plan_ordinal LIMIT ? OFFSET ?";
}

} // namespace

QString runStateWord(RunState state)
{
    return QLatin1String(stateWords[static_cast<int>(state)]);
}

Result<void> insertRun(const Connection& connection, const Run& run)
{
    ANTIPHON_TRY_ASSIGN(
        auto insert,
        connection.prepare("INSERT INTO run (id, name, plan_set, source, writer, parameters, state, "
                           "created_at, planned) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"));
    return insert.bind(1, run.id)
        .bind(2, run.name)
        .bind(3, run.planSet)
        .bind(4, run.source)
        .bind(5, run.writer)
        .bind(6, QString::fromUtf8(QJsonDocument(run.parameters).toJson(QJsonDocument::Compact)))
        .bind(7, runStateWord(run.state))
        .bind(8, run.createdAt)
        .bind(9, run.planned)
        .run();
}

Result<void> setRunState(const Connection& connection, RunId run, RunState state, qint64 planned)
{
    ANTIPHON_TRY_ASSIGN(auto update,
                        connection.prepare("UPDATE run SET state = ?, planned = ? WHERE id = ?"));
    return update.bind(1, runStateWord(state)).bind(2, planned).bind(3, run).run();
}

Result<void> deleteRun(const Connection& connection, RunId run)
{
    ANTIPHON_TRY_ASSIGN(auto transaction, Transaction::begin(connection));
    for (const char* sql : {"DELETE FROM run_item WHERE run = ?", "DELETE FROM run_request WHERE run = ?",
                            "DELETE FROM run_lease WHERE run = ?", "DELETE FROM run WHERE id = ?"}) {
        ANTIPHON_TRY_ASSIGN(auto remove, connection.prepare(sql));
        ANTIPHON_TRY(remove.bind(1, run).run());
    }
    return transaction.commit();
}

Result<QList<Run>> listRuns(const Connection& connection)
{
    ANTIPHON_TRY_ASSIGN(auto select,
                        connection.prepare(std::string(selectRun) + "ORDER BY created_at DESC, id DESC"));
    QList<Run> runs;
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const bool more, select.step());
        if (!more)
            return runs;
        runs << readRun(select);
    }
}

Result<std::optional<Run>> runByName(const Connection& connection, const QString& name)
{
    ANTIPHON_TRY_ASSIGN(auto select, connection.prepare(std::string(selectRun) +
                                                        "AND name = ? ORDER BY created_at DESC LIMIT 1"));
    select.bind(1, name);
    return oneRun(select);
}

Result<QJsonObject> runParameters(const Connection& connection, RunId run)
{
    ANTIPHON_TRY_ASSIGN(auto select, connection.prepare("SELECT parameters FROM run WHERE id = ?"));
    select.bind(1, run);
    ANTIPHON_TRY_ASSIGN(const bool found, select.step());
    return found ? QJsonDocument::fromJson(select.text(0).toUtf8()).object() : QJsonObject();
}

Result<std::optional<Run>> runOfSource(const Connection& connection, SourceId source)
{
    ANTIPHON_TRY_ASSIGN(auto select, connection.prepare(std::string(selectRun) + "AND source = ?"));
    select.bind(1, source);
    return oneRun(select);
}

Result<double> spentOn(const Connection& connection, RunId run)
{
    ANTIPHON_TRY_ASSIGN(
        auto select,
        connection.prepare("SELECT (SELECT total(json_extract(provenance, '$.cost')) FROM run_item "
                           "WHERE run = ?1) + (SELECT total(cost) FROM run_sunk_cost WHERE run = ?1)"));
    ANTIPHON_TRY_ASSIGN(const bool found, select.bind(1, run).step());
    return found ? select.real(0) : 0.0;
}

Result<RunItemWriter> RunItemWriter::prepare(const Connection& connection, RunId run)
{
    ANTIPHON_TRY_ASSIGN(
        auto insert,
        connection.prepare("INSERT INTO run_item (run, plan_ordinal, dialogue, provenance, error) "
                           "VALUES (?, ?, ?, ?, ?)"));
    ANTIPHON_TRY_ASSIGN(auto clear, connection.prepare("DELETE FROM run_lease WHERE run = ? AND first = ?"));
    ANTIPHON_TRY_ASSIGN(auto forget,
                        connection.prepare("DELETE FROM run_item WHERE run = ? AND plan_ordinal = ? "
                                           "AND dialogue IS NULL"));
    ANTIPHON_TRY_ASSIGN(auto replies, ReplyWriter::prepare(connection, run));
    return RunItemWriter(std::move(insert), std::move(clear), std::move(forget), std::move(replies), run);
}

Result<void> RunItemWriter::clearLease(qint64 first)
{
    return m_clear.bind(1, m_run).bind(2, first).run();
}

Result<void> RunItemWriter::forgetSetAside(qint64 planOrdinal)
{
    return m_forget.bind(1, m_run).bind(2, planOrdinal).run();
}

Result<void> RunItemWriter::add(const RunItem& item)
{
    return m_insert.bind(1, m_run)
        .bind(2, item.planOrdinal)
        .bind(3, item.dialogue)
        .bind(4, std::string_view(item.provenance.constData(), static_cast<size_t>(item.provenance.size())))
        .bind(5, item.error)
        .run();
}

Result<std::vector<qint64>> finishedOrdinals(const Connection& connection, RunId run)
{
    ANTIPHON_TRY_ASSIGN(
        auto select,
        connection.prepare("SELECT plan_ordinal FROM run_item WHERE run = ? ORDER BY plan_ordinal"));
    select.bind(1, run);
    std::vector<qint64> ordinals;
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const bool more, select.step());
        if (!more)
            return ordinals;
        ordinals.push_back(select.integer(0));
    }
}

Result<QList<RunItem>> runItems(const Connection& connection, RunId run, ItemChoice choice, qint64 offset,
                                qint64 limit)
{
    ANTIPHON_TRY_ASSIGN(auto select, connection.prepare(selectItems(choice)));
    select.bind(1, run).bind(2, limit).bind(3, offset);
    QList<RunItem> items;
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const bool more, select.step());
        if (!more)
            return items;
        items << readItem(select);
    }
}

Result<std::optional<RunItem>> runItem(const Connection& connection, RunId run, qint64 planOrdinal)
{
    ANTIPHON_TRY_ASSIGN(auto select,
                        connection.prepare("SELECT plan_ordinal, dialogue, provenance, error FROM run_item "
                                           "WHERE run = ? AND plan_ordinal = ?"));
    ANTIPHON_TRY_ASSIGN(const bool found, select.bind(1, run).bind(2, planOrdinal).step());
    return found ? std::optional(readItem(select)) : std::nullopt;
}

Result<void> forgetSetAside(const Connection& connection, RunId run, const std::vector<qint64>& ordinals)
{
    ANTIPHON_TRY_ASSIGN(auto transaction, Transaction::begin(connection));
    ANTIPHON_TRY_ASSIGN(auto remove,
                        connection.prepare("DELETE FROM run_item WHERE run = ? AND plan_ordinal = ? "
                                           "AND dialogue IS NULL"));
    for (const qint64 ordinal : ordinals)
        ANTIPHON_TRY(remove.bind(1, run).bind(2, ordinal).run());
    return transaction.commit();
}

} // namespace antiphon
