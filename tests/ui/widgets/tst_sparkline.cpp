#include "ui/theme/tokens.h"
#include "ui/widgets/sparkline.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <numeric>

using namespace antiphon;

TEST(Sparkline, AWholeNightTakesFewPoints)
{
    Sparkline line;
    for (int i = 0; i < 100'000; ++i)
        line.add(i < 50'000 ? 1 : 3);
    ASSERT_GE(line.points().size(), 100u);
    EXPECT_LT(line.points().size(), 240u);
    EXPECT_EQ(line.points().front(), 1);
    EXPECT_EQ(line.points().back(), 3);
    const double sum = std::accumulate(line.points().begin(), line.points().end(), 0.0);
    EXPECT_NEAR(sum / static_cast<double>(line.points().size()), 2.0, 0.03);
    EXPECT_TRUE(std::is_sorted(line.points().begin(), line.points().end()));
}

TEST(Sparkline, DrawsTheCourseFromNothing)
{
    Sparkline line;
    line.resize(100, 40);
    const auto accentIn = [&line](const QRect& area) {
        const QImage image = line.grab().toImage();
        const QColor accent = tokensOf(line.palette()).accent;
        for (int y = area.top(); y <= area.bottom(); ++y) {
            for (int x = area.left(); x <= area.right(); ++x) {
                const QColor seen = image.pixelColor(x, y);
                const int distance = std::abs(seen.red() - accent.red()) +
                                     std::abs(seen.green() - accent.green()) +
                                     std::abs(seen.blue() - accent.blue());
                if (distance < 60)
                    return true;
            }
        }
        return false;
    };
    EXPECT_FALSE(accentIn(line.rect()));
    for (const double value : {0, 0, 0, 10, 10, 10})
        line.add(value);
    EXPECT_TRUE(accentIn(QRect(0, 30, 40, 10)));
    EXPECT_TRUE(accentIn(QRect(60, 0, 40, 10)));
    EXPECT_FALSE(accentIn(QRect(0, 0, 40, 10)));
    line.clear();
    EXPECT_FALSE(accentIn(line.rect()));
}
