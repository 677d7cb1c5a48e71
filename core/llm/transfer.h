// One HTTP exchange on a libcurl handle, with limits that each have their own name. Inner part of
// NetworkLoop.
#pragma once

#include "core/llm/endpoint.h"
#include "core/llm/http.h"

#include <curl/curl.h>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>

namespace antiphon {

using SteadyClock = std::chrono::steady_clock;
using SteadyTime = SteadyClock::time_point;

struct FreeEasy
{
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
using EasyHandle = std::unique_ptr<CURL, FreeEasy>;

// Fills an HttpResponse from libcurl's callbacks; must not move while its handle is at work.
class Transfer
{
public:
    using Piece = std::function<void(const QByteArray& bytes)>;

    // Sets the handle up. With `piece`, an event stream is handed on as it comes instead of being gathered.
    Transfer(EasyHandle handle, HttpRequest request, const EndpointLimits& limits, Piece piece);
    Transfer(const Transfer&) = delete;
    Transfer& operator=(const Transfer&) = delete;

    CURL* handle() const { return m_handle.get(); }
    EasyHandle takeHandle() { return std::move(m_handle); }
    // The first of our time limits to run out if nothing more comes, and which it is. A first byte may bring
    // a nearer one, so look again after looksEvery() at the latest.
    struct Due
    {
        SteadyTime at;
        HttpEnd end;
    };
    Due due() const;
    std::chrono::milliseconds looksEvery() const { return std::chrono::milliseconds(m_limits.silenceMs); }
    // The exchange as libcurl ended it, or as we did.
    HttpResponse ended(CURLcode code);
    HttpResponse ended(HttpEnd end);

private:
    static size_t takeBody(char* data, size_t size, size_t count, void* user);
    static size_t takeHeader(char* data, size_t size, size_t count, void* user);
    void configure();
    void configureTrust();
    void touch();
    void readStatus();

    struct FreeList
    {
        void operator()(curl_slist* list) const; // wipes the key
    };
    EasyHandle m_handle;
    std::unique_ptr<curl_slist, FreeList> m_headers;
    HttpRequest m_request;
    EndpointLimits m_limits;
    Piece m_piece;
    HttpResponse m_response;
    SteadyTime m_start;
    SteadyTime m_lastByte;
    qint64 m_bytes = 0;
    bool m_anyByte = false;
    bool m_tooLarge = false;
};

} // namespace antiphon
