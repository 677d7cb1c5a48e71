// What a study declares, as a text to be registered before the first packet leaves, and as a datasheet.
#pragma once

#include "core/rating/results.h"

namespace antiphon {

// Markdown: hypotheses, conditions, dialogues, raters, design, questions, margins, tests, exclusions,
// stopping rule, and the digest when it is frozen. What was not declared says so.
QString preregistrationText(const Study& study);

// "who missed 2 or more attention checks ...": the raters that a study leaves out, a clause each.
QStringList exclusionSentences(const ExclusionRules& rules);

// A question of the datasheet with what the study says to it.
struct SheetAnswer
{
    QString id;       // "3.1.1"
    QString question; // in short
    QString answer;   // empty: only people know
};

// The Human Evaluation Datasheet, version 3.0 (Belz and Thomson 2024, arXiv 2412.07940), sections 3 and 4,
// numbered as in its form at nlp-heds.github.io, section 4 once for each criterion.
struct Datasheet
{
    QList<SheetAnswer> design; // section 3
    QList<QList<SheetAnswer>> criteria;
    double filledDesign() const;   // share of section 3
    double filledCriteria() const; // of section 4, over all criteria
    double filled() const;         // of both
};

// Filled from the study; with `results`, which may be null, also what only answers tell. `power` is what a
// simulation said about its size; empty: none was made.
Datasheet datasheet(const Study& study, const StudyResults* results, const QString& power = {});
// With the sections 1, 2 and 5 as open questions.
QJsonObject datasheetJson(const Datasheet& sheet, const Study& study);

} // namespace antiphon
