// One ordinal response under the logit link: its probability and the derivatives that fitting needs.
#pragma once

#include <cmath>

namespace antiphon::statistics {

// One bound of a category: the logistic distribution function F there, and 1 - F without loss. The default is
// the infinite bound above the last category.
struct LogisticBound
{
    double below = 1.0; // F
    double above = 0.0; // 1 - F

    double density() const { return below * above; }
    double slope() const { return density() * (above - below); } // of the density
};

inline constexpr LogisticBound openLowerBound{0.0, 1.0};

inline LogisticBound logisticBound(double x)
{
    const double e = std::exp(-std::abs(x));
    const double near = 1.0 / (1.0 + e);
    const double far = e * near;
    return x > 0.0 ? LogisticBound{near, far} : LogisticBound{far, near};
}

// P(lower < Y* <= upper) for the standard logistic. Letters stand for derivatives by the upper bound a and
// the lower bound c; eta lowers both. With F(a) - F(c) = F(a) (1 - F(c)) (1 - exp(c - a)) and F' = F (1 - F)
// they come out short: d logP / d eta = F(a) + F(c) - 1.
struct LinkTerms
{
    LogisticBound upper;
    LogisticBound lower = openLowerBound;
    double width = 1.0; // 1 - exp(c - a); 1 at the ends of the scale

    double p() const { return upper.below * lower.above * width; }
    double a() const { return upper.above / (lower.above * width); }  // of logP
    double c() const { return -lower.below / (upper.below * width); } // of logP
    double q() const { return upper.above - lower.below; }            // -d logP / d eta
    double w() const { return upper.density() + lower.density(); }    // d q / d eta; never below 0
    double qa() const { return -upper.density(); }
    double qc() const { return -lower.density(); }
    double wa() const { return upper.slope(); }
    double wc() const { return lower.slope(); }
    double wEta() const { return -(wa() + wc()); }
};

} // namespace antiphon::statistics
