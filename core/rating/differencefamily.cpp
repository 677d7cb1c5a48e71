#include "core/rating/differencefamily.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace antiphon {

namespace {

using Block = std::vector<int>;
using Blocks = std::vector<Block>;

constexpr std::int64_t familySteps = 400'000;

std::size_t at(int index)
{
    return static_cast<std::size_t>(index);
}

// A product of cyclic groups; its elements are numbers from 0, which is the neutral one.
class Group
{
public:
    explicit Group(std::vector<int> sizes) : m_sizes(std::move(sizes))
    {
        for (const int size : m_sizes)
            m_order *= size;
    }

    int order() const { return m_order; }
    bool isCyclic() const { return m_sizes.size() == 1; }
    int sum(int a, int b) const
    {
        return combined(a, b, [](int x, int y, int size) { return (x + y) % size; });
    }
    int difference(int a, int b) const
    {
        return combined(a, b, [](int x, int y, int size) { return (x - y + size) % size; });
    }

private:
    template<typename Combine>
    int combined(int a, int b, const Combine& combine) const
    {
        int result = 0;
        int unit = 1;
        for (const int size : m_sizes) {
            result += unit * combine(a % size, b % size, size);
            a /= size;
            b /= size;
            unit *= size;
        }
        return result;
    }

    std::vector<int> m_sizes;
    int m_order = 1;
};

// The cyclic group, and for the square of a number below it the square of its group.
std::vector<Group> groupsOf(int order)
{
    std::vector<Group> groups{Group({order})};
    for (int root = 2; root * root <= order; ++root) {
        if (root * root == order)
            groups.emplace_back(std::vector<int>{root, root});
    }
    return groups;
}

// How many base blocks there are of each sort. Those with the fixed item have it beside one element less.
struct Shape
{
    int whole = 0;      // of as many translates as the group has elements
    int wholeFixed = 0; // with the fixed item
    int orbits = 0;     // a subgroup, with its cosets
    int orbitsFixed = 0;
};

struct Wanted
{
    int blocks = 0;
    int perBlock = 0;
    int ratings = 0;
    int pairs = 0;
    bool fixed = false; // one item beside those of the group
};

// Every shape whose blocks and whose fixed item's ratings come out.
std::vector<Shape> shapesFor(const Group& group, const Wanted& wanted)
{
    const int order = group.order();
    const auto cosets = [&](int size) { return group.isCyclic() && order % size == 0 ? order / size : 0; };
    const int orbit = cosets(wanted.perBlock);
    const int fixedOrbit = wanted.fixed ? cosets(wanted.perBlock - 1) : 0;
    std::vector<Shape> shapes;
    for (int orbitsFixed = 0; orbitsFixed <= (fixedOrbit > 0 ? wanted.pairs : 0); ++orbitsFixed) {
        for (int orbits = 0; orbits <= (orbit > 0 ? wanted.pairs : 0); ++orbits) {
            const int withFixed = wanted.fixed ? wanted.ratings - orbitsFixed * fixedOrbit : 0;
            const int rest = wanted.blocks - orbits * orbit - orbitsFixed * fixedOrbit;
            if (withFixed < 0 || withFixed % order != 0 || rest < withFixed || rest % order != 0)
                continue;
            shapes.push_back({(rest - withFixed) / order, withFixed / order, orbits, orbitsFixed});
        }
    }
    return shapes;
}

// Base blocks whose differences, each with both signs, come up as often as pairs are to meet, those of the
// subgroups counted in.
class Family
{
public:
    Family(const Group& group, const Wanted& wanted, const Shape& shape)
        : m_group(group), m_pairs(wanted.pairs), m_counts(at(group.order()), 0)
    {
        m_sizes.assign(at(shape.wholeFixed), wanted.perBlock - 1);
        m_sizes.resize(at(shape.wholeFixed + shape.whole), wanted.perBlock);
        countSubgroup(wanted.perBlock, shape.orbits);
        countSubgroup(wanted.perBlock - 1, shape.orbitsFixed);
    }

    bool search()
    {
        if (std::any_of(m_counts.begin() + 1, m_counts.end(), [&](int count) { return count > m_pairs; }))
            return false;
        m_base.assign(m_sizes.size(), {});
        return nextBlock(0);
    }
    const Blocks& base() const { return m_base; }

private:
    void countSubgroup(int size, int times)
    {
        for (int i = 1; times > 0 && i < size; ++i)
            m_counts[at(i * m_group.order() / size)] += times;
    }

    bool nextBlock(std::size_t index)
    {
        if (index == m_sizes.size())
            return std::all_of(m_counts.begin() + 1, m_counts.end(),
                               [&](int count) { return count == m_pairs; });
        m_base[index] = {0};
        return extend(index);
    }

    bool extend(std::size_t index)
    {
        if (static_cast<int>(m_base[index].size()) == m_sizes[index])
            return nextBlock(index + 1);
        for (int next = m_base[index].back() + 1; next < m_group.order(); ++next) {
            if (++m_steps > familySteps)
                return false;
            if (count(m_base[index], next, 1)) {
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
            for (const int difference :
                 {m_group.difference(next, earlier), m_group.difference(earlier, next)}) {
                m_counts[at(difference)] += change;
                fits = fits && m_counts[at(difference)] <= m_pairs;
            }
        }
        return fits;
    }

    const Group& m_group;
    int m_pairs;
    std::vector<int> m_sizes;
    std::vector<int> m_counts;
    Blocks m_base;
    std::int64_t m_steps = 0;
};

void addTranslates(Blocks& blocks, const Group& group, const Block& base, int count, bool withFixed)
{
    for (int shift = 0; shift < count; ++shift) {
        Block moved;
        for (const int element : base)
            moved.push_back(group.sum(element, shift));
        if (withFixed)
            moved.push_back(group.order());
        std::sort(moved.begin(), moved.end());
        blocks.push_back(std::move(moved));
    }
}

void addCosets(Blocks& blocks, const Group& group, int size, int times, bool withFixed)
{
    if (times == 0)
        return;
    Block subgroup;
    for (int i = 0; i < size; ++i)
        subgroup.push_back(i * group.order() / size);
    for (int i = 0; i < times; ++i)
        addTranslates(blocks, group, subgroup, group.order() / size, withFixed);
}

Blocks developed(const Group& group, const Family& family, const Wanted& wanted, const Shape& shape)
{
    Blocks blocks;
    for (const Block& base : family.base())
        addTranslates(blocks, group, base, group.order(), static_cast<int>(base.size()) < wanted.perBlock);
    addCosets(blocks, group, wanted.perBlock, shape.orbits, false);
    addCosets(blocks, group, wanted.perBlock - 1, shape.orbitsFixed, true);
    return blocks;
}

} // namespace

std::vector<std::vector<int>> differenceBlocks(int items, int blocks, int perBlock, int ratings, int pairs)
{
    for (const bool fixed : {false, true}) {
        const Wanted wanted{blocks, perBlock, ratings, pairs, fixed};
        const std::vector<Group> groups = groupsOf(items - (fixed ? 1 : 0));
        for (const Group& group : groups) {
            for (const Shape& shape : shapesFor(group, wanted)) {
                Family family(group, wanted, shape);
                if (family.search())
                    return developed(group, family, wanted, shape);
            }
        }
    }
    return {};
}

} // namespace antiphon
