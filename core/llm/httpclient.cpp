#include "core/llm/httpclient.h"

#include <chrono>
#include <future>

namespace antiphon {

namespace {
constexpr auto glance = std::chrono::milliseconds(20);
}

HttpResponse HttpClient::perform(const HttpRequest& request, const EndpointLimits& limits,
                                 const CancelToken& cancel)
{
    const auto answer = std::make_shared<std::promise<HttpResponse>>();
    std::future<HttpResponse> future = answer->get_future();
    const NetworkLoop::Number number = m_loop.start(
        request, limits, {[answer](HttpResponse response) { answer->set_value(std::move(response)); }});
    while (future.wait_for(glance) != std::future_status::ready) {
        if (!cancel.isCancelled())
            continue;
        m_loop.cancel(number);
        break;
    }
    return future.get();
}

} // namespace antiphon
