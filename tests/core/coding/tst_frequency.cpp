#include "core/coding/codestore.h"
#include "core/coding/codingstore.h"
#include "core/coding/frequencystore.h"
#include "tests/core/coding/codingproject.h"

using namespace antiphon;

namespace {

class Frequency : public test::CodingProject
{
protected:
    Frequency()
    {
        put(place(QStringLiteral("a"), 0), code(Facet::Intent, QStringLiteral("add_filter")),
            QStringLiteral("ada"));
        put(place(QStringLiteral("a"), 0), code(Facet::Attribute, QStringLiteral("genre")),
            QStringLiteral("ada"));
        put(place(QStringLiteral("a"), 2), code(Facet::Intent, QStringLiteral("add_filter")),
            QStringLiteral("ada"));
        put(place(QStringLiteral("a"), 1), code(Facet::Attribute, QStringLiteral("genre")),
            QStringLiteral("ada"));
        put(place(QStringLiteral("b"), 0), code(Facet::Intent, QStringLiteral("greeting")),
            QStringLiteral("ben"));
    }
    static std::optional<FrequencyRow> row(const QList<FrequencyRow>& rows, const QString& coder,
                                           std::optional<Role> role, const QString& code)
    {
        for (const FrequencyRow& candidate : rows) {
            if (candidate.coder == coder && candidate.role == role && candidate.code.name == code)
                return candidate;
        }
        return std::nullopt;
    }
};

} // namespace

TEST_F(Frequency, CountsTurnsPerRole)
{
    const auto rows = readFrequencies(db(), {});
    ASSERT_OK(rows);
    const auto add = row(*rows, QStringLiteral("ada"), Role::User, QStringLiteral("add_filter"));
    ASSERT_TRUE(add);
    EXPECT_EQ(add->turns, 2);
    EXPECT_EQ(add->n, 2);
    EXPECT_EQ(add->missing, 1);
    EXPECT_DOUBLE_EQ(*add->share(), 1.0);
    const auto genre = row(*rows, QStringLiteral("ada"), Role::User, QStringLiteral("genre"));
    EXPECT_DOUBLE_EQ(*genre->share(), 0.5);
    const auto never = row(*rows, QStringLiteral("ada"), Role::System, QStringLiteral("active_recommend"));
    ASSERT_TRUE(never);
    EXPECT_EQ(never->turns, 0);
    EXPECT_EQ(never->n, 1);
    EXPECT_FALSE(row(*rows, QStringLiteral("ada"), Role::System, QStringLiteral("add_filter")));
    EXPECT_FALSE(row(*rows, QStringLiteral("ben"), Role::System, QStringLiteral("genre")));
}

TEST_F(Frequency, CountsPerPositionAndCoder)
{
    FrequencyQuery query;
    query.by = FrequencyBy::Position;
    query.coder = coder(QStringLiteral("ada")).id;
    const auto byPosition = readFrequencies(db(), query);
    ASSERT_OK(byPosition);
    EXPECT_EQ(byPosition->size(), 4);
    EXPECT_EQ(byPosition->first().position, 0);
    query.by = FrequencyBy::Coder;
    const auto byCoder = readFrequencies(db(), query);
    const auto genre = row(*byCoder, QStringLiteral("ada"), std::nullopt, QStringLiteral("genre"));
    ASSERT_TRUE(genre);
    EXPECT_EQ(genre->turns, 2);
    EXPECT_EQ(genre->n, 3);
    EXPECT_EQ(genre->missing, 3);
    const QByteArray csv = frequencyCsv(*byCoder, FrequencyBy::Coder);
    EXPECT_TRUE(csv.startsWith("coder,facet,code,turns,n,missing,share\n"));
    EXPECT_TRUE(csv.contains("ada,attribute,genre,2,3,3,0.666667\n"));
}

TEST_F(Frequency, SeesOnlyReadySources)
{
    EditHistory history(db());
    for (int i = 0; i < 7; ++i) // back to before the source was published
        ASSERT_OK(history.undo(m_actor));
    EXPECT_EQ(readFrequencies(db(), {})->size(), 0);
}

TEST_F(Frequency, ShareOfNothingIsUndefined)
{
    EXPECT_FALSE(FrequencyRow().share());
}
