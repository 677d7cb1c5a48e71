// How the tree of codes changes.
#include "core/coding/codetree.h"

namespace antiphon {

namespace {

Code* codeOf(Codebook& codebook, CodeId id)
{
    for (Code& code : codebook.codes) {
        if (code.id == id)
            return &code;
    }
    return nullptr;
}

CodeReference* referenceOf(Codebook& codebook, CodeReferenceId id)
{
    for (CodeReference& reference : codebook.references) {
        if (reference.id == id)
            return &reference;
    }
    return nullptr;
}

bool exists(const Codebook& codebook, const CodeNode& node)
{
    const auto isNode = [&](const CodeReference& reference) { return reference.id == node.reference; };
    return node.reference.isNull()
               ? codeIn(codebook.codes, node.code) != nullptr
               : std::any_of(codebook.references.begin(), codebook.references.end(), isNode);
}

// Numbers siblings as they are listed.
void renumber(Codebook& codebook, const QList<CodeNode>& siblings)
{
    QHash<CodeId, int> codes;
    QHash<CodeReferenceId, int> references;
    for (int i = 0; i < siblings.size(); ++i) {
        if (siblings[i].reference.isNull())
            codes.insert(siblings[i].code, i);
        else
            references.insert(siblings[i].reference, i);
    }
    for (Code& code : codebook.codes)
        code.position = codes.value(code.id, code.position);
    for (CodeReference& reference : codebook.references)
        reference.position = references.value(reference.id, reference.position);
}

void renumberIn(Codebook& codebook, Facet facet, CodeId parent)
{
    renumber(codebook, nodesIn(codebook, facet, parent));
}

// Puts nodes that are children of the place already into their order there, before `anchor` (null: last).
void arrange(Codebook& codebook, const QList<CodeNode>& nodes, const CodePlace& to,
             const std::optional<CodeNode>& anchor)
{
    QList<CodeNode> siblings = nodesIn(codebook, to.facet, to.parent);
    siblings.removeIf([&](const CodeNode& node) { return nodes.contains(node); });
    const qsizetype at = anchor ? siblings.indexOf(*anchor) : -1;
    QList<CodeNode> ordered = at < 0 ? siblings : siblings.mid(0, at);
    ordered += nodes;
    if (at >= 0)
        ordered += siblings.mid(at);
    renumber(codebook, ordered);
}

// The first of the children from `index` on that does not move itself, nor goes because its code comes.
std::optional<CodeNode> anchorAt(const Codebook& codebook, const CodePlace& to, const QList<CodeNode>& moving)
{
    const QList<CodeNode> siblings = nodesIn(codebook, to.facet, to.parent);
    if (to.index < 0)
        return std::nullopt;
    for (qsizetype i = to.index; i < siblings.size(); ++i) {
        if (!moving.contains(siblings[i]) && !moving.contains(CodeNode{siblings[i].code, {}}))
            return siblings[i];
    }
    return std::nullopt;
}

Result<CodePlace> checkedPlace(const Codebook& codebook, CodePlace place)
{
    if (place.parent.isNull())
        return place;
    const Code* parent = codeIn(codebook.codes, place.parent);
    if (!parent)
        return fail(ErrorCode::NotFound, QStringLiteral("the category"));
    place.facet = parent->facet;
    return place;
}

bool shows(const Codebook& codebook, CodeId parent, CodeId code)
{
    const Code* own = codeIn(codebook.codes, code);
    return (own && own->parent == parent) ||
           std::any_of(codebook.references.begin(), codebook.references.end(),
                       [&](const CodeReference& reference) {
                           return reference.parent == parent && reference.code == code;
                       });
}

QString facetSentence(Facet facet)
{
    return facet == Facet::Intent ? QStringLiteral("user intents go on turns of the user")
                                  : QStringLiteral("system actions go on turns of the system");
}

// Gives a code and all below it another facet.
Result<void> changeFacet(TreeMove& move, CodeId root, Facet facet, const CodedRoles& used)
{
    for (const CodeId id : QList<CodeId>{root} + codesBelow(move.codebook, root)) {
        Code& code = *codeOf(move.codebook, id);
        const RoleCounts counts = used.value(id);
        const qint64 stray = (mayCode(facet, Role::User) ? 0 : counts.user) +
                             (mayCode(facet, Role::System) ? 0 : counts.system);
        if (stray > 0)
            return fail(ErrorCode::NotPossible, QStringLiteral("moving %1").arg(code.name),
                        QStringLiteral("%1, and %2 of its codings %3 elsewhere")
                            .arg(facetSentence(facet))
                            .arg(stray)
                            .arg(stray == 1 ? QStringLiteral("lies") : QStringLiteral("lie")));
        code.facet = facet;
        if (keyRival(move.codebook.codes, code)) {
            code.shortcut.clear();
            ++move.keysDropped;
        }
        ANTIPHON_TRY(checkCode(move.codebook.codes, code));
    }
    return {};
}

Result<void> moveCode(TreeMove& move, CodeId id, const CodePlace& to, const CodedRoles& used)
{
    if (!to.parent.isNull() && isWithin(move.codebook, to.parent, id))
        return fail(ErrorCode::NotPossible,
                    QStringLiteral("moving %1").arg(codeIn(move.codebook.codes, id)->name),
                    QStringLiteral("the place lies in the code itself"));
    if (codeIn(move.codebook.codes, id)->facet != to.facet)
        ANTIPHON_TRY(changeFacet(move, id, to.facet, used));
    codeOf(move.codebook, id)->parent = to.parent;
    move.referencesDropped +=
        static_cast<int>(move.codebook.references.removeIf([&](const CodeReference& reference) {
            return reference.code == id && reference.parent == to.parent;
        }));
    return {};
}

Result<void> checkReference(const Codebook& codebook, CodeId code, CodeId parent)
{
    const Code* value = codeIn(codebook.codes, code);
    if (!value)
        return fail(ErrorCode::NotFound, QStringLiteral("the code"));
    const QString what = QStringLiteral("showing %1 there").arg(value->name);
    if (parent.isNull())
        return fail(ErrorCode::NotPossible, what, QStringLiteral("a second place is always in a code"));
    if (isWithin(codebook, parent, code))
        return fail(ErrorCode::NotPossible, what, QStringLiteral("the place lies in the code itself"));
    if (shows(codebook, parent, code))
        return fail(ErrorCode::AlreadyExists,
                    QStringLiteral("%1 in %2").arg(value->name, codeIn(codebook.codes, parent)->name));
    return {};
}

Result<void> moveReference(TreeMove& move, const CodeNode& node, const CodePlace& to)
{
    CodeReference& reference = *referenceOf(move.codebook, node.reference);
    if (reference.parent == to.parent)
        return {};
    ANTIPHON_TRY(checkReference(move.codebook, reference.code, to.parent));
    reference.parent = to.parent;
    return {};
}

} // namespace

Result<TreeMove> moveNodes(const Codebook& codebook, const QList<CodeNode>& nodes, const CodePlace& to,
                           const CodedRoles& used)
{
    ANTIPHON_TRY_ASSIGN(const CodePlace place, checkedPlace(codebook, to));
    for (const CodeNode& node : nodes) {
        if (!exists(codebook, node))
            return fail(ErrorCode::NotFound, QStringLiteral("the code"));
    }
    const QList<CodeNode> moving = movingNodes(codebook, nodes);
    const auto anchor = anchorAt(codebook, place, moving);
    TreeMove move{codebook};
    for (const CodeNode& node : moving) {
        const CodePlace from = placeOf(move.codebook, node);
        if (node.reference.isNull())
            ANTIPHON_TRY(moveCode(move, node.code, place, used));
        else
            ANTIPHON_TRY(moveReference(move, node, place));
        renumberIn(move.codebook, from.facet, from.parent);
    }
    // A reference may have moved to where its code went just before it.
    const auto isGone = [&](const CodeNode& node) { return !exists(move.codebook, node); };
    QList<CodeNode> arrived = moving;
    arrived.removeIf(isGone);
    arrange(move.codebook, arrived, place, anchor);
    return move;
}

Result<Codebook> referToCodes(const Codebook& codebook, const QList<CodeId>& codes, const CodePlace& to)
{
    ANTIPHON_TRY_ASSIGN(const CodePlace place, checkedPlace(codebook, to));
    const auto anchor = anchorAt(codebook, place, {});
    Codebook changed = codebook;
    QList<CodeNode> added;
    for (const CodeId code : codes) {
        ANTIPHON_TRY(checkReference(changed, code, place.parent));
        changed.references << CodeReference{CodeReferenceId::create(), code, place.parent, 0};
        added << CodeNode{code, changed.references.last().id};
    }
    arrange(changed, added, place, anchor);
    return changed;
}

Result<Codebook> withoutReference(const Codebook& codebook, CodeReferenceId reference)
{
    Codebook changed = codebook;
    const CodeReference* found = referenceOf(changed, reference);
    if (!found)
        return fail(ErrorCode::NotFound, QStringLiteral("the second place"));
    const CodeId parent = found->parent;
    changed.references.removeIf([&](const CodeReference& each) { return each.id == reference; });
    renumberIn(changed, Facet::Free, parent);
    return changed;
}

Result<Codebook> withCode(const Codebook& codebook, Code code, const CodePlace& at)
{
    ANTIPHON_TRY_ASSIGN(const CodePlace place, checkedPlace(codebook, at));
    if (code.id.isNull())
        code.id = CodeId::create();
    code.facet = place.facet;
    code.parent = place.parent;
    ANTIPHON_TRY(checkCode(codebook.codes, code));
    const auto anchor = anchorAt(codebook, place, {});
    Codebook changed = codebook;
    changed.codes << code;
    arrange(changed, {{code.id, {}}}, place, anchor);
    return changed;
}

Result<Codebook> withoutCodes(const Codebook& codebook, const QList<CodeId>& codes)
{
    Codebook changed = codebook;
    for (const CodeId id : codes) {
        if (!codeIn(changed.codes, id))
            return fail(ErrorCode::NotFound, QStringLiteral("the code"));
        const CodePlace place = placeOf(changed, {id, {}});
        QList<CodeNode> inside = nodesIn(changed, place.facet, id);
        inside.removeIf([](const CodeNode& node) { return !node.reference.isNull(); });
        ANTIPHON_TRY_ASSIGN(const TreeMove move,
                            moveNodes(changed, inside, {place.facet, place.parent, place.index}));
        changed = move.codebook;
        QList<CodeId> touched;
        changed.references.removeIf([&](const CodeReference& reference) {
            if (reference.code == id)
                touched << reference.parent;
            return reference.code == id || reference.parent == id;
        });
        changed.codes.removeIf([id](const Code& code) { return code.id == id; });
        renumberIn(changed, place.facet, place.parent);
        for (const CodeId parent : touched)
            renumberIn(changed, place.facet, parent);
    }
    return changed;
}

} // namespace antiphon
