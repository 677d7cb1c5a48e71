#include "core/reliability/adjudicationstore.h"

#include "core/analysis/coderagreement.h"
#include "core/base/random.h"
#include "core/reliability/turntextstore.h"

#include <bit>

namespace antiphon {

namespace {

Result<void> mustBeClosed(const CodingRound& round)
{
    if (round.isOpen())
        return fail(ErrorCode::NotPossible, QStringLiteral("the round"),
                    QStringLiteral("%1 is open: close it when everybody has finished").arg(round.name));
    return {};
}

Result<QList<Coding>> codingsOf(const Connection& connection, const TurnPlace& place, CoderId coder)
{
    ANTIPHON_TRY_ASSIGN(QList<Coding> codings, codingsOfDialogue(connection, place.dialogue, coder));
    codings.removeIf([&place](const Coding& coding) {
        return coding.target.turn != place.turn || coding.target.exchange;
    });
    return codings;
}

Result<QHash<TurnId, Adjudication>> adjudications(const Connection& connection, RoundId round)
{
    ANTIPHON_TRY_ASSIGN(auto select, connection.prepare("SELECT turn, took, side, note, coder FROM "
                                                        "adjudication WHERE round = ?"));
    select.bind(1, round);
    QHash<TurnId, Adjudication> found;
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const bool more, select.step());
        if (!more)
            return found;
        Adjudication one;
        for (const Took took : {Took::One, Took::All, Took::None, Took::Own}) {
            if (tookWord(took) == select.text(1))
                one.took = took;
        }
        one.side = select.isNull(2) ? CoderId() : select.id<CoderId>(2);
        one.note = select.text(3);
        one.by = select.id<CoderId>(4);
        found.insert(select.id<TurnId>(0), one);
    }
}

// An order of the turn's own: the same at every look, and telling nothing of who is who.
void shuffleSides(QList<DisputedSide>& sides, quint64 seed, TurnId turn)
{
    std::array<quint64, 2> halves{};
    std::memcpy(halves.data(), turn.bytes().data(), sizeof halves);
    Random random = Random::forKey(seed, std::rotl(halves[0], 17) ^ halves[1]);
    for (qsizetype i = sides.size(); i > 1; --i)
        sides.swapItemsAt(i - 1, static_cast<qsizetype>(random.below(static_cast<quint64>(i))));
}

TurnPlace placeOf(const CodedCorpus& corpus, std::size_t turn)
{
    const CorpusTurn& found = corpus.turns[turn];
    return {corpus.ids[turn], corpus.dialogues[found.dialogue], found.position, found.role};
}

Result<DisputedTurn> disputedTurn(const Connection& connection, TurnTexts& texts, const CodingRound& round,
                                  const CodedCorpus& corpus, const Disagreement& differing)
{
    DisputedTurn turn{placeOf(corpus, differing.turn), {}, {}, {}, {}};
    ANTIPHON_TRY_ASSIGN(const TurnText text, texts.read(turn.place.turn));
    turn.dialogue = text.dialogue;
    turn.text = text.text;
    turn.before = text.before;
    for (std::size_t layer = 0; layer < corpus.layers.size(); ++layer) {
        if (!differing.codes[layer])
            continue;
        const CoderId coder = corpus.layers[layer].coder().id;
        ANTIPHON_TRY_ASSIGN(const auto codings, codingsOf(connection, turn.place, coder));
        turn.sides << DisputedSide{coder, codings};
    }
    shuffleSides(turn.sides, round.seed, turn.place.turn);
    return turn;
}

// The round's settled coder, made where there is none yet.
Result<CoderId> settledCoder(const Connection& connection, const CodingRound& round)
{
    ANTIPHON_TRY_ASSIGN(auto select, connection.prepare("SELECT settled FROM coding_round WHERE id = ?"));
    ANTIPHON_TRY_ASSIGN(const bool found, select.bind(1, round.id).step());
    if (!found)
        return fail(ErrorCode::NotFound, QStringLiteral("the round"));
    if (!select.isNull(0))
        return select.id<CoderId>(0);
    ANTIPHON_TRY_ASSIGN(const Coder coder, ensureCoder(connection, settledName(round.name)));
    ANTIPHON_TRY_ASSIGN(auto update, connection.prepare("UPDATE coding_round SET settled = ? WHERE id = ?"));
    ANTIPHON_TRY(update.bind(1, coder.id).bind(2, round.id).run());
    return coder.id;
}

Result<void> removeCodingsOf(const Connection& connection, const TurnPlace& place, CoderId coder)
{
    ANTIPHON_TRY_ASSIGN(const auto codings, codingsOf(connection, place, coder));
    for (const Coding& coding : codings)
        ANTIPHON_TRY(removeCoding(connection, coding.id));
    return {};
}

