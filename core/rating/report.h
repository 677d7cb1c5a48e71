// The report of a study: one HTML file without anything outside of it, in light and dark.
#pragma once

#include "core/cascade/planstore.h"
#include "core/catalogue/catalogue.h"
#include "core/generation/run.h"
#include "core/rating/designproof.h"
#include "core/rating/leakmeter.h"
#include "core/rating/results.h"

namespace antiphon {

// What the project can tell about where the dialogues come from.
struct ProjectFacts
{
    QList<Source> sources; // of the study
    QList<Run> runs;       // those that made one of them
    QList<PlanSet> planSets;
    QList<Catalogue> catalogues;
    qint64 codes = 0;
    qint64 codings = 0;
    std::optional<DesignProof> design;      // once packets are made
    QHash<QString, PracticeTally> practice; // of raters who answered some
};
Result<ProjectFacts> projectFacts(const Connection& connection, const Study& study);

// The page. All text of people and files is escaped; charts are SVG within the page, each with its table.
QByteArray reportPage(const StudyResults& results, const ProjectFacts& facts, const BlindingAudit& audit);

// Gathers what the page says. Errors: those of studyResults and of auditStudy.
Result<QByteArray> reportOf(const Connection& connection, const Study& study,
                            const ResultOptions& options = {});
// Gathers and writes. Errors: those of reportOf and of writeWholeFile.
Result<void> writeReport(const Connection& connection, const Study& study, const QString& path,
                         const ResultOptions& options = {});

} // namespace antiphon
