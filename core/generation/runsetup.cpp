#include "core/generation/runsetup.h"

#include "core/cascade/planstore.h"
#include "core/cascade/recipetaxonomy.h"
#include "core/catalogue/cataloguestore.h"
#include "core/corpus/corpusstore.h"
#include "core/generation/aliasstore.h"
#include "core/generation/endpointstore.h"
#include "core/generation/promptpreparation.h"
#include "core/generation/runoutlook.h"
#include "core/generation/runpilot.h"
#include "core/generation/runstore.h"
#include "core/generation/runtexts.h"

#include <QCryptographicHash>
#include <QJsonDocument>

#include <set>
#include <thread>

namespace antiphon {

namespace {

constexpr qint64 templateChunk = 64;

const QString seedKey = QStringLiteral("seed");
const QString promptKey = QStringLiteral("prompt");
const QString phraseFileKey = QStringLiteral("phrase_file");

QString toText(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

Failure nameTaken(const Run& run)
{
    const QString subject = QStringLiteral("the run \"%1\"").arg(run.name);
    if (run.state == RunState::Ready)
        return fail(ErrorCode::AlreadyExists, subject);
    return fail(ErrorCode::AlreadyExists, subject,
                QStringLiteral("it stands at %1 of %2 and can be resumed").arg(run.samples).arg(run.planned));
}

// The version of the codebook that the plans' recipe names; empty where it names none.
QJsonObject taxonomyNamed(const PlanSet& plans)
{
    return QJsonDocument::fromJson(plans.recipe).object().value(QStringLiteral("taxonomy")).toObject();
}

// The prompt must not speak of labels that the version does not have.
Result<void> checkPrompt(const Connection& connection, const PlanSet& plans, const PromptVersion& prompt)
{
    const QString name = taxonomyNamed(plans).value(QStringLiteral("name")).toString();
    if (name.isEmpty())
        return {};
    ANTIPHON_TRY_ASSIGN(const TaxonomyVersion version, taxonomyCalled(connection, name));
    return checkLabelsIn(prompt.system + prompt.user, version,
                         QStringLiteral("the prompt %1").arg(prompt.label()));
}

// The run's numbers that must not change when it is resumed.
QJsonObject parametersOf(const RunRequest& request, const PlanSet& plans)
{
    QJsonObject parameters{{seedKey, static_cast<qint64>(request.seed)},
                           {promptKey, request.prompt},
                           {phraseFileKey, request.phraseFile},
                           {QStringLiteral("plan_set"), plans.name},
                           {QStringLiteral("program"), QStringLiteral("antiphon " ANTIPHON_VERSION)}};
    if (const QJsonObject taxonomy = taxonomyNamed(plans); !taxonomy.isEmpty())
        parameters.insert(QStringLiteral("taxonomy"), taxonomy);
    return parameters;
}

// The phrases that values are spoken by; the template writer's sentences, too.
Result<std::shared_ptr<const PhraseBook>> phrasesFor(RunSetup& setup, const Connection& connection)
{
    ANTIPHON_TRY_ASSIGN(const NamedPhrases phrases, phrasesOfRun(connection, setup.run.parameters));
    setup.common.insert(QStringLiteral("phrases"), phrases.book->digest);
    setup.common.insert(QStringLiteral("phrases_name"), phrases.label);
    return phrases.book;
}

Result<void> addTemplateWriter(RunSetup& setup, const Connection& connection, int concurrency)
{
    const quint64 seed = static_cast<quint64>(setup.run.parameters.value(seedKey).toInteger());
    ANTIPHON_TRY_ASSIGN(const auto shared, phrasesFor(setup, connection));
    setup.makeWriter = [shared, tracks = setup.tracks, seed] {
        return makeTemplateWriter(shared, tracks, seed);
    };
    setup.writers =
        concurrency > 0 ? concurrency : static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
    setup.chunk = templateChunk;
    return {};
}

// One endpoint, or several of one model with commas between.
Result<QList<Endpoint>> endpointsCalled(const Connection& connection, const QString& writer)
{
    ANTIPHON_TRY_ASSIGN(const auto single, endpointByName(connection, writer));
    if (single)
        return QList<Endpoint>{*single};
    QList<Endpoint> endpoints;
    const QStringList names = writer.split(QLatin1Char(','));
    for (const QString& name : names) {
        ANTIPHON_TRY_ASSIGN(const auto endpoint, endpointByName(connection, name.trimmed()));
        if (!endpoint)
            return fail(ErrorCode::NotFound, QStringLiteral("the writer \"%1\"").arg(name.trimmed()),
                        QStringLiteral("it is neither \"template\" nor an endpoint of this project"));
        if (!endpoints.isEmpty() && endpoint->model != endpoints.first().model)
            return fail(ErrorCode::InvalidValue, QStringLiteral("the writer \"%1\"").arg(writer),
                        QStringLiteral("endpoints that share a run must name the same model"));
        endpoints << *endpoint;
    }
    return endpoints;
}

Result<void> addModelWriter(RunSetup& setup, const Connection& connection, const PlanSet& plans,
                            const RunRequest& request, const CancelToken& cancel)
{
    ANTIPHON_TRY_ASSIGN(QList<Endpoint> endpoints, endpointsCalled(connection, setup.run.writer));
    setup.writers = 0;
    for (Endpoint& endpoint : endpoints) {
        endpoint.concurrency = request.concurrency > 0 ? request.concurrency : endpoint.concurrency;
        setup.writers += endpoint.concurrency;
        setup.hasPrice = setup.hasPrice || endpoint.promptPrice > 0 || endpoint.completionPrice > 0;
    }
    if (request.control.budget() >= 0 && !setup.hasPrice)
        return fail(ErrorCode::InvalidValue, QStringLiteral("the budget"),
                    QStringLiteral("\"%1\" has no price; enter what a million of its tokens cost")
                        .arg(setup.run.writer));
    ModelWriterParts parts;
    parts.endpoint = endpoints.first();
    parts.endpoints = endpoints;
    parts.useCache = request.useCache;
    if (request.reachesServers) {
        ANTIPHON_TRY_ASSIGN(parts.keys, keysOf(endpoints, request.keyRing, cancel));
    }
    ANTIPHON_TRY_ASSIGN(parts.prompt, promptOfRun(connection, setup.run.parameters));
    ANTIPHON_TRY(checkPrompt(connection, plans, parts.prompt));
    ANTIPHON_TRY_ASSIGN(parts.prompt,
                        preparedPrompt(connection, parts.prompt,
                                       taxonomyNamed(plans).value(QStringLiteral("name")).toString()));
    ANTIPHON_TRY_ASSIGN(parts.book, phrasesFor(setup, connection));
    ANTIPHON_TRY_ASSIGN(setup.checks.aliases, aliasesOf(connection));
    ANTIPHON_TRY_ASSIGN(setup.checks.facts,
                        factsOf(connection, setup.run.planSet, *parts.book, setup.checks.aliases));
    parts.tracks = setup.tracks;
    parts.seed = static_cast<quint64>(setup.run.parameters.value(seedKey).toInteger());
    setup.common.insert(QStringLiteral("prompt"), parts.prompt.label());
    setup.common.insert(QStringLiteral("prompt_digest"), parts.prompt.digest);
    setup.common.insert(QStringLiteral("model"), parts.endpoint.model);
    setup.common.insert(QStringLiteral("temperature"), parts.endpoint.temperature);
    setup.common.insert(QStringLiteral("max_tokens"), parts.endpoint.maximumTokens);
    setup.model = std::make_shared<const ModelWriterParts>(parts);
    return {};
}

std::vector<qint64> pendingOf(qint64 planned, const std::vector<qint64>& finished)
{
    std::vector<qint64> pending;
    size_t next = 0;
    for (qint64 ordinal = 0; ordinal < planned; ++ordinal) {
        if (next < finished.size() && finished[next] == ordinal)
            ++next;
        else
            pending.push_back(ordinal);
    }
    return pending;
}

// Items that were set aside for trouble that may have passed, or all of them, are written again.
Result<void> forgetWhatIsWorthATry(const Connection& connection, RunId run, bool all)
{
    ANTIPHON_TRY_ASSIGN(const auto items, runItems(connection, run, ItemChoice::SetAside, 0, -1));
    std::vector<qint64> again;
    for (const RunItem& item : items) {
        const QJsonObject provenance = QJsonDocument::fromJson(item.provenance).object();
        if (all || provenance.value(QStringLiteral("transient")).toBool())
            again.push_back(item.planOrdinal);
    }
    return again.empty() ? Result<void>() : forgetSetAside(connection, run, again);
}

Result<PlanSet> planSetById(const Connection& connection, PlanSetId id)
{
    ANTIPHON_TRY_ASSIGN(const auto sets, readyPlanSets(connection));
    for (const PlanSet& set : sets) {
        if (set.id == id)
            return set;
    }
    return fail(ErrorCode::NotFound, QStringLiteral("the run's plan set"), QStringLiteral("it was removed"));
}

Result<void> refuseTakenName(const Connection& connection, const QString& name)
{
    if (name.trimmed().isEmpty())
        return fail(ErrorCode::InvalidValue, QStringLiteral("the run"), QStringLiteral("it needs a name"));
    ANTIPHON_TRY_ASSIGN(const auto run, runByName(connection, name));
    if (run)
        return nameTaken(*run);
    ANTIPHON_TRY_ASSIGN(const auto source, sourceByName(connection, name));
    return source
               ? Result<void>(fail(ErrorCode::AlreadyExists, QStringLiteral("the source \"%1\"").arg(name)))
               : Result<void>();
}

Result<Run> runToResume(const Connection& connection, const RunRequest& request)
{
    ANTIPHON_TRY_ASSIGN(const auto run, runByName(connection, request.name));
    if (!run)
        return fail(ErrorCode::NotFound, QStringLiteral("the run \"%1\"").arg(request.name));
    if (request.start == RunStart::Resume)
        ANTIPHON_TRY(forgetWhatIsWorthATry(connection, run->id, request.retrySetAside));
    ANTIPHON_TRY_ASSIGN(const auto now, runByName(connection, request.name));
    return now ? Result<Run>(*now) : Result<Run>(fail(ErrorCode::NotFound, request.name));
}

// The provenance that all items share.
QJsonObject commonProvenance(const Run& run, const PlanSet& plans)
{
    QJsonObject common{
        {QStringLiteral("writer"), run.writer},
        {QStringLiteral("plan_set"), plans.name},
        {QStringLiteral("recipe"), recipeTitle(plans)},
        {QStringLiteral("recipe_digest"),
         QString::fromLatin1(QCryptographicHash::hash(plans.recipe, QCryptographicHash::Sha256).toHex())},
        {seedKey, run.parameters.value(seedKey)},
        {QStringLiteral("program"), QStringLiteral("antiphon " ANTIPHON_VERSION)}};
    if (const QJsonObject taxonomy = taxonomyNamed(plans); !taxonomy.isEmpty())
        common.insert(QStringLiteral("taxonomy"), taxonomy);
    return common;
}

} // namespace

Result<TrackFacts> trackFacts(const Connection& connection, CatalogueId catalogue)
{
    TrackFacts facts;
    ANTIPHON_TRY(forEachTrack(connection, catalogue, [&facts](const StoredTrack& track) -> Result<void> {
        if (track.ordinal >= facts.size())
            facts.resize(track.ordinal + 1);
        facts[track.ordinal] = {toText(track.externalId), toText(track.title), toText(track.artist),
                                toText(track.album)};
        return {};
    }));
    return facts;
}

Result<RunSetup> setUpRun(const Connection& connection, const RunRequest& request, const CancelToken& cancel)
{
    RunSetup setup;
    PlanSet plans;
    if (request.start != RunStart::New) {
        ANTIPHON_TRY_ASSIGN(setup.run, runToResume(connection, request));
        if (request.rewriteSeed)
            setup.run.parameters.insert(seedKey, static_cast<qint64>(*request.rewriteSeed));
        ANTIPHON_TRY_ASSIGN(plans, planSetById(connection, setup.run.planSet));
    } else {
        ANTIPHON_TRY(refuseTakenName(connection, request.name));
        ANTIPHON_TRY_ASSIGN(plans, planSetByName(connection, request.planSet));
        setup.run.name = request.name.trimmed();
        setup.run.planSet = plans.id;
        setup.run.writer = request.writer;
        setup.run.parameters = parametersOf(request, plans);
        ANTIPHON_TRY(keepTexts(connection, request, setup.run.parameters));
        setup.run.planned = plans.plans;
    }
    if (request.limit > 0)
        setup.run.planned = std::min(request.limit, plans.plans);
    ANTIPHON_TRY_ASSIGN(auto tracks, trackFacts(connection, plans.catalogue));
    setup.tracks = std::make_shared<const TrackFacts>(std::move(tracks));
    setup.common = commonProvenance(setup.run, plans);
    ANTIPHON_TRY(setup.run.writer == templateWriterName
                     ? addTemplateWriter(setup, connection, request.concurrency)
                     : addModelWriter(setup, connection, plans, request, cancel));
    std::vector<qint64> finished;
    if (!setup.run.id.isNull()) {
        ANTIPHON_TRY_ASSIGN(finished, finishedOrdinals(connection, setup.run.id));
    }
    setup.pending = pendingOf(setup.run.planned, finished);
    ANTIPHON_TRY(lookBack(connection, setup));
    ANTIPHON_TRY(refuseTooLongPrompts(connection, setup));
    setup.finished = static_cast<qint64>(finished.size());
    setup.control = request.control;
    if (request.pilot > 0)
        setup.pilot = putPilotFirst(setup.pending, request.pilot);
    return setup;
}

} // namespace antiphon
