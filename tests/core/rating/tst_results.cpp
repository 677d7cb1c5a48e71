#include "core/rating/figuretables.h"
#include "tests/core/rating/ratingfixture.h"
#include "tests/support/resultassertions.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace antiphon;
using namespace antiphon::test;

namespace {

// Answers of `raters` raters to 8 items of each of two sources; `value` gives (source, item, rater).
struct Simulated
{
    StudyDefinition definition;
    QList<ConditionResult> conditions;
    QHash<SourceId, qsizetype> places;
    QStringList raters = numberedRaters(3);
    QList<RatedAnswer> answers;

    template<typename Value>
    explicit Simulated(const Value& value)
    {
        definition.name = QStringLiteral("s");
        definition.itemsPerSource = 8;
        definition.criteria = {presetCriteria().first()};
        for (int source = 0; source < 2; ++source) {
            const SourceId id = SourceId::create();
            places.insert(id, source);
            ConditionResult condition;
            condition.letter = QString(QChar(u'A' + source));
            conditions << condition;
            for (int item = 0; item < 8; ++item) {
                const ItemId itemId = ItemId::createOpaque();
                for (int rater = 0; rater < 3; ++rater) {
                    if (const int given = value(source, item, rater); given > 0)
                        answers << RatedAnswer{
                            itemId, id, raters[rater], QStringLiteral("consistency"), given, 0, 0, 0};
                }
            }
        }
    }

    CriterionResult result() const
    {
        ResultOptions options;
        options.replicates = 2000;
        return resultsOf(definition, conditions, places, raters, answers, options).first();
    }
};

} // namespace

TEST(Results, EqualConditionsAreEquivalent)
{
    const CriterionResult result = Simulated([](int, int item, int) { return 3 + item % 2; }).result();
    ASSERT_EQ(result.conditions.size(), 2);
    EXPECT_NEAR(*result.conditions[0].mean.value, 3.5, 1e-12);
    EXPECT_EQ(result.conditions[0].distribution, (std::vector<std::int64_t>{0, 0, 12, 12, 0}));
    EXPECT_EQ(result.conditions[0].mean.n, 24);
    EXPECT_EQ(verdictWord(result.pairs.first().difference.verdict), QStringLiteral("Equivalent"));
    EXPECT_TRUE(verdictSentence(result, result.pairs.first())
                    .startsWith(QStringLiteral("Equivalent: A and B lie within 0.50")));
    EXPECT_NEAR(*result.agreement.estimate.value, 1.0, 1e-12);
}

TEST(Results, FarConditionsDiffer)
{
    const CriterionResult result = Simulated([](int source, int item, int rater) {
                                       return source == 0 ? 2 : 4 + (item + rater) % 2;
                                   }).result();
    const PairResult& pair = result.pairs.first();
    EXPECT_EQ(verdictWord(pair.difference.verdict), QStringLiteral("Different"));
    EXPECT_TRUE(verdictSentence(result, pair).contains(QStringLiteral("B is rated higher than A")));
    EXPECT_NEAR(*pair.delta.value, -1.0, 1e-12);
    EXPECT_LT(pair.adjustedP, 0.01);
}

TEST(Results, MissingIsCountedAndUndefinedStaysSo)
{
    const CriterionResult some = Simulated([](int source, int item, int rater) {
                                     return source == 1 || (item == 0 && rater == 0) ? 0 : 3;
                                 }).result();
    EXPECT_EQ(some.conditions[0].mean.missing, 1);
    EXPECT_EQ(some.conditions[1].mean.missing, 24);
    EXPECT_FALSE(some.conditions[1].mean.isDefined());
    EXPECT_EQ(verdictWord(some.pairs.first().difference.verdict), QStringLiteral("Undefined"));
    EXPECT_EQ(some.agreement.estimate.reason, "all ratings are equal");
    EXPECT_EQ(some.missing, 25);
}

