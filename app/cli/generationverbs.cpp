#include "app/cli/verbs.h"
#include "core/generation/runjob.h"
#include "core/generation/runstore.h"
#include "core/keyring/systemkeyring.h"

#include <QElapsedTimer>
#include <QJsonArray>

namespace antiphon::cli {

namespace {

QString option(const char* name)
{
    return QLatin1String(name);
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
    ANTIPHON_TRY_ASSIGN(const qint64 concurrency, arguments.integer(option("concurrency"), 0, 1, 256));
    request.seed = static_cast<quint64>(seed);
    request.limit = limit;
    request.concurrency = static_cast<int>(concurrency);
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

Answer answerOf(const RunOutcome& outcome, double seconds)
{
    const RunTally& tally = outcome.tally;
    QJsonObject failures;
    QStringList kinds;
    for (const auto& [kind, count] : tally.failures.asKeyValueRange()) {
        failures.insert(kind, count);
        kinds << QStringLiteral("%1 %2").arg(count).arg(kind);
    }
    Answer answer;
    answer.json = {{QStringLiteral("run"), outcome.run.name},
                   {QStringLiteral("state"), runStateWord(outcome.run.state)},
                   {QStringLiteral("planned"), tally.planned},
                   {QStringLiteral("samples"), tally.samples},
                   {QStringLiteral("failed"), tally.setAside},
                   {QStringLiteral("written"), tally.written},
                   {QStringLiteral("failures"), failures},
                   {QStringLiteral("prompt_tokens"), tally.promptTokens},
                   {QStringLiteral("completion_tokens"), tally.completionTokens},
                   {QStringLiteral("seconds"), seconds}};
    answer.text = QStringLiteral("%L1 samples of %L2 plans in \"%3\", %L4 written now in %5 s")
                      .arg(tally.samples)
                      .arg(tally.planned)
                      .arg(outcome.run.name)
                      .arg(tally.written)
                      .arg(seconds, 0, 'f', 1);
    if (tally.setAside > 0)
        answer.text +=
            QStringLiteral("; %L1 set aside%2")
                .arg(tally.setAside)
                .arg(kinds.isEmpty() ? QString()
                                     : QStringLiteral(" (%1)").arg(kinds.join(QStringLiteral(", "))));
    answer.rejected = tally.setAside;
    return answer;
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
    write.options = {{text("name"), text("NAME"), text("of the run and of its source"), true},
                     {text("plans"), text("NAME"), text("the plan set; not needed with --resume"), false},
                     {text("writer"), text("NAME"), text("template, or an endpoint"), false},
                     {text("prompt"), text("NAME[@V]"), text("the prompt for an endpoint"), false},
                     {text("phrases"), text("FILE"), text("own phrases for the template writer"), false},
                     {text("seed"), text("S"), text("of the words; 1 when left out"), false},
                     {text("limit"), text("N"), text("the first N plans only"), false},
                     {text("concurrency"), text("C"), text("writers at the same time"), false},
                     {text("resume"), {}, text("go on with a run that was stopped or killed"), false},
                     {text("retry"), {}, text("with --resume: also what was set aside for good"), false}};
    write.run = generate;
    return {write};
}

} // namespace antiphon::cli
