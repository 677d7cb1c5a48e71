// Where the codes of an axial canvas go.
#pragma once

#include "core/coding/theory.h"

namespace antiphon {

struct LayoutNode
{
    CodeId code = {};
    double width = 120; // pixels at 100 %
    double height = 36;
    std::optional<CanvasPlace> pinned = {}; // put there by hand; it stays
};

// From one node to another, by their place in the list.
struct LayoutEdge
{
    int from = 0;
    int to = 0;
};

// The centre of every node, in their order, in whole pixels. Related codes lie near each other, what leads to
// something to the left of it (Fruchterman and Reingold 1991 with a pull to the right along arrows, forces
// cut off at three lengths of an arrow); components lie beside and below each other, the largest first, and
// codes without a relation in rows below. No two nodes that are not pinned overlap. The same nodes, edges and
// seed give the same places. An edge to a node that is not there is left out. About n * neighbours steps:
// 1,000 nodes with 500 edges take some tens of milliseconds.
QList<CanvasPlace> layOut(const QList<LayoutNode>& nodes, const QList<LayoutEdge>& edges, quint64 seed);

} // namespace antiphon
