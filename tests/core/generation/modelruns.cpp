#include "tests/core/generation/modelruns.h"

#include "core/generation/endpointstore.h"
#include "core/generation/runstore.h"

#include <QJsonDocument>

namespace antiphon::test {

RunRequest modelRun(const QString& name)
{
    RunRequest request = templateRun(name, plansName);
    request.writer = local;
    return request;
}

RunRequest resumed(const QString& name)
{
    RunRequest request = modelRun(name);
    request.start = RunStart::Resume;
    return request;
}

QJsonObject provenanceOf(const Connection& connection, const QString& name, qint64 ordinal)
{
    const auto run = runByName(connection, name);
    const auto item = runItem(connection, (*run)->id, ordinal);
    return item && *item ? QJsonDocument::fromJson((*item)->provenance).object() : QJsonObject();
}

Result<void> addPricedEndpoint(const GenerationProject& project, const QString& baseUrl)
{
    ANTIPHON_TRY(project.addEndpoint(local, baseUrl));
    ANTIPHON_TRY_ASSIGN(auto endpoint, endpointByName(project.connection(), local));
    endpoint->completionPrice = 1e6 / 7.0;
    endpoint->maximumTokens = 21;
    endpoint->concurrency = 2;
    return EditHistory(project.connection()).record({QStringLiteral("tester")}, QStringLiteral("Price"), [&] {
        return saveEndpoint(project.connection(), *endpoint);
    });
}

qint64 count(const Connection& connection, const char* sql)
{
    const auto number = connection.integer(sql);
    return number ? *number : -1;
}
} // namespace antiphon::test
