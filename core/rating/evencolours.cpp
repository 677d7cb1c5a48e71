#include "core/rating/evencolours.h"

#include <algorithm>
#include <numeric>

namespace antiphon {

namespace {

std::size_t at(int index)
{
    return static_cast<std::size_t>(index);
}

// A proper colouring of a bipartite graph whose vertices have at most as many edges as there are colours.
class Colouring
{
public:
    Colouring(const std::vector<Meeting>& meetings, int colours, Random& random)
        : m_colours(colours), m_ends(meetings.size()), m_colour(meetings.size(), -1)
    {
        std::vector<std::size_t> order(meetings.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        random.shuffle(order);
        m_order = order;
        std::vector<Part> raters;
        std::vector<Part> items;
        for (const std::size_t edge : order)
            m_ends[edge] = {partOf(raters, meetings[edge].rater), partOf(items, meetings[edge].item)};
        m_edgeOf.assign(at(m_vertices) * at(colours), -1);
    }

    void colour()
    {
        for (const std::size_t edge : m_order)
            add(static_cast<int>(edge));
    }

    // Colour classes of sizes that differ by at most one.
    void even()
    {
        std::vector<int> sizes(at(m_colours), 0);
        for (const int colour : m_colour)
            ++sizes[at(colour)];
        for (;;) {
            const auto most = std::max_element(sizes.begin(), sizes.end());
            const auto least = std::min_element(sizes.begin(), sizes.end());
            const int surplus = (*most - *least) / 2;
            if (surplus == 0)
                return;
            const int moved = exchange(static_cast<int>(most - sizes.begin()),
                                       static_cast<int>(least - sizes.begin()), surplus);
            *most -= moved;
            *least += moved;
        }
    }

    std::vector<int> takeColours() { return std::move(m_colour); }

private:
    struct Ends
    {
        int rater = 0;
        int item = 0;
    };
    struct Part
    {
        int vertex = -1;
        int edges = 0;
    };

    int partOf(std::vector<Part>& parts, int index)
    {
        if (parts.size() <= at(index))
            parts.resize(at(index) + 1);
        Part& part = parts[at(index)];
        if (part.edges % m_colours == 0)
            part.vertex = m_vertices++;
        ++part.edges;
        return part.vertex;
    }

    int& edgeAt(int vertex, int colour) { return m_edgeOf[at(vertex) * at(m_colours) + at(colour)]; }

    int freeAt(int vertex)
    {
        int colour = 0;
        while (edgeAt(vertex, colour) >= 0)
            ++colour;
        return colour;
    }

    int otherEnd(int edge, int vertex) const
    {
        const Ends& ends = m_ends[at(edge)];
        return ends.rater == vertex ? ends.item : ends.rater;
    }

    // The edges from `vertex` on that have the one and the other colour in turn.
    std::vector<int> pathFrom(int vertex, int first, int second)
    {
        std::vector<int> path;
        for (int edge = edgeAt(vertex, first); edge >= 0; edge = edgeAt(vertex, first)) {
            path.push_back(edge);
            vertex = otherEnd(edge, vertex);
            std::swap(first, second);
        }
        return path;
    }

    void put(int edge, int colour)
    {
        m_colour[at(edge)] = colour;
        edgeAt(m_ends[at(edge)].rater, colour) = edge;
        edgeAt(m_ends[at(edge)].item, colour) = edge;
    }

    void flip(const std::vector<int>& path, int one, int other)
    {
        for (const int edge : path) {
            edgeAt(m_ends[at(edge)].rater, m_colour[at(edge)]) = -1;
            edgeAt(m_ends[at(edge)].item, m_colour[at(edge)]) = -1;
        }
        for (const int edge : path)
            put(edge, m_colour[at(edge)] == one ? other : one);
    }

    void add(int edge)
    {
        const int wanted = freeAt(m_ends[at(edge)].rater);
        const int item = m_ends[at(edge)].item;
        if (edgeAt(item, wanted) >= 0) {
            // Of two classes of vertices such a path never comes back to the rater.
            const int other = freeAt(item);
            flip(pathFrom(item, wanted, other), wanted, other);
        }
        put(edge, wanted);
    }

    // Flips up to `most` paths that begin and end with `more`; each gives one edge to `less`.
    int exchange(int more, int less, int most)
    {
        int moved = 0;
        for (int vertex = 0; vertex < m_vertices && moved < most; ++vertex) {
            if (edgeAt(vertex, more) < 0 || edgeAt(vertex, less) >= 0)
                continue;
            const std::vector<int> path = pathFrom(vertex, more, less);
            if (path.size() % 2 == 0)
                continue;
            flip(path, more, less);
            ++moved;
        }
        return moved;
    }

    int m_colours;
    int m_vertices = 0;
    std::vector<Ends> m_ends; // parts of raters and items, numbered together
    std::vector<std::size_t> m_order;
    std::vector<int> m_colour;
    std::vector<int> m_edgeOf; // by vertex and colour
};

// Items that want colours, each colour at most as often as it may; more and more of them are served.
class Matching
{
public:
    explicit Matching(const std::vector<std::vector<int>>& wishes, int colours)
        : m_wishes(wishes), m_given(wishes.size(), -1), m_items(at(colours)), m_capacities(at(colours), 0)
    {
    }

