#include "core/rating/figuretables.h"

#include <QLocale>

namespace antiphon {

namespace {

using statistics::Estimate;

QString plain(const std::string& text)
{
    return QString::fromStdString(text);
}

QString count(qint64 number)
{
    return QLocale(QLocale::English).toString(number);
}

QString pairName(const CriterionResult& result, qsizetype first, qsizetype second)
{
    return differenceName(result.conditions[first].label(), result.conditions[second].label());
}

QStringList testRow(const QString& name, const statistics::ManySamplesTest& test)
{
    return {name,
            figureText(test.statistic),
            test.statistic ? QString::number(test.degrees) : QString(),
            probabilityText(test.p),
            count(test.n),
            count(test.missing),
            test.statistic ? plain(test.method) : plain(test.reason)};
}

FigureTable testTable(const CriterionResult& result)
{
    FigureTable table;
    table.title = QStringLiteral("Does any condition differ?");
    table.note = QStringLiteral(
        "Two tests of the same question, not adjusted: dialogues are counted once, then raters are.");
    table.columns = {QStringLiteral("Unit"), QStringLiteral("statistic"), QStringLiteral("df"),
                     QStringLiteral("p"),    QStringLiteral("n"),         QStringLiteral("missing"),
                     QStringLiteral("test")};
    table.rows = {testRow(QStringLiteral("dialogues"), result.figures.dialogues),
                  testRow(QStringLiteral("raters"), result.figures.raters)};
    return table;
}

FigureTable pairTable(const CriterionResult& result)
{
    FigureTable table;
    table.title = QStringLiteral("Pairs, each rater compared with themselves");
    table.note = QStringLiteral(
        "Wilcoxon's signed-rank test, zeros by Pratt, on each rater's two means, with the shift "
        "in points after Hodges and Lehmann; the share of raters who rate the first higher, "
        "ties half, with Wilson's interval.");
    table.columns = {
        QStringLiteral("Pair"),  QStringLiteral("raters"),    QStringLiteral("higher, lower, equal"),
        QStringLiteral("share"), QStringLiteral("shift"),     QStringLiteral("V"),
        QStringLiteral("p"),     QStringLiteral("p of signs")};
    for (const RaterPair& pair : result.figures.pairs) {
        const statistics::RankTest& test = pair.wilcoxon;
        table.rows << QStringList{pairName(result, pair.first, pair.second),
                                  count(pair.wins + pair.losses + pair.ties),
                                  QStringLiteral("%1, %2, %3").arg(pair.wins).arg(pair.losses).arg(pair.ties),
                                  estimateText(pair.winShare),
                                  estimateText(pair.shift),
                                  test.statistic ? figureText(test.statistic, 1) : plain(test.reason),
                                  probabilityText(test.exactP ? test.exactP : test.p),
                                  probabilityText(pair.signP)};
    }
    return table;
}

QStringList shareRow(const QString& name, const QString& what, const statistics::WinRate& rate)
{
    const Estimate& share = rate.wide;
    return {name, what, estimateText(share), intervalText(rate.narrow), count(share.n), winVerdictText(rate)};
}

FigureTable shareTable(const CriterionResult& result)
{
    FigureTable table;
    table.title = QStringLiteral("Shares of wins");
    table.note = QStringLiteral("The chance that the first is rated higher, ties half; one half is no "
                                "difference. Of dialogues: A12 of "
                                "their means. Of answers: over each rater's own pairs of answers, %1.")
                     .arg(result.pairs.isEmpty() ? QStringLiteral("drawn again and again")
                                                 : plain(result.pairs.constFirst().answerWins.wide.method)
                                                       .section(QStringLiteral(", "), 2));
    table.columns = {QStringLiteral("Pair"),  QStringLiteral("of"),
                     QStringLiteral("share"), QStringLiteral("for equivalence"),
                     QStringLiteral("n"),     QStringLiteral("verdict")};
    for (const PairResult& pair : result.pairs) {
        const QString name = pairName(result, pair.first, pair.second);
        table.rows << shareRow(name, QStringLiteral("dialogues"), pair.dialogueWins)
                   << shareRow(name, QStringLiteral("answers"), pair.answerWins);
    }
    return table;
}

FigureTable winTable(const CriterionResult& result)
{
    QStringList conditions;
    for (const ConditionResult& condition : result.conditions)
        conditions << condition.label();
    return abilityTable(QStringLiteral("Standing by wins"),
                        QStringLiteral("Bradley and Terry's model of which condition each rater rates "
                                       "higher: log odds of winning against the first."),
                        conditions, result.figures.wins);
}

// The coefficient without whose it is, which stands in the note and in JSON.
QString shortMethod(const Estimate& estimate)
{
    return plain(estimate.method)
        .remove(QStringLiteral(" of Shrout and Fleiss"))
        .section(QStringLiteral(" (McGraw"), 0, 0);
}

QStringList agreementRow(const Estimate& estimate)
{
    return {shortMethod(estimate), figureText(estimate.value), intervalText(estimate),
            count(estimate.n),     count(estimate.missing),    plain(estimate.reason)};
}

FigureTable agreementTable(const CriterionResult& result)
{
    FigureTable table;
    table.title = QStringLiteral("Agreement");
    table.note = QStringLiteral("Several coefficients, as they mean different things: alpha and AC2 agree on "
                                "values, ICC (after Shrout and Fleiss) on points, W only on the order.");
    table.columns = {QStringLiteral("Coefficient"), QStringLiteral("value"),   QStringLiteral("interval"),
                     QStringLiteral("n"),           QStringLiteral("missing"), QStringLiteral("remark")};
    Estimate alpha = result.agreement.estimate;
    alpha.method = "Krippendorff's alpha, ordinal, dialogues drawn";
    table.rows << agreementRow(alpha);
    for (const Estimate& estimate : result.figures.agreement)
        table.rows << agreementRow(estimate);
    return table;
}

QStringList termRow(const QString& name, const Estimate& estimate, const QString& remark = {})
{
    return {name, estimateText(estimate), remark};
}

QString fitRemark(const statistics::CumulativeLinkFit& fit)
{
    return QStringLiteral("%1, %2 steps, largest slope %3")
        .arg(fit.converged ? QStringLiteral("converged") : QStringLiteral("not converged"))
        .arg(fit.steps)
        .arg(fit.gradient, 0, 'g', 2);
}

void addModelRows(FigureTable& table, const CriterionResult& result)
{
    const ModelFigures& model = result.figures.model;
    for (qsizetype i = 0; i < model.pairs.size(); ++i) {
        const PairResult& pair = result.pairs[i];
        table.rows << termRow(pairName(result, pair.first, pair.second), model.pairs[i],
                              i < model.verdicts.size()
                                  ? QStringLiteral("log odds ratio; %1 by the margin of %2 %3")
                                        .arg(verdictWord(model.verdicts[i].verdict).toLower(),
                                             figureText(model.oddsMargin),
                                             intervalText(model.verdicts[i].narrow))
                                  : QStringLiteral("log odds ratio"));
    }
    if (model.order)
        table.rows << termRow(QStringLiteral("order"), *model.order,
                              QStringLiteral("log odds ratio, last place against first"));
    if (model.session && model.session->value)
        table.rows << termRow(QStringLiteral("session"), *model.session,
                              QStringLiteral("log odds ratio, later sessions against the first"));
    for (qsizetype i = 0; i < model.thresholds.size(); ++i)
        table.rows << termRow(QStringLiteral("threshold ") + model.thresholds[i],
                              model.fit.thresholds[static_cast<std::size_t>(i)]);
    for (qsizetype i = 0; i < model.groupings.size(); ++i) {
        const Estimate& variance = model.fit.variances[static_cast<std::size_t>(i)];
        table.rows << termRow(QStringLiteral("variance of ") + model.groupings[i], variance,
                              *variance.value > 0.0 ? QString() : QStringLiteral("at the boundary"));
    }
    if (model.conditions)
        table.rows << QStringList{QStringLiteral("all conditions"),
                                  QStringLiteral("\u03c7\u00b2 %1, df %2, p %3")
                                      .arg(figureText(model.conditions->statistic))
                                      .arg(model.conditions->degrees)
                                      .arg(probabilityText(model.conditions->p)),
                                  QStringLiteral("likelihood ratio")};
    const ProportionalOddsTest& proportional = model.proportional;
    table.rows << QStringList{
        QStringLiteral("proportional odds"),
        proportional.ratio ? QStringLiteral("\u03c7\u00b2 %1, df %2, p %3")
                                 .arg(figureText(proportional.ratio->statistic))
                                 .arg(proportional.ratio->degrees)
                                 .arg(probabilityText(proportional.ratio->p))
                           : QStringLiteral("undefined"),
        proportional.ratio ? QStringLiteral("conditions alone, answers taken as independent: a small p "
                                            "says that one odds ratio does not do for all points")
                           : proportional.reason};
    table.rows << QStringList{QStringLiteral("log-likelihood"), figureText(model.fit.logLikelihood),
                              fitRemark(model.fit)};
}

FigureTable modelTable(const CriterionResult& result)
{
    const ModelFigures& model = result.figures.model;
    FigureTable table;
    table.title = QStringLiteral("Model of the answers");
    table.note = QStringLiteral("Answers as ordinal: %1%2. Above 0 the first condition is rated higher.")
                     .arg(plain(model.fit.method), model.groupings.isEmpty()
                                                       ? QString()
                                                       : QStringLiteral(", random intercepts of ") +
                                                             model.groupings.join(QStringLiteral(" and ")));
    table.columns = {QStringLiteral("Term"), QStringLiteral("estimate"), QStringLiteral("remark")};
    if (model.fit.isDefined())
        addModelRows(table, result);
    else
        table.rows << QStringList{QStringLiteral("model"), QStringLiteral("undefined"),
                                  plain(model.fit.reason)};
    return table;
}

QStringList timeRow(const QString& name, const Estimate& estimate, const QString& remark)
{
    return {name, estimate.value ? estimateText(estimate) : QStringLiteral("undefined"), count(estimate.n),
            estimate.value && estimate.low ? remark : plain(estimate.reason)};
}

FigureTable timeTable(const CriterionResult& result)
{
    const TimeFigures& time = result.figures.time;
    FigureTable table;
    table.title = QStringLiteral("Order and sessions");
    table.note = QStringLiteral(
                     "What answers owe to when they were given. A session ends with a pause of %1 minutes or "
                     "with the day. Differences in points have raters drawn, %2.")
                     .arg(sessionPause / 60'000)
                     .arg(time.halves.seed ? QStringLiteral("seed %1").arg(*time.halves.seed)
                                           : QStringLiteral("where there are any"));
    table.columns = {QStringLiteral("Effect"), QStringLiteral("estimate"), QStringLiteral("n"),
                     QStringLiteral("remark")};
    table.rows << timeRow(QStringLiteral("second half \u2212 first"), time.halves, QStringLiteral("points"))
               << timeRow(QStringLiteral("later sessions \u2212 first"), time.sessions,
                          QStringLiteral("points; %1 raters came back, at most %2 sessions")
                              .arg(time.returned)
                              .arg(time.most));
    const ModelFigures& model = result.figures.model;
    if (model.order)
        table.rows << timeRow(QStringLiteral("last place against first"), *model.order,
                              QStringLiteral("log odds ratio of the model"));
    if (model.session)
        table.rows << timeRow(QStringLiteral("later sessions against first"), *model.session,
                              QStringLiteral("log odds ratio of the model"));
    return table;
}

QString correlationText(const statistics::RankCorrelation& correlation)
{
    if (!correlation.estimate.value)
        return plain(correlation.estimate.reason);
    return QStringLiteral("%1, p %2")
        .arg(figureText(correlation.estimate.value), probabilityText(correlation.p));
}

FigureTable raterTable(const CriterionResult& result)
{
    FigureTable table;
    table.title = QStringLiteral("Raters");
    table.note =
        QStringLiteral("Severity: points above the other raters on the same dialogues (below 0: stricter). "
                       "With others: Spearman's rho. Drift: Kendall's tau-b of place and severity.");
    table.columns = {QStringLiteral("Rater"),    QStringLiteral("n"),           QStringLiteral("sessions"),
                     QStringLiteral("severity"), QStringLiteral("with others"), QStringLiteral("drift")};
    for (const RaterFigures& rater : result.figures.byRater)
        table.rows << QStringList{rater.rater,
                                  count(rater.severity.n),
                                  count(rater.sessions),
                                  estimateText(rater.severity),
                                  correlationText(rater.withOthers),
                                  correlationText(rater.drift)};
    return table;
}

} // namespace

QString estimateText(const Estimate& estimate)
{
    if (!estimate.value)
        return plain(estimate.reason);
    const QString interval = intervalText(estimate);
    return interval.isEmpty() ? figureText(estimate.value)
                              : figureText(estimate.value) + QLatin1Char(' ') + interval;
}

QString differenceName(const QString& first, const QString& second)
{
    return QStringLiteral("%1 \u2212 %2").arg(first, second);
}

QString winVerdictText(const statistics::WinRate& rate)
{
    if (!(rate.margin > 0.0))
        return QStringLiteral("no margin declared");
    return rate.verdict ? QStringLiteral("%1 by \u00b1%2")
                              .arg(verdictWord(rate.verdict).toLower(), figureText(rate.margin))
                        : QStringLiteral("undefined");
}

FigureTable abilityTable(const QString& title, const QString& note, const QStringList& conditions,
                         const statistics::BradleyTerry& wins)
{
    FigureTable table;
    table.title = title;
    table.note = note;
    table.columns = {QStringLiteral("Condition"), QStringLiteral("ability"), QStringLiteral("remark")};
    for (qsizetype i = 0; i < conditions.size(); ++i) {
        if (wins.isDefined())
            table.rows << QStringList{conditions.at(i),
                                      estimateText(wins.abilities.at(static_cast<std::size_t>(i))),
                                      i == 0 ? QStringLiteral("the reference") : QString()};
        else
            table.rows << QStringList{conditions.at(i), QStringLiteral("undefined"), plain(wins.reason)};
    }
    return table;
}

QString probabilityText(const std::optional<double>& p)
{
    if (!p)
        return QStringLiteral("undefined");
    return *p < 0.001 ? QStringLiteral("< 0.001") : figureText(p, 3);
}

QList<FigureTable> figureTables(const CriterionResult& result)
{
    return {testTable(result),      pairTable(result),  shareTable(result), winTable(result),
            agreementTable(result), modelTable(result), timeTable(result),  raterTable(result)};
}

} // namespace antiphon
