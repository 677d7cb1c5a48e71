// How many turns carry which label, on plans, with what the turns were drawn to carry.
#pragma once

#include "core/cascade/planner.h"

#include <QHash>

namespace antiphon {

enum class ShareFacet { Intents, Actions, Types };

struct ShareLabel
{
    ShareFacet facet = ShareFacet::Intents;
    QString label;
    bool operator==(const ShareLabel&) const = default;
};

// Of all user turns the percent that carry the intent, or name or take away a value of the type; of all
// replies the percent that carry the action. A turn counts once for each of its labels.
struct Share
{
    double drawn = 0;
    double wished = 0; // before pools made turns fall back
    double first = 0;  // the part of `drawn` that first turns and first replies have
    double wishedFirst = 0;
    double error = 0; // standard error of `drawn` in points: see ShareTally
    bool operator==(const Share&) const = default;
};

// Grows plan by plan and adds up over threads. Standard errors take a plan as what is drawn, since its turns
// hang together: those of the ratio of two sums over plans, sum (x - R n)^2 / (sum n)^2 (Cochran, Sampling
// Techniques, 1977, 2.11, without the correction for a finite population).
class ShareTally
{
public:
    explicit ShareTally(const QList<ShareLabel>& labels);
    void add(const Plan& plan, const std::vector<TurnWish>& wishes);
    void add(const ShareTally& other); // of the same labels
    Share share(qsizetype label) const;
    qint64 plans() const { return m_plans; }
    qint64 turns(ShareFacet facet) const { return m_turns[facet == ShareFacet::Actions ? 1 : 0].sum; }
    double excludedPercent() const; // of the values that users name

private:
    struct Turns // of a role: sums over plans
    {
        qint64 sum = 0;
        qint64 squares = 0;
    };
    struct Sums
    {
        qint64 drawn = 0;
        qint64 squares = 0;
        qint64 withTurns = 0;
        qint64 wished = 0;
        qint64 first = 0;
        qint64 wishedFirst = 0;
    };
    void addTurn(const PlanTurn& turn, const TurnWish& wish, bool isFirst);
    void addExcludes(const PlanTurn& turn);
    void closePlan(qint64 userTurns, qint64 systemTurns);
    template<typename Count>
    void forEach(ShareFacet facet, const QStringList& labels, Count count);

    QHash<QString, std::size_t> m_places[3];
    std::vector<ShareFacet> m_facets;
    std::vector<Sums> m_sums;
    std::vector<qint64> m_inPlan; // by label, of the plan in hand
    Turns m_turns[2];
    qint64 m_plans = 0;
    qint64 m_named = 0;
    qint64 m_excluded = 0;
};

} // namespace antiphon
