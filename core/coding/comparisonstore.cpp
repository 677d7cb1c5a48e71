#include "core/coding/comparisonstore.h"

namespace antiphon {

namespace {

Incident incidentOf(const Statement& row)
{
    return {{row.id<TurnId>(0), row.id<DialogueId>(1), static_cast<int>(row.integer(2)),
             row.integer(3) == 0 ? Role::User : Role::System},
            row.text(4),
            row.text(5),
            row.text(6),
            row.text(7),
            row.integer(8)};
}

// The turn that `chosen` names (columns turn, at) with its neighbours.
std::string incidentsSql(const std::string& chosen)
{
    std::string sql = "SELECT turn.id, turn.dialogue, turn.position, turn.role, dialogue.external_id, "
                      "turn.text, before.text, after.text, chosen.at FROM (";
    return sql.append(chosen).append(
        ") AS chosen JOIN turn ON turn.id = chosen.turn JOIN ready_dialogue AS dialogue ON dialogue.id = "
        "turn.dialogue LEFT JOIN turn AS before ON before.dialogue = turn.dialogue AND before.position = "
        "turn.position - 1 LEFT JOIN turn AS after ON after.dialogue = turn.dialogue AND after.position = "
        "turn.position + 1");
}

Result<Incident> readIncident(const Connection& connection, const CompareQuery& query)
{
    ANTIPHON_TRY_ASSIGN(auto select, connection.prepare(incidentsSql(
                                         "SELECT ?1 AS turn, coalesce((SELECT min(created_at) FROM coding "
                                         "WHERE turn = ?1 AND +code = ?2 AND coder = ?3), 0) AS at")));
    ANTIPHON_TRY_ASSIGN(const bool found,
                        select.bind(1, query.inHand).bind(2, query.code).bind(3, query.coder).step());
    if (!found)
        return fail(ErrorCode::NotFound, QStringLiteral("the turn"));
    return incidentOf(select);
}

// Each turn once, at the time it got the code first.
Result<QList<Incident>> readIncidents(const Connection& connection, const CompareQuery& query)
{
    ANTIPHON_TRY_ASSIGN(
        auto select,
        connection.prepare(incidentsSql(
            "SELECT turn, min(created_at) AS at FROM coding WHERE code = ?1 AND coder = ?2 AND turn IS NOT "
            "NULL GROUP BY turn ORDER BY at DESC, turn DESC LIMIT ?3")));
    select.bind(1, query.code).bind(2, query.coder).bind(3, query.newest);
    QList<Incident> incidents;
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const bool more, select.step());
        if (!more)
            return incidents;
        incidents << incidentOf(select);
    }
}

Comparison comparisonOf(const Statement& row)
{
    Comparison comparison;
    comparison.id = row.id<ComparisonId>(0);
    comparison.code = row.id<CodeId>(1);
    comparison.coder = row.id<CoderId>(2);
    comparison.turn = row.id<TurnId>(3);
    comparison.against = row.id<TurnId>(4);
    comparison.verdict = verdictFromWord(row.text(5)).value_or(ComparisonVerdict::Fits);
    comparison.note = row.text(6);
    comparison.createdAt = row.integer(7);
    return comparison;
}

constexpr char comparisonColumns[] =
    "comparison.id, comparison.code, comparison.coder, comparison.turn, comparison.against, "
    "comparison.verdict, comparison.note, comparison.created_at";

Result<QHash<TurnId, Comparison>> readVerdicts(const Connection& connection, const CompareQuery& query)
{
    ANTIPHON_TRY_ASSIGN(auto select, connection.prepare(std::string("SELECT ") + comparisonColumns +
                                                        " FROM comparison WHERE turn = ? AND code = ? AND "
                                                        "coder = ? ORDER BY created_at, id"));
    select.bind(1, query.inHand).bind(2, query.code).bind(3, query.coder);
    QHash<TurnId, Comparison> verdicts;
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const bool more, select.step());
        if (!more)
            return verdicts;
        const Comparison comparison = comparisonOf(select);
        verdicts.insert(comparison.against, comparison);
    }
}

Result<void> countIncidents(const Connection& connection, CodeId code, CoderId coder,
                            ComparisonCounts& counts)
{
    // An incident can be compared when another was coded no later: all can but the only first one.
    ANTIPHON_TRY_ASSIGN(
        auto select,
        connection.prepare(
            "WITH incident AS MATERIALIZED (SELECT coding.turn, min(coding.created_at) AS at FROM coding "
            "JOIN "
            "ready_dialogue ON ready_dialogue.id = coding.dialogue WHERE coding.code = ?1 AND coding.coder = "
            "?2 AND coding.turn IS NOT NULL GROUP BY coding.turn) SELECT count(*), (SELECT count(*) FROM "
            "incident WHERE at = (SELECT min(at) FROM incident)), (SELECT count(*) FROM incident WHERE turn "
            "IN (SELECT turn FROM comparison WHERE code = ?1 AND coder = ?2 AND against IS NOT NULL)) FROM "
            "incident"));
    ANTIPHON_TRY(select.bind(1, code).bind(2, coder).step());
    counts.incidents = select.integer(0);
    counts.comparable = counts.incidents - (select.integer(1) == 1 ? 1 : 0);
    counts.compared = std::min(select.integer(2), counts.comparable);
    return {};
}

} // namespace

