// A scripted server for hundreds of thousands of requests: one thread serves all connections.
#pragma once

#include "tests/support/scriptedserver.h"

#include <unordered_map>
#include <vector>

namespace antiphon::test {

// Keeps connections open between requests, unless a reply is cut. The script is called in the server's
// thread.
class CrowdServer
{
public:
    using Script = std::function<ScriptedReply(const ScriptedRequest& request, int number)>;
    explicit CrowdServer(Script script);
    ~CrowdServer();
    CrowdServer(const CrowdServer&) = delete;
    CrowdServer& operator=(const CrowdServer&) = delete;

    QString baseUrl() const; // "http://127.0.0.1:PORT/v1"
    int requests() const { return m_number; }
    qint64 elapsedMs() const;

private:
    struct Client
    {
        QByteArray in;
        QByteArray out;
        qint64 answerAt = -1; // a reply is ready, but for later
        bool closes = false;
    };
    void run();
    void acceptAll();
    bool read(int socket, Client& client);  // false: gone
    bool write(int socket, Client& client); // false: gone
    void answer(Client& client);
    void drop(int socket);

    Script m_script;
    int m_listener = -1;
    int m_epoll = -1;
    int m_port = 0;
    qint64 m_startMs = 0;
    std::atomic<bool> m_ending = false;
    std::atomic<int> m_number = 0;
    std::unordered_map<int, Client> m_clients;
    std::thread m_thread;
};

} // namespace antiphon::test
