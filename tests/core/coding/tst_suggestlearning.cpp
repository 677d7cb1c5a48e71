#include "core/base/random.h"
#include "core/coding/suggestevaluation.h"
#include "core/coding/suggestmodel.h"
#include "tests/core/coding/musictalk.h"
#include "tests/support/resultassertions.h"

#include <QSet>

#include <cmath>

using namespace antiphon;

namespace {

const FeatureWords& words()
{
    static const FeatureWords read = [] {
        FeatureWords made;
        made.music = *musicWordClasses();
        return made;
    }();
    return read;
}

ExampleSet talkExamples(int dialogues, quint64 seed = 3, int noise = 0)
{
    return examplesOf(test::codedTalk(dialogues, seed, noise), test::talkCodes(), words(), 2);
}

bool sameFeatures(const RawFeatures& a, const RawFeatures& b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const RawFeature& x, const RawFeature& y) {
        return x.key == y.key && x.count == y.count;
    });
}

double f1At(const std::vector<ScoredTurn>& turns, float threshold)
{
    Decisions decisions;
    for (const ScoredTurn& turn : turns)
        decisions.count(turn.confidence >= threshold, turn.given);
    return f1Of(decisions).value_or(0);
}

} // namespace

TEST(SuggestWords, SplitsTextIntoWordsAndMarks)
{
    const auto tokens =
        wordTokens(QStringLiteral("Don\u2019t stop: R&B by Steam Down, lo-fi 90's? \U0001F3B5 OK!"));
    QStringList texts;
    for (const WordToken& token : tokens)
        texts << token.text;
    EXPECT_EQ(texts.join(u'|'), QStringLiteral("don't|stop|r&b|by|steam|down|lo-fi|90's|?|\U0001F3B5|ok|!"));
    EXPECT_FALSE(tokens[0].isCapital) << "a sentence begins with a capital anyway";
    EXPECT_TRUE(tokens[4].isCapital);
}

TEST(SuggestWords, TakesTheLongestPhrase)
{
    WordClasses classes;
    classes.add(QStringLiteral("rock"), QStringLiteral("genre"));
    classes.add(QStringLiteral("rock and roll hall"), QStringLiteral("place"));
    classes.add(QStringLiteral("Rock"), QStringLiteral("stone"));
    const auto tokens = wordTokens(QStringLiteral("rock and roll hall of fame, rock and roll"));
    EXPECT_EQ(classes.longestAt(tokens, 0).length, 4);
    EXPECT_EQ(classes.longestAt(tokens, 6).length, 1);
    EXPECT_EQ(classes.longestAt(tokens, 6).classes, 0b101u);
    EXPECT_EQ(classes.longestAt(tokens, 1).length, 0);
}

TEST(SuggestFeatures, ReadNeitherTheTurnsOwnCodesNorWhatComesBehind)
{
    SuggestDialogue dialogue = test::codedTalk(1, 5).front();
    const RawFeatures before = rawFeatures(dialogue, 2, words());
    dialogue.turns[2].codes = {test::talkCodes()[3].id};
    for (qsizetype later = 3; later < dialogue.turns.size(); ++later) {
        dialogue.turns[later].text = QStringLiteral("something else");
        dialogue.turns[later].codes.clear();
    }
    EXPECT_TRUE(sameFeatures(rawFeatures(dialogue, 2, words()), before));
    dialogue.turns[1].codes = {test::talkCodes()[4].id};
    EXPECT_FALSE(sameFeatures(rawFeatures(dialogue, 2, words()), before)) << "codes before are read";
}

