#include "core/analysis/coderagreement.h"
#include "core/base/random.h"

#include <gtest/gtest.h>

using namespace antiphon;

namespace {

// Some dialogues, codes of three facets, so many coders who touched most dialogues.
CodedCorpus corpusOf(quint64 seed, std::size_t coders)
{
    Random random(seed);
    CodedCorpus corpus;
    for (const Facet facet : {Facet::Intent, Facet::Action, Facet::Attribute, Facet::Attribute}) {
        Code code;
        code.id = CodeId::create();
        code.facet = facet;
        corpus.codes << code;
    }
    std::vector<std::vector<CodedPlace>> places(coders);
    for (quint32 dialogue = 0; dialogue < 6; ++dialogue) {
        corpus.dialogues.push_back(DialogueId::create());
        std::vector<bool> works(coders);
        for (std::size_t coder = 0; coder < coders; ++coder)
            works[coder] = random.chance(0.75);
        for (qint32 position = 0; position < 5; ++position) {
            const auto turn = static_cast<quint32>(corpus.turns.size());
            corpus.turns.push_back({dialogue, position, position % 2 == 0 ? Role::User : Role::System});
            for (std::size_t coder = 0; coder < coders; ++coder) {
                for (quint16 code = 0; code < 4; ++code) {
                    if (works[coder] && mayCode(corpus.codes[code].facet, corpus.turns.back().role) &&
                        random.chance(0.4))
                        places[coder].push_back({turn, code, -1, -1});
                }
            }
        }
    }
    for (std::size_t coder = 0; coder < coders; ++coder)
        corpus.layers.emplace_back(Coder{}, places[coder], corpus.turns, corpus.dialogues.size());
    return corpus;
}

// One code as a table of ratings, unit by unit.
statistics::CategoryTable ratingsOf(const CodedCorpus& corpus, quint16 code)
{
    statistics::CategoryTable table{2, {}};
    table.rows.resize(corpus.layers.size());
    for (std::size_t turn = 0; turn < corpus.turns.size(); ++turn) {
        if (!mayCode(corpus.codes[code].facet, corpus.turns[turn].role))
            continue;
        for (std::size_t coder = 0; coder < corpus.layers.size(); ++coder) {
            const CodingLayer& layer = corpus.layers[coder];
            const auto codes = layer.codesOf(turn);
            const bool given = std::ranges::find(codes, code) != codes.end();
            table.rows[coder].push_back(layer.touched(corpus.turns[turn].dialogue) ? std::optional<int>(given)
                                                                                   : std::nullopt);
        }
    }
    return table;
}

// Cells without a rating, of units that somebody rated.
qint64 missingBeside(const statistics::CategoryTable& table)
{
    qint64 missing = 0;
    for (std::size_t unit = 0; unit < table.rows[0].size(); ++unit) {
        qint64 here = 0;
        for (const auto& row : table.rows)
            here += row[unit] ? 0 : 1;
        missing += here < static_cast<qint64>(table.rows.size()) ? here : 0;
    }
    return missing;
}

void expectSame(const statistics::Estimate& found, const statistics::Estimate& expected)
{
    ASSERT_EQ(found.value.has_value(), expected.value.has_value()) << found.reason << expected.reason;
    if (found.value) {
        EXPECT_NEAR(*found.value, *expected.value, 1e-12);
    }
    EXPECT_EQ(found.n, expected.n);
}

} // namespace

TEST(CoderAgreement, OfACodeIsThatOfItsRatings)
{
    for (quint64 seed = 0; seed < 60; ++seed) {
        for (const std::size_t coders : {2U, 3U}) {
            const CodedCorpus corpus = corpusOf(seed, coders);
            const auto found = agreementByCode(corpus);
            ASSERT_EQ(found.size(), 4U);
            for (const CodeAgreement& code : found) {
                const auto ratings = ratingsOf(corpus, code.code);
                expectSame(statistics::gwetAc(code.patterns).agreement.estimate,
                           statistics::gwetAc(ratings).agreement.estimate);
                expectSame(statistics::fleissKappa(code.patterns).agreement.estimate,
                           statistics::fleissKappa(ratings).agreement.estimate);
                expectSame(statistics::nominalAlpha(code.patterns).estimate,
                           statistics::nominalAlpha(statistics::patternsOf(ratings)).estimate);
                if (coders == 2) {
                    expectSame(code.cohen(), statistics::cohenKappa(ratings).agreement.estimate);
                } else {
                    EXPECT_FALSE(code.cohen().value);
                }
                EXPECT_EQ(code.patterns.missing, missingBeside(ratings));
            }
        }
    }
}

TEST(CoderAgreement, LabelSetsHoldWhatEachCoderGaveToTheFacet)
{
    const CodedCorpus corpus = corpusOf(4, 2);
    const auto sets = labelSetsOf(corpus, Facet::Intent);
    std::size_t users = 0;
    for (const CorpusTurn& turn : corpus.turns)
        users += turn.role == Role::User ? 1 : 0;
    ASSERT_EQ(sets.clusterOf.size(), users); // intents go on the user's turns alone
    for (const auto& row : sets.rows) {
        for (const auto& cell : row) {
            if (cell) {
                for (const quint16 code : *cell)
                    EXPECT_EQ(corpus.codes[code].facet, Facet::Intent);
            }
        }
    }
}

TEST(CoderAgreement, ListsTheTurnsThatWereNotCodedAlike)
{
    for (quint64 seed = 0; seed < 30; ++seed) {
        const CodedCorpus corpus = corpusOf(seed, 2);
        const auto found = disagreements(corpus);
        std::size_t next = 0;
        for (std::size_t turn = 0; turn < corpus.turns.size(); ++turn) {
            const auto dialogue = corpus.turns[turn].dialogue;
            const auto ada = corpus.layers[0].codesOf(turn);
            const auto ben = corpus.layers[1].codesOf(turn);
            const bool both = corpus.layers[0].touched(dialogue) && corpus.layers[1].touched(dialogue);
            if (!both || std::ranges::equal(ada, ben))
                continue;
            ASSERT_LT(next, found.size());
            EXPECT_EQ(found[next++].turn, turn);
        }
        EXPECT_EQ(next, found.size());
    }
}
