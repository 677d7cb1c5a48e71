// A study and a packet with questions of all four kinds.
#pragma once

#include "core/rating/questions.h"

namespace antiphon::test {

// Three sources, six dialogues of each for each purpose, all notes allowed.
StudyDefinition manyKindsDefinition();
// So many items of each kind; a dialogue alone has four turns.
Packet manyKindsPacket(int each = 2);

} // namespace antiphon::test
