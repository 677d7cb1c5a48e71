#include "core/rating/assignment.h"

#include "core/rating/order.h"

#include <algorithm>
#include <numeric>

namespace antiphon {

namespace {

std::size_t at(int index)
{
    return static_cast<std::size_t>(index);
}

// Each purpose draws its own numbers.
enum class Purpose : quint64 { Blocks = 1, Rows, Items, Criteria, Sides, Late };

Random randomFor(quint64 seed, Purpose purpose, int index)
{
    return Random::forKey(seed, (static_cast<quint64>(purpose) << 40U) + static_cast<quint64>(index));
}

std::vector<int> shuffled(int count, Random& random)
{
    std::vector<int> numbers(at(count));
    std::iota(numbers.begin(), numbers.end(), 0);
    random.shuffle(numbers);
    return numbers;
}

// The row of the Williams square over `count` things that `rater` sees in `block`. In a run of as many blocks
// as things, a Latin square drawn for the run gives each rater every row once, and each block to raters in
// turn every row.
std::vector<int> rowFor(int count, int rater, int block, Purpose purpose, quint64 seed)
{
    const std::vector<std::vector<int>> square = williamsSquare(count);
    const int halves = static_cast<int>(square.size()) / count;
    const int run = block / count;
    Random random = randomFor(seed, purpose, run);
    const std::vector<int> raters = shuffled(count, random);
    const std::vector<int> blocks = shuffled(count, random);
    const std::vector<int> rows = shuffled(count, random);
    const std::vector<int> things = shuffled(count, random);
    const int row = rows[at((raters[at(rater % count)] + blocks[at(block % count)]) % count)];
    const int half = (rater / count + run) % halves;
    std::vector<int> order;
    for (const int thing : square[at(half * count + row)])
        order.push_back(things[at(thing)]);
    return order;
}

std::vector<AssignedItem> orderOf(std::vector<std::vector<int>> items, int rater, quint64 seed)
{
    const auto conditions = static_cast<int>(items.size());
    Random random = randomFor(seed, Purpose::Items, rater);
    std::size_t blocks = 0;
    for (std::vector<int>& own : items) {
        random.shuffle(own);
        blocks = std::max(blocks, own.size());
    }
    std::vector<AssignedItem> order;
    for (std::size_t block = 0; block < blocks; ++block) {
        const auto row = rowFor(conditions, rater, static_cast<int>(block), Purpose::Rows, seed);
        for (const int condition : row) {
            if (block < items[at(condition)].size())
                order.push_back({condition, items[at(condition)][block]});
        }
    }
    return order;
}

std::vector<int> criteriaOf(const AssignmentRequest& request, int rater)
{
    if (!request.fixedCriteria && request.criteria > 1)
        return rowFor(request.criteria, rater, 0, Purpose::Criteria, request.seed);
    std::vector<int> order(at(request.criteria));
    std::iota(order.begin(), order.end(), 0);
    return order;
}

int ratingsOf(const AssignmentRequest& request)
{
    return request.ratingsPerItem == 0 ? request.raters : std::min(request.ratingsPerItem, request.raters);
}

// Whether each item of a condition is one that every rater sees.
std::vector<bool> overlapOf(const AssignmentRequest& request, int items)
{
    const int overlap = ratingsOf(request) == request.raters ? 0 : std::min(request.overlap, items);
    std::vector<bool> everybody(at(items), false);
    for (int i = 0; i < overlap; ++i)
        everybody[at((2 * i + 1) * items / (2 * overlap))] = true;
    return everybody;
}

} // namespace

Assignment assign(const AssignmentRequest& request)
{
    Assignment assignment;
    std::vector<int> loads(at(request.raters), 0);
    std::vector<std::vector<std::vector<int>>> items(at(request.raters),
                                                     std::vector<std::vector<int>>(request.itemsOf.size()));
    for (std::size_t condition = 0; condition < request.itemsOf.size(); ++condition) {
        Random random = randomFor(request.seed, Purpose::Blocks, static_cast<int>(condition));
        const std::vector<bool> everybody = overlapOf(request, request.itemsOf[condition]);
        std::vector<int> shared;
        std::vector<int> rest;
        for (int item = 0; item < request.itemsOf[condition]; ++item)
            (everybody[at(item)] ? shared : rest).push_back(item);
        const BlockDesign design =
            incompleteBlocks(static_cast<int>(rest.size()), ratingsOf(request), loads, random);
        for (int rater = 0; rater < request.raters; ++rater) {
            std::vector<int>& own = items[at(rater)][condition];
            own = shared;
            for (const int item : design.blocks[at(rater)])
                own.push_back(rest[at(item)]);
        }
        assignment.designs.push_back(design);
    }
    for (int rater = 0; rater < request.raters; ++rater)
        assignment.raters.push_back(
            {orderOf(items[at(rater)], rater, request.seed), criteriaOf(request, rater)});
    return assignment;
}

RaterAssignment assignLate(const AssignmentRequest& request, const std::vector<std::vector<int>>& filled,
                           int rater)
{
    Random random = randomFor(request.seed, Purpose::Late, rater);
    std::vector<std::vector<int>> items;
    for (std::size_t condition = 0; condition < filled.size(); ++condition) {
        const auto count = static_cast<int>(filled[condition].size());
        const std::vector<bool> everybody = overlapOf(request, count);
        const auto shared = static_cast<int>(std::count(everybody.begin(), everybody.end(), true));
        const int ratings = ratingsOf(request);
        const int wanted =
            shared + ((count - shared) * ratings + request.raters - 1) / std::max(1, request.raters);
        std::vector<int> order = shuffled(count, random);
        std::stable_sort(order.begin(), order.end(), [&](int a, int b) {
            if (everybody[at(a)] != everybody[at(b)])
                return everybody[at(a)] > everybody[at(b)];
            return filled[condition][at(a)] < filled[condition][at(b)];
        });
        order.resize(at(std::min(wanted, count)));
        items.push_back(std::move(order));
    }
    return {orderOf(std::move(items), rater, request.seed), criteriaOf(request, rater)};
}

std::vector<std::vector<bool>> pairSides(int raters, int pairs, quint64 seed)
{
    Random random = randomFor(seed, Purpose::Sides, 0);
    const std::vector<int> raterPlaces = shuffled(raters, random);
    const std::vector<int> pairPlaces = shuffled(pairs, random);
    std::vector<std::vector<bool>> sides(at(raters), std::vector<bool>(at(pairs)));
    for (int rater = 0; rater < raters; ++rater) {
        for (int pair = 0; pair < pairs; ++pair)
            sides[at(rater)][at(pair)] = (raterPlaces[at(rater)] + pairPlaces[at(pair)]) % 2 == 1;
    }
    return sides;
}

} // namespace antiphon
