#include "core/llm/servermodels.h"

#include "core/llm/chatclient.h"
#include "core/llm/endpointprobe.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace antiphon {

namespace {

constexpr int patienceMs = 15'000;
constexpr qsizetype mostModels = 10'000;

int windowOf(const QJsonObject& model)
{
    const QJsonObject meta = model.value(QStringLiteral("meta")).toObject();
    for (const QJsonValue& told :
         {meta.value(QStringLiteral("n_ctx")), model.value(QStringLiteral("max_model_len")),
          model.value(QStringLiteral("context_length")), model.value(QStringLiteral("context_window")),
          meta.value(QStringLiteral("n_ctx_train"))}) {
        if (told.toInt() > 0)
            return told.toInt();
    }
    return 0;
}

} // namespace

Result<QList<ServerModel>> readModels(const QByteArray& body)
{
    const QJsonValue data = QJsonDocument::fromJson(body).object().value(QStringLiteral("data"));
    if (!data.isArray())
        return fail(ErrorCode::WrongFormat, QStringLiteral("the server"),
                    QStringLiteral("its answer lists no models"));
    QList<ServerModel> models;
    const QJsonArray rows = data.toArray();
    for (const QJsonValue& row : rows) {
        const QString id = row[QStringLiteral("id")].toString().left(200);
        if (!id.isEmpty() && models.size() < mostModels)
            models << ServerModel{id, windowOf(row.toObject())};
    }
    std::sort(models.begin(), models.end(),
              [](const ServerModel& a, const ServerModel& b) { return a.id < b.id; });
    return models;
}

Result<QList<ServerModel>> listModels(const Endpoint& endpoint, const Secret& key, const CancelToken& cancel)
{
    Endpoint asked = endpoint;
    if (asked.name.isEmpty())
        asked.name = QStringLiteral("the server");
    asked.model = QStringLiteral("any");
    ANTIPHON_TRY(validateEndpoint(asked));
    asked.limits.totalMs = std::min(asked.limits.totalMs, patienceMs);
    EndpointProbe probe(asked, key, cancel);
    const HttpResponse response = probe.get(QStringLiteral("models"));
    const ChatResult failure = probe.failureOf(response);
    if (failure.outcome != ChatOutcome::Ok)
        return fail(chatError(failure, asked.name));
    return readModels(response.body);
}

} // namespace antiphon
