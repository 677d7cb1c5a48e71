#include "core/generation/endpointstore.h"

#include "core/llm/chatclient.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace antiphon {

namespace {

constexpr std::string_view selectEndpoint =
    "SELECT id, name, base_url, model, key_variable, settings FROM endpoint ";

const QString temperatureKey = QStringLiteral("temperature");
const QString tokensKey = QStringLiteral("max_tokens");
const QString concurrencyKey = QStringLiteral("concurrency");
const QString timeoutKey = QStringLiteral("timeout_ms"); // of a whole request
const QString connectKey = QStringLiteral("connect_timeout_ms");
const QString firstByteKey = QStringLiteral("first_byte_timeout_ms");
const QString silenceKey = QStringLiteral("silence_timeout_ms");
const QString requestsKey = QStringLiteral("requests_per_minute");
const QString tokensRateKey = QStringLiteral("tokens_per_minute");
const QString weightKey = QStringLiteral("weight");
const QString caFileKey = QStringLiteral("ca_file");
const QString proxyKey = QStringLiteral("proxy");
const QString streamsKey = QStringLiteral("stream");
const QString keyringKey = QStringLiteral("key_in_keyring");
const QString promptPriceKey = QStringLiteral("prompt_price"); // of a million tokens, as the next
const QString completionPriceKey = QStringLiteral("completion_price");
const QString windowKey = QStringLiteral("context_window");
const QString findingsKey = QStringLiteral("findings");

const QString standingWords[] = {QStringLiteral("not known"), QStringLiteral("works"),
                                 QStringLiteral("does not")};
const QString featureWords[] = {QStringLiteral("reachable"),   QStringLiteral("models"),
                                QStringLiteral("chat"),        QStringLiteral("stream"),
                                QStringLiteral("schema"),      QStringLiteral("schema_obeyed"),
                                QStringLiteral("seed"),        QStringLiteral("embeddings"),
                                QStringLiteral("rate_limits"), QStringLiteral("context_window")};

QList<EndpointFinding> readFindings(const QJsonArray& rows)
{
    QList<EndpointFinding> findings;
    for (const QJsonValue& row : rows) {
        const auto feature = std::find(std::begin(featureWords), std::end(featureWords),
                                       row[QStringLiteral("feature")].toString());
        const auto standing = std::find(std::begin(standingWords), std::end(standingWords),
                                        row[QStringLiteral("standing")].toString());
        if (feature == std::end(featureWords) || standing == std::end(standingWords))
            continue; // of a later version
        findings << EndpointFinding{static_cast<EndpointFeature>(feature - std::begin(featureWords)),
                                    static_cast<Standing>(standing - std::begin(standingWords)),
                                    row[QStringLiteral("detail")].toString()};
    }
    return findings;
}

EndpointLimits readLimits(const QJsonObject& settings)
{
    EndpointLimits limits;
    limits.connectMs = settings.value(connectKey).toInt(limits.connectMs);
    limits.firstByteMs = settings.value(firstByteKey).toInt(limits.firstByteMs);
    limits.silenceMs = settings.value(silenceKey).toInt(limits.silenceMs);
    limits.totalMs = settings.value(timeoutKey).toInt(limits.totalMs);
    return limits;
}

Endpoint readEndpoint(const Statement& row)
{
    Endpoint endpoint;
    endpoint.id = row.id<EndpointId>(0);
    endpoint.name = row.text(1);
    endpoint.baseUrl = row.text(2);
    endpoint.model = row.text(3);
    endpoint.keyVariable = row.text(4);
    const QJsonObject settings = QJsonDocument::fromJson(row.text(5).toUtf8()).object();
    endpoint.temperature = settings.value(temperatureKey).toDouble(endpoint.temperature);
    endpoint.maximumTokens = settings.value(tokensKey).toInt(endpoint.maximumTokens);
    endpoint.concurrency = settings.value(concurrencyKey).toInt(endpoint.concurrency);
    endpoint.requestsPerMinute = settings.value(requestsKey).toInteger();
    endpoint.tokensPerMinute = settings.value(tokensRateKey).toInteger();
    endpoint.weight = settings.value(weightKey).toInt(endpoint.weight);
    endpoint.caFile = settings.value(caFileKey).toString();
    endpoint.proxy = settings.value(proxyKey).toString();
    endpoint.streams = settings.value(streamsKey).toBool();
    endpoint.keyInKeyring = settings.value(keyringKey).toBool();
    endpoint.promptPrice = settings.value(promptPriceKey).toDouble();
    endpoint.completionPrice = settings.value(completionPriceKey).toDouble();
    endpoint.contextWindow = settings.value(windowKey).toInt();
    endpoint.findings = readFindings(settings.value(findingsKey).toArray());
    endpoint.limits = readLimits(settings);
    return endpoint;
}

QString settingsJson(const Endpoint& endpoint)
{
    const QJsonObject settings{{temperatureKey, endpoint.temperature},
                               {tokensKey, endpoint.maximumTokens},
                               {concurrencyKey, endpoint.concurrency},
                               {requestsKey, endpoint.requestsPerMinute},
                               {tokensRateKey, endpoint.tokensPerMinute},
                               {weightKey, endpoint.weight},
                               {caFileKey, endpoint.caFile},
                               {proxyKey, endpoint.proxy},
                               {streamsKey, endpoint.streams},
                               {keyringKey, endpoint.keyInKeyring},
                               {promptPriceKey, endpoint.promptPrice},
                               {completionPriceKey, endpoint.completionPrice},
                               {windowKey, endpoint.contextWindow},
                               {findingsKey, findingsJson(endpoint.findings)},
                               {connectKey, endpoint.limits.connectMs},
                               {firstByteKey, endpoint.limits.firstByteMs},
                               {silenceKey, endpoint.limits.silenceMs},
                               {timeoutKey, endpoint.limits.totalMs}};
    return QString::fromUtf8(QJsonDocument(settings).toJson(QJsonDocument::Compact));
}

} // namespace

