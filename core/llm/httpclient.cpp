#include "core/llm/httpclient.h"

#include <curl/curl.h>

#include <chrono>

namespace antiphon {

namespace {

using SteadyClock = std::chrono::steady_clock;
constexpr int pollMs = 50;

struct FreeEasy
{
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
struct FreeMulti
{
    void operator()(CURLM* handle) const { curl_multi_cleanup(handle); }
};
struct FreeList
{
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using HeaderList = std::unique_ptr<curl_slist, FreeList>;

// One running request: what libcurl's callbacks fill.
struct Transfer
{
    HttpResponse response;
    qint64 limit = 0;
    SteadyClock::time_point lastByte;
    bool anyByte = false;
    bool tooLarge = false;

    void touch()
    {
        lastByte = SteadyClock::now();
        anyByte = true;
    }
};

size_t takeBody(char* data, size_t size, size_t count, void* user)
{
    auto& transfer = *static_cast<Transfer*>(user);
    const size_t bytes = size * count;
    transfer.touch();
    if (transfer.response.body.size() + static_cast<qint64>(bytes) > transfer.limit) {
        transfer.tooLarge = true;
        return 0;
    }
    transfer.response.body.append(data, static_cast<qsizetype>(bytes));
    return bytes;
}

size_t takeHeader(char* data, size_t size, size_t count, void* user)
{
    auto& transfer = *static_cast<Transfer*>(user);
    const size_t bytes = size * count;
    transfer.touch();
    const QByteArray line(data, static_cast<qsizetype>(bytes));
    const qsizetype colon = line.indexOf(':');
    if (colon > 0 && transfer.response.headers.size() < 200)
        transfer.response.headers.insert(line.left(colon).trimmed().toLower(), line.mid(colon + 1).trimmed());
    return bytes;
}

HttpEnd endOf(CURLcode code)
{
    switch (code) {
    case CURLE_OK:
        return HttpEnd::Answered;
    case CURLE_OPERATION_TIMEDOUT:
        return HttpEnd::ConnectTimeout; // the only time limit that libcurl itself is given
    case CURLE_COULDNT_CONNECT:
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_RESOLVE_PROXY:
        return HttpEnd::ConnectFailed;
    case CURLE_URL_MALFORMAT:
    case CURLE_UNSUPPORTED_PROTOCOL:
        return HttpEnd::BadAddress;
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE:
        return HttpEnd::CertificateRefused;
    default:
        return HttpEnd::Broken;
    }
}

// Which of our own time limits has run out, if any.
std::optional<HttpEnd> overdue(const Transfer& transfer, SteadyClock::time_point start,
                               const EndpointLimits& limits)
{
    const auto msSince = [](SteadyClock::time_point from) {
        return std::chrono::duration_cast<std::chrono::milliseconds>(SteadyClock::now() - from).count();
    };
    if (msSince(start) > limits.totalMs)
        return HttpEnd::TotalTimeout;
    if (!transfer.anyByte && msSince(start) > limits.firstByteMs)
        return HttpEnd::FirstByteTimeout;
    if (transfer.anyByte && msSince(transfer.lastByte) > limits.silenceMs)
        return HttpEnd::SilenceTimeout;
    return std::nullopt;
}

HeaderList headersFor(const HttpRequest& request)
{
    curl_slist* list = curl_slist_append(nullptr, "Expect:");
    if (!request.body.isEmpty())
        list = curl_slist_append(list, "Content-Type: application/json");
    list = curl_slist_append(list, "Accept: application/json");
    if (!request.bearerKey.isEmpty())
        list = curl_slist_append(list, ("Authorization: Bearer " + request.bearerKey).constData());
    return HeaderList(list);
}

} // namespace

struct HttpClient::Parts
{
    std::unique_ptr<CURLM, FreeMulti> multi;
    std::unique_ptr<CURL, FreeEasy> easy;

    void configure(const HttpRequest& request, const EndpointLimits& limits, curl_slist* headers,
                   Transfer& transfer);
    void run(const EndpointLimits& limits, const CancelToken& cancel, Transfer& transfer);
    bool takeEnd(Transfer& transfer);
};

HttpClient::HttpClient() : m_parts(std::make_unique<Parts>())
{
    static const CURLcode initialised = curl_global_init(CURL_GLOBAL_DEFAULT);
    Q_UNUSED(initialised)
    m_parts->multi.reset(curl_multi_init());
    m_parts->easy.reset(curl_easy_init());
}

HttpClient::~HttpClient() = default;

void HttpClient::Parts::configure(const HttpRequest& request, const EndpointLimits& limits,
                                  curl_slist* headers, Transfer& transfer)
{
    CURL* curl = easy.get();
    curl_easy_reset(curl); // keeps connections, forgets options
    curl_easy_setopt(curl, CURLOPT_URL, request.url.constData());
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_QUICK_EXIT, 1L); // a cancelled request does not wait for a name server
    curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl, CURLOPT_NOPROXY, "localhost,127.0.0.1,::1");
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(limits.connectMs));
    curl_easy_setopt(curl, CURLOPT_USERAGENT, "Antiphon/" ANTIPHON_VERSION);
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, takeBody);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &transfer);
    curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, takeHeader);
    curl_easy_setopt(curl, CURLOPT_HEADERDATA, &transfer);
    if (request.body.isEmpty())
        return;
    curl_easy_setopt(curl, CURLOPT_POST, 1L);
    curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, request.body.constData());
}

// Reads the end of the transfer, if it has come.
bool HttpClient::Parts::takeEnd(Transfer& transfer)
{
    int left = 0;
    while (const CURLMsg* message = curl_multi_info_read(multi.get(), &left)) {
        if (message->msg != CURLMSG_DONE)
            continue;
        const CURLcode code = message->data.result;
        transfer.response.end = transfer.tooLarge ? HttpEnd::TooLarge : endOf(code);
        if (code != CURLE_OK)
            transfer.response.message = QString::fromUtf8(curl_easy_strerror(code));
        return true;
    }
    return false;
}

void HttpClient::Parts::run(const EndpointLimits& limits, const CancelToken& cancel, Transfer& transfer)
{
    const auto start = SteadyClock::now();
    for (;;) {
        int running = 0;
        curl_multi_perform(multi.get(), &running);
        if (takeEnd(transfer))
            return;
        if (cancel.isCancelled()) {
            transfer.response.end = HttpEnd::Cancelled;
            return;
        }
        if (const auto late = overdue(transfer, start, limits)) {
            transfer.response.end = *late;
            return;
        }
        curl_multi_poll(multi.get(), nullptr, 0, pollMs, nullptr);
    }
}

HttpResponse HttpClient::perform(const HttpRequest& request, const EndpointLimits& limits,
                                 const CancelToken& cancel)
{
    Transfer transfer;
    transfer.limit = limits.bodyBytes;
    const HeaderList headers = headersFor(request);
    m_parts->configure(request, limits, headers.get(), transfer);
    curl_multi_add_handle(m_parts->multi.get(), m_parts->easy.get());
    m_parts->run(limits, cancel, transfer);
    long status = 0;
    curl_easy_getinfo(m_parts->easy.get(), CURLINFO_RESPONSE_CODE, &status);
    transfer.response.status = static_cast<int>(status);
    curl_multi_remove_handle(m_parts->multi.get(), m_parts->easy.get());
    return transfer.response;
}

} // namespace antiphon
