#include "core/llm/transfer.h"

#include <cstring>

namespace antiphon {

namespace {

constexpr qsizetype headerLimit = 200;

// libcurl itself is given only the limit for connecting.
HttpEnd endOf(CURLcode code)
{
    switch (code) {
    case CURLE_OK:
        return HttpEnd::Answered;
    case CURLE_OPERATION_TIMEDOUT:
        return HttpEnd::ConnectTimeout;
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

constexpr const char* authorization = "Authorization: Bearer ";

curl_slist* withKey(curl_slist* list, const Secret& key)
{
    QByteArray header(authorization);
    header.reserve(header.size() + key.bytes().size()); // growing would leave a copy behind
    header.append(key.bytes());
    list = curl_slist_append(list, header.constData());
    wipe(header);
    return list;
}

curl_slist* headersFor(const HttpRequest& request)
{
    curl_slist* list = curl_slist_append(nullptr, "Expect:");
    if (!request.body.isEmpty())
        list = curl_slist_append(list, "Content-Type: application/json");
    list = curl_slist_append(list, request.wantsStream ? "Accept: text/event-stream, application/json"
                                                       : "Accept: application/json");
    if (!request.bearerKey.isEmpty())
        list = withKey(list, request.bearerKey);
    return list;
}

} // namespace

Transfer::Transfer(EasyHandle handle, HttpRequest request, const EndpointLimits& limits, Piece piece)
    : m_handle(std::move(handle)),
      m_headers(headersFor(request)),
      m_request(std::move(request)),
      m_limits(limits),
      m_piece(std::move(piece)),
      m_start(SteadyClock::now()),
      m_lastByte(m_start)
{
    configure();
    configureTrust();
}

void Transfer::FreeList::operator()(curl_slist* list) const
{
    for (const curl_slist* entry = list; entry; entry = entry->next) {
        if (std::strncmp(entry->data, authorization, std::strlen(authorization)) == 0)
            explicit_bzero(entry->data, std::strlen(entry->data));
    }
    curl_slist_free_all(list);
}

void Transfer::configure()
{
    CURL* curl = m_handle.get();
    curl_easy_reset(curl); // keeps connections, forgets options
    curl_easy_setopt(curl, CURLOPT_PRIVATE, this);
    curl_easy_setopt(curl, CURLOPT_URL, m_request.url.constData());
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_QUICK_EXIT, 1L); // a cancelled request does not wait for a name server
    curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(m_limits.connectMs));
    curl_easy_setopt(curl, CURLOPT_USERAGENT, "Antiphon/" ANTIPHON_VERSION);
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, m_headers.get());
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, takeBody);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, this);
    curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, takeHeader);
    curl_easy_setopt(curl, CURLOPT_HEADERDATA, this);
    if (m_request.body.isEmpty())
        return;
    curl_easy_setopt(curl, CURLOPT_POST, 1L);
    curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(m_request.body.size()));
    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, m_request.body.constData());
}

void Transfer::configureTrust()
{
    CURL* curl = m_handle.get();
    curl_easy_setopt(curl, CURLOPT_NOPROXY, "localhost,127.0.0.1,::1");
    if (!m_request.proxy.isEmpty())
        curl_easy_setopt(curl, CURLOPT_PROXY, m_request.proxy.constData());
    if (!m_request.caFile.isEmpty())
        curl_easy_setopt(curl, CURLOPT_CAINFO, m_request.caFile.constData());
}

void Transfer::touch()
{
    m_lastByte = SteadyClock::now();
    m_anyByte = true;
}

void Transfer::readStatus()
{
    long status = 0;
    curl_easy_getinfo(m_handle.get(), CURLINFO_RESPONSE_CODE, &status);
    m_response.status = static_cast<int>(status);
}

size_t Transfer::takeBody(char* data, size_t size, size_t count, void* user)
{
    auto& transfer = *static_cast<Transfer*>(user);
    const size_t bytes = size * count;
    transfer.touch();
    transfer.m_bytes += static_cast<qint64>(bytes);
    if (transfer.m_bytes > transfer.m_limits.bodyBytes) {
        transfer.m_tooLarge = true;
        return 0;
    }
    const auto piece = QByteArray::fromRawData(data, static_cast<qsizetype>(bytes));
    if (transfer.m_piece &&
        transfer.m_response.headers.value("content-type").toLower().startsWith("text/event-stream"))
        transfer.m_piece(piece);
    else
        transfer.m_response.body.append(piece);
    return bytes;
}

size_t Transfer::takeHeader(char* data, size_t size, size_t count, void* user)
{
    auto& transfer = *static_cast<Transfer*>(user);
    const size_t bytes = size * count;
    transfer.touch();
    const QByteArray line(data, static_cast<qsizetype>(bytes));
    const qsizetype colon = line.indexOf(':');
    if (line.startsWith("HTTP/"))
        transfer.m_response.headers.clear(); // of an interim answer or a proxy
    else if (colon > 0 && transfer.m_response.headers.size() < headerLimit)
        transfer.m_response.headers.insert(line.left(colon).trimmed().toLower(),
                                           line.mid(colon + 1).trimmed());
    return bytes;
}

Transfer::Due Transfer::due() const
{
    using std::chrono::milliseconds;
    const Due total{m_start + milliseconds(m_limits.totalMs), HttpEnd::TotalTimeout};
    const Due quiet = m_anyByte
                          ? Due{m_lastByte + milliseconds(m_limits.silenceMs), HttpEnd::SilenceTimeout}
                          : Due{m_start + milliseconds(m_limits.firstByteMs), HttpEnd::FirstByteTimeout};
    return quiet.at < total.at ? quiet : total;
}

HttpResponse Transfer::ended(CURLcode code)
{
    readStatus();
    m_response.end = m_tooLarge ? HttpEnd::TooLarge : endOf(code);
    if (code != CURLE_OK)
        m_response.message = QString::fromUtf8(curl_easy_strerror(code));
    return std::move(m_response);
}

HttpResponse Transfer::ended(HttpEnd end)
{
    readStatus();
    m_response.end = end;
    return std::move(m_response);
}

} // namespace antiphon
