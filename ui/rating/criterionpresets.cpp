// Criteria to start from, one or more for each kind of question.
#include "ui/rating/criteriaeditor.h"

namespace antiphon {

QList<Criterion> criterionPresets()
{
    QList<Criterion> presets = presetCriteria();
    const QStringList words = presets.constFirst().anchors;
    Criterion reply{
        QStringLiteral("reply_fit"), QStringLiteral("Fit of the reply"),
        QStringLiteral("Does this reply serve the wish before it?"),
        QStringLiteral("Look at the reply that is marked and at what was said up to it, not at what "
                       "comes later."),
        words};
    reply.kind = QuestionKind::Turn;
    Criterion pair{QStringLiteral("preference"),
                   QStringLiteral("Preference"),
                   QStringLiteral("Which of the two would you rather have had?"),
                   QStringLiteral("Read both to the end. Choose no difference where neither is better."),
                   {}};
    pair.kind = QuestionKind::Pair;
    Criterion extremes{QStringLiteral("best_worst"),
                       QStringLiteral("Best and worst"),
                       QStringLiteral("Which one serves the listener best, which one worst?"),
                       QStringLiteral("Read all of them. Name the best first, then the worst."),
                       {}};
    extremes.kind = QuestionKind::BestWorst;
    return presets << reply << pair << extremes;
}

} // namespace antiphon
