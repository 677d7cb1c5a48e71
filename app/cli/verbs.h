// The verbs, one list per station; main() joins them.
#pragma once

#include "app/cli/verb.h"

namespace antiphon::cli {

QList<Verb> projectVerbs();     // new, history
QList<Verb> codingVerbs();      // import codings, code, frequencies, export codings
QList<Verb> agreementVerbs();   // agreement
QList<Verb> analysisVerbs();    // cooccurrence, transitions, saturation
QList<Verb> roundVerbs();       // round open, list, show, finish, close, disputes, settle, agreed
QList<Verb> autocodeVerbs();    // autocode
QList<Verb> codebookVerbs();    // import codebook, export codebook
QList<Verb> exchangeVerbs();    // export qdpx
QList<Verb> mergeVerbs();       // merge
QList<Verb> memoVerbs();        // export memos
QList<Verb> propositionVerbs(); // proposition add, list, evidence, answer, remove; negatives
QList<Verb> suggestVerbs();     // suggest train, evaluate, apply
QList<Verb> tableVerbs();       // crosstab, density
QList<Verb> taxonomyVerbs();    // taxonomy publish, list, show, diff
QList<Verb> corpusVerbs();      // import corpus, search, remove source
QList<Verb> contentsVerbs();    // info
// Makes a PDF of a report's page and title; programs without fonts have none.
using PdfMaker = std::function<QByteArray(const QByteArray&, const QString&)>;
QList<Verb> ratingVerbs(const PdfMaker& pdf = {}); // study ..., rate, export answers, report
QList<Verb> sealVerbs();                           // study seal, log, unblind; verify
QList<Verb> studyPlanVerbs();                      // study plan-size
QList<Verb> generationVerbs();                     // generate
QList<Verb> aliasVerbs();                          // aliases import, list, export
QList<Verb> batchVerbs();                          // batch export, import
QList<Verb> datasetVerbs();                        // export corpus
QList<Verb> checkVerbs();                          // check
QList<Verb> sampleVerbs();         // sample list, show, accept, set-aside, reopen, comment, rewrite
QList<Verb> sampleStudyVerbs();    // sample compare, audit
QList<Verb> studyAnchorVerbs();    // study anchor
QList<Verb> studyDeclareVerbs();   // study preregister, heds
QList<Verb> studyDesignVerbs();    // study drop, proof
QList<Verb> studyExclusionVerbs(); // study exclude, exclusions
QList<Verb> studyAuditVerbs();     // study audit
QList<Verb> promptVerbs();         // prompt list, show, import, export, diff, preview, remove
QList<Verb> endpointVerbs();       // endpoint add, list, remove
QList<Verb> keyVerbs();            // endpoint test, endpoint key set, endpoint key remove
QList<Verb> catalogueVerbs();      // import catalogue
QList<Verb> trackVerbs();          // track show, edit
QList<Verb> similarityVerbs();     // import similarity, import embeddings, catalogue nearest
QList<Verb> cascadeVerbs();        // cascade
QList<Verb> planVerbs();           // plan, export plans, export recipe
QList<Verb> shelfVerbs();          // cascade list, show, rename, remove, compare
QList<Verb> recipeVerbs();         // recipe estimate
QList<Verb> diagnosisVerbs();      // plan diagnose
QList<Verb> drawVerbs();           // plan compare-draws
QList<Verb> experimentVerbs();     // experiment noise, sparsity
QList<Verb> demoVerbs();           // demo

// experiment list, show, compare, remove
QList<Verb> keptExperimentVerbs();

} // namespace antiphon::cli
