#include "core/cascade/experiment.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace antiphon {

namespace {

std::optional<double> figureOf(const QJsonValue& value)
{
    return value.isDouble() ? std::optional(value.toDouble()) : std::nullopt;
}

std::optional<Measure> measureOf(const QString& name)
{
    for (const Measure measure : allMeasures())
        if (measureName(measure) == name)
            return measure;
    return std::nullopt;
}

std::optional<ExperimentRow> rowFromJson(const QJsonObject& json)
{
    const auto measure = measureOf(json[QLatin1String("measure")].toString());
    const auto rate = figureOf(json[QLatin1String("rate")]);
    const QString kind = json[QLatin1String("kind")].toString();
    if (!measure || !rate || kind.isEmpty())
        return std::nullopt;
    ExperimentRow row{{kind, *rate}, *measure, {}};
    row.mean.value = figureOf(json[QLatin1String("value")]);
    row.mean.low = figureOf(json[QLatin1String("low")]);
    row.mean.high = figureOf(json[QLatin1String("high")]);
    row.mean.n = json[QLatin1String("n")].toInteger();
    row.mean.missing = json[QLatin1String("missing")].toInteger();
    row.mean.method = json[QLatin1String("method")].toString().toStdString();
    row.mean.level = json[QLatin1String("level")].toDouble();
    row.mean.reason = json[QLatin1String("reason")].toString().toStdString();
    row.mean.seed = static_cast<std::uint64_t>(json[QLatin1String("seed")].toInteger());
    return row;
}

Experiment headFromJson(const QJsonObject& json)
{
    Experiment experiment;
    experiment.title = json[QLatin1String("experiment")].toString();
    experiment.name = json[QLatin1String("name")].toString();
    experiment.catalogue = json[QLatin1String("catalogue")].toString();
    experiment.recipe = json[QLatin1String("recipe")].toString();
    const auto date = QDateTime::fromString(json[QLatin1String("date")].toString(), Qt::ISODateWithMs);
    experiment.doneAt = date.isValid() ? date.toMSecsSinceEpoch() : 0;
    experiment.chanceDistance = figureOf(json[QLatin1String("chanceDistance")]);
    experiment.tracks = json[QLatin1String("tracks")].toInteger();
    experiment.cascades = json[QLatin1String("cascades")].toInteger();
    experiment.plans = json[QLatin1String("plans")].toInteger();
    experiment.seeds = json[QLatin1String("seeds")].toInt();
    experiment.seed = static_cast<quint64>(json[QLatin1String("seed")].toInteger());
    experiment.seconds = json[QLatin1String("seconds")].toDouble();
    return experiment;
}

} // namespace

// Kinds and rates stand in the order in which the rows name them.
Result<Experiment> experimentFromJson(const QByteArray& json, const QString& what)
{
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    Experiment experiment = headFromJson(object);
    const QJsonArray rows = object[QLatin1String("rows")].toArray();
    for (const QJsonValue& value : rows) {
        const auto row = rowFromJson(value.toObject());
        if (!row)
            return fail(ErrorCode::WrongFormat, what, QStringLiteral("a figure can not be read"));
        experiment.rows << *row;
        if (!experiment.kinds.contains(row->degradation.kind))
            experiment.kinds << row->degradation.kind;
        const double rate = row->degradation.rate;
        if (std::find(experiment.rates.begin(), experiment.rates.end(), rate) == experiment.rates.end())
            experiment.rates.push_back(rate);
    }
    if (experiment.title.isEmpty() || experiment.rows.isEmpty())
        return fail(ErrorCode::WrongFormat, what, QStringLiteral("it holds no figures of an experiment"));
    return experiment;
}

} // namespace antiphon
