// The rows of sealed studies in the project.
#pragma once

#include "core/rating/studyseal.h"

namespace antiphon {

Result<void> insertSeal(const Connection& connection, StudyId study, const StudySeal& seal);
Result<void> markOpened(const Connection& connection, StudyId study, TimePoint at);
// Puts conditions and items in the place of those that the study had, in the order given; packets go on
// pointing to items by their ids.
Result<void> replaceKeyRows(const Connection& connection, StudyId study, const QList<Condition>& conditions,
                            const QList<StudyItem>& items);

// Where an item's dialogues stand now: by item, the new place of each old one.
using MovedPlaces = QHash<ItemId, QList<int>>;
// Packets go on showing the same dialogues at the same sides.
Result<void> moveSides(const Connection& connection, StudyId study, const MovedPlaces& moved);

} // namespace antiphon
