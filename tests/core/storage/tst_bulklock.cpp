#include "core/storage/bulklock.h"
#include "tests/support/resultassertions.h"
#include "tests/support/temporaryproject.h"

#include <QDir>

#include <sys/wait.h>
#include <unistd.h>

using namespace antiphon;
using antiphon::test::TemporaryProject;

TEST(BulkLock, IsHeldOncePerKind)
{
    TemporaryProject project;
    {
        const auto first = BulkLock::acquire(project.connection(), QStringLiteral("corpus"));
        ASSERT_OK(first);
        EXPECT_ERROR(BulkLock::acquire(project.connection(), QStringLiteral("corpus")),
                     ErrorCode::ProjectBusy);
        EXPECT_OK(BulkLock::acquire(project.connection(), QStringLiteral("catalogue")));
    }
    EXPECT_OK(BulkLock::acquire(project.connection(), QStringLiteral("corpus")));
    EXPECT_TRUE(QDir(QFileInfo(project.path()).path()).entryList({QStringLiteral("*.lock")}).isEmpty());
}

TEST(BulkLock, IsTakenOverFromADeadProgram)
{
    TemporaryProject project;
    const pid_t child = fork();
    if (child == 0) {
        auto held = BulkLock::acquire(project.connection(), QStringLiteral("corpus"));
        _exit(held ? 0 : 1); // dies without letting go
    }
    int status = 0;
    waitpid(child, &status, 0);
    ASSERT_EQ(status, 0);
    EXPECT_OK(BulkLock::acquire(project.connection(), QStringLiteral("corpus")));
}
