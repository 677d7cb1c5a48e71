// What many samples tell: two runs pair by pair, random audits.
#include "app/cli/verbs.h"
#include "core/generation/runstore.h"
#include "core/generation/sampleauditstore.h"
#include "core/generation/samplecomparison.h"
#include "core/rating/results.h"

#include <QJsonArray>

namespace antiphon::cli {

namespace {

QString option(const char* name)
{
    return QLatin1String(name);
}

Result<Run> runCalled(const Connection& connection, const QString& name)
{
    ANTIPHON_TRY_ASSIGN(const auto run, runByName(connection, name));
    return run ? Result<Run>(*run) : fail(ErrorCode::NotFound, QStringLiteral("the run \"%1\"").arg(name));
}

QJsonObject testJson(const statistics::RankTest& test)
{
    const auto number = [](const std::optional<double>& value) {
        return value ? QJsonValue(*value) : QJsonValue();
    };
    return {{QStringLiteral("value"), number(test.statistic)},
            {QStringLiteral("p"), number(test.p)},
            {QStringLiteral("exact_p"), number(test.exactP)},
            {QStringLiteral("n"), static_cast<qint64>(test.n)},
            {QStringLiteral("zeros"), static_cast<qint64>(test.zeros)},
            {QStringLiteral("missing"), 0},
            {QStringLiteral("method"), QString::fromStdString(test.method)},
            {QStringLiteral("reason"), QString::fromStdString(test.reason)}};
}

QString measureText(const PairedMeasure& measure)
{
    const std::optional<double> p = measure.test.exactP ? measure.test.exactP : measure.test.p;
    return QStringLiteral("  %1 %2 %3  difference %4 %5  %6\n")
        .arg(sampleKeyName(measure.key).leftJustified(18), figureText(measure.first.value).rightJustified(9),
             figureText(measure.second.value).rightJustified(9), figureText(measure.difference.value, 3),
             intervalText(measure.difference, 3),
             p ? QStringLiteral("p %1 (Wilcoxon)").arg(figureText(p, 4)) : QStringLiteral("no pair differs"));
}

Result<Answer> compare(const Call& call)
{
    ANTIPHON_TRY_ASSIGN(const qint64 seed, call.arguments.integer(option("seed"), 1, 0, 1LL << 53));
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.openProject());
    ANTIPHON_TRY_ASSIGN(const Run a, runCalled(connection, call.arguments.value(option("a"))));
    ANTIPHON_TRY_ASSIGN(const Run b, runCalled(connection, call.arguments.value(option("b"))));
    for (const Run& run : {a, b})
        ANTIPHON_TRY(checkRun(call.projectPath, run, call.cancel, call.progress));
    ANTIPHON_TRY_ASSIGN(const RunComparison found,
                        compareRuns(connection, a, b, static_cast<quint64>(seed), call.cancel));
    QJsonObject measures;
    QString text =
        QStringLiteral("%1 against %2: %L3 pairs, %L4 plans of the first alone, %L5 of the second\n")
            .arg(a.name, b.name)
            .arg(found.plans.size())
            .arg(found.onlyFirst)
            .arg(found.onlySecond);
    for (const PairedMeasure& measure : found.measures) {
        measures.insert(sampleKeyName(measure.key),
                        QJsonObject{{QStringLiteral("a"), estimateJson(measure.first)},
                                    {QStringLiteral("b"), estimateJson(measure.second)},
                                    {QStringLiteral("difference"), estimateJson(measure.difference)},
                                    {QStringLiteral("test"), testJson(measure.test)}});
        text += measureText(measure);
    }
    return Answer{{{QStringLiteral("a"), a.name},
                   {QStringLiteral("b"), b.name},
                   {QStringLiteral("pairs"), static_cast<qint64>(found.plans.size())},
                   {QStringLiteral("only_a"), found.onlyFirst},
                   {QStringLiteral("only_b"), found.onlySecond},
                   {QStringLiteral("measures"), measures},
                   {QStringLiteral("note"), comparisonCaveat()}},
                  text + comparisonCaveat() + QLatin1Char('\n')};
}

QJsonObject auditJson(const SampleAudit& audit)
{
    QJsonArray items;
    for (const AuditItem& item : audit.items)
        items << QJsonObject{{QStringLiteral("source"), item.runName},
                             {QStringLiteral("plan"), item.planOrdinal},
                             {QStringLiteral("decision"), decisionWord(item.verdict.decision)},
                             {QStringLiteral("person"), item.verdict.person},
                             {QStringLiteral("comment"), item.verdict.comment}};
    const AuditShare share = auditShare(audit);
    return {{QStringLiteral("audit"), audit.name},
            {QStringLiteral("seed"), static_cast<qint64>(audit.seed)},
            {QStringLiteral("population"), audit.population},
            {QStringLiteral("samples"), audit.items.size()},
            {QStringLiteral("judged"), audit.judged()},
            {QStringLiteral("faults"), audit.faults()},
            {QStringLiteral("share"), estimateJson(share.wilson)},
            {QStringLiteral("share_exact"), estimateJson(share.exact)},
            {QStringLiteral("items"), items}};
}

QString auditText(const SampleAudit& audit)
{
    const AuditShare share = auditShare(audit);
    QString text = QStringLiteral("%1: %L2 of %L3 samples drawn with seed %4, %L5 judged, %L6 with a fault\n")
                       .arg(audit.name)
                       .arg(audit.items.size())
                       .arg(audit.population)
                       .arg(audit.seed)
                       .arg(audit.judged())
                       .arg(audit.faults());
    text += QStringLiteral("  share with a fault %1 %2 (Wilson), %3 (Clopper and Pearson)\n")
                .arg(figureText(share.wilson.value, 3), intervalText(share.wilson, 3),
                     intervalText(share.exact, 3));
    for (const AuditItem& item : audit.items)
        text +=
            QStringLiteral("  %1 %2  %3\n")
                .arg(item.runName, QString::number(item.planOrdinal), decisionWord(item.verdict.decision));
    return text;
}

Result<Answer> drawOne(const Call& call)
{
    ANTIPHON_TRY_ASSIGN(const qint64 count, call.arguments.integer(option("count"), 50, 1, 1'000'000));
    ANTIPHON_TRY_ASSIGN(const qint64 seed, call.arguments.integer(option("seed"), 1, 0, 1LL << 53));
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.openProject());
    QList<Run> runs;
    const QStringList names = call.arguments.values(option("source"));
    for (const QString& name : names) {
        ANTIPHON_TRY_ASSIGN(const Run run, runCalled(connection, name));
        runs << run;
    }
    const QString name = call.arguments.value(option("name"));
    SampleAudit audit;
    ANTIPHON_TRY(EditHistory(connection)
                     .record(call.actor, QStringLiteral("Draw audit %1").arg(name), [&]() -> Result<void> {
                         ANTIPHON_TRY_ASSIGN(audit, drawAudit(connection, name, runs, count,
                                                              static_cast<quint64>(seed), call.actor.name));
                         return {};
                     }));
    return Answer{auditJson(audit), auditText(audit)};
}

