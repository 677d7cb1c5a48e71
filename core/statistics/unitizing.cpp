#include "core/statistics/unitizing.h"

#include <algorithm>

namespace antiphon::statistics {

namespace {

constexpr int gap = -1;

using Spans = std::vector<UnitSpan>;

// In order; those that overlap are one where values do not matter.
Result<Spans> ordered(Spans spans, double length, UnitValues values)
{
    std::sort(spans.begin(), spans.end(),
              [](const UnitSpan& left, const UnitSpan& right) { return left.begin < right.begin; });
    Spans kept;
    for (UnitSpan& span : spans) {
        if (!(span.begin >= 0 && span.begin < span.end && span.end <= length))
            return fail(ErrorCode::InvalidValue, QStringLiteral("a unit"),
                        QStringLiteral("it must hold a character and lie within the text"));
        const bool overlaps = !kept.empty() && span.begin < kept.back().end;
        if (overlaps && values == UnitValues::Nominal)
            return fail(ErrorCode::InvalidValue, QStringLiteral("a unit"),
                        QStringLiteral("units of one coder must not overlap"));
        if (values == UnitValues::Binary)
            span.value = 0;
        if (overlaps)
            kept.back().end = std::max(kept.back().end, span.end);
        else
            kept.push_back(span);
    }
    return kept;
}

// A place where a coder's value changes.
struct Change
{
    double at = 0;
    std::size_t coder = 0;
    int value = gap;
};

std::vector<Change> changesOf(const std::vector<Spans>& coders, double length)
{
    std::vector<Change> changes;
    for (std::size_t coder = 0; coder < coders.size(); ++coder) {
        double end = 0;
        for (const UnitSpan& span : coders[coder]) {
            if (span.begin > end)
                changes.push_back({end, coder, gap});
            changes.push_back({span.begin, coder, span.value});
            end = span.end;
        }
        if (end < length)
            changes.push_back({end, coder, gap});
    }
    std::sort(changes.begin(), changes.end(),
              [](const Change& left, const Change& right) { return left.at < right.at; });
    return changes;
}

// Ordered pairs of coders whose values differ.
double pairsApart(const std::vector<int>& values)
{
    double apart = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        for (std::size_t j = i + 1; j < values.size(); ++j)
            apart += values[i] == values[j] ? 0 : 2;
    }
    return apart;
}

double lengthApart(const std::vector<Spans>& coders, double length)
{
    std::vector<int> values(coders.size(), gap);
    double apart = 0;
    double reached = 0;
    for (const Change& change : changesOf(coders, length)) {
        if (change.at > reached)
            apart += (change.at - reached) * pairsApart(values);
        reached = change.at;
        values[change.coder] = change.value;
    }
    return apart + (length - reached) * pairsApart(values);
}

void add(UnitizedSums& sums, const UnitizedSums& more)
{
    sums.all += more.all;
    sums.apart += more.apart;
    sums.own += more.own;
    sums.lengths.resize(std::max(sums.lengths.size(), more.lengths.size()), 0.0);
    for (std::size_t value = 0; value < more.lengths.size(); ++value)
        sums.lengths[value] += more.lengths[value];
}

} // namespace

std::optional<double> unitizedAlpha(const UnitizedSums& sums)
{
    double gaps = sums.all;
    double different = sums.all * sums.all;
    for (const double length : sums.lengths) {
        different -= length * length;
        gaps -= length;
    }
    different -= gaps * gaps;
    if (!(different > 0))
        return std::nullopt;
    return 1 - sums.apart / sums.all * (sums.all * sums.all - sums.own) / different;
}

Result<UnitizedSums> unitizedSums(const Continuum& continuum, UnitValues values)
{
    std::vector<Spans> coders;
    for (const auto& spans : continuum.coders) {
        if (!spans)
            continue;
        ANTIPHON_TRY_ASSIGN(Spans kept, ordered(*spans, continuum.length, values));
        coders.push_back(std::move(kept));
    }
    UnitizedSums sums;
    if (coders.size() < 2)
        return sums;
    const auto m = static_cast<double>(coders.size());
    sums.all = m * continuum.length;
    double units = 0;
    for (const Spans& spans : coders) {
        for (const UnitSpan& span : spans) {
            const double length = span.end - span.begin;
            if (sums.lengths.size() <= span.value)
                sums.lengths.resize(span.value + std::size_t{1}, 0.0);
            sums.lengths[span.value] += length;
            sums.own += length * length;
            units += length;
        }
    }
    sums.own += sums.all - units;
    sums.apart = lengthApart(coders, continuum.length) / (m - 1);
    return sums;
}

Result<Agreement> unitizedAlpha(const std::vector<Continuum>& continua, UnitValues values)
{
    Agreement agreement;
    Estimate& estimate = agreement.estimate;
    estimate.method = values == UnitValues::Binary ? "Krippendorff's alpha for unitizing, units against gaps"
                                                   : "Krippendorff's alpha for unitizing, nominal values";
    std::vector<bool> works;
    UnitizedSums sums;
    for (const Continuum& continuum : continua) {
        ANTIPHON_TRY_ASSIGN(const UnitizedSums own, unitizedSums(continuum, values));
        add(sums, own);
        works.resize(std::max(works.size(), continuum.coders.size()), false);
        std::int64_t here = 0;
        for (std::size_t coder = 0; coder < continuum.coders.size(); ++coder) {
            here += continuum.coders[coder] ? 1 : 0;
            works[coder] = works[coder] || continuum.coders[coder];
        }
        estimate.missing += here > 0 ? static_cast<std::int64_t>(continuum.coders.size()) - here : 0;
        agreement.units += here >= 2 ? 1 : 0;
        for (const auto& spans : continuum.coders)
            estimate.n += here >= 2 && spans ? static_cast<std::int64_t>(spans->size()) : 0;
    }
    agreement.raters = std::count(works.begin(), works.end(), true);
    estimate.value = unitizedAlpha(sums);
    if (!estimate.value)
        estimate.reason = agreement.units == 0 ? "no text has two coders" : "all characters have one value";
    return agreement;
}

} // namespace antiphon::statistics
