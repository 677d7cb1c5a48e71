#include "core/llm/chatclient.h"
#include "core/llm/keyring.h"
#include "core/llm/redaction.h"
#include "tests/support/memorykeyring.h"
#include "tests/support/resultassertions.h"
#include "tests/support/scriptedserver.h"

#include <QDebug>
#include <QFile>

#include <sys/prctl.h>
#include <sys/resource.h>

using namespace antiphon;
using namespace antiphon::test;

namespace {

template<typename T>
concept Printable = requires(QDebug debug, const T& value)
{
    debug << value;
};
static_assert(Printable<QString> && !Printable<Secret>);

// The flags that the system keeps for the pages where the address lies.
QByteArray flagsOfPagesAt(const void* address)
{
    QFile maps(QStringLiteral("/proc/self/smaps"));
    if (!maps.open(QIODevice::ReadOnly))
        return {};
    const auto wanted = reinterpret_cast<quintptr>(address);
    bool inside = false;
    const QList<QByteArray> lines = maps.readAll().split('\n');
    for (const QByteArray& line : lines) {
        const QList<QByteArray> range = line.left(line.indexOf(' ')).split('-');
        if (range.size() == 2)
            inside = range.at(0).toULongLong(nullptr, 16) <= wanted &&
                     wanted < range.at(1).toULongLong(nullptr, 16);
        if (inside && line.startsWith("VmFlags:"))
            return line;
    }
    return {};
}

Endpoint keptInRing(const QString& name)
{
    Endpoint endpoint;
    endpoint.id = EndpointId::create();
    endpoint.name = name;
    endpoint.model = QStringLiteral("m");
    endpoint.keyInKeyring = true;
    return endpoint;
}

} // namespace

TEST(Secret, liesInPagesThatNoCoreFileHolds)
{
    QByteArray source("sk-");
    source.append("only-here-1234567890");
    const char* bytes = source.constData();
    const Secret secret = Secret::taking(source);
    EXPECT_TRUE(source.isEmpty());
    EXPECT_EQ(secret.bytes(), QByteArrayView("sk-only-here-1234567890"));
    EXPECT_NE(static_cast<const void*>(secret.bytes().data()), static_cast<const void*>(bytes));
    const QByteArray flags = flagsOfPagesAt(secret.bytes().data());
    ASSERT_FALSE(flags.isEmpty());
    EXPECT_TRUE(flags.contains(" dd")) << flags.toStdString(); // "do not dump"
    EXPECT_EQ(prctl(PR_GET_DUMPABLE), 0);
    rlimit limit{};
    ASSERT_EQ(getrlimit(RLIMIT_CORE, &limit), 0);
    EXPECT_EQ(limit.rlim_cur, 0U);
}

TEST(Secret, isSharedByCopiesAndEmptyWithoutBytes)
{
    EXPECT_TRUE(Secret().isEmpty());
    EXPECT_TRUE(Secret(QByteArrayView("")).isEmpty());
    Secret first(QByteArrayView("abc"));
    const Secret second = first;
    EXPECT_EQ(first.bytes().data(), second.bytes().data());
    first = {};
    EXPECT_EQ(second.bytes(), QByteArrayView("abc"));
}

TEST(Secret, wipesBytesThatNobodyShares)
{
    QByteArray alone("0123456789abcdef0123456789abcdef");
    alone.append('!');
    QByteArray shared = alone;
    wipe(shared);
    EXPECT_TRUE(shared.isEmpty());
    EXPECT_TRUE(alone.startsWith("0123")); // the other owner keeps its text
}

TEST(Keys, comeOnceFromTheRingAndOtherwiseFromTheEnvironment)
{
    const auto ring = std::make_shared<MemoryKeyRing>();
    const Endpoint hosted = keptInRing(QStringLiteral("hosted"));
    Endpoint local = keptInRing(QStringLiteral("local"));
    local.keyInKeyring = false;
    local.keyVariable = QStringLiteral("ANTIPHON_TEST_LOCAL_KEY");
    qputenv("ANTIPHON_TEST_LOCAL_KEY", " from-environment\n");
    ASSERT_OK(ring->write(keyAccount(hosted.id), Secret(QByteArrayView("from-ring")), {}));
    const auto keys = keysOf({hosted, local}, ring, {});
    ASSERT_OK(keys);
    EXPECT_EQ((*keys)(hosted).bytes(), QByteArrayView("from-ring"));
    EXPECT_EQ((*keys)(hosted).bytes(), QByteArrayView("from-ring"));
    EXPECT_EQ((*keys)(local).bytes(), QByteArrayView("from-environment"));
    EXPECT_EQ(ring->reads(), 1);
    qunsetenv("ANTIPHON_TEST_LOCAL_KEY");
}

TEST(Keys, sayWhatIsMissing)
{
    const auto ring = std::make_shared<MemoryKeyRing>();
    const QList<Endpoint> endpoints{keptInRing(QStringLiteral("hosted"))};
    EXPECT_ERROR(keysOf(endpoints, ring, {}), ErrorCode::NotFound);
    EXPECT_ERROR(keysOf(endpoints, nullptr, {}), ErrorCode::NotPossible);
    ring->runs = false;
    EXPECT_ERROR(keysOf(endpoints, ring, {}), ErrorCode::NotPossible);
}

TEST(Keys, ofTheRingAreSentAndEchoedNowhere)
{
    const QByteArray key = "sk-echo-me-0123456789";
    const ScriptedServer server([&key](const ScriptedRequest&, int) {
        ScriptedReply reply{200, completionBody(QStringLiteral("your key is ") + QString::fromUtf8(key))};
        reply.headers = {"X-Request-Id: " + key};
        return reply;
    });
    const auto ring = std::make_shared<MemoryKeyRing>();
    Endpoint endpoint = keptInRing(QStringLiteral("hosted"));
    endpoint.baseUrl = server.baseUrl();
    ASSERT_OK(ring->write(keyAccount(endpoint.id), Secret(key), {}));
    const auto keys = keysOf({endpoint}, ring, {});
    ASSERT_OK(keys);
    ChatClient client(std::make_shared<ChatPool>(QList<Endpoint>{endpoint}, *keys));
    ChatRequest request;
    request.messages = {{QStringLiteral("user"), QStringLiteral("hello")}};
    const ChatResult result = client.ask(request, {}, 1);
    EXPECT_TRUE(server.requests().first().head.contains("Authorization: Bearer " + key));
    EXPECT_EQ(result.outcome, ChatOutcome::Ok);
    EXPECT_EQ(result.content, QStringLiteral("your key is [key]"));
    EXPECT_EQ(result.requestId, QStringLiteral("[key]"));
}

TEST(Context, isHeldAgainstPromptAndReply)
{
    Endpoint endpoint = keptInRing(QStringLiteral("local"));
    endpoint.maximumTokens = 1'000;
    EXPECT_OK(contextFits(endpoint, 1'000'000)); // nothing is known
    endpoint.contextWindow = 4'096;
    EXPECT_OK(contextFits(endpoint, 3'096));
    const auto tooLong = contextFits(endpoint, 3'097);
    EXPECT_ERROR(tooLong, ErrorCode::InvalidValue);
    ASSERT_FALSE(tooLong);
    EXPECT_TRUE(tooLong.error().detail.contains(QStringLiteral("%L1").arg(4096)));
    EXPECT_TRUE(tooLong.error().detail.contains(QStringLiteral("%L1").arg(3097)));
}
