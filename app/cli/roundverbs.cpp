// Double coding on the command line: rounds, and what was settled on.
#include "app/cli/scope.h"
#include "app/cli/verbs.h"
#include "core/base/linereader.h"
#include "core/coding/codestore.h"
#include "core/corpus/corpusstore.h"
#include "core/reliability/adjudicationstore.h"
#include "core/storage/blinding.h"

#include <QJsonArray>

namespace antiphon::cli {

namespace {

QString option(const Call& call, const char* name)
{
    return call.arguments.value(QLatin1String(name));
}

Result<CodingRound> roundAsked(const Call& call, const Connection& connection)
{
    const QString name = call.arguments.positional.first();
    ANTIPHON_TRY_ASSIGN(const auto round, roundByName(connection, name));
    if (!round)
        return fail(ErrorCode::NotFound, QStringLiteral("the round %1").arg(name));
    return *round;
}

Result<Coder> coderCalled(const Connection& connection, const QString& name)
{
    ANTIPHON_TRY_ASSIGN(const auto coder, coderByName(connection, name));
    if (!coder)
        return fail(ErrorCode::NotFound, QStringLiteral("the coder %1").arg(name));
    return *coder;
}

Result<DialogueId> dialogueCalled(const Connection& connection, const QString& id)
{
    ANTIPHON_TRY_ASSIGN(const auto found, dialoguesCalled(connection, id, std::nullopt));
    if (found.isEmpty())
        return fail(ErrorCode::NotFound, QStringLiteral("the dialogue %1").arg(id));
    return found.first();
}

QJsonObject json(const CodingRound& round)
{
    QJsonArray coders;
    for (const Coder& coder : round.coders)
        coders << coder.name;
    return {{QStringLiteral("name"), round.name},
            {QStringLiteral("kind"), roundKindWord(round.kind)},
            {QStringLiteral("draw"), overlapDrawWord(round.draw)},
            {QStringLiteral("seed"), static_cast<qint64>(round.seed)},
            {QStringLiteral("dialogues"), round.dialogues},
            {QStringLiteral("coders"), coders},
            {QStringLiteral("open"), round.isOpen()}};
}

QString line(const CodingRound& round)
{
    QStringList coders;
    for (const Coder& coder : round.coders)
        coders << coder.name;
    return QStringLiteral("%1  %2, %L3 dialogues (%4, seed %5): %6\n")
        .arg(round.name, round.isOpen() ? QStringLiteral("open") : QStringLiteral("closed"))
        .arg(round.dialogues)
        .arg(overlapDrawWord(round.draw))
        .arg(round.seed)
        .arg(coders.join(QStringLiteral(", ")));
}

Result<NewRound> newRoundAsked(const Call& call, const Connection& connection)
{
    NewRound asked{call.arguments.positional.first()};
    for (const QString& name : option(call, "coders").split(QLatin1Char(','), Qt::SkipEmptyParts)) {
        ANTIPHON_TRY_ASSIGN(const Coder coder, ensureCoder(connection, name.trimmed()));
        asked.coders << coder.id;
    }
    if (const QString again = option(call, "again"); !again.isEmpty()) {
        ANTIPHON_TRY_ASSIGN(const Coder coder, coderCalled(connection, again));
        asked.kind = RoundKind::Again;
        asked.coders = {coder.id};
    }
    ANTIPHON_TRY_ASSIGN(asked.source, sourceAsked(call, connection));
    const auto draw =
        overlapDrawFromWord(call.arguments.value(QStringLiteral("draw"), QStringLiteral("random")));
    if (!draw || (*draw == OverlapDraw::Chosen && !call.arguments.has(QStringLiteral("dialogues"))))
        return fail(ErrorCode::InvalidValue, QStringLiteral("--draw"),
                    QStringLiteral("random, stratified or chosen (with --dialogues A,B) is needed"));
    asked.draw = call.arguments.has(QStringLiteral("dialogues")) ? OverlapDraw::Chosen : *draw;
    for (const QString& id : option(call, "dialogues").split(QLatin1Char(','), Qt::SkipEmptyParts)) {
        ANTIPHON_TRY_ASSIGN(const DialogueId dialogue, dialogueCalled(connection, id.trimmed()));
        asked.chosen << dialogue;
    }
    ANTIPHON_TRY_ASSIGN(asked.count, call.arguments.integer(QStringLiteral("count"), 20, 1, 1'000'000));
    ANTIPHON_TRY_ASSIGN(const qint64 seed, call.arguments.integer(QStringLiteral("seed"), 1, 0,
                                                                  std::numeric_limits<int>::max()));
    asked.seed = static_cast<quint64>(seed);
    return asked;
}

Result<Answer> openVerb(const Call& call)
{
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.openProject());
    CodingRound round;
    const QString label = QStringLiteral("Open round %1").arg(call.arguments.positional.first());
    ANTIPHON_TRY(EditHistory(connection).record(call.actor, label, [&]() -> Result<void> {
        ANTIPHON_TRY_ASSIGN(const NewRound asked, newRoundAsked(call, connection));
        ANTIPHON_TRY_ASSIGN(round, openRound(connection, asked));
        return {};
    }));
    return Answer{json(round), line(round)};
}

Result<Answer> listVerb(const Call& call)
{
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.readProject());
    ANTIPHON_TRY_ASSIGN(const auto rounds, allRounds(connection));
    Answer answer;
    QJsonArray list;
    for (const CodingRound& round : rounds) {
        list << json(round);
        answer.text += line(round);
    }
    answer.json = {{QStringLiteral("rounds"), list}};
    if (rounds.isEmpty())
        answer.text = QStringLiteral("No round yet.\n");
    return answer;
}

