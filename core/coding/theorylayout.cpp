#include "core/coding/theorylayout.h"

#include "core/base/random.h"

#include <cmath>
#include <map>

namespace antiphon {

namespace {

constexpr double arrow = 200;    // between the centres of related codes, at rest
constexpr double arrowRoom = 96; // for the word on an arrow, between the sides of two codes
constexpr double cutOff = 3 * arrow;
constexpr double gapX = 32;
constexpr double gapY = 28;
constexpr double rowWidth = 1400; // of components and of rows of unrelated codes
constexpr int rounds = 160;
constexpr int separations = 80;

struct Point
{
    double x = 0;
    double y = 0;
};

struct Graph
{
    const QList<LayoutNode>& nodes;
    QList<LayoutEdge> edges;
    std::vector<Point> at;
    std::vector<std::vector<int>> neighbours;

    bool isPinned(int node) const { return nodes[node].pinned.has_value(); }
};

// Calls `visit` for pairs of `members` that lie in the same or touching squares of `size`, each once, in a
// fixed order.
template<typename Visit>
void eachNear(const Graph& graph, const std::vector<int>& members, double size, Visit visit)
{
    std::map<std::pair<qint64, qint64>, std::vector<int>> squares;
    const auto squareOf = [&](int node) {
        return std::pair(qint64(std::floor(graph.at[node].x / size)),
                         qint64(std::floor(graph.at[node].y / size)));
    };
    for (const int node : members)
        squares[squareOf(node)].push_back(node);
    for (const int node : members) {
        const auto [column, row] = squareOf(node);
        for (qint64 x = column - 1; x <= column + 1; ++x) {
            for (qint64 y = row - 1; y <= row + 1; ++y) {
                const auto square = squares.find({x, y});
                if (square == squares.end())
                    continue;
                for (const int other : square->second) {
                    if (node < other)
                        visit(node, other);
                }
            }
        }
    }
}

std::vector<std::vector<int>> componentsOf(const Graph& graph)
{
    std::vector<std::vector<int>> components;
    std::vector<char> seen(graph.at.size(), 0);
    for (int start = 0; start < static_cast<int>(graph.at.size()); ++start) {
        if (seen[start])
            continue;
        std::vector<int> members{start};
        seen[start] = 1;
        for (std::size_t next = 0; next < members.size(); ++next) {
            for (const int other : graph.neighbours[members[next]]) {
                if (!seen[other]) {
                    seen[other] = 1;
                    members.push_back(other);
                }
            }
        }
        std::sort(members.begin(), members.end());
        components.push_back(members);
    }
    std::stable_sort(components.begin(), components.end(),
                     [](const auto& left, const auto& right) { return left.size() > right.size(); });
    return components;
}

// Scattered over a square that has room for all; pinned ones where they are.
void scatter(Graph& graph, const std::vector<int>& members, Random& random)
{
    const double side = arrow * std::sqrt(double(members.size()));
    for (const int node : members) {
        const double x = double(random.below(1000)) / 1000 * side;
        const double y = double(random.below(1000)) / 1000 * side;
        graph.at[node] = graph.isPinned(node)
                             ? Point{graph.nodes[node].pinned->x, graph.nodes[node].pinned->y}
                             : Point{x, y};
    }
}

void repel(const Graph& graph, const std::vector<int>& members, std::vector<Point>& force)
{
    eachNear(graph, members, cutOff, [&](int a, int b) {
        double dx = graph.at[a].x - graph.at[b].x;
        const double dy = graph.at[a].y - graph.at[b].y;
        if (dx == 0 && dy == 0)
            dx = 1;
        const double square = std::max(dx * dx + dy * dy, 1.0);
        if (square > cutOff * cutOff)
            return;
        const double push = arrow * arrow / square;
        force[a].x += dx * push;
        force[a].y += dy * push;
        force[b].x -= dx * push;
        force[b].y -= dy * push;
    });
}

void attract(const Graph& graph, const std::vector<char>& inside, std::vector<Point>& force)
{
    for (const LayoutEdge& edge : graph.edges) {
        if (!inside[edge.from])
            continue;
        const double dx = graph.at[edge.to].x - graph.at[edge.from].x;
        const double dy = graph.at[edge.to].y - graph.at[edge.from].y;
        const double pull = std::sqrt(dx * dx + dy * dy) / arrow;
        const double rest = arrowRoom + (graph.nodes[edge.from].width + graph.nodes[edge.to].width) / 2;
        const double along = std::max(0.0, rest - dx) * 0.8; // the target wants to lie to the right
        force[edge.from].x += dx * pull - along;
        force[edge.from].y += dy * pull;
        force[edge.to].x -= dx * pull - along;
        force[edge.to].y -= dy * pull;
    }
}

void relax(Graph& graph, const std::vector<int>& members)
{
    std::vector<char> inside(graph.at.size(), 0);
    for (const int node : members)
        inside[node] = 1;
    std::vector<Point> force(graph.at.size());
    for (int round = 0; round < rounds; ++round) {
        for (const int node : members)
            force[node] = {};
        repel(graph, members, force);
        attract(graph, inside, force);
        const double heat = arrow * (1 - double(round) / rounds) + 1;
        for (const int node : members) {
            if (graph.isPinned(node))
                continue;
            const double length = std::hypot(force[node].x, force[node].y);
            const double step = length > heat ? heat / length : 1;
            graph.at[node].x += force[node].x * step * 0.5;
            graph.at[node].y += force[node].y * step * 0.5;
        }
    }
}

// Moves overlapping nodes apart along the way that is shorter. Returns whether there were any.
bool separateOnce(Graph& graph, const std::vector<int>& members, double reach)
{
    bool moved = false;
    eachNear(graph, members, reach, [&](int a, int b) {
        const double dx = graph.at[b].x - graph.at[a].x;
        const double dy = graph.at[b].y - graph.at[a].y;
        const double overX = (graph.nodes[a].width + graph.nodes[b].width) / 2 + gapX - std::abs(dx);
        const double overY = (graph.nodes[a].height + graph.nodes[b].height) / 2 + gapY - std::abs(dy);
        const bool stuck = graph.isPinned(a) && graph.isPinned(b);
        if (overX <= 0.5 || overY <= 0.5 || stuck)
            return;
        moved = true;
        const double shareA = graph.isPinned(a) ? 0 : graph.isPinned(b) ? 1 : 0.5;
        const double by = (overY <= overX ? overY : overX) + 1;
        double Point::*const axis = overY <= overX ? &Point::y : &Point::x;
        const double sign = graph.at[b].*axis >= graph.at[a].*axis ? 1 : -1;
        graph.at[a].*axis -= sign * by * shareA;
        graph.at[b].*axis += sign * by * (1 - shareA);
    });
    return moved;
}

void separate(Graph& graph, const std::vector<int>& members)
{
    double reach = 0;
    for (const int node : members)
        reach = std::max({reach, graph.nodes[node].width + gapX, graph.nodes[node].height + gapY});
    for (int pass = 0; pass < separations && separateOnce(graph, members, reach); ++pass) {
    }
}

struct Box
{
    double left = 0, top = 0, right = 0, bottom = 0;
};

Box boxOf(const Graph& graph, const std::vector<int>& members)
{
    Box box{1e12, 1e12, -1e12, -1e12};
    for (const int node : members) {
        const LayoutNode& is = graph.nodes[node];
        box.left = std::min(box.left, graph.at[node].x - is.width / 2);
        box.right = std::max(box.right, graph.at[node].x + is.width / 2);
        box.top = std::min(box.top, graph.at[node].y - is.height / 2);
        box.bottom = std::max(box.bottom, graph.at[node].y + is.height / 2);
    }
    return box;
}

// Puts components side by side in rows that begin below `top`.
class Rows
{
public:
    explicit Rows(double top) : m_top(top) {}
    void put(Graph& graph, const std::vector<int>& members)
    {
        const Box box = boxOf(graph, members);
        if (m_left > 0 && m_left + box.right - box.left > rowWidth) {
            m_top += m_height + 2 * gapY;
            m_left = m_height = 0;
        }
        for (const int node : members) {
            graph.at[node].x += m_left - box.left;
            graph.at[node].y += m_top - box.top;
        }
        const bool single = members.size() == 1;
        m_left += box.right - box.left + (single ? gapX : 3 * gapX);
        m_height = std::max(m_height, box.bottom - box.top);
    }

private:
    double m_top;
    double m_left = 0;
    double m_height = 0;
};

Graph graphOf(const QList<LayoutNode>& nodes, const QList<LayoutEdge>& edges)
{
    Graph graph{nodes, {}, std::vector<Point>(nodes.size()), std::vector<std::vector<int>>(nodes.size())};
    const auto isThere = [&](int node) { return node >= 0 && node < nodes.size(); };
    for (const LayoutEdge& edge : edges) {
        if (!isThere(edge.from) || !isThere(edge.to) || edge.from == edge.to)
            continue;
        graph.edges << edge;
        graph.neighbours[edge.from].push_back(edge.to);
        graph.neighbours[edge.to].push_back(edge.from);
    }
    return graph;
}

} // namespace

QList<CanvasPlace> layOut(const QList<LayoutNode>& nodes, const QList<LayoutEdge>& edges, quint64 seed)
{
    Graph graph = graphOf(nodes, edges);
    Random random(seed);
    const auto components = componentsOf(graph);
    std::vector<int> fixed; // components with a pinned node lie where it is
    std::vector<const std::vector<int>*> free;
    for (const auto& members : components) {
        scatter(graph, members, random);
        if (members.size() > 1)
            relax(graph, members);
        separate(graph, members);
        const bool pinned =
            std::any_of(members.begin(), members.end(), [&](int node) { return graph.isPinned(node); });
        if (pinned)
            fixed.insert(fixed.end(), members.begin(), members.end());
        else
            free.push_back(&members);
    }
    std::sort(fixed.begin(), fixed.end());
    separate(graph, fixed);
    Rows rows(fixed.empty() ? 0 : boxOf(graph, fixed).bottom + 3 * gapY);
    for (const auto* members : free)
        rows.put(graph, *members);
    QList<CanvasPlace> places;
    for (int node = 0; node < nodes.size(); ++node)
        places << CanvasPlace{nodes[node].code, std::round(graph.at[node].x), std::round(graph.at[node].y)};
    return places;
}

} // namespace antiphon
