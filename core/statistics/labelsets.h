// Agreement on units that carry several labels at once.
#pragma once

#include "core/base/cancellation.h"
#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/statistics/agreement.h"

#include <cstdint>
#include <span>
#include <vector>

namespace antiphon::statistics {

using LabelSet = std::vector<std::uint16_t>; // ascending, each once; may be empty: rated, and nothing fits

enum class SetDistance {
    Jaccard, // 1 - shared / all labels of both
    Masi     // 1 - that share times 1 where the sets are equal, 2/3 where one holds the other, 1/3 where they
             // overlap, 0 where they share nothing (Passonneau 2006)
};
// 0 for equal sets, empty ones included; 1 for sets that share nothing.
double distance(const LabelSet& first, const LabelSet& second, SetDistance kind);

// Label sets given to units (columns) by raters (rows); a cell that was not rated is empty.
struct LabelSetTable
{
    std::vector<std::vector<std::optional<LabelSet>>> rows; // all of one length
    std::vector<std::uint32_t> clusterOf;                   // of each unit, from 0: its dialogue
};

// Krippendorff's alpha = 1 - Do/De with that distance; as krippendorffAlpha() of numbers otherwise. The
// interval is by percentiles over resampled clusters, since turns of one dialogue hang together. The same
// with any number of threads. Errors: Cancelled.
Result<Agreement> krippendorffAlpha(const LabelSetTable& table, SetDistance kind,
                                    const BootstrapOptions& options, int threads,
                                    const CancelToken& cancel = {}, const ProgressSink& progress = {});
// Without an interval.
Agreement krippendorffAlpha(const LabelSetTable& table, SetDistance kind);

} // namespace antiphon::statistics
