// One plan while it is drawn.
#pragma once

#include "core/cascade/openpool.h"
#include "core/cascade/planner.h"

namespace antiphon {

class PlanDraw
{
public:
    PlanDraw(const CatalogueIndex& index, const Recipe& recipe, const PlanTables& tables, Random random,
             QList<Filter> start);
    void setWishes(std::vector<TurnWish>* wishes) { m_wishes = wishes; }
    Plan run();

private:
    void restart();
    quint32 converse(quint32 replies, bool endsWithThanks);
    // User turns.
    bool userTurn();
    const IntentSet& drawIntents();
    void addFilters(PlanTurn& turn, const NamingTable& naming);
    bool addStart(PlanTurn& turn);
    bool addProposal(PlanTurn& turn);
    bool addOfType(PlanTurn& turn, int type);
    bool addAny(PlanTurn& turn, const WeightedTable<int>& types);
    void leaveOutNamed(const PlanTurn& turn, const WeightedTable<int>& types,
                       std::vector<double>& weights) const;
    std::optional<ValueId> drawFor(int type, Sense sense);
    void name(PlanTurn& turn, const Filter& filter);
    bool removeFilter(PlanTurn& turn);
    bool replaceFilter(PlanTurn& turn);
    bool rejectLast();
    bool makeRoom(PlanTurn& turn);
    // System turns.
    void systemTurn(bool isLast);
    QStringList drawActions(bool isLast);
    bool askForType(PlanTurn& turn);
    std::optional<ValueId> propose(PlanTurn& turn);
    void list(PlanTurn& turn, std::optional<ValueId> proposed);
    void addBeside(PlanTurn& turn, bool isLast);

    void wishLabels(const QStringList& labels);
    void wishType(int type);
    bool isTaken(int type) const;
    double chanceToExclude(int type) const;
    quint32 need(Sense sense) const;
    bool isGoalDue() const;
    void rebuildPool();

    const CatalogueIndex& m_index;
    const Recipe& m_recipe;
    const PlanTables& m_tables;
    Random m_random;
    const QList<Filter> m_givenStart;
    QList<Filter> m_start; // filters still to be named first
    std::optional<PlanGoal> m_goal;
    bool m_isGoalListed = false;
    OpenPool m_pool;
    FilterState m_state;
    Plan m_plan;
    quint32 m_reply = 0;       // the one in hand, from 1
    quint32 m_repliesLeft = 0; // the one in hand included
    QString m_leading;         // leading action of the last reply
    int m_asked = -1;          // type asked for by the last reply
    QList<Filter> m_proposed;  // by the last reply
    std::vector<TurnWish>* m_wishes = nullptr;
};

} // namespace antiphon
