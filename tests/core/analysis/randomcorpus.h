// Coded turns made at random, for properties that must hold of any.
#pragma once

#include "core/analysis/codedcorpus.h"

namespace antiphon::test {

// A few dialogues of up to eight turns, user first, up to six codes of two facets, one coder who left some
// turns and dialogues out; some codings lie on words.
CodedCorpus randomCorpus(quint64 seed);

} // namespace antiphon::test
