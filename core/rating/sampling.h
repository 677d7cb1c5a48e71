// Which dialogues of each source are rated: drawn by seed, of like length.
#pragma once

#include "core/rating/study.h"

namespace antiphon {

// A dialogue that could become an item.
struct Candidate
{
    DialogueId id;
    int turns = 0;
};

struct Drawn
{
    QList<QList<DialogueId>> items; // per source, in the order of the sources; drawn order
    int bandWidth = 0;              // lengths were matched within bands of so many turns; 0: not matched
    double lengthDifference = 0.0;  // largest standardised mean difference of turns between two sources
};

// Draws `perSource` candidates from each source. With Matching::Turns the sources get equal numbers from each
// band of lengths, in the narrowest bands (1, 2, 4, ... turns) that have enough; where none have, lengths are
// not matched. Errors: NotPossible when a source has too few candidates; `names` are the sources' names for
// it.
Result<Drawn> drawItems(const QList<QList<Candidate>>& sources, const QStringList& names, int perSource,
                        Matching matching, quint64 seed);

} // namespace antiphon