Result<void> giveVerdict(const Connection& connection, Comparison comparison)
{
    if (comparison.turn == comparison.against)
        return fail(ErrorCode::NotPossible, QStringLiteral("comparing"),
                    QStringLiteral("a turn cannot be held against itself"));
    if (comparison.createdAt == 0)
        comparison.createdAt = now();
    ANTIPHON_TRY_ASSIGN(auto update,
                        connection.prepare("UPDATE comparison SET verdict = ?1, note = ?2, created_at = ?3 "
                                           "WHERE turn = ?4 AND code = ?5 AND coder = ?6 AND against IS ?7"));
    update.bind(1, verdictWord(comparison.verdict))
        .bind(2, comparison.note)
        .bind(3, comparison.createdAt)
        .bind(4, comparison.turn)
        .bind(5, comparison.code)
        .bind(6, comparison.coder)
        .bind(7, comparison.against);
    ANTIPHON_TRY(update.run());
    if (connection.changes() > 0)
        return {};
    if (comparison.id.isNull())
        comparison.id = ComparisonId::create();
    ANTIPHON_TRY_ASSIGN(auto insert,
                        connection.prepare("INSERT INTO comparison (verdict, note, created_at, turn, code, "
                                           "coder, against, id) VALUES (?,?,?,?,?,?,?,?)"));
    insert.bind(1, verdictWord(comparison.verdict))
        .bind(2, comparison.note)
        .bind(3, comparison.createdAt)
        .bind(4, comparison.turn)
        .bind(5, comparison.code)
        .bind(6, comparison.coder)
        .bind(7, comparison.against)
        .bind(8, comparison.id);
    return insert.run();
}

Result<void> deleteComparison(const Connection& connection, ComparisonId comparison)
{
    ANTIPHON_TRY_ASSIGN(auto remove, connection.prepare("DELETE FROM comparison WHERE id = ?"));
    return remove.bind(1, comparison).run();
}

Result<CompareAnswer> compareIncidents(const Connection& connection, const CompareQuery& query)
{
    CompareAnswer answer;
    ANTIPHON_TRY_ASSIGN(answer.inHand, readIncident(connection, query));
    ANTIPHON_TRY_ASSIGN(const QList<Incident> incidents, readIncidents(connection, query));
    answer.incidents = mostDifferentFirst(answer.inHand, incidents);
    answer.earlier = answer.incidents.size();
    answer.incidents = answer.incidents.mid(0, query.limit);
    ANTIPHON_TRY_ASSIGN(answer.verdicts, readVerdicts(connection, query));
    ANTIPHON_TRY_ASSIGN(answer.counts, comparisonCounts(connection, query.code, query.coder));
    return answer;
}

Result<ComparisonCounts> comparisonCounts(const Connection& connection, CodeId code, CoderId coder)
{
    ComparisonCounts counts;
    ANTIPHON_TRY_ASSIGN(auto select,
                        connection.prepare("SELECT comparison.verdict, count(*) FROM comparison JOIN turn ON "
                                           "turn.id = comparison.turn JOIN ready_dialogue ON "
                                           "ready_dialogue.id = turn.dialogue WHERE code = ? AND coder = ? "
                                           "GROUP BY comparison.verdict"));
    select.bind(1, code).bind(2, coder);
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const bool more, select.step());
        if (!more)
            break;
        if (const auto verdict = verdictFromWord(select.text(0)))
            counts.verdicts.insert(*verdict, select.integer(1));
    }
    ANTIPHON_TRY(countIncidents(connection, code, coder, counts));
    return counts;
}

Result<QList<ComparisonRow>> comparisonsOf(const Connection& connection, CoderId coder)
{
    ANTIPHON_TRY_ASSIGN(
        auto select,
        connection.prepare(
            std::string("SELECT ") + comparisonColumns +
            ", code.facet, code.name, code.colour, turn.dialogue, turn.position, turn.role, "
            "dialogue.external_id, turn.text, other.dialogue, other.position, other.role, "
            "otherDialogue.external_id, other.text FROM comparison JOIN code ON code.id = comparison.code "
            "JOIN turn ON turn.id = comparison.turn JOIN ready_dialogue AS dialogue ON dialogue.id = "
            "turn.dialogue LEFT JOIN turn AS other ON other.id = comparison.against LEFT JOIN dialogue AS "
            "otherDialogue ON otherDialogue.id = other.dialogue WHERE comparison.coder = ? ORDER BY "
            "comparison.created_at DESC, comparison.id DESC"));
    select.bind(1, coder);
    const auto placeAt = [&select](TurnId turn, int column) {
        return TurnPlace{turn, select.id<DialogueId>(column), static_cast<int>(select.integer(column + 1)),
                         select.integer(column + 2) == 0 ? Role::User : Role::System};
    };
    QList<ComparisonRow> rows;
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const bool more, select.step());
        if (!more)
            return rows;
        ComparisonRow row;
        row.comparison = comparisonOf(select);
        row.code.id = row.comparison.code;
        row.code.facet = facetFromWord(select.text(8)).value_or(Facet::Free);
        row.code.name = select.text(9);
        row.code.colour = static_cast<int>(select.integer(10));
        row.place = placeAt(row.comparison.turn, 11);
        row.dialogue = select.text(14);
        row.text = select.text(15);
        if (!select.isNull(16))
            row.againstPlace = placeAt(row.comparison.against, 16);
        row.againstDialogue = select.text(19);
        row.againstText = select.text(20);
        rows << row;
    }
}

} // namespace antiphon