Result<QString> nameOf(const Connection& connection, CoderId id)
{
    ANTIPHON_TRY_ASSIGN(const auto coders, allCoders(connection));
    for (const Coder& coder : coders) {
        if (coder.id == id)
            return coder.name;
    }
    return fail(ErrorCode::NotFound, QStringLiteral("the coder"));
}

// "March: codes of ada; decided by cleo"
Result<QString> originOf(const Connection& connection, const CodingRound& round, const Adjudication& decision)
{
    ANTIPHON_TRY_ASSIGN(const QString by, nameOf(connection, decision.by));
    QString whose = QStringLiteral("codes of all");
    if (decision.took == Took::Own)
        whose = QStringLiteral("codes chosen anew");
    if (decision.took == Took::One) {
        ANTIPHON_TRY_ASSIGN(const QString side, nameOf(connection, decision.side));
        whose = QStringLiteral("codes of %1").arg(side);
    }
    return QStringLiteral("%1: %2; decided by %3").arg(round.name, whose, by);
}

// The codings that the decision comes to, with each code once.
QList<Coding> codingsTaken(const DisputedTurn& turn, const Adjudication& decision)
{
    QList<Coding> taken;
    if (decision.took == Took::Own) {
        for (const CodeId& code : decision.own)
            taken << Coding{{}, code, {}, {turn.place.dialogue, turn.place.turn}};
        return taken;
    }
    QSet<CodeId> had;
    for (const DisputedSide& side : turn.sides) {
        if (decision.took == Took::None || (decision.took == Took::One && side.coder != decision.side))
            continue;
        QSet<CodeId> here;
        for (const Coding& coding : side.codings) {
            if (had.contains(coding.code))
                continue;
            here.insert(coding.code);
            taken << coding;
        }
        had.unite(here);
    }
    return taken;
}

Result<qint64> addSettled(const Connection& connection, QList<Coding> codings, CoderId settled,
                          const QString& origin)
{
    ANTIPHON_TRY_ASSIGN(CodingWriter writer, CodingWriter::open(connection));
    qint64 added = 0;
    for (Coding& coding : codings) {
        coding.id = {};
        coding.createdAt = 0;
        coding.coder = settled;
        coding.origin = CodingOrigin::Adjudication;
        coding.originDetail = origin;
        ANTIPHON_TRY_ASSIGN(const bool fresh, writer.add(coding));
        added += fresh ? 1 : 0;
    }
    return added;
}

// A turn that two coders or more rated; nothing for others. True: all gave the same codes.
std::optional<bool> isAlike(const CodedCorpus& corpus, std::size_t turn)
{
    std::optional<std::span<const quint16>> first;
    int raters = 0;
    bool alike = true;
    for (const CodingLayer& layer : corpus.layers) {
        if (!layer.touched(corpus.turns[turn].dialogue))
            continue;
        const auto codes = layer.codesOf(turn);
        if (!first)
            first = codes;
        alike = alike && std::ranges::equal(*first, codes);
        ++raters;
    }
    return raters >= 2 ? std::optional(alike) : std::nullopt;
}

// A closed round's codings and what was settled on.
struct RoundRead
{
    CodedCorpus corpus;
    QHash<TurnId, Adjudication> settled;
};

Result<RoundRead> readClosed(const Connection& connection, const CodingRound& round,
                             const CancelToken& cancel)
{
    ANTIPHON_TRY(mustBeClosed(round));
    RoundRead read;
    ANTIPHON_TRY_ASSIGN(read.corpus, readRound(connection, round, cancel));
    ANTIPHON_TRY_ASSIGN(read.settled, adjudications(connection, round.id));
    return read;
}

Settlement settlementIn(const RoundRead& read)
{
    Settlement settlement;
    for (std::size_t turn = 0; turn < read.corpus.turns.size(); ++turn) {
        const auto alike = isAlike(read.corpus, turn);
        settlement.turns += alike ? 1 : 0;
        settlement.alike += alike.value_or(false) ? 1 : 0;
        settlement.settled += alike && !*alike && read.settled.contains(read.corpus.ids[turn]) ? 1 : 0;
    }
    settlement.disputed = settlement.turns - settlement.alike;
    return settlement;
}

} // namespace

QString tookWord(Took took)
{
    switch (took) {
    case Took::One:
        return QStringLiteral("one");
    case Took::All:
        return QStringLiteral("all");
    case Took::Own:
        return QStringLiteral("own");
    case Took::None:
        break;
    }
    return QStringLiteral("none");
}

Result<QList<DisputedTurn>> disputedTurns(const Connection& connection, const CodingRound& round,
                                          const CancelToken& cancel)
{
    ANTIPHON_TRY_ASSIGN(RoundOutcome outcome, outcomeOf(connection, round, cancel));
    return std::move(outcome.disputed);
}