Result<Answer> showVerb(const Call& call)
{
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.readProject());
    ANTIPHON_TRY_ASSIGN(const CodingRound round, roundAsked(call, connection));
    ANTIPHON_TRY_ASSIGN(const auto progress, progressOfRound(connection, round));
    Answer answer{json(round), line(round)};
    QJsonArray finished;
    for (const RoundProgress& one : progress) {
        finished << QJsonObject{{QStringLiteral("coder"), one.coder.name},
                                {QStringLiteral("finished"), one.finished}};
        answer.text += QStringLiteral("  %1 has finished %L2 of %L3\n")
                           .arg(one.coder.name)
                           .arg(one.finished)
                           .arg(round.dialogues);
    }
    answer.json.insert(QStringLiteral("progress"), finished);
    if (round.isOpen())
        return answer;
    ANTIPHON_TRY_ASSIGN(const Settlement settlement, settlementOf(connection, round, call.cancel));
    answer.json.insert(QStringLiteral("turns"), settlement.turns);
    answer.json.insert(QStringLiteral("alike"), settlement.alike);
    answer.json.insert(QStringLiteral("disputed"), settlement.disputed);
    answer.json.insert(QStringLiteral("settled"), settlement.settled);
    answer.text += QStringLiteral("  %L1 turns rated by two coders or more: %L2 alike, %L3 not, %L4 of these "
                                  "settled\n")
                       .arg(settlement.turns)
                       .arg(settlement.alike)
                       .arg(settlement.disputed)
                       .arg(settlement.settled);
    return answer;
}

Result<Answer> finishVerb(const Call& call)
{
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.openProject());
    ANTIPHON_TRY_ASSIGN(const CodingRound round, roundAsked(call, connection));
    ANTIPHON_TRY_ASSIGN(const Coder coder, coderCalled(connection, option(call, "coder")));
    ANTIPHON_TRY_ASSIGN(const DialogueId dialogue, dialogueCalled(connection, option(call, "dialogue")));
    const bool finished = !call.arguments.has(QStringLiteral("again"));
    ANTIPHON_TRY(
        EditHistory(connection)
            .record(call.actor,
                    (finished ? QStringLiteral("Finish dialogue %1")
                              : QStringLiteral("Take up dialogue %1 again"))
                        .arg(option(call, "dialogue")),
                    [&] { return setFinished(connection, round.id, dialogue, coder.id, finished); }));
    return Answer{{{QStringLiteral("finished"), finished}},
                  finished ? QStringLiteral("Finished.\n") : QStringLiteral("Open again.\n")};
}

Result<Answer> closeVerb(const Call& call)
{
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.openProject());
    ANTIPHON_TRY_ASSIGN(const CodingRound round, roundAsked(call, connection));
    ANTIPHON_TRY(
        EditHistory(connection).record(call.actor, QStringLiteral("Close round %1").arg(round.name), [&] {
            return closeRound(connection, round.id);
        }));
    return Answer{{{QStringLiteral("open"), false}},
                  QStringLiteral("%1 is closed; its coders may see each other again.\n").arg(round.name)};
}

