// What freezing a study settles about the dialogues drawn: how many tracks they show, and how alike they are.
#pragma once

#include "core/rating/sampling.h"
#include "core/rating/studystore.h"

namespace antiphon {

struct DrawnTracks
{
    QHash<ItemId, int> limits;
    double gap = 0.0; // that is left
};
// Which items show fewer tracks than they have, so that the conditions show alike. `items` by source, in the
// order drawn.
DrawnTracks drawnTracks(const Drawn& drawn, const StudyDefinition& definition, const QList<StudyItem>& items);

// The standardised mean differences as facts of a frozen study, and which of them warn.
QJsonObject gapsJson(const LengthGaps& gaps, double shownTracks);

} // namespace antiphon
