// The evidence of propositions, and negative cases.
#include "core/coding/memoplacestore.h"
#include "core/coding/propositionstore.h"

namespace antiphon {

namespace {

using AnyId = Id<struct AnyTag>;

QString storedWord(MemoTarget kind)
{
    return memoTargetWord(kind == MemoTarget::Category ? MemoTarget::Code : kind);
}

Result<void> checkAnchor(const MemoAnchor& anchor)
{
    const QString subject = QStringLiteral("the evidence of a proposition");
    if (!mayBeEvidence(anchor.kind) || AnyId(anchor.id).isNull())
        return fail(ErrorCode::InvalidValue, subject,
                    QStringLiteral("a proposition rests on turns, words, dialogues, memos and codes"));
    const bool isSpan = anchor.kind == MemoTarget::Span;
    if (isSpan != anchor.span.has_value() ||
        (isSpan && (anchor.span->begin < 0 || anchor.span->end <= anchor.span->begin)))
        return fail(ErrorCode::InvalidValue, subject, QStringLiteral("no words are chosen"));
    return {};
}

Statement& bindAnchor(Statement& statement, const MemoAnchor& anchor, int position)
{
    return statement.bind(position, AnyId(anchor.id))
        .bind(position + 1, anchor.span ? anchor.span->begin : qint64(-1))
        .bind(position + 2, anchor.span ? anchor.span->end : qint64(-1));
}

// What stands there already, or a null id. Errors: NotFound for an unknown proposition.
Result<EvidenceId> storedEvidence(const Connection& connection, const PropositionEvidence& evidence)
{
    ANTIPHON_TRY_ASSIGN(
        auto select,
        connection.prepare("SELECT (SELECT id FROM proposition_evidence WHERE proposition = ?1 AND target = "
                           "?2 AND span_begin = ?3 AND span_end = ?4 AND coder = ?5) FROM proposition WHERE "
                           "id = ?1"));
    bindAnchor(select.bind(1, evidence.proposition), evidence.anchor, 2).bind(5, evidence.coder);
    ANTIPHON_TRY_ASSIGN(const bool found, select.step());
    if (!found)
        return fail(ErrorCode::NotFound, QStringLiteral("the proposition"));
    return select.isNull(0) ? EvidenceId() : select.id<EvidenceId>(0);
}

// Columns of evidence `e` with its words; what they join is there only once.
#define ANTIPHON_EVIDENCE                                                                                    \
    "SELECT e.id, e.proposition, e.target_kind, e.target, e.span_begin, e.span_end, e.stance, e.note, "      \
    "e.answer, e.coder, e.created_at, coder.name, coalesce(turn.text, dialogue.preview, memo.text, "         \
    "code.definition, ''), p.text FROM proposition_evidence e JOIN proposition p ON p.id = e.proposition "   \
    "JOIN coder ON coder.id = e.coder LEFT JOIN turn ON turn.id = e.target LEFT JOIN dialogue ON "           \
    "dialogue.id = e.target LEFT JOIN memo ON memo.id = e.target LEFT JOIN code ON code.id = e.target "

ListedEvidence listedOf(const Statement& row)
{
    ListedEvidence listed;
    PropositionEvidence& evidence = listed.evidence;
    evidence.id = row.id<EvidenceId>(0);
    evidence.proposition = row.id<PropositionId>(1);
    evidence.anchor.kind = memoTargetFromWord(row.text(2)).value_or(MemoTarget::Turn);
    evidence.anchor.id = row.id<AnyId>(3).bytes();
    if (row.integer(4) >= 0)
        evidence.anchor.span = TextSpan{row.integer(4), row.integer(5)};
    evidence.stance = stanceFromWord(row.text(6)).value_or(Stance::For);
    evidence.note = row.text(7);
    evidence.answer = row.text(8);
    evidence.coder = row.id<CoderId>(9);
    evidence.createdAt = row.integer(10);
    listed.coder = row.text(11);
    listed.words = evidence.anchor.span ? spanText(row.text(12), *evidence.anchor.span) : row.text(12);
    return listed;
}

Result<void> addPlace(MemoPlaceReader& places, ListedEvidence& listed)
{
    ANTIPHON_TRY_ASSIGN(listed.place, places.read(listed.evidence.anchor));
    if (!listed.place.there)
        listed.words.clear();
    return {};
}

Result<void> readOpenEvidence(const Connection& connection, std::optional<CoderId> coder,
                              MemoPlaceReader& places, QList<NegativeCase>& cases)
{
    ANTIPHON_TRY_ASSIGN(auto select,
                        connection.prepare(ANTIPHON_EVIDENCE
                                           "WHERE e.stance = 'against' AND e.answer = '' AND p.state <> "
                                           "'dropped' AND (?1 IS NULL OR e.coder = ?1) ORDER BY "
                                           "p.created_at, p.id, e.created_at, e.id"));
    select.bind(1, coder);
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const bool more, select.step());
        if (!more)
            return {};
        ListedEvidence listed = listedOf(select);
        ANTIPHON_TRY(addPlace(places, listed));
        const PropositionEvidence& evidence = listed.evidence;
        cases << NegativeCase{evidence.id,
                              evidence.proposition,
                              {},
                              propositionHeading(select.text(13)),
                              listed.place,
                              listed.words,
                              evidence.note,
                              evidence.coder,
                              listed.coder,
                              evidence.createdAt};
    }
}

