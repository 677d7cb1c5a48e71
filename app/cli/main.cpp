#include "app/cli/verbs.h"
#include "ui/rating/reportpdf.h"

#include <QGuiApplication>

#include <memory>

namespace {

// Pages need fonts, and those a QGuiApplication, which no other work should wait for.
std::unique_ptr<QCoreApplication> applicationFor(int& argc, char** argv)
{
    for (int i = 1; i < argc; ++i) {
        if (!QByteArray(argv[i]).toLower().endsWith(".pdf"))
            continue;
        qputenv("QT_QPA_PLATFORM", "offscreen");
        return std::make_unique<QGuiApplication>(argc, argv);
    }
    return std::make_unique<QCoreApplication>(argc, argv);
}

} // namespace

int main(int argc, char** argv)
{
    using namespace antiphon::cli;
    const std::unique_ptr<QCoreApplication> application = applicationFor(argc, argv);
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
    verbs += ratingVerbs(antiphon::reportPdf);
    verbs += sealVerbs();
    verbs += studyPlanVerbs();
    verbs += studyAnchorVerbs();
    verbs += studyAuditVerbs();
    verbs += studyDeclareVerbs();
    verbs += studyDesignVerbs();
    verbs += studyExclusionVerbs();
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
    return runCommandLine(application->arguments().mid(1), verbs);
}
