// A plan as the dialogue view shows it: what each turn does, in plain words, before a writer has written it.
#pragma once

#include "core/cascade/plan.h"
#include "core/catalogue/catalogueindex.h"
#include "ui/widgets/dialoguedocument.h"

namespace antiphon {

enum class PlanDetail {
    Turns, // intents and values
    Whole  // also the state with its pool, and the listed tracks
};

DialogueDocument planDocument(const CatalogueIndex& index, const Plan& plan, PlanDetail detail);
// The place of a label in the code colours, alike in every view of the station.
int planColour(const QString& label);
// What a turn does: "Asks for genre reggae", "Lists ten tracks".
QString turnWords(const PlanTurn& turn);

} // namespace antiphon
