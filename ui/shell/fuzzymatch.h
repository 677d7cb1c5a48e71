// How well typed letters fit a title.
#pragma once

#include <QList>
#include <QString>

#include <optional>

namespace antiphon {

struct FuzzyMatch
{
    int score = 0;        // higher is better
    QList<int> positions; // of the matched letters in the title
};

// Every letter of `pattern` must stand in `title` in this order, whatever the case and with anything between;
// spaces of the pattern are passed over. Letters at the beginning of words and letters side by side count
// more. Nothing when it does not fit; an empty pattern fits everything with score 0.
std::optional<FuzzyMatch> fuzzyMatch(const QString& pattern, const QString& title);

} // namespace antiphon
