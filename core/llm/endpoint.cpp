#include "core/llm/endpoint.h"

namespace antiphon {

QString keyAccount(EndpointId id)
{
    return QStringLiteral("endpoint-") + id.toText();
}

Standing standingOf(const Endpoint& endpoint, EndpointFeature feature)
{
    for (const EndpointFinding& finding : endpoint.findings) {
        if (finding.feature == feature)
            return finding.standing;
    }
    return Standing::Unknown;
}

} // namespace antiphon