Result<void> readOpenVerdicts(const Connection& connection, std::optional<CoderId> coder,
                              MemoPlaceReader& places, QList<NegativeCase>& cases)
{
    ANTIPHON_TRY_ASSIGN(
        auto select,
        connection.prepare(
            "SELECT c.turn, c.code, code.name, turn.text, max(c.note), c.coder, coder.name, "
            "min(c.created_at) AS at FROM comparison c JOIN code ON code.id = c.code JOIN coder ON coder.id "
            "= c.coder JOIN turn ON turn.id = c.turn JOIN ready_dialogue d ON d.id = turn.dialogue WHERE "
            "c.verdict = 'negative' AND (?1 IS NULL OR c.coder = ?1) AND NOT EXISTS (SELECT 1 FROM "
            "proposition_evidence e WHERE e.target = c.turn AND e.target_kind IN ('turn', 'span') AND "
            "e.stance = 'against' AND (EXISTS (SELECT 1 FROM proposition_code n WHERE n.proposition = "
            "e.proposition AND n.code = c.code) OR NOT EXISTS (SELECT 1 FROM proposition_code n WHERE "
            "n.proposition = e.proposition))) GROUP BY c.code, c.turn, c.coder ORDER BY code.name, at, "
            "c.turn"));
    select.bind(1, coder);
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const bool more, select.step());
        if (!more)
            return {};
        ANTIPHON_TRY_ASSIGN(const MemoPlace place,
                            places.read({MemoTarget::Turn, select.id<AnyId>(0).bytes(), {}}));
        cases << NegativeCase{{},
                              {},
                              select.id<CodeId>(1),
                              select.text(2),
                              place,
                              select.text(3),
                              select.text(4),
                              select.id<CoderId>(5),
                              select.text(6),
                              select.integer(7)};
    }
}

} // namespace

Result<EvidenceId> addEvidence(const Connection& connection, PropositionEvidence evidence)
{
    ANTIPHON_TRY(checkAnchor(evidence.anchor));
    ANTIPHON_TRY_ASSIGN(const EvidenceId stored, storedEvidence(connection, evidence));
    if (!stored.isNull()) {
        ANTIPHON_TRY_ASSIGN(auto update,
                            connection.prepare("UPDATE proposition_evidence SET answer = iif(stance = ?1, "
                                               "answer, ''), stance = ?1, note = iif(?2 = '', note, ?2) "
                                               "WHERE id = ?3"));
        ANTIPHON_TRY(
            update.bind(1, stanceWord(evidence.stance)).bind(2, evidence.note).bind(3, stored).run());
        return stored;
    }
    if (evidence.id.isNull())
        evidence.id = EvidenceId::create();
    if (evidence.createdAt == 0)
        evidence.createdAt = now();
    ANTIPHON_TRY_ASSIGN(auto insert,
                        connection.prepare("INSERT INTO proposition_evidence (id, proposition, target_kind, "
                                           "target, span_begin, span_end, stance, note, answer, coder, "
                                           "created_at) VALUES (?,?,?,?,?,?,?,?,?,?,?)"));
    insert.bind(1, evidence.id).bind(2, evidence.proposition).bind(3, storedWord(evidence.anchor.kind));
    bindAnchor(insert, evidence.anchor, 4)
        .bind(7, stanceWord(evidence.stance))
        .bind(8, evidence.note)
        .bind(9, evidence.stance == Stance::For ? QString() : evidence.answer.trimmed())
        .bind(10, evidence.coder)
        .bind(11, evidence.createdAt);
    ANTIPHON_TRY(insert.run());
    return evidence.id;
}

