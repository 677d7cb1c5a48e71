#include "core/rating/figuretables.h"
#include "core/rating/leakmeter.h"

#include <QJsonArray>

namespace antiphon {

QJsonObject auditJson(const BlindingAudit& audit)
{
    QJsonArray areas, lengths;
    for (qsizetype i = 0; i < audit.conditions.size(); ++i) {
        if (static_cast<std::size_t>(i) >= audit.leak.classes.size())
            break;
        QJsonObject one = estimateJson(audit.leak.classes[static_cast<std::size_t>(i)]);
        one[QStringLiteral("condition")] = audit.conditions[i];
        areas << one;
    }
    for (const LengthDifference& length : audit.lengths) {
        QJsonObject one = estimateJson(length.worst);
        QJsonArray means;
        for (const double mean : length.means)
            means << mean;
        one[QStringLiteral("measure")] = length.measure;
        one[QStringLiteral("means")] = means;
        one[QStringLiteral("warns")] = length.warns;
        lengths << one;
    }
    QJsonObject leak = estimateJson(audit.leak.overall);
    leak[QStringLiteral("p")] = audit.leak.p ? QJsonValue(*audit.leak.p) : QJsonValue();
    leak[QStringLiteral("permutations")] = audit.leak.permutations;
    leak[QStringLiteral("conditions")] = areas;
    return {{QStringLiteral("items"), audit.items},
            {QStringLiteral("items_of_study"), audit.all},
            {QStringLiteral("leak"), leak},
            {QStringLiteral("lengths"), lengths}};
}

QString auditText(const BlindingAudit& audit)
{
    QStringList lines;
    lines << QStringLiteral(
                 "A classifier tells the conditions apart with an area of %1 (0.5 is chance), p %2; "
                 "%L3 of %L4 dialogues, seed %5, %6 permutations")
                 .arg(figureText(audit.leak.overall.value, 3), probabilityText(audit.leak.p))
                 .arg(audit.items)
                 .arg(audit.all)
                 .arg(audit.leak.overall.seed.value_or(0))
                 .arg(audit.leak.permutations);
    if (!audit.leak.overall.isDefined())
        lines.last() = QStringLiteral("How well the conditions can be told apart is undefined: %1")
                           .arg(QString::fromStdString(audit.leak.overall.reason));
    for (std::size_t i = 0; i < audit.leak.classes.size(); ++i)
        lines << QStringLiteral("  %1 against the others: %2")
                     .arg(audit.conditions.value(static_cast<qsizetype>(i)),
                          figureText(audit.leak.classes[i].value, 3));
    for (const LengthDifference& length : audit.lengths) {
        QStringList means;
        if (length.means.empty()) {
            lines << QStringLiteral(
                         "Mean number of %1: largest standardised difference %2, before the key was sealed")
                         .arg(length.measure, figureText(length.worst.value));
            continue;
        }
        for (qsizetype i = 0; i < audit.conditions.size(); ++i)
            means << QStringLiteral("%1 %2").arg(
                audit.conditions[i], QString::number(length.means[static_cast<std::size_t>(i)], 'f', 1));
        lines << QStringLiteral("Mean number of %1: %2; largest standardised difference %3%4")
                     .arg(length.measure, means.join(QStringLiteral(", ")), figureText(length.worst.value),
                          length.warns ? QStringLiteral(" (more than 0.25: raters may go by it)")
                                       : QString());
    }
    return lines.join(QLatin1Char('\n'));
}

} // namespace antiphon
