#include "core/cascade/contactsheet.h"

#include <cmath>
#include <map>

namespace antiphon {

namespace {

using Shares = std::map<std::pair<Role, QString>, double>;

Shares sharesOf(const Plan& plan)
{
    Shares shares;
    double labels = 0;
    for (const PlanTurn& turn : plan.turns) {
        for (const QString& label : turn.intents) {
            ++shares[{turn.role, label}];
            ++labels;
        }
    }
    for (auto& [label, share] : shares)
        share /= labels;
    return shares;
}

double distance(const Shares& shares, const Shares& means)
{
    double sum = 0;
    for (const auto& [label, mean] : means) {
        const auto found = shares.find(label);
        sum += std::abs((found == shares.end() ? 0 : found->second) - mean);
    }
    return sum / 2;
}

std::vector<double> labelDistances(const QList<Plan>& plans)
{
    std::vector<Shares> all;
    Shares means;
    for (const Plan& plan : plans) {
        all.push_back(sharesOf(plan));
        for (const auto& [label, share] : all.back())
            means[label] += share / static_cast<double>(plans.size());
    }
    std::vector<double> distances;
    for (const Shares& shares : all)
        distances.push_back(distance(shares, means));
    return distances;
}

double meanOf(const std::vector<double>& values)
{
    double sum = 0;
    for (const double value : values)
        sum += value;
    return values.empty() ? 0 : sum / static_cast<double>(values.size());
}

// In standard deviations from the mean; nil where nothing varies.
std::vector<double> standardised(const std::vector<double>& values)
{
    const double mean = meanOf(values);
    double squares = 0;
    for (const double value : values)
        squares += (value - mean) * (value - mean);
    const double deviation =
        values.size() < 2 ? 0 : std::sqrt(squares / static_cast<double>(values.size() - 1));
    constexpr double nothing = 1e-9; // rounding is no variation
    std::vector<double> scores;
    for (const double value : values)
        scores.push_back(deviation <= nothing * std::max(1.0, std::abs(mean)) ? 0
                                                                              : (value - mean) / deviation);
    return scores;
}

qint64 smallestPoolOf(const Plan& plan)
{
    qint64 smallest = plan.turns.isEmpty() ? 0 : plan.turns.first().pool;
    for (const PlanTurn& turn : plan.turns)
        smallest = std::min(smallest, turn.pool);
    return smallest;
}

void judge(PlanStanding& standing, bool canBeOdd)
{
    const std::pair<double, Oddity> candidates[] = {{std::abs(standing.length), Oddity::Length},
                                                    {standing.labels, Oddity::Labels},
                                                    {std::abs(standing.pool), Oddity::SmallestPool}};
    Oddity oddity = Oddity::None;
    for (const auto& [score, reason] : candidates) {
        if (score > standing.score) {
            standing.score = score;
            oddity = reason;
        }
    }
    if (canBeOdd && standing.score >= oddFrom)
        standing.oddity = oddity;
}

} // namespace

std::vector<PlanStanding> standingsOf(const QList<Plan>& plans, StandingMeans* means)
{
    std::vector<PlanStanding> standings(static_cast<std::size_t>(plans.size()));
    std::vector<double> turns;
    std::vector<double> pools;
    for (std::size_t i = 0; i < standings.size(); ++i) {
        const Plan& plan = plans[static_cast<qsizetype>(i)];
        standings[i].turns = static_cast<int>(plan.turns.size());
        standings[i].smallestPool = smallestPoolOf(plan);
        turns.push_back(standings[i].turns);
        pools.push_back(std::log10(static_cast<double>(standings[i].smallestPool) + 1));
    }
    const std::vector<double> lengths = standardised(turns);
    const std::vector<double> labels = standardised(labelDistances(plans));
    const std::vector<double> smallest = standardised(pools);
    for (std::size_t i = 0; i < standings.size(); ++i) {
        standings[i].length = lengths[i];
        standings[i].labels = labels[i];
        standings[i].pool = smallest[i];
        judge(standings[i], plans.size() >= fewestForOddity);
    }
    if (means)
        *means = {meanOf(turns), std::pow(10, meanOf(pools)) - 1};
    return standings;
}

Result<ContactSheet> drawContactSheet(const std::shared_ptr<const CatalogueIndex>& index,
                                      const Recipe& recipe, const QList<Filter>& start, quint64 firstSeed,
                                      int count, const CancelToken& cancel)
{
    ContactSheet sheet;
    for (int i = 0; i < count; ++i) {
        if (cancel.isCancelled())
            return fail(ErrorCode::Cancelled, QStringLiteral("the contact sheet"));
        const quint64 seed = firstSeed + static_cast<quint64>(i);
        ANTIPHON_TRY_ASSIGN(const Planner planner, Planner::create(index, recipe, seed));
        sheet.seeds.push_back(seed);
        sheet.plans << planner.drawFrom(start, 0);
    }
    sheet.standings = standingsOf(sheet.plans, &sheet.means);
    return sheet;
}

} // namespace antiphon
