#include "core/overview/demo.h"

#include "core/base/linereader.h"
#include "core/cascade/drawplans.h"
#include "core/catalogue/catalogueindex.h"
#include "core/catalogue/cataloguestore.h"
#include "core/coding/codebookimport.h"
#include "core/generation/runjob.h"
#include "core/overview/sampleproject.h"
#include "core/rating/report.h"
#include "core/rating/scripted.h"
#include "core/rating/studylogstore.h"
#include "core/rating/studyseal.h"
#include "core/storage/project.h"

#include <QDir>
#include <QFileInfo>

namespace antiphon {

namespace {

// Printed as what it is: this key protects nothing.
constexpr const char* demoPassphrase = "this key protects nothing";
constexpr quint64 demoSeed = 7;
constexpr qint64 demoPlans = 60;
constexpr int demoItems = 20;
constexpr int demoRaters = 3;

const QString sampleName = QStringLiteral("sample"); // as addSampleData() calls it
const QString planName = QStringLiteral("demo plans");
const QString runName = QStringLiteral("demo run");

Result<void> drawDemoPlans(const Connection& connection, const Actor& actor, DemoSummary& summary,
                           const CancelToken& cancel, const ProgressSink& progress)
{
    ANTIPHON_TRY_ASSIGN(const Catalogue catalogue, catalogueByName(connection, QString()));
    ANTIPHON_TRY_ASSIGN(const auto index, CatalogueIndex::load(connection, catalogue.id));
    DrawRequest request;
    request.name = planName;
    request.count = demoPlans;
    request.seed = demoSeed;
    request.recipe = defaultRecipe();
    ANTIPHON_TRY_ASSIGN(const DrawnPlans drawn,
                        drawPlans(connection, actor, index, request, cancel, progress));
    summary.plans = drawn.set.plans;
    return {};
}

Result<void> writeDemoRun(const Actor& actor, DemoSummary& summary, const CancelToken& cancel,
                          const ProgressSink& progress)
{
    RunRequest request;
    request.name = runName;
    request.planSet = planName;
    request.seed = demoSeed;
    ANTIPHON_TRY_ASSIGN(const RunOutcome outcome,
                        performRun(summary.project, request, actor, cancel, progress));
    summary.samples = outcome.tally.samples;
    return {};
}

StudyDefinition demoStudy()
{
    StudyDefinition definition;
    definition.name = QStringLiteral("Demonstration with scripted raters");
    definition.sources = {sampleName, runName};
    definition.itemsPerSource = demoItems;
    for (int i = 1; i <= demoRaters; ++i)
        definition.raters << QStringLiteral("scripted-%1").arg(i);
    definition.seed = demoSeed;
    return definition;
}

Result<void> rateDemoPackets(const Connection& connection, const Actor& actor, const MadePackets& made,
                             DemoSummary& summary)
{
    quint64 rater = 0;
    for (const MadePacket& packetFile : made.packets) {
        ++rater;
        summary.packets << packetFile.path;
        ANTIPHON_TRY_ASSIGN(const Packet packet, readPacket(packetFile.path));
        QString path = packetFile.path;
        path.replace(QLatin1String(packetSuffix), QLatin1String(answersSuffix));
        {
            ANTIPHON_TRY_ASSIGN(AnswerLog log, AnswerLog::open(packet, path));
            RaterPass pass(packet, std::move(log));
            ANTIPHON_TRY(answerBySeed(pass, rater, now(), std::numeric_limits<qint64>::max()));
        }
        ANTIPHON_TRY(collectAnswers(connection, actor, path));
        summary.answers << path;
    }
    return {};
}

Secret demoSecret()
{
    return Secret(QByteArrayView(demoPassphrase));
}

Result<void> sealDemoKey(const Connection& connection, const Actor& actor, const Study& study,
                         const DemoSummary& summary, const CancelToken& cancel)
{
    SealRequest request;
    request.path = summary.key;
    request.passphrase = demoSecret();
    request.cancel = cancel;
    return sealStudy(connection, actor, study, request).map([](const Sealed&) {});
}

Result<void> openDemoKey(const Connection& connection, const Actor& actor, const Study& study,
                         const DemoSummary& summary)
{
    ANTIPHON_TRY_ASSIGN(
        const UnblindingRequest request,
        requestUnblinding(connection, actor, study,
                          {QStringLiteral("the demonstration is over"), QStringLiteral("demonstrator")}));
    ANTIPHON_TRY_ASSIGN(const StudyKey key, readKey(summary.key, demoSecret()));
    return confirmUnblinding(connection, actor, study, request.code, &key);
}

} // namespace

Result<DemoSummary> runDemo(const QString& folder, const Actor& actor, const CancelToken& cancel,
                            const ProgressSink& progress)
{
    if (!QDir().mkpath(folder))
        return fail(ErrorCode::PermissionDenied, folder);
    DemoSummary summary;
    summary.project = QDir(folder).filePath(QStringLiteral("demo.antiphon"));
    summary.report = QDir(folder).filePath(QStringLiteral("report.html"));
    summary.key = QDir(folder).filePath(QStringLiteral("demo") + QLatin1String(keySuffix));
    summary.log = QDir(folder).filePath(QStringLiteral("log.jsonl"));
    summary.passphrase = QString::fromUtf8(demoPassphrase);
    ANTIPHON_TRY_ASSIGN(const Connection connection, createProject(summary.project));
    ANTIPHON_TRY(addStartingCodebook(connection, actor));
    ANTIPHON_TRY(addSampleData(connection, actor, cancel, progress));
    ANTIPHON_TRY_ASSIGN(summary.sample, readOverview(connection));
    ANTIPHON_TRY(drawDemoPlans(connection, actor, summary, cancel, progress));
    ANTIPHON_TRY(writeDemoRun(actor, summary, cancel, progress));
    ANTIPHON_TRY_ASSIGN(const Study draft, createStudy(connection, actor, demoStudy()));
    ANTIPHON_TRY_ASSIGN(const Study study, freezeStudy(connection, actor, draft));
    ANTIPHON_TRY_ASSIGN(
        const MadePackets made,
        makePackets(connection, actor, study, QDir(folder).filePath(QStringLiteral("packets")), progress));
    ANTIPHON_TRY(sealDemoKey(connection, actor, study, summary, cancel));
    ANTIPHON_TRY_ASSIGN(const Study sealed, studyByName(connection, study.definition.name));
    ANTIPHON_TRY(rateDemoPackets(connection, actor, made, summary));
    ANTIPHON_TRY(openDemoKey(connection, actor, sealed, summary));
    ANTIPHON_TRY_ASSIGN(const Study opened, studyByName(connection, study.definition.name));
    ANTIPHON_TRY_ASSIGN(summary.results, studyResults(connection, opened));
    ANTIPHON_TRY(writeReport(connection, opened, summary.report));
    ANTIPHON_TRY_ASSIGN(const QList<LogEntry> log, studyLog(connection, opened.id));
    ANTIPHON_TRY(writeWholeFile(summary.log, logLines(log)));
    return summary;
}

} // namespace antiphon