// "A", "B" ...
QString sideName(qsizetype side)
{
    return QString(QChar(static_cast<char16_t>(u'A' + side)));
}

Result<QHash<CodeId, QString>> codeNames(const Connection& connection)
{
    ANTIPHON_TRY_ASSIGN(const auto codes, readCodes(connection));
    QHash<CodeId, QString> names;
    for (const Code& code : codes)
        names.insert(code.id, code.name);
    return names;
}

QStringList namesOn(const DisputedSide& side, const QHash<CodeId, QString>& names)
{
    QStringList found;
    for (const Coding& coding : side.codings) {
        if (const QString name = names.value(coding.code); !found.contains(name))
            found << name;
    }
    return found;
}

Result<Answer> disputesVerb(const Call& call)
{
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.readProject());
    ANTIPHON_TRY_ASSIGN(const CodingRound round, roundAsked(call, connection));
    ANTIPHON_TRY_ASSIGN(const auto turns, disputedTurns(connection, round, call.cancel));
    ANTIPHON_TRY_ASSIGN(const auto names, codeNames(connection));
    QJsonArray list;
    QString text;
    for (const DisputedTurn& turn : turns) {
        QJsonObject sides;
        QStringList parts;
        for (qsizetype i = 0; i < turn.sides.size(); ++i) {
            const QStringList codes = namesOn(turn.sides[i], names);
            sides.insert(sideName(i), QJsonArray::fromStringList(codes));
            parts << QStringLiteral("%1: %2").arg(
                sideName(i), codes.isEmpty() ? QStringLiteral("none") : codes.join(QStringLiteral(", ")));
        }
        const QString settled = turn.settled ? tookWord(turn.settled->took) : QString();
        list << QJsonObject{{QStringLiteral("dialogue"), turn.dialogue},
                            {QStringLiteral("turn"), turn.place.position + 1},
                            {QStringLiteral("sides"), sides},
                            {QStringLiteral("settled"), settled}};
        text += QStringLiteral("%1 turn %2  %3%4\n")
                    .arg(turn.dialogue, QString::number(turn.place.position + 1),
                         parts.join(QStringLiteral("; ")),
                         settled.isEmpty() ? QString() : QStringLiteral("  settled: %1").arg(settled));
    }
    return Answer{{{QStringLiteral("turns"), list}},
                  turns.isEmpty() ? QStringLiteral("The coders agree everywhere.\n") : text};
}

Result<Adjudication> decisionAsked(const Call& call, const Connection& connection, const DisputedTurn& turn)
{
    Adjudication decision;
    decision.note = option(call, "note");
    const QString take = option(call, "take");
    for (qsizetype i = 0; i < turn.sides.size(); ++i) {
        if (take.compare(sideName(i), Qt::CaseInsensitive) == 0)
            return Adjudication{Took::One, turn.sides[i].coder, {}, decision.note};
    }
    if (take == tookWord(Took::All) || take == tookWord(Took::None)) {
        decision.took = take == tookWord(Took::All) ? Took::All : Took::None;
        return decision;
    }
    decision.took = Took::Own;
    ANTIPHON_TRY_ASSIGN(const auto codes, readCodes(connection));
    for (const QString& name : take.split(QLatin1Char(','), Qt::SkipEmptyParts)) {
        const auto code = std::ranges::find(codes, name.trimmed(), &Code::name);
        if (code == codes.end())
            return fail(ErrorCode::InvalidValue, QStringLiteral("--take %1").arg(name),
                        QStringLiteral("a side (A, B), all, none or names of codes are needed"));
        decision.own << code->id;
    }
    return decision;
}

