// The helper antiphon-retrieval as a process, and what the workbench does when it fails.
#include "core/base/random.h"
#include "core/catalogue/embeddingsearch.h"
#include "core/storage/edithistory.h"
#include "tests/support/program.h"
#include "tests/support/resultassertions.h"
#include "tests/support/temporaryproject.h"

#include <QElapsedTimer>
#include <QFile>
#include <QProcess>

#include <cmath>
#include <csignal>
#include <limits>

using namespace antiphon;
using namespace antiphon::test;
using retrieval::Kind;

namespace {

constexpr int dimensions = 16;
constexpr quint32 wanted = 10;
constexpr RetrievalProcess::Patience patience{60'000};

QString helperProgram()
{
    return builtProgram(QStringLiteral("antiphon-retrieval"));
}

class RetrievalTest : public testing::Test
{
protected:
    void SetUp() override
    {
        const CatalogueId catalogue = CatalogueId::create();
        ASSERT_OK(db().execute("PRAGMA foreign_keys=OFF")); // the similarities alone are asked
        Random random(7);
        std::vector<SimilarityItem> items;
        for (int i = 0; i < 3000; ++i)
            items.push_back({QStringLiteral("t%1").arg(i), vector(random, i % 20)});
        Similarity similarity;
        similarity.catalogue = catalogue;
        similarity.name = QStringLiteral("space");
        similarity.kind = SimilarityKind::Embedding;
        similarity.dimensions = dimensions;
        const auto added = addSimilarity(db(), {QStringLiteral("ada")}, similarity, items);
        ASSERT_OK(added);
        m_embedding = *added;
    }
    // Of a group, since vectors without groups are not worth an index and the helper does not use one.
    static QByteArray vector(Random& random, int group)
    {
        std::vector<float> numbers(dimensions);
        double squares = 0;
        for (std::size_t i = 0; i < numbers.size(); ++i) {
            float& number = numbers[i];
            number = static_cast<float>(std::sin(group * 7 + int(i) * 3) + random.uniform() - 0.5);
            squares += double(number) * double(number);
        }
        for (float& number : numbers)
            number = static_cast<float>(double(number) / std::sqrt(squares));
        return {reinterpret_cast<const char*>(numbers.data()), dimensions * sizeof(float)};
    }
    static EmbeddingSearch::Limits always() { return {0, patience}; }
    std::vector<NearItem> exact(const QString& item) const
    {
        return EmbeddingSpace::load(db(), m_embedding)->nearest(item, wanted).value();
    }
    // A program of a shell's making that stands where the helper should.
    QString impostor(const QByteArray& script)
    {
        const QString path = m_project.writeFile(QStringLiteral("impostor"), "#!/bin/sh\n" + script);
        QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        return path;
    }
    void expectComparedHere(EmbeddingSearch& search)
    {
        const auto answer = search.nearest(db(), m_embedding, QStringLiteral("t5"), wanted);
        ASSERT_OK(answer);
        EXPECT_EQ(answer->near, exact(QStringLiteral("t5")));
        EXPECT_TRUE(answer->isExact);
        EXPECT_TRUE(answer->remark.contains(QStringLiteral("antiphon-retrieval failed")))
            << qPrintable(answer->remark);
        EXPECT_EQ(search.helperProcess(), 0);
    }
    const Connection& db() const { return m_project.connection(); }
    TemporaryProject m_project;
    Similarity m_embedding;
};

// The sentence that the helper refuses these frames with.
QString refusal(const std::vector<std::pair<Kind, std::string>>& frames)
{
    auto helper = RetrievalProcess::start(helperProgram());
    if (!helper)
        return errorSentence(helper.error());
    for (const auto& [kind, body] : frames)
        if (const auto sent = helper->send(kind, {&body, 1}, patience); !sent)
            return sent.error().detail;
    const auto frame = helper->receive(patience);
    return frame ? QStringLiteral("it went on") : frame.error().detail;
}

std::string shape(std::uint32_t size, std::uint64_t rows)
{
    std::string body;
    retrieval::append(body, retrieval::Shape{retrieval::version, size, rows});
    return body;
}

std::string floats(std::initializer_list<float> numbers)
{
    std::string body;
    for (const float number : numbers)
        retrieval::append(body, number);
    return body;
}

} // namespace

TEST_F(RetrievalTest, FindsWhatComparingEveryVectorFinds)
{
    EmbeddingSearch search(helperProgram(), always());
    bool wasIndexed = false;
    int common = 0;
    int asked = 0;
    QElapsedTimer clock;
    clock.start();
    for (int i = 0; asked < 50 || (!wasIndexed && !clock.hasExpired(60'000)); ++i, ++asked) {
        const QString item = QStringLiteral("t%1").arg(i * 37 % 3000);
        const auto answer = search.nearest(db(), m_embedding, item, wanted);
        ASSERT_OK(answer);
        ASSERT_TRUE(answer->remark.isEmpty()) << qPrintable(answer->remark);
        ASSERT_EQ(answer->near.size(), wanted);
        wasIndexed = wasIndexed || !answer->isExact;
        const auto right = exact(item);
        for (std::size_t place = 0; place < right.size(); ++place) {
            const bool isSame = answer->near[place].item == right[place].item;
            common += isSame ? 1 : 0;
            if (answer->isExact) {
                EXPECT_TRUE(isSame) << i;
                EXPECT_NEAR(answer->near[place].similarity, right[place].similarity, 1e-5);
            }
        }
    }
    EXPECT_TRUE(wasIndexed);
    EXPECT_GT(common, asked * int(wanted) * 8 / 10);
    EXPECT_GT(search.helperProcess(), 0);
    EXPECT_ERROR(search.nearest(db(), m_embedding, QStringLiteral("z"), wanted), ErrorCode::NotFound);
}

TEST_F(RetrievalTest, AKilledHelperIsStartedOnceMoreAndThenDoneWithout)
{
    EmbeddingSearch search(helperProgram(), always());
    ASSERT_OK(search.nearest(db(), m_embedding, QStringLiteral("t5"), wanted));
    const qint64 first = search.helperProcess();
    ASSERT_GT(first, 0);
    ::kill(static_cast<pid_t>(first), SIGKILL);
    const auto again = search.nearest(db(), m_embedding, QStringLiteral("t5"), wanted);
    ASSERT_OK(again);
    EXPECT_TRUE(again->remark.isEmpty());
    const qint64 second = search.helperProcess();
    ASSERT_GT(second, 0);
    EXPECT_NE(first, second);
    ::kill(static_cast<pid_t>(second), SIGKILL);
    expectComparedHere(search);
}

TEST_F(RetrievalTest, WithoutAHelperEveryVectorIsCompared)
{
    EmbeddingSearch none(QStringLiteral("/nowhere/antiphon-retrieval"), always());
    expectComparedHere(none);
    EmbeddingSearch ending(impostor("exit 0\n"), always());
    expectComparedHere(ending);
    EmbeddingSearch talking(impostor("head -c 100 /dev/zero | tr '\\0' 'x'; cat >/dev/null\n"), always());
    expectComparedHere(talking);
    EmbeddingSearch silent(impostor("exec sleep 60\n"), {0, RetrievalProcess::Patience(200)});
    expectComparedHere(silent);
    // An answer that is well framed, but names a row that is not there.
    EmbeddingSearch lying(
        impostor("printf '\\004\\0\\0\\0\\0\\0\\0\\0"
                 "\\005\\0\\0\\0\\030\\0\\0\\0\\001\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\001\\0\\0\\0"
                 "\\377\\377\\0\\0\\0\\0\\0\\0'\ncat >/dev/null\n"),
        always());
    expectComparedHere(lying);
}

TEST_F(RetrievalTest, FewVectorsNeedNoHelper)
{
    EmbeddingSearch search(QStringLiteral("/nowhere/antiphon-retrieval"));
    const auto answer = search.nearest(db(), m_embedding, QStringLiteral("t5"), wanted);
    ASSERT_OK(answer);
    EXPECT_EQ(answer->near, exact(QStringLiteral("t5")));
    EXPECT_TRUE(answer->remark.isEmpty());
    EXPECT_EQ(search.helperProcess(), 0);
}

TEST(RetrievalProgram, RefusesWhatMakesNoSense)
{
    const float none = std::numeric_limits<float>::quiet_NaN();
    EXPECT_EQ(refusal({{Kind::Begin, "short"}}), QStringLiteral("the first frame has another size"));
    EXPECT_EQ(refusal({{Kind::Begin, shape(4'000'000'000U, 1)}}),
              QStringLiteral("there are no vectors, or too large ones"));
    EXPECT_EQ(refusal({{Kind::Begin, shape(128, ~0ULL)}}),
              QStringLiteral("there are no vectors, or too large ones"));
    EXPECT_EQ(refusal({{Kind::Query, floats({1, 2})}}), QStringLiteral("a frame came that was not its turn"));
    EXPECT_EQ(refusal({{Kind::Begin, shape(2, 1)}, {Kind::Rows, floats({1, none})}}),
              QStringLiteral("a vector has a number that is not finite"));
    EXPECT_EQ(refusal({{Kind::Begin, shape(2, 1)}, {Kind::Rows, floats({1})}}),
              QStringLiteral("a frame ends within a vector"));
    EXPECT_EQ(refusal({{Kind::Begin, shape(2, 1)}, {Kind::Rows, floats({1, 2, 3, 4})}}),
              QStringLiteral("there are more vectors than were announced"));
    EXPECT_EQ(refusal({{Kind::Begin, std::string(8 * 1024 * 1024, 'x')}}),
              QStringLiteral("a frame is too large"));
}

TEST(RetrievalProgram, EndsWithItsInput)
{
    QProcess helper;
    helper.start(helperProgram(), {});
    ASSERT_TRUE(helper.waitForStarted());
    helper.closeWriteChannel();
    ASSERT_TRUE(helper.waitForFinished(60'000));
    EXPECT_EQ(helper.exitCode(), 0);
}
