#include "ui/generation/runtexts.h"

#include "ui/widgets/numbers.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>

namespace antiphon {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("RunTexts", text);
}

const QString between = QStringLiteral(" \u00b7 ");

QString secondsText(double seconds)
{
    return durationText(static_cast<qint64>(std::ceil(seconds)));
}

QString tokensText(double tokens)
{
    return countText(static_cast<qint64>(std::llround(tokens)));
}

} // namespace

QString moneyText(double money)
{
    return QLocale().toString(money, 'f', 2);
}

QString progressText(const RunTally& tally, double budget)
{
    if (tally.planned <= 0)
        return tr("Getting ready");
    const qint64 done = tally.samples + tally.setAside;
    QStringList parts{tr("%1 of %2").arg(countText(done), countText(tally.planned))};
    if (tally.paused)
        parts << (tally.inFlight > 0 ? tr("pausing, %1 still under way").arg(countText(tally.inFlight))
                                     : tr("paused"));
    if (tally.perMinute && !tally.paused)
        parts << tr("%1 a minute").arg(countText(std::llround(*tally.perMinute)));
    if (tally.etaSeconds && !tally.paused && done < tally.planned)
        parts << tr("about %1 left").arg(secondsText(*tally.etaSeconds));
    if (tally.spent && budget >= 0)
        parts << tr("%1 of %2 spent").arg(moneyText(*tally.spent), moneyText(budget));
    else if (tally.spent)
        parts << tr("%1 spent").arg(moneyText(*tally.spent));
    return parts.join(between);
}

QString kindsText(const QMap<QString, qint64>& kinds)
{
    QList<std::pair<qint64, QString>> ordered;
    for (auto it = kinds.begin(); it != kinds.end(); ++it)
        ordered << std::pair(it.value(), QString(it.key()).replace(QLatin1Char('_'), QLatin1Char(' ')));
    std::stable_sort(ordered.begin(), ordered.end(),
                     [](const auto& one, const auto& other) { return one.first > other.first; });
    QStringList parts;
    for (const auto& [count, kind] : std::as_const(ordered))
        parts << QStringLiteral("%1 %2").arg(countText(count), kind);
    return parts.join(QStringLiteral(", "));
}

QString estimateText(const RunEstimate& estimate, qint64 planned)
{
    QString text =
        tr("By a pilot of %1 dialogues, all %2 take about %3 (%4 to %5)")
            .arg(countText(estimate.items), countText(planned), secondsText(estimate.seconds.value),
                 secondsText(estimate.seconds.low), secondsText(estimate.seconds.high));
    const double tokens = estimate.promptTokens.value + estimate.completionTokens.value;
    if (tokens > 0)
        text += tr(", %1 tokens (%2 to %3)")
                    .arg(tokensText(tokens),
                         tokensText(estimate.promptTokens.low + estimate.completionTokens.low),
                         tokensText(estimate.promptTokens.high + estimate.completionTokens.high));
    if (estimate.cost)
        text += tr(" and cost %1 (%2 to %3)")
                    .arg(moneyText(estimate.cost->value), moneyText(estimate.cost->low),
                         moneyText(estimate.cost->high));
    return text + QLatin1Char('.');
}

} // namespace antiphon
