// How far coders agree where each chose the words that a code goes on.
//
// Krippendorff's alpha for unitizing a continuum in the form of Krippendorff, Mathet, Bouvry and Widloecher
// 2016, "On the reliability of unitizing textual continua: Further developments", Quality and Quantity 50,
// for any number of coders. A coder's continuum is cut into units, each with a value, and gaps, whose value
// is that they are gaps. With m coders on a continuum, N characters of all coders and continua together, and
// values c:
//     observed: over all ordered pairs of different coders, the length on which their values differ, each
//         continuum's by m - 1;
//     expected: the chance that two characters differ in value that are not of one unit of one coder (units
//         can not be torn, so a unit is not paired with itself; a gap's characters are paired with each
//         other), (N^2 - sum over c of N_c^2) / (N^2 - sum over units of length^2 - characters of gaps);
//     alpha = 1 - observed / N / expected.
// With units of one character it is nominal alpha with characters for units. This is the paper's u-alpha for
// nominal values and its |u-alpha for one; not its cu-alpha, which leaves gaps out.
#pragma once

#include "core/base/result.h"
#include "core/statistics/agreement.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace antiphon::statistics {

struct UnitSpan
{
    double begin = 0; // characters from the start of the continuum, 0 <= begin < end <= length
    double end = 0;
    std::uint16_t value = 0;
};

// One text, by coder; a coder who did not work on it is empty, one who found nothing has no spans.
struct Continuum
{
    double length = 0;
    std::vector<std::optional<std::vector<UnitSpan>>> coders;
};

// What a continuum adds. Alpha needs nothing more, so continua are added up, and resampled, as these.
struct UnitizedSums
{
    double all = 0;   // characters of coders
    double apart = 0; // observed, before it is divided by them
    double own = 0;   // pairs of characters that can not be expected: of units, and of gaps themselves
    std::vector<double> lengths; // characters of each value; a gap is what is left
};
// Alpha of sums; nothing where no difference is expected.
std::optional<double> unitizedAlpha(const UnitizedSums& sums);

enum class UnitValues {
    Binary, // units against gaps: values are not looked at; spans of a coder that overlap become one unit
    Nominal // a coder's spans must not overlap
};
// All zero for a continuum with fewer than two coders. Errors: InvalidValue for spans that overlap (Nominal),
// are empty or leave the continuum.
Result<UnitizedSums> unitizedSums(const Continuum& continuum, UnitValues values);

// Over several continua. n: units; units: continua with two coders or more, which alone enter; missing:
// coders who did not work on a continuum that another did. Undefined, with the reason, when no continuum has
// two coders and when all characters have one value. Errors: those of unitizedSums().
Result<Agreement> unitizedAlpha(const std::vector<Continuum>& continua, UnitValues values);

} // namespace antiphon::statistics
