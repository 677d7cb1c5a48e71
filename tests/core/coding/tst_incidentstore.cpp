#include "core/coding/codingstore.h"
#include "core/coding/incidentstore.h"
#include "tests/core/coding/codingproject.h"

using namespace antiphon;

namespace {

class IncidentStore : public test::CodingProject
{
protected:
    IncidentStore() : m_genre(code(Facet::Attribute, QStringLiteral("genre")))
    {
        put(place(QStringLiteral("b"), 1), m_genre, m_ada);
        put(place(QStringLiteral("a"), 4), m_genre, m_ada);
        put(place(QStringLiteral("a"), 0), m_genre, m_ada);
        put(place(QStringLiteral("a"), 0), m_genre, QStringLiteral("ben"));
        m_query = {m_genre.id, coder(m_ada).id};
    }
    // "a1 a5": dialogue and turn of each.
    QString listed(const IncidentQuery& query) const
    {
        QStringList places;
        const auto ids = incidentIds(db(), query).value();
        const auto incidents = readIncidentRows(db(), ids).value();
        for (const IncidentRow& incident : incidents)
            places << QStringLiteral("%1%2").arg(incident.dialogue).arg(incident.place.position + 1);
        return places.join(u' ');
    }
    const QString m_ada = QStringLiteral("ada");
    Code m_genre;
    IncidentQuery m_query;
};

} // namespace

TEST_F(IncidentStore, ListsOneCodersByPlaceTextAndTime)
{
    EXPECT_EQ(listed(m_query), QStringLiteral("a1 a5 b2"));
    m_query.isDescending = true;
    EXPECT_EQ(listed(m_query), QStringLiteral("b2 a5 a1"));
    m_query.order = IncidentOrder::Made;
    EXPECT_EQ(listed(m_query), QStringLiteral("a1 a5 b2"));
    m_query.isDescending = false;
    EXPECT_EQ(listed(m_query), QStringLiteral("b2 a5 a1"));
    m_query.order = IncidentOrder::Text;
    EXPECT_EQ(listed(m_query), QStringLiteral("a1 b2 a5"));
    m_query.coder = coder(QStringLiteral("ben")).id;
    EXPECT_EQ(listed(m_query), QStringLiteral("a1"));
}

TEST_F(IncidentStore, FiltersByTextAndDialogue)
{
    m_query.typed = QStringLiteral("TURN 5");
    EXPECT_EQ(listed(m_query), QStringLiteral("a5"));
    m_query.typed = QStringLiteral("of b");
    EXPECT_EQ(listed(m_query), QStringLiteral("b2"));
    for (const char* sign : {"%", "_", "\\"}) { // signs of LIKE are plain letters
        m_query.typed = QLatin1String(sign);
        EXPECT_EQ(listed(m_query), QString());
    }
}

TEST_F(IncidentStore, ShowsWordsAndNeighbours)
{
    const TurnPlace at = place(QStringLiteral("b"), 2);
    ASSERT_OK(edit(QStringLiteral("Code"), [&]() -> Result<void> {
        ANTIPHON_TRY(
            addCoding(db(), {{}, m_genre.id, m_query.coder, {at.dialogue, at.turn, TextSpan{0, 4}}, {}, 0}));
        ANTIPHON_TRY(addCoding(db(), {{}, m_genre.id, m_query.coder, {at.dialogue, {}, {}}, {}, 0}));
        return {};
    }));
    m_query.typed = QStringLiteral("b");
    const auto incidents = readIncidentRows(db(), *incidentIds(db(), m_query)).value();
    ASSERT_EQ(incidents.size(), 3); // the dialogue itself first
    EXPECT_FALSE(incidents[0].target.turn);
    EXPECT_EQ(incidents[2].words, QStringLiteral("turn"));
    EXPECT_TRUE(incidents[2].before.startsWith(QStringLiteral("turn 2 of b")));
    EXPECT_TRUE(incidents[2].after.startsWith(QStringLiteral("turn 4 of b")));
    const QString csv = QString::fromUtf8(incidentCsv(incidents));
    EXPECT_TRUE(csv.startsWith(QStringLiteral("source,dialogue,turn,role,target,words,before,after,origin")));
    EXPECT_TRUE(csv.contains(QStringLiteral("talks,b,3,user,span,turn,")));
    EXPECT_TRUE(csv.contains(QStringLiteral("talks,b,,,dialogue,,,,person")));
    EXPECT_EQ(readIncidentRows(db(), {CodingId::create()})->size(), 0);
}

TEST_F(IncidentStore, CountsWhatACodeIsUsedWith)
{
    const Code mood = code(Facet::Attribute, QStringLiteral("mood"));
    const Code query = code(Facet::Intent, QStringLiteral("initial_query"));
    put(place(QStringLiteral("a"), 0), mood, m_ada);
    put(place(QStringLiteral("a"), 4), mood, m_ada);
    put(place(QStringLiteral("a"), 0), query, m_ada);
    put(place(QStringLiteral("a"), 2), query, m_ada);
    const auto use = readCodeUse(db(), m_genre.id, m_query.coder);
    ASSERT_OK(use);
    EXPECT_EQ(use->codings, 3);
    EXPECT_EQ(use->turns, 3);
    EXPECT_EQ(use->dialogues, 2);
    EXPECT_EQ(use->with, (QList<std::pair<CodeId, qint64>>{{mood.id, 2}, {query.id, 1}}));
}
