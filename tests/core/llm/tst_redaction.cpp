#include "core/llm/redaction.h"
#include "tests/support/resultassertions.h"

using namespace antiphon;

TEST(Redaction, takesTheKeyOutWhereverItStands)
{
    const QByteArray key = "sk-secret-1234567890";
    EXPECT_EQ(redacted(QStringLiteral("bad key sk-secret-1234567890."), key),
              QStringLiteral("bad key [key]."));
    EXPECT_FALSE(
        redacted(QStringLiteral("Authorization: Bearer sk-other"), key).contains(QLatin1String("sk-other")));
}

TEST(Redaction, takesOutWhatServersMaskHalfway)
{
    const QString echoed = QStringLiteral("Incorrect API key provided: sk-sec*********7890. Look it up.");
    const QString clean = redacted(echoed, {});
    EXPECT_FALSE(clean.contains(QLatin1String("sk-sec")));
    EXPECT_FALSE(clean.contains(QLatin1String("7890")));
    EXPECT_TRUE(clean.startsWith(QLatin1String("Incorrect API key provided: [key]")));
}

TEST(Redaction, leavesOtherTextAlone)
{
    EXPECT_EQ(redacted(QStringLiteral("model not found"), "abc123"), QStringLiteral("model not found"));
    EXPECT_EQ(redacted(QStringLiteral("model not found"), {}), QStringLiteral("model not found"));
}
