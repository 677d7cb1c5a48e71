#include "core/base/random.h"
#include "core/coding/theorylayout.h"
#include "tests/support/resultassertions.h"

#include <QElapsedTimer>

#include <cmath>

using namespace antiphon;

namespace {

QList<LayoutNode> someNodes(int count)
{
    QList<LayoutNode> nodes;
    for (int i = 0; i < count; ++i)
        nodes << LayoutNode{CodeId::create(), 80.0 + 7 * (i % 12), 36, {}};
    return nodes;
}

QList<LayoutEdge> someEdges(int count, int nodes, quint64 seed)
{
    Random random(seed);
    QList<LayoutEdge> edges;
    for (int i = 0; i < count; ++i)
        edges << LayoutEdge{int(random.below(nodes)), int(random.below(nodes))};
    return edges;
}

int overlaps(const QList<LayoutNode>& nodes, const QList<CanvasPlace>& places)
{
    int found = 0;
    for (int a = 0; a < nodes.size(); ++a) {
        for (int b = a + 1; b < nodes.size(); ++b)
            found += std::abs(places[a].x - places[b].x) < (nodes[a].width + nodes[b].width) / 2 &&
                             std::abs(places[a].y - places[b].y) < (nodes[a].height + nodes[b].height) / 2
                         ? 1
                         : 0;
    }
    return found;
}

} // namespace

TEST(TheoryLayout, IsTheSameForTheSameSeed)
{
    const auto nodes = someNodes(40);
    const auto edges = someEdges(50, 40, 3);
    EXPECT_EQ(layOut(nodes, edges, 1), layOut(nodes, edges, 1));
    EXPECT_NE(layOut(nodes, edges, 1), layOut(nodes, edges, 2));
}

TEST(TheoryLayout, LetsNothingOverlap)
{
    for (const int count : {1, 2, 7, 30, 120}) {
        const auto nodes = someNodes(count);
        for (quint64 seed = 0; seed < 5; ++seed)
            EXPECT_EQ(overlaps(nodes, layOut(nodes, someEdges(count, count, seed), seed)), 0) << count;
    }
    EXPECT_TRUE(layOut({}, {}, 0).isEmpty());
}

TEST(TheoryLayout, PutsWhatLeadsToSomethingToTheLeft)
{
    const auto nodes = someNodes(5);
    const QList<LayoutEdge> chain{{0, 1}, {1, 2}, {2, 3}, {3, 4}};
    const auto places = layOut(nodes, chain, 5);
    for (const LayoutEdge& edge : chain)
        EXPECT_LT(places[edge.from].x, places[edge.to].x);
}

TEST(TheoryLayout, LeavesPinnedCodesAlone)
{
    auto nodes = someNodes(12);
    nodes[3].pinned = CanvasPlace{nodes[3].code, -400, 250};
    nodes[9].pinned = CanvasPlace{nodes[9].code, 700, 10};
    const auto places = layOut(nodes, someEdges(14, 12, 1), 1);
    EXPECT_EQ(places[3], *nodes[3].pinned);
    EXPECT_EQ(places[9], *nodes[9].pinned);
    EXPECT_EQ(overlaps(nodes, places), 0);
}

TEST(TheoryLayout, IsFastForAThousandCodes)
{
    const auto nodes = someNodes(1000);
    const auto edges = someEdges(500, 1000, 2);
    QElapsedTimer timer;
    timer.start();
    const auto places = layOut(nodes, edges, 1);
    RecordProperty("ms", static_cast<int>(timer.elapsed()));
    EXPECT_LT(timer.elapsed(), 3000); // some tens of ms on a quiet machine
    EXPECT_EQ(overlaps(nodes, places), 0);
}