    void raise(int colour) { ++m_capacities[at(colour)]; }

    bool serve(int item)
    {
        std::vector<bool> tried(m_items.size(), false);
        return serve(item, tried);
    }
    const std::vector<int>& given() const { return m_given; }

private:
    bool serve(int item, std::vector<bool>& tried)
    {
        for (const int colour : m_wishes[at(item)]) {
            if (tried[at(colour)])
                continue;
            tried[at(colour)] = true;
            if (m_items[at(colour)].size() < m_capacities[at(colour)]) {
                m_given[at(item)] = colour;
                m_items[at(colour)].push_back(item);
                return true;
            }
            for (std::size_t i = 0; i < m_items[at(colour)].size(); ++i) {
                const int other = m_items[at(colour)][i];
                if (!serve(other, tried))
                    continue;
                m_items[at(colour)][i] = item;
                m_given[at(item)] = colour;
                return true;
            }
        }
        return false;
    }

    const std::vector<std::vector<int>>& m_wishes;
    std::vector<int> m_given;
    std::vector<std::vector<int>> m_items;
    std::vector<std::size_t> m_capacities;
};

} // namespace

std::vector<int> evenColours(const std::vector<Meeting>& meetings, int colours, Random& random)
{
    Colouring colouring(meetings, colours, random);
    colouring.colour();
    colouring.even();
    return colouring.takeColours();
}

std::vector<int> lateColours(const std::vector<std::vector<int>>& seen, std::vector<int> total,
                             Random& random)
{
    const auto colours = static_cast<int>(total.size());
    std::vector<int> ranked(total.size());
    std::iota(ranked.begin(), ranked.end(), 0);
    random.shuffle(ranked);
    std::stable_sort(ranked.begin(), ranked.end(), [&](int a, int b) { return total[at(a)] < total[at(b)]; });
    std::vector<std::vector<int>> wishes;
    for (const std::vector<int>& own : seen) {
        auto& wish = wishes.emplace_back();
        const int least = *std::min_element(own.begin(), own.end());
        std::copy_if(ranked.begin(), ranked.end(), std::back_inserter(wish),
                     [&](int colour) { return own[at(colour)] == least; });
    }
    std::vector<int> open(seen.size());
    std::iota(open.begin(), open.end(), 0);
    random.shuffle(open);
    Matching matching(wishes, colours);
    // Raised in turn, so that no colour runs ahead of another that could serve, and what is left over goes to
    // those that came up least.
    while (!open.empty()) {
        for (const int colour : ranked) {
            matching.raise(colour);
            open.erase(
                std::remove_if(open.begin(), open.end(), [&](int item) { return matching.serve(item); }),
                open.end());
        }
    }
    return matching.given();
}

} // namespace antiphon
