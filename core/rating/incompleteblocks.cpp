#include "core/rating/incompleteblocks.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace antiphon {

namespace {

using Block = std::vector<int>;
using Blocks = std::vector<Block>;

constexpr qint64 familySteps = 400'000;
constexpr qint64 searchSteps = 600'000;
constexpr int largestSearched = 64; // items; beyond it pairs are not searched for

std::size_t at(int index)
{
    return static_cast<std::size_t>(index);
}

// All subsets of k, when there are no more than `most`.
Blocks allSubsets(int items, int perBlock, std::size_t most)
{
    Blocks blocks;
    Block block(at(perBlock));
    std::iota(block.begin(), block.end(), 0);
    while (blocks.size() <= most) {
        blocks.push_back(block);
        int place = perBlock - 1;
        while (place >= 0 && block[at(place)] == items - perBlock + place)
            --place;
        if (place < 0)
            return blocks;
        ++block[at(place)];
        for (int i = place + 1; i < perBlock; ++i)
            block[at(i)] = block[at(i - 1)] + 1;
    }
    return {};
}

// Base blocks over the integers modulo n whose differences, each with both signs, come up equally often. With
// a fixed item some base blocks have one element less: the fixed one takes its place.
class DifferenceFamily
{
public:
    DifferenceFamily(int modulus, int pairs, std::vector<int> sizes)
        : m_modulus(modulus), m_pairs(pairs), m_sizes(std::move(sizes)), m_counts(at(modulus), 0)
    {
    }

    bool search()
    {
        m_base.assign(m_sizes.size(), {});
        return nextBlock(0);
    }
    const Blocks& base() const { return m_base; }

private:
    bool nextBlock(std::size_t index)
    {
        if (index == m_sizes.size())
            return true;
        m_base[index] = {0};
        return extend(index);
    }

    bool extend(std::size_t index)
    {
        Block& block = m_base[index];
        if (static_cast<int>(block.size()) == m_sizes[index])
            return nextBlock(index + 1);
        for (int next = block.back() + 1; next < m_modulus; ++next) {
            if (++m_steps > familySteps)
                return false;
            if (count(block, next, 1)) {
                m_base[index].push_back(next);
                if (extend(index))
                    return true;
                m_base[index].pop_back();
            }
            count(m_base[index], next, -1);
        }
        return false;
    }

    bool count(const Block& block, int next, int change)
    {
        bool fits = true;
        for (const int earlier : block) {
            for (const int difference : {next - earlier, m_modulus - (next - earlier)}) {
                m_counts[at(difference)] += change;
                fits = fits && m_counts[at(difference)] <= m_pairs;
            }
        }
        return fits;
    }

    int m_modulus;
    int m_pairs;
    std::vector<int> m_sizes;
    std::vector<int> m_counts;
    Blocks m_base;
    qint64 m_steps = 0;
};

Blocks developed(const Blocks& base, int modulus, int perBlock)
{
    Blocks blocks;
    for (const Block& block : base) {
        for (int shift = 0; shift < modulus; ++shift) {
            Block moved;
            for (const int item : block)
                moved.push_back((item + shift) % modulus);
            if (static_cast<int>(moved.size()) < perBlock)
                moved.push_back(modulus); // the fixed item
            std::sort(moved.begin(), moved.end());
            blocks.push_back(std::move(moved));
        }
    }
    return blocks;
}

Blocks cyclicBlocks(int items, int blocks, int perBlock, const BlockNumbers& numbers)
{
    if (blocks % items == 0) {
        DifferenceFamily family(items, numbers.pairs, std::vector<int>(at(blocks / items), perBlock));
        if (family.search())
            return developed(family.base(), items, perBlock);
    }
    const int modulus = items - 1;
    if (blocks % modulus == 0 && numbers.ratings % modulus == 0) {
        std::vector<int> sizes(at(blocks / modulus), perBlock);
        std::fill_n(
            sizes.begin(),
            std::min<std::ptrdiff_t>(numbers.ratings / modulus, static_cast<std::ptrdiff_t>(sizes.size())),
            perBlock - 1);
        DifferenceFamily family(modulus, numbers.pairs, sizes);
        if (family.search())
            return developed(family.base(), modulus, perBlock);
    }
    return {};
}

// Block after block in lexical order, never two items more often than they may.
class Search
{
public:
    Search(int items, int blocks, int perBlock, const BlockNumbers& numbers)
        : m_items(items),
          m_perBlock(perBlock),
          m_wanted(at(blocks)),
          m_numbers(numbers),
          m_uses(at(items), 0),
          m_pairs(at(items) * at(items), 0)
    {
    }

