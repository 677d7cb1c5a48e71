#include "core/rating/scripted.h"
#include "tests/core/rating/ratingfixture.h"
#include "tests/support/resultassertions.h"

using namespace antiphon;
using namespace antiphon::test;

namespace {

class ScriptedTest : public testing::Test
{
protected:
    RaterPass begin(const QString& file)
    {
        return RaterPass(packet, AnswerLog::open(packet, folder.filePath(file)).value());
    }
    QList<int> valuesOf(const QString& file) const
    {
        QList<int> values;
        const AnswerFile answers = readAnswers(folder.filePath(file), packet.answerKey).value();
        for (const GivenAnswer& answer : answers.given)
            values << answer.value;
        return values;
    }

    TemporaryProject folder;
    Packet packet = smallPacket(20);
};

} // namespace

TEST_F(ScriptedTest, SameSeedSameAnswersAlsoAcrossAStop)
{
    const QString whole = QStringLiteral("whole");
    const QString parts = QStringLiteral("parts");
    {
        RaterPass pass = begin(whole);
        EXPECT_EQ(answerBySeed(pass, 3, 1, 1000).value(), 60);
        EXPECT_TRUE(pass.isDone());
    }
    for (int i = 0; i < 3; ++i) {
        RaterPass pass = begin(parts);
        EXPECT_EQ(answerBySeed(pass, 3, 1, 20).value(), 20);
    }
    EXPECT_EQ(valuesOf(parts), valuesOf(whole));
    const QList<int> values = valuesOf(whole);
    EXPECT_GT(QSet<int>(values.begin(), values.end()).size(), 2);
    RaterPass other = begin(QStringLiteral("other"));
    ASSERT_OK(answerBySeed(other, 4, 1, 1000));
    EXPECT_NE(valuesOf(QStringLiteral("other")), valuesOf(whole));
}

TEST_F(ScriptedTest, ReadsScripts)
{
    const QString json = folder.writeFile(QStringLiteral("s.json"), "[[1,2,3],[4,5]]");
    RaterPass pass = begin(QStringLiteral("a"));
    EXPECT_EQ(answerByScript(pass, readScript(json, packet).value(), 1, 1000).value(), 5);
    EXPECT_EQ(valuesOf(QStringLiteral("a")), (QList<int>{1, 2, 3, 4, 5}));
    const QString csv =
        folder.writeFile(QStringLiteral("s.csv"), "naturalness,consistency,relevance\n3,1,2\n");
    RaterPass other = begin(QStringLiteral("b"));
    EXPECT_EQ(answerByScript(other, readScript(csv, packet).value(), 1, 1000).value(), 3);
    EXPECT_EQ(valuesOf(QStringLiteral("b")), (QList<int>{1, 2, 3}));
    EXPECT_ERROR(readScript(folder.writeFile(QStringLiteral("t.csv"), "consistency\n1\n"), packet),
                 ErrorCode::MissingColumn);
    EXPECT_ERROR(readScript(folder.writeFile(QStringLiteral("t.json"), "{}"), packet),
                 ErrorCode::WrongFormat);
}
