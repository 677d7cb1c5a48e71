// A packet as the project knows it, put together from its rows.
#pragma once

#include "core/rating/designstore.h"
#include "core/rating/packet.h"
#include "core/rating/wording.h"

namespace antiphon {

// `items` are the study's, `checks` those of them that are not rated for their own sake. Without a wording
// the dialogues have no words: only as many turns as are asked about.
//
// Training with feedback stands in the packet as practice, with what is expected and why. Nothing else says
// what it is for: gold and attention checks come as every other item does. That is sound, because practice
// is declared to raters, is not analysed, and comes with the same words to every rater as the criteria do.
// Those words join no two packets more than the dialogues do, which are worded alike for everybody; the ids
// by which packets could be joined are drawn for each. What practice says is told to raters who know that it
// was practice, so it tells nothing of items that come later; and the linter reads it as it reads dialogues.
Packet packetContent(const Study& study, const PacketRow& row, const QList<PacketItemRow>& shown,
                     const QList<StudyItem>& items, const QList<RoleItem>& checks,
                     const Wording& wording = {});

} // namespace antiphon
