#include "core/analysis/codedcorpusstore.h"
#include "core/analysis/turnvariablestore.h"
#include "tests/core/coding/codingproject.h"

using namespace antiphon;

namespace {

QString text(const char* utf8)
{
    return QString::fromUtf8(utf8);
}

// Dialogue "a" of two sources: ada coded turn 1 of both and turn 2 of the first, ben turn 1 of the first.
class TurnVariableStore : public test::CodingProject
{
protected:
    TurnVariableStore() : m_add(code(Facet::Intent, text("add_filter")))
    {
        addTalk(text("other"), text("c"), {text("Calm piano"), text("Here"), text("Thanks")});
        put(place(text("a"), 0), m_add, text("ada"));
        put(place(text("a"), 2), m_add, text("ada"));
        put(place(text("c"), 0), m_add, text("ada"));
        put(place(text("a"), 0), m_add, text("ben"));
        set("UPDATE turn SET tracks = '[[\"t1\",0]]' WHERE id = ?1", place(text("a"), 2).turn);
        set("UPDATE turn SET intents = '[\"filter\",\"continue\",\"filter\"]' WHERE id = ?1",
            place(text("a"), 0).turn);
        set("UPDATE turn SET intents = '[\"continue\"]' WHERE id = ?1", place(text("c"), 0).turn);
    }
    void set(const char* update, TurnId turn) const
    {
        auto statement = db().prepare(update);
        EXPECT_OK(statement);
        EXPECT_OK(statement->bind(1, turn).run());
    }
    CodeByVariable by(TurnVariable variable, const QList<CoderId>& coders) const
    {
        const auto corpus = readCodedCorpus(db(), {coders, {}});
        EXPECT_OK(corpus);
        const auto found = readCodesByVariable(db(), *corpus, variable);
        EXPECT_OK(found);
        return found.value_or(CodeByVariable());
    }
    Code m_add;
};

} // namespace

TEST_F(TurnVariableStore, KnowsSourcesTracksAndLabels)
{
    const QList<CoderId> ada{coder(text("ada")).id};
    const auto sources = by(TurnVariable::Source, ada);
    EXPECT_EQ(sources.n, (std::vector<qint64>{2, 1}));
    EXPECT_EQ(sources.values.last(), text("other"));
    const auto tracks = by(TurnVariable::Tracks, ada);
    EXPECT_EQ(tracks.values, (QStringList{text("no tracks"), text("tracks")}));
    EXPECT_EQ(tracks.n, (std::vector<qint64>{2, 1}));
    const auto labels = by(TurnVariable::Label, ada);
    EXPECT_EQ(labels.values, (QStringList{text("continue"), text("filter")}));
    EXPECT_EQ(labels.n, (std::vector<qint64>{2, 1}));
    EXPECT_EQ(labels.coded, 2);
    EXPECT_EQ(labels.withoutValue, 1);
    ASSERT_EQ(labels.rows.size(), 1U);
}

TEST_F(TurnVariableStore, SetsCodersSideBySide)
{
    const auto coders = by(TurnVariable::Coder, {});
    EXPECT_EQ(coders.values, (QStringList{text("ada"), text("ben")}));
    EXPECT_EQ(coders.n, (std::vector<qint64>{3, 1}));
    const auto corpus = readCodedCorpus(db(), {});
    ASSERT_OK(corpus);
    EXPECT_ERROR(readTurnGroups(db(), *corpus, TurnVariable::Coder), ErrorCode::NotPossible);
}

TEST_F(TurnVariableStore, CanBeStopped)
{
    const auto corpus = readCodedCorpus(db(), {});
    ASSERT_OK(corpus);
    CancelToken cancel;
    cancel.cancel();
    EXPECT_ERROR(readTurnGroups(db(), *corpus, TurnVariable::Label, cancel), ErrorCode::Cancelled);
}
