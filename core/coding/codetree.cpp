#include "core/coding/codetree.h"

#include <QSet>

namespace antiphon {

const Code* codeIn(const QList<Code>& codes, CodeId id)
{
    const auto found =
        std::find_if(codes.begin(), codes.end(), [id](const Code& code) { return code.id == id; });
    return found == codes.end() ? nullptr : &*found;
}

QList<Code> inTreeOrder(const QList<Code>& codes)
{
    QHash<CodeId, Facet> known;
    for (const Code& code : codes)
        known.insert(code.id, code.facet);
    QList<const Code*> sorted;
    for (const Code& code : codes)
        sorted << &code;
    std::stable_sort(sorted.begin(), sorted.end(), [](const Code* left, const Code* right) {
        return std::tie(left->facet, left->position, left->name) <
               std::tie(right->facet, right->position, right->name);
    });
    QHash<CodeId, QList<const Code*>> inside;
    for (const Code* code : sorted)
        inside[known.contains(code->parent) ? code->parent : CodeId()] << code;
    QList<Code> ordered;
    QSet<CodeId> seen;
    const auto visit = [&](const auto& self, const Code* code) -> void {
        if (seen.contains(code->id))
            return;
        seen.insert(code->id);
        ordered << *code;
        for (const Code* child : inside.value(code->id))
            self(self, child);
    };
    for (const Code* code : inside.value({}))
        visit(visit, code);
    for (const Code* code : sorted) // what lies in itself
        visit(visit, code);
    std::stable_sort(ordered.begin(), ordered.end(),
                     [](const Code& left, const Code& right) { return left.facet < right.facet; });
    return ordered;
}

namespace {

struct Placed
{
    int position;
    QString name;
    CodeNode node;
};

QList<CodeNode> sorted(QList<Placed> placed)
{
    std::stable_sort(placed.begin(), placed.end(), [](const Placed& left, const Placed& right) {
        return std::tie(left.position, left.name) < std::tie(right.position, right.name);
    });
    QList<CodeNode> nodes;
    for (const Placed& child : placed)
        nodes << child.node;
    return nodes;
}

} // namespace

QList<CodeNode> nodesIn(const Codebook& codebook, Facet facet, CodeId parent)
{
    QList<Placed> placed;
    for (const Code& code : codebook.codes) {
        if (code.parent == parent && (!parent.isNull() || code.facet == facet))
            placed << Placed{code.position, code.name, {code.id, {}}};
    }
    for (const CodeReference& reference : codebook.references) {
        if (parent.isNull() || reference.parent != parent)
            continue;
        if (const Code* code = codeIn(codebook.codes, reference.code))
            placed << Placed{reference.position, code->name, {code->id, reference.id}};
    }
    return sorted(placed);
}

QList<CodeNode> nodesInOrder(const Codebook& codebook)
{
    QHash<CodeId, QList<Placed>> inside;
    QHash<CodeId, QString> names;
    const QList<Code> codes = inTreeOrder(codebook.codes);
    for (const Code& code : codes) {
        names.insert(code.id, code.name);
        inside[code.parent] << Placed{code.position, code.name, {code.id, {}}};
    }
    for (const CodeReference& reference : codebook.references) {
        if (names.contains(reference.code))
            inside[reference.parent] << Placed{
                reference.position, names[reference.code], {reference.code, reference.id}};
    }
    QList<CodeNode> nodes;
    const auto visit = [&](const auto& self, CodeId parent) -> void {
        for (const CodeNode& node : sorted(inside.value(parent))) {
            nodes << node;
            if (node.reference.isNull())
                self(self, node.code);
        }
    };
    for (const Code& code : codes) {
        if (!code.parent.isNull() && names.contains(code.parent))
            continue;
        nodes << CodeNode{code.id, {}};
        visit(visit, code.id);
    }
    return nodes;
}

QList<CodeId> codesBelow(const Codebook& codebook, CodeId code)
{
    QHash<CodeId, QList<CodeId>> inside;
    for (const Code& each : inTreeOrder(codebook.codes))
        inside[each.parent] << each.id;
    QList<CodeId> below;
    const auto visit = [&](const auto& self, CodeId id) -> void {
        for (const CodeId child : inside.value(id)) {
            below << child;
            self(self, child);
        }
    };
    visit(visit, code);
    return below;
}

bool isWithin(const Codebook& codebook, CodeId code, CodeId above)
{
    QSet<CodeId> seen;
    QList<CodeId> next{code};
    while (!next.isEmpty()) {
        const CodeId id = next.takeLast();
        if (id == above)
            return true;
        if (id.isNull() || seen.contains(id))
            continue;
        seen.insert(id);
        if (const Code* value = codeIn(codebook.codes, id))
            next << value->parent;
        for (const CodeReference& reference : codebook.references) {
            if (reference.code == id)
                next << reference.parent;
        }
    }
    return false;
}

CodePlace placeOf(const Codebook& codebook, const CodeNode& node)
{
    const Code* code = codeIn(codebook.codes, node.code);
    CodePlace place{code ? code->facet : Facet::Free, code ? code->parent : CodeId(), -1};
    for (const CodeReference& reference : codebook.references) {
        if (reference.id == node.reference)
            place.parent = reference.parent;
    }
    if (const Code* parent = codeIn(codebook.codes, place.parent))
        place.facet = parent->facet;
    place.index = static_cast<int>(nodesIn(codebook, place.facet, place.parent).indexOf(node));
    return place;
}

QString pathOf(const Codebook& codebook, CodeId code)
{
    const Code* value = codeIn(codebook.codes, code);
    if (!value)
        return {};
    QStringList path;
    for (const Code* above = codeIn(codebook.codes, value->parent); above;
         above = codeIn(codebook.codes, above->parent))
        path.prepend(above->name);
    path.prepend(facetTitle(value->facet));
    return path.join(QStringLiteral(" / "));
}

QList<CodeNode> movingNodes(const Codebook& codebook, const QList<CodeNode>& nodes)
{
    QSet<CodeId> along;
    for (const CodeNode& node : nodes) {
        if (node.reference.isNull())
            along.insert(node.code);
    }
    const auto goesAlong = [&](CodeId parent) {
        QSet<CodeId> seen;
        for (const Code* above = codeIn(codebook.codes, parent); above && !seen.contains(above->id);
             above = codeIn(codebook.codes, above->parent)) {
            if (along.contains(above->id))
                return true;
            seen.insert(above->id);
        }
        return false;
    };
    QList<CodeNode> moving;
    for (const CodeNode& node : nodesInOrder(codebook)) {
        if (nodes.contains(node) && !goesAlong(placeOf(codebook, node).parent))
            moving << node;
    }
    return moving;
}

std::optional<CodePlace> stepPlace(const Codebook& codebook, const QList<CodeNode>& nodes, TreeStep step)
{
    const QList<CodeNode> moving = movingNodes(codebook, nodes);
    if (moving.isEmpty())
        return std::nullopt;
    const CodePlace first = placeOf(codebook, moving.first());
    const CodePlace last = placeOf(codebook, moving.last());
    if (std::any_of(moving.begin(), moving.end(), [&](const CodeNode& node) {
            const CodePlace place = placeOf(codebook, node);
            return place.parent != first.parent || place.facet != first.facet;
        }))
        return std::nullopt;
    const QList<CodeNode> siblings = nodesIn(codebook, first.facet, first.parent);
    switch (step) {
    case TreeStep::Up:
        if (first.index == 0)
            return std::nullopt;
        return CodePlace{first.facet, first.parent, first.index - 1};
    case TreeStep::Down:
        if (last.index + 1 >= siblings.size())
            return std::nullopt;
        return CodePlace{first.facet, first.parent, last.index + 2};
    case TreeStep::Out: {
        if (first.parent.isNull())
            return std::nullopt;
        const CodePlace parent = placeOf(codebook, {first.parent, {}});
        return CodePlace{parent.facet, parent.parent, parent.index + 1};
    }
    case TreeStep::In:
        break;
    }
    // The nearest sibling above that can hold something: a reference can not.
    for (int i = first.index - 1; i >= 0; --i) {
        if (siblings[i].reference.isNull())
            return CodePlace{first.facet, siblings[i].code, -1};
    }
    return std::nullopt;
}

} // namespace antiphon