Result<void> changeEvidence(const Connection& connection, const PropositionEvidence& evidence)
{
    ANTIPHON_TRY_ASSIGN(auto update, connection.prepare("UPDATE proposition_evidence SET stance = ?, note = "
                                                        "?, answer = ? WHERE id = ?"));
    update.bind(1, stanceWord(evidence.stance))
        .bind(2, evidence.note)
        .bind(3, evidence.stance == Stance::For ? QString() : evidence.answer.trimmed())
        .bind(4, evidence.id);
    ANTIPHON_TRY(update.run());
    if (connection.changes() == 0)
        return fail(ErrorCode::NotFound, QStringLiteral("the evidence"));
    return {};
}

Result<void> answerNegativeCase(const Connection& connection, EvidenceId evidence, const QString& answer)
{
    ANTIPHON_TRY_ASSIGN(auto select,
                        connection.prepare("SELECT stance FROM proposition_evidence WHERE id = ?"));
    ANTIPHON_TRY_ASSIGN(const bool found, select.bind(1, evidence).step());
    if (!found)
        return fail(ErrorCode::NotFound, QStringLiteral("the evidence"));
    if (select.text(0) != stanceWord(Stance::Against))
        return fail(ErrorCode::NotPossible, QStringLiteral("answering the evidence"),
                    QStringLiteral("it speaks for the proposition"));
    ANTIPHON_TRY_ASSIGN(auto update,
                        connection.prepare("UPDATE proposition_evidence SET answer = ? WHERE id = ?"));
    return update.bind(1, answer.trimmed()).bind(2, evidence).run();
}

Result<void> removeEvidence(const Connection& connection, EvidenceId evidence)
{
    ANTIPHON_TRY_ASSIGN(auto remove, connection.prepare("DELETE FROM proposition_evidence WHERE id = ?"));
    return remove.bind(1, evidence).run();
}

Result<QList<ListedEvidence>> evidenceOf(const Connection& connection, PropositionId proposition)
{
    ANTIPHON_TRY_ASSIGN(auto select,
                        connection.prepare(ANTIPHON_EVIDENCE "WHERE e.proposition = ? ORDER BY e.stance, "
                                                             "e.created_at, e.id"));
    ANTIPHON_TRY_ASSIGN(auto places, MemoPlaceReader::open(connection));
    select.bind(1, proposition);
    QList<ListedEvidence> evidence;
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const bool more, select.step());
        if (!more)
            return evidence;
        ListedEvidence listed = listedOf(select);
        ANTIPHON_TRY(addPlace(places, listed));
        evidence << listed;
    }
}

Result<QList<PropositionSheet>> propositionSheets(const Connection& connection, std::optional<CoderId> coder)
{
    ANTIPHON_TRY_ASSIGN(const auto propositions, listPropositions(connection, coder));
    QList<PropositionSheet> sheets;
    for (const ListedProposition& listed : propositions) {
        ANTIPHON_TRY_ASSIGN(const auto evidence, evidenceOf(connection, listed.proposition.id));
        sheets << PropositionSheet{listed, evidence};
    }
    return sheets;
}

Result<QList<NegativeCase>> openNegativeCases(const Connection& connection, std::optional<CoderId> coder)
{
    ANTIPHON_TRY_ASSIGN(auto places, MemoPlaceReader::open(connection));
    QList<NegativeCase> cases;
    ANTIPHON_TRY(readOpenEvidence(connection, coder, places, cases));
    ANTIPHON_TRY(readOpenVerdicts(connection, coder, places, cases));
    return cases;
}

} // namespace antiphon