TEST(Results, StayBlindUntilTheKeyIsOpened)
{
    RatingProject project;
    const Study study = project.frozenStudy();
    quint64 seed = 1;
    for (const QString& path : project.makePacketsOf(study))
        ASSERT_OK(collectAnswers(project.connection(), project.actor, project.answer(path, seed++)));
    ResultOptions options;
    options.replicates = 2000;
    auto results = studyResults(project.connection(), study, options);
    ASSERT_OK(results);
    EXPECT_EQ(results->answers, 108);
    EXPECT_EQ(results->missing, 0);
    EXPECT_EQ(results->criteria.size(), 3);
    EXPECT_FALSE(results->unblinded);
    const auto holdsName = [](const StudyResults& one) {
        return QString::fromUtf8(resultsCsv(one)).contains(QStringLiteral("night-writer"));
    };
    EXPECT_FALSE(holdsName(*results));
    EXPECT_FALSE(answersCsv(project.connection(), study)->contains("night-writer"));
    ASSERT_OK(unblindStudy(project.connection(), project.actor, study, QStringLiteral("done")));
    results = studyResults(project.connection(), study, options);
    EXPECT_TRUE(results->unblinded && holdsName(*results));
    EXPECT_TRUE(answersCsv(project.connection(), study)->contains("night-writer"));
}

TEST(Results, OfADraftAreNotPossible)
{
    RatingProject project;
    const auto study = createStudy(project.connection(), project.actor, project.definition());
    EXPECT_ERROR(studyResults(project.connection(), *study), ErrorCode::NotPossible);
}

TEST(Results, EveryStatisticInJsonCarriesItsFacts)
{
    const QJsonObject json = estimateJson(statistics::undefined("mean", "there are no values"));
    EXPECT_TRUE(json[QStringLiteral("value")].isNull());
    for (const char* key : {"n", "missing", "method", "low", "high", "seed", "reason"})
        EXPECT_TRUE(json.contains(QLatin1String(key))) << key;
    EXPECT_EQ(figureText(-0.001), QStringLiteral("0.00"));
    EXPECT_EQ(figureText(-1.5), QString::fromUtf8("\u22121.50"));
    EXPECT_EQ(figureText(std::nullopt), QStringLiteral("undefined"));
}

TEST(Results, TheSameAnswersAndSeedGiveTheSameFigures)
{
    RatingProject project;
    const Study study = project.frozenStudy();
    quint64 seed = 1;
    for (const QString& path : project.makePacketsOf(study))
        ASSERT_OK(collectAnswers(project.connection(), project.actor, project.answer(path, seed++)));
    ResultOptions options;
    options.replicates = 2000;
    const QJsonObject first = resultsJson(studyResults(project.connection(), study, options).value());
    project.restart();
    EXPECT_EQ(resultsJson(studyResults(project.connection(), study, options).value()), first);
}

TEST(Results, AllConditionsAreTested)
{
    const CriterionResult result = Simulated([](int source, int item, int rater) {
                                       return source == 0 ? 1 + (item + rater) % 3 : 3 + (item * rater) % 3;
                                   }).result();
    EXPECT_LT(*result.figures.dialogues.p, 0.01);
    EXPECT_EQ(result.figures.dialogues.n, 16);
    EXPECT_EQ(result.figures.raters.n, 3);
    ASSERT_EQ(result.figures.pairs.size(), 1);
    EXPECT_EQ(result.figures.pairs.first().losses, 3);
    EXPECT_NEAR(*result.figures.pairs.first().winShare.value, 0.0, 1e-12);
    EXPECT_NEAR(*result.figures.pairs.first().signP, 0.25, 1e-12);
    // Of the raters' differences, -1.125, -1.75 and -2.
    EXPECT_NEAR(*result.figures.pairs.first().shift.value, -1.65625, 1e-12);
    EXPECT_FALSE(result.figures.wins.isDefined()); // A never won
    EXPECT_NEAR(*result.pairs.first().chance.value, (*result.pairs.first().delta.value + 1.0) / 2.0, 1e-12);
}

