#include "tests/support/crowdserver.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <chrono>

namespace antiphon::test {

namespace {

constexpr int glanceMs = 1;

qint64 steadyMs()
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(
               std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

// Bytes of the first whole request in `bytes`; 0: it is not whole yet.
qsizetype wholeRequest(const QByteArray& bytes, qsizetype& headEnd)
{
    headEnd = bytes.indexOf("\r\n\r\n");
    if (headEnd < 0)
        return 0;
    const QByteArray head = bytes.left(headEnd).toLower();
    const qsizetype at = head.indexOf("content-length:");
    const qsizetype length =
        at < 0 ? 0 : head.mid(at + 15, head.indexOf('\r', at) - at - 15).trimmed().toLongLong();
    const qsizetype whole = headEnd + 4 + length;
    return bytes.size() >= whole ? whole : 0;
}

} // namespace

CrowdServer::CrowdServer(Script script) : m_script(std::move(script)), m_startMs(steadyMs())
{
    m_listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (bind(m_listener, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0 ||
        listen(m_listener, 1024) != 0)
        qFatal("the crowd server found no port");
    socklen_t size = sizeof address;
    getsockname(m_listener, reinterpret_cast<sockaddr*>(&address), &size);
    m_port = ntohs(address.sin_port);
    m_epoll = epoll_create1(EPOLL_CLOEXEC);
    epoll_event event{EPOLLIN, {}};
    event.data.fd = m_listener;
    epoll_ctl(m_epoll, EPOLL_CTL_ADD, m_listener, &event);
    m_thread = std::thread([this] { run(); });
}

CrowdServer::~CrowdServer()
{
    m_ending = true;
    m_thread.join();
    for (const auto& client : m_clients)
        close(client.first);
    close(m_epoll);
    close(m_listener);
}

QString CrowdServer::baseUrl() const
{
    return QStringLiteral("http://127.0.0.1:%1/v1").arg(m_port);
}

qint64 CrowdServer::elapsedMs() const
{
    return steadyMs() - m_startMs;
}

void CrowdServer::acceptAll()
{
    for (;;) {
        const int socket = accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK);
        if (socket < 0)
            return;
        const int on = 1;
        setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        epoll_event event{EPOLLIN, {}};
        event.data.fd = socket;
        epoll_ctl(m_epoll, EPOLL_CTL_ADD, socket, &event);
        m_clients.emplace(socket, Client{});
    }
}

void CrowdServer::drop(int socket)
{
    m_clients.erase(socket);
    close(socket);
}

bool CrowdServer::read(int socket, Client& client)
{
    std::array<char, 65536> block{};
    for (;;) {
        const ssize_t n = recv(socket, block.data(), block.size(), 0);
        if (n == 0 || (n < 0 && errno != EAGAIN))
            return false;
        if (n < 0)
            break;
        client.in.append(block.data(), n);
    }
    answer(client);
    return write(socket, client);
}

void CrowdServer::answer(Client& client)
{
    qsizetype headEnd = -1;
    const qsizetype whole = wholeRequest(client.in, headEnd);
    if (whole == 0 || !client.out.isEmpty())
        return;
    const ScriptedRequest request{client.in.left(headEnd), client.in.mid(headEnd + 4, whole - headEnd - 4),
                                  elapsedMs()};
    client.in.remove(0, whole);
    const ScriptedReply reply = m_script(request, m_number++);
    client.out = "HTTP/1.1 " + QByteArray::number(reply.status) +
                 " Scripted\r\nContent-Type: " + reply.contentType +
                 "\r\nContent-Length: " + QByteArray::number(reply.body.size()) + "\r\n";
    for (const QByteArray& header : reply.headers)
        client.out += header + "\r\n";
    client.closes = reply.cutAfter >= 0;
    client.out += "\r\n" + (client.closes ? reply.body.left(reply.cutAfter) : reply.body);
    client.answerAt = elapsedMs() + reply.delayMs;
}

bool CrowdServer::write(int socket, Client& client)
{
    if (client.out.isEmpty() || elapsedMs() < client.answerAt)
        return true;
    const ssize_t n =
        send(socket, client.out.constData(), static_cast<size_t>(client.out.size()), MSG_NOSIGNAL);
    if (n < 0)
        return errno == EAGAIN;
    client.out.remove(0, n);
    return !client.out.isEmpty() || !client.closes;
}

void CrowdServer::run()
{
    std::array<epoll_event, 256> events{};
    while (!m_ending) {
        const int count = epoll_wait(m_epoll, events.data(), static_cast<int>(events.size()), glanceMs);
        for (int i = 0; i < count; ++i) {
            const int socket = events[static_cast<size_t>(i)].data.fd;
            if (socket == m_listener)
                acceptAll();
            else if (const auto found = m_clients.find(socket);
                     found != m_clients.end() && !read(socket, found->second))
                drop(socket);
        }
        std::vector<int> gone;
        for (auto& [socket, client] : m_clients) {
            if (!client.out.isEmpty() && !write(socket, client))
                gone.push_back(socket);
        }
        for (const int socket : gone)
            drop(socket);
    }
}

} // namespace antiphon::test
