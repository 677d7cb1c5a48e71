#include "core/base/linereader.h"
#include "core/catalogue/cataloguestore.h"
#include "core/coding/codestore.h"
#include "core/coding/codingstore.h"
#include "core/corpus/corpusstore.h"
#include "core/generation/runstore.h"
#include "core/rating/report.h"
#include "core/rating/studychecks.h"

namespace antiphon {

Result<ProjectFacts> projectFacts(const Connection& connection, const Study& study)
{
    ProjectFacts facts;
    ANTIPHON_TRY_ASSIGN(const QList<Source> sources, readySources(connection));
    ANTIPHON_TRY_ASSIGN(const QList<PlanSet> planSets, readyPlanSets(connection));
    ANTIPHON_TRY_ASSIGN(const QList<Catalogue> catalogues, readyCatalogues(connection));
    for (const QString& name : study.definition.sources) {
        for (const Source& source : sources) {
            if (source.name != name)
                continue;
            facts.sources << source;
            ANTIPHON_TRY_ASSIGN(const auto run, runOfSource(connection, source.id));
            if (run)
                facts.runs << *run;
        }
    }
    for (const PlanSet& set : planSets) {
        for (const Run& run : facts.runs) {
            if (run.planSet == set.id && (facts.planSets.isEmpty() || facts.planSets.last().id != set.id))
                facts.planSets << set;
        }
    }
    for (const Catalogue& catalogue : catalogues) {
        for (const PlanSet& set : facts.planSets) {
            if (set.catalogue == catalogue.id &&
                (facts.catalogues.isEmpty() || facts.catalogues.last().id != catalogue.id))
                facts.catalogues << catalogue;
        }
    }
    ANTIPHON_TRY_ASSIGN(const QList<Code> codes, readCodes(connection));
    facts.codes = codes.size();
    ANTIPHON_TRY_ASSIGN(const QList<Coder> coders, allCoders(connection));
    for (const Coder& coder : coders) {
        ANTIPHON_TRY_ASSIGN(const auto counts, codingCounts(connection, coder.id));
        for (const qint64 count : counts)
            facts.codings += count;
    }
    ANTIPHON_TRY_ASSIGN(const QList<PacketRow> made, packets(connection, study.id));
    if (!made.isEmpty()) {
        ANTIPHON_TRY_ASSIGN(facts.design, designProof(connection, study));
    }
    if (!study.definition.rules.training.isEmpty()) {
        ANTIPHON_TRY_ASSIGN(const QList<RaterQuality> qualities, raterQuality(connection, study));
        for (const RaterQuality& quality : qualities)
            facts.practice.insert(quality.rater, {quality.trainingAnswers, quality.trainingRight});
    }
    return facts;
}

Result<QByteArray> reportOf(const Connection& connection, const Study& study, const ResultOptions& options)
{
    ANTIPHON_TRY_ASSIGN(const StudyResults results, studyResults(connection, study, options));
    ANTIPHON_TRY_ASSIGN(const ProjectFacts facts, projectFacts(connection, study));
    AuditOptions audit;
    audit.seed = study.definition.seed;
    audit.cancel = options.cancel;
    ANTIPHON_TRY_ASSIGN(const BlindingAudit blinding, auditStudy(connection, study, audit));
    return reportPage(results, facts, blinding);
}

Result<void> writeReport(const Connection& connection, const Study& study, const QString& path,
                         const ResultOptions& options)
{
    ANTIPHON_TRY_ASSIGN(const QByteArray page, reportOf(connection, study, options));
    return writeWholeFile(path, page);
}

} // namespace antiphon
