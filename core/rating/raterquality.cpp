#include "core/rating/studychecks.h"
#include "core/rating/studylogstore.h"

#include <QMap>

#include <algorithm>

namespace antiphon {

namespace {

// Whether each answered check of a rater was missed: at least one expected answer is off.
struct CheckTally
{
    bool missed = false;
    int right = 0;
    int answers = 0;
};

struct RaterAnswers
{
    QMap<ItemId, CheckTally> checks;
    QMap<ItemId, qint64> activeMs;              // of rated items
    QHash<QString, std::vector<int>> reference; // values by criterion
    QHash<QString, std::vector<int>> anchor;
};

void countChecks(RaterQuality& quality, const RaterAnswers& answers,
                 const QHash<ItemId, const RoleItem*>& roles)
{
    for (auto check = answers.checks.cbegin(); check != answers.checks.cend(); ++check) {
        const RoleItem& role = *roles.value(check.key());
        if (role.role == ItemRole::Training) {
            quality.trainingAnswers += check->answers;
            quality.trainingRight += check->right;
        } else if (role.role == ItemRole::Gold) {
            ++quality.gold;
            quality.goldMissed += check->missed ? 1 : 0;
        } else {
            ++quality.attention;
            quality.attentionMissed += check->missed ? 1 : 0;
        }
    }
}

void compare(RaterQuality& quality, const RaterAnswers& answers)
{
    for (auto own = answers.reference.cbegin(); own != answers.reference.cend(); ++own) {
        for (const int best : own.value()) {
            for (const int worst : answers.anchor.value(own.key())) {
                quality.comparisons += 1.0;
                quality.anchorAbove += worst > best ? 1.0 : worst == best ? 0.5 : 0.0;
            }
        }
    }
}

double medianSeconds(const QMap<ItemId, qint64>& activeMs)
{
    QList<qint64> times = activeMs.values();
    if (times.isEmpty())
        return 0.0;
    std::sort(times.begin(), times.end());
    const qsizetype middle = times.size() / 2;
    const auto upper = static_cast<double>(times.at(middle));
    const auto lower = static_cast<double>(times.at((times.size() - 1) / 2));
    return (upper + lower) / 2000.0;
}

void judge(RaterQuality& quality, const ExclusionRules& rules)
{
    const int missed = quality.attentionMissed + quality.goldMissed;
    if (rules.attentionFailures > 0 && missed >= rules.attentionFailures)
        quality.failed << QStringLiteral("%1 checks missed").arg(missed);
    if (rules.anchorAboveReference > 0.0 && quality.comparisons > 0.0 &&
        quality.anchorAbove / quality.comparisons > rules.anchorAboveReference)
        quality.failed << QStringLiteral("anchor above reference in %1 % of the comparisons")
                              .arg(qRound(100.0 * quality.anchorAbove / quality.comparisons));
    if (rules.leastSeconds > 0.0 && quality.items > 0 && quality.medianSeconds < rules.leastSeconds)
        quality.failed << QStringLiteral("%1 s for a dialogue").arg(quality.medianSeconds, 0, 'f', 1);
    const PracticeTally practice{quality.trainingAnswers, quality.trainingRight};
    if (rules.qualification > 0.0 && practice.answers > 0 && !practice.reaches(rules.qualification))
        quality.failed << QStringLiteral("%1 of %2 training answers right")
                              .arg(quality.trainingRight)
                              .arg(quality.trainingAnswers);
}

Result<void> checkDecision(const Connection& connection, const Study& study, const QString& rater,
                           const QString& reason)
{
    if (reason.trimmed().isEmpty())
        return fail(ErrorCode::InvalidValue, QStringLiteral("the reason"),
                    QStringLiteral("it stays in the record, so it can not be empty"));
    ANTIPHON_TRY_ASSIGN(const QList<PacketRow> rows, packets(connection, study.id));
    if (std::none_of(rows.begin(), rows.end(), [&](const PacketRow& row) { return row.rater == rater; }))
        return fail(ErrorCode::NotFound, QStringLiteral("a packet of %1").arg(rater));
    return {};
}

Result<bool> isExcluded(const Connection& connection, const Study& study, const QString& rater)
{
    ANTIPHON_TRY_ASSIGN(const QList<RaterDecision> decisions, raterDecisions(connection, study.id));
    return std::any_of(decisions.begin(), decisions.end(), [&](const RaterDecision& decision) {
        return decision.act == RaterAct::Excluded && decision.rater == rater;
    });
}

Result<void> logDecision(const Connection& connection, const Actor& actor, const Study& study,
                         const QString& act, const RaterDecision& decision)
{
    ANTIPHON_TRY_ASSIGN(const auto opened, unblindings(connection, study.id));
    const QString what =
        act == QLatin1String("include") ? QStringLiteral("return of %1") : QStringLiteral("exclusion of %1");
    return appendToLog(connection, study.id, actor, opened.isEmpty() ? LogAct::Exclude : LogAct::Amend,
                       {{QStringLiteral("act"), act},
                        {QStringLiteral("what"), what.arg(decision.rater)},
                        {QStringLiteral("rater"), decision.rater},
                        {QStringLiteral("reason"), decision.reason},
                        {QStringLiteral("decided_at"), decision.at}})
        .map([](const LogEntry&) {});
}

} // namespace

Result<QList<RaterQuality>> raterQuality(const Connection& connection, const Study& study)
{
    ANTIPHON_TRY_ASSIGN(const QList<RoleItem> checks, roleItems(connection, study.id));
    ANTIPHON_TRY_ASSIGN(const QList<Condition> all, conditions(connection, study.id));
    ANTIPHON_TRY_ASSIGN(const QList<GivenValue> values, givenValues(connection, study.id));
    const StudyRules& rules = study.definition.rules;
    QHash<ItemId, const RoleItem*> roles;
    for (const RoleItem& check : checks)
        roles.insert(check.item.id, &check);
    QHash<SourceId, QString> names;
    for (const Condition& condition : all)
        names.insert(condition.source, condition.sourceName);
    QMap<QString, RaterAnswers> raters;
    for (const GivenValue& value : values) {
        RaterAnswers& rater = raters[value.rater];
        if (const RoleItem* role = roles.value(value.item)) {
            CheckTally& tally = rater.checks[value.item];
            if (!role->known.isKnown(value.criterion))
                continue;
            ++tally.answers;
            const bool right = role->known.isRight(value.criterion, value.value);
            tally.right += right ? 1 : 0;
            tally.missed = tally.missed || !right;
            continue;
        }
        rater.activeMs[value.item] += value.activeMs;
        const QString name = names.value(value.source);
        if (!name.isEmpty() && name == rules.reference)
            rater.reference[value.criterion].push_back(value.value);
        if (!name.isEmpty() && name == rules.anchor)
            rater.anchor[value.criterion].push_back(value.value);
    }
    QList<RaterQuality> qualities;
    for (auto rater = raters.cbegin(); rater != raters.cend(); ++rater) {
        RaterQuality quality;
        quality.rater = rater.key();
        quality.items = rater->activeMs.size();
        quality.medianSeconds = medianSeconds(rater->activeMs);
        countChecks(quality, *rater, roles);
        compare(quality, *rater);
        judge(quality, rules.exclusions);
        qualities << quality;
    }
    return qualities;
}

Result<void> excludeRater(const Connection& connection, const Actor& actor, const Study& study,
                          const QString& rater, const QString& reason)
{
    ANTIPHON_TRY(checkDecision(connection, study, rater, reason));
    ANTIPHON_TRY_ASSIGN(const bool excluded, isExcluded(connection, study, rater));
    if (excluded)
        return fail(ErrorCode::AlreadyExists, QStringLiteral("the exclusion of %1").arg(rater));
    return EditHistory(connection)
        .record(actor, QStringLiteral("Exclude rater %1").arg(rater), [&]() -> Result<void> {
            const RaterDecision decision{rater, RaterAct::Excluded, reason.trimmed(), actor.name, now()};
            ANTIPHON_TRY(insertDecision(connection, study.id, decision));
            return logDecision(connection, actor, study, QStringLiteral("exclude"), decision);
        });
}

Result<void> includeRater(const Connection& connection, const Actor& actor, const Study& study,
                          const QString& rater, const QString& reason)
{
    ANTIPHON_TRY(checkDecision(connection, study, rater, reason));
    ANTIPHON_TRY_ASSIGN(const bool excluded, isExcluded(connection, study, rater));
    if (!excluded)
        return fail(ErrorCode::NotFound, QStringLiteral("the exclusion of %1").arg(rater));
    return EditHistory(connection)
        .record(actor, QStringLiteral("Take rater %1 back in").arg(rater), [&]() -> Result<void> {
            ANTIPHON_TRY(deleteDecision(connection, study.id, rater, RaterAct::Excluded));
            return logDecision(connection, actor, study, QStringLiteral("include"),
                               {rater, RaterAct::Excluded, reason.trimmed(), actor.name, now()});
        });
}

} // namespace antiphon
