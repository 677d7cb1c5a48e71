#include "core/reliability/roundstore.h"

namespace antiphon {

namespace {

Failure refused(const QString& reason)
{
    return fail(ErrorCode::NotPossible, QStringLiteral("the round"), reason);
}

Failure badRound(const QString& reason)
{
    return fail(ErrorCode::InvalidValue, QStringLiteral("the round"), reason);
}

// The first coder's earlier self is `original` where the round is one of coding again.
Result<QList<Coder>> codersOf(const Connection& connection, RoundId round)
{
    ANTIPHON_TRY_ASSIGN(auto select,
                        connection.prepare("SELECT coder.id, coder.name, coder.blind FROM round_coder "
                                           "JOIN coder ON coder.id = round_coder.coder WHERE round = ? "
                                           "ORDER BY coder.name"));
    select.bind(1, round);
    QList<Coder> coders;
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const bool more, select.step());
        if (!more)
            return coders;
        coders << Coder{select.id<CoderId>(0), select.text(1), select.integer(2) != 0};
    }
}

Result<QList<CodingRound>> rounds(const Connection& connection, std::optional<QString> name)
{
    ANTIPHON_TRY_ASSIGN(
        auto select,
        connection.prepare("SELECT id, name, kind, draw, seed, created_at, closed_at, settled, (SELECT "
                           "count(*) FROM round_dialogue WHERE round = coding_round.id) FROM coding_round "
                           "WHERE ?1 IS NULL OR name = ?1 ORDER BY created_at DESC, id DESC"));
    if (name)
        select.bind(1, *name);
    QList<CodingRound> found;
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const bool more, select.step());
        if (!more)
            return found;
        CodingRound round{select.id<RoundId>(0), select.text(1)};
        round.kind = select.text(2) == roundKindWord(RoundKind::Again) ? RoundKind::Again : RoundKind::Double;
        round.draw = overlapDrawFromWord(select.text(3)).value_or(OverlapDraw::Chosen);
        round.seed = static_cast<quint64>(select.integer(4));
        round.createdAt = select.integer(5);
        round.closedAt = select.integer(6);
        round.settled = select.isNull(7) ? CoderId() : select.id<CoderId>(7);
        round.dialogues = select.integer(8);
        ANTIPHON_TRY_ASSIGN(round.coders, codersOf(connection, round.id));
        found << round;
    }
}

// Those that a draw may take: of a coder's own where she codes again, and in no earlier round of that kind.
Result<QList<OverlapCandidate>> candidatesOf(const Connection& connection, const NewRound& asked)
{
    ANTIPHON_TRY_ASSIGN(
        auto select,
        connection.prepare(
            "SELECT id, source, turns FROM ready_dialogue AS dialogue WHERE (?1 IS NULL OR source = ?1) "
            "AND (?2 IS NULL OR EXISTS (SELECT 1 FROM coding WHERE coding.dialogue = dialogue.id AND coder = "
            "?2 AND turn IS NOT NULL)) AND NOT EXISTS (SELECT 1 FROM round_dialogue JOIN coding_round ON "
            "coding_round.id = round WHERE round_dialogue.dialogue = dialogue.id AND kind = ?3) "
            "ORDER BY source_at, source, ordinal"));
    select.bind(1, asked.source)
        .bind(2, asked.kind == RoundKind::Again ? std::optional(asked.coders.first()) : std::nullopt)
        .bind(3, roundKindWord(asked.kind));
    QList<OverlapCandidate> candidates;
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const bool more, select.step());
        if (!more)
            return candidates;
        candidates << OverlapCandidate{select.id<DialogueId>(0), select.id<SourceId>(1),
                                       static_cast<int>(select.integer(2))};
    }
}

