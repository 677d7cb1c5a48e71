// Draws plans: whole dialogues as a state machine over the taxonomy and a catalogue.
#pragma once

#include "core/cascade/plan.h"
#include "core/cascade/plantables.h"

namespace antiphon {

// What a turn was drawn to do, before its pool made it fall back.
struct TurnWish
{
    QStringList labels;
    QStringList types; // of the values to name, and of the filter taken away
};

// What holds in every plan, whatever the recipe:
// - user and system turns alternate, the user begins, with initial_query; a dialogue of an even number of
// turns
//   ends with a reply, one of an odd number with the user's acceptance;
// - every system turn lists `listSize` tracks that satisfy the state of the turn (and, for active_recommend,
// the
//   proposed values); no track is listed twice in a plan;
// - a value is named only where it narrows the pool and leaves at least `listSize` tracks that were not
// shown;
// - a reply brings no value that the user has not named, except `proposed` of active_recommend; the type that
//   detail_attribute_request asks for has a value that could be named;
// - remove_filter takes a filter away that is there; rejected tracks leave the pool;
// - with a goal: an included value is one of all goal tracks, an excluded one of none; they are listed
// together in
//   the reply that the recipe says, not before, and that reply is not rejected.
// No intent of the taxonomy asks for the same tracks again (`continue` asks for further ones), so none come
// twice.
// Where the recipe asks for what the pool does not allow, the turn falls back, in this order: an excluded
// value
// of the type (by the recipe's chance), another type, continue or a replaced filter, a removed filter, the
// end of the dialogue.
//
// Safe to use from any number of threads.
class Planner
{
public:
    // Errors: NotPossible when the catalogue has fewer tracks than two lists and the goal, or none of the
    // recipe's types; those of planTables().
    static Result<Planner> create(std::shared_ptr<const CatalogueIndex> index, const Recipe& recipe,
                                  quint64 seed);

    // The plan at `ordinal`: always the same for the same catalogue, recipe and seed. A share of the plans
    // begins with the recipe's cascades, of which those that the catalogue lacks are passed over.
    // With `wishes`: what its turns were drawn to do, one for each of its turns.
    Plan draw(qint64 ordinal, std::vector<TurnWish>* wishes = nullptr) const;
    // A plan whose user names these filters first, in their order, one a turn, or
    // two where the dialogue is short. Shorter, and in the end
    // empty, where they leave too few tracks.
    Plan drawFrom(const QList<Filter>& start, qint64 ordinal, std::vector<TurnWish>* wishes = nullptr) const;

    const CatalogueIndex& index() const { return *m_index; }
    const Recipe& recipe() const { return m_recipe; }

private:
    Planner(std::shared_ptr<const CatalogueIndex> index, Recipe recipe, quint64 seed);
    std::shared_ptr<const CatalogueIndex> m_index;
    Recipe m_recipe;
    PlanTables m_tables;
    WeightedTable<QList<Filter>> m_starts;
    quint64 m_seed;
};

} // namespace antiphon
