#include "core/catalogue/cataloguestore.h"
#include "core/catalogue/nearestby.h"
#include "core/catalogue/similarityimport.h"
#include "tests/support/resultassertions.h"
#include "tests/support/temporaryproject.h"

#include <cmath>
#include <cstring>

using namespace antiphon;
using namespace antiphon::test;

namespace {

const Actor ada{QStringLiteral("ada")};

class SimilarityTest : public testing::Test
{
protected:
    void SetUp() override
    {
        auto writer = CatalogueWriter::begin(db(), {{}, QStringLiteral("songs"), {}, "{}"});
        ASSERT_TRUE(writer.has_value());
        for (const char* id : {"a", "b", "c", "d"})
            ASSERT_TRUE(writer->add({id, "", id, "", R"({"genre":["rock"]})"}));
        ASSERT_TRUE(writer->finish(1));
        m_catalogue = writer->catalogueId();
        ASSERT_OK(setCatalogueState(db(), m_catalogue, CatalogueState::Ready));
        m_index = CatalogueIndex::load(db(), m_catalogue).value();
    }
    Result<SimilarityImport> list(const QString& file, const QByteArray& content)
    {
        return importSimilarity(db(), ada, *m_index,
                                {m_project.writeFile(file, content), QStringLiteral("heard"), {}, {}}, {});
    }
    Result<SimilarityImport> embedding(const QString& file, const QByteArray& content,
                                       const QString& ids = {})
    {
        return importEmbeddings(db(), ada, *m_index,
                                {m_project.writeFile(file, content), QStringLiteral("space"), {}, ids}, {});
    }
    const Connection& db() const { return m_project.connection(); }
    TemporaryProject m_project;
    CatalogueId m_catalogue;
    std::shared_ptr<const CatalogueIndex> m_index;
};

QByteArray npy(const QByteArray& header, const std::vector<double>& numbers)
{
    QByteArray bytes("\x93NUMPY\x01\x00", 8);
    bytes += static_cast<char>(header.size() % 256);
    bytes += static_cast<char>(header.size() / 256);
    bytes += header;
    for (const double number : numbers) {
        char raw[sizeof number];
        std::memcpy(raw, &number, sizeof number);
        bytes.append(raw, sizeof raw);
    }
    return bytes;
}

} // namespace

TEST_F(SimilarityTest, AListIsRankedAndItsFaultsAreNamed)
{
    const auto import = list(QStringLiteral("l.csv"), "id,other,weight\na,b,0.5\na,c,0.9\na,a,1\na,z,1\n"
                                                      "a,b,0.7\na,d,much\nb,a,0.5\na,d\n");
    ASSERT_OK(import);
    EXPECT_EQ(import->similarity.items, 2);
    EXPECT_EQ(import->refused, 5);
    QStringList reasons;
    for (const RefusedLine& row : import->refusals)
        reasons << QStringLiteral("%1: %2").arg(row.line).arg(row.reason);
    EXPECT_EQ(reasons.first(), QStringLiteral("4: it compares a with itself"));
    EXPECT_EQ(reasons[1], QStringLiteral("5: the catalogue has no track z"));
    const auto near = nearestInList(db(), import->similarity, QStringLiteral("a"), 10);
    ASSERT_OK(near);
    EXPECT_EQ(*near, (std::vector<NearItem>{{QStringLiteral("c"), 0.9}, {QStringLiteral("b"), 0.5}}));
    EXPECT_EQ(nearestInList(db(), import->similarity, QStringLiteral("a"), 1)->size(), 1u);
    EXPECT_ERROR(nearestInList(db(), import->similarity, QStringLiteral("d"), 1), ErrorCode::NotFound);
}

TEST_F(SimilarityTest, JsonLinesAreReadAndUndoTakesThemBack)
{
    const QByteArray lines = R"({"id":"a","other":"d","weight":2}
{"id":"a","other":"b","weight":3})";
    ASSERT_OK(list(QStringLiteral("l.jsonl"), lines));
    ASSERT_OK(similarityByName(db(), m_catalogue, QStringLiteral("heard")));
    EXPECT_ERROR(list(QStringLiteral("l.jsonl"), lines), ErrorCode::AlreadyExists);
    ASSERT_OK(EditHistory(db()).undo(ada));
    EXPECT_ERROR(similarityByName(db(), m_catalogue, QStringLiteral("heard")), ErrorCode::NotFound);
    ASSERT_OK(EditHistory(db()).redo(ada));
    const auto back = similarityByName(db(), m_catalogue, QStringLiteral("heard"));
    ASSERT_OK(back);
    EXPECT_EQ(nearestInList(db(), *back, QStringLiteral("a"), 1)->front().item, QStringLiteral("b"));
}

