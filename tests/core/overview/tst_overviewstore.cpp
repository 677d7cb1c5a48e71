#include "core/overview/overviewstore.h"
#include "tests/support/resultassertions.h"
#include "tests/support/temporaryproject.h"

#include <gtest/gtest.h>

using namespace antiphon;

TEST(OverviewStore, AnEmptyProjectHasNothing)
{
    const test::TemporaryProject project;
    const auto overview = readOverview(project.connection());
    ASSERT_OK(overview);
    EXPECT_EQ(*overview, Overview{});
}

TEST(OverviewStore, CountsOnlyWhatIsReady)
{
    const test::TemporaryProject project;
    const auto& connection = project.connection();
    ASSERT_OK(connection.execute(
        "INSERT INTO source (id, name, kind, format, origin, state, created_at, dialogues, turns) VALUES "
        "(x'01', 'a', 'corpus', 'cpcd', '', 'ready', 0, 24, 190), (x'02', 'b', 'corpus', 'cpcd', '', "
        "'importing', 0, 9, 9), "
        "(x'03', 'c', 'corpus', 'cpcd', '', 'removed', 0, 9, 9), (x'04', 'r', 'run', 'run', '', 'ready', 0, "
        "100, 900);"
        "INSERT INTO catalogue (id, name, origin, map, state, created_at, tracks) VALUES "
        "(x'01', 'a', '', '{}', 'ready', 0, 400), (x'02', 'b', '', '{}', 'importing', 0, 7)"));
    const auto overview = readOverview(connection);
    ASSERT_OK(overview);
    EXPECT_EQ(overview->corpora, 1);
    EXPECT_EQ(overview->dialogues, 24);
    EXPECT_EQ(overview->turns, 190);
    EXPECT_EQ(overview->tracks, 400);
    EXPECT_EQ(overview->runs, 1);
    EXPECT_EQ(overview->samples, 100);
}
