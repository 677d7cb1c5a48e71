// The items of a study that show several dialogues at once, drawn by seed.
#pragma once

#include "core/rating/sampling.h"
#include "core/rating/studystore.h"

namespace antiphon {

struct DrawnAtOnce
{
    QList<StudyItem> items;
    QJsonObject matched = {}; // "pair" and "best-worst": "plan", or "length" where no plan is shared
};

// `conditions` and `pools` are in the order of the definition's sources; `alone` are the items that show one
// dialogue. Each source gives `definition.itemsPerSource` dialogues to pairs, shared evenly among the other
// sources, and as many to best-worst, one of each source at once, where the criteria ask for them. Dialogues
// at once tell the same story (were written from one plan) where enough of them do, else they are of like
// length. Apart from that no two items tell one story, and none holds a dialogue twice. Errors: NotPossible
// when a source has too few dialogues for that.
Result<DrawnAtOnce> drawItemsAtOnce(const StudyDefinition& definition, const QList<Condition>& conditions,
                                    const QList<QList<Candidate>>& pools, const QList<StudyItem>& alone);

} // namespace antiphon