TEST(Results, TheModelSeesTheDifferenceAndBothVariances)
{
    const CriterionResult result = Simulated([](int source, int item, int rater) {
                                       const int whim = (item * 7 + rater * 5 + source * 3) % 4 == 0 ? 1 : 0;
                                       return 2 + item % 3 - (rater == 2) + (source == 1) + whim;
                                   }).result();
    const ModelFigures& model = result.figures.model;
    ASSERT_TRUE(model.fit.isDefined()) << model.fit.reason;
    EXPECT_EQ(model.groupings, (QStringList{QStringLiteral("dialogues"), QStringLiteral("raters")}));
    ASSERT_EQ(model.pairs.size(), 1);
    EXPECT_LT(*model.pairs.first().value, 0.0); // A is rated lower
    EXPECT_EQ(model.pairs.first().n, 48);
    EXPECT_FALSE(model.order); // all answers stand at one place
    ASSERT_TRUE(model.conditions);
    EXPECT_EQ(model.conditions->degrees, 1);
}

// 24 answers to each condition with these shares of the points; both the model and the saturated likelihood
// were maximised by a pattern search of another program.
TEST(Results, OneOddsRatioIsTestedAgainstMany)
{
    const std::vector<int> counts[2] = {{2, 6, 10, 6}, {8, 4, 4, 8}};
    const CriterionResult result = Simulated([&](int source, int item, int rater) {
                                       int place = item * 3 + rater;
                                       int point = 0;
                                       while (place >= counts[source][static_cast<std::size_t>(point)])
                                           place -= counts[source][static_cast<std::size_t>(point++)];
                                       return point + 1;
                                   }).result();
    const ProportionalOddsTest& test = result.figures.model.proportional;
    ASSERT_TRUE(test.ratio) << test.reason.toStdString();
    EXPECT_EQ(test.n, 48);
    EXPECT_EQ(test.ratio->degrees, 2);
    EXPECT_NEAR(test.ratio->statistic, 6.4341563, 1e-5);
    EXPECT_NEAR(test.ratio->p, 0.0400720, 1e-6);
    const CriterionResult two =
        Simulated([](int source, int item, int rater) { return 2 + (item + rater + source) % 2; }).result();
    EXPECT_FALSE(two.figures.model.proportional.ratio);
    EXPECT_FALSE(two.figures.model.proportional.reason.isEmpty());
}

TEST(Results, LogOddsGetAVerdictWhereAMarginWasDeclared)
{
    const auto answers = [](int, int item, int rater) { return 2 + (item * 5 + rater * 3) % 4; };
    Simulated alike(answers);
    EXPECT_TRUE(alike.result().figures.model.verdicts.isEmpty());
    const auto verdictAt = [&](double margin) {
        alike.definition.oddsMargin = margin;
        const ModelFigures model = alike.result().figures.model;
        EXPECT_EQ(model.verdicts.size(), 1);
        const statistics::Estimate& narrow = model.verdicts.first().narrow;
        EXPECT_NEAR(narrow.level, 0.90, 1e-12);
        const bool inside = *narrow.low > -margin && *narrow.high < margin;
        EXPECT_EQ(inside, model.verdicts.first().verdict == statistics::Verdict::Equivalent);
        EXPECT_LT(*narrow.high - *narrow.low, *model.pairs.first().high - *model.pairs.first().low);
        return *model.verdicts.first().verdict;
    };
    EXPECT_EQ(verdictAt(8.0), statistics::Verdict::Equivalent);
    EXPECT_EQ(verdictAt(0.01), statistics::Verdict::Inconclusive);
    Simulated apart([](int source, int item, int rater) {
        return 1 + 2 * source + (item * 5 + rater * 3) % 3 + (item + rater) % 2 * (1 - source);
    });
    apart.definition.oddsMargin = 0.5;
    EXPECT_EQ(apart.result().figures.model.verdicts.first().verdict, statistics::Verdict::Different);
}

