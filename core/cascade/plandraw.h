// One plan while it is drawn.
#pragma once

#include "core/cascade/planner.h"
#include "core/cascade/pool.h"

namespace antiphon {

// The pool of a state together with what was already shown of it.
class OpenPool
{
public:
    OpenPool(const CatalogueIndex& index, quint32 listSize) : m_index(index), m_listSize(listSize) {}

    void setPool(Roaring pool);
    void show(const std::vector<quint32>& tracks);
    void narrow(ValueId value, Sense sense);
    void remove(const std::vector<quint32>& tracks);

    quint32 size() const { return m_size; }
    quint32 unseen() const { return m_size - static_cast<quint32>(m_seenInside.size()); }
    bool canList() const { return unseen() >= m_listSize; }

    // Whether the value narrows the pool and leaves at least `need` unseen tracks.
    bool leaves(ValueId value, Sense sense, quint32 need) const;
    // A value of the type that narrows the pool and leaves at least `need` unseen tracks; nothing when none
    // was found in a few tries (`thorough`: when there is none at all).
    enum class Search { Quick, Thorough };
    std::optional<ValueId> drawValue(Random& random, int type, Sense sense, quint32 need, ValueDraw draw,
                                     Search search) const;
    // A list of unseen tracks, which must exist; with `value` of those that have it.
    std::vector<quint32> drawList(Random& random, std::optional<ValueId> value) const;

private:
    quint32 trackAt(quint32 rank) const;
    std::optional<ValueId> candidate(Random& random, const IndexedType& type, ValueDraw draw) const;
    std::vector<ValueId> valuesOfFew(const IndexedType& type, Sense sense, quint32 need) const;
    std::vector<ValueId> allThatLeave(const IndexedType& type, Sense sense, quint32 need) const;
    bool hasValue(quint32 track, ValueId value) const;
    bool isSeen(quint32 track) const;

    const CatalogueIndex& m_index;
    quint32 m_listSize;
    Roaring m_pool;
    quint32 m_size = 0;
    std::vector<quint32> m_few;        // the pool as a list where it is small
    std::vector<quint32> m_seen;       // all tracks shown so far
    std::vector<quint32> m_seenInside; // those of them that the pool holds
};

class PlanDraw
{
public:
    PlanDraw(const CatalogueIndex& index, const Recipe& recipe, const PlanTables& tables, Random random,
             QList<Filter> start);
    Plan run();

private:
    // User turns.
    bool userTurn();
    const IntentSet& drawIntents();
    void addFilters(PlanTurn& turn, const NamingTable& naming);
    bool addStart(PlanTurn& turn);
    bool addProposal(PlanTurn& turn);
    bool addOfType(PlanTurn& turn, int type, OpenPool::Search search);
    bool addAny(PlanTurn& turn, const WeightedTable<int>& types);
    void name(PlanTurn& turn, const Filter& filter);
    bool removeFilter(PlanTurn& turn);
    bool replaceFilter(PlanTurn& turn);
    void rejectLast();
    bool makeRoom(PlanTurn& turn);
    // System turns.
    void systemTurn(bool isLast);
    QStringList drawActions(bool isLast);
    bool askForType(PlanTurn& turn);
    std::optional<ValueId> propose(PlanTurn& turn);
    void addBeside(PlanTurn& turn, bool isLast);

    bool isTaken(int type) const;
    quint32 need() const;
    void rebuildPool();

    const CatalogueIndex& m_index;
    const Recipe& m_recipe;
    const PlanTables& m_tables;
    Random m_random;
    QList<Filter> m_start; // filters still to be named first
    OpenPool m_pool;
    FilterState m_state;
    Plan m_plan;
    quint32 m_repliesLeft = 0; // the one in hand included
    QString m_leading;         // leading action of the last reply
    int m_asked = -1;          // type asked for by the last reply
    QList<Filter> m_proposed;  // by the last reply
};

} // namespace antiphon
