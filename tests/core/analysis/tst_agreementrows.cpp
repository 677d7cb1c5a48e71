#include "core/analysis/agreementrows.h"
#include "core/analysis/coderagreement.h"
#include "core/base/random.h"
#include "core/statistics/unitizing.h"
#include "tests/support/resultassertions.h"

#include <gtest/gtest.h>

using namespace antiphon;

namespace {

struct Made
{
    CodedCorpus corpus;
    CodedExtent extent;
};

// Some dialogues, codes of three facets, so many coders who touched most dialogues; turns of up to nine
// characters, some without any, codings of words and of dialogues.
Made madeOf(quint64 seed, std::size_t coders, quint32 dialogues = 6)
{
    Random random(seed);
    Made made;
    for (const Facet facet : {Facet::Intent, Facet::Action, Facet::Attribute, Facet::Attribute}) {
        Code code;
        code.id = CodeId::create();
        code.facet = facet;
        made.corpus.codes << code;
    }
    std::vector<std::vector<CodedPlace>> places(coders);
    made.extent.dialogues.resize(coders);
    for (quint32 dialogue = 0; dialogue < dialogues; ++dialogue) {
        made.corpus.dialogues.push_back(DialogueId::create());
        std::vector<bool> works(coders);
        for (std::size_t coder = 0; coder < coders; ++coder) {
            works[coder] = random.chance(0.75);
            if (random.chance(0.2))
                made.extent.dialogues[coder].push_back({dialogue, static_cast<quint16>(random.below(4))});
        }
        for (qint32 position = 0; position < 5; ++position) {
            const auto turn = static_cast<quint32>(made.corpus.turns.size());
            made.corpus.turns.push_back({dialogue, position, position % 2 == 0 ? Role::User : Role::System});
            const auto length = static_cast<qint32>(random.below(10));
            made.extent.characters.push_back(length);
            for (std::size_t coder = 0; coder < coders; ++coder) {
                for (int i = 0; i < 6; ++i) {
                    const auto code = static_cast<quint16>(random.below(4));
                    const auto begin = static_cast<qint32>(random.below(10));
                    const bool whole = begin >= length;
                    if (works[coder] &&
                        mayCode(made.corpus.codes[code].facet, made.corpus.turns.back().role) &&
                        random.chance(0.4))
                        places[coder].push_back(
                            {turn, code, whole ? -1 : begin, whole ? -1 : std::min(length, begin + 3)});
                }
            }
        }
    }
    for (std::size_t coder = 0; coder < coders; ++coder)
        made.corpus.layers.emplace_back(Coder{}, places[coder], made.corpus.turns,
                                        made.corpus.dialogues.size());
    return made;
}

AgreementTally tallyOf(const Made& made, AgreementUnit unit)
{
    return *AgreementTally::of(made.corpus, made.extent, unit);
}

std::vector<AgreementRow> codeRows(const Made& made, AgreementUnit unit)
{
    std::vector<AgreementRow> rows;
    for (AgreementRow& row : agreementRows(made.corpus, tallyOf(made, unit))) {
        if (row.code)
            rows.push_back(std::move(row));
    }
    return rows;
}

void expectSame(const statistics::Estimate& found, const statistics::Estimate& expected)
{
    ASSERT_EQ(found.value.has_value(), expected.value.has_value()) << found.reason << expected.reason;
    if (found.value) {
        EXPECT_NEAR(*found.value, *expected.value, 1e-12);
    }
    EXPECT_EQ(found.n, expected.n);
    EXPECT_EQ(found.missing, expected.missing);
}

// Every dialogue as a text, its turns that the code may go on one after the other.
std::vector<statistics::Continuum> continuaOf(const Made& made, quint16 code)
{
    std::vector<statistics::Continuum> continua(made.corpus.dialogues.size());
    for (std::size_t dialogue = 0; dialogue < continua.size(); ++dialogue) {
        for (const CodingLayer& layer : made.corpus.layers)
            continua[dialogue].coders.push_back(
                layer.touched(dialogue) ? std::optional(std::vector<statistics::UnitSpan>()) : std::nullopt);
    }
    for (std::size_t turn = 0; turn < made.corpus.turns.size(); ++turn) {
        const CorpusTurn& at = made.corpus.turns[turn];
        if (!mayCode(made.corpus.codes[code].facet, at.role))
            continue;
        statistics::Continuum& continuum = continua[at.dialogue];
        const double length = made.extent.characters[turn];
        for (std::size_t coder = 0; coder < made.corpus.layers.size(); ++coder) {
            for (const CodedPlace& place : made.corpus.layers[coder].codingsOf(turn)) {
                const double begin = place.begin < 0 ? 0 : place.begin;
                const double end = place.begin < 0 ? length : place.end;
                if (place.code == code && begin < end)
                    continuum.coders[coder]->push_back({continuum.length + begin, continuum.length + end, 0});
            }
        }
        continuum.length += length;
    }
    return continua;
}

} // namespace

