#include "core/analysis/figuretext.h"
#include "core/base/csvfile.h"
#include "core/cascade/experiment.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace antiphon {

namespace {

struct MeasureWords
{
    Measure measure;
    const char* name;
    const char* title;
    const char* unit;
    bool isShare;
};
constexpr MeasureWords words[] = {
    {Measure::PoolRatio, "pool ratio", "Pool against the pool before", "ratio of sizes", false},
    {Measure::Jaccard, "pool Jaccard", "Overlap with the pool before", "Jaccard index, 0 to 1", true},
    {Measure::EmptyPools, "empty pools", "Cascades without a track", "share of cascades", true},
    {Measure::Coherence, "coherence", "Coherence of values", "normalised PMI, -1 to 1", false},
    {Measure::LengthKept, "length kept", "Plans as long as before", "share of plans", true},
    {Measure::Distance, "distance", "Plans' tables against those before", "total variation, 0 to 1", true},
    {Measure::TrackCoverage, "track coverage", "Tracks that the plans list", "share of tracks", true},
    {Measure::ValueGini, "value Gini", "Imbalance of the values named", "Gini, 0 to 1", true}};

const MeasureWords& wordsOf(Measure measure)
{
    for (const MeasureWords& each : words)
        if (each.measure == measure)
            return each;
    return words[0];
}

QString dateText(TimePoint at)
{
    return at > 0 ? QDateTime::fromMSecsSinceEpoch(at, Qt::UTC).toString(Qt::ISODateWithMs) : QString();
}

QJsonValue orNull(std::optional<double> value)
{
    return value ? QJsonValue(*value) : QJsonValue(QJsonValue::Null);
}

} // namespace

const std::vector<Measure>& allMeasures()
{
    static const std::vector<Measure> all = [] {
        std::vector<Measure> made;
        for (const MeasureWords& each : words)
            made.push_back(each.measure);
        return made;
    }();
    return all;
}

QString measureName(Measure measure)
{
    return QLatin1String(wordsOf(measure).name);
}

QString measureTitle(Measure measure)
{
    return QLatin1String(wordsOf(measure).title);
}

QString measureUnit(Measure measure)
{
    return QLatin1String(wordsOf(measure).unit);
}

QString rateTitle(const Experiment& experiment)
{
    return experiment.title == QLatin1String("noise")
               ? QStringLiteral("Rate: share of annotations damaged")
               : QStringLiteral("Rate: share of values or tracks hidden");
}

bool isShare(Measure measure)
{
    return wordsOf(measure).isShare;
}

QString experimentMethod(const Experiment& experiment)
{
    return QStringLiteral(
               "%1 tracks; %2 cascades of two or three labels that a track has, drawn on the catalogue as it "
               "is; %3 plans a catalogue by the recipe %6. Each figure is the mean over %4 seeds of the "
               "damage with Student's t interval of 95 %. Artists, decades and numbers stay as they are. "
               "Seed %5.")
        .arg(QString::number(experiment.tracks), QString::number(experiment.cascades),
             QString::number(experiment.plans), QString::number(experiment.seeds),
             QString::number(experiment.seed), experiment.recipe);
}

QByteArray experimentCsv(const QList<Experiment>& experiments)
{
    QByteArray csv = csvLine({QStringLiteral("kind"), QStringLiteral("rate"), QStringLiteral("measure"),
                              QStringLiteral("mean"), QStringLiteral("low"), QStringLiteral("high"),
                              QStringLiteral("n"), QStringLiteral("missing"), QStringLiteral("seed"),
                              QStringLiteral("method"), QStringLiteral("experiment"),
                              QStringLiteral("catalogue"), QStringLiteral("recipe"), QStringLiteral("date")});
    for (const Experiment& each : experiments)
        for (const ExperimentRow& row : each.rows)
            csv += csvLine({row.degradation.kind, QString::number(row.degradation.rate),
                            measureName(row.measure), figureText(row.mean.value), figureText(row.mean.low),
                            figureText(row.mean.high), QString::number(row.mean.n),
                            QString::number(row.mean.missing), QString::number(each.seed),
                            QString::fromStdString(row.mean.method), each.name, each.catalogue, each.recipe,
                            dateText(each.doneAt)});
    return csv;
}

QByteArray experimentJson(const Experiment& experiment)
{
    QJsonArray rows;
    for (const ExperimentRow& row : experiment.rows)
        rows << QJsonObject{{QStringLiteral("kind"), row.degradation.kind},
                            {QStringLiteral("rate"), row.degradation.rate},
                            {QStringLiteral("measure"), measureName(row.measure)},
                            {QStringLiteral("value"), orNull(row.mean.value)},
                            {QStringLiteral("low"), orNull(row.mean.low)},
                            {QStringLiteral("high"), orNull(row.mean.high)},
                            {QStringLiteral("n"), static_cast<qint64>(row.mean.n)},
                            {QStringLiteral("missing"), static_cast<qint64>(row.mean.missing)},
                            {QStringLiteral("method"), QString::fromStdString(row.mean.method)},
                            {QStringLiteral("level"), row.mean.level},
                            {QStringLiteral("reason"), QString::fromStdString(row.mean.reason)},
                            {QStringLiteral("seed"), static_cast<qint64>(experiment.seed)}};
    const QJsonObject json{{QStringLiteral("experiment"), experiment.title},
                           {QStringLiteral("name"), experiment.name},
                           {QStringLiteral("catalogue"), experiment.catalogue},
                           {QStringLiteral("recipe"), experiment.recipe},
                           {QStringLiteral("date"), dateText(experiment.doneAt)},
                           {QStringLiteral("tracks"), experiment.tracks},
                           {QStringLiteral("cascades"), experiment.cascades},
                           {QStringLiteral("plans"), experiment.plans},
                           {QStringLiteral("seeds"), experiment.seeds},
                           {QStringLiteral("seed"), static_cast<qint64>(experiment.seed)},
                           {QStringLiteral("chanceDistance"), orNull(experiment.chanceDistance)},
                           {QStringLiteral("method"), experimentMethod(experiment)},
                           {QStringLiteral("seconds"), experiment.seconds},
                           {QStringLiteral("rows"), rows}};
    return QJsonDocument(json).toJson();
}

} // namespace antiphon
