#include "core/statistics/samplesize.h"

#include <boost/math/distributions/normal.hpp>

#include <cmath>

namespace antiphon::statistics {

namespace {

double z(double probability)
{
    return boost::math::quantile(boost::math::normal(), probability);
}

double square(double value)
{
    return value * value;
}

} // namespace

double whiteheadTotal(std::span<const double> shares, double oddsRatio, double alpha, double power)
{
    double cubes = 0.0;
    for (const double share : shares)
        cubes += share * share * share;
    return 12.0 * square(z(1.0 - alpha / 2.0) + z(power)) / (square(std::log(oddsRatio)) * (1.0 - cubes));
}

double noetherTotal(double a12, double alpha, double power)
{
    return square(z(1.0 - alpha / 2.0) + z(power)) / (3.0 * square(a12 - 0.5));
}

double equivalencePerArm(double margin, double alpha, double power)
{
    return 2.0 * equivalencePairs(margin, alpha, power);
}

double equivalencePairs(double margin, double alpha, double power)
{
    return square((z(1.0 - alpha) + z(0.5 + power / 2.0)) / margin);
}

double nonInferiorityPairs(double margin, double alpha, double power)
{
    return square((z(1.0 - alpha) + z(power)) / margin);
}

double designEffect(double size, double icc)
{
    return 1.0 + (size - 1.0) * icc;
}

} // namespace antiphon::statistics
