#include "core/rating/incompleteblocks.h"

#include "core/rating/differencefamily.h"
#include "core/rating/nearbalance.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace antiphon {

namespace {

using Block = std::vector<int>;
using Blocks = std::vector<Block>;

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

// As many blocks as items, out of one base block or of the complement of one.
Blocks symmetricBlocks(int items, int perBlock)
{
    const int smaller = std::min(perBlock, items - perBlock);
    const auto numbers = blockNumbers(items, items, smaller);
    if (!numbers || smaller < 1)
        return {};
    const Blocks found = differenceBlocks(items, items, smaller, numbers->ratings, numbers->pairs);
    return smaller == perBlock || found.empty() ? found : complements(found, items);
}

// What the other blocks hold of the items of the first one, or of those that it has not.
Blocks besideFirst(const Blocks& symmetric, int items, bool within)
{
    const Block& first = symmetric.front();
    std::vector<int> names(at(items), -1);
    int next = 0;
    for (int item = 0; item < items; ++item) {
        if (std::binary_search(first.begin(), first.end(), item) == within)
            names[at(item)] = next++;
    }
    Blocks blocks;
    for (std::size_t i = 1; i < symmetric.size(); ++i) {
        Block& block = blocks.emplace_back();
        for (const int item : symmetric[i]) {
            if (names[at(item)] >= 0)
                block.push_back(names[at(item)]);
        }
    }
    return blocks;
}

// The residual or the derived design of a symmetric one (Hall, Combinatorial Theory, chapter 10.1): one block
// is left out, and so are its items, or all others.
Blocks outOfSymmetric(int items, int blocks, int perBlock, const BlockNumbers& numbers)
{
    const int all = blocks + 1;
    for (const bool within : {false, true}) {
        const int size = within ? items : numbers.ratings;
        const int meet = within ? perBlock : numbers.pairs; // of two blocks
        const bool fits = within ? numbers.ratings == size - 1 && numbers.pairs == meet - 1
                                 : items == all - size && perBlock == size - meet;
        if (!fits || meet * (all - 1) != size * (size - 1))
            continue;
        const Blocks symmetric = symmetricBlocks(all, size);
        if (!symmetric.empty())
            return besideFirst(symmetric, all, within);
    }
    return {};
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
    Blocks found = differenceBlocks(items, blocks, perBlock, numbers.ratings, numbers.pairs);
    if (found.empty())
        found = outOfSymmetric(items, blocks, perBlock, numbers);
    if (found.empty()) {
        Search search(items, blocks, perBlock, numbers);
        if (search.run())
            found = search.blocks();
    }
    return found;
}

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
        design.blocks = nearBalancedBlocks(names, ratings, loads, random);
    }
    if (items <= 2000)
        countPairs(design);
    return design;
}

} // namespace antiphon
