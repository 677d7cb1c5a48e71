#include "core/coding/codemergestore.h"

#include "core/coding/codelineagestore.h"
#include "core/coding/codestore.h"
#include "core/coding/codetreestore.h"

namespace antiphon {

namespace {

Result<qint64> run(const Connection& connection, const char* sql, CodeId code,
                   std::optional<CodeId> target = {})
{
    ANTIPHON_TRY_ASSIGN(auto statement, connection.prepare(sql));
    statement.bind(1, code);
    if (target)
        statement.bind(2, *target);
    ANTIPHON_TRY(statement.run());
    return connection.changes();
}

Result<void> runAll(const Connection& connection, std::initializer_list<const char*> all, CodeId code,
                    std::optional<CodeId> target = {})
{
    for (const char* sql : all)
        ANTIPHON_TRY(run(connection, sql, code, target));
    return {};
}

Result<void> checkMerge(const Connection& connection, const Codebook& codebook, const QList<CodeId>& merged,
                        CodeId target)
{
    const Code* to = codeIn(codebook.codes, target);
    if (!to || merged.isEmpty())
        return fail(ErrorCode::NotFound, QStringLiteral("the code to merge"));
    ANTIPHON_TRY_ASSIGN(const CodedRoles used, codedRoles(connection, merged));
    ANTIPHON_TRY_ASSIGN(const QList<MergeCoding> codings, codingsOfCodes(connection, merged));
    for (const CodeId id : merged) {
        const Code* code = codeIn(codebook.codes, id);
        if (!code)
            return fail(ErrorCode::NotFound, QStringLiteral("the code to merge"));
        const QString what = QStringLiteral("merging %1 into %2").arg(code->name, to->name);
        if (id == target)
            return fail(ErrorCode::NotPossible, what, QStringLiteral("they are the same code"));
        const RoleCounts counts = used.value(id);
        for (const auto& [role, count] :
             {std::pair(Role::User, counts.user), std::pair(Role::System, counts.system)}) {
            if (count > 0 && !mayCode(to->facet, role))
                return fail(
                    ErrorCode::NotPossible, what,
                    QStringLiteral("%1 does not go on turns of the %2").arg(to->name, roleWord(role)));
        }
    }
    if (!to->codable && !codings.isEmpty())
        return fail(ErrorCode::NotPossible, QStringLiteral("merging into %1").arg(to->name),
                    QStringLiteral("it is a category, which only groups codes"));
    return {};
}

// A target that lies in a merged code takes that code's place first; then what lies in it moves to the
// target.
Result<void> moveContents(const Connection& connection, CodeId merged, CodeId target)
{
    ANTIPHON_TRY_ASSIGN(Codebook codebook, readCodebook(connection));
    if (isWithin(codebook, target, merged)) {
        if (codesBelow(codebook, merged).contains(target))
            ANTIPHON_TRY(moveCodes(connection, {{target, {}}}, placeOf(codebook, {merged, {}})));
        ANTIPHON_TRY_ASSIGN(codebook, readCodebook(connection));
    }
    // Second places from which the target would come to lie in itself can not stay.
    for (const CodeNode& node : nodesIn(codebook, Facet::Free, merged)) {
        if (!node.reference.isNull() && isWithin(codebook, target, node.code))
            ANTIPHON_TRY(removeCodeReference(connection, node.reference));
        else
            ANTIPHON_TRY(moveCodes(connection, {node}, {Facet::Free, target, -1}));
    }
    return {};
}

// References in the merged code where the target has the code already, and places of the merged code where
// the target is shown already.
Result<qint64> moveReferences(const Connection& connection, CodeId merged, CodeId target)
{
    qint64 dropped = 0;
    ANTIPHON_TRY_ASSIGN(const Codebook codebook, readCodebook(connection));
    for (const CodeReference& reference : codebook.references) {
        const bool inside = reference.parent == merged;
        if (!inside && reference.code != merged)
            continue;
        ANTIPHON_TRY(removeCodeReference(connection, reference.id));
        const auto added = addCodeReferences(connection, {inside ? reference.code : target},
                                             {Facet::Free, inside ? target : reference.parent, -1});
        if (added)
            continue;
        if (added.error().code != ErrorCode::AlreadyExists && added.error().code != ErrorCode::NotPossible)
            return fail(added.error());
        ++dropped;
    }
    return dropped;
}

Result<qint64> moveRelations(const Connection& connection, CodeId merged, CodeId target)
{
    // A note of a relation that is said twice goes to the one that stays.
    for (const char* sql :
         {"UPDATE code_relation AS stays SET note = trim(stays.note || char(10) || twice.note, char(10)) "
          "FROM code_relation AS twice WHERE twice.source = ?1 AND stays.source = ?2 AND "
          "twice.target = stays.target AND twice.kind = stays.kind AND twice.note <> ''",
          "UPDATE code_relation AS stays SET note = trim(stays.note || char(10) || twice.note, char(10)) "
          "FROM code_relation AS twice WHERE twice.target = ?1 AND stays.target = ?2 AND "
          "twice.source = stays.source AND twice.kind = stays.kind AND twice.note <> ''"})
        ANTIPHON_TRY(run(connection, sql, merged, target));
    qint64 dropped = 0;
    for (const char* sql :
         {"DELETE FROM code_relation WHERE (source = ?1 AND target IN (?1, ?2)) OR (source = ?2 AND target = "
          "?1)",
          "DELETE FROM code_relation AS twice WHERE source = ?1 AND EXISTS (SELECT 1 FROM code_relation AS "
          "stays WHERE stays.source = ?2 AND stays.target = twice.target AND stays.kind = twice.kind)",
          "DELETE FROM code_relation AS twice WHERE target = ?1 AND EXISTS (SELECT 1 FROM code_relation AS "
          "stays WHERE stays.target = ?2 AND stays.source = twice.source AND stays.kind = twice.kind)"}) {
        ANTIPHON_TRY_ASSIGN(const qint64 gone, run(connection, sql, merged, target));
        dropped += gone;
    }
    ANTIPHON_TRY(runAll(connection,
                        {"UPDATE code_relation SET source = ?2 WHERE source = ?1",
                         "UPDATE code_relation SET target = ?2 WHERE target = ?1"},
                        merged, target));
    return dropped;
}

// A property whose name the target has gets the merged code's name behind its own.
Result<qint64> moveProperties(const Connection& connection, const Code& merged, CodeId target)
{
    ANTIPHON_TRY_ASSIGN(auto rename,
                        connection.prepare("UPDATE code_property SET name = name || ' (' || ?3 || ')' WHERE "
                                           "code = ?1 AND name IN (SELECT name FROM code_property WHERE code "
                                           "= ?2)"));
    ANTIPHON_TRY(rename.bind(1, merged.id).bind(2, target).bind(3, merged.name).run());
    const qint64 renamed = connection.changes();
    ANTIPHON_TRY(run(connection,
                     "UPDATE code_property SET code = ?2, position = position + (SELECT "
                     "coalesce(max(position) + 1, 0) FROM code_property WHERE code = ?2) WHERE code = ?1",
                     merged.id, target));
    return renamed;
}

Result<void> moveWords(const Connection& connection, CodeId merged, CodeId target)
{
    return runAll(
        connection,
        {"UPDATE memo SET target = ?2 WHERE target_kind IN ('code', 'category') AND target = ?1",
         "DELETE FROM memo_link WHERE target_kind IN ('code', 'category') AND target = ?1 AND memo IN "
         "(SELECT "
         "memo FROM memo_link WHERE target_kind IN ('code', 'category') AND target = ?2)",
         "UPDATE memo_link SET target = ?2 WHERE target_kind IN ('code', 'category') AND target = ?1",
         "UPDATE comparison SET code = ?2 WHERE code = ?1",
         "UPDATE suggestion_verdict SET code = ?2 WHERE code = ?1",
         "UPDATE sampling_choice SET code = ?2 WHERE code = ?1",
         "UPDATE theory SET core = ?2 WHERE core = ?1",
         "DELETE FROM proposition_code WHERE code = ?1 AND proposition IN (SELECT proposition FROM "
         "proposition_code WHERE code = ?2)",
         "UPDATE proposition_code SET code = ?2 WHERE code = ?1",
         "DELETE FROM proposition_evidence WHERE target_kind = 'code' AND target = ?1 AND EXISTS (SELECT 1 "
         "FROM proposition_evidence AS stays WHERE stays.target = ?2 AND stays.proposition = "
         "proposition_evidence.proposition AND stays.coder = proposition_evidence.coder)",
         "UPDATE proposition_evidence SET target = ?2 WHERE target_kind = 'code' AND target = ?1"},
        merged, target);
}

Result<void> deleteRow(const Connection& connection, CodeId code)
{
    return runAll(connection,
                  {"DELETE FROM code_place WHERE code = ?", "DELETE FROM suggestion WHERE code = ?",
                   "DELETE FROM code WHERE id = ?"},
                  code);
}

// Everything that names a code, but codings, places and the code itself.
Result<qint64> deleteWords(const Connection& connection, CodeId code)
{
    ANTIPHON_TRY(
        runAll(connection,
               {"DELETE FROM memo_link WHERE target_kind IN ('code', 'category') AND target = ?",
                "DELETE FROM memo_link WHERE memo IN (SELECT id FROM memo WHERE target_kind IN "
                "('code', 'category') AND target = ?)",
                "DELETE FROM comparison WHERE code = ?", "DELETE FROM suggestion_verdict WHERE code = ?",
                "UPDATE sampling_choice SET code = NULL WHERE code = ?",
                "UPDATE theory SET core = NULL WHERE core = ?",
                "DELETE FROM code_relation WHERE source = ?1 OR target = ?1",
                "DELETE FROM code_property WHERE code = ?", "DELETE FROM proposition_code WHERE code = ?",
                "DELETE FROM proposition_evidence WHERE target_kind = 'code' AND target = ?",
                "DELETE FROM proposition_evidence WHERE target_kind = 'memo' AND target IN (SELECT id FROM "
                "memo WHERE target_kind IN ('code', 'category') AND target = ?)"},
               code));
    return run(connection, "DELETE FROM memo WHERE target_kind IN ('code', 'category') AND target = ?", code);
}

} // namespace

Result<MergeOutcome> mergeCodes(const Connection& connection, const QList<CodeId>& merged, CodeId target,
                                SpanMerge spans)
{
    ANTIPHON_TRY_ASSIGN(const Codebook before, readCodebook(connection));
    ANTIPHON_TRY(checkMerge(connection, before, merged, target));
    MergeOutcome outcome;
    ANTIPHON_TRY_ASSIGN(const QList<MergeCoding> codings,
                        codingsOfCodes(connection, merged + QList<CodeId>{target}));
    ANTIPHON_TRY_ASSIGN(outcome.codings, carryOut(connection, planMerge(codings, target, spans), target));
    Code whole = *codeIn(before.codes, target);
    for (const CodeId id : merged) {
        const Code code = *codeIn(before.codes, id);
        ANTIPHON_TRY(moveContents(connection, id, target));
        ANTIPHON_TRY_ASSIGN(const qint64 references, moveReferences(connection, id, target));
        ANTIPHON_TRY_ASSIGN(const qint64 relations, moveRelations(connection, id, target));
        ANTIPHON_TRY_ASSIGN(const qint64 properties, moveProperties(connection, code, target));
        ANTIPHON_TRY(moveWords(connection, id, target));
        outcome.references += references;
        outcome.relations += relations;
        outcome.properties += properties;
        whole = mergedCode(whole, code);
        ANTIPHON_TRY_ASSIGN(const Codebook now, readCodebook(connection));
        ANTIPHON_TRY_ASSIGN(const Codebook after, withoutCodes(now, {id}));
        ANTIPHON_TRY(writeCodebook(connection, now, after));
        ANTIPHON_TRY(deleteRow(connection, id));
        ANTIPHON_TRY(addLineage(connection, {id, target, LineageKind::Merge, antiphon::now()}));
    }
    ANTIPHON_TRY_ASSIGN(const QList<Code> now, readCodes(connection));
    const Code* placed = codeIn(now, target);
    whole.parent = placed->parent;
    whole.facet = placed->facet;
    whole.position = placed->position;
    if (keyRival(now, whole))
        whole.shortcut = placed->shortcut;
    ANTIPHON_TRY(changeCode(connection, whole));
    return outcome;
}

Result<RemovalOutcome> deleteCodes(const Connection& connection, const QList<CodeId>& codes, CodesBelow below)
{
    ANTIPHON_TRY_ASSIGN(const Codebook before, readCodebook(connection));
    QList<CodeId> all;
    for (const CodeId code : codes) {
        if (!all.contains(code))
            all << code;
        for (const CodeId id : below == CodesBelow::Delete ? codesBelow(before, code) : QList<CodeId>()) {
            if (!all.contains(id))
                all << id;
        }
    }
    ANTIPHON_TRY_ASSIGN(const Codebook after, withoutCodes(before, all));
    ANTIPHON_TRY_ASSIGN(const QList<MergeCoding> codings, codingsOfCodes(connection, all));
    QList<CodingId> ids;
    for (const MergeCoding& coding : codings)
        ids << coding.id;
    ANTIPHON_TRY_ASSIGN(RemovalOutcome outcome, removeCodings(connection, ids));
    outcome.codes = all.size();
    ANTIPHON_TRY(writeCodebook(connection, before, after));
    for (const CodeId code : all) {
        ANTIPHON_TRY_ASSIGN(const qint64 memos, deleteWords(connection, code));
        outcome.memos += memos;
    }
    for (const CodeId code : all) // what still lies in it goes as well
        ANTIPHON_TRY(run(connection, "UPDATE code SET parent = NULL WHERE parent = ?", code));
    for (const CodeId code : all)
        ANTIPHON_TRY(deleteRow(connection, code));
    return outcome;
}

} // namespace antiphon