QString featureWord(EndpointFeature feature)
{
    return featureWords[static_cast<size_t>(feature)];
}

QString standingWord(Standing standing)
{
    return standingWords[static_cast<size_t>(standing)];
}

QJsonArray findingsJson(const QList<EndpointFinding>& findings)
{
    QJsonArray rows;
    for (const EndpointFinding& finding : findings)
        rows << QJsonObject{{QStringLiteral("feature"), featureWord(finding.feature)},
                            {QStringLiteral("standing"), standingWord(finding.standing)},
                            {QStringLiteral("detail"), finding.detail}};
    return rows;
}

Result<QList<Endpoint>> listEndpoints(const Connection& connection)
{
    ANTIPHON_TRY_ASSIGN(auto select, connection.prepare(std::string(selectEndpoint) + "ORDER BY name"));
    QList<Endpoint> endpoints;
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const bool more, select.step());
        if (!more)
            return endpoints;
        endpoints << readEndpoint(select);
    }
}

Result<std::optional<Endpoint>> endpointByName(const Connection& connection, const QString& name)
{
    ANTIPHON_TRY_ASSIGN(auto select, connection.prepare(std::string(selectEndpoint) + "WHERE name = ?"));
    ANTIPHON_TRY_ASSIGN(const bool found, select.bind(1, name).step());
    return found ? std::optional(readEndpoint(select)) : std::nullopt;
}

Result<void> saveEndpoint(const Connection& connection, Endpoint endpoint)
{
    endpoint.name = endpoint.name.trimmed();
    ANTIPHON_TRY(validateEndpoint(endpoint));
    ANTIPHON_TRY_ASSIGN(const auto other, endpointByName(connection, endpoint.name));
    if (other && other->id != endpoint.id)
        return fail(ErrorCode::AlreadyExists, QStringLiteral("the endpoint \"%1\"").arg(endpoint.name));
    if (endpoint.id.isNull())
        endpoint.id = EndpointId::create();
    ANTIPHON_TRY_ASSIGN(
        auto save,
        connection.prepare("INSERT INTO endpoint (id, name, base_url, model, key_variable, settings) "
                           "VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET name = excluded.name, "
                           "base_url = excluded.base_url, model = excluded.model, "
                           "key_variable = excluded.key_variable, settings = excluded.settings"));
    return save.bind(1, endpoint.id)
        .bind(2, endpoint.name)
        .bind(3, endpoint.baseUrl)
        .bind(4, endpoint.model)
        .bind(5, endpoint.keyVariable)
        .bind(6, settingsJson(endpoint))
        .run();
}

Result<void> removeEndpoint(const Connection& connection, const QString& name)
{
    ANTIPHON_TRY_ASSIGN(auto remove, connection.prepare("DELETE FROM endpoint WHERE name = ?"));
    ANTIPHON_TRY(remove.bind(1, name).run());
    if (connection.changes() == 0)
        return fail(ErrorCode::NotFound, QStringLiteral("the endpoint \"%1\"").arg(name));
    return {};
}

} // namespace antiphon
