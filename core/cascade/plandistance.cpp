#include "core/cascade/plandistance.h"

#include "core/statistics/contingency.h"
#include "core/statistics/goodnessoffit.h"

#include <cmath>

namespace antiphon {

namespace {

// Both tables over the labels of either.
struct Aligned
{
    QStringList labels;
    std::vector<double> plans;
    std::vector<double> reference;
    std::vector<std::int64_t> counts; // of the plans
};

Aligned aligned(const LabelTable& plans, const LabelTable& reference)
{
    std::map<QString, std::pair<double, double>> both;
    for (const auto& [label, weight] : plans.weights)
        both[label].first = weight;
    for (const auto& [label, weight] : reference.weights)
        both[label].second = weight;
    Aligned all;
    for (const auto& [label, weights] : both) {
        all.labels << label;
        all.plans.push_back(weights.first);
        all.reference.push_back(weights.second);
        all.counts.push_back(std::llround(weights.first));
    }
    return all;
}

QList<DistanceRow> rowsOf(const Aligned& all, double plans, double reference)
{
    QList<DistanceRow> rows;
    for (qsizetype i = 0; i < all.labels.size(); ++i) {
        const auto place = static_cast<std::size_t>(i);
        rows << DistanceRow{all.labels[i], all.counts[place], plans > 0 ? all.plans[place] / plans : 0,
                            reference > 0 ? all.reference[place] / reference : 0};
    }
    std::stable_sort(rows.begin(), rows.end(), [](const DistanceRow& a, const DistanceRow& b) {
        return std::max(a.plans, a.reference) > std::max(b.plans, b.reference);
    });
    return rows;
}

void testAgainstCounts(TableDistance& distance, const Aligned& all)
{
    statistics::ContingencyTable table(2, all.counts.size());
    for (std::size_t i = 0; i < all.counts.size(); ++i) {
        table.add(0, i, all.counts[i]);
        table.add(1, i, std::llround(all.reference[i]));
    }
    distance.effect.method = "Cramer's V of Pearson's chi-square of homogeneity";
    const auto found = statistics::independence(table);
    if (!found) {
        distance.effect.reason = "fewer than two labels or an empty side";
        return;
    }
    distance.effect.value = found->cramersV;
    distance.effect.n = found->n;
    distance.chiSquare = found->chiSquare;
    distance.degrees = found->degrees;
    distance.p = found->p;
    distance.smallestExpected = found->smallestExpected;
}

void testAgainstWeights(TableDistance& distance, const Aligned& all)
{
    distance.effect.method = "Cohen's w of Pearson's chi-square of fit";
    const auto found = statistics::goodnessOfFit(all.counts, all.reference);
    if (!found) {
        distance.effect.reason = "fewer than two labels with a weight, or none of them counted";
        return;
    }
    distance.effect.value = found->w;
    distance.effect.n = found->n;
    distance.outside = found->outside;
    distance.chiSquare = found->chiSquare;
    distance.degrees = found->degrees;
    distance.p = found->p;
    distance.smallestExpected = found->smallestExpected;
}

TableDistance distanceOf(const LabelTable& plans, const LabelTable& reference)
{
    const Aligned all = aligned(plans, reference);
    const double planSum = plans.sum();
    const double referenceSum = reference.sum();
    TableDistance distance;
    distance.table = plans.name;
    distance.n = std::llround(planSum);
    distance.referenceN = reference.isCounted ? std::llround(referenceSum) : 0;
    distance.missing = plans.missing;
    distance.referenceMissing = reference.missing;
    distance.rows = rowsOf(all, planSum, referenceSum);
    distance.totalVariation.method = "total variation, half the sum of |p - q|";
    distance.totalVariation.n = distance.n;
    distance.totalVariation.missing = plans.missing;
    distance.totalVariation.value = statistics::totalVariation(all.plans, all.reference);
    if (!distance.totalVariation.value) {
        const QString why = planSum > 0 ? reference.reason : plans.reason;
        distance.totalVariation.reason =
            why.isEmpty() ? std::string(planSum > 0 ? "nothing to compare with" : "the plans have none")
                          : why.toStdString();
        distance.effect.reason = distance.totalVariation.reason;
        return distance;
    }
    if (reference.isCounted)
        testAgainstCounts(distance, all);
    else
        testAgainstWeights(distance, all);
    distance.effect.missing = plans.missing;
    return distance;
}

} // namespace

QList<TableDistance> planDistances(const QList<LabelTable>& plans, const QList<LabelTable>& reference)
{
    QList<TableDistance> distances;
    for (const LabelTable& table : plans) {
        LabelTable other;
        for (const LabelTable& each : reference)
            if (each.name == table.name)
                other = each;
        distances << distanceOf(table, other);
    }
    return distances;
}

statistics::Estimate meanDistance(const QList<TableDistance>& distances)
{
    statistics::Estimate mean;
    mean.method = "mean total variation of the tables, weighted by their counts";
    double sum = 0;
    for (const TableDistance& distance : distances) {
        if (!distance.totalVariation.value) {
            mean.missing += distance.n;
            continue;
        }
        sum += *distance.totalVariation.value * static_cast<double>(distance.n);
        mean.n += distance.n;
    }
    if (mean.n > 0)
        mean.value = sum / static_cast<double>(mean.n);
    else
        mean.reason = "no table could be compared";
    return mean;
}

} // namespace antiphon
