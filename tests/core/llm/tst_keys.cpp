#include "core/llm/chatclient.h"
#include "core/llm/keyring.h"
#include "core/llm/redaction.h"
#include "tests/support/memorykeyring.h"
#include "tests/support/resultassertions.h"
#include "tests/support/scriptedserver.h"

using namespace antiphon;
using namespace antiphon::test;

namespace {

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
