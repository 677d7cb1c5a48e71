// The pool of a state while a plan is drawn.
#pragma once

#include "core/cascade/plangoal.h"
#include "core/cascade/plantables.h"
#include "core/cascade/pool.h"

namespace antiphon {

// What a drawn value must be.
struct ValueWish
{
    int type = 0; // place in CatalogueIndex::types()
    Sense sense = Sense::Include;
    quint32 need = 0;               // tracks not yet shown that it must leave
    const PlanGoal* goal = nullptr; // it must agree with
};

// The pool of a state together with what was already shown of it.
class OpenPool
{
public:
    // All three must outlive the pool.
    OpenPool(const CatalogueIndex& index, const Recipe& recipe, const PlanTables& tables)
        : m_index(index), m_recipe(recipe), m_tables(tables)
    {
    }

    // As if nothing had been shown.
    void forget() { m_seen.clear(); }
    void setPool(Roaring pool);
    void show(const std::vector<quint32>& tracks);
    void narrow(ValueId value, Sense sense);
    void remove(const std::vector<quint32>& tracks);

    quint32 size() const { return m_size; }
    quint32 unseen() const { return m_size - static_cast<quint32>(m_seenInside.size()); }
    bool canList() const { return unseen() >= listSize(); }

    // Whether the value narrows the pool and leaves at least `need` unseen tracks.
    bool leaves(ValueId value, Sense sense, quint32 need) const;
    // A value as wished that narrows the pool, drawn as the recipe says; nothing when there is none.
    std::optional<ValueId> drawValue(Random& random, const ValueWish& wish) const;
    // `count` unseen tracks, which must exist; with `value` of those that have it.
    std::vector<quint32> drawList(Random& random, std::optional<ValueId> value, std::size_t count) const;

private:
    quint32 listSize() const { return static_cast<quint32>(m_recipe.listSize); }
    const IndexedType& typeOf(const ValueWish& wish) const
    {
        return m_index.types()[static_cast<std::size_t>(wish.type)];
    }
    quint32 trackAt(quint32 rank) const;
    std::optional<quint32> tracksWithIfLeaves(ValueId value, Sense sense, quint32 need) const;
    bool leaves(ValueId value, quint32 with, Sense sense, quint32 need) const;
    bool fits(ValueId value, const ValueWish& wish) const;
    double weightOf(ValueId value, quint32 with) const;
    std::span<const ValueId> drawTracksValues(Random& random, const IndexedType& type) const;
    std::optional<ValueId> tryOften(Random& random, const ValueWish& wish) const;
    std::optional<ValueId> tryByWeight(Random& random, const ValueWish& wish) const;
    std::optional<ValueId> drawExactly(Random& random, const ValueWish& wish) const;
    // Values with the tracks of the pool that have them, for those that are as wished.
    struct Counted
    {
        ValueId value;
        quint32 with;
    };
    std::vector<Counted> countAmongFew(const ValueWish& wish) const;
    std::vector<Counted> countInPool(const ValueWish& wish) const;
    bool hasValue(quint32 track, ValueId value) const;
    bool isSeen(quint32 track) const;
    void addByWeight(Random& random, std::vector<quint32>& list, const std::vector<quint32>& free,
                     std::size_t count) const;

    const CatalogueIndex& m_index;
    const Recipe& m_recipe;
    const PlanTables& m_tables;
    Roaring m_pool;
    quint32 m_size = 0;
    std::vector<quint32> m_few;            // the pool as a list where it is small
    std::vector<quint32> m_seen;           // all tracks shown so far
    std::vector<quint32> m_seenInside;     // those of them that the pool holds
    mutable std::vector<quint32> m_counts; // by value: all 0 between two calls of countAmongFew()
};

} // namespace antiphon
