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

// What raters before a late one got or will get; those who gave up count with what they answered.
struct Shown
{
    std::vector<std::vector<int>> filled;    // by condition and item: how often it is rated
    std::vector<std::vector<int>> positions; // by position and condition: how often it stood there
    std::vector<std::vector<int>> criteria;  // by place and criterion: how often it was asked there
    // By condition and item, where items are shown in two ways: above 0 where the second is due, below 0
    // where the first is. Empty where they are not.
    std::vector<std::vector<int>> due;
};

// The same for one who comes later, or in place of another: the least filled items, as many as the first
// raters got of each condition, and among equals such that both ways are due as often; each condition at the
// positions, each criterion at the place where it stood least. `rater` counts from 0 over all who have a
// packet. What was balanced to one stays so in complete designs.
RaterAssignment assignLate(const AssignmentRequest& request, const Shown& shown, int rater);

} // namespace antiphon
