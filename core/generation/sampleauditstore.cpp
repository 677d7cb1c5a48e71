#include "core/generation/sampleauditstore.h"

#include "core/base/random.h"
#include "core/generation/samplestore.h"
#include "core/statistics/pairwise.h"

#include <numeric>

namespace antiphon {

namespace {

struct Drawn
{
    RunId run;
    qint64 plan = 0;
};

// How many of each part, in proportion and `count` together.
std::vector<qint64> allotted(const std::vector<qint64>& parts, qint64 count)
{
    const qint64 all = std::accumulate(parts.begin(), parts.end(), qint64{0});
    std::vector<qint64> shares;
    std::vector<std::pair<qint64, size_t>> remainders;
    for (size_t i = 0; i < parts.size(); ++i) {
        shares.push_back(parts[i] * count / all);
        remainders.emplace_back(-(parts[i] * count % all), i);
    }
    qint64 left = count - std::accumulate(shares.begin(), shares.end(), qint64{0});
    std::sort(remainders.begin(), remainders.end());
    for (size_t i = 0; left > 0; ++i, --left)
        ++shares[remainders[i].second];
    return shares;
}

std::vector<Drawn> draw(const QList<Run>& runs, const std::vector<std::vector<qint64>>& written, qint64 count,
                        quint64 seed)
{
    std::vector<qint64> sizes;
    for (const auto& plans : written)
        sizes.push_back(static_cast<qint64>(plans.size()));
    const std::vector<qint64> shares = allotted(sizes, count);
    std::vector<Drawn> drawn;
    for (size_t i = 0; i < written.size(); ++i) {
        Random random = Random::forKey(seed, i);
        for (const quint64 place : random.sample(written[i].size(), static_cast<quint64>(shares[i])))
            drawn.push_back({runs[static_cast<qsizetype>(i)].id, written[i][place]});
    }
    Random order(seed);
    if (written.size() > 1)
        order.shuffle(drawn);
    return drawn;
}

Result<void> insertItems(const Connection& connection, SampleAuditId audit, const std::vector<Drawn>& drawn)
{
    ANTIPHON_TRY_ASSIGN(auto insert,
                        connection.prepare("INSERT INTO sample_audit_item (audit, position, run, "
                                           "plan_ordinal) VALUES (?, ?, ?, ?)"));
    for (size_t i = 0; i < drawn.size(); ++i)
        ANTIPHON_TRY(insert.bind(1, audit)
                         .bind(2, static_cast<qint64>(i))
                         .bind(3, drawn[i].run)
                         .bind(4, drawn[i].plan)
                         .run());
    return {};
}

Result<void> insertAudit(const Connection& connection, const SampleAudit& audit)
{
    ANTIPHON_TRY_ASSIGN(auto insert,
                        connection.prepare("INSERT INTO sample_audit (id, name, seed, population, person, "
                                           "created_at) VALUES (?, ?, ?, ?, ?, ?)"));
    return insert.bind(1, audit.id)
        .bind(2, audit.name)
        .bind(3, static_cast<qint64>(audit.seed))
        .bind(4, audit.population)
        .bind(5, audit.person)
        .bind(6, audit.createdAt)
        .run();
}

Result<void> readItems(const Connection& connection, SampleAudit& audit)
{
    ANTIPHON_TRY_ASSIGN(auto select,
                        connection.prepare("SELECT item.run, run.name, item.plan_ordinal FROM "
                                           "sample_audit_item AS item JOIN run ON run.id = item.run WHERE "
                                           "item.audit = ? ORDER BY item.position"));
    select.bind(1, audit.id);
    QHash<RunId, QHash<qint64, SampleVerdict>> verdicts;
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const bool more, select.step());
        if (!more)
            return {};
        AuditItem item{select.id<RunId>(0), select.text(1), select.integer(2), {}};
        if (!verdicts.contains(item.run)) {
            ANTIPHON_TRY_ASSIGN(verdicts[item.run], sampleVerdicts(connection, item.run));
        }
        item.verdict = verdicts[item.run].value(item.planOrdinal);
        audit.items << item;
    }
}

Failure wrong(const QString& why)
{
    return fail(ErrorCode::InvalidValue, QStringLiteral("the audit"), why);
}

} // namespace

