#include "core/coding/codebookimport.h"
#include "core/overview/overviewstore.h"
#include "core/overview/sampleproject.h"
#include "tests/support/resultassertions.h"
#include "tests/support/temporaryproject.h"

#include <gtest/gtest.h>

using namespace antiphon;

namespace {
const Actor ada{QStringLiteral("ada")};
}

TEST(SampleProject, FillsTheStationsByRecordedEdits)
{
    const test::TemporaryProject project;
    const auto& connection = project.connection();
    ASSERT_OK(addStartingCodebook(connection, ada));
    ASSERT_OK(addSampleData(connection, ada));
    const auto overview = readOverview(connection);
    ASSERT_OK(overview);
    EXPECT_GE(overview->dialogues, 24);
    EXPECT_GT(overview->codings, 100);
    EXPECT_EQ(overview->coders, 2);
    EXPECT_GE(overview->tracks, 400);

    const auto entries = EditHistory(connection).entries(100);
    ASSERT_OK(entries);
    for (qsizetype i = 0; i < entries->size(); ++i)
        ASSERT_OK(EditHistory(connection).undo(ada));
    EXPECT_EQ(*readOverview(connection), Overview{});
}

TEST(SampleProject, StoppedItLeavesNothingVisible)
{
    const test::TemporaryProject project;
    const CancelToken cancel;
    cancel.cancel();
    EXPECT_ERROR(addSampleData(project.connection(), ada, cancel), ErrorCode::Cancelled);
    EXPECT_EQ(readOverview(project.connection())->dialogues, 0);
}
