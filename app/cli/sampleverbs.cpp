// The samples of a run: lists, one beside its plan, verdicts.
#include "app/cli/verbs.h"
#include "core/generation/runstore.h"
#include "core/generation/samplecomparison.h"
#include "core/generation/samplereading.h"
#include "core/generation/samplerewrite.h"
#include "core/generation/samplestore.h"
#include "core/generation/sampletable.h"
#include "core/keyring/systemkeyring.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace antiphon::cli {

namespace {

QString option(const char* name)
{
    return QLatin1String(name);
}

Result<Run> runAsked(const Call& call, const Connection& connection)
{
    const QString name = call.arguments.value(option("source"));
    ANTIPHON_TRY_ASSIGN(const auto run, runByName(connection, name));
    return run ? Result<Run>(*run) : fail(ErrorCode::NotFound, QStringLiteral("the run \"%1\"").arg(name));
}

Result<qint64> planAsked(const Call& call)
{
    const QString text = call.arguments.positional.value(0);
    bool isNumber = false;
    const qint64 plan = text.toLongLong(&isNumber);
    if (!isNumber || plan < 0)
        return fail(ErrorCode::InvalidValue, QStringLiteral("the sample \"%1\"").arg(text),
                    QStringLiteral("samples have the numbers of their plans, from 0"));
    return plan;
}

Result<SampleFilter> filterAsked(const Call& call)
{
    SampleFilter filter;
    filter.search = call.arguments.value(option("search"));
    filter.person = call.arguments.value(option("person"));
    const QStringList conditions = call.arguments.values(option("where"));
    for (const QString& text : conditions) {
        ANTIPHON_TRY_ASSIGN(const SampleCondition condition, sampleConditionFrom(text));
        filter.conditions << condition;
    }
    const QString state = call.arguments.value(option("state"));
    filter.failed = state == QLatin1String("not-written");
    for (const auto decision : {SampleDecision::Open, SampleDecision::Accepted, SampleDecision::SetAside}) {
        if (state == decisionWord(decision))
            filter.decision = decision;
    }
    if (!state.isEmpty() && !filter.failed && !filter.decision)
        return fail(ErrorCode::InvalidValue, QStringLiteral("the state \"%1\"").arg(state),
                    QStringLiteral("there are open, accepted, set-aside and not-written"));
    return filter;
}

Result<SampleOrder> orderAsked(const Call& call)
{
    SampleOrder order;
    QString key = call.arguments.value(option("sort"));
    order.descending = key.startsWith(QLatin1Char('-'));
    if (order.descending)
        key.remove(0, 1);
    if (!key.isEmpty()) {
        ANTIPHON_TRY_ASSIGN(order.key, sampleKeyCalled(key));
    }
    return order;
}

QJsonObject verdictJson(const SampleVerdict& verdict)
{
    return {{QStringLiteral("decision"), decisionWord(verdict.decision)},
            {QStringLiteral("person"), verdict.person},
            {QStringLiteral("comment"), verdict.comment},
            {QStringLiteral("at"), std::max(verdict.decidedAt, verdict.commentedAt)}};
}

QJsonObject rowJson(const SampleColumns& columns, const SampleVerdicts& verdicts, size_t row)
{
    const qint64 plan = columns.plans[row];
    const auto number = [&](const SampleKey& key) {
        const auto value = sampleValue(columns, verdicts, key, row);
        return value ? QJsonValue(*value) : QJsonValue();
    };
    QJsonObject json{{QStringLiteral("plan"), plan},
                     {QStringLiteral("written"), columns.standing[row] != SampleColumns::Standing::Failed},
                     {QStringLiteral("turns"), number({SampleKey::What::Turns})},
                     {QStringLiteral("words"), number({SampleKey::What::Words})},
                     {QStringLiteral("recall"), number({SampleKey::What::Recall})},
                     {QStringLiteral("verdict"), verdictJson(verdicts.value(plan))}};
    for (int i = 0; i < checkKinds; ++i) {
        const auto kind = static_cast<CheckKind>(i);
        json.insert(checkKey(kind), number({SampleKey::What::OneKind, kind}));
    }
    return json;
}

QString rowText(const QJsonObject& json)
{
    QString text = QStringLiteral("%1  %2")
                       .arg(json[QStringLiteral("plan")].toInteger(), 8)
                       .arg(json[QStringLiteral("verdict")][QStringLiteral("decision")].toString(), -10);
    if (!json[QStringLiteral("written")].toBool())
        return text + QStringLiteral("not written\n");
    text += QStringLiteral("recall %1, %2 turns, %3 words")
                .arg(QString::number(json[QStringLiteral("recall")].toDouble(), 'f', 2),
                     QString::number(json[QStringLiteral("turns")].toInteger()),
                     QString::number(json[QStringLiteral("words")].toInteger()));
    for (int i = 0; i < checkKinds; ++i) {
        const auto kind = static_cast<CheckKind>(i);
        const qint64 count = json[checkKey(kind)].toInteger();
        if (count > 0)
            text += QStringLiteral(", %1 %2").arg(QString::number(count), checkName(kind).toLower());
    }
    return text + QLatin1Char('\n');
}

Result<Answer> list(const Call& call)
{
    ANTIPHON_TRY_ASSIGN(const SampleFilter filter, filterAsked(call));
    ANTIPHON_TRY_ASSIGN(const SampleOrder order, orderAsked(call));
    ANTIPHON_TRY_ASSIGN(const qint64 limit, call.arguments.integer(option("limit"), 20, 0, 1'000'000'000));
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.openProject());
    ANTIPHON_TRY_ASSIGN(const Run run, runAsked(call, connection));
    ANTIPHON_TRY(checkRun(call.projectPath, run, call.cancel, call.progress));
    ANTIPHON_TRY_ASSIGN(const SampleColumns columns, sampleColumns(connection, run.id));
    ANTIPHON_TRY_ASSIGN(const SampleVerdicts verdicts, sampleVerdicts(connection, run.id));
    ANTIPHON_TRY_ASSIGN(const auto found, samplesThatSay(connection, run, filter.search));
    const std::vector<quint32> rows = chooseSamples(columns, verdicts, filter, order, found);
    QJsonArray samples;
    QString text =
        QStringLiteral("%L1 of %L2 samples of %3\n").arg(rows.size()).arg(columns.rows()).arg(run.name);
    for (size_t i = 0; i < std::min(rows.size(), static_cast<size_t>(limit)); ++i) {
        const QJsonObject json = rowJson(columns, verdicts, rows[i]);
        samples << json;
        text += rowText(json);
    }
    return Answer{{{QStringLiteral("source"), run.name},
                   {QStringLiteral("samples"), columns.rows()},
                   {QStringLiteral("found"), static_cast<qint64>(rows.size())},
                   {QStringLiteral("rows"), samples}},
                  text};
}

QJsonArray turnsJson(const Sample& sample, QString& text)
{
    QJsonArray turns;
    for (int i = 0; i < sample.dialogue.turns.size(); ++i) {
        const Turn& turn = sample.dialogue.turns[i];
        const QString role = turn.role == Role::User ? QStringLiteral("user") : QStringLiteral("system");
        QJsonArray findings;
        text += QStringLiteral("  %1 %2: %3\n").arg(QString::number(i + 1), role, turn.text);
        for (const Finding& finding : sample.checks.findings) {
            if (finding.turn != i)
                continue;
            findings << QJsonObject{{QStringLiteral("check"), checkKey(finding.kind)},
                                    {QStringLiteral("value"), finding.value},
                                    {QStringLiteral("finding"), findingSentence(finding)}};
            text += QStringLiteral("      ! %1\n").arg(findingSentence(finding));
        }
        QJsonObject json{{QStringLiteral("role"), role},
                         {QStringLiteral("text"), turn.text},
                         {QStringLiteral("intents"), QJsonArray::fromStringList(turn.intents)},
                         {QStringLiteral("attributes"), QJsonArray::fromStringList(turn.attributes)},
                         {QStringLiteral("tracks"), turn.tracks.size()},
                         {QStringLiteral("findings"), findings}};
        if (i < sample.plan.turns.size())
            json.insert(QStringLiteral("state"), stateLine(sample.plan.turns[i]));
        turns << json;
    }
    return turns;
}

Result<Answer> show(const Call& call)
{
    ANTIPHON_TRY_ASSIGN(const qint64 plan, planAsked(call));
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.readProject());
    ANTIPHON_TRY_ASSIGN(const Run run, runAsked(call, connection));
    ANTIPHON_TRY_ASSIGN(const Sample sample, readSample(connection, run, plan));
    QString text =
        QStringLiteral("sample %1 of %2%3\n")
            .arg(QString::number(plan), run.name,
                 sample.item.error.isEmpty() ? QString() : QStringLiteral(": ") + sample.item.error);
    const QJsonArray turns = turnsJson(sample, text);
    QJsonArray verdicts;
    for (const SampleVerdict& verdict : sample.verdicts) {
        verdicts << verdictJson(verdict);
        text += QStringLiteral("  %1 by %2 %3\n")
                    .arg(decisionWord(verdict.decision), verdict.person, verdict.comment);
    }
    return Answer{{{QStringLiteral("source"), run.name},
                   {QStringLiteral("plan"), plan},
                   {QStringLiteral("turns"), turns},
                   {QStringLiteral("recall"), sample.checks.recall()},
                   {QStringLiteral("error"), sample.item.error},
                   {QStringLiteral("verdicts"), verdicts},
                   {QStringLiteral("provenance"), QJsonDocument::fromJson(sample.item.provenance).object()}},
                  text};
}

Result<Answer> judge(const Call& call, SampleDecision decision)
{
    ANTIPHON_TRY_ASSIGN(const qint64 plan, planAsked(call));
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.openProject());
    ANTIPHON_TRY_ASSIGN(const Run run, runAsked(call, connection));
    const QString reason = call.arguments.value(option("reason"));
    const QString label = decisionLabel(decision, plan, run.name);
    ANTIPHON_TRY(EditHistory(connection).record(call.actor, label, [&] {
        return decideOnSample(connection, run.id, plan, decision, call.actor.name, reason);
    }));
    return Answer{{{QStringLiteral("source"), run.name},
                   {QStringLiteral("plan"), plan},
                   {QStringLiteral("decision"), decisionWord(decision)},
                   {QStringLiteral("person"), call.actor.name},
                   {QStringLiteral("reason"), reason}},
                  label + QLatin1Char('\n')};
}

