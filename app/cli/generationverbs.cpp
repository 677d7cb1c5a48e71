#include "app/cli/verbs.h"
#include "core/generation/runjob.h"
#include "core/generation/runstore.h"
#include "core/generation/sourcecheck.h"

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
    ANTIPHON_TRY_ASSIGN(const RunRequest request, runRequest(call.arguments));
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

constexpr int defaultExamples = 10;

QJsonObject exampleJson(const CheckExample& example)
{
    QJsonObject json{{QStringLiteral("check"), checkKey(example.finding.kind)},
                     {QStringLiteral("dialogue"), example.externalId},
                     {QStringLiteral("turn"), example.finding.turn + 1},
                     {QStringLiteral("value"), example.finding.value},
                     {QStringLiteral("text"), example.text},
                     {QStringLiteral("finding"), findingSentence(example.finding)}};
    if (example.finding.otherTurn >= 0)
        json.insert(QStringLiteral("owner_turn"), example.finding.otherTurn + 1);
    return json;
}

QJsonObject recallJson(const SourceCheck& check)
{
    const auto recall = mentionRecall(check);
    return {{QStringLiteral("value"), recall ? QJsonValue(*recall) : QJsonValue()},
            {QStringLiteral("n"), check.of(CheckKind::MentionMissed).n},
            {QStringLiteral("missing"), 0},
            {QStringLiteral("method"),
             QStringLiteral(
                 "share of the user turns' values that their texts name, as words or as a phrase of the "
                 "phrase book")}};
}

Answer answerOf(const SourceCheck& check)
{
    Answer answer;
    QJsonObject details;
    answer.text = QStringLiteral("%1: %L2 dialogues, %L3 turns\n")
                      .arg(check.source)
                      .arg(check.dialogues)
                      .arg(check.turns);
    for (int i = 0; i < checkKinds; ++i) {
        const auto kind = static_cast<CheckKind>(i);
        const CheckCount& count = check.of(kind);
        answer.json.insert(checkKey(kind), count.count);
        details.insert(checkKey(kind), QJsonObject{{QStringLiteral("value"), count.count},
                                                   {QStringLiteral("n"), count.n},
                                                   {QStringLiteral("dialogues"), count.dialogues},
                                                   {QStringLiteral("method"), checkMethod(kind)}});
        answer.text += count.n == 0
                           ? QStringLiteral("  %1  undefined, nothing to look at\n").arg(checkName(kind), -16)
                           : QStringLiteral("  %1  %L2 of %L3\n")
                                 .arg(checkName(kind), -16)
                                 .arg(count.count)
                                 .arg(count.n);
    }
    const auto recall = mentionRecall(check);
    answer.text += QStringLiteral("  %1  %2\n")
                       .arg(QStringLiteral("Mention recall"), -16)
                       .arg(recall ? QString::number(*recall, 'f', 4) : QStringLiteral("undefined"));
    QJsonArray examples;
    for (const CheckExample& example : check.examples) {
        examples << exampleJson(example);
        answer.text += QStringLiteral("  dialogue %1, turn %2: %3\n")
                           .arg(example.externalId)
                           .arg(example.finding.turn + 1)
                           .arg(findingSentence(example.finding));
    }
    answer.json.insert(QStringLiteral("source"), check.source);
    answer.json.insert(QStringLiteral("dialogues"), check.dialogues);
    answer.json.insert(QStringLiteral("turns"), check.turns);
    answer.json.insert(QStringLiteral("plans_known"), check.plansKnown);
    answer.json.insert(QStringLiteral("mention_recall"), recallJson(check));
    answer.json.insert(QStringLiteral("checks"), details);
    answer.json.insert(QStringLiteral("examples"), examples);
    answer.json.insert(QStringLiteral("seconds"), check.seconds);
    return answer;
}

Result<Answer> check(const Call& call)
{
    ANTIPHON_TRY_ASSIGN(const qint64 examples,
                        call.arguments.integer(option("examples"), defaultExamples, 0, 100'000));
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.openProject());
    ANTIPHON_TRY_ASSIGN(const SourceCheck result,
                        checkSource(call.projectPath, call.arguments.value(option("source")),
                                    static_cast<int>(examples), call.cancel, call.progress));
    return answerOf(result);
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
    Verb look;
    look.words = {text("check")};
    look.summary = text("counts the faults of written dialogues, with examples");
    look.example = text("antiphon-cli check --source first --project music.antiphon");
    look.options = {{text("source"), text("NAME"), text("a corpus or a run"), true},
                    {text("examples"), text("N"), text("of each kind; 10 when left out"), false}};
    look.run = check;
    return {write, look};
}

} // namespace antiphon::cli
