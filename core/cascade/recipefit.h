// One round of fitting a recipe's weights to shares.
#pragma once

#include "core/cascade/sharetally.h"

namespace antiphon {

struct ShareAim
{
    ShareLabel of;
    double percent = 0;
};

class RecipeFit
{
public:
    // `keepsSum`: the aims of types are of the whole coding; else only their proportions count, and their sum
    // follows what pools allow.
    RecipeFit(Recipe recipe, QList<ShareAim> aims, bool keepsSum, bool mayExclude);
    const Recipe& recipe() const { return m_recipe; }

    // Turns the weights by what the recipe, as it is, drew; `step` in (0, 1] damps. `tally` is of the aims'
    // labels in their order.
    //
    // A label's weights are multiplied by the odds of what must be wished for over the odds of what was
    // (iterative proportional fitting, Deming and Stephan 1940, with plans in place of a table's margins).
    // What must be wished for in later turns is what was wished there plus what is short: so much of a share
    // as first turns and fall-backs bring is taken as given.
    void turn(const ShareTally& tally, double step);

private:
    struct Label
    {
        double aim = 0;
        Share share = {};
        double wishedLater() const { return share.wished - share.wishedFirst; }
        double missing() const { return aim - share.drawn; }
        // Points that come unwished beyond the aim.
        double excess() const { return -(wishedLater() + missing()); }
        double factor(double step) const;
        // It is wished for, and pools do not have it.
        bool isInVain() const { return share.wished - share.drawn > std::max(0.5, 0.5 * missing()); }
    };
    void moveSum(const ShareTally& tally, double step);
    bool isExcluded(const QString& type) const;
    QHash<QString, Label> labels(ShareFacet facet, const ShareTally& tally) const;
    void fitIntents(const QHash<QString, Label>& intents, double step);
    void fitActions(const QHash<QString, Label>& actions, double step);
    void fitTypes(const QHash<QString, Label>& types, double step);
    void fitFirstTypes(const QHash<QString, Label>& types, double step);
    void fitNumbers(const QHash<QString, Label>& types, double step);
    void fitChances(const QHash<QString, Label>& intents, const QHash<QString, Label>& types, double step);
    void fitAnswers(const QHash<QString, Label>& types, double step);
    void fitExcludes(const QHash<QString, Label>& types, double step);

    const Recipe m_given;
    Recipe m_recipe;
    QList<ShareAim> m_aims;
    bool m_keepsSum;
    bool m_mayExclude;
};

// With weights as they are written: six digits.
Recipe withRoundWeights(Recipe recipe);

} // namespace antiphon