    bool run() { return fill(0); }
    const Blocks& blocks() const { return m_blocks; }

private:
    bool fill(int from)
    {
        if (static_cast<int>(m_block.size()) == m_perBlock)
            return closeBlock();
        // The first item of a block is the first that is not done, or else it never will be.
        int last = m_items - (m_perBlock - static_cast<int>(m_block.size()));
        if (m_block.empty()) {
            while (from < m_items && m_uses[at(from)] == m_numbers.ratings)
                ++from;
            last = std::min(last, from);
        }
        for (int item = from; item <= last; ++item) {
            if (++m_steps > searchSteps)
                return false;
            if (!mayJoin(item))
                continue;
            join(item, 1);
            if (fill(item + 1))
                return true;
            join(item, -1);
        }
        return false;
    }

    bool closeBlock()
    {
        m_blocks.push_back(m_block);
        m_block.clear();
        if (m_blocks.size() == m_wanted || fill(0))
            return true;
        m_block = m_blocks.back();
        m_blocks.pop_back();
        return false;
    }

    bool mayJoin(int item) const
    {
        if (m_uses[at(item)] == m_numbers.ratings)
            return false;
        return std::none_of(m_block.begin(), m_block.end(), [&](int other) {
            return m_pairs[at(other) * at(m_items) + at(item)] == m_numbers.pairs;
        });
    }

    void join(int item, int change)
    {
        if (change < 0)
            m_block.pop_back();
        for (const int other : m_block)
            m_pairs[at(other) * at(m_items) + at(item)] += change;
        if (change > 0)
            m_block.push_back(item);
        m_uses[at(item)] += change;
    }

    int m_items;
    int m_perBlock;
    std::size_t m_wanted;
    BlockNumbers m_numbers;
    std::vector<int> m_uses;
    std::vector<int> m_pairs;
    Block m_block;
    Blocks m_blocks;
    qint64 m_steps = 0;
};

Blocks complements(const Blocks& blocks, int items)
{
    Blocks others;
    for (const Block& block : blocks) {
        Block other;
        for (int item = 0; item < items; ++item) {
            if (!std::binary_search(block.begin(), block.end(), item))
                other.push_back(item);
        }
        others.push_back(std::move(other));
    }
    return others;
}

Blocks knownBlocks(int items, int blocks, int perBlock, const BlockNumbers& numbers)
{
    if (perBlock == items || perBlock == 1) {
        const Blocks once = allSubsets(items, perBlock, at(blocks));
        return static_cast<int>(once.size()) == blocks ? once : Blocks();
    }
    const Blocks subsets = allSubsets(items, perBlock, at(blocks));
    if (static_cast<int>(subsets.size()) == blocks)
        return subsets;
    // Of a design and its complement, the one with smaller blocks is found more easily.
    if (2 * perBlock > items) {
        const auto smaller = blockNumbers(items, blocks, items - perBlock);
        return smaller ? complements(knownBlocks(items, blocks, items - perBlock, *smaller), items)
                       : Blocks();
    }
    Blocks found = cyclicBlocks(items, blocks, perBlock, numbers);
    if (found.empty()) {
        Search search(items, blocks, perBlock, numbers);
        if (search.run())
            found = search.blocks();
    }
    return found;
}

// The `ratings` blocks for one item: least full, then least loaded, then least met.
class LeastFilled
{
public:
    LeastFilled(int items, std::vector<int>& loads, Random& random)
        : m_items(items), m_loads(loads), m_random(random), m_blocks(loads.size()), m_met(at(items), 0)
    {
    }

