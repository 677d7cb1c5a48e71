#include "core/rating/figuretables.h"

#include <QJsonArray>

namespace antiphon {

namespace {

QJsonValue number(const std::optional<double>& value)
{
    return value ? QJsonValue(*value) : QJsonValue();
}

void addReason(QJsonObject& json, const std::string& reason)
{
    if (!reason.empty())
        json[QStringLiteral("reason")] = QString::fromStdString(reason);
}

QJsonObject testJson(const statistics::ManySamplesTest& test)
{
    QJsonObject json{{QStringLiteral("statistic"), number(test.statistic)},
                     {QStringLiteral("degrees"), test.degrees},
                     {QStringLiteral("p"), number(test.p)},
                     {QStringLiteral("n"), static_cast<qint64>(test.n)},
                     {QStringLiteral("missing"), static_cast<qint64>(test.missing)},
                     {QStringLiteral("method"), QString::fromStdString(test.method)}};
    if (test.concordance)
        json[QStringLiteral("kendall_w")] = *test.concordance;
    addReason(json, test.reason);
    return json;
}

QJsonObject pairJson(const CriterionResult& result, const RaterPair& pair)
{
    QJsonObject json{{QStringLiteral("first"), result.conditions[pair.first].letter},
                     {QStringLiteral("second"), result.conditions[pair.second].letter},
                     {QStringLiteral("n"), static_cast<qint64>(pair.wilcoxon.n)},
                     {QStringLiteral("zeros"), static_cast<qint64>(pair.wilcoxon.zeros)},
                     {QStringLiteral("v"), number(pair.wilcoxon.statistic)},
                     {QStringLiteral("z"), pair.wilcoxon.z},
                     {QStringLiteral("p"), number(pair.wilcoxon.p)},
                     {QStringLiteral("p_exact"), number(pair.wilcoxon.exactP)},
                     {QStringLiteral("method"), QString::fromStdString(pair.wilcoxon.method)},
                     {QStringLiteral("shift"), estimateJson(pair.shift)},
                     {QStringLiteral("wins"), pair.wins},
                     {QStringLiteral("losses"), pair.losses},
                     {QStringLiteral("ties"), pair.ties},
                     {QStringLiteral("win_share"), estimateJson(pair.winShare)},
                     {QStringLiteral("p_signs"), number(pair.signP)}};
    addReason(json, pair.wilcoxon.reason);
    return json;
}

QJsonObject shareJson(const statistics::WinRate& rate)
{
    QJsonObject json{{QStringLiteral("share"), estimateJson(rate.wide)},
                     {QStringLiteral("share_for_equivalence"), estimateJson(rate.narrow)}};
    if (rate.margin > 0.0) {
        json[QStringLiteral("margin")] = rate.margin;
        json[QStringLiteral("verdict")] = verdictWord(rate.verdict).toLower();
        if (rate.narrow.low) {
            json[QStringLiteral("first_not_worse")] = *rate.narrow.low > 0.5 - rate.margin;
            json[QStringLiteral("second_not_worse")] = *rate.narrow.high < 0.5 + rate.margin;
        }
    }
    return json;
}

QJsonArray sharesJson(const CriterionResult& result)
{
    QJsonArray shares;
    for (const PairResult& pair : result.pairs)
        shares << QJsonObject{{QStringLiteral("first"), result.conditions[pair.first].letter},
                              {QStringLiteral("second"), result.conditions[pair.second].letter},
                              {QStringLiteral("dialogues"), shareJson(pair.dialogueWins)},
                              {QStringLiteral("answers"), shareJson(pair.answerWins)}};
    return shares;
}

QJsonObject timeJson(const TimeFigures& time)
{
    return {{QStringLiteral("halves"), estimateJson(time.halves)},
            {QStringLiteral("sessions"), estimateJson(time.sessions)},
            {QStringLiteral("raters_returned"), static_cast<qint64>(time.returned)},
            {QStringLiteral("most_sessions"), time.most}};
}

QJsonObject winsJson(const CriterionResult& result)
{
    const statistics::BradleyTerry& wins = result.figures.wins;
    QJsonArray abilities;
    for (std::size_t i = 0; i < wins.abilities.size(); ++i) {
        QJsonObject one = estimateJson(wins.abilities[i]);
        one[QStringLiteral("condition")] = result.conditions[static_cast<qsizetype>(i)].letter;
        one[QStringLiteral("standard_error")] = wins.errors[i];
        abilities << one;
    }
    QJsonObject json{
        {QStringLiteral("abilities"), abilities},
        {QStringLiteral("deviance"), wins.isDefined() ? QJsonValue(wins.deviance) : QJsonValue()},
        {QStringLiteral("degrees"), wins.degrees}};
    addReason(json, wins.reason);
    return json;
}

QJsonObject named(const char* key, const QString& name, const statistics::Estimate& estimate)
{
    QJsonObject json = estimateJson(estimate);
    json[QLatin1String(key)] = name;
    return json;
}

QJsonArray effectsJson(const CriterionResult& result)
{
    QJsonArray effects;
    const ModelFigures& model = result.figures.model;
    for (qsizetype i = 0; i < model.pairs.size(); ++i) {
        QJsonObject one = estimateJson(model.pairs[i]);
        one[QStringLiteral("first")] = result.conditions[result.pairs[i].first].letter;
        one[QStringLiteral("second")] = result.conditions[result.pairs[i].second].letter;
        if (i < model.verdicts.size()) {
            one[QStringLiteral("margin")] = model.oddsMargin;
            one[QStringLiteral("verdict")] = verdictWord(model.verdicts[i].verdict).toLower();
            one[QStringLiteral("narrow")] = estimateJson(model.verdicts[i].narrow);
        }
        effects << one;
    }
    return effects;
}

QJsonObject proportionalJson(const ProportionalOddsTest& test)
{
    QJsonObject json{
        {QStringLiteral("statistic"), test.ratio ? QJsonValue(test.ratio->statistic) : QJsonValue()},
        {QStringLiteral("degrees"), test.ratio ? QJsonValue(test.ratio->degrees) : QJsonValue()},
        {QStringLiteral("p"), test.ratio ? QJsonValue(test.ratio->p) : QJsonValue()},
        {QStringLiteral("n"), test.n},
        {QStringLiteral("missing"), 0},
        {QStringLiteral("method"),
         QStringLiteral("likelihood ratio of the cumulative-link model with conditions alone against "
                        "thresholds of each condition's own; answers taken as independent")}};
    addReason(json, test.reason.toStdString());
    return json;
}

QJsonObject modelJson(const CriterionResult& result)
{
    const ModelFigures& model = result.figures.model;
    QJsonArray thresholds;
    for (qsizetype i = 0; i < model.thresholds.size() && model.fit.isDefined(); ++i)
        thresholds << named("between", model.thresholds[i],
                            model.fit.thresholds[static_cast<std::size_t>(i)]);
    QJsonArray variances;
    for (qsizetype i = 0; i < model.groupings.size() && model.fit.isDefined(); ++i)
        variances << named("of", model.groupings[i], model.fit.variances[static_cast<std::size_t>(i)]);
    QJsonObject json{{QStringLiteral("method"), QString::fromStdString(model.fit.method)},
                     {QStringLiteral("log_odds_ratios"), effectsJson(result)},
                     {QStringLiteral("thresholds"), thresholds},
                     {QStringLiteral("variances"), variances},
                     {QStringLiteral("proportional_odds"), proportionalJson(model.proportional)},
                     {QStringLiteral("log_likelihood"), model.fit.logLikelihood},
                     {QStringLiteral("converged"), model.fit.converged},
                     {QStringLiteral("boundary"), model.fit.boundary},
                     {QStringLiteral("gradient"), model.fit.gradient},
                     {QStringLiteral("steps"), model.fit.steps}};
    if (model.order)
        json[QStringLiteral("order")] = estimateJson(*model.order);
    if (model.session)
        json[QStringLiteral("session")] = estimateJson(*model.session);
    if (model.conditions)
        json[QStringLiteral("conditions")] =
            QJsonObject{{QStringLiteral("statistic"), model.conditions->statistic},
                        {QStringLiteral("degrees"), model.conditions->degrees},
                        {QStringLiteral("p"), model.conditions->p},
                        {QStringLiteral("method"), QStringLiteral("likelihood ratio")}};
    addReason(json, model.fit.reason);
    return json;
}

QJsonObject correlationJson(const statistics::RankCorrelation& correlation)
{
    QJsonObject json = estimateJson(correlation.estimate);
    json[QStringLiteral("p")] = number(correlation.p);
    json[QStringLiteral("exact")] = correlation.exact;
    return json;
}

} // namespace

QJsonObject figuresJson(const CriterionResult& result)
{
    QJsonArray pairs;
    for (const RaterPair& pair : result.figures.pairs)
        pairs << pairJson(result, pair);
    QJsonArray agreement;
    for (const statistics::Estimate& estimate : result.figures.agreement)
        agreement << estimateJson(estimate);
    QJsonArray raters;
    for (const RaterFigures& rater : result.figures.byRater)
        raters << QJsonObject{{QStringLiteral("rater"), rater.rater},
                              {QStringLiteral("sessions"), rater.sessions},
                              {QStringLiteral("severity"), estimateJson(rater.severity)},
                              {QStringLiteral("with_others"), correlationJson(rater.withOthers)},
                              {QStringLiteral("drift"), correlationJson(rater.drift)}};
    return {{QStringLiteral("tests"),
             QJsonObject{{QStringLiteral("dialogues"), testJson(result.figures.dialogues)},
                         {QStringLiteral("raters"), testJson(result.figures.raters)}}},
            {QStringLiteral("rater_pairs"), pairs},
            {QStringLiteral("shares"), sharesJson(result)},
            {QStringLiteral("time"), timeJson(result.figures.time)},
            {QStringLiteral("wins"), winsJson(result)},
            {QStringLiteral("coefficients"), agreement},
            {QStringLiteral("model"), modelJson(result)},
            {QStringLiteral("by_rater"), raters}};
}

} // namespace antiphon
