#include "core/base/linereader.h"
#include "core/overview/demo.h"
#include "core/rating/linter.h"
#include "tests/support/resultassertions.h"

#include <QTemporaryDir>

using namespace antiphon;

TEST(Demo, GoesFromImportToVerdict)
{
    const QTemporaryDir folder;
    const Actor actor{QStringLiteral("ann")};
    const auto summary = runDemo(folder.filePath(QStringLiteral("demo")), actor);
    ASSERT_OK(summary);
    EXPECT_EQ(summary->plans, 60);
    EXPECT_EQ(summary->samples, 60);
    EXPECT_EQ(summary->packets.size(), 3);
    EXPECT_EQ(summary->results.answers, 3 * 40 * 3);
    EXPECT_EQ(summary->results.missing, 0);
    EXPECT_TRUE(summary->results.unblinded && summary->results.sealIntact);
    for (const QString& packet : summary->packets) {
        const QByteArray bytes = readWholeFile(packet).value();
        EXPECT_TRUE(lintPacket(bytes).isEmpty());
        for (const char* word : {"template", "synthetic", "condition", "demo run"})
            EXPECT_FALSE(bytes.toLower().contains(word)) << word;
    }
    EXPECT_TRUE(readWholeFile(summary->report)->contains("quivalen"));
    EXPECT_ERROR(runDemo(folder.filePath(QStringLiteral("demo")), actor), ErrorCode::AlreadyExists);
}
