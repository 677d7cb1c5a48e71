// What a coder waits for at every key must not walk through tables that grow with the project.
#include "core/coding/codingstore.h"
#include "core/coding/comparisonstore.h"
#include "core/coding/memostore.h"
#include "core/corpus/corpusstore.h"
#include "core/corpus/searchstore.h"
#include "core/storage/blinding.h"
#include "tests/core/coding/codingproject.h"
#include "tests/support/queryplans.h"

using namespace antiphon;
using namespace antiphon::test;

namespace {

class CodingPlans : public CodingProject
{
protected:
    CodingPlans()
    {
        put(m_first, m_genre, QStringLiteral("ada"));
        put(m_second, m_genre, QStringLiteral("ada"));
        m_ada = coder(QStringLiteral("ada")).id;
        // As the window reads: through the eyes of the coder in hand.
        if (const auto seeing = seeAsCoderInHand(m_eyes); !seeing)
            qFatal("%s", qPrintable(errorSentence(seeing.error())));
    }
    const Connection m_eyes = openProject(m_project.path()).value();
    // Tables that hold some hundreds of rows at most, the counts of codings by code, coder and source, and
    // what statements have chosen before by an index.
    const QSet<QString> m_small{QStringLiteral("source"),       QStringLiteral("code"),
                                QStringLiteral("coder"),        QStringLiteral("setting"),
                                QStringLiteral("coding_count"), QStringLiteral("place"),
                                QStringLiteral("chosen"),       QStringLiteral("incident")};
    const TurnPlace m_first = place(QStringLiteral("a"), 0);
    const TurnPlace m_second = place(QStringLiteral("a"), 2);
    const Code m_genre = code(Facet::Attribute, QStringLiteral("genre"));
    CoderId m_ada;
};

} // namespace

TEST_F(CodingPlans, ShowingADialogueWalksThroughNothing)
{
    const QueryPlans plans(m_eyes);
    const auto dialogue = readDialogue(m_eyes, m_first.dialogue);
    ASSERT_OK(dialogue);
    ASSERT_OK(tracksOf(m_eyes, *dialogue));
    ASSERT_OK(codingsOfDialogue(m_eyes, m_first.dialogue, m_ada));
    ASSERT_OK(memoCounts(m_eyes, m_first.dialogue, m_ada));
    ASSERT_OK(memosOnTurn(m_eyes, m_first.turn, m_ada));
    ASSERT_OK(codingCounts(m_eyes, m_ada));
    ASSERT_OK(marksInDialogue(m_eyes, m_first.dialogue, QStringLiteral("turn")));
    EXPECT_EQ(plans.walks(m_small), QStringList());
}

TEST_F(CodingPlans, CodingWalksThroughNothing)
{
    const QueryPlans plans(db());
    ASSERT_TRUE(put(place(QStringLiteral("a"), 4), m_genre, QStringLiteral("ada")));
    ASSERT_TRUE(take(m_second, m_genre, QStringLiteral("ada")));
    const CodingId coding = codingsOfDialogue(db(), m_first.dialogue, m_ada)->first().id;
    ASSERT_OK(edit(QStringLiteral("Recode"),
                   [&] { return recode(db(), coding, code(Facet::Attribute, QStringLiteral("mood")).id); }));
    EXPECT_EQ(plans.walks(m_small), QStringList());
}

TEST_F(CodingPlans, GoingOnWalksThroughNothing)
{
    const QueryPlans plans(m_eyes);
    for (const Direction direction : {Direction::Forward, Direction::Backward}) {
        ASSERT_OK(nextUncodedTurn(m_eyes, m_ada, m_first, direction));
        ASSERT_OK(nextTurnWithCode(m_eyes, m_ada, m_genre.id, m_first, direction));
    }
    EXPECT_EQ(plans.walks(m_small), QStringList());
}

TEST_F(CodingPlans, ComparingAndListingWalksThroughNothing)
{
    const QueryPlans plans(m_eyes);
    ASSERT_OK(codedTurns(m_eyes, {m_genre.id, m_ada, {}, 100}));
    ASSERT_OK(compareIncidents(m_eyes, {m_genre.id, m_ada, m_first.turn}));
    ASSERT_OK(searchTurns(m_eyes, QStringLiteral("turn")));
    EXPECT_EQ(plans.walks(m_small), QStringList());
}