TEST(SuggestFeatures, ScaleEachBlockToItsOwnLength)
{
    const ExampleSet examples = talkExamples(20);
    const FeatureSpace space = FeatureSpace::learn(examples.features, allOf(examples), 1);
    for (const RawFeatures& raw : examples.features) {
        const SparseVector row = space.vectorOf(raw);
        double squares[8] = {};
        for (std::size_t i = 0; i < row.size(); ++i) {
            ASSERT_TRUE(i == 0 || row[i - 1].index < row[i].index);
            squares[space.keys()[row[i].index] & 7] += double(row[i].value) * double(row[i].value);
        }
        const double expected[] = {1.0, 0.8, 0.6, 0.4, 0.8};
        for (int block = 0; block < featureBlocks; ++block) {
            if (squares[block] > 0) {
                ASSERT_NEAR(std::sqrt(squares[block]), expected[block], 1e-5);
            }
        }
    }
}

TEST(Decisions, TheBestThresholdIsTheBestOfAll)
{
    Random random(11);
    for (int trial = 0; trial < 300; ++trial) {
        std::vector<ScoredTurn> turns(1 + random.below(30));
        for (ScoredTurn& turn : turns)
            turn = {static_cast<float>(random.below(12)) / 12, random.chance(0.3)};
        const float chosen = bestThreshold(turns);
        double best = 0;
        for (int step = 0; step <= 240; ++step)
            best = std::max(best, f1At(turns, static_cast<float>(step) / 240));
        EXPECT_NEAR(f1At(turns, chosen), best, 1e-12);
        EXPECT_TRUE(chosen >= 0 && chosen <= 1);
    }
    EXPECT_EQ(bestThreshold({{0.9f, false}}), 0.5f);
}

// At the optimum each weight is the sum over rows of cost * (1 - p of the right side) * side * value.
TEST(Logistic, EndsWhereTheGradientIsZero)
{
    Random random(2);
    constexpr int rows = 60;
    constexpr int features = 12;
    std::vector<SparseVector> data(rows);
    LabelTable labels{9, {}}; // more than one block
    for (SparseVector& row : data) {
        for (quint32 f = 0; f < features; ++f) {
            if (random.chance(0.4))
                row.push_back({f, static_cast<float>(random.uniform() * 2 - 1)});
        }
        for (int l = 0; l < labels.labels; ++l)
            labels.known.push_back(static_cast<qint8>(random.chance(0.1) ? 0 : random.chance(0.3) ? 1 : -1));
    }
    LogisticOptions options;
    options.balance = 0;
    options.passes = 200;
    std::vector<quint32> used(rows);
    for (quint32 i = 0; i < rows; ++i)
        used[i] = i;
    const LinearModel shape(features, labels.labels);
    std::vector<std::vector<float>> blocks(shape.blocks(), std::vector<float>(shape.blockSize()));
    for (std::size_t block = 0; block < blocks.size(); ++block)
        trainBlock(blocks[block], block, data, labels, used, options, {});
    for (int l = 0; l < labels.labels; ++l) {
        const auto lane = static_cast<std::size_t>(l % LinearModel::lanes);
        const std::vector<float>& weights = blocks[static_cast<std::size_t>(l / LinearModel::lanes)];
        std::vector<double> expected(features, 0.0);
        for (std::size_t r = 0; r < rows; ++r) {
            const int side = labels.at(r, l);
            const double p = double(blockProbabilities(weights, data[r])[lane]);
            for (const Feature& feature : data[r])
                expected[feature.index] +=
                    double(options.cost) * side * (side > 0 ? 1 - p : p) * double(feature.value);
        }
        for (std::size_t f = 0; f < features; ++f)
            EXPECT_NEAR(double(weights[f * LinearModel::lanes + lane]), expected[f], 2e-3)
                << "feature " << f << ", label " << l;
    }
}