Result<Answer> showAudits(const Call& call)
{
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.readProject());
    const QString name = call.arguments.positional.value(0);
    if (!name.isEmpty()) {
        ANTIPHON_TRY_ASSIGN(const SampleAudit audit, auditCalled(connection, name));
        return Answer{auditJson(audit), auditText(audit)};
    }
    ANTIPHON_TRY_ASSIGN(const QList<SampleAudit> audits, sampleAudits(connection));
    QJsonArray list;
    QString text;
    for (const SampleAudit& audit : audits) {
        list << auditJson(audit);
        text += auditText(audit).section(QLatin1Char('\n'), 0, 1) + QLatin1Char('\n');
    }
    return Answer{{{QStringLiteral("audits"), list}}, text.isEmpty() ? QStringLiteral("No audits\n") : text};
}

} // namespace

QList<Verb> sampleStudyVerbs()
{
    Verb pair;
    pair.words = {option("sample"), option("compare")};
    pair.summary = option("two runs over the same plans, with paired differences and intervals");
    pair.example = option("antiphon-cli sample compare --a first --b second --project music.antiphon");
    pair.options = {{option("a"), option("RUN"), option("the first run"), true},
                    {option("b"), option("RUN"), option("the second, over the same plans"), true},
                    {option("seed"), option("S"), option("of the intervals; 1 when left out"), false}};
    pair.run = compare;
    Verb draw;
    draw.words = {option("sample"), option("audit")};
    draw.summary = option("draws samples at random to be looked at one by one");
    draw.example =
        option("antiphon-cli sample audit --source first --count 50 --seed 1 --name monday --project "
               "music.antiphon");
    draw.options = {{option("source"), option("RUN"), option("drawn from; several in proportion"), true},
                    {option("name"), option("NAME"), option("of the audit"), true},
                    {option("count"), option("N"), option("samples; 50 when left out"), false},
                    {option("seed"), option("S"), option("of the draw; 1 when left out"), false}};
    draw.run = drawOne;
    Verb shown;
    shown.words = {option("sample"), option("audit"), option("show")};
    shown.operands = QStringLiteral("[NAME]");
    shown.maximumOperands = 1;
    shown.summary = option("an audit with its share of faults, or all audits");
    shown.example = option("antiphon-cli sample audit show monday --project music.antiphon");
    shown.run = showAudits;
    return {pair, draw, shown};
}

} // namespace antiphon::cli
