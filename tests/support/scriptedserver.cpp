#include "tests/support/scriptedserver.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>

namespace antiphon::test {

namespace {

constexpr qsizetype requestLimit = 8 * 1024 * 1024;

qint64 steadyMs()
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(
               std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

bool readable(int socket, int ms)
{
    pollfd item{socket, POLLIN, 0};
    return poll(&item, 1, ms) > 0;
}

qsizetype contentLength(const QByteArray& head)
{
    for (const QByteArray& line : head.split('\n')) {
        if (line.toLower().startsWith("content-length:"))
            return line.mid(15).trimmed().toLongLong();
    }
    return 0;
}

void sendAll(int socket, const QByteArray& bytes)
{
    qsizetype sent = 0;
    while (sent < bytes.size()) {
        const ssize_t n =
            send(socket, bytes.constData() + sent, static_cast<size_t>(bytes.size() - sent), MSG_NOSIGNAL);
        if (n <= 0)
            return;
        sent += n;
    }
}

} // namespace

ScriptedServer::ScriptedServer(Script script) : m_script(std::move(script)), m_startMs(steadyMs())
{
    m_listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (bind(m_listener, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0 ||
        listen(m_listener, 64) != 0)
        qFatal("the scripted server found no port");
    socklen_t size = sizeof address;
    getsockname(m_listener, reinterpret_cast<sockaddr*>(&address), &size);
    m_port = ntohs(address.sin_port);
    m_acceptor = std::thread([this] { listenAndAccept(); });
}

ScriptedServer::ScriptedServer(QList<ScriptedReply> replies)
    : ScriptedServer([replies = std::move(replies)](const ScriptedRequest&, int number) {
          return replies.at(std::min<qsizetype>(number, replies.size() - 1));
      })
{
}

ScriptedServer::~ScriptedServer()
{
    m_ending = true;
    m_acceptor.join();
    for (std::thread& connection : m_connections)
        connection.join();
    close(m_listener);
}

QString ScriptedServer::baseUrl() const
{
    return QStringLiteral("http://127.0.0.1:%1/v1").arg(m_port);
}

QList<ScriptedRequest> ScriptedServer::requests() const
{
    const std::lock_guard lock(m_mutex);
    return m_requests;
}

qint64 ScriptedServer::elapsedMs() const
{
    return steadyMs() - m_startMs;
}

void ScriptedServer::listenAndAccept()
{
    while (!m_ending) {
        if (!readable(m_listener, 20))
            continue;
        const int connection = accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC);
        if (connection >= 0)
            m_connections.emplace_back([this, connection] { serve(connection); });
    }
}

void ScriptedServer::serve(int socket)
{
    const int open = ++m_open;
    for (int most = m_mostAtOnce; open > most && !m_mostAtOnce.compare_exchange_weak(most, open);) {
    }
    QByteArray bytes;
    qsizetype headEnd = -1;
    while (!m_ending && bytes.size() < requestLimit) {
        if (headEnd < 0)
            headEnd = bytes.indexOf("\r\n\r\n");
        if (headEnd >= 0 && bytes.size() >= headEnd + 4 + contentLength(bytes.left(headEnd)))
            break;
        if (!readable(socket, 20))
            continue;
        char block[16384];
        const ssize_t n = recv(socket, block, sizeof block, 0);
        if (n <= 0)
            break;
        bytes.append(block, n);
    }
    if (headEnd >= 0) {
        ScriptedReply reply;
        {
            const std::lock_guard lock(m_mutex);
            m_requests << ScriptedRequest{bytes.left(headEnd), bytes.mid(headEnd + 4), elapsedMs()};
            reply = m_script(m_requests.last(), static_cast<int>(m_requests.size()) - 1);
        }
        const auto pause = [this](int ms) {
            for (const qint64 end = steadyMs() + ms; !m_ending && steadyMs() < end;)
                std::this_thread::sleep_for(std::chrono::milliseconds(5));
        };
        pause(reply.delayMs);
        QByteArray head = "HTTP/1.1 " + QByteArray::number(reply.status) +
                          " Scripted\r\nContent-Type: " + reply.contentType +
                          "\r\nContent-Length: " + QByteArray::number(reply.body.size()) +
                          "\r\nConnection: close\r\n";
        for (const QByteArray& header : reply.headers)
            head += header + "\r\n";
        sendAll(socket, head + "\r\n");
        const QByteArray body = reply.cutAfter >= 0 ? reply.body.left(reply.cutAfter) : reply.body;
        const qsizetype first = reply.stallMs > 0 ? body.size() / 2 : std::max<qsizetype>(0, body.size() - 1);
        sendAll(socket, body.left(first));
        pause(reply.stallMs);
        --m_open; // before the client can have all and ask again
        sendAll(socket, body.mid(first));
    } else {
        --m_open;
    }
    close(socket);
}

QByteArray completionBody(const QString& content, const QString& finishReason)
{
    const QJsonObject message{{QStringLiteral("role"), QStringLiteral("assistant")},
                              {QStringLiteral("content"), content}};
    return QJsonDocument(
               QJsonObject{{QStringLiteral("object"), QStringLiteral("chat.completion")},
                           {QStringLiteral("model"), QStringLiteral("answered-model")},
                           {QStringLiteral("choices"),
                            QJsonArray{QJsonObject{{QStringLiteral("index"), 0},
                                                   {QStringLiteral("message"), message},
                                                   {QStringLiteral("finish_reason"), finishReason}}}},
                           {QStringLiteral("usage"), QJsonObject{{QStringLiteral("prompt_tokens"), 11},
                                                                 {QStringLiteral("completion_tokens"), 7}}}})
        .toJson(QJsonDocument::Compact);
}

} // namespace antiphon::test
