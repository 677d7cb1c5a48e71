#include "core/catalogue/retrievalprocess.h"

#include <QFile>

#include <poll.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>

extern char** environ;

namespace antiphon {

namespace {

Failure broken(const QString& how)
{
    return fail(ErrorCode::ReadFailed, QStringLiteral("antiphon-retrieval"), how);
}

} // namespace

// One socket is its input and output: its end is seen on both sides, and writing to a dead process is an
// error, no signal.
Result<RetrievalProcess> RetrievalProcess::start(const QString& program)
{
    int sockets[2];
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, sockets) != 0)
        return fail(ErrorCode::NotFound, program, QStringLiteral("no socket could be opened"));
    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_adddup2(&actions, sockets[1], STDIN_FILENO);
    ::posix_spawn_file_actions_adddup2(&actions, sockets[1], STDOUT_FILENO);
    const QByteArray path = QFile::encodeName(program);
    char* const arguments[] = {const_cast<char*>(path.constData()), nullptr};
    pid_t process = 0;
    const int status = ::posix_spawn(&process, path.constData(), &actions, nullptr, arguments, environ);
    ::posix_spawn_file_actions_destroy(&actions);
    ::close(sockets[1]);
    if (status == 0)
        return RetrievalProcess(sockets[0], process);
    ::close(sockets[0]);
    return fail(ErrorCode::NotFound, program, qt_error_string(status));
}

RetrievalProcess::RetrievalProcess(RetrievalProcess&& other) noexcept
    : m_socket(std::exchange(other.m_socket, -1)), m_process(std::exchange(other.m_process, 0))
{
}

RetrievalProcess::~RetrievalProcess()
{
    if (m_process <= 0)
        return;
    ::close(m_socket);
    ::kill(m_process, SIGKILL);
    ::waitpid(m_process, nullptr, 0);
}

Result<void> RetrievalProcess::send(retrieval::Kind kind, std::span<const std::string> parts,
                                    Patience patience) const
{
    std::size_t size = 0;
    for (const std::string& part : parts)
        size += part.size();
    std::string head;
    retrieval::append(head, retrieval::Head{kind, static_cast<std::uint32_t>(size)});
    ANTIPHON_TRY(sendBytes(head.data(), head.size(), patience));
    for (const std::string& part : parts)
        ANTIPHON_TRY(sendBytes(part.data(), part.size(), patience));
    return {};
}

Result<RetrievalProcess::Frame> RetrievalProcess::receive(Patience patience) const
{
    retrieval::Head head{};
    ANTIPHON_TRY(receiveBytes(reinterpret_cast<char*>(&head), sizeof head, patience));
    if (head.size > retrieval::largestBody)
        return broken(QStringLiteral("it sent what makes no sense"));
    Frame frame{head.kind, std::string(head.size, '\0')};
    ANTIPHON_TRY(receiveBytes(frame.body.data(), frame.body.size(), patience));
    if (frame.kind == retrieval::Kind::Refuse)
        return broken(QString::fromUtf8(frame.body.data(), static_cast<qsizetype>(frame.body.size())));
    return frame;
}

Result<void> RetrievalProcess::wait(short events, Patience patience) const
{
    pollfd descriptor{m_socket, events, 0};
    int ready = 0;
    do {
        ready = ::poll(&descriptor, 1, static_cast<int>(patience.count()));
    } while (ready < 0 && errno == EINTR);
    if (ready <= 0)
        return broken(QStringLiteral("it did not answer in time"));
    return {};
}

Result<void> RetrievalProcess::sendBytes(const char* bytes, std::size_t size, Patience patience) const
{
    while (size > 0) {
        ANTIPHON_TRY(wait(POLLOUT, patience));
        const ssize_t sent = ::send(m_socket, bytes, size, MSG_NOSIGNAL | MSG_DONTWAIT);
        if (sent < 0 && (errno == EAGAIN || errno == EINTR))
            continue;
        if (sent <= 0) {
            // What it refused before it ended says more than that it did.
            const auto last = receive(Patience(0));
            return last ? broken(QStringLiteral("it ended")) : fail(last.error());
        }
        bytes += sent;
        size -= static_cast<std::size_t>(sent);
    }
    return {};
}

Result<void> RetrievalProcess::receiveBytes(char* bytes, std::size_t size, Patience patience) const
{
    while (size > 0) {
        ANTIPHON_TRY(wait(POLLIN, patience));
        const ssize_t got = ::recv(m_socket, bytes, size, MSG_DONTWAIT);
        if (got < 0 && (errno == EAGAIN || errno == EINTR))
            continue;
        if (got <= 0)
            return broken(QStringLiteral("it ended"));
        bytes += got;
        size -= static_cast<std::size_t>(got);
    }
    return {};
}

} // namespace antiphon
