// What bad or missing annotations do to cascades and plans: the paper's second open question.
#pragma once

#include "core/base/cancellation.h"
#include "core/base/clock.h"
#include "core/base/progress.h"
#include "core/cascade/degradedindex.h"
#include "core/cascade/recipe.h"
#include "core/statistics/estimate.h"

namespace antiphon {

struct ExperimentRequest
{
    QString title;     // "noise", "sparsity"
    QStringList kinds; // see Degradation
    std::vector<double> rates;
    int cascades = 200; // random ones of two or three filters, drawn on the catalogue as it is
    int plans = 300;
    int seeds = 5; // of the damage, at each kind and rate
    quint64 seed = 1;
    int threads = 1;
    Recipe recipe;
};

// What is measured on each damaged catalogue. The same cascades and the same seed of plans as on the
// catalogue as it is.
enum class Measure {
    PoolRatio,     // mean over the cascades: pool / pool before
    Jaccard,       // mean over the cascades: of the pool and the pool before
    EmptyPools,    // share of the cascades without a track
    Coherence,     // normalised mutual information of the cascades' consecutive values, see CoherenceFigures
    LengthKept,    // share of the plans that are as long as before
    Distance,      // meanDistance() of the plans' tables from those before
    TrackCoverage, // share of the catalogue's tracks that the plans list
    ValueGini      // of how often the plans name the values
};
const std::vector<Measure>& allMeasures();
QString measureName(Measure measure);  // "pool ratio", for files
QString measureTitle(Measure measure); // "Pool against the pool before", for people
QString measureUnit(Measure measure);  // "share of cascades": what its axis counts
bool isShare(Measure measure);         // lies in [0, 1]

struct ExperimentRow
{
    Degradation degradation;
    Measure measure = Measure::PoolRatio;
    // The mean over the seeds with Student's t interval; n seeds in which it is defined, the others missing.
    statistics::Estimate mean;
};

struct Experiment
{
    QString title;
    QString name = {};      // "noise 3", as it is kept in the project; empty: it is not
    QString catalogue = {}; // its name
    QString recipe = {};    // "mine@2"
    TimePoint doneAt = 0;   // when it was kept
    QStringList kinds;
    std::vector<double> rates;
    QList<ExperimentRow> rows; // by kind, rate, measure
    // The distance of plans of another seed on the same catalogue: what chance alone gives.
    std::optional<double> chanceDistance;
    qint64 tracks = 0;
    qint64 cascades = 0;
    qint64 plans = 0;
    int seeds = 0;
    quint64 seed = 0;
    double seconds = 0;
};

// "Rate: share of annotations damaged": what its rates are, for people.
QString rateTitle(const Experiment& experiment);

// Damages the catalogue at each kind, rate and seed and measures. The same for any number of threads. Errors:
// InvalidValue (kinds, rates, counts below 1), NotPossible when the catalogue as it is gives no plans,
// Cancelled.
Result<Experiment> runExperiment(const std::shared_ptr<const CatalogueIndex>& index,
                                 const ExperimentRequest& request, const CancelToken& cancel,
                                 const ProgressSink& progress);

// Nothing when that was not measured.
const ExperimentRow* rowOf(const Experiment& experiment, const QString& kind, double rate, Measure measure);
// How it was done, as sentences.
QString experimentMethod(const Experiment& experiment);
// A line a figure: kind, rate, measure, mean, low, high, n, missing, seed, method, experiment, catalogue,
// recipe, date (UTC).
QByteArray experimentCsv(const QList<Experiment>& experiments);
inline QByteArray experimentCsv(const Experiment& experiment)
{
    return experimentCsv(QList<Experiment>{experiment});
}
// The same facts as one JSON document, and back. `what` names it in errors. Errors: WrongFormat.
QByteArray experimentJson(const Experiment& experiment);
Result<Experiment> experimentFromJson(const QByteArray& json, const QString& what);
// One panel a measure, a line a kind, intervals; for files and pages, in its own light colours.
QByteArray experimentSvg(const Experiment& experiment);

} // namespace antiphon
