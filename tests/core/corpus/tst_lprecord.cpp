#include "core/base/linereader.h"
#include "core/corpus/lprecord.h"
#include "tests/support/resultassertions.h"
#include "tests/support/temporaryproject.h"

using namespace antiphon;

namespace {

Dialogue sample()
{
    Turn user;
    user.text = QStringLiteral("It's \"loud\" \u00e9\nhere");
    user.intents = {QStringLiteral("add_filter"), QStringLiteral("greeting")};
    user.attributes = {QStringLiteral("genre:drum 'n' bass")};
    Turn system;
    system.role = Role::System;
    system.text = QStringLiteral("Sure.");
    system.tracks = {{QStringLiteral("T1")}, {QStringLiteral("T1")}};
    Dialogue dialogue;
    dialogue.turns = {user, system};
    return dialogue;
}

std::string_view view(const QByteArray& bytes)
{
    return std::string_view(bytes.constData(), static_cast<std::size_t>(bytes.size()));
}

} // namespace

TEST(LpRecord, ComesBackFromBothForms)
{
    const Dialogue given = sample();
    const QByteArray forms[] = {lpJson(given), lpPythonLiteral(given)};
    for (const QByteArray& form : forms) {
        const auto turns = conversationFromLp(view(form));
        ASSERT_OK(turns);
        EXPECT_EQ(*turns, given.turns) << form.constData();
    }
}

TEST(LpRecord, WritesThePythonLiteral)
{
    Dialogue dialogue = sample();
    dialogue.turns[0].text = QStringLiteral("Hi");
    EXPECT_EQ(lpPythonLiteral(dialogue),
              "[{'role': 'user', 'content': 'Hi', 'intent': ['add_filter', 'greeting'], 'music_attribute': "
              "[\"genre:drum 'n' bass\"]}, {'role': 'system', 'content': 'Sure.', 'intent': [], "
              "'music_attribute': [], "
              "'track_seq': ['T1', 'T1']}]");
}

TEST(LpRecord, RefusesWhatIsNoConversation)
{
    for (const char* wrong :
         {"[]", "{}", "'text'", "\"text\"", "[1]", "[{\"role\": \"chorus\", \"content\": \"x\"}]",
          "[{\"role\": \"user\", \"content\": \"x\", \"intent\": [1]}]", "[{'role': 'user'"})
        EXPECT_ERROR(conversationFromLp(std::string_view(wrong)), ErrorCode::WrongFormat);
}

TEST(LpRecord, KeepsEveryByteOfTheReleasedFile)
{
    const auto data = test::sharedData();
    if (!data)
        GTEST_SKIP() << "no shared data";
    const auto bytes = readWholeFile(*data + QStringLiteral("/lp-musicdialog/dialogue_10.json"));
    ASSERT_OK(bytes);
    Dialogue dialogue;
    const auto turns = conversationFromLp(view(*bytes));
    ASSERT_OK(turns);
    dialogue.turns = *turns;
    EXPECT_EQ(lpJson(dialogue), *bytes);
}
