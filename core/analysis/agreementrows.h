// Coefficients of agreement for every code, every facet and all codes, with intervals over dialogues.
#pragma once

#include "core/analysis/agreementtally.h"
#include "core/base/progress.h"

#include <array>

namespace antiphon {

// In the order of AgreementRow::coefficients.
enum class Coefficient { Percent, Cohen, Fleiss, Ac1, Alpha };
inline constexpr std::size_t coefficients = 5;

// One code; or, where there is none, the codes of a facet or all, each code on each unit being one decision.
struct AgreementRow
{
    std::optional<Facet> facet;
    std::optional<quint16> code; // index into CodedCorpus::codes
    std::vector<qint64> given;   // by coder, in the order of the layers
    qint64 units = 0;            // that two coders or more rated; of several codes each counts
    // Alpha is nominal, and where the unit is the span Krippendorff's for unitizing (statistics/unitizing.h),
    // each code's dialogue being a continuum and what lies on one turn in one piece being a unit.
    std::array<statistics::Estimate, coefficients> estimates;

    const statistics::Estimate& of(Coefficient coefficient) const
    {
        return estimates[static_cast<std::size_t>(coefficient)];
    }
};

// All codes first, then facets, then codes in the order of the tree; only those of `facet` where it is given.
// Without intervals, in time in proportion to codings.
std::vector<AgreementRow> agreementRows(const CodedCorpus& corpus, const AgreementTally& tally,
                                        std::optional<Facet> facet = {});

// With percentile intervals: dialogues are drawn with all their turns, those that one coder alone rated among
// themselves. A coefficient that is undefined in more than one resample of ten has none, and says so. The
// same with any number of threads. Errors: Cancelled; NotPossible where resamples and codes are too many to
// hold.
Result<std::vector<AgreementRow>> agreementRows(const CodedCorpus& corpus, const AgreementTally& tally,
                                                std::optional<Facet> facet,
                                                const statistics::BootstrapOptions& options, int threads,
                                                const CancelToken& cancel = {},
                                                const ProgressSink& progress = {});

} // namespace antiphon