Result<QList<DialogueId>> dialoguesFor(const Connection& connection, const NewRound& asked)
{
    if (asked.draw == OverlapDraw::Chosen) {
        if (asked.chosen.isEmpty())
            return badRound(QStringLiteral("no dialogue was chosen"));
        ANTIPHON_TRY_ASSIGN(auto select, connection.prepare("SELECT 1 FROM ready_dialogue WHERE id = ?"));
        QList<DialogueId> dialogues;
        for (const DialogueId& dialogue : asked.chosen) {
            ANTIPHON_TRY_ASSIGN(const bool there, select.reset().bind(1, dialogue).step());
            if (!there)
                return badRound(QStringLiteral("a chosen dialogue is not in the project"));
            if (!dialogues.contains(dialogue))
                dialogues << dialogue;
        }
        return dialogues;
    }
    ANTIPHON_TRY_ASSIGN(const auto candidates, candidatesOf(connection, asked));
    if (candidates.isEmpty())
        return refused(asked.kind == RoundKind::Again
                           ? QStringLiteral("the coder has coded no dialogue that she did not code again yet")
                           : QStringLiteral("every dialogue has been in a round already"));
    return drawOverlap(candidates, asked.count, asked.draw, asked.seed);
}

Result<void> checkAsked(const Connection& connection, const NewRound& asked)
{
    if (asked.name.trimmed().isEmpty())
        return badRound(QStringLiteral("it needs a name"));
    ANTIPHON_TRY_ASSIGN(const auto rival, roundByName(connection, asked.name.trimmed()));
    if (rival)
        return fail(ErrorCode::AlreadyExists, QStringLiteral("the round %1").arg(rival->name));
    const QSet<CoderId> different(asked.coders.cbegin(), asked.coders.cend());
    if (asked.kind == RoundKind::Double && different.size() < 2)
        return badRound(QStringLiteral("two different coders or more are needed"));
    if (asked.kind == RoundKind::Again && different.size() != 1)
        return badRound(QStringLiteral("one coder codes again"));
    if (asked.draw != OverlapDraw::Chosen && asked.count < 1)
        return badRound(QStringLiteral("at least one dialogue is needed"));
    return {};
}

Result<Coder> coderById(const Connection& connection, CoderId id)
{
    ANTIPHON_TRY_ASSIGN(const QList<Coder> coders, allCoders(connection));
    for (const Coder& coder : coders) {
        if (coder.id == id)
            return coder;
    }
    return fail(ErrorCode::NotFound, QStringLiteral("the coder"));
}

Result<void> addCoder(const Connection& connection, RoundId round, const Coder& coder)
{
    ANTIPHON_TRY_ASSIGN(auto insert,
                        connection.prepare("INSERT INTO round_coder (id, round, coder, was_blind) VALUES "
                                           "(?, ?, ?, ?)"));
    insert.bind(1, Id<struct RoundCoderTag>::create()).bind(2, round).bind(3, coder.id);
    ANTIPHON_TRY(insert.bind(4, coder.blind ? 1 : 0).run());
    return coder.blind ? Result<void>() : setCoderSight(connection, coder.id, CoderSight::Blind);
}

Result<void> addCoders(const Connection& connection, RoundId round, const NewRound& asked)
{
    const QSet<CoderId> different(asked.coders.cbegin(), asked.coders.cend());
    for (const CoderId& id : different) {
        ANTIPHON_TRY_ASSIGN(Coder coder, coderById(connection, id));
        if (asked.kind == RoundKind::Again) {
            ANTIPHON_TRY(addCoder(connection, round, coder));
            ANTIPHON_TRY_ASSIGN(coder, ensureCoder(connection, againName(coder.name, asked.name.trimmed())));
        }
        ANTIPHON_TRY(addCoder(connection, round, coder));
    }
    return {};
}

Result<void> addDialogues(const Connection& connection, RoundId round, const QList<DialogueId>& dialogues)
{
    ANTIPHON_TRY_ASSIGN(auto insert,
                        connection.prepare("INSERT INTO round_dialogue (id, round, dialogue, position) "
                                           "VALUES (?, ?, ?, ?)"));
    for (qsizetype i = 0; i < dialogues.size(); ++i)
        ANTIPHON_TRY(insert.reset()
                         .bind(1, Id<struct RoundDialogueTag>::create())
                         .bind(2, round)
                         .bind(3, dialogues[i])
                         .bind(4, static_cast<qint64>(i))
                         .run());
    return {};
}

