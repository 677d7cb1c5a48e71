// Who rates what, and in which order: the design of a study as numbers, without a project.
#pragma once

#include "core/rating/incompleteblocks.h"

namespace antiphon {

struct AssignmentRequest
{
    std::vector<int> itemsOf; // how many items each condition has
    int raters = 0;
    int ratingsPerItem = 0; // 0, or as many as raters and more: every rater sees every item
    int overlap = 0;        // of each condition so many items go to every rater nonetheless
    int criteria = 1;
    bool fixedCriteria = false; // asked in the order of the study, whoever rates
    quint64 seed = 1;
};

// An item by its condition and its place in it, both from 0.
struct AssignedItem
{
    int condition = 0;
    int item = 0;
    bool operator==(const AssignedItem&) const = default;
};

struct RaterAssignment
{
    std::vector<AssignedItem> order; // as shown
    std::vector<int> criteria;       // as asked
};

struct Assignment
{
    std::vector<RaterAssignment> raters;
    std::vector<BlockDesign> designs; // of each condition, without the items that every rater sees
};

// Draws the whole design by the seed. Raters get equal numbers of items of each condition and in all, to at
// most one. In blocks that hold each condition once, the orders within come from Latin halves of a Williams
// square, dealt out so that over raters at one position, and over the positions of one rater, the conditions
// come up equally often, to at most one; orders of criteria come from Williams rows likewise. The items of
// the overlap are taken evenly over the items as they stand, so sort them by what it should be spread over.
Assignment assign(const AssignmentRequest& request);

// The same for one who comes later, or in place of another: `filled` says how often each item of each
// condition is or will be rated; the least filled ones come first, as many as the first raters got of each
// condition. `rater` counts from 0 over all who have a packet.
RaterAssignment assignLate(const AssignmentRequest& request, const std::vector<std::vector<int>>& filled,
                           int rater);

// For each rater and pair, whether the second dialogue stands left: over the raters of a pair and over the
// pairs of a rater equally often, to at most one.
std::vector<std::vector<bool>> pairSides(int raters, int pairs, quint64 seed);

} // namespace antiphon
