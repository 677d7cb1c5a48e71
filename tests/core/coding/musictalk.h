// Made-up talk about music with codes that follow from its words, for tests of learning.
#pragma once

#include "core/coding/suggestturn.h"

namespace antiphon::test {

// Six codes: three intents, two actions, one attribute ("genre"); in this order.
QList<Code> talkCodes();

// `count` dialogues of four to ten turns, each turn coded with talkCodes(); the same for the same seed. About
// one code in `noise` is left out or too many (0: none).
std::vector<SuggestDialogue> codedTalk(int count, quint64 seed, int noise = 0);

} // namespace antiphon::test
