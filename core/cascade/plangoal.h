// The tracks that one dialogue is after.
#pragma once

#include "core/cascade/recipe.h"
#include "core/catalogue/catalogueindex.h"

namespace antiphon {

class PlanGoal
{
public:
    // Draws the tracks that `rule` asks for from `among`: a track with a value that can be named; for a set,
    // tracks that share values of one of them, as many values as leave a list beside the set. Nothing when
    // the rule asks for none or `among` has fewer.
    static std::optional<PlanGoal> draw(const CatalogueIndex& index, const GoalRule& rule, quint32 listSize,
                                        const Roaring& among, Random& random);

    const std::vector<quint32>& tracks() const { return m_tracks; }
    // An include must be a value of all its tracks, an exclude of none.
    bool allows(ValueId value, bool isInclude) const;
    // The values that all of its tracks have, ascending.
    const std::vector<ValueId>& shared() const { return m_shared; }

private:
    explicit PlanGoal(const CatalogueIndex& index, std::vector<quint32> tracks);
    std::vector<quint32> m_tracks;
    std::vector<ValueId> m_shared;
    std::vector<ValueId> m_any; // values of at least one of its tracks, ascending
};

} // namespace antiphon
