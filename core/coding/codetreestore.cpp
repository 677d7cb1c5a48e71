#include "core/coding/codetreestore.h"

#include "core/coding/codestore.h"

namespace antiphon {

namespace {

Result<void> writeReference(const Connection& connection, const CodeReference& reference)
{
    ANTIPHON_TRY_ASSIGN(auto upsert,
                        connection.prepare("INSERT INTO code_reference (id, code, parent, position) VALUES "
                                           "(?,?,?,?) ON CONFLICT (id) DO UPDATE SET code = excluded.code, "
                                           "parent = excluded.parent, position = excluded.position"));
    return upsert.bind(1, reference.id)
        .bind(2, reference.code)
        .bind(3, reference.parent)
        .bind(4, reference.position)
        .run();
}

Result<void> dropReference(const Connection& connection, CodeReferenceId reference)
{
    ANTIPHON_TRY_ASSIGN(auto remove, connection.prepare("DELETE FROM code_reference WHERE id = ?"));
    return remove.bind(1, reference).run();
}

Result<void> writeCode(const Connection& connection, const Code& code)
{
    ANTIPHON_TRY_ASSIGN(auto update,
                        connection.prepare("UPDATE code SET parent = ?2, facet = ?3, shortcut = ?4, "
                                           "position = ?5, colour = ?6 WHERE id = ?1"));
    return update.bind(1, code.id)
        .bind(2, code.parent)
        .bind(3, code.facet == Facet::Free ? QString() : facetWord(code.facet))
        .bind(4, code.shortcut)
        .bind(5, code.position)
        .bind(6, code.colour)
        .run();
}

// Moving to another facet asks where the codings lie; within one nothing need be counted.
Result<CodedRoles> rolesForMove(const Connection& connection, const Codebook& codebook,
                                const QList<CodeNode>& nodes, const CodePlace& to)
{
    const Code* parent = codeIn(codebook.codes, to.parent);
    const Facet facet = parent ? parent->facet : to.facet;
    QList<CodeId> asked;
    for (const CodeNode& node : nodes) {
        const Code* code = codeIn(codebook.codes, node.code);
        if (code && node.reference.isNull() && code->facet != facet)
            asked << node.code << codesBelow(codebook, node.code);
    }
    return codedRoles(connection, asked);
}

} // namespace

Result<QList<CodeReference>> readCodeReferences(const Connection& connection)
{
    ANTIPHON_TRY_ASSIGN(auto select, connection.prepare("SELECT id, code, parent, position FROM "
                                                        "code_reference ORDER BY parent, position, id"));
    QList<CodeReference> references;
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const bool more, select.step());
        if (!more)
            return references;
        references << CodeReference{select.id<CodeReferenceId>(0), select.id<CodeId>(1), select.id<CodeId>(2),
                                    static_cast<int>(select.integer(3))};
    }
}

Result<Codebook> readCodebook(const Connection& connection)
{
    Codebook codebook;
    ANTIPHON_TRY_ASSIGN(codebook.codes, readCodes(connection));
    ANTIPHON_TRY_ASSIGN(codebook.references, readCodeReferences(connection));
    return codebook;
}

Result<CodedRoles> codedRoles(const Connection& connection, const QList<CodeId>& codes)
{
    ANTIPHON_TRY_ASSIGN(
        auto count, connection.prepare("SELECT turn.role, count(*) FROM coding JOIN turn ON turn.id = "
                                       "coding.turn WHERE coding.code = ? AND NOT coding.exchange GROUP BY "
                                       "turn.role"));
    CodedRoles roles;
    for (const CodeId code : codes) {
        count.reset().bind(1, code);
        for (;;) {
            ANTIPHON_TRY_ASSIGN(const bool more, count.step());
            if (!more)
                break;
            RoleCounts& counts = roles[code];
            (count.integer(0) == 0 ? counts.user : counts.system) = count.integer(1);
        }
    }
    return roles;
}

