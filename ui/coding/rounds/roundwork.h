// Finishing a dialogue of a round from beside the dialogue.
#pragma once

namespace antiphon {

class CodingDesk;

// Finishes the dialogue in hand in its open round and shows the next one that is not finished; says so where
// there is none.
void finishAndGoOn(CodingDesk& desk);

} // namespace antiphon
