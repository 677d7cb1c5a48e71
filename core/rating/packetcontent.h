// A packet as the project knows it, put together from its rows.
#pragma once

#include "core/rating/packet.h"
#include "core/rating/wording.h"

namespace antiphon {

// `items` are the study's. Without a wording the dialogues have no words: only as many turns as are asked
// about.
Packet packetContent(const Study& study, const PacketRow& row, const QList<PacketItemRow>& shown,
                     const QList<StudyItem>& items, const Wording& wording = {});

} // namespace antiphon
