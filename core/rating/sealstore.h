// The rows of sealed studies in the project.
#pragma once

#include "core/rating/studyseal.h"

namespace antiphon {

Result<void> insertSeal(const Connection& connection, StudyId study, const StudySeal& seal);
Result<void> markOpened(const Connection& connection, StudyId study, TimePoint at);
// All rows of a study that say what an item is.
struct KeyContent
{
    QList<Condition> conditions;
    QList<StudyItem> items;
    QList<RoleItem> checks;
    QHash<ItemId, int> limits;
};
// Puts them in the place of those that the study had, in the order given; packets go on pointing to items by
// their ids.
Result<void> replaceKeyRows(const Connection& connection, StudyId study, const KeyContent& content);

// Where an item's dialogues stand now: by item, the new place of each old one.
using MovedPlaces = QHash<ItemId, QList<int>>;
// Packets go on showing the same dialogues at the same sides.
Result<void> moveSides(const Connection& connection, StudyId study, const MovedPlaces& moved);

} // namespace antiphon