TEST(SuggestExamples, NoDialogueIsInTwoParts)
{
    const ExampleSet examples = talkExamples(23);
    for (quint64 seed = 0; seed < 20; ++seed) {
        const std::vector<int> parts = dealExamples(examples, allOf(examples), 5, seed);
        EXPECT_EQ(parts, dealExamples(examples, allOf(examples), 5, seed));
        QHash<int, QSet<int>> partsOf;
        QHash<int, QSet<int>> dialoguesOf;
        for (std::size_t i = 0; i < examples.size(); ++i) {
            partsOf[examples.dialogueOf[i]] << parts[i];
            dialoguesOf[parts[i]] << examples.dialogueOf[i];
        }
        EXPECT_EQ(partsOf.size(), 23);
        for (const QSet<int>& parts1 : partsOf)
            EXPECT_EQ(parts1.size(), 1);
        for (const QSet<int>& dialogues : dialoguesOf)
            EXPECT_TRUE(dialogues.size() == 4 || dialogues.size() == 5);
    }
}

TEST(SuggestModelTest, LearnsWhatFollowsFromWords)
{
    const ExampleSet examples = talkExamples(80);
    const auto model = trainSuggestModel(examples, allOf(examples), {}, {});
    ASSERT_OK(model);
    ASSERT_EQ(model->codes.size(), 6);
    for (const LearntCode& code : model->codes)
        EXPECT_GT(f1Of(code.heldBack).value_or(0), 0.95) << code.name.toStdString();
    SuggestDialogue fresh;
    fresh.turns = {
        {TurnId::create(), Role::User, QStringLiteral("Could you add some folk to the list?"), 0, 0, 0, {}}};
    const QList<Suggestion> found = suggestionsFor(*model, words(), fresh, 0);
    ASSERT_EQ(found.size(), 4) << "codes of the system's turns are left out";
    EXPECT_TRUE(found[0].isSure() && found[1].isSure());
    EXPECT_FALSE(found[2].isSure() || found[3].isSure());
    const QSet<CodeId> sure{found[0].code, found[1].code};
    EXPECT_EQ(sure, (QSet<CodeId>{test::talkCodes()[0].id, test::talkCodes()[5].id}));
    EXPECT_GE(found[0].confidence, found[1].confidence);
}

TEST(SuggestModelTest, IsTheSameForAnyNumberOfThreads)
{
    const auto bytes = [](int threads, quint64 seed) {
        const ExampleSet examples =
            examplesOf(test::codedTalk(40, 9, 10), test::talkCodes(), words(), threads);
        TrainOptions options;
        options.threads = threads;
        options.seed = seed;
        return modelBytes(*trainSuggestModel(examples, allOf(examples), options, {}));
    };
    const QByteArray once = bytes(1, 7);
    EXPECT_EQ(bytes(2, 7), once);
    EXPECT_EQ(bytes(5, 7), once);
    EXPECT_NE(bytes(2, 8), once);
}

TEST(SuggestModelTest, SaysWhatItCouldNotLearn)
{
    auto talk = test::codedTalk(12, 4);
    QList<Code> codes = test::talkCodes();
    Code rare;
    rare.id = CodeId::create();
    rare.name = QStringLiteral("rare");
    codes << rare;
    for (int i = 0; i < fewestTurnsToLearn - 1; ++i)
        talk[static_cast<std::size_t>(i)].turns[0].codes << rare.id;
    ExampleSet examples = examplesOf(talk, codes, words(), 1);
    const auto model = trainSuggestModel(examples, allOf(examples), {}, {});
    ASSERT_OK(model);
    ASSERT_EQ(model->unlearnt.size(), 1);
    EXPECT_EQ(model->unlearnt[0].code, rare.id);
    EXPECT_EQ(model->unlearnt[0].turns, fewestTurnsToLearn - 1);
    talk[7].turns[0].codes << rare.id;
    examples = examplesOf(talk, codes, words(), 1);
    EXPECT_TRUE(trainSuggestModel(examples, allOf(examples), {}, {})->unlearnt.isEmpty());
}

TEST(SuggestModelTest, RefusesTooLittleAndStopsWhenTold)
{
    const ExampleSet few = talkExamples(4);
    EXPECT_ERROR(trainSuggestModel(few, allOf(few), {}, {}), ErrorCode::NotPossible);
    const ExampleSet none = talkExamples(0);
    EXPECT_ERROR(trainSuggestModel(none, allOf(none), {}, {}), ErrorCode::NotPossible);
    const ExampleSet many = talkExamples(40);
    const CancelToken cancel;
    cancel.cancel();
    EXPECT_ERROR(trainSuggestModel(many, allOf(many), {}, cancel), ErrorCode::Cancelled);
    EXPECT_ERROR(evaluateSuggestions(many, {}, cancel), ErrorCode::Cancelled);
}

