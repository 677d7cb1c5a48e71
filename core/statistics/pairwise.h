// Who wins against whom: shares of wins and Bradley and Terry's model.
#pragma once

#include "core/statistics/estimate.h"

#include <vector>

namespace antiphon::statistics {

// The share of successes with Clopper and Pearson's exact interval, and the exact two-sided p against
// `expected`: the probability of all outcomes that are no likelier than the observed one (R's binom.test).
// Undefined without trials.
struct BinomialTest
{
    Estimate estimate;
    std::optional<double> p;
};
BinomialTest exactBinomial(std::int64_t successes, std::int64_t trials, double expected = 0.5,
                           double level = 0.95);
// The share with Wilson's score interval (1927); `successes` may hold halves, as of ties. Undefined without
// trials.
Estimate wilsonShare(double successes, double trials, double level = 0.95);

struct BradleyTerry
{
    std::vector<Estimate> abilities; // log odds of winning against the first, which has 0 and no interval
    std::vector<double> errors;      // standard errors, 0 of the first
    double deviance = 0.0;           // against the model that gives each pair a share of its own
    int degrees = 0;                 // pairs that met, less the abilities
    std::string reason;              // why it is undefined
    bool isDefined() const { return reason.empty(); }
};

// Bradley and Terry 1952 by maximum likelihood: `wins[i][j]` are the wins of i over j, halves for ties. The
// deviance is that of whole wins; with halves it has no distribution. Undefined for fewer than two players
// and where a group of them never won, or never lost, against the others (Ford 1957).
BradleyTerry bradleyTerry(const std::vector<std::vector<double>>& wins, double level = 0.95);

} // namespace antiphon::statistics
