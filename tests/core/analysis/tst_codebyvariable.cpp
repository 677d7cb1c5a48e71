#include "core/analysis/codebyvariable.h"
#include "tests/core/analysis/randomcorpus.h"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>

using namespace antiphon;

namespace {

bool has(const CodingLayer& layer, std::size_t turn, quint16 code)
{
    return std::ranges::any_of(layer.codings(), [turn, code](const CodedPlace& coding) {
        return coding.turn == turn && coding.code == code;
    });
}

bool codedAtAll(const CodingLayer& layer, std::size_t turn)
{
    return std::ranges::any_of(layer.codings(),
                               [turn](const CodedPlace& coding) { return coding.turn == turn; });
}

QString positionOf(const CorpusTurn& turn)
{
    const int place = turn.position + 1;
    return place == 1   ? QStringLiteral("turn 1")
           : place == 2 ? QStringLiteral("turn 2")
           : place <= 4 ? QStringLiteral("turns 3-4")
           : place <= 8 ? QStringLiteral("turns 5-8")
                        : QStringLiteral("turns 9+");
}

QString roleOf(const CorpusTurn& turn)
{
    return turn.role == Role::User ? QStringLiteral("user") : QStringLiteral("system");
}

// Every count against the definition; the number of counts that were more than 0.
int checkCounts(const CodedCorpus& corpus, const CodeByVariable& found,
                const std::function<QString(const CorpusTurn&)>& valueOf)
{
    const CodingLayer& layer = corpus.layers.front();
    int met = 0;
    qint64 all = 0;
    for (std::size_t column = 0; column < found.n.size(); ++column) {
        const QString value = found.values[static_cast<qsizetype>(column)];
        qint64 n = 0;
        std::vector<qint64> counts(static_cast<std::size_t>(corpus.codes.size()));
        for (std::size_t turn = 0; turn < corpus.turns.size(); ++turn) {
            if (valueOf(corpus.turns[turn]) != value || !codedAtAll(layer, turn))
                continue;
            ++n;
            for (std::size_t code = 0; code < counts.size(); ++code)
                counts[code] += has(layer, turn, static_cast<quint16>(code)) ? 1 : 0;
        }
        EXPECT_EQ(found.n[column], n);
        EXPECT_GT(n, 0);
        all += n;
        for (const CodeInGroups& row : found.rows) {
            EXPECT_EQ(row.table.count(0, column), counts[row.code]);
            EXPECT_EQ(row.table.count(1, column), n - counts[row.code]);
            met += counts[row.code] > 0 ? 1 : 0;
        }
    }
    EXPECT_EQ(found.coded, all);
    return met;
}

} // namespace

TEST(CodesByVariable, CountWhatTheDefinitionSays)
{
    int met = 0;
    for (quint64 seed = 0; seed < 200; ++seed) {
        const CodedCorpus corpus = test::randomCorpus(seed);
        const CodingLayer& layer = corpus.layers.front();
        met += checkCounts(corpus, codesByVariable(corpus, layer, groupsByRole(corpus)), roleOf);
        met += checkCounts(corpus, codesByVariable(corpus, layer, groupsByPosition(corpus)), positionOf);
    }
    EXPECT_GT(met, 2000);
}

TEST(CodesByVariable, TestEachCodeAndTheWholeTable)
{
    // Two codes, one value each: 12 and 5 turns of the user with the first, 7 and 7 with the second alone.
    CodedCorpus corpus;
    corpus.codes << Code() << Code();
    corpus.dialogues.resize(1);
    std::vector<CodedPlace> codings;
    const auto add = [&](int turns, Role role, quint16 code) {
        for (; turns > 0; --turns) {
            codings.push_back({static_cast<quint32>(corpus.turns.size()), code, -1, -1});
            corpus.turns.push_back({0, static_cast<qint32>(corpus.turns.size()), role});
        }
    };
    add(12, Role::User, 0);
    add(7, Role::System, 0);
    add(5, Role::User, 1);
    add(7, Role::System, 1);
    corpus.turns.push_back({0, static_cast<qint32>(corpus.turns.size()), Role::User});
    corpus.layers.emplace_back(Coder(), std::move(codings), corpus.turns, 1);
    const auto found = codesByVariable(corpus, corpus.layers[0], groupsByRole(corpus));
    EXPECT_EQ(found.coded, 31);
    EXPECT_EQ(found.missing, 1);
    ASSERT_EQ(found.rows.size(), 2U);
    const double chiSquare = 31.0 * 49 * 49 / (19.0 * 12 * 17 * 14);
    ASSERT_TRUE(found.whole && found.rows[0].test && found.rows[1].test);
    EXPECT_NEAR(found.whole->chiSquare, chiSquare, 1e-12); // no turn has both codes
    EXPECT_NEAR(found.rows[0].test->chiSquare, chiSquare, 1e-12);
    EXPECT_NEAR(*found.rows[0].table.standardisedResidual(0, 0), std::sqrt(chiSquare), 1e-12);
    EXPECT_NEAR(*found.rows[0].table.expected(0, 0), 19.0 * 17 / 31, 1e-12);
    EXPECT_EQ(codeByVariableCsv(corpus.codes, found).count('\n'), 5);
}