TEST_F(SimilarityTest, VectorsAreComparedByTheirAngle)
{
    const auto import = embedding(QStringLiteral("v.jsonl"), R"({"id":"a","vector":[1,0,0]}
{"id":"b","vector":[10,10,0]}
{"id":"c","vector":[0.1,0,0.01]}
{"id":"d","vector":[0,0,0]}
{"id":"d","vector":[1,2]}
{"id":"d","vector":[-5,0,0]}
{"id":"a","vector":[1,1,1]}
)");
    ASSERT_OK(import);
    EXPECT_EQ(import->similarity.items, 4);
    EXPECT_EQ(import->similarity.dimensions, 3);
    EXPECT_EQ(import->refused, 3);
    const auto space = EmbeddingSpace::load(db(), import->similarity);
    ASSERT_OK(space);
    const auto near = space->nearest(QStringLiteral("a"), 3);
    ASSERT_OK(near);
    ASSERT_EQ(near->size(), 3u);
    EXPECT_EQ((*near)[0].item, QStringLiteral("c"));
    EXPECT_NEAR((*near)[1].similarity, std::sqrt(0.5), 1e-6);
    EXPECT_NEAR((*near)[2].similarity, -1, 1e-6);
    EXPECT_ERROR(space->nearest(QStringLiteral("z"), 3), ErrorCode::NotFound);
}

TEST_F(SimilarityTest, ANumpyMatrixIsReadWithItsIds)
{
    const QString ids = m_project.writeFile(QStringLiteral("ids.txt"), "b\na\n");
    const QByteArray header = "{'descr': '<f8', 'fortran_order': False, 'shape': (2, 9), }\n";
    std::vector<double> numbers(18, 1.0);
    numbers[17] = -1;
    const QByteArray good = npy(header, numbers);
    const auto import = embedding(QStringLiteral("v.npy"), good, ids);
    ASSERT_OK(import);
    const auto near = EmbeddingSpace::load(db(), import->similarity)->nearest(QStringLiteral("a"), 5);
    ASSERT_OK(near);
    ASSERT_EQ(near->size(), 1u);
    EXPECT_EQ(near->front().item, QStringLiteral("b"));
    EXPECT_NEAR(near->front().similarity, 7.0 / 9.0, 1e-6);

    EXPECT_ERROR(embedding(QStringLiteral("v.npy"), good), ErrorCode::InvalidValue);
    EXPECT_ERROR(embedding(QStringLiteral("v.npy"), good.chopped(1), ids), ErrorCode::WrongFormat);
    EXPECT_ERROR(embedding(QStringLiteral("v.npy"), good.first(20), ids), ErrorCode::WrongFormat);
    EXPECT_ERROR(embedding(QStringLiteral("v.npy"), "hello", ids), ErrorCode::WrongFormat);
    QByteArray columns = good;
    EXPECT_ERROR(embedding(QStringLiteral("v.npy"), columns.replace("False", "True "), ids),
                 ErrorCode::WrongFormat);
}

TEST_F(SimilarityTest, ACancelledOrKilledImportLeavesNothing)
{
    std::vector<SimilarityItem> items;
    for (int i = 0; i < 5000; ++i)
        items.push_back({QStringLiteral("t%1").arg(i), "[]"});
    Similarity heard;
    heard.catalogue = m_catalogue;
    heard.name = QStringLiteral("heard");
    CancelToken cancel;
    cancel.cancel();
    EXPECT_ERROR(addSimilarity(db(), ada, heard, items, cancel), ErrorCode::Cancelled);
    EXPECT_EQ(*db().integer("SELECT count(*) FROM similarity"), 0);
    EXPECT_EQ(*db().integer("SELECT count(*) FROM similarity_item"), 0);

    // As if it had been killed: written, but not published.
    ASSERT_OK(addSimilarity(db(), ada, heard, items));
    ASSERT_OK(db().execute("UPDATE similarity SET state = 'importing'"));
    EXPECT_EQ(similaritiesOf(db(), m_catalogue)->size(), 0);
    heard.name = QStringLiteral("other");
    ASSERT_OK(addSimilarity(db(), ada, heard, {{QStringLiteral("a"), "[]"}}));
    EXPECT_EQ(*db().integer("SELECT count(*) FROM similarity"), 1);
    EXPECT_EQ(*db().integer("SELECT count(*) FROM similarity_item"), 1);

    // A new edit ends what could be redone.
    ASSERT_OK(EditHistory(db()).undo(ada));
    EXPECT_EQ(similaritiesOf(db(), m_catalogue)->size(), 0);
    heard.name = QStringLiteral("third");
    ASSERT_OK(addSimilarity(db(), ada, heard, {{QStringLiteral("a"), "[]"}}));
    EXPECT_EQ(*db().integer("SELECT count(*) FROM similarity"), 1);
}
