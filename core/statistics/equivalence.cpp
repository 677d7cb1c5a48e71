#include "core/statistics/equivalence.h"

#include "core/statistics/descriptive.h"

#include <boost/math/distributions/students_t.hpp>

#include <cmath>

namespace antiphon::statistics {

namespace {

Tost tostOf(double difference, double error, double degrees, double margin, double alpha, const char* method)
{
    const boost::math::students_t t(degrees);
    Tost test;
    test.degrees = degrees;
    test.margin = margin;
    test.alpha = alpha;
    test.tLower = (difference + margin) / error;
    test.pLower = boost::math::cdf(boost::math::complement(t, test.tLower));
    test.tUpper = (difference - margin) / error;
    test.pUpper = boost::math::cdf(t, test.tUpper);
    const double narrow = boost::math::quantile(t, 1.0 - alpha) * error;
    const double wide = boost::math::quantile(t, 1.0 - alpha / 2.0) * error;
    test.difference.value = difference;
    test.difference.low = difference - narrow;
    test.difference.high = difference + narrow;
    test.difference.level = 1.0 - 2.0 * alpha;
    test.difference.method = method;
    test.verdict =
        verdictOf(difference - narrow, difference + narrow, difference - wide, difference + wide, margin);
    return test;
}

Tost undefinedTost(const char* method, const char* reason, double margin, double alpha)
{
    Tost test;
    test.difference = undefined(method, reason);
    test.pLower = test.pUpper = 1.0;
    test.margin = margin;
    test.alpha = alpha;
    return test;
}

Summary summaryOf(std::span<const double> values)
{
    return {mean(values).value.value_or(0.0), standardDeviation(values).value.value_or(0.0),
            static_cast<double>(values.size())};
}

} // namespace

Verdict verdictOf(double low90, double high90, double low95, double high95, double margin)
{
    const bool inside = low90 > -margin && high90 < margin;
    const bool apart = low95 > 0.0 || high95 < 0.0;
    if (inside)
        return apart ? Verdict::Both : Verdict::Equivalent;
    return apart ? Verdict::Different : Verdict::Inconclusive;
}

Tost tostWelch(const Summary& first, const Summary& second, double margin, double alpha)
{
    constexpr auto method = "difference of means, two one-sided Welch tests";
    if (first.n < 2.0 || second.n < 2.0)
        return undefinedTost(method, "a group has fewer than two values", margin, alpha);
    const double a = first.sd * first.sd / first.n;
    const double b = second.sd * second.sd / second.n;
    if (!(a + b > 0.0))
        return undefinedTost(method, "the values do not vary", margin, alpha);
    const double degrees = (a + b) * (a + b) / (a * a / (first.n - 1.0) + b * b / (second.n - 1.0));
    Tost test = tostOf(first.mean - second.mean, std::sqrt(a + b), degrees, margin, alpha, method);
    test.difference.n = std::llround(first.n + second.n);
    return test;
}

Tost tostWelch(std::span<const double> first, std::span<const double> second, double margin, double alpha)
{
    return tostWelch(summaryOf(first), summaryOf(second), margin, alpha);
}

Tost tostPaired(const Summary& differences, double margin, double alpha)
{
    constexpr auto method = "mean of paired differences, two one-sided t tests";
    if (differences.n < 2.0)
        return undefinedTost(method, "fewer than two pairs", margin, alpha);
    if (!(differences.sd > 0.0))
        return undefinedTost(method, "the differences do not vary", margin, alpha);
    Tost test = tostOf(differences.mean, differences.sd / std::sqrt(differences.n), differences.n - 1.0,
                       margin, alpha, method);
    test.difference.n = std::llround(differences.n);
    return test;
}

Tost tostPaired(std::span<const double> differences, double margin, double alpha)
{
    return tostPaired(summaryOf(differences), margin, alpha);
}

} // namespace antiphon::statistics
