// The helper antiphon-retrieval as a process: frames to it and from it, each within a time limit.
#pragma once

#include "core/base/result.h"
#include "core/catalogue/retrievalframe.h"

#include <chrono>
#include <span>

namespace antiphon {

// May be used from any thread, but from one at a time. Ends the process when it goes.
class RetrievalProcess
{
public:
    using Patience = std::chrono::milliseconds;
    struct Frame
    {
        retrieval::Kind kind;
        std::string body;
    };

    // Errors: NotFound when the program is not there or can not be started.
    static Result<RetrievalProcess> start(const QString& program);
    RetrievalProcess(RetrievalProcess&& other) noexcept;
    RetrievalProcess& operator=(RetrievalProcess&&) = delete;
    ~RetrievalProcess();

    // Errors: ReadFailed when it died, refused, said nothing for as long as `patience`, or sent more than a
    // frame may hold; the detail is a clause.
    Result<void> send(retrieval::Kind kind, std::span<const std::string> parts, Patience patience) const;
    Result<Frame> receive(Patience patience) const;
    qint64 processId() const { return m_process; }

private:
    RetrievalProcess(int socket, int process) : m_socket(socket), m_process(process) {}
    Result<void> wait(short events, Patience patience) const;
    Result<void> sendBytes(const char* bytes, std::size_t size, Patience patience) const;
    Result<void> receiveBytes(char* bytes, std::size_t size, Patience patience) const;
    int m_socket;
    int m_process;
};

} // namespace antiphon