TEST(CodesByVariable, KeepToTheFacetAskedForAndStillCountEveryCodedTurn)
{
    int rows = 0;
    for (quint64 seed = 0; seed < 60; ++seed) {
        const CodedCorpus corpus = test::randomCorpus(seed);
        const TurnGroups groups = groupsByRole(corpus);
        const auto all = codesByVariable(corpus, corpus.layers[0], groups);
        const auto some = codesByVariable(corpus, corpus.layers[0], groups, Facet::Attribute);
        EXPECT_EQ(all.n, some.n);
        for (const CodeInGroups& row : some.rows) {
            EXPECT_EQ(corpus.codes[row.code].facet, Facet::Attribute);
            ++rows;
        }
    }
    EXPECT_GT(rows, 60);
}

TEST(CodesByVariable, CountATurnForEachOfItsValues)
{
    CodedCorpus corpus;
    corpus.codes << Code();
    corpus.dialogues.resize(1);
    corpus.turns = {{0, 0, Role::User}, {0, 1, Role::System}, {0, 2, Role::User}};
    corpus.layers.emplace_back(Coder(), std::vector<CodedPlace>{{0, 0, -1, -1}, {1, 0, 2, 5}, {2, 0, -1, -1}},
                               corpus.turns, 1);
    TurnGroups groups;
    groups.values << QStringLiteral("add_filter") << QStringLiteral("continue") << QStringLiteral("never");
    groups.add(std::vector<quint16>{0, 1});
    groups.add(std::vector<quint16>{});
    groups.add(std::vector<quint16>{1});
    const auto found = codesByVariable(corpus, corpus.layers[0], groups);
    EXPECT_EQ(found.values, groups.values.mid(0, 2));
    EXPECT_EQ(found.n, (std::vector<qint64>{1, 2}));
    EXPECT_EQ(found.coded, 2);
    EXPECT_EQ(found.withoutValue, 1);
    ASSERT_EQ(found.rows.size(), 1U);
    EXPECT_FALSE(found.rows[0].test); // every turn has the one code
}

TEST(CodesByVariable, CutLengthsIntoThirdsOfTheDialogues)
{
    CodedCorpus corpus;
    corpus.codes << Code();
    const int lengths[] = {2, 3, 4, 4, 9, 12};
    std::vector<CodedPlace> codings;
    for (const int length : lengths) {
        for (int position = 0; position < length; ++position) {
            codings.push_back({static_cast<quint32>(corpus.turns.size()), 0, -1, -1});
            corpus.turns.push_back({static_cast<quint32>(corpus.dialogues.size()), position, Role::User});
        }
        corpus.dialogues.push_back({});
    }
    corpus.layers.emplace_back(Coder(), std::move(codings), corpus.turns, corpus.dialogues.size());
    const auto found = codesByVariable(corpus, corpus.layers[0], groupsByLength(corpus));
    EXPECT_EQ(found.values, (QStringList{QStringLiteral("up to 3 turns"), QStringLiteral("4 turns"),
                                         QStringLiteral("over 4 turns")}));
    EXPECT_EQ(found.n, (std::vector<qint64>{5, 8, 21}));
}

TEST(CodesByVariable, SetCodersSideBySide)
{
    CodedCorpus corpus = test::randomCorpus(3);
    ASSERT_FALSE(corpus.layers[0].codings().empty());
    const CodingLayer first = corpus.layers[0];
    corpus.layers.emplace_back(Coder{CoderId::create(), QStringLiteral("ben")},
                               std::vector<CodedPlace>{first.codings().front()}, corpus.turns,
                               corpus.dialogues.size());
    const auto found = codesByCoder(corpus);
    EXPECT_EQ(found.values, (QStringList{QStringLiteral("ada"), QStringLiteral("ben")}));
    EXPECT_EQ(found.n, (std::vector<qint64>{first.codedTurns(), 1}));
    qint64 ben = 0;
    for (const CodeInGroups& row : found.rows)
        ben += row.table.count(0, 1);
    EXPECT_EQ(ben, 1);
}

TEST(CodesByVariable, HaveWordsForEveryVariable)
{
    for (const TurnVariable variable : allTurnVariables)
        EXPECT_EQ(turnVariableFromWord(turnVariableWord(variable)), variable);
    EXPECT_FALSE(turnVariableFromWord(u"weather"));
}
