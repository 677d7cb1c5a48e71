#include "app/cli/verbs.h"

#include <QCoreApplication>

int main(int argc, char** argv)
{
    using namespace antiphon::cli;
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("antiphon"));
    QList<Verb> verbs = projectVerbs();
    verbs += codingVerbs();
    verbs += autocodeVerbs();
    verbs += codebookVerbs();
    verbs += exchangeVerbs();
    verbs += agreementVerbs();
    verbs += analysisVerbs();
    verbs += tableVerbs();
    verbs += roundVerbs();
    verbs += mergeVerbs();
    verbs += memoVerbs();
    verbs += propositionVerbs();
    verbs += suggestVerbs();
    verbs += taxonomyVerbs();
    verbs += corpusVerbs();
    verbs += contentsVerbs();
    verbs += ratingVerbs();
    verbs += sealVerbs();
    verbs += studyPlanVerbs();
    verbs += studyAuditVerbs();
    verbs += generationVerbs();
    verbs += batchVerbs();
    verbs += datasetVerbs();
    verbs += checkVerbs();
    verbs += aliasVerbs();
    verbs += promptVerbs();
    verbs += sampleVerbs();
    verbs += sampleStudyVerbs();
    verbs += endpointVerbs();
    verbs += keyVerbs();
    verbs += catalogueVerbs();
    verbs += trackVerbs();
    verbs += similarityVerbs();
    verbs += cascadeVerbs();
    verbs += planVerbs();
    verbs += shelfVerbs();
    verbs += recipeVerbs();
    verbs += diagnosisVerbs();
    verbs += drawVerbs();
    verbs += experimentVerbs();
    verbs += keptExperimentVerbs();
    verbs += demoVerbs();
    return runCommandLine(application.arguments().mid(1), verbs);
}
