#include "app/cli/verbs.h"
#include "core/generation/endpointstore.h"
#include "core/keyring/systemkeyring.h"
#include "core/llm/endpointpresets.h"

#include <QJsonArray>

namespace antiphon::cli {

namespace {

QString text(const char* words)
{
    return QString::fromUtf8(words);
}

Result<double> number(const Arguments& arguments, const char* name, double otherwise)
{
    if (!arguments.has(text(name)))
        return otherwise;
    bool ok = false;
    const double value = arguments.value(text(name)).toDouble(&ok);
    if (!ok)
        return fail(ErrorCode::InvalidValue,
                    QStringLiteral("--%1 %2").arg(text(name), arguments.value(text(name))),
                    QStringLiteral("a number is needed"));
    return value;
}

QJsonObject endpointJson(const Endpoint& endpoint)
{
    return {{QStringLiteral("name"), endpoint.name},
            {QStringLiteral("url"), endpoint.baseUrl},
            {QStringLiteral("model"), endpoint.model},
            {QStringLiteral("key_variable"), endpoint.keyVariable},
            {QStringLiteral("key_in_keyring"), endpoint.keyInKeyring},
            {QStringLiteral("temperature"), endpoint.temperature},
            {QStringLiteral("max_tokens"), endpoint.maximumTokens},
            {QStringLiteral("concurrency"), endpoint.concurrency},
            {QStringLiteral("requests_per_minute"), endpoint.requestsPerMinute},
            {QStringLiteral("tokens_per_minute"), endpoint.tokensPerMinute},
            {QStringLiteral("weight"), endpoint.weight},
            {QStringLiteral("ca_file"), endpoint.caFile},
            {QStringLiteral("proxy"), endpoint.proxy},
            {QStringLiteral("stream"), endpoint.streams},
            {QStringLiteral("prompt_price"), endpoint.promptPrice},
            {QStringLiteral("completion_price"), endpoint.completionPrice},
            {QStringLiteral("context_window"), endpoint.contextWindow},
            {QStringLiteral("findings"), findingsJson(endpoint.findings)},
            {QStringLiteral("connect_timeout_s"), endpoint.limits.connectMs / 1000.0},
            {QStringLiteral("first_byte_timeout_s"), endpoint.limits.firstByteMs / 1000.0},
            {QStringLiteral("silence_timeout_s"), endpoint.limits.silenceMs / 1000.0},
            {QStringLiteral("total_timeout_s"), endpoint.limits.totalMs / 1000.0}};
}

QString endpointLine(const Endpoint& endpoint)
{
    const QString key = endpoint.keyInKeyring ? QStringLiteral("key in the keyring")
                        : endpoint.keyVariable.isEmpty()
                            ? QStringLiteral("no key")
                            : QStringLiteral("key in $%1").arg(endpoint.keyVariable);
    return QStringLiteral("%1  %2  %3  %4\n")
        .arg(endpoint.name, -16)
        .arg(endpoint.model, endpoint.baseUrl, key);
}

Result<void> readPace(const Arguments& arguments, Endpoint& endpoint)
{
    constexpr qint64 most = 1'000'000'000;
    ANTIPHON_TRY_ASSIGN(endpoint.requestsPerMinute,
                        arguments.integer(text("rpm"), endpoint.requestsPerMinute, 0, most));
    ANTIPHON_TRY_ASSIGN(endpoint.tokensPerMinute,
                        arguments.integer(text("tpm"), endpoint.tokensPerMinute, 0, most));
    ANTIPHON_TRY_ASSIGN(const qint64 weight, arguments.integer(text("weight"), endpoint.weight, 1, 100));
    endpoint.weight = static_cast<int>(weight);
    ANTIPHON_TRY_ASSIGN(endpoint.promptPrice, number(arguments, "prompt-price", endpoint.promptPrice));
    ANTIPHON_TRY_ASSIGN(endpoint.completionPrice,
                        number(arguments, "completion-price", endpoint.completionPrice));
    endpoint.caFile = arguments.value(text("ca"), endpoint.caFile);
    endpoint.proxy = arguments.value(text("proxy"), endpoint.proxy);
    endpoint.streams = endpoint.streams || arguments.has(text("stream"));
    return {};
}

// Given in seconds.
Result<void> readLimits(const Arguments& arguments, EndpointLimits& limits)
{
    const std::pair<const char*, int*> options[] = {{"connect-timeout", &limits.connectMs},
                                                    {"first-byte-timeout", &limits.firstByteMs},
                                                    {"silence-timeout", &limits.silenceMs},
                                                    {"total-timeout", &limits.totalMs}};
    for (const auto& [name, limit] : options) {
        ANTIPHON_TRY_ASSIGN(const qint64 seconds, arguments.integer(text(name), *limit / 1000, 1, 86'400));
        *limit = static_cast<int>(seconds * 1000);
    }
    return {};
}

// What the other options change: a preset, or nothing but the standard values.
Result<Endpoint> beginning(const Arguments& arguments)
{
    const QString id = arguments.value(text("preset"));
    if (id.isEmpty() && !arguments.has(text("url")))
        return fail(ErrorCode::InvalidValue, QStringLiteral("the command line"),
                    QStringLiteral("it names no server, which --url URL or --preset KIND does"));
    if (id.isEmpty())
        return Endpoint{};
    const auto preset = presetCalled(id);
    if (preset)
        return preset->values;
    QStringList known;
    const QList<EndpointPreset> presets = endpointPresets();
    for (const EndpointPreset& one : presets)
        known << one.id;
    return fail(ErrorCode::InvalidValue, QStringLiteral("--preset %1").arg(id),
                QStringLiteral("known are %1").arg(known.join(QStringLiteral(", "))));
}

QString addedText(const Endpoint& endpoint, const QString& presetId)
{
    const auto preset = presetCalled(presetId);
    return endpointLine(endpoint) + (preset ? preset->lacks + QLatin1Char('\n') : QString());
}

// All that the options say; what they leave out stays.
Result<void> readOptions(const Arguments& arguments, Endpoint& endpoint)
{
    endpoint.baseUrl = arguments.value(text("url"), endpoint.baseUrl);
    endpoint.model = arguments.value(text("model"), endpoint.model);
    endpoint.keyVariable = arguments.value(text("key-env"), endpoint.keyVariable);
    ANTIPHON_TRY_ASSIGN(endpoint.temperature, number(arguments, "temperature", endpoint.temperature));
    ANTIPHON_TRY_ASSIGN(const qint64 tokens,
                        arguments.integer(text("max-tokens"), endpoint.maximumTokens, 1, 1'000'000));
    ANTIPHON_TRY_ASSIGN(const qint64 concurrency,
                        arguments.integer(text("concurrency"), endpoint.concurrency, 1, 2'000));
    endpoint.maximumTokens = static_cast<int>(tokens);
    endpoint.concurrency = static_cast<int>(concurrency);
    ANTIPHON_TRY(readPace(arguments, endpoint));
    return readLimits(arguments, endpoint.limits);
}

Result<Answer> keep(const Call& call, const Connection& connection, const Endpoint& endpoint,
                    const QString& label)
{
    ANTIPHON_TRY(EditHistory(connection).record(call.actor, label.arg(endpoint.name), [&] {
        return saveEndpoint(connection, endpoint);
    }));
    return Answer{{{QStringLiteral("endpoint"), endpointJson(endpoint)}},
                  addedText(endpoint, call.arguments.value(text("preset")))};
}

Result<Answer> add(const Call& call)
{
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.openProject());
    ANTIPHON_TRY_ASSIGN(Endpoint endpoint, beginning(call.arguments));
    endpoint.name = call.arguments.positional.first();
    ANTIPHON_TRY(readOptions(call.arguments, endpoint));
    return keep(call, connection, endpoint, QStringLiteral("Add endpoint %1"));
}

Result<Answer> change(const Call& call)
{
    const QString name = call.arguments.positional.first();
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.openProject());
    ANTIPHON_TRY_ASSIGN(const auto there, endpointByName(connection, name));
    if (!there)
        return fail(ErrorCode::NotFound, QStringLiteral("the endpoint \"%1\"").arg(name),
                    QStringLiteral("'endpoint list' names those that are there"));
    Endpoint changed = *there;
    ANTIPHON_TRY(readOptions(call.arguments, changed));
    if (changed.keyVariable != there->keyVariable)
        changed.keyInKeyring = false;
    if (changed.baseUrl != there->baseUrl || changed.model != there->model) {
        changed.findings.clear(); // they tell of another server
        changed.contextWindow = 0;
    }
    return keep(call, connection, changed, QStringLiteral("Change endpoint %1"));
}

Result<Answer> list(const Call& call)
{
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.openProject());
    ANTIPHON_TRY_ASSIGN(const auto endpoints, listEndpoints(connection));
    QJsonArray rows;
    QString lines;
    for (const Endpoint& endpoint : endpoints) {
        rows << endpointJson(endpoint);
        lines += endpointLine(endpoint);
    }
    return Answer{{{QStringLiteral("endpoints"), rows}},
                  lines.isEmpty() ? QStringLiteral("No endpoints. 'endpoint add' makes one.") : lines};
}

Result<Answer> remove(const Call& call)
{
    const QString name = call.arguments.positional.first();
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.openProject());
    ANTIPHON_TRY_ASSIGN(const auto endpoint, endpointByName(connection, name));
    ANTIPHON_TRY(
        EditHistory(connection).record(call.actor, QStringLiteral("Remove endpoint %1").arg(name), [&] {
            return removeEndpoint(connection, name);
        }));
    QString told = QStringLiteral("Removed %1").arg(name);
    if (endpoint && endpoint->keyInKeyring) {
        const auto keyRemoved = makeSystemKeyRing()->remove(keyAccount(endpoint->id), call.cancel);
        told += keyRemoved ? QStringLiteral(" and its key")
                           : QStringLiteral("; its key is still there: %1").arg(keyRemoved.error().detail);
    }
    return Answer{{{QStringLiteral("removed"), name}}, told};
}

// Of adding and of changing one.
QList<Option> serverOptions(bool modelIsNeeded)
{
    return {
        {text("url"), text("URL"), text("up to and with /v1"), false},
        {text("model"), text("MODEL"), text("as the server names it"), modelIsNeeded},
        {text("key-env"), text("VARIABLE"), text("the environment variable that holds the key"), false},
        {text("temperature"), text("T"), text("0 to 2; 0.8 when left out"), false},
        {text("max-tokens"), text("N"), text("of one answer; 2048 when left out"), false},
        {text("concurrency"), text("C"), text("requests at the same time, up to 2,000; 4 when left out"),
         false},
        {text("rpm"), text("N"), text("requests a minute at most"), false},
        {text("tpm"), text("N"), text("tokens a minute at most, those of the prompt included"), false},
        {text("weight"), text("W"), text("share where several endpoints serve a run; 1 when left out"),
         false},
        {text("prompt-price"), text("MONEY"), text("of a million tokens of prompts; for budgets"), false},
        {text("completion-price"), text("MONEY"), text("of a million tokens of replies; for budgets"), false},
        {text("ca"), text("FILE"), text("certificates to trust besides the system's"), false},
        {text("proxy"), text("URL"), text("as the environment says when left out"), false},
        {text("stream"), {}, text("ask for replies in pieces"), false},
        {text("connect-timeout"), text("S"), text("seconds; 10 when left out"), false},
        {text("first-byte-timeout"), text("S"), text("seconds a server may queue; 300 when left out"), false},
        {text("silence-timeout"), text("S"), text("seconds between two pieces; 60 when left out"), false},
        {text("total-timeout"), text("S"), text("seconds for a whole request; 600 when left out"), false}};
}

} // namespace

QList<Verb> endpointVerbs()
{
    Verb addVerb{
        {text("endpoint"), text("add")},
        text("NAME"),
        1,
        1,
        text("adds a model server; the key stays in an environment variable or the keyring"),
        text("antiphon-cli endpoint add local --preset llama.cpp --model qwen --project "
             "music.antiphon"),
        QList<Option>{{text("preset"), text("KIND"),
                       text("llama.cpp, ollama, vllm, hosted or openrouter: fills in the rest"), false}} +
            serverOptions(true),
        add};
    Verb changeVerb{{text("endpoint"), text("change")},
                    text("NAME"),
                    1,
                    1,
                    text("changes what the options name of a model server; the rest stays"),
                    text("antiphon-cli endpoint change local --concurrency 16 --project music.antiphon"),
                    serverOptions(false),
                    change};
    Verb listVerb{{text("endpoint"), text("list")},
                  {},
                  0,
                  0,
                  text("lists the model servers"),
                  text("antiphon-cli endpoint list --project music.antiphon"),
                  {},
                  list};
    Verb removeVerb{{text("endpoint"), text("remove")},
                    text("NAME"),
                    1,
                    1,
                    text("forgets a model server"),
                    text("antiphon-cli endpoint remove local --project music.antiphon"),
                    {},
                    remove};
    return {addVerb, changeVerb, listVerb, removeVerb};
}

} // namespace antiphon::cli
