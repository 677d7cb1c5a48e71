// The faults of written dialogues, counted with examples.
#include "app/cli/verbs.h"
#include "core/generation/sourcecheck.h"

#include <QJsonArray>

namespace antiphon::cli {

namespace {

QString option(const char* name)
{
    return QLatin1String(name);
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

QList<Verb> checkVerbs()
{
    const auto text = [](const char* words) { return QString::fromUtf8(words); };
    Verb look;
    look.words = {text("check")};
    look.summary = text("counts the faults of written dialogues, with examples");
    look.example = text("antiphon-cli check --source first --project music.antiphon");
    look.options = {{text("source"), text("NAME"), text("a corpus or a run"), true},
                    {text("examples"), text("N"), text("of each kind; 10 when left out"), false}};
    look.run = check;
    return {look};
}

} // namespace antiphon::cli
