#include "core/measures/measure.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace antiphon::measures {

namespace {

constexpr double normal95 = 1.959963984540054;

struct GroupFacts
{
    const char* key;
    const char* name;
};
constexpr std::array<GroupFacts, measureGroups> groups{{{"length", "Length and shape"},
                                                        {"diversity", "Diversity"},
                                                        {"repetition", "Repetition"},
                                                        {"openings", "Openings"},
                                                        {"labels", "Labels"}}};

} // namespace

QString groupName(MeasureGroup group)
{
    return QLatin1String(groups.at(static_cast<std::size_t>(group)).name);
}

QString groupKey(MeasureGroup group)
{
    return QLatin1String(groups.at(static_cast<std::size_t>(group)).key);
}

Measure withError(Measure measure, double error)
{
    if (!measure.estimate.value)
        return measure;
    const double value = *measure.estimate.value;
    measure.error = error;
    measure.estimate.low = value - normal95 * error;
    measure.estimate.high = value + normal95 * error;
    if (measure.isShare) {
        measure.estimate.low = std::max(0.0, *measure.estimate.low);
        measure.estimate.high = std::min(1.0, *measure.estimate.high);
    }
    measure.estimate.level = 0.95;
    return measure;
}

void RatioSums::add(double above, double below)
{
    ++n;
    x += above;
    y += below;
    xx += above * above;
    xy += above * below;
    yy += below * below;
}

void RatioSums::join(const RatioSums& other)
{
    n += other.n;
    x += other.x;
    y += other.y;
    xx += other.xx;
    xy += other.xy;
    yy += other.yy;
}

std::optional<double> RatioSums::ratio() const
{
    return y > 0 ? std::optional(x / y) : std::nullopt;
}

std::optional<double> RatioSums::error() const
{
    const auto r = ratio();
    if (n < 2 || !r)
        return std::nullopt;
    const double squares = xx - 2 * *r * xy + *r * *r * yy;
    const auto count = static_cast<double>(n);
    return std::sqrt(std::max(0.0, squares) * count / (count - 1)) / y;
}

Measure ratioMeasure(const QString& key, const QString& name, MeasureGroup group, const RatioSums& sums,
                     qint64 missing, const char* method)
{
    Measure measure{key, name, group, {}, 0, false};
    measure.estimate.method = method;
    measure.estimate.missing = missing;
    measure.estimate.n = static_cast<qint64>(sums.y);
    measure.estimate.value = sums.ratio();
    if (!measure.estimate.value) {
        measure.estimate.reason = "there is nothing to look at";
        return measure;
    }
    if (const auto error = sums.error())
        return withError(measure, *error);
    measure.estimate.reason = "one dialogue gives no interval";
    return measure;
}

MeasureDifference difference(const Measure& first, const Measure& second)
{
    MeasureDifference result;
    if (!first.estimate.value || !second.estimate.value)
        return result;
    result.value = *first.estimate.value - *second.estimate.value;
    if (!first.estimate.low || !second.estimate.low)
        return result;
    const double error = std::hypot(first.error, second.error);
    result.low = *result.value - normal95 * error;
    result.high = *result.value + normal95 * error;
    return result;
}

} // namespace antiphon::measures
