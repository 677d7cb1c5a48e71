#include "app/cli/verbs.h"
#include "core/generation/runjob.h"
#include "core/generation/runstore.h"
#include "core/keyring/systemkeyring.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QLocale>

namespace antiphon::cli {

namespace {

QString option(const char* name)
{
    return QLatin1String(name);
}

constexpr qint64 mostConcurrent = 2'000;

Result<void> setBudget(const Arguments& arguments, const RunControl& control)
{
    if (!arguments.has(option("budget")))
        return {};
    bool isNumber = false;
    const double budget = arguments.value(option("budget")).toDouble(&isNumber);
    if (!isNumber || !(budget >= 0 && budget < 1e9))
        return fail(ErrorCode::InvalidValue, QStringLiteral("--budget"),
                    QStringLiteral("\"%1\" is no amount of money").arg(arguments.value(option("budget"))));
    control.setBudget(budget);
    return {};
}

Result<RunRequest> runRequest(const Arguments& arguments)
{
    RunRequest request;
    request.start = arguments.has(option("resume")) ? RunStart::Resume : RunStart::New;
    request.name = arguments.value(option("name"));
    request.planSet = arguments.value(option("plans"));
    request.writer = arguments.value(option("writer"), templateWriterName);
    request.prompt = arguments.value(option("prompt"));
    request.phraseFile = arguments.value(option("phrases"));
    request.retrySetAside = arguments.has(option("retry"));
    ANTIPHON_TRY_ASSIGN(const qint64 seed, arguments.integer(option("seed"), 1, 0, 1LL << 53));
    ANTIPHON_TRY_ASSIGN(const qint64 limit, arguments.integer(option("limit"), 0, 0, 1'000'000'000));
    ANTIPHON_TRY_ASSIGN(const qint64 concurrency,
                        arguments.integer(option("concurrency"), 0, 1, mostConcurrent));
    request.seed = static_cast<quint64>(seed);
    request.limit = limit;
    request.concurrency = static_cast<int>(concurrency);
    request.useCache = !arguments.has(option("no-cache"));
    request.goOnAfterPilot = arguments.has(option("yes"));
    request.wait = arguments.has(option("wait"));
    ANTIPHON_TRY_ASSIGN(request.pilot, arguments.integer(option("pilot"), 0, 2, 10'000));
    ANTIPHON_TRY_ASSIGN(const qint64 priority, arguments.integer(option("priority"), 0, -100, 100));
    request.priority = static_cast<int>(priority);
    ANTIPHON_TRY(setBudget(arguments, request.control));
    return request;
}

QJsonArray setAsideJson(const QList<RunItem>& items)
{
    QJsonArray list;
    for (const RunItem& item : items)
        list << QJsonObject{{QStringLiteral("plan"), item.planOrdinal},
                            {QStringLiteral("error"), item.error}};
    return list;
}

QJsonObject countsJson(const QMap<QString, qint64>& counts)
{
    QJsonObject json;
    for (const auto& [kind, count] : counts.asKeyValueRange())
        json.insert(kind, count);
    return json;
}

QString countsText(const QMap<QString, qint64>& counts)
{
    QStringList kinds;
    for (const auto& [kind, count] : counts.asKeyValueRange())
        kinds << QStringLiteral("%1 %2").arg(QString::number(count), kind);
    return kinds.join(QStringLiteral(", "));
}

QJsonObject rangeJson(const RunEstimate::Range& range, qint64 items)
{
    return {{QStringLiteral("value"), range.value},
            {QStringLiteral("low"), range.low},
            {QStringLiteral("high"), range.high},
            {QStringLiteral("n"), items},
            {QStringLiteral("missing"), 0},
            {QStringLiteral("method"), QStringLiteral("mean of the pilot's items times the plans, 95 % "
                                                      "interval by Student's t")}};
}

QJsonObject estimateJson(const RunEstimate& estimate)
{
    QJsonObject json{
        {QStringLiteral("seconds"), rangeJson(estimate.seconds, estimate.items)},
        {QStringLiteral("prompt_tokens"), rangeJson(estimate.promptTokens, estimate.items)},
        {QStringLiteral("completion_tokens"), rangeJson(estimate.completionTokens, estimate.items)}};
    if (estimate.cost)
        json.insert(QStringLiteral("cost"), rangeJson(*estimate.cost, estimate.items));
    return json;
}

QString rangeText(const RunEstimate::Range& range, const QString& unit, int digits)
{
    const auto number = [digits](double value) { return QLocale::c().toString(value, 'f', digits); };
    return QStringLiteral("%1 (%2 to %3) %4")
        .arg(number(range.value), number(range.low), number(range.high), unit);
}

QString estimateText(const RunEstimate& estimate)
{
    QStringList parts{rangeText(estimate.seconds, QStringLiteral("s"), 0)};
    if (estimate.promptTokens.value > 0)
        parts << rangeText(estimate.promptTokens, QStringLiteral("prompt tokens"), 0)
              << rangeText(estimate.completionTokens, QStringLiteral("completion tokens"), 0);
    if (estimate.cost)
        parts << QStringLiteral("cost ") + rangeText(*estimate.cost, QString(), 2).trimmed();
    return QStringLiteral("\nThe whole run, as its %1 pilot items went: %2")
        .arg(QString::number(estimate.items), parts.join(QStringLiteral(", ")));
}

QJsonObject jsonOf(const RunOutcome& outcome, double seconds)
{
    const RunTally& tally = outcome.tally;
    QJsonObject json{{QStringLiteral("run"), outcome.run.name},
                     {QStringLiteral("state"), runStateWord(outcome.run.state)},
                     {QStringLiteral("planned"), tally.planned},
                     {QStringLiteral("samples"), tally.samples},
                     {QStringLiteral("failed"), tally.setAside},
                     {QStringLiteral("written"), tally.written},
                     {QStringLiteral("finished"), tally.finished},
                     {QStringLiteral("repeated"), tally.repeated},
                     {QStringLiteral("requests"), tally.requests},
                     {QStringLiteral("from_cache"), tally.fromCache},
                     {QStringLiteral("repaired"), tally.repaired},
                     {QStringLiteral("fresh_tries"), tally.freshTries},
                     {QStringLiteral("failures"), countsJson(tally.failures)},
                     {QStringLiteral("trouble"), countsJson(tally.trouble)},
                     {QStringLiteral("prompt_tokens"), tally.promptTokens},
                     {QStringLiteral("completion_tokens"), tally.completionTokens},
                     {QStringLiteral("seconds"), seconds}};
    if (tally.spent)
        json.insert(QStringLiteral("spent"), *tally.spent);
    if (tally.estimate)
        json.insert(QStringLiteral("estimate"), estimateJson(*tally.estimate));
    if (!outcome.note.isEmpty())
        json.insert(QStringLiteral("note"), outcome.note);
    return json;
}

QString textOf(const RunOutcome& outcome, double seconds)
{
    const RunTally& tally = outcome.tally;
    QString text = QStringLiteral("%L1 samples of %L2 plans in \"%3\", %L4 written now in %5 s")
                       .arg(tally.samples)
                       .arg(tally.planned)
                       .arg(outcome.run.name)
                       .arg(tally.written)
                       .arg(seconds, 0, 'f', 1);
    const auto add = [&text](const QString& words, qint64 count) {
        if (count > 0)
            text += QStringLiteral("; ") + words.arg(QLocale::c().toString(count));
    };
    if (tally.setAside > 0) {
        const QString kinds = countsText(tally.failures);
        add(kinds.isEmpty() ? QStringLiteral("%1 set aside")
                            : QStringLiteral("%1 set aside (") + kinds + QLatin1Char(')'),
            tally.setAside);
    }
    add(QStringLiteral("%1 were finished before"), tally.finished);
    add(QStringLiteral("%1 had been in flight and were written again"), tally.repeated);
    add(QStringLiteral("%1 replies were kept from before and not asked for"), tally.fromCache);
    add(QStringLiteral("%1 repaired"), tally.repaired);
    if (!tally.trouble.isEmpty())
        text += QStringLiteral("; trouble on the way: ") + countsText(tally.trouble);
    if (tally.spent)
        text += QStringLiteral("; %1 spent").arg(*tally.spent, 0, 'f', 4);
    if (tally.estimate)
        text += estimateText(*tally.estimate);
    if (!outcome.note.isEmpty())
        text += QLatin1Char('\n') + outcome.note;
    return text;
}

Answer answerOf(const RunOutcome& outcome, double seconds)
{
    return {jsonOf(outcome, seconds), textOf(outcome, seconds), outcome.tally.setAside};
}

Result<Answer> generate(const Call& call)
{
    QElapsedTimer timer;
    timer.start();
    ANTIPHON_TRY_ASSIGN(RunRequest request, runRequest(call.arguments));
    request.keyRing = makeSystemKeyRing();
    if (request.start == RunStart::New && request.planSet.isEmpty())
        return fail(ErrorCode::InvalidValue, QStringLiteral("the command line"),
                    QStringLiteral("it names no plans, which --plans NAME does"));
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.openProject());
    ANTIPHON_TRY_ASSIGN(const RunOutcome outcome,
                        performRun(call.projectPath, request, call.actor, call.cancel, call.progress));
    if (outcome.tally.setAside > 0) {
        ANTIPHON_TRY_ASSIGN(const auto items,
                            runItems(connection, outcome.run.id, ItemChoice::SetAside, 0, -1));
        ANTIPHON_TRY(writeRejects(call, setAsideJson(items)));
    }
    return answerOf(outcome, static_cast<double>(timer.elapsed()) / 1000.0);
}

} // namespace

QList<Verb> generationVerbs()
{
    const auto text = [](const char* words) { return QString::fromUtf8(words); };
    Verb write;
    write.words = {text("generate")};
    write.summary = text("writes the dialogues of a plan set as a run");
    write.example =
        text("antiphon-cli generate --plans evening --writer template --name first --project music.antiphon");
    write.options = {
        {text("name"), text("NAME"), text("of the run and of its source"), true},
        {text("plans"), text("NAME"), text("the plan set; not needed with --resume"), false},
        {text("writer"), text("NAME"), text("template, or an endpoint"), false},
        {text("prompt"), text("NAME[@V]"), text("the prompt for an endpoint"), false},
        {text("phrases"), text("NAME|FILE"), text("en, de, phrases of the project, or a file"), false},
        {text("seed"), text("S"), text("of the words; 1 when left out"), false},
        {text("limit"), text("N"), text("the first N plans only"), false},
        {text("concurrency"), text("C"), text("writers at the same time"), false},
        {text("pilot"), text("N"), text("N plans first, then an estimate, where it ends; try 20"), false},
        {text("yes"), {}, text("with --pilot: go on behind the estimate"), false},
        {text("budget"), text("MONEY"), text("ask no more when it is used up"), false},
        {text("no-cache"), {}, text("ask anew what the project has a reply to"), false},
        {text("wait"), {}, text("for its turn where another run is being written"), false},
        {text("priority"), text("P"), text("of those that wait the highest goes first"), false},
        {text("resume"), {}, text("go on with a run that was stopped or killed"), false},
        {text("retry"), {}, text("with --resume: also what was set aside for good"), false}};
    write.run = generate;
    return {write};
}

} // namespace antiphon::cli
