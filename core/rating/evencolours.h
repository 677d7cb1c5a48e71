// Which of a few ways each rater sees each item, each way equally often everywhere.
#pragma once

#include "core/base/random.h"

#include <vector>

namespace antiphon {

// That a rater gets an item; both are numbers from 0.
struct Meeting
{
    int rater = 0;
    int item = 0;
};

// A colour from 0 to `colours` - 1 for each meeting: of each rater, of each item and in all each colour comes
// up equally often, to at most one. Which is so, is drawn. Source: equitable edge colourings of bipartite
// graphs (de Werra 1971), found by splitting raters and items into parts of at most `colours` meetings and
// colouring these properly along alternating paths (König 1916).
std::vector<int> evenColours(const std::vector<Meeting>& meetings, int colours, Random& random);

// The colours of one more rater's items, of which `seen` says how often each colour came up before: each item
// gets one that it saw least, and of these each comes up as equally often as can be; where the rater's own
// numbers leave a choice, `total` (how often each came up in all) decides.
std::vector<int> lateColours(const std::vector<std::vector<int>>& seen, std::vector<int> total,
                             Random& random);

} // namespace antiphon