Result<Settlement> settlementOf(const Connection& connection, const CodingRound& round,
                                const CancelToken& cancel)
{
    ANTIPHON_TRY_ASSIGN(const RoundRead read, readClosed(connection, round, cancel));
    return settlementIn(read);
}

Result<RoundOutcome> outcomeOf(const Connection& connection, const CodingRound& round,
                               const CancelToken& cancel)
{
    ANTIPHON_TRY_ASSIGN(const RoundRead read, readClosed(connection, round, cancel));
    RoundOutcome outcome{{}, settlementIn(read)};
    ANTIPHON_TRY_ASSIGN(TurnTexts texts, TurnTexts::open(connection));
    for (const Disagreement& differing : disagreements(read.corpus)) {
        if (cancel.isCancelled())
            return fail(ErrorCode::Cancelled);
        ANTIPHON_TRY_ASSIGN(DisputedTurn turn,
                            disputedTurn(connection, texts, round, read.corpus, differing));
        if (const auto decision = read.settled.constFind(turn.place.turn); decision != read.settled.cend())
            turn.settled = *decision;
        outcome.disputed << turn;
    }
    return outcome;
}

Result<void> settle(const Connection& connection, const CodingRound& round, const DisputedTurn& turn,
                    const Adjudication& decision)
{
    ANTIPHON_TRY(mustBeClosed(round));
    if (decision.took == Took::One && !std::ranges::any_of(turn.sides, [&](const DisputedSide& side) {
            return side.coder == decision.side;
        }))
        return fail(ErrorCode::InvalidValue, QStringLiteral("the side"),
                    QStringLiteral("that coder did not rate the turn"));
    ANTIPHON_TRY(unsettle(connection, round, turn.place.turn));
    ANTIPHON_TRY_ASSIGN(const CoderId settled, settledCoder(connection, round));
    ANTIPHON_TRY_ASSIGN(const QString origin, originOf(connection, round, decision));
    ANTIPHON_TRY(addSettled(connection, codingsTaken(turn, decision), settled, origin));
    ANTIPHON_TRY_ASSIGN(auto insert,
                        connection.prepare("INSERT INTO adjudication (id, round, turn, coder, took, side, "
                                           "note, decided_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"));
    insert.bind(1, Id<struct AdjudicationTag>::create())
        .bind(2, round.id)
        .bind(3, turn.place.turn)
        .bind(4, decision.by)
        .bind(5, tookWord(decision.took))
        .bind(6, decision.side)
        .bind(7, decision.note)
        .bind(8, now());
    return insert.run();
}

Result<void> unsettle(const Connection& connection, const CodingRound& round, TurnId turn)
{
    ANTIPHON_TRY_ASSIGN(auto remove, connection.prepare("DELETE FROM adjudication WHERE round = ? AND turn = "
                                                        "?"));
    ANTIPHON_TRY(remove.bind(1, round.id).bind(2, turn).run());
    if (connection.changes() == 0)
        return {};
    ANTIPHON_TRY_ASSIGN(const CoderId settled, settledCoder(connection, round));
    ANTIPHON_TRY_ASSIGN(auto dialogue,
                        connection.prepare("SELECT dialogue, position FROM turn WHERE id = ?"));
    ANTIPHON_TRY(dialogue.bind(1, turn).step());
    return removeCodingsOf(
        connection, {turn, dialogue.id<DialogueId>(0), static_cast<int>(dialogue.integer(1))}, settled);
}

Result<qint64> takeOverAgreed(const Connection& connection, const CodingRound& round,
                              const CancelToken& cancel)
{
    ANTIPHON_TRY(mustBeClosed(round));
    ANTIPHON_TRY_ASSIGN(const CodedCorpus corpus, readRound(connection, round, cancel));
    ANTIPHON_TRY_ASSIGN(const CoderId settled, settledCoder(connection, round));
    const QString origin = QStringLiteral("%1: all coders agree").arg(round.name);
    qint64 added = 0;
    for (std::size_t turn = 0; turn < corpus.turns.size(); ++turn) {
        if (cancel.isCancelled())
            return fail(ErrorCode::Cancelled);
        if (!isAlike(corpus, turn).value_or(false))
            continue;
        const auto layer = std::ranges::find_if(
            corpus.layers, [&](const CodingLayer& one) { return one.touched(corpus.turns[turn].dialogue); });
        if (!layer->isCoded(turn))
            continue;
        ANTIPHON_TRY_ASSIGN(const auto codings,
                            codingsOf(connection, placeOf(corpus, turn), layer->coder().id));
        ANTIPHON_TRY_ASSIGN(const qint64 fresh, addSettled(connection, codings, settled, origin));
        added += fresh;
    }
    return added;
}

} // namespace antiphon
