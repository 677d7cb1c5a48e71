// In which order a rater sees the items that show several dialogues, and which of them on which side.
#pragma once

#include "core/rating/studystore.h"

namespace antiphon {

// The rows of a packet for the pairs and then the best-worsts among `items`, at positions from 0. `rater`
// counts from 0. Of a packet's pairs of two conditions each stands left as often as right, one more or less;
// over raters 0 and 1, 2 and 3, ... so does each dialogue of each pair. Of best-worsts each condition stands
// at each place equally often, one more or less, in a packet; and each dialogue of each item, over as many
// raters as there are conditions.
QList<PacketItemRow> orderAtOnce(const QList<StudyItem>& items, quint64 seed, int rater);

} // namespace antiphon
