// Endpoints: one tested and one of the same model, folded and unfolded.
#include "core/generation/endpointstore.h"
#include "tests/gallery/gallery.h"
#include "ui/generation/foldsection.h"

namespace antiphon::gallery {

namespace {

// Two of one model, one of them tested.
Result<void> addEndpoints(const Connection& connection)
{
    Endpoint local;
    local.name = QStringLiteral("local");
    local.baseUrl = QStringLiteral("http://127.0.0.1:8080/v1");
    local.model = QStringLiteral("qwen2.5-7b-instruct");
    local.contextWindow = 8'192;
    local.findings = {
        {EndpointFeature::Reachable, Standing::Works, QStringLiteral("answers in 3 ms")},
        {EndpointFeature::Models, Standing::Works, QStringLiteral("1 model, this one among them")},
        {EndpointFeature::Chat, Standing::Works, QStringLiteral("a short reply in 0.84 s")},
        {EndpointFeature::Stream, Standing::Works,
         QStringLiteral("first text after 0.12 s, 38 tokens a second")},
        {EndpointFeature::SchemaAccepted, Standing::Works, QStringLiteral("the request is taken")},
        {EndpointFeature::SchemaObeyed, Standing::Works,
         QStringLiteral("the reply is the object that was asked for")},
        {EndpointFeature::Seed, Standing::Works,
         QStringLiteral("one seed, one reply; another seed, another")},
        {EndpointFeature::Embeddings, Standing::Fails,
         QStringLiteral(
             "the server refused the request (status 501): this server does not support embeddings")},
        {EndpointFeature::RateLimits, Standing::Unknown, QStringLiteral("the server tells none")},
        {EndpointFeature::ContextWindow, Standing::Works, QStringLiteral("8,192 tokens")}};
    ANTIPHON_TRY(saveEndpoint(connection, local));
    Endpoint second = local;
    second.name = QStringLiteral("second server");
    second.weight = 2;
    second.keyInKeyring = true;
    second.findings.clear();
    return saveEndpoint(connection, second);
}

State endpoints(const QString& name, bool unfolded)
{
    return {name, Project::Demo, {}, [unfolded](Stage& stage) {
                stage.window.session()->edit(QStringLiteral("Add endpoints"), addEndpoints);
                stage.settle();
                stage.go(QStringLiteral("generate"), QStringLiteral("endpoints"));
                stage.settle();
                if (!unfolded)
                    return;
                for (FoldSection* section : stage.window.findChildren<FoldSection*>())
                    section->setOpen(true);
                stage.settle();
            }};
}

} // namespace

QList<State> endpointStates()
{
    return {endpoints(QStringLiteral("generate-endpoint-tested"), false),
            endpoints(QStringLiteral("generate-endpoint-unfolded"), true)};
}

} // namespace antiphon::gallery
