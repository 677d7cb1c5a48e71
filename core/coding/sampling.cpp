#include "core/coding/sampling.h"

#include "core/base/csvfile.h"

#include <QDateTime>

namespace antiphon {

QString strategyWord(SamplingStrategy strategy)
{
    switch (strategy) {
    case SamplingStrategy::Random:
        return QStringLiteral("random");
    case SamplingStrategy::Uncertain:
        return QStringLiteral("uncertain");
    case SamplingStrategy::Unlike:
        return QStringLiteral("unlike");
    case SamplingStrategy::Thin:
        return QStringLiteral("thin");
    }
    return {};
}

std::optional<SamplingStrategy> strategyFromWord(QStringView word)
{
    for (const SamplingStrategy strategy : allStrategies) {
        if (strategyWord(strategy) == word)
            return strategy;
    }
    return std::nullopt;
}

QString strategyTitle(SamplingStrategy strategy)
{
    switch (strategy) {
    case SamplingStrategy::Random:
        return QStringLiteral("At random");
    case SamplingStrategy::Uncertain:
        return QStringLiteral("Most uncertain for a code");
    case SamplingStrategy::Unlike:
        return QStringLiteral("Most unlike what is coded");
    case SamplingStrategy::Thin:
        return QStringLiteral("Thin categories first");
    }
    return {};
}

QByteArray samplingCsv(const QList<SamplingChoice>& choices)
{
    QByteArray csv = csvLine({QStringLiteral("dialogue"), QStringLiteral("strategy"), QStringLiteral("seed"),
                              QStringLiteral("reason"), QStringLiteral("codings"), QStringLiteral("time")});
    for (const SamplingChoice& choice : choices)
        csv += csvLine({choice.externalId, strategyWord(choice.strategy), QString::number(choice.seed),
                        choice.reason, QString::number(choice.codings),
                        QDateTime::fromMSecsSinceEpoch(choice.createdAt, Qt::UTC).toString(Qt::ISODate)});
    return csv;
}

} // namespace antiphon