Result<Answer> comment(const Call& call)
{
    ANTIPHON_TRY_ASSIGN(const qint64 plan, planAsked(call));
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.openProject());
    ANTIPHON_TRY_ASSIGN(const Run run, runAsked(call, connection));
    const QString text = call.arguments.value(option("text"));
    const QString label = QStringLiteral("Comment on sample %1 of %2").arg(QString::number(plan), run.name);
    ANTIPHON_TRY(EditHistory(connection).record(call.actor, label, [&] {
        return commentOnSample(connection, run.id, plan, call.actor.name, text);
    }));
    return Answer{{{QStringLiteral("source"), run.name},
                   {QStringLiteral("plan"), plan},
                   {QStringLiteral("comment"), text},
                   {QStringLiteral("person"), call.actor.name}},
                  label + QLatin1Char('\n')};
}

Result<Answer> rewrite(const Call& call)
{
    ANTIPHON_TRY_ASSIGN(const qint64 plan, planAsked(call));
    const QString run = call.arguments.value(option("source"));
    ANTIPHON_TRY(rewriteSample(call.projectPath, run, plan, call.actor, call.cancel, makeSystemKeyRing()));
    return Answer{{{QStringLiteral("source"), run}, {QStringLiteral("plan"), plan}},
                  QStringLiteral("Wrote sample %1 of %2 again\n").arg(QString::number(plan), run)};
}

