// One HTTP request at a time, for those that can wait.
#pragma once

#include "core/base/cancellation.h"
#include "core/llm/networkloop.h"

namespace antiphon {

// Keeps its connection between requests. One thread at a time; cancelling works from any thread and takes
// effect within 50 ms.
class HttpClient
{
public:
    HttpResponse perform(const HttpRequest& request, const EndpointLimits& limits, const CancelToken& cancel);

private:
    NetworkLoop m_loop;
};

} // namespace antiphon
