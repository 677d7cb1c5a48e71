// Turns a plan into words without a model: the floor that every model run is compared with.
#pragma once

#include "core/cascade/plan.h"
#include "core/generation/mention.h"
#include "core/generation/phrasebook.h"

#include <QStringList>

#include <vector>

namespace antiphon {

// Facts of a catalogue's tracks by their ordinals.
using TrackFacts = std::vector<SourceTrack>;

// The attributes that a turn names for the first time or again, without "continue:continue"; see PlanTurn.
QStringList namedAttributes(const PlanTurn& turn);
// Those of them that are added, without the removed ones.
QStringList addedAttributes(const PlanTurn& turn);
// The attributes that each turn of a plan names.
QList<QStringList> namedByTurn(const Plan& plan);

// Writes the text of every turn. The words depend on the plan, the book and `seed` alone (the plan's ordinal
// is the key), so they are the same at any number of threads. Every attribute that a turn names stands in its
// text; no text names a value before its turn, and a proposal that the user takes up later is left for the
// user to name. `finder` must have been made with `book`.
QStringList writeByTemplate(const Plan& plan, const TrackFacts& tracks, const PhraseBook& book,
                            MentionFinder& finder, quint64 seed);

} // namespace antiphon
