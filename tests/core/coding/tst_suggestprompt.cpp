#include "core/coding/suggestprompt.h"
#include "tests/core/coding/musictalk.h"
#include "tests/support/resultassertions.h"

using namespace antiphon;

namespace {

Dialogue twoTurns()
{
    Dialogue dialogue;
    dialogue.turns = {
        {TurnId::create(), Role::User, QStringLiteral("Some jazz\nplease"), {}, {}, {}},
        {TurnId::create(), Role::System, QStringLiteral("Here"), {{QStringLiteral("t1")}}, {}, {}}};
    return dialogue;
}

Result<ServerSuggestions> read(const QString& reply, const Dialogue& dialogue)
{
    return suggestionsOfReply(reply, QStringLiteral("lab big"), test::talkCodes(), dialogue);
}

} // namespace

TEST(SuggestPrompt, HoldsDefinitionsAndNumberedTurns)
{
    QList<Code> codes = test::talkCodes();
    codes[0].definition = QStringLiteral("wants something");
    codes[0].excludes = QStringLiteral("thanks");
    codes[1].codable = false;
    const ChatRequest request = suggestionRequest({}, codes, twoTurns());
    ASSERT_EQ(request.messages.size(), 2);
    const QString asked = request.messages[1].content;
    EXPECT_TRUE(asked.contains(QStringLiteral("- intent:ask (user turns): wants something Not: thanks\n")));
    EXPECT_FALSE(asked.contains(QStringLiteral("intent:accept"))) << "a category codes nothing";
    EXPECT_TRUE(
        asked.contains(QStringLiteral("1 user: Some jazz please\n2 system: Here [shows 1 tracks]\n")));
    EXPECT_EQ(request.temperature, 0);
    EXPECT_TRUE(request.schema);
}

TEST(SuggestPrompt, TakesOnlyWhatFitsTheCodebookAndTheTurns)
{
    const Dialogue dialogue = twoTurns();
    const auto found = read(QStringLiteral(R"({"suggestions": [
        {"turn": 1, "code": "intent:ask", "confidence": 0.8},
        {"turn": 1, "code": "genre", "confidence": 1},
        {"turn": 1, "code": "intent:ask", "confidence": 0.1},
        {"turn": 2, "code": "intent:ask", "confidence": 0.8},
        {"turn": 3, "code": "genre", "confidence": 0.8},
        {"turn": 0, "code": "genre", "confidence": 0.8},
        {"turn": 1, "code": "made_up", "confidence": 0.8},
        {"turn": 1, "code": "intent:accept", "confidence": "high"},
        {"turn": 1, "code": "intent:reject", "confidence": 1.5},
        7]})"),
                            dialogue);
    ASSERT_OK(found);
    const QString model = QStringLiteral("lab big");
    const QList<Code> codes = test::talkCodes();
    EXPECT_EQ(found->suggestions, (QList<StoredSuggestion>{{dialogue.turns[0].id, codes[0].id, model, 0.8},
                                                           {dialogue.turns[0].id, codes[5].id, model, 1.0}}));
    EXPECT_EQ(found->unusable, 7);
}

TEST(SuggestPrompt, RefusesAReplyOfAnotherShape)
{
    for (const char* reply : {"", "sorry", "[]", "{\"suggestions\": 3}", "{\"codes\": []}"})
        EXPECT_ERROR(read(QString::fromLatin1(reply), twoTurns()), ErrorCode::WrongFormat);
    EXPECT_TRUE(read(QStringLiteral("{\"suggestions\": []}"), twoTurns())->suggestions.isEmpty());
}
