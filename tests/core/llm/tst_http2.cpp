#include "core/llm/chatclient.h"
#include "tests/support/resultassertions.h"
#include "tests/support/scriptedserver.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QUrl>

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace antiphon;
using namespace antiphon::test;

namespace {

// Of 127.0.0.1: connects to the port, or binds it; with port 0 the system chooses one.
class LocalSocket
{
public:
    ~LocalSocket() { close(m_socket); }
    bool connectTo(int port) { return ::connect(m_socket, at(port), sizeof m_address) == 0; }
    int bindAny()
    {
        socklen_t size = sizeof m_address;
        if (::bind(m_socket, at(0), size) != 0 ||
            getsockname(m_socket, reinterpret_cast<sockaddr*>(&m_address), &size) != 0)
            return 0;
        return ntohs(m_address.sin_port);
    }

private:
    const sockaddr* at(int port)
    {
        m_address.sin_family = AF_INET;
        m_address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        m_address.sin_port = htons(static_cast<uint16_t>(port));
        return reinterpret_cast<const sockaddr*>(&m_address);
    }
    int m_socket = socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in m_address{};
};

// nghttpx, which speaks HTTP/2 over TLS with a certificate of its own making and hands on to a plain server.
class SecureFront
{
public:
    explicit SecureFront(const QString& behind)
    {
        const QStringList request{QStringLiteral("req"),
                                  QStringLiteral("-x509"),
                                  QStringLiteral("-newkey"),
                                  QStringLiteral("rsa:2048"),
                                  QStringLiteral("-nodes"),
                                  QStringLiteral("-days"),
                                  QStringLiteral("2"),
                                  QStringLiteral("-subj"),
                                  QStringLiteral("/CN=t"),
                                  QStringLiteral("-addext"),
                                  QStringLiteral("subjectAltName=IP:127.0.0.1"),
                                  QStringLiteral("-keyout"),
                                  keyFile(),
                                  QStringLiteral("-out"),
                                  certificate()};
        if (QProcess::execute(QStringLiteral("openssl"), request) != 0)
            return;
        for (int attempt = 0; attempt < 3 && !m_ready; ++attempt)
            begin(QUrl(behind).port());
    }
    ~SecureFront()
    {
        m_process.terminate();
        m_process.waitForFinished(5'000);
    }

    bool isReady() const { return m_ready; }
    QString certificate() const { return m_folder.filePath(QStringLiteral("cert.pem")); }
    QString baseUrl() const { return QStringLiteral("https://127.0.0.1:%1/v1").arg(m_port); }

private:
    QString keyFile() const { return m_folder.filePath(QStringLiteral("key.pem")); }
    void begin(int behind)
    {
        m_port = LocalSocket().bindAny();
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(QStringLiteral("nghttpx"),
                        {QStringLiteral("-f127.0.0.1,%1").arg(m_port),
                         QStringLiteral("-b127.0.0.1,%1").arg(behind), QStringLiteral("--workers=1"),
                         QStringLiteral("--errorlog-file=/dev/null"), QStringLiteral("--conf=/dev/null"),
                         QStringLiteral("--backend-connections-per-host=100"), keyFile(), certificate()});
        for (int wait = 0; wait < 200 && m_process.state() != QProcess::NotRunning && !m_ready; ++wait) {
            m_ready = m_process.waitForStarted() && LocalSocket().connectTo(m_port);
            m_process.waitForFinished(50);
        }
    }

    QTemporaryDir m_folder;
    QProcess m_process;
    int m_port = 0;
    bool m_ready = false;
};

} // namespace

TEST(Http2, CarriesManyQuestionsOverTls)
{
#ifdef __SANITIZE_THREAD__
    GTEST_SKIP() << "the thread sanitizer takes the start of a process for one of its own";
#endif
    if (QStandardPaths::findExecutable(QStringLiteral("nghttpx")).isEmpty())
        GTEST_SKIP() << "needs nghttpx (Debian package nghttp2-proxy)";
    const ScriptedServer server([](const ScriptedRequest&, int number) {
        return ScriptedReply{200, completionBody(QString::number(number))};
    });
    const SecureFront front(server.baseUrl());
    ASSERT_TRUE(front.isReady());
    Endpoint endpoint;
    endpoint.name = QStringLiteral("secure");
    endpoint.baseUrl = front.baseUrl();
    endpoint.model = QStringLiteral("m");
    ChatRequest request;
    request.model = endpoint.model;
    request.messages = {{QStringLiteral("user"), QStringLiteral("Write")}};

    // A certificate that nobody vouches for is refused, and nothing of the question is told.
    endpoint.limits.attempts = 1;
    EXPECT_NE(ChatClient(endpoint).ask(request, {}, 1).outcome, ChatOutcome::Ok);
    EXPECT_TRUE(server.requests().isEmpty());

    endpoint.caFile = front.certificate();
    ChatClient client(endpoint);
    for (quint64 i = 0; i < 20; ++i)
        ASSERT_EQ(client.ask(request, {}, i).outcome, ChatOutcome::Ok);
    const auto asked = server.requests();
    ASSERT_EQ(asked.size(), 20);
    for (const ScriptedRequest& seen : asked)
        EXPECT_TRUE(seen.head.contains("Via: 2 nghttpx")) << seen.head.toStdString(); // came by HTTP/2
}
