#include "core/rating/sortedanswers.h"

#include <algorithm>
#include <map>

namespace antiphon {

namespace {

// A sum on its way to a mean.
struct Running
{
    double sum = 0.0;
    int count = 0;
    void add(double value)
    {
        sum += value;
        ++count;
    }
};

constexpr qint64 dayLength = 24 * 60 * 60 * 1000;

// Numbers the sessions of every rater, from the times of the sorted values.
void numberSessions(std::vector<RatedValue>& values, const std::vector<TimePoint>& times, qsizetype raters)
{
    std::vector<std::vector<std::size_t>> byRater(static_cast<std::size_t>(raters));
    for (std::size_t i = 0; i < values.size(); ++i)
        byRater[static_cast<std::size_t>(values[i].rater)].push_back(i);
    for (std::vector<std::size_t>& own : byRater) {
        std::stable_sort(own.begin(), own.end(),
                         [&](std::size_t a, std::size_t b) { return times[a] < times[b]; });
        for (std::size_t i = 1; i < own.size(); ++i) {
            const TimePoint before = times[own[i - 1]];
            const TimePoint at = times[own[i]];
            const bool isNew = at - before >= sessionPause || at / dayLength != before / dayLength;
            values[own[i]].session = values[own[i - 1]].session + (isNew ? 1 : 0);
        }
    }
}

void widen(statistics::RatingTable& table, std::size_t width)
{
    if (table.rows.empty() || table.rows.front().size() >= width)
        return;
    for (auto& row : table.rows)
        row.resize(2 * width);
}

} // namespace

SortedAnswers sortAnswers(const QString& criterion, qsizetype conditions,
                          const QHash<SourceId, qsizetype>& places, const QStringList& raters,
                          const QList<RatedAnswer>& answers, qsizetype itemsInAll)
{
    SortedAnswers sorted;
    sorted.byCondition.resize(conditions);
    sorted.table.rows.assign(static_cast<std::size_t>(raters.size()),
                             std::vector<std::optional<double>>(static_cast<std::size_t>(itemsInAll)));
    QHash<ItemId, int> items;
    QHash<std::pair<ItemId, int>, int> units;
    std::vector<TimePoint> times;
    QHash<QString, int> raterNumbers;
    for (const QString& rater : raters)
        raterNumbers.insert(rater, static_cast<int>(raterNumbers.size()));
    for (const RatedAnswer& answer : answers) {
        if (answer.criterion != criterion)
            continue;
        const int rater = raterNumbers.value(answer.rater, -1);
        const int item = items.value(answer.item, static_cast<int>(items.size()));
        const int unit = units.value({answer.item, answer.part}, static_cast<int>(units.size()));
        const auto condition = static_cast<int>(places.value(answer.source, -1));
        if (rater < 0 || condition < 0 || item >= itemsInAll)
            continue;
        items.insert(answer.item, item);
        if (unit == static_cast<int>(units.size())) {
            units.insert({answer.item, answer.part}, unit);
            sorted.conditionOf.push_back(condition);
        }
        widen(sorted.table, static_cast<std::size_t>(unit) + 1);
        sorted.values.push_back({answer.value, item, unit, rater, condition, answer.position, 0});
        times.push_back(answer.at);
        sorted.byCondition[condition].push_back({static_cast<double>(answer.value), item, rater});
        sorted.table.rows[static_cast<std::size_t>(rater)][static_cast<std::size_t>(unit)] = answer.value;
    }
    if (units.size() > itemsInAll) { // turns
        for (auto& row : sorted.table.rows)
            row.resize(static_cast<std::size_t>(units.size()));
    }
    numberSessions(sorted.values, times, raters.size());
    return sorted;
}

std::vector<double> dialogueMeans(const std::vector<statistics::Observation>& observations)
{
    std::map<int, Running> sums;
    for (const statistics::Observation& one : observations)
        sums[one.item].add(one.value);
    std::vector<double> means;
    means.reserve(sums.size());
    for (const auto& [item, running] : sums)
        means.push_back(running.sum / running.count);
    return means;
}

statistics::RatingTable raterMeans(const SortedAnswers& sorted, std::size_t raters, std::size_t conditions)
{
    std::vector<Running> sums(raters * conditions);
    for (const RatedValue& one : sorted.values)
        sums[static_cast<std::size_t>(one.rater) * conditions + static_cast<std::size_t>(one.condition)].add(
            one.value);
    statistics::RatingTable table;
    for (std::size_t rater = 0; rater < raters; ++rater) {
        std::vector<std::optional<double>> row(conditions);
        bool answered = false;
        for (std::size_t i = 0; i < conditions; ++i) {
            const Running& running = sums[rater * conditions + i];
            if (running.count > 0)
                row[i] = running.sum / running.count;
            answered = answered || running.count > 0;
        }
        if (answered)
            table.rows.push_back(std::move(row));
    }
    return table;
}

} // namespace antiphon
