// The keys of the rating page and the words about them.
#pragma once

#include "ui/rating/ratingsheet.h"
#include "ui/widgets/keycap.h"

namespace antiphon {

// The value that a key gives to a question; 0: none. Its own keys, for pairs also L, R and =.
int valueOfKey(int key, QuestionKind kind, const QStringList& keys);
QList<KeyHint> keyHints(const RatingSheet& sheet);
// "1–5": the first and the last of them.
QString keySpan(const QStringList& keys);
// "Dialogue 3", "Pair 3", "Dialogue 3, turn 4".
QString spotText(const RatingSheet& sheet);
// What was answered in the rows: "4 · 5 · 3", "Left".
QString valuesText(const RatingSheet& sheet);
// "Dialogue 3 of 20", "Pair 3 of 20", "Dialogue 3 of 20, turn 4".
QString placeText(const RatingSheet& sheet);

} // namespace antiphon