TEST(AgreementRows, OfTurnsAreThoseCodeByCode)
{
    for (quint64 seed = 0; seed < 40; ++seed) {
        for (const std::size_t coders : {2U, 3U}) {
            const Made made = madeOf(seed, coders);
            const auto rows = codeRows(made, AgreementUnit::Turn);
            const auto expected = agreementByCode(made.corpus);
            ASSERT_EQ(rows.size(), expected.size());
            for (std::size_t i = 0; i < rows.size(); ++i) {
                const auto& patterns = expected[i].patterns;
                EXPECT_EQ(rows[i].given, expected[i].given);
                expectSame(rows[i].of(Coefficient::Percent),
                           statistics::percentAgreement(patterns).agreement.estimate);
                expectSame(rows[i].of(Coefficient::Cohen), expected[i].cohen());
                expectSame(rows[i].of(Coefficient::Fleiss),
                           statistics::fleissKappa(patterns).agreement.estimate);
                expectSame(rows[i].of(Coefficient::Ac1), statistics::gwetAc(patterns).agreement.estimate);
                expectSame(rows[i].of(Coefficient::Alpha), statistics::nominalAlpha(patterns).estimate);
            }
        }
    }
}

TEST(AgreementRows, OfSpansAreAlphaForUnitizing)
{
    int defined = 0;
    for (quint64 seed = 0; seed < 100; ++seed) {
        const Made made = madeOf(seed, 2 + seed % 2);
        for (const AgreementRow& row : codeRows(made, AgreementUnit::Span)) {
            const auto expected =
                statistics::unitizedAlpha(continuaOf(made, *row.code), statistics::UnitValues::Binary);
            ASSERT_OK(expected);
            const auto found = row.of(Coefficient::Alpha).value;
            ASSERT_EQ(found.has_value(), expected->estimate.value.has_value());
            defined += found ? 1 : 0;
            if (found) {
                EXPECT_NEAR(*found, *expected->estimate.value, 1e-10) << seed;
            }
        }
    }
    EXPECT_GT(defined, 200);
}

TEST(AgreementRows, ADialogueCarriesACodeOfItsOwnOrOfItsTurns)
{
    for (quint64 seed = 0; seed < 40; ++seed) {
        const Made made = madeOf(seed, 2);
        for (const AgreementRow& row : codeRows(made, AgreementUnit::Dialogue)) {
            statistics::CategoryTable table{2, {{}, {}}};
            for (std::size_t dialogue = 0; dialogue < made.corpus.dialogues.size(); ++dialogue) {
                for (std::size_t coder = 0; coder < 2; ++coder) {
                    bool works = made.corpus.layers[coder].touched(dialogue);
                    bool gave = false;
                    for (const CodedDialogue& coded : made.extent.dialogues[coder]) {
                        works = works || coded.dialogue == dialogue;
                        gave = gave || (coded.dialogue == dialogue && coded.code == *row.code);
                    }
                    for (const CodedPlace& place : made.corpus.layers[coder].codings())
                        gave = gave || (made.corpus.turns[place.turn].dialogue == dialogue &&
                                        place.code == *row.code);
                    table.rows[coder].push_back(works ? std::optional<int>(gave) : std::nullopt);
                }
            }
            const auto expected = statistics::cohenKappa(table).agreement.estimate;
            ASSERT_EQ(row.of(Coefficient::Cohen).value.has_value(), expected.value.has_value());
            EXPECT_NEAR(row.of(Coefficient::Cohen).value.value_or(0), expected.value.value_or(0), 1e-12);
            EXPECT_EQ(row.of(Coefficient::Cohen).n, expected.n);
        }
    }
}

TEST(AgreementRows, OfAFacetTakeEveryCodeOnEveryUnitAsADecision)
{
    const Made made = madeOf(3, 2);
    const auto rows = agreementRows(made.corpus, tallyOf(made, AgreementUnit::Turn));
    ASSERT_EQ(rows.size(), 1U + 3U + 4U);
    EXPECT_FALSE(rows[0].facet || rows[0].code);
    double agreed = 0;
    qint64 units = 0;
    for (const AgreementRow& row : rows) {
        if (row.code) {
            agreed += *row.of(Coefficient::Percent).value * static_cast<double>(row.units);
            units += row.units;
        }
    }
    EXPECT_EQ(rows[0].units, units);
    EXPECT_NEAR(*rows[0].of(Coefficient::Percent).value, agreed / static_cast<double>(units), 1e-12);
    const auto intents = agreementRows(made.corpus, tallyOf(made, AgreementUnit::Turn), Facet::Intent);
    ASSERT_EQ(intents.size(), 2U);
    expectSame(intents[0].of(Coefficient::Alpha), intents[1].of(Coefficient::Alpha)); // its only code
}

