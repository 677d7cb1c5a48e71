// The answers of a study to one criterion, sorted for each kind of statistic.
#pragma once

#include "core/rating/studystore.h"
#include "core/statistics/agreement.h"
#include "core/statistics/clusteredbootstrap.h"

#include <QHash>

namespace antiphon {

// An answer in numbers from 0.
struct RatedValue
{
    int value = 0; // of the scale, from 1
    int item = 0;
    int unit = 0; // what agreement is about: the item, or one turn of it
    int rater = 0;
    int condition = 0;
    int position = 0; // in the rater's order
    int session = 0;  // of the rater; see sessionPause
};

// A rater's session ends with a pause of this length, or with the day (in universal time).
inline constexpr qint64 sessionPause = 30 * 60 * 1000;

struct SortedAnswers
{
    std::vector<RatedValue> values;
    QList<std::vector<statistics::Observation>> byCondition;
    statistics::RatingTable table; // raters by units
    std::vector<int> conditionOf;  // of each unit that has answers
};

// Those of raters and sources that are known, `itemsInAll` items at most; `places` gives each source its
// condition.
SortedAnswers sortAnswers(const QString& criterion, qsizetype conditions,
                          const QHash<SourceId, qsizetype>& places, const QStringList& raters,
                          const QList<RatedAnswer>& answers, qsizetype itemsInAll);

// One value a dialogue, so that rank tests count dialogues and not answers; by item.
std::vector<double> dialogueMeans(const std::vector<statistics::Observation>& observations);
// Raters by conditions: the mean of each rater's answers to a condition, empty without any. Only raters with
// answers.
statistics::RatingTable raterMeans(const SortedAnswers& sorted, std::size_t raters, std::size_t conditions);

} // namespace antiphon