TEST(SuggestModelTest, SurvivesItsBytes)
{
    const ExampleSet examples = talkExamples(30, 1, 8);
    const SuggestModel model = *trainSuggestModel(examples, allOf(examples), {}, {});
    const QByteArray bytes = modelBytes(model);
    const auto read = modelFromBytes(bytes);
    ASSERT_OK(read);
    EXPECT_EQ(read->codes, model.codes);
    EXPECT_EQ(modelBytes(*read), bytes);
    for (std::size_t i = 0; i < examples.size(); ++i) {
        const auto own = model.weights.probabilities(model.space.vectorOf(examples.features[i]));
        EXPECT_EQ(read->weights.probabilities(read->space.vectorOf(examples.features[i])), own);
    }
    for (const qsizetype length : {qsizetype(0), qsizetype(3), bytes.size() / 2, bytes.size() - 1})
        EXPECT_ERROR(modelFromBytes(bytes.left(length)), ErrorCode::WrongFormat);
    EXPECT_ERROR(modelFromBytes(bytes + 'x'), ErrorCode::WrongFormat);
}

TEST(SuggestEvaluation, ScoresTalkHighAndCountsEveryTurnOnce)
{
    const ExampleSet examples = talkExamples(60, 3, 40);
    EvaluationOptions options;
    options.replicates = 200;
    const auto evaluation = evaluateSuggestions(examples, options, {});
    ASSERT_OK(evaluation);
    EXPECT_EQ(evaluation->turns, static_cast<qint64>(examples.size()));
    ASSERT_EQ(evaluation->facets.size(), 3);
    for (const FacetScore& facet : evaluation->facets) {
        EXPECT_GT(*facet.macroF1.value, 0.85);
        EXPECT_LE(*facet.macroF1.low, *facet.macroF1.value);
        EXPECT_GE(*facet.macroF1.high, *facet.macroF1.value);
    }
    for (const CodeScore& score : evaluation->codes) {
        const qint64 turns = score.decisions.turns();
        EXPECT_EQ(turns, score.facet == Facet::Attribute ? evaluation->turns : evaluation->turns / 2);
        EXPECT_EQ(score.thresholds.size(), 5);
    }
}

// A word of its own in each dialogue tells its code; whoever learns from the dialogue itself knows it,
// whoever does not can but guess.
TEST(SuggestEvaluation, KnowsNothingOfTheDialogueInHand)
{
    Random random(6);
    std::vector<SuggestDialogue> dialogues;
    QList<Code> codes = test::talkCodes().mid(0, 2);
    for (int d = 0; d < 60; ++d) {
        SuggestDialogue dialogue;
        dialogue.id = DialogueId::create();
        const CodeId code = codes[static_cast<qsizetype>(random.below(2))].id;
        for (int t = 0; t < 4; ++t) {
            const QString word(6, QChar(0x4e00 + d));
            dialogue.turns << SuggestTurn{
                TurnId::create(), Role::User, word, 0, 0, 0, t == 0 ? QList<CodeId>{code} : QList<CodeId>()};
        }
        dialogues.push_back(dialogue);
    }
    const ExampleSet examples = examplesOf(dialogues, codes, words(), 1);
    EvaluationOptions options;
    options.replicates = 50;
    const auto evaluation = evaluateSuggestions(examples, options, {});
    ASSERT_OK(evaluation);
    for (const CodeScore& score : evaluation->codes) {
        const qint64 right = score.decisions.hits + score.decisions.passed;
        EXPECT_LT(right, 45) << score.name.toStdString() << ": more than guessing allows";
    }
}
