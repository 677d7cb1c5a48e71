#include "core/generation/prompt.h"
#include "core/generation/reply.h"
#include "tests/core/generation/randomplans.h"
#include "tests/support/resultassertions.h"

using namespace antiphon;

namespace {

Plan twoTurns()
{
    Plan plan;
    PlanTurn ask;
    ask.intents = {QStringLiteral("initial_query")};
    ask.attributes = {QStringLiteral("genre:reggae")};
    PlanTurn reply;
    reply.role = Role::System;
    reply.intents = {QStringLiteral("detail_attribute_request")};
    reply.askedType = QStringLiteral("mood");
    plan.turns = {ask, reply};
    return plan;
}

QString detailOf(const char* reply)
{
    const auto texts = textsOfReply(QString::fromUtf8(reply), twoTurns());
    return texts ? QString() : texts.error().detail;
}

} // namespace

TEST(Reply, readsTheTextsOfTheTurns)
{
    const auto texts = textsOfReply(QStringLiteral(R"({"turns":[{"role":"user","text":" Reggae,\r\nplease "},
        {"role":"system","text":"Sure."}]})"),
                                    twoTurns());
    ASSERT_OK(texts);
    EXPECT_EQ(*texts, (QStringList{QStringLiteral("Reggae,\nplease"), QStringLiteral("Sure.")}));
}

TEST(Reply, acceptsABareListAndTheRoleAssistant)
{
    ASSERT_OK(textsOfReply(QStringLiteral(R"([{"role":"User","text":"a"},{"role":"assistant","text":"b"}])"),
                           twoTurns()));
}

TEST(Reply, saysWhatIsWrong)
{
    EXPECT_TRUE(detailOf("{\"turns\": [").contains(QLatin1String("no JSON")));
    EXPECT_TRUE(detailOf("{}").contains(QLatin1String("turns")));
    EXPECT_TRUE(detailOf(R"({"turns":[{"role":"user","text":"a"}]})").contains(QLatin1String("1 turns")));
    EXPECT_TRUE(detailOf(R"({"turns":[{"role":"system","text":"a"},{"role":"user","text":"b"}]})")
                    .contains(QLatin1String("turn 1 has the role")));
    EXPECT_TRUE(detailOf(R"({"turns":[{"role":"user","text":"a"},{"role":"system","text":"  "}]})")
                    .contains(QLatin1String("turn 2 has no text")));
    EXPECT_TRUE(detailOf(R"({"turns":[{"role":"user","text":"a"},{"role":"system"}]})")
                    .contains(QLatin1String("turn 2 has no text")));
}

TEST(Prompt, shipsWithAVersion)
{
    const auto prompt = shippedPrompt(QString());
    ASSERT_OK(prompt);
    EXPECT_EQ(prompt->label(), QStringLiteral("whole-dialogue@1"));
    ASSERT_OK(shippedPrompt(QStringLiteral("whole-dialogue@1")));
    EXPECT_ERROR(shippedPrompt(QStringLiteral("whole-dialogue@99")), ErrorCode::NotFound);
    EXPECT_ERROR(shippedPrompt(QStringLiteral("none")), ErrorCode::NotFound);
}

TEST(Prompt, refusesATextThatLacksAPart)
{
    EXPECT_ERROR(parsePrompt(QStringLiteral("p"), "# system\nx\n# user\n{plan}\n# repair\n{error}"),
                 ErrorCode::WrongFormat);
    EXPECT_ERROR(
        parsePrompt(QStringLiteral("p"), "# version 1\n# system\nx\n# user\nhello\n# repair\n{error}"),
        ErrorCode::WrongFormat);
}
