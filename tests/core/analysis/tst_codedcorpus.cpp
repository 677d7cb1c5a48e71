#include "core/analysis/codedcorpus.h"

#include <gtest/gtest.h>

using namespace antiphon;

namespace {

const std::vector<CorpusTurn> threeTurns{{0, 0, Role::User}, {0, 1, Role::System}, {1, 0, Role::User}};

} // namespace

TEST(CodingLayer, GivesEachTurnItsCodesOnce)
{
    const CodingLayer layer({}, {{1, 4, -1, -1}, {0, 2, 5, 9}, {0, 2, 0, 3}, {0, 1, -1, -1}, {0, 1, -1, -1}},
                            threeTurns, 2);
    const auto codes = layer.codesOf(0);
    EXPECT_EQ(std::vector<quint16>(codes.begin(), codes.end()), (std::vector<quint16>{1, 2}));
    EXPECT_EQ(layer.codingsOf(0).size(), 3U);
    EXPECT_EQ(layer.codingsOf(1).size(), 1U);
    EXPECT_TRUE(layer.codingsOf(2).empty());
    EXPECT_TRUE(layer.codesOf(2).empty());
}

TEST(CodingLayer, KnowsWhereItsCoderWorked)
{
    const CodingLayer layer({}, {{1, 0, -1, -1}}, threeTurns, 2);
    EXPECT_FALSE(layer.isCoded(0));
    EXPECT_TRUE(layer.isCoded(1));
    EXPECT_TRUE(layer.touched(0));
    EXPECT_FALSE(layer.touched(1));
    EXPECT_EQ(layer.codedTurns(), 1);
    EXPECT_EQ(layer.touchedTurns(threeTurns), 2);
}

TEST(CodingLayer, MayBeEmpty)
{
    const CodingLayer layer({}, {}, threeTurns, 2);
    EXPECT_EQ(layer.codedTurns(), 0);
    EXPECT_EQ(layer.touchedTurns(threeTurns), 0);
}

TEST(CodedPlace, OverlapsWhereACharacterIsShared)
{
    const CodedPlace whole{0, 0, -1, -1};
    const CodedPlace early{0, 1, 0, 4};
    const CodedPlace touching{0, 2, 4, 8};
    const CodedPlace across{0, 3, 3, 5};
    EXPECT_TRUE(overlap(whole, early));
    EXPECT_TRUE(overlap(early, whole));
    EXPECT_FALSE(overlap(early, touching));
    EXPECT_TRUE(overlap(early, across));
    EXPECT_TRUE(overlap(across, touching));
}

TEST(OnlyCodes, LeavesTheWantedOnesAndWhoWorkedWhere)
{
    CodedCorpus corpus;
    for (const char* name : {"add", "drop"}) {
        Code code;
        code.name = QLatin1String(name);
        corpus.codes << code;
    }
    corpus.dialogues = {DialogueId::create(), DialogueId::create()};
    corpus.turns = threeTurns;
    corpus.layers.emplace_back(
        Coder{}, std::vector<CodedPlace>{{0, 0, -1, -1}, {0, 1, -1, -1}, {2, 1, -1, -1}}, threeTurns, 2);
    const CodedCorpus some =
        onlyCodes(corpus, [](const Code& code) { return code.name == QLatin1String("add"); });
    EXPECT_TRUE(some.codes[0].codable);
    EXPECT_FALSE(some.codes[1].codable);
    const CodingLayer& layer = some.layers.front();
    EXPECT_EQ(layer.codings().size(), 1U);
    EXPECT_TRUE(layer.isCoded(0));
    EXPECT_FALSE(layer.isCoded(2));
    EXPECT_TRUE(layer.touched(0));
    EXPECT_TRUE(layer.touched(1)); // she worked there, if on another code
}