Result<void> writeCodebook(const Connection& connection, const Codebook& before, const Codebook& after)
{
    QHash<CodeId, const Code*> codes;
    for (const Code& code : before.codes)
        codes.insert(code.id, &code);
    QHash<CodeReferenceId, CodeReference> references;
    for (const CodeReference& reference : before.references)
        references.insert(reference.id, reference);
    for (const Code& code : after.codes) {
        const Code* old = codes.value(code.id);
        if (old && *old != code)
            ANTIPHON_TRY(writeCode(connection, code));
    }
    // Those that go first: a new one may take the place of one that goes.
    QHash<CodeReferenceId, CodeReference> gone = references;
    for (const CodeReference& reference : after.references)
        gone.remove(reference.id);
    for (const CodeReference& reference : gone)
        ANTIPHON_TRY(dropReference(connection, reference.id));
    for (const CodeReference& reference : after.references) {
        if (references.value(reference.id) != reference)
            ANTIPHON_TRY(writeReference(connection, reference));
    }
    return {};
}

Result<TreeMove> moveCodes(const Connection& connection, const QList<CodeNode>& nodes, const CodePlace& to)
{
    ANTIPHON_TRY_ASSIGN(const Codebook before, readCodebook(connection));
    ANTIPHON_TRY_ASSIGN(const CodedRoles used, rolesForMove(connection, before, nodes, to));
    ANTIPHON_TRY_ASSIGN(TreeMove move, moveNodes(before, nodes, to, used));
    ANTIPHON_TRY(writeCodebook(connection, before, move.codebook));
    return move;
}

Result<void> addCodeReferences(const Connection& connection, const QList<CodeId>& codes, const CodePlace& to)
{
    ANTIPHON_TRY_ASSIGN(const Codebook before, readCodebook(connection));
    ANTIPHON_TRY_ASSIGN(const Codebook after, referToCodes(before, codes, to));
    return writeCodebook(connection, before, after);
}

Result<void> removeCodeReference(const Connection& connection, CodeReferenceId reference)
{
    ANTIPHON_TRY_ASSIGN(const Codebook before, readCodebook(connection));
    ANTIPHON_TRY_ASSIGN(const Codebook after, withoutReference(before, reference));
    return writeCodebook(connection, before, after);
}

Result<CodeId> addCodeAt(const Connection& connection, Code code, const CodePlace& at)
{
    if (code.id.isNull())
        code.id = CodeId::create();
    ANTIPHON_TRY_ASSIGN(const Codebook before, readCodebook(connection));
    ANTIPHON_TRY_ASSIGN(const Codebook after, withCode(before, code, at));
    ANTIPHON_TRY(addCode(connection, *codeIn(after.codes, code.id)));
    ANTIPHON_TRY(writeCodebook(connection, before, after));
    return code.id;
}

Result<void> saveCode(const Connection& connection, const Code& code)
{
    ANTIPHON_TRY_ASSIGN(const QList<Code> codes, readCodes(connection));
    const Code* old = codeIn(codes, code.id);
    if (!old)
        return fail(ErrorCode::NotFound, QStringLiteral("the code %1").arg(code.name));
    if (old->parent != code.parent || old->facet != code.facet)
        ANTIPHON_TRY(moveCodes(connection, {{code.id, {}}}, {code.facet, code.parent, -1}));
    Code changed = code;
    ANTIPHON_TRY_ASSIGN(const QList<Code> moved, readCodes(connection));
    changed.position = codeIn(moved, code.id)->position;
    return changeCode(connection, changed);
}

Result<void> colourCodes(const Connection& connection, const QList<CodeId>& codes, int colour)
{
    if (colour < 0 || colour >= codeColours)
        return fail(ErrorCode::InvalidValue, QStringLiteral("the colour"),
                    QStringLiteral("colours are numbered 0 to %1").arg(codeColours - 1));
    ANTIPHON_TRY_ASSIGN(auto update, connection.prepare("UPDATE code SET colour = ? WHERE id = ?"));
    for (const CodeId code : codes)
        ANTIPHON_TRY(update.reset().bind(1, colour).bind(2, code).run());
    return {};
}

} // namespace antiphon
