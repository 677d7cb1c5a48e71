#include "core/sample/sample.h"

#include "core/corpus/corpusstore.h"
#include "tests/support/resultassertions.h"
#include "tests/support/temporaryproject.h"

using namespace antiphon;
using antiphon::test::TemporaryProject;

TEST(Sample, FillsAProjectAndEveryPartIsAnEdit)
{
    TemporaryProject project;
    const Actor actor{QStringLiteral("ann")};
    const auto content = fillWithSample(project.connection(), actor);
    ASSERT_OK(content);
    EXPECT_GE(content->dialogues, 24);
    EXPECT_GE(content->tracks, 400);
    EXPECT_GT(content->codings, 500);
    EXPECT_TRUE(sourceByName(project.connection(), sampleSourceName)->has_value());
    EXPECT_EQ(EditHistory(project.connection()).entries(100)->size(), 5);
    EXPECT_TRUE(checkIntegrity(project.connection())->isEmpty());
}

TEST(Sample, StopsWhenTold)
{
    TemporaryProject project;
    const CancelToken cancel;
    cancel.cancel();
    EXPECT_ERROR(fillWithSample(project.connection(), Actor{QStringLiteral("ann")}, cancel),
                 ErrorCode::Cancelled);
}
