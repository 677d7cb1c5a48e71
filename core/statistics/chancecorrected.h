// Agreement on categories beyond chance: percent agreement and the coefficients that differ in what they take
// for chance. Definitions with missing ratings as in Gwet 2014, "Handbook of Inter-Rater Reliability", 4th
// ed.
#pragma once

#include "core/statistics/agreement.h"
#include "core/statistics/categorytable.h"

#include <vector>

namespace antiphon::statistics {

struct ChanceCorrected
{
    Agreement agreement;
    double observed = 0; // agreement as it was found
    double expected = 0; // as chance would give it
    // Of units that are independent of each other: of gwetAc() by the linearisation of Gwet 2014, of
    // cohenKappa() as in Fleiss, Cohen and Everitt 1969 (its large-sample variance, which divides by n).
    std::optional<double> standardError;
    std::int64_t errorUnits = 0; // units that the standard error comes from
};

// Each is undefined, with the reason, where no unit has two ratings or where chance alone gives full
// agreement. n are the ratings that enter: of units with two or more, and where chance is drawn from all
// units (Fleiss, Gwet, Brennan and Prediger) of those rated once, too.

// Share of agreeing pairs of ratings of a unit, mean over units with two or more; `expected` is 0.
ChanceCorrected percentAgreement(const PatternTable& table, Weights weights = Weights::Identity);
ChanceCorrected percentAgreement(const CategoryTable& table, Weights weights = Weights::Identity);
// Two raters; units that both rated (Cohen 1960, 1968). Undefined with another number of raters.
ChanceCorrected cohenKappa(const CategoryTable& table, Weights weights = Weights::Identity);
// Several raters, each with chances of their own (Conger 1980); Cohen's for two.
ChanceCorrected congerKappa(const CategoryTable& table, Weights weights = Weights::Identity);
// Raters are interchangeable: chance from the mean use of the categories (Scott 1955 for two; Fleiss 1971).
// Missing ratings as in Gwet 2014.
ChanceCorrected fleissKappa(const PatternTable& table, Weights weights = Weights::Identity);
ChanceCorrected fleissKappa(const CategoryTable& table, Weights weights = Weights::Identity);
// Chance from uncertain ratings only, AC1; with weights AC2 (Gwet 2008). Stable where one category dominates.
ChanceCorrected gwetAc(const PatternTable& table, Weights weights = Weights::Identity);
ChanceCorrected gwetAc(const CategoryTable& table, Weights weights = Weights::Identity);
// Every category is as likely by chance (Brennan and Prediger 1981).
ChanceCorrected brennanPrediger(const PatternTable& table, Weights weights = Weights::Identity);
ChanceCorrected brennanPrediger(const CategoryTable& table, Weights weights = Weights::Identity);

// Krippendorff's alpha, nominal, from patterns; undefined also where all ratings that enter are equal.
Agreement nominalAlpha(const PatternTable& table);

// Kappa from a joint table of two raters (counts or shares, row by row, `categories` squared) and how much of
// a disagreement each cell is (0 on the diagonal): 1 - sum(d o) / sum(d e) (Cohen 1968). Nothing where no
// disagreement is expected.
std::optional<double> cohenKappa(const std::vector<double>& joint, const std::vector<double>& disagreements,
                                 int categories);

// Fleiss' z against no agreement beyond chance, and kappa of each category against the rest (Fleiss 1971);
// nothing where units have different numbers of ratings.
struct FleissDetail
{
    double z = 0;
    std::vector<std::optional<double>> byCategory; // nothing for a category that nobody or everybody gave
};
std::optional<FleissDetail> fleissDetail(const CategoryTable& table);

} // namespace antiphon::statistics