    void place(int item, int ratings)
    {
        std::fill(m_met.begin(), m_met.end(), 0);
        std::vector<std::size_t> open(m_blocks.size());
        std::iota(open.begin(), open.end(), std::size_t{0});
        m_random.shuffle(open);
        for (int rating = 0; rating < ratings; ++rating) {
            const auto best = std::min_element(
                open.begin(), open.end(), [&](std::size_t a, std::size_t b) { return rank(a) < rank(b); });
            for (const int other : m_blocks[*best])
                ++m_met[at(other)];
            m_blocks[*best].push_back(item);
            ++m_loads[*best];
            open.erase(best);
        }
    }
    Blocks takeBlocks() { return std::move(m_blocks); }

private:
    std::tuple<std::size_t, int, int> rank(std::size_t block) const
    {
        int meetings = 0;
        for (const int other : m_items <= 2000 ? m_blocks[block] : Block())
            meetings += m_met[at(other)];
        return {m_blocks[block].size(), m_loads[block], meetings};
    }

    int m_items;
    std::vector<int>& m_loads;
    Random& m_random;
    Blocks m_blocks;
    std::vector<int> m_met; // how often the item in hand met each other one
};

} // namespace

std::optional<BlockNumbers> blockNumbers(int items, int blocks, int perBlock)
{
    if (items < 1 || blocks < 1 || perBlock < 1 || perBlock > items || blocks * perBlock % items != 0)
        return std::nullopt;
    const int ratings = blocks * perBlock / items;
    if (items == 1)
        return BlockNumbers{ratings, 0};
    if (ratings * (perBlock - 1) % (items - 1) != 0)
        return std::nullopt;
    if (perBlock > 1 && perBlock < items && blocks < items)
        return std::nullopt;
    return BlockNumbers{ratings, ratings * (perBlock - 1) / (items - 1)};
}

void countPairs(BlockDesign& design)
{
    std::vector<int> pairs(at(design.items) * at(design.items), 0);
    std::vector<int> uses(at(design.items), 0);
    bool alike = true;
    for (const Block& block : design.blocks) {
        alike = alike && block.size() == design.blocks.front().size();
        for (const int a : block) {
            ++uses[at(a)];
            for (const int b : block)
                ++pairs[at(a) * at(design.items) + at(b)];
        }
    }
    design.lowestPairs = design.items > 1 ? std::numeric_limits<int>::max() : 0;
    design.highestPairs = 0;
    for (int a = 0; a < design.items; ++a) {
        alike = alike && uses[at(a)] == uses.front();
        for (int b = a + 1; b < design.items; ++b) {
            const int met = pairs[at(a) * at(design.items) + at(b)];
            design.lowestPairs = std::min(design.lowestPairs, met);
            design.highestPairs = std::max(design.highestPairs, met);
        }
    }
    design.balanced = alike && design.lowestPairs == design.highestPairs;
}

std::optional<BlockDesign> balancedBlocks(int items, int blocks, int perBlock)
{
    if (items > largestSearched && perBlock != items)
        return std::nullopt;
    for (int copies = 1; copies <= blocks; ++copies) {
        if (blocks % copies != 0)
            continue;
        const auto numbers = blockNumbers(items, blocks / copies, perBlock);
        if (!numbers)
            continue;
        const Blocks once = knownBlocks(items, blocks / copies, perBlock, *numbers);
        if (once.empty())
            continue;
        BlockDesign design{items, {}, false, 0, 0};
        for (int copy = 0; copy < copies; ++copy)
            design.blocks.insert(design.blocks.end(), once.begin(), once.end());
        countPairs(design);
        return design;
    }
    return std::nullopt;
}

BlockDesign incompleteBlocks(int items, int ratings, std::vector<int>& loads, Random& random)
{
    const auto blocks = static_cast<int>(loads.size());
    ratings = std::min(ratings, blocks);
    std::vector<int> names(at(items));
    std::iota(names.begin(), names.end(), 0);
    random.shuffle(names);
    BlockDesign design{items, {}, false, 0, 0};
    if (blocks > 0 && items * ratings % blocks == 0 && items * ratings / blocks > 0) {
        if (const auto found = balancedBlocks(items, blocks, items * ratings / blocks)) {
            design.blocks = found->blocks;
            random.shuffle(design.blocks);
            for (std::size_t block = 0; block < design.blocks.size(); ++block) {
                loads[block] += static_cast<int>(design.blocks[block].size());
                for (int& item : design.blocks[block])
                    item = names[at(item)];
            }
        }
    }
    if (design.blocks.empty()) {
        LeastFilled filling(items, loads, random);
        for (const int item : names)
            filling.place(item, ratings);
        design.blocks = filling.takeBlocks();
    }
    if (items <= 2000)
        countPairs(design);
    return design;
}

} // namespace antiphon
