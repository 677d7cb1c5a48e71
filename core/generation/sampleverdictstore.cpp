#include "core/generation/sampleverdictstore.h"

#include "core/generation/runstore.h"

namespace antiphon {

namespace {

constexpr const char* words[] = {"open", "accepted", "set-aside"};

SampleDecision decisionOf(const QString& word)
{
    return word == QLatin1String(words[1])   ? SampleDecision::Accepted
           : word == QLatin1String(words[2]) ? SampleDecision::SetAside
                                             : SampleDecision::Open;
}

// Columns person, decision, decided_at, comment, commented_at from `first` on.
SampleVerdict verdictOf(const Statement& row, int first)
{
    return {decisionOf(row.text(first + 1)), row.text(first), row.integer(first + 2), row.text(first + 3),
            row.integer(first + 4)};
}

void join(SampleVerdict& sum, const SampleVerdict& one)
{
    const bool decides = one.decision != SampleDecision::Open &&
                         (sum.decision == SampleDecision::Open || one.decidedAt > sum.decidedAt);
    if (decides || (sum.decision == SampleDecision::Open && one.commentedAt > sum.commentedAt))
        sum.person = one.person;
    if (decides) {
        sum.decision = one.decision;
        sum.decidedAt = one.decidedAt;
    }
    if (!one.comment.isEmpty() && one.commentedAt >= sum.commentedAt) {
        sum.comment = one.comment;
        sum.commentedAt = one.commentedAt;
    }
}

Result<void> refuseUnwritten(const Connection& connection, RunId run, qint64 planOrdinal)
{
    ANTIPHON_TRY_ASSIGN(auto select, connection.prepare("SELECT 1 FROM run_item WHERE run = ? AND "
                                                        "plan_ordinal = ? AND dialogue IS NOT NULL"));
    ANTIPHON_TRY_ASSIGN(const bool found, select.bind(1, run).bind(2, planOrdinal).step());
    return found ? Result<void>()
                 : fail(ErrorCode::NotFound, QStringLiteral("sample %1").arg(planOrdinal),
                        QStringLiteral("the run has not written it"));
}

Result<void> dropEmpty(const Connection& connection, RunId run, qint64 planOrdinal)
{
    ANTIPHON_TRY_ASSIGN(auto remove,
                        connection.prepare("DELETE FROM sample_verdict WHERE run = ? AND plan_ordinal = ? "
                                           "AND decision = '' AND comment = ''"));
    return remove.bind(1, run).bind(2, planOrdinal).run();
}

} // namespace

QString decisionWord(SampleDecision decision)
{
    return QLatin1String(words[static_cast<size_t>(decision)]);
}

Result<QHash<qint64, SampleVerdict>> sampleVerdicts(const Connection& connection, RunId run)
{
    ANTIPHON_TRY_ASSIGN(auto select,
                        connection.prepare("SELECT plan_ordinal, person, decision, decided_at, comment, "
                                           "commented_at FROM sample_verdict WHERE run = ?"));
    select.bind(1, run);
    QHash<qint64, SampleVerdict> verdicts;
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const bool more, select.step());
        if (!more)
            return verdicts;
        join(verdicts[select.integer(0)], verdictOf(select, 1));
    }
}

Result<QList<SampleVerdict>> verdictsOn(const Connection& connection, RunId run, qint64 planOrdinal)
{
    ANTIPHON_TRY_ASSIGN(auto select,
                        connection.prepare("SELECT person, decision, decided_at, comment, commented_at FROM "
                                           "sample_verdict WHERE run = ? AND plan_ordinal = ? ORDER BY "
                                           "max(decided_at, commented_at) DESC, person"));
    select.bind(1, run).bind(2, planOrdinal);
    QList<SampleVerdict> verdicts;
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const bool more, select.step());
        if (!more)
            return verdicts;
        verdicts << verdictOf(select, 0);
    }
}

Result<void> decideOnSample(const Connection& connection, RunId run, qint64 planOrdinal,
                            SampleDecision decision, const QString& person, const QString& reason)
{
    ANTIPHON_TRY(refuseUnwritten(connection, run, planOrdinal));
    ANTIPHON_TRY_ASSIGN(auto upsert,
                        connection.prepare("INSERT INTO sample_verdict (run, plan_ordinal, person, decision, "
                                           "decided_at) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET "
                                           "decision = excluded.decision, decided_at = excluded.decided_at"));
    const bool open = decision == SampleDecision::Open;
    ANTIPHON_TRY(upsert.bind(1, run)
                     .bind(2, planOrdinal)
                     .bind(3, person)
                     .bind(4, open ? QString() : decisionWord(decision))
                     .bind(5, open ? 0 : now())
                     .run());
    if (!reason.trimmed().isEmpty())
        return commentOnSample(connection, run, planOrdinal, person, reason);
    return dropEmpty(connection, run, planOrdinal);
}

Result<void> commentOnSample(const Connection& connection, RunId run, qint64 planOrdinal,
                             const QString& person, const QString& text)
{
    ANTIPHON_TRY(refuseUnwritten(connection, run, planOrdinal));
    ANTIPHON_TRY_ASSIGN(
        auto upsert,
        connection.prepare("INSERT INTO sample_verdict (run, plan_ordinal, person, comment, commented_at) "
                           "VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET comment = excluded.comment, "
                           "commented_at = excluded.commented_at"));
    const QString comment = text.trimmed();
    ANTIPHON_TRY(upsert.bind(1, run)
                     .bind(2, planOrdinal)
                     .bind(3, person)
                     .bind(4, comment)
                     .bind(5, comment.isEmpty() ? 0 : now())
                     .run());
    return dropEmpty(connection, run, planOrdinal);
}

QString decisionLabel(SampleDecision decision, qint64 planOrdinal, const QString& run)
{
    const QString sentence = decision == SampleDecision::Accepted ? QStringLiteral("Accept sample %1 of %2")
                             : decision == SampleDecision::SetAside
                                 ? QStringLiteral("Set sample %1 of %2 aside")
                                 : QStringLiteral("Reopen sample %1 of %2");
    return sentence.arg(QString::number(planOrdinal), run);
}

} // namespace antiphon
