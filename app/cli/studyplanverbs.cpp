#include "app/cli/verbs.h"
#include "core/rating/figuretables.h"
#include "core/rating/studyplanner.h"

#include <QJsonArray>
#include <QThread>

#include <cmath>

namespace antiphon::cli {

namespace {

// An option's text as numbers that lie within bounds.
Result<std::vector<double>> numbersOf(const Call& call, const QString& option, const QString& otherwise,
                                      double minimum, double maximum)
{
    std::vector<double> numbers;
    const QStringList parts = call.arguments.value(option, otherwise).split(QLatin1Char(','));
    for (const QString& part : parts) {
        bool ok = false;
        const double number = part.toDouble(&ok);
        if (!ok || !(number >= minimum) || !(number <= maximum))
            return fail(ErrorCode::InvalidValue, QStringLiteral("--%1 %2").arg(option, part),
                        QStringLiteral("numbers from %1 to %2 are needed").arg(minimum).arg(maximum));
        numbers.push_back(number);
    }
    return numbers;
}

Result<double> numberOf(const Call& call, const char* option, double otherwise, double minimum,
                        double maximum)
{
    ANTIPHON_TRY_ASSIGN(const auto numbers,
                        numbersOf(call, QLatin1String(option), QString::number(otherwise), minimum, maximum));
    return numbers.front();
}

Result<QList<int>> sizesOf(const Call& call, const QString& option, const QString& otherwise)
{
    ANTIPHON_TRY_ASSIGN(const auto numbers, numbersOf(call, option, otherwise, 2, 10'000));
    QList<int> sizes;
    for (const double number : numbers)
        sizes << static_cast<int>(std::lround(number));
    return sizes;
}

Result<PlanAssumptions> assumptionsOf(const Call& call)
{
    PlanAssumptions a;
    ANTIPHON_TRY_ASSIGN(a.shares, numbersOf(call, QStringLiteral("shares"),
                                            QStringLiteral("0.05,0.10,0.25,0.40,0.20"), 0.0, 1.0));
    ANTIPHON_TRY_ASSIGN(a.raterVariance, numberOf(call, "rater-variance", a.raterVariance, 0.0, 100.0));
    ANTIPHON_TRY_ASSIGN(a.itemVariance, numberOf(call, "item-variance", a.itemVariance, 0.0, 100.0));
    ANTIPHON_TRY_ASSIGN(a.effect, numberOf(call, "effect", a.effect, -10.0, 10.0));
    ANTIPHON_TRY_ASSIGN(a.margin, numberOf(call, "margin", a.margin, 0.001, 100.0));
    ANTIPHON_TRY_ASSIGN(a.alpha, numberOf(call, "alpha", a.alpha, 0.0001, 0.4));
    ANTIPHON_TRY_ASSIGN(a.power, numberOf(call, "power", a.power, 0.01, 0.9999));
    ANTIPHON_TRY_ASSIGN(const qint64 simulations,
                        call.arguments.integer(QStringLiteral("simulations"), a.simulations, 100, 1'000'000));
    ANTIPHON_TRY_ASSIGN(const qint64 seed, call.arguments.integer(QStringLiteral("seed"), 1, 0,
                                                                  std::numeric_limits<qint64>::max()));
    a.simulations = static_cast<int>(simulations);
    a.seed = static_cast<quint64>(seed);
    const QString clusters = call.arguments.value(QStringLiteral("clusters"), QStringLiteral("dialogues"));
    if (clusters == QLatin1String("both"))
        a.clusters = statistics::Clusters::Crossed;
    else if (clusters != QLatin1String("dialogues"))
        return fail(ErrorCode::InvalidValue, QStringLiteral("--clusters %1").arg(clusters),
                    QStringLiteral("it is dialogues or both"));
    return a;
}

QJsonObject cellJson(const PlanCell& cell)
{
    return {{QStringLiteral("raters"), cell.raters},
            {QStringLiteral("items"), cell.items},
            {QStringLiteral("equivalent"), estimateJson(cell.equivalent)},
            {QStringLiteral("different"), estimateJson(cell.different)},
            {QStringLiteral("inconclusive"), estimateJson(cell.inconclusive)},
            {QStringLiteral("difference"), cell.difference}};
}

QJsonObject guessJson(const FirstGuess& guess)
{
    QJsonObject json{{QStringLiteral("equivalence"), guess.equivalence},
                     {QStringLiteral("non_inferiority"), guess.nonInferiority},
                     {QStringLiteral("deviation"), guess.deviation},
                     {QStringLiteral("icc"), guess.icc}};
    if (guess.whitehead)
        json[QStringLiteral("whitehead")] = *guess.whitehead;
    if (guess.noether)
        json[QStringLiteral("noether")] = *guess.noether;
    return json;
}

QString guessText(const FirstGuess& guess, const PlanAssumptions& a, int raters)
{
    const auto line = [&](const QString& what, double ratings) {
        return QStringLiteral(
                   "  %1: %2 ratings a condition if all were independent; about %3 dialogues with %4 "
                   "raters\n")
            .arg(what)
            .arg(std::ceil(ratings))
            .arg(std::ceil(guess.dialogues(ratings, raters)))
            .arg(raters);
    };
    QString text = QStringLiteral("By formula, power %1:\n").arg(a.power);
    text += line(QStringLiteral("equivalence"), guess.equivalence);
    text += line(QStringLiteral("not worse"), guess.nonInferiority);
    if (guess.whitehead)
        text += line(QStringLiteral("the effect, after Whitehead"), *guess.whitehead);
    if (guess.noether)
        text += line(QStringLiteral("the effect, after Noether"), *guess.noether);
    return text;
}

QString shareText(const statistics::Estimate& share)
{
    const double p = share.value.value_or(0.0);
    const double error = std::sqrt(p * (1.0 - p) / static_cast<double>(share.n));
    return QStringLiteral("%1 \u00b1 %2").arg(figureText(p), figureText(error, 3));
}

QString planText(const QList<PlanCell>& cells, const PlanAssumptions& a)
{
    QString text =
        QStringLiteral("%1 studies of each size, seed %2; margin %3, alpha %4, shares of verdicts with "
                       "their Monte Carlo error\n\n")
            .arg(a.simulations)
            .arg(a.seed)
            .arg(a.margin)
            .arg(a.alpha);
    text += QStringLiteral("%1  %2  %3  %4  %5  %6\n")
                .arg(QStringLiteral("raters"), 6)
                .arg(QStringLiteral("dialogues"), 9)
                .arg(QStringLiteral("equivalent"), -14)
                .arg(QStringLiteral("different"), -14)
                .arg(QStringLiteral("inconclusive"), -14)
                .arg(QStringLiteral("true difference"));
    for (const PlanCell& cell : cells)
        text += QStringLiteral("%1  %2  %3  %4  %5  %6\n")
                    .arg(cell.raters, 6)
                    .arg(cell.items, 9)
                    .arg(shareText(cell.equivalent), -14)
                    .arg(shareText(cell.different), -14)
                    .arg(shareText(cell.inconclusive), -14)
                    .arg(figureText(cell.difference));
    return text;
}

Result<Answer> planSize(const Call& call)
{
    ANTIPHON_TRY_ASSIGN(const PlanAssumptions assumptions, assumptionsOf(call));
    ANTIPHON_TRY_ASSIGN(const QList<int> raters,
                        sizesOf(call, QStringLiteral("raters"), QStringLiteral("3,5,10")));
    ANTIPHON_TRY_ASSIGN(const QList<int> items,
                        sizesOf(call, QStringLiteral("items"), QStringLiteral("10,20,40")));
    ANTIPHON_TRY_ASSIGN(
        const QList<PlanCell> cells,
        simulatePlan(assumptions, raters, items, QThread::idealThreadCount(), call.cancel, call.progress));
    QJsonArray sizes;
    for (const PlanCell& cell : cells)
        sizes << cellJson(cell);
    const FirstGuess guess = firstGuess(assumptions);
    return Answer{{{QStringLiteral("sizes"), sizes},
                   {QStringLiteral("first_guess"), guessJson(guess)},
                   {QStringLiteral("simulations"), assumptions.simulations},
                   {QStringLiteral("replicates"), assumptions.replicates},
                   {QStringLiteral("margin"), assumptions.margin},
                   {QStringLiteral("alpha"), assumptions.alpha},
                   {QStringLiteral("seed"), static_cast<qint64>(assumptions.seed)}},
                  planText(cells, assumptions) + QLatin1Char('\n') +
                      guessText(guess, assumptions, raters.first())};
}

Option numberOption(const char* name, const char* help)
{
    return {QLatin1String(name), QStringLiteral("X"), QLatin1String(help), false};
}

} // namespace

QList<Verb> studyPlanVerbs()
{
    return {{{QStringLiteral("study"), QStringLiteral("plan-size")},
             {},
             0,
             0,
             QStringLiteral("how many raters and dialogues a study needs, by simulation"),
             QStringLiteral("antiphon-cli study plan-size --raters 3,5,10 --items 20,40 --margin 0.5"),
             {{QStringLiteral("raters"), QStringLiteral("N,..."), QStringLiteral("numbers to try (3,5,10)"),
               false},
              {QStringLiteral("items"), QStringLiteral("N,..."),
               QStringLiteral("dialogues of each condition to try (10,20,40)"), false},
              numberOption("margin", "differences below it do not matter, in points (0.5)"),
              numberOption("effect", "true log odds ratio of the conditions (0: none)"),
              {QStringLiteral("shares"), QStringLiteral("P,..."),
               QStringLiteral("of the points, from 1 (0.05,0.10,0.25,0.40,0.20)"), false},
              numberOption("rater-variance", "of raters on the logit scale (0.3)"),
              numberOption("item-variance", "of dialogues on the logit scale (0.5)"),
              numberOption("alpha", "of the tests (0.05)"),
              numberOption("power", "for the formulas (0.8)"),
              {QStringLiteral("simulations"), QStringLiteral("N"),
               QStringLiteral("studies of each size (1000)"), false},
              {QStringLiteral("clusters"), QStringLiteral("WHAT"),
               QStringLiteral("dialogues or both are drawn, as in study results (dialogues)"), false},
              {QStringLiteral("seed"), QStringLiteral("S"),
               QStringLiteral("for everything that is drawn (1)"), false}},
             planSize}};
}

} // namespace antiphon::cli
