#include "core/rating/results.h"

#include <QJsonArray>

namespace antiphon {

QStringList leftOutLines(const StudyResults& results)
{
    QStringList lines;
    for (const LeftOut& one : results.leftOut)
        lines << QStringLiteral("Left out of all figures: %1 (%2).").arg(one.rater, one.reason);
    for (const CriterionResult& result : results.withAll) {
        for (const PairResult& pair : result.pairs)
            lines << QStringLiteral("With everybody, %1: %2")
                         .arg(result.criterion.name, verdictSentence(result, pair));
    }
    return lines;
}

QJsonObject leftOutJson(const StudyResults& results)
{
    QJsonArray raters;
    for (const LeftOut& one : results.leftOut)
        raters << QJsonObject{{QStringLiteral("rater"), one.rater}, {QStringLiteral("reason"), one.reason}};
    QJsonArray criteria;
    for (const CriterionResult& result : results.withAll) {
        QJsonArray pairs;
        for (const PairResult& pair : result.pairs)
            pairs << QJsonObject{{QStringLiteral("first"), result.conditions.at(pair.first).label()},
                                 {QStringLiteral("second"), result.conditions.at(pair.second).label()},
                                 {QStringLiteral("difference"), estimateJson(pair.difference.wide)},
                                 {QStringLiteral("verdict"), verdictWord(pair.difference.verdict)}};
        criteria << QJsonObject{{QStringLiteral("criterion"), result.criterion.key},
                                {QStringLiteral("pairs"), pairs}};
    }
    return {{QStringLiteral("raters"), raters}, {QStringLiteral("with_everybody"), criteria}};
}

} // namespace antiphon
