// A study's design as its packets were written, counted without the planner.
#pragma once

#include "core/rating/studystore.h"
#include "tests/core/rating/ratingfixture.h"

#include <map>

namespace antiphon::test {

// What one packet file shows at one position.
struct WrittenItem
{
    ItemId item;
    QuestionKind kind = QuestionKind::Dialogue;
    QList<SourceId> shown; // from the left
};

// Read from the files: which dialogue stands where is told by its words.
std::map<QString, QList<WrittenItem>> writtenDesign(const RatingProject& project, const Study& study,
                                                    const QStringList& paths);

// The largest difference between counts of the same first key; keys that are not there count as none where
// `all` names every second one.
template<typename Key, typename Other>
int spreadOf(const std::map<Key, std::map<Other, int>>& counts, const QList<Other>& all)
{
    int largest = 0;
    for (const auto& [key, own] : counts) {
        int low = 1 << 30;
        int high = 0;
        for (const Other& other : all) {
            const auto found = own.find(other);
            const int count = found == own.end() ? 0 : found->second;
            low = std::min(low, count);
            high = std::max(high, count);
        }
        largest = std::max(largest, high - low);
    }
    return largest;
}

} // namespace antiphon::test
