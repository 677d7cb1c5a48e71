#include "core/analysis/transitions.h"
#include "tests/core/analysis/randomcorpus.h"

#include <gtest/gtest.h>

using namespace antiphon;

namespace {

qint64 byDefinition(const CodedCorpus& corpus, const CodingLayer& layer, TurnStep step, quint16 from,
                    quint16 to)
{
    const auto has = [&layer](std::size_t turn, quint16 code) {
        return std::ranges::any_of(layer.codings(), [turn, code](const CodedPlace& coding) {
            return coding.turn == turn && coding.code == code;
        });
    };
    qint64 count = 0;
    for (std::size_t a = 0; a < corpus.turns.size(); ++a) {
        for (std::size_t b = 0; b < corpus.turns.size(); ++b) {
            const CorpusTurn& first = corpus.turns[a];
            const CorpusTurn& second = corpus.turns[b];
            const bool roles = step == TurnStep::Any ||
                               (first.role == (step == TurnStep::UserToSystem ? Role::User : Role::System) &&
                                first.role != second.role);
            if (first.dialogue == second.dialogue && second.position - first.position == 1 && roles &&
                has(a, from) && has(b, to))
                ++count;
        }
    }
    return count;
}

} // namespace

TEST(Transitions, AreWhatTheDefinitionSays)
{
    qint64 found = 0;
    for (quint64 seed = 0; seed < 150; ++seed) {
        const CodedCorpus corpus = test::randomCorpus(seed);
        for (const TurnStep step : {TurnStep::UserToSystem, TurnStep::SystemToUser, TurnStep::Any}) {
            const auto transitions = countTransitions(corpus, corpus.layers[0], {step, {}, {}});
            for (std::size_t row = 0; row < transitions.rows.size(); ++row) {
                for (std::size_t column = 0; column < transitions.columns.size(); ++column)
                    ASSERT_EQ(transitions.table.count(row, column),
                              byDefinition(corpus, corpus.layers[0], step, transitions.rows[row],
                                           transitions.columns[column]));
            }
            found += transitions.table.sum();
        }
    }
    EXPECT_GT(found, 1000);
}

TEST(Transitions, KeepToTheFacetsAskedFor)
{
    for (quint64 seed = 0; seed < 50; ++seed) {
        const CodedCorpus corpus = test::randomCorpus(seed);
        const auto transitions =
            countTransitions(corpus, corpus.layers[0], {TurnStep::Any, Facet::Intent, Facet::Attribute});
        for (const quint16 row : transitions.rows)
            EXPECT_EQ(corpus.codes[row].facet, Facet::Intent);
        for (const quint16 column : transitions.columns)
            EXPECT_EQ(corpus.codes[column].facet, Facet::Attribute);
    }
}

TEST(Transitions, CountPairsAndThoseWithoutCodes)
{
    CodedCorpus corpus;
    corpus.codes << Code() << Code();
    corpus.turns = {{0, 0, Role::User},   {0, 1, Role::System}, {0, 2, Role::User},
                    {0, 3, Role::System}, {1, 0, Role::User},   {1, 1, Role::System}};
    corpus.dialogues.resize(2);
    corpus.layers.emplace_back(
        Coder(), std::vector<CodedPlace>{{0, 0, -1, -1}, {1, 1, -1, -1}, {2, 0, -1, -1}}, corpus.turns, 2);
    const auto transitions = countTransitions(corpus, corpus.layers[0], {});
    EXPECT_EQ(transitions.pairs, 1);
    EXPECT_EQ(transitions.missing, 1); // the second dialogue was never touched
    EXPECT_EQ(transitions.table.sum(), 1);
}
