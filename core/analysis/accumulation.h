// How many different codes so many dialogues show, over the orders in which they could have been coded.
#pragma once

#include "core/analysis/saturation.h"
#include "core/base/cancellation.h"
#include "core/base/progress.h"
#include "core/base/result.h"

namespace antiphon {

struct AccumulationOptions
{
    int orders = 1000; // random orders, at least 1
    quint64 seed = 1;
    double level = 0.95; // of the band
    int threads = 2;     // the answer is the same with any number
};

// At k dialogues (index k - 1): the curve of the given order and, over random orders, the middle and the ends
// of the pointwise band (quantiles of the counts, type 7 of Hyndman and Fan 1996).
struct Accumulation
{
    std::vector<int> observed;
    std::vector<double> median;
    std::vector<double> low;
    std::vector<double> high;
    AccumulationOptions options;
};

// Empty curves without dialogues. Errors: Cancelled.
Result<Accumulation> accumulate(const DialogueCodes& dialogues, const AccumulationOptions& options,
                                const CancelToken& cancel = {}, const ProgressSink& progress = {});

// A row a number of dialogues: dialogues, codes, low, middle, high, orders, level, seed.
QByteArray accumulationCsv(const Accumulation& curve);

} // namespace antiphon