// The name of an open round of the coder's; empty: none.
Result<QString> openRoundOf(const Connection& connection, CoderId coder)
{
    ANTIPHON_TRY_ASSIGN(auto select,
                        connection.prepare("SELECT name FROM round_coder JOIN coding_round ON "
                                           "coding_round.id = round WHERE coder = ? AND closed_at = 0"));
    ANTIPHON_TRY_ASSIGN(const bool found, select.bind(1, coder).step());
    return found ? select.text(0) : QString();
}

Result<CodingRound> existing(const Connection& connection, RoundId id)
{
    ANTIPHON_TRY_ASSIGN(const auto all, rounds(connection, {}));
    for (const CodingRound& round : all) {
        if (round.id == id)
            return round;
    }
    return fail(ErrorCode::NotFound, QStringLiteral("the round"));
}

Result<QSet<CoderId>> sightedBefore(const Connection& connection, RoundId round)
{
    ANTIPHON_TRY_ASSIGN(auto select, connection.prepare("SELECT coder FROM round_coder WHERE round = ? AND "
                                                        "was_blind = 0"));
    select.bind(1, round);
    QSet<CoderId> coders;
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const bool more, select.step());
        if (!more)
            return coders;
        coders.insert(select.id<CoderId>(0));
    }
}

} // namespace

Result<CodingRound> openRound(const Connection& connection, const NewRound& asked)
{
    ANTIPHON_TRY(checkAsked(connection, asked));
    ANTIPHON_TRY_ASSIGN(const auto dialogues, dialoguesFor(connection, asked));
    const RoundId id = RoundId::create();
    ANTIPHON_TRY_ASSIGN(auto insert,
                        connection.prepare("INSERT INTO coding_round (id, name, kind, draw, seed, "
                                           "created_at) VALUES (?, ?, ?, ?, ?, ?)"));
    insert.bind(1, id)
        .bind(2, asked.name.trimmed())
        .bind(3, roundKindWord(asked.kind))
        .bind(4, overlapDrawWord(asked.draw))
        .bind(5, static_cast<qint64>(asked.seed))
        .bind(6, now());
    ANTIPHON_TRY(insert.run());
    ANTIPHON_TRY(addDialogues(connection, id, dialogues));
    ANTIPHON_TRY(addCoders(connection, id, asked));
    return existing(connection, id);
}

Result<void> closeRound(const Connection& connection, RoundId id)
{
    ANTIPHON_TRY_ASSIGN(const CodingRound round, existing(connection, id));
    if (!round.isOpen())
        return refused(QStringLiteral("%1 is closed already").arg(round.name));
    ANTIPHON_TRY_ASSIGN(auto close, connection.prepare("UPDATE coding_round SET closed_at = ? WHERE id = ?"));
    ANTIPHON_TRY(close.bind(1, now()).bind(2, id).run());
    ANTIPHON_TRY_ASSIGN(const auto sighted, sightedBefore(connection, id));
    for (const CoderId& coder : sighted) {
        ANTIPHON_TRY_ASSIGN(const QString other, openRoundOf(connection, coder));
        if (other.isEmpty())
            ANTIPHON_TRY(setCoderSight(connection, coder, CoderSight::Sighted));
    }
    return {};
}

Result<QList<CodingRound>> allRounds(const Connection& connection)
{
    return rounds(connection, {});
}

Result<std::optional<CodingRound>> roundByName(const Connection& connection, const QString& name)
{
    ANTIPHON_TRY_ASSIGN(const auto found, rounds(connection, name));
    return found.isEmpty() ? std::nullopt : std::optional(found.first());
}

