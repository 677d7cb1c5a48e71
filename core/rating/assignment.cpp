#include "core/rating/assignment.h"

#include "core/rating/leastcost.h"
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
enum class Purpose : quint64 { Blocks = 1, Rows, Items, Criteria, Late };

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

// How often `thing` came up at a place; places that nobody saw yet have none.
int countAt(const std::vector<std::vector<int>>& counts, std::size_t place, int thing)
{
    return place < counts.size() ? counts[place][at(thing)] : 0;
}

constexpr int overOwn = 4096; // what others saw weighs more than what the rater sees elsewhere

// Things for the places from `first` on, each where it stood least, those in `own` at most equally often.
std::vector<int> whereLeast(const std::vector<int>& things, std::size_t first,
                            const std::vector<std::vector<int>>& counts,
                            const std::vector<std::vector<int>>& own)
{
    std::vector<std::vector<int>> costs(things.size(), std::vector<int>(things.size(), 0));
    for (std::size_t place = 0; place < things.size(); ++place) {
        int least = countAt(counts, first + place, things.front());
        for (const int thing : things)
            least = std::min(least, countAt(counts, first + place, thing));
        for (std::size_t i = 0; i < things.size(); ++i)
            costs[i][place] = (countAt(counts, first + place, things[i]) - least) * overOwn +
                              std::min(countAt(own, place, things[i]), overOwn - 1);
    }
    const std::vector<int> places = leastCostPlaces(costs);
    std::vector<int> order(things.size());
    for (std::size_t i = 0; i < things.size(); ++i)
        order[at(places[i])] = things[i];
    return order;
}

std::vector<AssignedItem> lateOrder(std::vector<std::vector<int>> items, const Shown& shown, Random& random)
{
    std::size_t blocks = 0;
    for (std::vector<int>& own : items) {
        random.shuffle(own);
        blocks = std::max(blocks, own.size());
    }
    std::vector<AssignedItem> order;
    std::vector<std::vector<int>> own(items.size(), std::vector<int>(items.size(), 0));
    for (std::size_t block = 0; block < blocks; ++block) {
        std::vector<int> present;
        for (const int condition : shuffled(static_cast<int>(items.size()), random)) {
            if (block < items[at(condition)].size())
                present.push_back(condition);
        }
        const std::vector<int> row = whereLeast(present, order.size(), shown.positions, own);
        for (std::size_t place = 0; place < row.size(); ++place) {
            ++own[place][at(row[place])];
            order.push_back({row[place], items[at(row[place])][block]});
        }
    }
    return order;
}

// The first `wanted` of items in their order, and of those as full as the last one such that the sum of what
// is due comes near to none.
std::vector<int> evenlyDue(std::vector<int> order, std::size_t wanted, const std::vector<int>& filled,
                           const std::vector<int>& due)
{
    wanted = std::min(wanted, order.size());
    if (wanted == 0 || due.empty()) {
        order.resize(wanted);
        return order;
    }
    const int last = filled[at(order[wanted - 1])];
    std::vector<int> chosen;
    std::vector<int> open[3]; // as full as the last one: the first due, none, the second
    int sum = 0;
    for (const int item : order) {
        const int own = due[at(item)];
        if (filled[at(item)] == last) {
            open[own < 0 ? 0 : own == 0 ? 1 : 2].push_back(item);
        } else if (filled[at(item)] < last) {
            chosen.push_back(item);
            sum += own;
        }
    }
    while (chosen.size() < wanted) {
        const int larger = open[0].size() > open[2].size() ? 0 : 2;
        const int against = sum > 0 ? 0 : sum < 0 ? 2 : larger;
        const int fallbacks[] = {sum == 0 ? 1 : against, sum == 0 ? against : 1, 2 - against};
        for (const int kind : fallbacks) {
            if (open[kind].empty())
                continue;
            chosen.push_back(open[kind].back());
            sum += due[at(open[kind].back())];
            open[kind].pop_back();
            break;
        }
    }
    return chosen;
}

std::vector<int> lateCriteria(const AssignmentRequest& request, const Shown& shown, Random& random)
{
    if (request.fixedCriteria || request.criteria < 2 || shown.criteria.empty())
        return {};
    return whereLeast(shuffled(request.criteria, random), 0, shown.criteria, {});
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

RaterAssignment assignLate(const AssignmentRequest& request, const Shown& shown, int rater)
{
    Random random = randomFor(request.seed, Purpose::Late, rater);
    std::vector<std::vector<int>> items;
    for (std::size_t condition = 0; condition < shown.filled.size(); ++condition) {
        const std::vector<int>& filled = shown.filled[condition];
        const auto count = static_cast<int>(filled.size());
        const std::vector<bool> everybody = overlapOf(request, count);
        const auto shared = static_cast<int>(std::count(everybody.begin(), everybody.end(), true));
        const int ratings = ratingsOf(request);
        const int wanted = ((count - shared) * ratings + request.raters - 1) / std::max(1, request.raters);
        std::vector<int> own;
        std::vector<int> rest;
        for (const int item : shuffled(count, random))
            (everybody[at(item)] ? own : rest).push_back(item);
        std::stable_sort(rest.begin(), rest.end(),
                         [&](int a, int b) { return filled[at(a)] < filled[at(b)]; });
        const auto chosen = evenlyDue(rest, at(wanted), filled,
                                      shown.due.empty() ? std::vector<int>() : shown.due[condition]);
        own.insert(own.end(), chosen.begin(), chosen.end());
        items.push_back(std::move(own));
    }
    const std::vector<int> criteria = lateCriteria(request, shown, random);
    return {lateOrder(std::move(items), shown, random),
            criteria.empty() ? criteriaOf(request, rater) : criteria};
}

} // namespace antiphon
