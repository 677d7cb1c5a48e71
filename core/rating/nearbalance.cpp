#include "core/rating/nearbalance.h"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace antiphon {

namespace {

using Block = std::vector<int>;
using Blocks = std::vector<Block>;

constexpr std::size_t mostExchanges = 100'000;
constexpr int largestSpread = 256; // items; beyond it pairs are left as they are

std::size_t at(int index)
{
    return static_cast<std::size_t>(index);
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

// Exchanges items between blocks as long as pairs come to meet more evenly: the sum of the squares of their
// meetings never rises. Block sizes and ratings stay.
class PairSpreading
{
public:
    PairSpreading(int items, Blocks& blocks) : m_items(items), m_blocks(blocks), m_holds(blocks.size())
    {
        m_pairs.assign(at(items) * at(items), 0);
        for (std::size_t i = 0; i < blocks.size(); ++i) {
            m_holds[i].assign(at(items), false);
            for (const int item : blocks[i])
                m_holds[i][at(item)] = true;
            for (const int a : blocks[i]) {
                for (const int b : blocks[i])
                    meetings(a, b) += a == b ? 0 : 1;
            }
        }
    }

    void run(Random& random)
    {
        if (m_blocks.size() < 2)
            return;
        const auto steps = std::min<std::size_t>(mostExchanges, exchangesOf(m_blocks));
        for (std::size_t step = 0; step < steps; ++step) {
            const auto i = static_cast<std::size_t>(random.below(m_blocks.size()));
            const auto j = static_cast<std::size_t>(random.below(m_blocks.size()));
            if (i != j && !m_blocks[i].empty() && !m_blocks[j].empty())
                exchange(i, random.below(m_blocks[i].size()), j, random.below(m_blocks[j].size()));
        }
    }

private:
    static std::size_t exchangesOf(const Blocks& blocks)
    {
        std::size_t ratings = 0;
        for (const Block& block : blocks)
            ratings += block.size();
        return 1000 * ratings;
    }

    int& meetings(int a, int b) { return m_pairs[at(a) * at(m_items) + at(b)]; }

    void exchange(std::size_t i, std::size_t placeI, std::size_t j, std::size_t placeJ)
    {
        int& a = m_blocks[i][placeI];
        int& b = m_blocks[j][placeJ];
        if (m_holds[i][at(b)] || m_holds[j][at(a)] || change(i, a, b) + change(j, b, a) > 0)
            return;
        meet(i, a, b);
        meet(j, b, a);
        std::swap(a, b);
    }

    // Of the sum of squares when `out` leaves a block and `in` comes; halved.
    int change(std::size_t block, int out, int in)
    {
        int sum = 0;
        for (const int other : m_blocks[block]) {
            if (other != out)
                sum += meetings(in, other) - meetings(out, other) + 1;
        }
        return sum;
    }

    void meet(std::size_t block, int out, int in)
    {
        for (const int other : m_blocks[block]) {
            if (other == out)
                continue;
            --meetings(out, other);
            --meetings(other, out);
            ++meetings(in, other);
            ++meetings(other, in);
        }
        m_holds[block][at(out)] = false;
        m_holds[block][at(in)] = true;
    }

    int m_items;
    Blocks& m_blocks;
    std::vector<std::vector<bool>> m_holds; // by block and item
    std::vector<int> m_pairs;
};

} // namespace

std::vector<std::vector<int>> nearBalancedBlocks(const std::vector<int>& order, int ratings,
                                                 std::vector<int>& loads, Random& random)
{
    const auto items = static_cast<int>(order.size());
    LeastFilled filling(items, loads, random);
    for (const int item : order)
        filling.place(item, ratings);
    Blocks blocks = filling.takeBlocks();
    if (items <= largestSpread)
        PairSpreading(items, blocks).run(random);
    return blocks;
}

} // namespace antiphon
