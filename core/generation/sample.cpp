#include "core/generation/sample.h"

namespace antiphon {

Dialogue sampleOf(const Plan& plan, const QStringList& texts, const TrackFacts& tracks)
{
    Q_ASSERT(texts.size() == plan.turns.size());
    Dialogue sample;
    sample.externalId = QString::number(plan.ordinal);
    for (int i = 0; i < plan.turns.size(); ++i) {
        const PlanTurn& planned = plan.turns[i];
        Turn turn;
        turn.role = planned.role;
        turn.text = texts.value(i);
        turn.intents = planned.intents;
        turn.attributes = planned.attributes;
        for (const quint32 ordinal : planned.tracks) {
            if (ordinal < tracks.size())
                turn.tracks << TrackReference{tracks[ordinal].externalId, Verdict::Shown};
        }
        sample.turns << turn;
    }
    return sample;
}

} // namespace antiphon