Result<QList<RoundDialogue>> dialoguesOfRound(const Connection& connection, RoundId round, CoderId coder)
{
    ANTIPHON_TRY_ASSIGN(
        auto select,
        connection.prepare("SELECT dialogue.id, external_id, preview, turns, (SELECT count(*) FROM coding "
                           "WHERE coding.dialogue = dialogue.id AND coding.coder = ?2), EXISTS (SELECT 1 "
                           "FROM round_finish WHERE round = ?1 AND round_finish.dialogue = dialogue.id AND "
                           "coder = ?2) FROM round_dialogue JOIN ready_dialogue AS dialogue ON dialogue.id = "
                           "round_dialogue.dialogue WHERE round = ?1 ORDER BY round_dialogue.position"));
    select.bind(1, round).bind(2, coder);
    QList<RoundDialogue> dialogues;
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const bool more, select.step());
        if (!more)
            return dialogues;
        dialogues << RoundDialogue{select.id<DialogueId>(0), select.text(1),
                                   select.text(2),           static_cast<int>(select.integer(3)),
                                   select.integer(4),        select.integer(5) != 0};
    }
}

Result<QList<RoundProgress>> progressOfRound(const Connection& connection, const CodingRound& round)
{
    ANTIPHON_TRY_ASSIGN(auto select, connection.prepare("SELECT count(*) FROM round_finish WHERE round = ? "
                                                        "AND coder = ?"));
    QList<RoundProgress> progress;
    for (const Coder& coder : round.coders) {
        ANTIPHON_TRY(select.reset().bind(1, round.id).bind(2, coder.id).step());
        progress << RoundProgress{coder, select.integer(0)};
    }
    return progress;
}

Result<void> setFinished(const Connection& connection, RoundId id, DialogueId dialogue, CoderId coder,
                         bool finished)
{
    ANTIPHON_TRY_ASSIGN(const CodingRound round, existing(connection, id));
    if (!round.isOpen())
        return refused(QStringLiteral("%1 is closed").arg(round.name));
    if (!std::ranges::any_of(round.coders, [coder](const Coder& one) { return one.id == coder; }))
        return refused(QStringLiteral("%1 has not that coder").arg(round.name));
    ANTIPHON_TRY_ASSIGN(auto within,
                        connection.prepare("SELECT 1 FROM round_dialogue WHERE round = ? AND dialogue = ?"));
    ANTIPHON_TRY_ASSIGN(const bool there, within.bind(1, id).bind(2, dialogue).step());
    if (!there)
        return refused(QStringLiteral("%1 has not that dialogue").arg(round.name));
    ANTIPHON_TRY_ASSIGN(auto change,
                        connection.prepare(finished ? "INSERT OR IGNORE INTO round_finish (round, dialogue, "
                                                      "coder, id, finished_at) VALUES (?, ?, ?, ?, ?)"
                                                    : "DELETE FROM round_finish WHERE round = ? AND "
                                                      "dialogue = ? AND coder = ?"));
    change.bind(1, id).bind(2, dialogue).bind(3, coder);
    if (finished)
        change.bind(4, Id<struct RoundFinishTag>::create()).bind(5, now());
    return change.run();
}

Result<void> setSightBetweenRounds(const Connection& connection, CoderId coder, CoderSight sight)
{
    if (sight == CoderSight::Sighted) {
        ANTIPHON_TRY_ASSIGN(const QString round, openRoundOf(connection, coder));
        if (!round.isEmpty())
            return refused(
                QStringLiteral("%1 is open, and its coders stay blind until it is closed").arg(round));
    }
    return setCoderSight(connection, coder, sight);
}

Result<CodedCorpus> readRound(const Connection& connection, const CodingRound& round,
                              const CancelToken& cancel)
{
    CodedCorpusQuery query;
    QSet<DialogueId> dialogues;
    for (const Coder& coder : round.coders) {
        query.coders << coder.id;
        ANTIPHON_TRY_ASSIGN(const auto seen, dialoguesOfRound(connection, round.id, coder.id));
        QSet<DialogueId> read;
        for (const RoundDialogue& one : seen) {
            dialogues.insert(one.dialogue);
            const bool first = round.kind == RoundKind::Again && one.codings > 0 &&
                               std::ranges::any_of(round.coders, [&](const Coder& other) {
                                   return other.name == againName(coder.name, round.name);
                               });
            if (one.finished || first)
                read.insert(one.dialogue);
        }
        query.read.insert(coder.id, read);
    }
    query.dialogues = dialogues;
    return readCodedCorpus(connection, query, cancel);
}

} // namespace antiphon
