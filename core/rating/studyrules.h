// What a study declares besides its sources and criteria: design, checks on raters, exclusions, the plan of
// the analysis.
#pragma once

#include "core/rating/practice.h"

#include <QStringList>

namespace antiphon {

// A dialogue whose answers are known.
struct KnownItem
{
    QString source;
    QString dialogue; // the id that its source gave it
    KnownAnswers known;
    bool operator==(const KnownItem&) const = default;
};

// Who is left out of the analysis. A rule at 0 is not in force.
struct ExclusionRules
{
    int attentionFailures = 0;         // at least so many attention checks and gold dialogues missed
    double anchorAboveReference = 0.0; // the anchor rated above the reference in more than this share of
                                       // the comparisons of their dialogues, ties counting half
    double leastSeconds = 0.0;         // median of active seconds for a dialogue below it
    double qualification = 0.0;        // less than this share of the training answers right
    bool operator==(const ExclusionRules&) const = default;
};

struct StudyRules
{
    int ratingsPerItem = 0; // 0: every rater sees every item
    int overlap = 0;        // of each source so many dialogues go to every rater nonetheless
    bool paired = false;    // raters may see two dialogues of one plan
    bool fixedCriteria = false;
    QString reference;       // the source that stands for the best, hidden among the others
    QString anchor;          // the source that stands for the worst
    QString stratum;         // an attribute type; its values are drawn in equal numbers from all sources
    int attentionChecks = 0; // of each rater
    QList<KnownItem> gold;
    QList<KnownItem> training;      // in the order in which they are shown
    bool tellQualification = false; // raters are told after practice whether they reach the qualification
    ExclusionRules exclusions;
    QStringList hypotheses;
    QStringList tests;
    QString stoppingRule;
    bool operator==(const StudyRules&) const = default;
};

// Adds to a definition what differs from the presets, so that studies sealed without rules keep their digest.
void addRules(QJsonObject& json, const StudyRules& rules);
// Errors: InvalidValue that names the field.
Result<StudyRules> rulesFromJson(const QJsonObject& json);
// Errors: InvalidValue when a rule can not hold: more ratings of an item than raters, a reference or anchor
// that is no source of the study, a qualification that is told though none was declared.
Result<void> checkRules(const StudyRules& rules, const QStringList& sources, int raters);

} // namespace antiphon
