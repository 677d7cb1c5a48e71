// The codebook as a tree: facets at the root, codes in codes to any depth, and codes shown a second time
// elsewhere. Pure rules; codetreestore.h writes what they decide.
#pragma once

#include "core/coding/code.h"

#include <QHash>

namespace antiphon {

using CodeReferenceId = Id<struct CodeReferenceTag>;

// A code shown under a second parent. It shows the code alone, not what lies in it.
struct CodeReference
{
    CodeReferenceId id = {};
    CodeId code = {};
    CodeId parent = {};
    int position = 0; // among the codes and references of `parent`
    bool operator==(const CodeReference&) const = default;
};

struct Codebook
{
    QList<Code> codes;
    QList<CodeReference> references;
    bool operator==(const Codebook&) const = default;
};

// A row of the tree: a code at its own place or, with a reference, at a second one.
struct CodeNode
{
    CodeId code = {};
    CodeReferenceId reference = {};
    bool operator==(const CodeNode&) const = default;
};

// Where codes can be put: in `parent` (null: at the top of `facet`), before what is there at `index` now;
// -1 or beyond the last: at the end. With a parent its facet counts, not `facet`.
struct CodePlace
{
    Facet facet = Facet::Free;
    CodeId parent = {};
    int index = -1;
    bool operator==(const CodePlace&) const = default;
};

// How many codings of a code lie on turns of each role.
struct RoleCounts
{
    qint64 user = 0;
    qint64 system = 0;
};
using CodedRoles = QHash<CodeId, RoleCounts>;

const Code* codeIn(const QList<Code>& codes, CodeId id); // null: none
// The codes in the order of the tree: a code before those in it, siblings by position, then name. A code
// whose parent is unknown, or that lies in itself, comes at the top of its facet.
QList<Code> inTreeOrder(const QList<Code>& codes);
// What lies directly in `parent` (null: at the top of `facet`), in order.
QList<CodeNode> nodesIn(const Codebook& codebook, Facet facet, CodeId parent);
// Every row of the tree from the top: facet by facet, a code before what lies in it.
QList<CodeNode> nodesInOrder(const Codebook& codebook);
// Everything that lies in `code` at its own place, to any depth, in the order of the tree.
QList<CodeId> codesBelow(const Codebook& codebook, CodeId code);
// Whether `code` is `above`, lies in it or is shown in it, to any depth and through references too.
bool isWithin(const Codebook& codebook, CodeId code, CodeId above);
// Where a node is now.
CodePlace placeOf(const Codebook& codebook, const CodeNode& node);
// Some nodes in the order of the tree, without those that go along with a code above them.
QList<CodeNode> movingNodes(const Codebook& codebook, const QList<CodeNode>& nodes);
// The path of names above a code: "Musical attributes / Metadata".
QString pathOf(const Codebook& codebook, CodeId code);

struct TreeMove
{
    Codebook codebook;
    int keysDropped = 0;       // another code of the new facet has the key
    int referencesDropped = 0; // the code itself stands there now
};

// Moves nodes to a place, in the order of the tree; what lies in a code goes along. A code moved into another
// facet takes that facet, and so does all below it. Positions of all siblings touched become 0, 1, 2 ...
// Errors: NotFound for an unknown node or parent; NotPossible for a move into itself, for a reference at the
// top, and into a facet on whose turns some codings (`used`) do not lie; AlreadyExists for a name that the
// new facet has, or a reference where the code is shown already.
Result<TreeMove> moveNodes(const Codebook& codebook, const QList<CodeNode>& nodes, const CodePlace& to,
                           const CodedRoles& used = {});

// Shows codes under a second parent, of whatever facet. Errors: NotFound; NotPossible at the top, and where
// the parent lies in the code; AlreadyExists where the parent shows it already.
Result<Codebook> referToCodes(const Codebook& codebook, const QList<CodeId>& codes, const CodePlace& to);
// Errors: NotFound.
Result<Codebook> withoutReference(const Codebook& codebook, CodeReferenceId reference);

// Adds a code at a place; a null id is filled in. Errors: as moveNodes; those of checkCode.
Result<Codebook> withCode(const Codebook& codebook, Code code, const CodePlace& at);

// Takes codes out. What lies in them moves up to their place, unless it is taken out too; references to them
// and in them go. Errors: NotFound.
Result<Codebook> withoutCodes(const Codebook& codebook, const QList<CodeId>& codes);

// One step with the arrow keys.
enum class TreeStep { Up, Down, Out, In };
// Where siblings go by one step: before the sibling above, behind the one below, behind their parent, into
// the sibling above at its end. Nothing where that way is shut, or the nodes are no siblings.
std::optional<CodePlace> stepPlace(const Codebook& codebook, const QList<CodeNode>& nodes, TreeStep step);

} // namespace antiphon