qint64 SampleAudit::judged() const
{
    return std::count_if(items.begin(), items.end(),
                         [](const AuditItem& item) { return item.verdict.decision != SampleDecision::Open; });
}

qint64 SampleAudit::faults() const
{
    return std::count_if(items.begin(), items.end(), [](const AuditItem& item) {
        return item.verdict.decision == SampleDecision::SetAside;
    });
}

AuditShare auditShare(const SampleAudit& audit)
{
    AuditShare share;
    share.wilson =
        statistics::wilsonShare(static_cast<double>(audit.faults()), static_cast<double>(audit.judged()));
    share.exact = statistics::exactBinomial(audit.faults(), audit.judged()).estimate;
    for (statistics::Estimate* estimate : {&share.wilson, &share.exact}) {
        estimate->missing = audit.items.size() - audit.judged();
        estimate->seed = audit.seed;
    }
    return share;
}

Result<SampleAudit> drawAudit(const Connection& connection, const QString& name, const QList<Run>& runs,
                              qint64 count, quint64 seed, const QString& person)
{
    SampleAudit audit{SampleAuditId::create(), name.trimmed(), seed, 0, person, now(), {}};
    if (audit.name.isEmpty())
        return wrong(QStringLiteral("it needs a name"));
    if (count < 1)
        return wrong(QStringLiteral("it draws at least one sample"));
    ANTIPHON_TRY_ASSIGN(const QList<SampleAudit> others, sampleAudits(connection));
    for (const SampleAudit& other : others) {
        if (other.name == audit.name)
            return fail(ErrorCode::AlreadyExists, QStringLiteral("the audit \"%1\"").arg(audit.name));
    }
    std::vector<std::vector<qint64>> written;
    for (const Run& run : runs) {
        written.emplace_back();
        ANTIPHON_TRY(forEachSamplePlace(connection, run.id, [&written](qint64 plan, bool there) {
            if (there)
                written.back().push_back(plan);
        }));
        audit.population += static_cast<qint64>(written.back().size());
    }
    if (audit.population == 0)
        return wrong(QStringLiteral("there are no samples to draw"));
    ANTIPHON_TRY(insertAudit(connection, audit));
    ANTIPHON_TRY(
        insertItems(connection, audit.id, draw(runs, written, std::min(count, audit.population), seed)));
    ANTIPHON_TRY(readItems(connection, audit));
    return audit;
}

Result<void> removeAudit(const Connection& connection, SampleAuditId audit)
{
    for (const char* sql :
         {"DELETE FROM sample_audit_item WHERE audit = ?", "DELETE FROM sample_audit WHERE id = ?"}) {
        ANTIPHON_TRY_ASSIGN(auto remove, connection.prepare(sql));
        ANTIPHON_TRY(remove.bind(1, audit).run());
    }
    return {};
}

Result<QList<SampleAudit>> sampleAudits(const Connection& connection)
{
    ANTIPHON_TRY_ASSIGN(auto select,
                        connection.prepare("SELECT id, name, seed, population, person, created_at FROM "
                                           "sample_audit ORDER BY created_at DESC, id DESC"));
    QList<SampleAudit> audits;
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const bool more, select.step());
        if (!more)
            break;
        audits << SampleAudit{select.id<SampleAuditId>(0),
                              select.text(1),
                              static_cast<quint64>(select.integer(2)),
                              select.integer(3),
                              select.text(4),
                              select.integer(5),
                              {}};
    }
    for (SampleAudit& audit : audits)
        ANTIPHON_TRY(readItems(connection, audit));
    return audits;
}

Result<SampleAudit> auditCalled(const Connection& connection, const QString& name)
{
    ANTIPHON_TRY_ASSIGN(const QList<SampleAudit> audits, sampleAudits(connection));
    QStringList names;
    for (const SampleAudit& audit : audits) {
        if (audit.name == name)
            return audit;
        names << audit.name;
    }
    return fail(ErrorCode::NotFound, QStringLiteral("the audit \"%1\"").arg(name),
                names.isEmpty() ? QStringLiteral("the project has none")
                                : QStringLiteral("the project has ") + names.join(QStringLiteral(", ")));
}

} // namespace antiphon
