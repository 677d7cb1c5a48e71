#include "tests/support/streamserver.h"

#include <QByteArray>
#include <queue>

#include <arpa/inet.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <unordered_map>

namespace antiphon::test {

namespace {

using Clock = std::chrono::steady_clock;

const QByteArray streamHead =
    "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n";
const QByteArray streamEnd =
    "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n";

QByteArray piece(int number)
{
    return "data: "
           "{\"id\":\"chatcmpl-123\",\"object\":\"chat.completion.chunk\",\"model\":\"m\",\"choices\":[{"
           "\"index\":0,"
           "\"delta\":{\"content\":\"" +
           QByteArray::number(number) + " \"},\"finish_reason\":null}]}\n\n";
}

struct Client
{
    QByteArray request;
    int sent = -1; // pieces; -1: the request is not whole yet
};

struct Due
{
    Clock::time_point at;
    int socket;
    bool operator>(const Due& other) const { return at > other.at; }
};

bool isWhole(const QByteArray& request)
{
    const qsizetype head = request.indexOf("\r\n\r\n");
    if (head < 0)
        return false;
    const QByteArray lower = request.left(head).toLower();
    const qsizetype at = lower.indexOf("content-length:");
    const int length = at < 0 ? 0 : lower.mid(at + 15, lower.indexOf('\r', at) - at - 15).trimmed().toInt();
    return request.size() >= head + 4 + length;
}

} // namespace

StreamServer::StreamServer(int pieces, int everyMs) : m_pieces(pieces), m_everyMs(everyMs)
{
    m_listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    bind(m_listener, reinterpret_cast<sockaddr*>(&address), sizeof address);
    listen(m_listener, 2048);
    socklen_t length = sizeof address;
    getsockname(m_listener, reinterpret_cast<sockaddr*>(&address), &length);
    m_port = ntohs(address.sin_port);
    m_thread = std::thread([this] { run(); });
}

StreamServer::~StreamServer()
{
    m_ending = true;
    m_thread.join();
    close(m_listener);
}

QString StreamServer::baseUrl() const
{
    return QStringLiteral("http://127.0.0.1:%1/v1").arg(m_port);
}

QString StreamServer::wholeText(int pieces)
{
    QString text;
    for (int i = 0; i < pieces; ++i)
        text += QString::number(i) + QLatin1Char(' ');
    return text;
}

void StreamServer::run()
{
    const int poll = epoll_create1(EPOLL_CLOEXEC);
    const auto watch = [poll](int socket) {
        epoll_event event{EPOLLIN, {.fd = socket}};
        epoll_ctl(poll, EPOLL_CTL_ADD, socket, &event);
    };
    watch(m_listener);
    std::unordered_map<int, Client> clients;
    std::priority_queue<Due, std::vector<Due>, std::greater<>> due;
    const auto drop = [&](int socket) {
        if (clients.erase(socket) > 0)
            close(socket);
        m_open = static_cast<int>(clients.size());
    };
    const auto take = [&](int socket) {
        std::array<char, 16384> block;
        const ssize_t n = recv(socket, block.data(), block.size(), MSG_DONTWAIT);
        if (n <= 0)
            return drop(socket);
        Client& client = clients[socket];
        client.request.append(block.data(), n);
        if (client.sent >= 0 || !isWhole(client.request))
            return;
        client.sent = 0;
        send(socket, streamHead.constData(), static_cast<size_t>(streamHead.size()), MSG_NOSIGNAL);
        due.push({Clock::now() + std::chrono::milliseconds(m_everyMs), socket});
    };
    const auto speak = [&](const Due& now) {
        const auto found = clients.find(now.socket);
        if (found == clients.end() || found->second.sent < 0)
            return;
        const bool over = found->second.sent == m_pieces;
        const QByteArray bytes = over ? streamEnd : piece(found->second.sent++);
        const bool sent =
            send(now.socket, bytes.constData(), static_cast<size_t>(bytes.size()), MSG_NOSIGNAL) > 0;
        if (over || !sent)
            drop(now.socket);
        else
            due.push({now.at + std::chrono::milliseconds(m_everyMs), now.socket});
    };
    std::array<epoll_event, 512> events;
    while (!m_ending) {
        const int count = epoll_wait(poll, events.data(), static_cast<int>(events.size()), 5);
        for (int i = 0; i < count; ++i) {
            const int socket = events[static_cast<size_t>(i)].data.fd;
            if (socket != m_listener) {
                take(socket);
                continue;
            }
            for (int fresh = 0; (fresh = accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC)) >= 0;) {
                clients[fresh] = {};
                watch(fresh);
            }
            m_open = static_cast<int>(clients.size());
        }
        while (!due.empty() && due.top().at <= Clock::now()) {
            const Due now = due.top();
            due.pop();
            speak(now);
        }
    }
    for (const auto& client : clients)
        close(client.first);
    close(poll);
}

} // namespace antiphon::test
