// A small HTTP server on 127.0.0.1 that answers as the test says and remembers what it was asked.
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

#include <atomic>
#include <functional>
#include <mutex>
#include <thread>

namespace antiphon::test {

struct ScriptedRequest
{
    QByteArray head; // request line and headers
    QByteArray body;
    qint64 arrivedMs = 0; // since the server began
};

struct ScriptedReply
{
    int status = 200;
    QByteArray body;
    QByteArray contentType = "application/json";
    QList<QByteArray> headers = {}; // "Retry-After: 1"
    int delayMs = 0;                // before the first byte
    qsizetype cutAfter = -1;        // closes after so many bytes of the body
    int stallMs = 0;                // in the middle of the body
};

// Serves each connection in a thread of its own, one request a connection, and ends with the object.
class ScriptedServer
{
public:
    // Called from the server's threads with the request and its number from 0, one call at a time.
    using Script = std::function<ScriptedReply(const ScriptedRequest& request, int number)>;
    explicit ScriptedServer(Script script);
    // Answers in this order; the last one again and again.
    explicit ScriptedServer(QList<ScriptedReply> replies);
    ~ScriptedServer();

    QString baseUrl() const; // "http://127.0.0.1:PORT/v1"
    QList<ScriptedRequest> requests() const;
    int mostAtOnce() const { return m_mostAtOnce; }

private:
    void listenAndAccept();
    void serve(int socket);
    qint64 elapsedMs() const;

    Script m_script;
    int m_listener = -1;
    int m_port = 0;
    std::atomic<bool> m_ending = false;
    std::atomic<int> m_open = 0;
    std::atomic<int> m_mostAtOnce = 0;
    qint64 m_startMs = 0;
    mutable std::mutex m_mutex;
    QList<ScriptedRequest> m_requests;
    std::vector<std::thread> m_connections; // of the accepting thread
    std::thread m_acceptor;
};

// A chat completion whose message is `content`.
QByteArray completionBody(const QString& content, const QString& finishReason = QStringLiteral("stop"));

} // namespace antiphon::test