Result<Answer> settleVerb(const Call& call)
{
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.openProject());
    ANTIPHON_TRY_ASSIGN(const Connection eyes, call.readProject());
    ANTIPHON_TRY_ASSIGN(const CodingRound round, roundAsked(call, connection));
    ANTIPHON_TRY_ASSIGN(const auto turns, disputedTurns(eyes, round, call.cancel));
    ANTIPHON_TRY_ASSIGN(const qint64 number, call.arguments.integer(QStringLiteral("turn"), 1, 1, 1'000'000));
    const auto turn = std::ranges::find_if(turns, [&](const DisputedTurn& one) {
        return one.dialogue == option(call, "dialogue") && one.place.position + 1 == number;
    });
    if (turn == turns.end())
        return fail(ErrorCode::NotFound, QStringLiteral("turn %1 of %2 among those the coders differ on")
                                             .arg(number)
                                             .arg(option(call, "dialogue")));
    ANTIPHON_TRY(
        EditHistory(connection)
            .record(call.actor, QStringLiteral("Settle turn %1 in round %2").arg(number).arg(round.name),
                    [&]() -> Result<void> {
                        ANTIPHON_TRY_ASSIGN(Adjudication decision, decisionAsked(call, connection, *turn));
                        ANTIPHON_TRY_ASSIGN(const Coder by, ensureCoder(connection, option(call, "coder")));
                        decision.by = by.id;
                        return settle(connection, round, *turn, decision);
                    }));
    return Answer{{{QStringLiteral("settled"), 1}}, QStringLiteral("Settled.\n")};
}

Result<Answer> takeOverVerb(const Call& call)
{
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.openProject());
    ANTIPHON_TRY_ASSIGN(const CodingRound round, roundAsked(call, connection));
    ANTIPHON_TRY_ASSIGN(const auto sole, soleCoder(connection));
    if (sole)
        return fail(ErrorCode::NotPossible, QStringLiteral("taking over"),
                    QStringLiteral("the coder in hand is blind"));
    qint64 added = 0;
    ANTIPHON_TRY(EditHistory(connection)
                     .record(call.actor,
                             QStringLiteral("Take over what all agree on in round %1").arg(round.name),
                             [&]() -> Result<void> {
                                 ANTIPHON_TRY_ASSIGN(added, takeOverAgreed(connection, round, call.cancel));
                                 return {};
                             }));
    return Answer{{{QStringLiteral("codings"), added}},
                  QStringLiteral("Took over %L1 codings as %2.\n").arg(added).arg(settledName(round.name))};
}

Verb verb(const char* word, const char* summary, const char* example, QList<Option> options,
          std::function<Result<Answer>(const Call&)> run, int operands = 1)
{
    return {{QStringLiteral("round"), QLatin1String(word)},
            operands == 0 ? QString() : QStringLiteral("NAME"),
            operands,
            operands,
            QLatin1String(summary),
            QStringLiteral("antiphon-cli round %1 --project evening.antiphon").arg(QLatin1String(example)),
            std::move(options),
            std::move(run)};
}

Option choice(const char* name, const char* value, const char* help, bool required = false)
{
    return {QLatin1String(name), QLatin1String(value), QLatin1String(help), required};
}

} // namespace

QList<Verb> roundVerbs()
{
    const Option dialogue = choice("dialogue", "ID", "the dialogue's id in its source", true);
    return {
        verb("open", "give several coders the same dialogues, blind to each other",
             "open March --coders ada,ben --count 20 --draw stratified",
             {choice("coders", "A,B", "who codes them"),
              choice("again", "NAME", "this coder codes dialogues of hers once more"),
              choice("count", "N", "how many dialogues; 20 when left out"),
              choice("draw", "D", "random (the default), stratified by source and length, or chosen"),
              choice("dialogues", "A,B", "the dialogues that are chosen"),
              choice("seed", "S", "of the draw; 1 when left out"), sourceOption()},
             openVerb),
        verb("list", "the rounds of double coding", "list", {}, listVerb, 0),
        verb("show", "how far a round is", "show March", {}, showVerb),
        verb("finish", "a coder has read a dialogue of the round to its end",
             "finish March --coder ada --dialogue 00079c9c",
             {coderOption(QStringLiteral("who has finished it"), true), dialogue,
              choice("again", "", "she has not, after all")},
             finishVerb),
        verb("close", "let the coders of a round see each other again", "close March", {}, closeVerb),
        verb("disputes", "the turns on which the coders of a round differ", "disputes March", {},
             disputesVerb),
        verb("settle", "settle a turn on which they differ",
             "settle March --dialogue 00079c9c --turn 3 --take A --coder cleo",
             {dialogue, choice("turn", "N", "the turn, from 1", true),
              choice("take", "WHAT", "a side of round disputes (A, B), all, none, or names of codes", true),
              coderOption(QStringLiteral("who decides"), true), choice("note", "TEXT", "why")},
             settleVerb),
        verb("agreed", "take over the codes on which all coders of a round agree", "agreed March", {},
             takeOverVerb)};
}

} // namespace antiphon::cli