TEST(Results, AStrictRaterIsSeen)
{
    const CriterionResult result =
        Simulated([](int, int item, int rater) { return 3 + item % 2 - (rater == 1 ? 1 : 0); }).result();
    ASSERT_EQ(result.figures.byRater.size(), 3);
    EXPECT_NEAR(*result.figures.byRater[1].severity.value, -1.0, 1e-12);
    EXPECT_NEAR(*result.figures.byRater[0].severity.value, 0.5, 1e-12);
    EXPECT_NEAR(*result.figures.byRater[1].withOthers.estimate.value, 1.0, 1e-12);
    EXPECT_EQ(result.figures.byRater[1].drift.estimate.reason, "a measure does not vary");
    EXPECT_EQ(result.figures.byRater[1].severity.n, 16);
}

TEST(Results, FurtherFiguresStayUndefinedWithoutAnswers)
{
    const CriterionResult result = Simulated([](int, int, int) { return 0; }).result();
    EXPECT_FALSE(result.figures.dialogues.statistic);
    EXPECT_FALSE(result.figures.raters.statistic);
    EXPECT_EQ(result.figures.model.fit.reason, "a condition has no values");
    const QList<FigureTable> tables = figureTables(result);
    EXPECT_EQ(tables.size(), 8);
    for (const FigureTable& table : tables) {
        for (const QStringList& row : table.rows)
            EXPECT_EQ(row.size(), table.columns.size()) << table.title.toStdString();
    }
    EXPECT_TRUE(figuresJson(result)[QStringLiteral("model")][QStringLiteral("reason")].isString());
}

TEST(Results, MediansAndConcordanceHaveIntervals)
{
    const CriterionResult result = Simulated([](int source, int item, int rater) {
                                       return 2 + source + (item * item + rater * (item + 1)) % 3;
                                   }).result();
    for (const ConditionResult& condition : result.conditions) {
        ASSERT_TRUE(condition.median.low && condition.median.high);
        EXPECT_LE(*condition.median.low, *condition.median.value);
        EXPECT_GE(*condition.median.high, *condition.median.value);
        EXPECT_EQ(condition.median.seed, 1U);
    }
    for (const statistics::Estimate& coefficient : result.figures.agreement)
        EXPECT_TRUE(coefficient.low || !coefficient.value) << coefficient.method;
}

TEST(Results, SharesOfWinsAreHeldAgainstTheirMargin)
{
    Simulated alike([](int, int item, int rater) { return 2 + (item * 5 + rater * 3) % 4; });
    const PairResult without = alike.result().pairs.constFirst();
    EXPECT_NEAR(*without.answerWins.wide.value, 0.5, 1e-12);
    EXPECT_FALSE(without.answerWins.verdict);
    alike.definition.shareMargin = 0.45;
    const PairResult wide = alike.result().pairs.constFirst();
    EXPECT_EQ(wide.answerWins.verdict, statistics::Verdict::Equivalent);
    EXPECT_EQ(wide.dialogueWins.verdict, statistics::Verdict::Equivalent);
    alike.definition.shareMargin = 0.01;
    EXPECT_EQ(alike.result().pairs.constFirst().answerWins.verdict, statistics::Verdict::Inconclusive);
    Simulated apart([](int source, int item, int rater) { return 1 + 2 * source + (item + rater) % 2; });
    apart.definition.shareMargin = 0.1;
    const CriterionResult result = apart.result();
    EXPECT_EQ(*result.pairs.constFirst().answerWins.wide.value, 0.0);
    EXPECT_EQ(result.pairs.constFirst().answerWins.verdict, statistics::Verdict::Different);
    const QJsonObject shares =
        figuresJson(result)[QStringLiteral("shares")].toArray().at(0)[QStringLiteral("answers")].toObject();
    EXPECT_EQ(shares[QStringLiteral("verdict")].toString(), QStringLiteral("different"));
    EXPECT_FALSE(shares[QStringLiteral("first_not_worse")].toBool(true));
    EXPECT_TRUE(shares[QStringLiteral("second_not_worse")].toBool());
}

