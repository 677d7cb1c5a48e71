// Which dialogues of each source are rated: drawn by seed, of like length, and with like numbers of tracks.
#pragma once

#include "core/rating/study.h"

namespace antiphon {

// A dialogue that could become an item.
struct Candidate
{
    DialogueId id;
    int turns = 0;
    int words = 0;
    int tracks = 0;       // titles that would be shown
    int marks = 0;        // replies that would show any
    QString story = {};   // what it tells; two sources may have dialogues of one plan. Empty: nobody else's
    QString stratum = {}; // drawn in equal numbers from all sources
};

// How far apart two sources lie in one measure of the dialogues drawn: the largest standardised mean
// difference (the difference of means by the root of the mean variance), from 0 on.
struct LengthGaps
{
    double turns = 0.0;
    double words = 0.0;
    double tracks = 0.0; // for each turn, before any are left out
};
inline constexpr double largeGap = 0.25; // more of it warns

struct Drawn
{
    QList<QList<DialogueId>> items; // per source, in the order of the sources; drawn order
    int bandWidth = 0;              // lengths were matched within bands of so many turns; 0: not matched
    double lengthDifference = 0.0;  // the gap in turns
    LengthGaps gaps;
    QList<QList<Candidate>> chosen; // the same as items
};

struct DrawOptions
{
    int perSource = 0;
    Matching matching = Matching::Turns;
    bool paired = false; // two dialogues of one plan may both be drawn
    quint64 seed = 1;
};

// Draws candidates from each source, no two of them of one story unless that was allowed. With
// Matching::Turns the sources get equal numbers from each band of lengths within each stratum, in the
// narrowest bands (1, 2, 4,
// ... turns) that have enough; where none have, lengths are not matched. Within the bands dialogues are then
// exchanged for others of the same band as long as that brings the sources' mean turns and words closer
// together (rerandomisation, Morgan and Rubin 2012, with exchanges drawn by the seed). Errors: NotPossible
// when a source has too few candidates; `names` are the sources' names for it.
Result<Drawn> drawItems(const QList<QList<Candidate>>& sources, const QStringList& names,
                        const DrawOptions& options);

// How many tracks (or, with TrackForm::Mark, marks) each item shows so that all conditions show alike: items
// of the conditions are matched by rank (turns, then tracks), and each shows as many as the one of them that
// has least.
QList<QList<int>> trackLimits(const QList<QList<Candidate>>& items, TrackForm form);
// The gap in tracks for each turn that is left with these limits.
double gapWithLimits(const QList<QList<Candidate>>& items, const QList<QList<int>>& limits);

} // namespace antiphon
