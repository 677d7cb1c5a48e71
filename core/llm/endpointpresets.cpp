#include "core/llm/endpointpresets.h"

namespace antiphon {

namespace {

// Slow to begin: such a server queues what it is sent beyond its slots.
Endpoint ofThisComputer(const QString& url, int concurrency)
{
    Endpoint endpoint;
    endpoint.baseUrl = url;
    endpoint.concurrency = concurrency;
    endpoint.streams = true;
    endpoint.limits.firstByteMs = 600'000;
    endpoint.limits.totalMs = 1'200'000;
    return endpoint;
}

Endpoint hosted(const QString& url, const QString& keyVariable, int concurrency, qint64 requestsPerMinute)
{
    Endpoint endpoint;
    endpoint.baseUrl = url;
    endpoint.keyVariable = keyVariable;
    endpoint.concurrency = concurrency;
    endpoint.requestsPerMinute = requestsPerMinute;
    endpoint.limits.firstByteMs = 120'000;
    return endpoint;
}

} // namespace

QList<EndpointPreset> endpointPresets()
{
    return {
        {QStringLiteral("llama.cpp"), QStringLiteral("llama.cpp on this computer"),
         ofThisComputer(QStringLiteral("http://127.0.0.1:8080/v1"), 4),
         QStringLiteral("Answers as many requests at once as it was started with slots (-np); no embeddings "
                        "unless it was started with --embeddings; tells no rate limits.")},
        {QStringLiteral("ollama"), QStringLiteral("Ollama on this computer"),
         ofThisComputer(QStringLiteral("http://127.0.0.1:11434/v1"), 1),
         QStringLiteral(
             "One request at a time unless OLLAMA_NUM_PARALLEL says more; does not tell its context "
             "window, which is short unless the model file sets num_ctx; ignores keys.")},
        {QStringLiteral("vllm"), QStringLiteral("vLLM"),
         ofThisComputer(QStringLiteral("http://127.0.0.1:8000/v1"), 64),
         QStringLiteral("Queues without end instead of saying that it is too much; replies to one seed may "
                        "differ when requests share a batch.")},
        {QStringLiteral("hosted"), QStringLiteral("Hosted service (OpenAI and alike)"),
         hosted(QStringLiteral("https://api.openai.com/v1"), QStringLiteral("OPENAI_API_KEY"), 16, 500),
         QStringLiteral(
             "Does not tell the context window; a seed is honoured as well as it can be; some models "
             "take only their own temperature. Enter the rates that your account allows.")},
        {QStringLiteral("openrouter"), QStringLiteral("Broker of many services (OpenRouter and alike)"),
         hosted(QStringLiteral("https://openrouter.ai/api/v1"), QStringLiteral("OPENROUTER_API_KEY"), 8, 0),
         QStringLiteral("Schema and seed depend on the model and on who serves it; no embeddings for most "
                        "models.")},
    };
}

std::optional<EndpointPreset> presetCalled(const QString& id)
{
    const QList<EndpointPreset> presets = endpointPresets();
    for (const EndpointPreset& preset : presets) {
        if (preset.id == id)
            return preset;
    }
    return std::nullopt;
}

} // namespace antiphon
