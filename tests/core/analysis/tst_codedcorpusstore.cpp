#include "core/analysis/codedcorpusstore.h"
#include "core/analysis/codedextentstore.h"
#include "core/coding/codingstore.h"
#include "core/corpus/corpusstore.h"
#include "core/corpus/sourcestore.h"
#include "tests/core/coding/codingproject.h"

using namespace antiphon;

namespace {

class CodedCorpusStore : public test::CodingProject
{
protected:
    CodedCorpusStore() : m_add(code(Facet::Intent, QStringLiteral("add_filter")))
    {
        addSource(QStringLiteral("other"), {2, 2});
        put(place(QStringLiteral("b"), 0), m_add, QStringLiteral("ada"));
        put(place(QStringLiteral("a"), 2), m_add, QStringLiteral("ada"));
        put(place(QStringLiteral("a"), 2), m_add, QStringLiteral("ben"));
    }
    CodedCorpus read(const CodedCorpusQuery& query = {}) const
    {
        auto corpus = readCodedCorpus(db(), query);
        EXPECT_OK(corpus);
        return corpus.value_or(CodedCorpus());
    }
    Code m_add;
};

} // namespace

TEST_F(CodedCorpusStore, ReadsTheTurnsOfCodedDialoguesInOrder)
{
    const CodedCorpus corpus = read();
    ASSERT_EQ(corpus.layers.size(), 2U);
    EXPECT_EQ(corpus.layers[0].coder().name, QStringLiteral("ada"));
    ASSERT_EQ(corpus.dialogues.size(), 2U); // those of "other" are not coded
    EXPECT_EQ(corpus.dialogues[0], place(QStringLiteral("a"), 0).dialogue);
    ASSERT_EQ(corpus.turns.size(), 10U);
    for (std::size_t turn = 0; turn < corpus.turns.size(); ++turn) {
        const bool first = turn < 6;
        EXPECT_EQ(corpus.turns[turn].dialogue, first ? 0U : 1U);
        EXPECT_EQ(corpus.turns[turn].position, static_cast<int>(first ? turn : turn - 6));
    }
    EXPECT_EQ(corpus.ids[2], place(QStringLiteral("a"), 2).turn);
    EXPECT_TRUE(corpus.layers[0].isCoded(2));
    EXPECT_TRUE(corpus.layers[0].isCoded(6));
    EXPECT_EQ(corpus.codes[corpus.layers[0].codesOf(2)[0]].name, m_add.name);
    EXPECT_FALSE(corpus.layers[1].touched(1));
}

TEST_F(CodedCorpusStore, KeepsToTheCodersAndTheSourceAskedFor)
{
    const Coder ben = coder(QStringLiteral("ben"));
    CodedCorpusQuery query;
    query.coders = {ben.id};
    const CodedCorpus his = read(query);
    ASSERT_EQ(his.layers.size(), 1U);
    EXPECT_EQ(his.dialogues.size(), 1U);
    query.source = SourceId::create();
    const CodedCorpus nothing = read(query);
    ASSERT_EQ(nothing.layers.size(), 1U); // named, so there, though empty
    EXPECT_EQ(nothing.layers[0].codedTurns(), 0);
    EXPECT_TRUE(nothing.turns.empty());
}

TEST_F(CodedCorpusStore, LeavesOutRemovedSources)
{
    const auto sources = readySources(db());
    ASSERT_OK(sources);
    for (const Source& source : *sources)
        ASSERT_OK(removeSource(db(), m_actor, source.name));
    EXPECT_TRUE(read().layers.empty());
}

TEST_F(CodedCorpusStore, OrdersDialoguesAsTheyWereCoded)
{
    const CodedCorpus corpus = read();
    const auto order = dialoguesAsCoded(db(), corpus, coder(QStringLiteral("ada")).id);
    ASSERT_OK(order);
    EXPECT_EQ(*order, (std::vector<quint32>{1, 0}));
}

TEST_F(CodedCorpusStore, ReadsLengthsAndCodingsOfDialogues)
{
    const DialogueId inB = place(QStringLiteral("b"), 0).dialogue;
    const Code rock = code(Facet::Attribute, QStringLiteral("genre"));
    ASSERT_OK(edit(QStringLiteral("Code"), [&]() -> Result<void> {
        ANTIPHON_TRY(addCoding(db(), {{}, rock.id, coder(QStringLiteral("ben")).id, {inB, {}, {}}, {}, 0}));
        return {};
    }));
    const CodedCorpus corpus = read();
    const auto extent = readCodedExtent(db(), corpus);
    ASSERT_OK(extent);
    ASSERT_EQ(extent->characters.size(), corpus.turns.size());
    for (const qint32 length : extent->characters)
        EXPECT_EQ(length, QStringLiteral("turn 1 of a, \"quoted\"").size());
    ASSERT_EQ(extent->dialogues.size(), 2U);
    EXPECT_TRUE(extent->dialogues[0].empty());
    ASSERT_EQ(extent->dialogues[1].size(), 1U);
    EXPECT_EQ(corpus.dialogues[extent->dialogues[1][0].dialogue], inB);
    EXPECT_EQ(corpus.codes[extent->dialogues[1][0].code].id, rock.id);
    CancelToken cancel;
    cancel.cancel();
    EXPECT_ERROR(readCodedExtent(db(), corpus, cancel), ErrorCode::Cancelled);
}

TEST_F(CodedCorpusStore, StopsWhenTold)
{
    CancelToken cancel;
    cancel.cancel();
    EXPECT_ERROR(readCodedCorpus(db(), {}, cancel), ErrorCode::Cancelled);
}
