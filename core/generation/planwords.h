// A plan in words for a model: wholly, a facet of it, or one turn without what is to come.
#pragma once

#include "core/generation/templatewriter.h"

namespace antiphon {

// What is told of a plan.
enum class PlanDetail {
    All,
    WithoutIntents // neither intents nor actions, nor what only an action asks for or proposes
};

// One line a turn with its role, what it does, what it names and asks for.
QString planInWords(const Plan& plan, const TrackFacts& tracks, const PhraseBook& book,
                    PlanDetail detail = PlanDetail::All);
// The line of one turn, which tells nothing of the turns behind it: values that the user names only later are
// not proposed, and tracks and artists whose names hold such a value are not told.
QString turnInWords(const Plan& plan, int turn, const TrackFacts& tracks, const PhraseBook& book,
                    PlanDetail detail = PlanDetail::All);

// One line a turn that has any: its number and role alone; the user's intents; the system's actions; the
// values that are named, dropped and proposed and the type that is asked for; the first tracks of a list.
QString rolesInWords(const Plan& plan);
QString intentsInWords(const Plan& plan);
QString actionsInWords(const Plan& plan);
QString attributesInWords(const Plan& plan, const PhraseBook& book, PlanDetail detail = PlanDetail::All);
QString tracksInWords(const Plan& plan, const TrackFacts& tracks);

// The same of one turn, without number, and without what is to come; empty where it has none.
QString attributesOfTurn(const Plan& plan, int turn, const PhraseBook& book,
                         PlanDetail detail = PlanDetail::All);
QString tracksOfTurn(const Plan& plan, int turn, const TrackFacts& tracks, const PhraseBook& book);

// "user" or "system".
QString roleInWords(Role role);

} // namespace antiphon
