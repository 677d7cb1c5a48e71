// A server on 127.0.0.1 that streams chat replies to hundreds of clients at once, in even pieces.
#pragma once

#include <QString>

#include <atomic>
#include <thread>

namespace antiphon::test {

// Each request gets `pieces` pieces ("0 ", "1 ", ...), one every `everyMs`, then its end. One thread serves
// all.
class StreamServer
{
public:
    StreamServer(int pieces, int everyMs);
    ~StreamServer();
    StreamServer(const StreamServer&) = delete;
    StreamServer& operator=(const StreamServer&) = delete;

    QString baseUrl() const; // "http://127.0.0.1:PORT/v1"
    int open() const { return m_open; }
    static QString wholeText(int pieces);

private:
    void run();

    int m_pieces;
    int m_everyMs;
    int m_listener = -1;
    int m_port = 0;
    std::atomic<bool> m_ending = false;
    std::atomic<int> m_open = 0;
    std::thread m_thread;
};

} // namespace antiphon::test
