// One ordinal response under the logit link: its log-probability and the derivatives that fitting needs.
#pragma once

#include <cmath>

namespace antiphon::statistics {

// log P(lower < Y* <= upper) for the standard logistic. Letters stand for derivatives by the upper bound a
// and the lower bound c; eta lowers both.
struct LinkTerms
{
    double logP = 0.0;
    double a = 0.0;
    double c = 0.0;
    double aa = 0.0;
    double ac = 0.0;
    double cc = 0.0;
    double aaa = 0.0;
    double aac = 0.0;
    double acc = 0.0;
    double ccc = 0.0;

    double q() const { return a + c; }                 // -d logP / d eta
    double w() const { return -(aa + 2.0 * ac + cc); } // d q / d eta; never below 0
    double qa() const { return aa + ac; }
    double qc() const { return ac + cc; }
    double wa() const { return -(aaa + 2.0 * aac + acc); }
    double wc() const { return -(aac + 2.0 * acc + ccc); }
    double wEta() const { return -(wa() + wc()); }
};

// One bound: the logistic distribution function and its density with derivatives.
struct LogisticBound
{
    double below = 0.0; // F
    double above = 1.0; // 1 - F
    double density = 0.0;
    double slope = 0.0;
    double curve = 0.0;
};

inline LogisticBound logisticBound(double x)
{
    LogisticBound bound;
    const double e = std::exp(-std::abs(x));
    const double far = e / (1.0 + e);
    const double near = 1.0 / (1.0 + e);
    bound.below = x > 0.0 ? near : far;
    bound.above = x > 0.0 ? far : near;
    bound.density = near * far;
    bound.slope = bound.density * (bound.above - bound.below);
    bound.curve = bound.density * (1.0 - 6.0 * bound.density);
    return bound;
}

// `open...` for a category at the end of the scale, whose bound is infinite.
inline LinkTerms linkTerms(double upper, bool openUpper, double lower, bool openLower)
{
    LogisticBound high{1.0, 0.0, 0.0, 0.0, 0.0};
    LogisticBound low{0.0, 1.0, 0.0, 0.0, 0.0};
    if (!openUpper)
        high = logisticBound(upper);
    if (!openLower)
        low = logisticBound(lower);
    // F(a) - F(c) without loss where both are near 0 or near 1.
    const double width = openUpper || openLower ? 1.0 : -std::expm1(lower - upper);
    const double p = high.below * low.above * width;
    LinkTerms t;
    t.logP = std::log(p);
    t.a = high.density / p;
    t.c = -low.density / p;
    const double slopeA = high.slope / p;
    const double slopeC = low.slope / p;
    t.aa = slopeA - t.a * t.a;
    t.ac = -t.a * t.c;
    t.cc = -slopeC - t.c * t.c;
    t.aaa = high.curve / p - slopeA * t.a - 2.0 * t.a * t.aa;
    t.aac = -slopeA * t.c - 2.0 * t.a * t.ac;
    t.acc = slopeC * t.a - 2.0 * t.c * t.ac;
    t.ccc = -low.curve / p + slopeC * t.c - 2.0 * t.c * t.cc;
    return t;
}

} // namespace antiphon::statistics