Verb verbOf(const char* word, const char* summary, const char* example, bool ofOne,
            std::function<Result<Answer>(const Call&)> run)
{
    Verb verb;
    verb.words = {option("sample"), option(word)};
    if (ofOne) {
        verb.operands = QStringLiteral("PLAN");
        verb.minimumOperands = 1;
        verb.maximumOperands = 1;
    }
    verb.summary = option(summary);
    verb.example =
        QStringLiteral("antiphon-cli sample %1 --source first --project music.antiphon").arg(option(example));
    verb.options = {{option("source"), option("NAME"), option("the run"), true}};
    verb.run = std::move(run);
    return verb;
}

} // namespace

QList<Verb> sampleVerbs()
{
    Verb all = verbOf("list", "samples with what the checks counted, sorted and filtered",
                      "list --where 'leaks>0' --sort recall", false, list);
    all.options << QList<Option>{
        {option("where"), option("COND"), option("leaks>0, recall<=0.9, words>400 ...; may be repeated"),
         false},
        {option("sort"), option("KEY"), option("plan, turns, words, recall, a check; -KEY from above"),
         false},
        {option("search"), option("TEXT"), option("samples with a turn that says this"), false},
        {option("state"), option("S"), option("open, accepted, set-aside or not-written"), false},
        {option("person"), option("NAME"), option("who decided or commented"), false},
        {option("limit"), option("N"), option("rows; 20 when left out"), false}};
    Verb aside =
        verbOf("set-aside", "sets a sample aside with a reason", "set-aside 17 --reason 'talks like an ad'",
               true, [](const Call& call) { return judge(call, SampleDecision::SetAside); });
    aside.options << Option{option("reason"), option("TEXT"), option("why"), false};
    Verb said = verbOf("comment", "writes to a sample; an empty text takes it away",
                       "comment 17 --text 'nice turn 3'", true, comment);
    said.options << Option{option("text"), option("TEXT"), option("the comment"), true};
    return {all,
            verbOf("show", "one sample beside its plan with findings, verdicts and provenance", "show 17",
                   true, show),
            verbOf("accept", "accepts a sample", "accept 17", true,
                   [](const Call& call) { return judge(call, SampleDecision::Accepted); }),
            aside,
            verbOf("reopen", "takes a decision on a sample back", "reopen 17", true,
                   [](const Call& call) { return judge(call, SampleDecision::Open); }),
            said,
            verbOf("rewrite", "writes a sample again with a new seed; undo brings the old one back",
                   "rewrite 17", true, rewrite)};
}

} // namespace antiphon::cli
