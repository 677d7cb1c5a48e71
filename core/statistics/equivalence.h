// Equivalence: a difference too small to matter, by a margin declared beforehand.
#pragma once

#include "core/statistics/estimate.h"

#include <span>

namespace antiphon::statistics {

enum class Verdict {
    Equivalent,  // the difference lies inside the margin
    Different,   // it is not zero
    Both,        // not zero, and inside the margin: trivially different
    Inconclusive // the data can not tell
};

// The verdict by intervals: inside the margin when the (1 - 2 alpha) interval [low90, high90] lies in
// (-margin, margin), which is two one-sided tests at alpha (Schuirmann 1987); not zero when the (1 - alpha)
// interval [low95, high95] leaves out 0.
Verdict verdictOf(double low90, double high90, double low95, double high95, double margin);

// Two one-sided tests.
struct Tost
{
    Estimate difference;  // with the (1 - 2 alpha) interval
    double degrees = 0.0; // of freedom
    double tLower = 0.0;  // against -margin
    double pLower = 0.0;
    double tUpper = 0.0; // against +margin
    double pUpper = 0.0;
    double margin = 0.0; // in raw points
    double alpha = 0.05;
    Verdict verdict = Verdict::Inconclusive;

    double p() const { return pLower > pUpper ? pLower : pUpper; } // of the claim "equivalent"
};

struct Summary
{
    double mean = 0.0;
    double sd = 0.0;
    double n = 0.0;
};

// Two independent groups with unequal variances, t and degrees of freedom after Welch (1947). Undefined
// (difference without value) when a group has fewer than two values or neither varies.
Tost tostWelch(const Summary& first, const Summary& second, double margin, double alpha = 0.05);
Tost tostWelch(std::span<const double> first, std::span<const double> second, double margin,
               double alpha = 0.05);

// Paired values, from the mean and sd of their differences. Undefined as above.
Tost tostPaired(const Summary& differences, double margin, double alpha = 0.05);
Tost tostPaired(std::span<const double> differences, double margin, double alpha = 0.05);

} // namespace antiphon::statistics
