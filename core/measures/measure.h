// Measures of a corpus of texts, each with all that is needed to judge it.
#pragma once

#include "core/statistics/estimate.h"

#include <QList>
#include <QString>

namespace antiphon::measures {

enum class MeasureGroup { Length, Diversity, Repetition, Openings, Labels };
inline constexpr int measureGroups = 5;
// For people ("Length and shape") and for JSON ("length").
QString groupName(MeasureGroup group);
QString groupKey(MeasureGroup group);

struct Measure
{
    QString key; // for JSON and CSV: "distinct_1_user"
    QString name;
    MeasureGroup group = MeasureGroup::Length;
    statistics::Estimate estimate;
    double error = 0;     // the standard error, 0 where it is not known
    bool isShare = false; // lies between 0 and 1
};

// `estimate` with the interval value +- 1.96 errors, and for shares cut at 0 and 1.
Measure withError(Measure measure, double error);

// The sums from which a ratio of two totals over dialogues gets its error. Of whole numbers they are exact,
// so that any order of adding gives the same.
struct RatioSums
{
    qint64 n = 0; // dialogues
    double x = 0, y = 0;
    double xx = 0, xy = 0, yy = 0;

    void add(double above, double below);
    void join(const RatioSums& other);
    // x / y; nothing when y is 0.
    std::optional<double> ratio() const;
    // The linearised standard error of the ratio for dialogues drawn at random (Cochran 1977, Sampling
    // Techniques, 2.11 and 6.3, without the finite population correction); nothing for fewer than two.
    std::optional<double> error() const;
};

// The measure of a ratio with its interval. `n` is the total below; `method` tells how it is counted.
Measure ratioMeasure(const QString& key, const QString& name, MeasureGroup group, const RatioSums& sums,
                     qint64 missing, const char* method);

// first - second of the same measure in two corpora drawn independently; the errors add up in squares.
struct MeasureDifference
{
    std::optional<double> value;
    std::optional<double> low;
    std::optional<double> high;
};
MeasureDifference difference(const Measure& first, const Measure& second);

} // namespace antiphon::measures