TEST(Results, SessionsAreCountedAndTheirEffectIsFound)
{
    constexpr qint64 day = 24LL * 60 * 60 * 1000;
    Simulated study([](int source, int item, int rater) {
        return 2 + (item * item + (rater + 1) * (2 * item + source)) % 3;
    });
    // Raters 1 and 2 come back a day later for their last six dialogues and rate them a point higher; rater 3
    // only pauses for ten minutes.
    QHash<QString, int> places;
    for (RatedAnswer& answer : study.answers) {
        answer.position = places[answer.rater]++;
        const bool isLate = answer.position >= 10;
        const bool isThird = answer.rater == study.raters.constLast();
        answer.at = 1'700'000'000'000 + 20'000 * answer.position + (isLate ? (isThird ? 600'000 : day) : 0);
        answer.value += isLate && !isThird ? 1 : 0;
    }
    const CriterionFigures figures = study.result().figures;
    EXPECT_EQ(figures.byRater.at(0).sessions, 2);
    EXPECT_EQ(figures.byRater.at(2).sessions, 1);
    EXPECT_EQ(figures.time.returned, 2);
    EXPECT_EQ(figures.time.most, 2);
    EXPECT_GT(*figures.time.sessions.value, 0.5);
    EXPECT_EQ(figures.time.sessions.n, 32);
    EXPECT_TRUE(figures.time.halves.low);
    ASSERT_TRUE(figures.model.fit.isDefined()) << figures.model.fit.reason;
    ASSERT_TRUE(figures.model.session && figures.model.session->value);
    EXPECT_GT(*figures.model.session->value, 0.0);
    const CriterionFigures alone =
        Simulated([](int, int item, int) { return 2 + item % 2; }).result().figures;
    EXPECT_EQ(alone.time.sessions.reason, "no rater came back for a second session");
    EXPECT_FALSE(alone.model.session);
}

TEST(Results, AnswersAreTheSameInBothForms)
{
    RatingProject project;
    const Study study = project.frozenStudy();
    const QStringList packets = project.makePacketsOf(study);
    ASSERT_OK(collectAnswers(project.connection(), project.actor, project.answer(packets.constFirst(), 3)));
    const auto csv = answersCsv(project.connection(), study);
    const auto jsonl = answersJsonl(project.connection(), study);
    ASSERT_OK(jsonl);
    const QList<QByteArray> rows = csv->trimmed().split('\n');
    const QList<QByteArray> lines = jsonl->trimmed().split('\n');
    ASSERT_EQ(lines.size(), rows.size() - 1);
    ASSERT_GT(lines.size(), 30);
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const QJsonObject line = QJsonDocument::fromJson(lines[i]).object();
        const QList<QByteArray> cells = rows[i + 1].trimmed().split(',');
        EXPECT_EQ(line[QStringLiteral("rater")].toString().toUtf8(), cells[0]);
        EXPECT_EQ(line[QStringLiteral("item")].toString().toUtf8(), cells[2]);
        EXPECT_EQ(QByteArray::number(line[QStringLiteral("value")].toInt()), cells[5]);
        EXPECT_EQ(line[QStringLiteral("given_at")].toString().toUtf8(), cells[6]);
    }
    EXPECT_FALSE(jsonl->contains("night-writer")); // blind
}

TEST(Results, NonInferiorityIsOneSided)
{
    statistics::Difference difference;
    difference.margin = 0.5;
    EXPECT_FALSE(firstNotWorse(difference));
    difference.narrow.low = -0.4;
    difference.narrow.high = 0.9;
    EXPECT_TRUE(*firstNotWorse(difference));
    EXPECT_FALSE(*secondNotWorse(difference));
    difference.narrow.low = -0.6;
    EXPECT_FALSE(*firstNotWorse(difference));
}

TEST(Results, CanBeCancelled)
{
    RatingProject project;
    const Study study = project.frozenStudy();
    ResultOptions options;
    options.cancel.cancel();
    EXPECT_ERROR(studyResults(project.connection(), study, options), ErrorCode::Cancelled);
}
