#include "core/generation/endpointtest.h"

#include "core/llm/chatclient.h"
#include "core/llm/endpointprobe.h"
#include "core/llm/servermodels.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace antiphon {

namespace {

constexpr int patienceMs = 30'000;
constexpr int replyTokens = 64;
constexpr qint64 firstSeed = 11;
constexpr qint64 otherSeed = 12;

const QString wordKey = QStringLiteral("instrument");

QString seconds(qint64 ms)
{
    return QString::number(static_cast<double>(ms) / 1000.0, 'f', ms < 1'000 ? 2 : 1);
}

ReplySchema wordSchema()
{
    const QJsonObject word{{QStringLiteral("type"), QStringLiteral("string")}};
    return {QStringLiteral("answer"),
            {{QStringLiteral("type"), QStringLiteral("object")},
             {QStringLiteral("properties"), QJsonObject{{wordKey, word}}},
             {QStringLiteral("required"), QJsonArray{wordKey}},
             {QStringLiteral("additionalProperties"), false}}};
}

// A model that talks at length or off the schema is there all the same.
bool answers(const ChatResult& result)
{
    return result.outcome == ChatOutcome::Ok || result.outcome == ChatOutcome::SchemaViolation ||
           result.outcome == ChatOutcome::Truncated || result.outcome == ChatOutcome::EmptyReply ||
           result.outcome == ChatOutcome::Refused || result.outcome == ChatOutcome::Filtered;
}

bool isRefusal(const ChatResult& result)
{
    return result.outcome == ChatOutcome::RequestRefused || result.outcome == ChatOutcome::ModelMissing ||
           result.outcome == ChatOutcome::KeyRefused || result.status == 501 || result.status == 405;
}

// The features one by one, each with the requests that it takes.
class Trial
{
public:
    Trial(const Endpoint& endpoint, const Secret& key, const CancelToken& cancel)
        : m_endpoint(endpoint), m_probe(endpoint, key, cancel)
    {
        m_report.endpoint = endpoint.name;
    }

    Result<EndpointReport> perform(const CancelToken& cancel)
    {
        const ChatResult models = tryModels();
        if (cancel.isCancelled())
            return cancelled();
        if (models.outcome == ChatOutcome::ConnectFailed || models.outcome == ChatOutcome::ConnectTimeout ||
            models.outcome == ChatOutcome::CertificateRefused)
            return fail(chatError(models, m_endpoint.name));
        ChatResult first = m_probe.chat(question(firstSeed));
        if (!answers(first))
            return fail(chatError(first, m_endpoint.name));
        m_report.model = first.model;
        m_report.chatMs = first.elapsedMs;
        find(EndpointFeature::Chat, Standing::Works,
             QStringLiteral("a short reply in %1 s").arg(seconds(first.elapsedMs)));
        const auto steps = {&Trial::tryStream, &Trial::trySchema, &Trial::tryEmbeddings};
        trySeed(first);
        for (const auto step : steps) {
            if (cancel.isCancelled())
                return cancelled();
            (this->*step)();
        }
        if (cancel.isCancelled())
            return cancelled();
        noteRateLimits();
        m_report.requests = m_probe.requests();
        std::sort(m_report.findings.begin(), m_report.findings.end(),
                  [](const EndpointFinding& a, const EndpointFinding& b) { return a.feature < b.feature; });
        return m_report;
    }

private:
    Failure cancelled() const { return fail(ErrorCode::Cancelled, m_endpoint.name); }

    void find(EndpointFeature feature, Standing standing, const QString& detail)
    {
        m_report.findings << EndpointFinding{feature, standing, detail};
    }

    void findFailed(EndpointFeature feature, const ChatResult& result)
    {
        find(feature, isRefusal(result) ? Standing::Fails : Standing::Unknown,
             chatError(result, m_endpoint.name).detail.left(160));
    }

    ChatRequest question(qint64 seed) const
    {
        ChatRequest request;
        request.model = m_endpoint.model;
        request.messages = {
            {QStringLiteral("user"),
             QStringLiteral("Invent the title of a song and describe it in one short sentence.")}};
        request.temperature = 1;
        request.maximumTokens = std::min(m_endpoint.maximumTokens, replyTokens);
        request.seed = seed;
        return request;
    }

    ChatResult tryModels()
    {
        const HttpResponse response = m_probe.get(QStringLiteral("models"));
        const bool reached = response.end == HttpEnd::Answered;
        find(EndpointFeature::Reachable, reached ? Standing::Works : Standing::Fails,
             reached ? QStringLiteral("answers in %L1 ms").arg(m_probe.lastElapsedMs()) : response.message);
        const ChatResult failure = m_probe.failureOf(response);
        const auto models = readModels(response.body);
        if (failure.outcome != ChatOutcome::Ok)
            findFailed(EndpointFeature::Models, failure);
        else if (!models)
            find(EndpointFeature::Models, Standing::Fails, models.error().detail);
        else
            noteModels(*models);
        const bool told = m_report.contextWindow > 0;
        find(EndpointFeature::ContextWindow, told ? Standing::Works : Standing::Unknown,
             told ? QStringLiteral("%L1 tokens").arg(m_report.contextWindow)
                  : QStringLiteral("the server does not tell"));
        return failure;
    }

    void noteModels(const QList<ServerModel>& models)
    {
        bool listed = false;
        for (const ServerModel& model : models) {
            m_report.models << model.id;
            listed = listed || model.id == m_endpoint.model;
            // A server of one model answers for it under any name.
            if (model.id == m_endpoint.model || models.size() == 1)
                m_report.contextWindow = model.contextWindow;
        }
        const QString count =
            models.size() == 1 ? QStringLiteral("1 model") : QStringLiteral("%L1 models").arg(models.size());
        find(EndpointFeature::Models, Standing::Works,
             listed ? count + QStringLiteral(", this one among them")
                    : count + QStringLiteral(", but none called %1").arg(m_endpoint.model));
    }

    // Equal replies to one seed say something only where another seed brings another reply.
    void trySeed(const ChatResult& first)
    {
        const ChatResult same = m_probe.chat(question(firstSeed));
        const ChatResult other = m_probe.chat(question(otherSeed));
        for (const ChatResult& result : {same, other}) {
            if (!answers(result))
                return findFailed(EndpointFeature::Seed, result);
        }
        if (first.content.isEmpty())
            find(EndpointFeature::Seed, Standing::Unknown, QStringLiteral("the replies have no text"));
        else if (same.content != first.content)
            find(EndpointFeature::Seed, Standing::Fails, QStringLiteral("two replies to one seed differ"));
        else if (other.content == first.content)
            find(EndpointFeature::Seed, Standing::Unknown,
                 QStringLiteral("every seed brings the same reply"));
        else
            find(EndpointFeature::Seed, Standing::Works,
                 QStringLiteral("one seed, one reply; another seed, another"));
    }

    void tryStream()
    {
        const EndpointProbe::Streamed streamed = m_probe.stream(question(firstSeed));
        const ChatResult& result = streamed.result;
        if (!answers(result))
            return findFailed(EndpointFeature::Stream, result);
        if (!streamed.inPieces)
            return find(EndpointFeature::Stream, Standing::Fails, QStringLiteral("the reply came whole"));
        QString detail = QStringLiteral("first text after %1 s").arg(seconds(streamed.firstTextMs));
        const qint64 span = streamed.lastTextMs - streamed.firstTextMs;
        if (span > 0 && result.tokens.completion > 1)
            detail +=
                QStringLiteral(", %L1 tokens a second").arg((result.tokens.completion - 1) * 1'000 / span);
        find(EndpointFeature::Stream, Standing::Works, detail);
    }

    // The question does not speak of JSON: what comes as JSON comes by the schema.
    void trySchema()
    {
        ChatRequest request = question(firstSeed);
        request.messages.first().content = QStringLiteral("Name one musical instrument.");
        request.temperature = 0;
        request.schema = wordSchema();
        const ChatResult result = m_probe.chat(request);
        if (!answers(result)) {
            findFailed(EndpointFeature::SchemaAccepted, result);
            return find(EndpointFeature::SchemaObeyed, Standing::Unknown,
                        QStringLiteral("no reply came; replies are checked all the same"));
        }
        find(EndpointFeature::SchemaAccepted, Standing::Works, QStringLiteral("the request is taken"));
        const QJsonObject object = QJsonDocument::fromJson(result.content.toUtf8()).object();
        if (object.size() == 1 && object.value(wordKey).isString())
            return find(EndpointFeature::SchemaObeyed, Standing::Works,
                        QStringLiteral("the reply is the object that was asked for"));
        const bool cut = result.outcome != ChatOutcome::Ok && result.outcome != ChatOutcome::SchemaViolation;
        find(EndpointFeature::SchemaObeyed, cut ? Standing::Unknown : Standing::Fails,
             cut ? QStringLiteral("the reply was cut")
                 : QStringLiteral("the reply is something else; replies are checked all the same"));
    }

    void tryEmbeddings()
    {
        const HttpResponse response =
            m_probe.post(QStringLiteral("embeddings"), {{QStringLiteral("model"), m_endpoint.model},
                                                        {QStringLiteral("input"), QStringLiteral("music")}});
        const ChatResult failure = m_probe.failureOf(response);
        if (failure.outcome != ChatOutcome::Ok)
            return findFailed(EndpointFeature::Embeddings, failure);
        const QJsonArray data =
            QJsonDocument::fromJson(response.body).object().value(QStringLiteral("data")).toArray();
        const qsizetype numbers = data.at(0).toObject().value(QStringLiteral("embedding")).toArray().size();
        find(EndpointFeature::Embeddings, numbers > 0 ? Standing::Works : Standing::Fails,
             numbers > 0 ? QStringLiteral("%L1 numbers a text").arg(numbers)
                         : QStringLiteral("the answer holds no numbers"));
    }

    void noteRateLimits()
    {
        const QMap<QString, QString>& limits = m_probe.rateLimits();
        QStringList told;
        for (const char* what : {"requests", "tokens"}) {
            const QString limit = limits.value(QStringLiteral("limit-") + QLatin1String(what));
            if (!limit.isEmpty())
                told << limit + QLatin1Char(' ') + QLatin1String(what);
        }
        const bool any = !limits.isEmpty();
        find(EndpointFeature::RateLimits, any ? Standing::Works : Standing::Unknown,
             !any           ? QStringLiteral("the server tells none")
             : told.empty() ? QStringLiteral("told with every answer")
                            : QStringLiteral("told: ") + told.join(QStringLiteral(", ")));
    }

    Endpoint m_endpoint;
    EndpointProbe m_probe;
    EndpointReport m_report;
};

} // namespace

Result<EndpointReport> testEndpoint(Endpoint endpoint, const Secret& key, const CancelToken& cancel)
{
    ANTIPHON_TRY(validateEndpoint(endpoint));
    if (endpoint.wantsKey() && key.isEmpty())
        return fail(ErrorCode::NotFound, QStringLiteral("the key of %1").arg(endpoint.name),
                    endpoint.keyInKeyring
                        ? QStringLiteral("the keyring holds none")
                        : QStringLiteral("the environment variable %1 is not set").arg(endpoint.keyVariable));
    endpoint.limits.totalMs = std::min(endpoint.limits.totalMs, patienceMs);
    return Trial(endpoint, key, cancel).perform(cancel);
}

Result<EndpointReport> testEndpoint(const Endpoint& endpoint, const std::shared_ptr<KeyRing>& ring,
                                    const CancelToken& cancel)
{
    ANTIPHON_TRY_ASSIGN(const ChatPool::KeySource keys, keysOf({endpoint}, ring, cancel));
    return testEndpoint(endpoint, keys(endpoint), cancel);
}

QString featureTitle(EndpointFeature feature)
{
    switch (feature) {
    case EndpointFeature::Reachable:
        return QStringLiteral("Reachable");
    case EndpointFeature::Models:
        return QStringLiteral("List of models");
    case EndpointFeature::Chat:
        return QStringLiteral("Chat");
    case EndpointFeature::Stream:
        return QStringLiteral("Replies in pieces");
    case EndpointFeature::SchemaAccepted:
        return QStringLiteral("JSON schema taken");
    case EndpointFeature::SchemaObeyed:
        return QStringLiteral("JSON schema obeyed");
    case EndpointFeature::Seed:
        return QStringLiteral("Seed honoured");
    case EndpointFeature::Embeddings:
        return QStringLiteral("Embeddings");
    case EndpointFeature::RateLimits:
        return QStringLiteral("Rate limits told");
    case EndpointFeature::ContextWindow:
        return QStringLiteral("Context window");
    }
    return {};
}

QString reportSentence(const EndpointReport& report)
{
    const auto working = std::count_if(report.findings.begin(), report.findings.end(),
                                       [](const auto& one) { return one.standing == Standing::Works; });
    return QStringLiteral("%1 answers%2 in %3 s; %4 of %5 features work.")
        .arg(report.endpoint, report.model.isEmpty() ? QString() : QStringLiteral(" as ") + report.model,
             seconds(report.chatMs), QString::number(working), QString::number(report.findings.size()));
}

} // namespace antiphon
