// In which orders an item that shows several dialogues may show them.
#pragma once

#include "core/base/random.h"
#include "core/rating/studystore.h"

namespace antiphon {

// The orders of `dialogues` places from the left, of which each shows every dialogue at every place once over
// all of them: the rows of a Latin square, for a pair both ways. Where `used` orders fit into one they are
// among them; else they are drawn.
QList<QList<int>> sideOrders(int dialogues, const QList<QList<int>>& used, Random& random);

} // namespace antiphon
