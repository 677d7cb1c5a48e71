// Who is left out of a study's analysis, and by which declared rules.
#include "app/cli/studykey.h"
#include "app/cli/verbs.h"
#include "core/rating/preregistration.h"
#include "core/rating/studychecks.h"

#include <QJsonArray>

namespace antiphon::cli {

namespace {

Result<Answer> exclude(const Call& call)
{
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.openProject());
    ANTIPHON_TRY_ASSIGN(const Study study, studyAsked(connection, call));
    const QString rater = call.arguments.positional.constFirst();
    const QString reason = call.arguments.value(QStringLiteral("reason"));
    const bool back = call.arguments.has(QStringLiteral("undo"));
    if (back)
        ANTIPHON_TRY(includeRater(connection, call.actor, study, rater, reason));
    else
        ANTIPHON_TRY(excludeRater(connection, call.actor, study, rater, reason));
    return Answer{{{QStringLiteral("study"), study.definition.name},
                   {QStringLiteral("rater"), rater},
                   {QStringLiteral("excluded"), !back}},
                  back ? QStringLiteral("%1 is in the analysis again\n").arg(rater)
                       : QStringLiteral("%1 is left out of the analysis\n").arg(rater)};
}

QJsonObject qualityJson(const RaterQuality& quality)
{
    return {{QStringLiteral("rater"), quality.rater},
            {QStringLiteral("items"), quality.items},
            {QStringLiteral("attention"), quality.attention},
            {QStringLiteral("attention_missed"), quality.attentionMissed},
            {QStringLiteral("gold"), quality.gold},
            {QStringLiteral("gold_missed"), quality.goldMissed},
            {QStringLiteral("training_answers"), quality.trainingAnswers},
            {QStringLiteral("training_right"), quality.trainingRight},
            {QStringLiteral("comparisons"), quality.comparisons},
            {QStringLiteral("anchor_above_reference"), quality.anchorAbove},
            {QStringLiteral("seconds"), quality.medianSeconds},
            {QStringLiteral("failed"), QJsonArray::fromStringList(quality.failed)}};
}

QString qualityLine(const RaterQuality& quality)
{
    QString line = QStringLiteral("%1: %2 dialogues, %3 of %4 checks missed, %5 s for a dialogue")
                       .arg(quality.rater)
                       .arg(quality.items)
                       .arg(quality.attentionMissed + quality.goldMissed)
                       .arg(quality.attention + quality.gold)
                       .arg(quality.medianSeconds, 0, 'f', 1);
    if (quality.trainingAnswers > 0)
        line += QStringLiteral(", training %1 of %2 right")
                    .arg(quality.trainingRight)
                    .arg(quality.trainingAnswers);
    line += quality.failed.isEmpty() ? QString()
                                     : QStringLiteral("\n  by the study's rules to be left out: %1")
                                           .arg(quality.failed.join(QStringLiteral("; ")));
    return line + QLatin1Char('\n');
}

Result<Answer> exclusions(const Call& call)
{
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.readProject());
    ANTIPHON_TRY_ASSIGN(const Study study, studyAsked(connection, call));
    ANTIPHON_TRY_ASSIGN(const QList<RaterQuality> qualities, raterQuality(connection, study));
    ANTIPHON_TRY_ASSIGN(const QList<RaterDecision> decisions, raterDecisions(connection, study.id));
    QJsonArray raters;
    QString text;
    for (const RaterQuality& quality : qualities) {
        raters << qualityJson(quality);
        text += qualityLine(quality);
    }
    QJsonArray decided;
    for (const RaterDecision& decision : decisions) {
        const QString act =
            decision.act == RaterAct::Excluded ? QStringLiteral("excluded") : QStringLiteral("dropped");
        decided << QJsonObject{{QStringLiteral("rater"), decision.rater},
                               {QStringLiteral("act"), act},
                               {QStringLiteral("reason"), decision.reason},
                               {QStringLiteral("actor"), decision.actor}};
        text += QStringLiteral("%1 %2 by %3: %4\n").arg(decision.rater, act, decision.actor, decision.reason);
    }
    const QStringList rules = exclusionSentences(study.definition.rules.exclusions);
    text += rules.isEmpty()
                ? QStringLiteral("The study declared no rule for exclusions\n")
                : QStringLiteral("Declared: raters are left out %1\n").arg(rules.join(QStringLiteral("; ")));
    return Answer{{{QStringLiteral("study"), study.definition.name},
                   {QStringLiteral("rules"), QJsonArray::fromStringList(rules)},
                   {QStringLiteral("raters"), raters},
                   {QStringLiteral("decisions"), decided}},
                  text};
}

} // namespace

QList<Verb> studyExclusionVerbs()
{
    return {{{QStringLiteral("study"), QStringLiteral("exclude")},
             QStringLiteral("RATER"),
             1,
             1,
             QStringLiteral("leave a rater out of the analysis"),
             QStringLiteral(
                 "antiphon-cli study exclude rater-2 --reason 'missed two checks' --project p.antiphon"),
             {studyNameOption(),
              {QStringLiteral("reason"), QStringLiteral("TEXT"), QStringLiteral("why, for the record"), true},
              {QStringLiteral("undo"), {}, QStringLiteral("take the rater back in"), false}},
             exclude},
            {{QStringLiteral("study"), QStringLiteral("exclusions")},
             {},
             0,
             0,
             QStringLiteral("checks on raters, declared rules and what was decided"),
             QStringLiteral("antiphon-cli study exclusions --project p.antiphon"),
             {studyNameOption()},
             exclusions}};
}

} // namespace antiphon::cli
