// One thread for all requests: hundreds of them at once over one libcurl multi handle.
#pragma once

#include "core/llm/endpoint.h"
#include "core/llm/http.h"

#include <functional>
#include <memory>

namespace antiphon {

// Everything may be called from any thread; everything is told in the loop's thread, where it must be brief.
// Follows no redirect, speaks http and https only, keeps connections between requests. Source of the way it
// is driven: https://curl.se/libcurl/c/curl_multi_socket_action.html, over epoll.
class NetworkLoop
{
public:
    using Number = quint64;
    using Call = std::function<void()>;
    struct Listener
    {
        std::function<void(HttpResponse)> end; // told once, whatever happens
        // The bytes of an event stream as they come; without it the stream is gathered in the response.
        std::function<void(const QByteArray& bytes)> piece = {};
    };

    NetworkLoop();
    ~NetworkLoop(); // cancels what runs, tells the ends, drops waiting calls
    NetworkLoop(const NetworkLoop&) = delete;
    NetworkLoop& operator=(const NetworkLoop&) = delete;

    Number start(HttpRequest request, const EndpointLimits& limits, Listener listener);
    // The end is told with HttpEnd::Cancelled, unless the request ended before.
    void cancel(Number number);
    void cancelAll();
    // Calls in the loop's thread, as soon as it can or not before `ms` milliseconds from now.
    void post(Call call);
    void after(qint64 ms, Call call);

private:
    class Engine;
    std::unique_ptr<Engine> m_engine;
};

} // namespace antiphon