TEST(AgreementRows, IntervalsDoNotHangOnThreads)
{
    const Made made = madeOf(5, 2, 60);
    statistics::BootstrapOptions options;
    options.replicates = 300;
    options.seed = 9;
    for (const AgreementUnit unit : {AgreementUnit::Turn, AgreementUnit::Span, AgreementUnit::Dialogue}) {
        const AgreementTally tally = tallyOf(made, unit);
        const auto one = agreementRows(made.corpus, tally, {}, options, 1);
        const auto three = agreementRows(made.corpus, tally, {}, options, 3);
        ASSERT_OK(one);
        ASSERT_OK(three);
        for (std::size_t row = 0; row < one->size(); ++row) {
            for (std::size_t i = 0; i < coefficients; ++i) {
                const auto& estimate = (*one)[row].estimates[i];
                ASSERT_TRUE(estimate.low) << estimate.method << estimate.reason;
                EXPECT_LE(*estimate.low, *estimate.value + 0.05);
                EXPECT_GE(*estimate.high, *estimate.value - 0.05);
                EXPECT_LT(*estimate.low, *estimate.high);
                EXPECT_EQ(estimate.seed, 9U);
                EXPECT_EQ(*estimate.low, *(*three)[row].estimates[i].low);
                EXPECT_EQ(*estimate.high, *(*three)[row].estimates[i].high);
            }
        }
    }
}

// Where every turn is a dialogue of its own, the spread is that of independent units.
TEST(AgreementRows, IntervalsAreAsWideAsTheStandardErrorSays)
{
    Made made;
    Code code;
    code.id = CodeId::create();
    code.facet = Facet::Free;
    made.corpus.codes << code << code;
    std::vector<std::vector<CodedPlace>> places(2);
    Random random(4);
    statistics::CategoryTable table{2, {{}, {}}};
    for (quint32 dialogue = 0; dialogue < 400; ++dialogue) {
        made.corpus.dialogues.push_back(DialogueId::create());
        made.corpus.turns.push_back({dialogue, 0, Role::User});
        const bool fits = random.chance(0.4);
        for (std::size_t coder = 0; coder < 2; ++coder) {
            const bool gave = random.chance(0.85) ? fits : !fits;
            table.rows[coder].push_back(gave);
            places[coder].push_back({dialogue, 1, -1, -1}); // so that both touched it
            if (gave)
                places[coder].push_back({dialogue, 0, -1, -1});
        }
    }
    for (std::size_t coder = 0; coder < 2; ++coder)
        made.corpus.layers.emplace_back(Coder{}, places[coder], made.corpus.turns,
                                        made.corpus.dialogues.size());
    statistics::BootstrapOptions options;
    options.replicates = 4000;
    const auto rows = agreementRows(made.corpus, tallyOf(made, AgreementUnit::Turn), {}, options, 2);
    ASSERT_OK(rows);
    const auto& first = (*rows)[2]; // after all codes and the facet
    ASSERT_EQ(first.code, 0);
    const double kappa = *statistics::cohenKappa(table).standardError;
    const double ac1 = *statistics::gwetAc(table).standardError;
    for (const auto& [coefficient, error] : {std::pair(Coefficient::Cohen, kappa), {Coefficient::Ac1, ac1}}) {
        const auto& estimate = first.of(coefficient);
        EXPECT_NEAR((*estimate.high - *estimate.low) / (2 * 1.96 * error), 1, 0.08) << estimate.method;
    }
}

TEST(AgreementRows, IntervalsStopAndNeedDialogues)
{
    const Made made = madeOf(5, 2, 60);
    CancelToken cancel;
    cancel.cancel();
    statistics::BootstrapOptions options;
    options.replicates = 300;
    const AgreementTally tally = tallyOf(made, AgreementUnit::Turn);
    EXPECT_EQ(agreementRows(made.corpus, tally, {}, options, 2, cancel).error().code, ErrorCode::Cancelled);
    options.replicates = 100'000'000;
    EXPECT_EQ(agreementRows(made.corpus, tally, {}, options, 2).error().code, ErrorCode::NotPossible);
    options.replicates = 300;
    const Made single = madeOf(1, 2, 1);
    const auto rows = agreementRows(single.corpus, tallyOf(single, AgreementUnit::Turn), {}, options, 2);
    ASSERT_OK(rows);
    EXPECT_FALSE((*rows)[0].of(Coefficient::Percent).low);
    EXPECT_FALSE((*rows)[0].of(Coefficient::Percent).reason.empty());
}
