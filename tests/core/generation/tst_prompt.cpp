#include "core/generation/dialoguescript.h"
#include "core/generation/promptslots.h"
#include "core/llm/chatwire.h"
#include "tests/core/generation/randomplans.h"
#include "tests/support/resultassertions.h"

#include <QCryptographicHash>

using namespace antiphon;

namespace {

PlanTurn userTurn(const QStringList& intents, const QStringList& attributes)
{
    PlanTurn turn;
    turn.intents = intents;
    turn.attributes = attributes;
    return turn;
}

PlanTurn systemTurn(const QStringList& actions)
{
    PlanTurn turn;
    turn.role = Role::System;
    turn.intents = actions;
    return turn;
}

Plan fourTurns()
{
    Plan plan;
    plan.turns = {
        userTurn({QStringLiteral("initial_query")}, {QStringLiteral("genre:reggae")}),
        systemTurn({QStringLiteral("detail_attribute_request"), QStringLiteral("active_recommend")}),
        userTurn({QStringLiteral("add_filter")}, {QStringLiteral("mood:gloomy")}),
        systemTurn({QStringLiteral("passive_recommend"), QStringLiteral("item_attribute_answer")})};
    plan.turns[1].askedType = QStringLiteral("mood");
    plan.turns[1].proposed = {QStringLiteral("mood:gloomy"), QStringLiteral("genre:dub")};
    plan.turns[3].tracks = {0, 1, 2};
    return plan;
}

const TrackFacts threeTracks{{QStringLiteral("T0"), QStringLiteral("Rain"), QStringLiteral("Ann"), {}},
                             {QStringLiteral("T1"), QStringLiteral("Sun {count}"), {}, {}},
                             {QStringLiteral("T2"), QStringLiteral("Wind"), QStringLiteral("Bo"), {}}};

QByteArray promptText(const char* headers, const char* user)
{
    return QByteArray("# version 1\n") + headers + "# system\nBe brief.\n# user\n" + user +
           "\n# repair\nAgain: {error}\n";
}

QString userMessage(const QByteArray& text, const Plan& plan)
{
    const auto prompt = parsePrompt(QStringLiteral("p"), text);
    EXPECT_TRUE(prompt) << errorSentence(prompt ? Error() : prompt.error()).toStdString();
    return prompt ? makeDialogueScript(*prompt, plan, threeTracks, shippedPhraseBook())
                        ->next()
                        ->messages.last()
                        .content
                  : QString();
}

Error faultOf(const QByteArray& text)
{
    const auto prompt = parsePrompt(QStringLiteral("mine"), text);
    return prompt ? Error{} : prompt.error();
}

} // namespace

TEST(Prompt, whatShippedFirstIsTheSameToTheByte)
{
    const auto prompt = shippedPrompt(QStringLiteral("whole-dialogue@1"));
    ASSERT_OK(prompt);
    EXPECT_EQ(prompt->digest,
              QStringLiteral("24549650a9a44ad15888b4e950eae1b2e537c5e564dbd5d24c420d8b69a9f455"));
    QByteArray bodies;
    const TrackFacts tracks = test::someTracks();
    for (int i = 0; i < 20; ++i) {
        const Plan plan = test::randomPlan(i, 3);
        ChatRequest request;
        request.messages = wholeMessages(*prompt, plan, tracks, shippedPhraseBook());
        bodies += chatBody(request, SchemaUse::Sent);
    }
    EXPECT_EQ(QCryptographicHash::hash(bodies, QCryptographicHash::Sha256).toHex(),
              QByteArray("f945d46507db4d4f694f980258ad9a99f5b784de664cfd74084030a2259b32a2"));
}

TEST(Prompt, fillsTheSlotsOfAWholePlan)
{
    const QByteArray text = promptText(
        "", "{plan}|{count}|{turns}|{intents}|{actions}|{attributes}|{tracks}|{examples 2}|{taxonomy}");
    const QStringList parts = userMessage(text, fourTurns()).split(QLatin1Char('|'));
    ASSERT_EQ(parts.size(), 9);
    EXPECT_TRUE(parts[0].startsWith(QLatin1String("1. user: initial_query; names: genre \"reggae\"\n")));
    EXPECT_TRUE(parts[0].endsWith(QLatin1String("the first are: Rain by Ann; Sun {count}")));
    EXPECT_EQ(parts[1], QStringLiteral("4"));
    EXPECT_EQ(parts[2], QStringLiteral("1. user\n2. system\n3. user\n4. system"));
    EXPECT_EQ(parts[3], QStringLiteral("1. initial_query\n3. add_filter"));
    EXPECT_EQ(parts[4], QStringLiteral("2. detail_attribute_request, active_recommend\n"
                                       "4. passive_recommend, item_attribute_answer"));
    EXPECT_EQ(parts[5], QStringLiteral("1. names: genre \"reggae\"\n2. asks for: mood; proposes: mood "
                                       "\"gloomy\", genre \"dub\"\n3. names: mood \"gloomy\""));
    EXPECT_EQ(parts[6], QStringLiteral("4. Rain by Ann; Sun {count}"));
    EXPECT_EQ(parts[7], QStringLiteral("none"));
    EXPECT_EQ(parts[8], QStringLiteral("none"));
}

TEST(Prompt, leavesLabelsOutWhereItSaysSo)
{
    const QString words =
        userMessage(promptText("# intents no\n", "{plan}\n{attributes}\n{taxonomy}"), fourTurns());
    EXPECT_TRUE(words.startsWith(QLatin1String("1. user; names: genre \"reggae\"\n2. system\n3. user; ")));
    const Plan plan = fourTurns();
    for (const PlanTurn& turn : plan.turns) {
        for (const QString& label : turn.intents)
            EXPECT_FALSE(words.contains(label)) << label.toStdString();
    }
    EXPECT_FALSE(words.contains(QLatin1String("asks for")));
    EXPECT_FALSE(words.contains(QLatin1String("dub")));
}

TEST(Prompt, namesTheLineOfAFaultAndTheSlotsThereAre)
{
    const Error unknown = faultOf(promptText("", "{plan}\n\nand {moods}"));
    EXPECT_EQ(unknown.code, ErrorCode::InvalidValue);
    EXPECT_EQ(unknown.line, 7);
    EXPECT_TRUE(unknown.detail.contains(QLatin1String("{moods}")));
    EXPECT_TRUE(unknown.detail.contains(QLatin1String("{attributes}")));
    EXPECT_TRUE(unknown.detail.contains(QLatin1String("{examples N}")));
    EXPECT_EQ(faultOf(promptText("# form whatever\n", "{plan}")).line, 2);
    EXPECT_EQ(faultOf(promptText("# intents maybe\n", "{plan}")).line, 2);
    EXPECT_EQ(faultOf(promptText("# colour red\n", "{plan}")).line, 2);
    EXPECT_EQ(faultOf(promptText("# examples-seed x\n", "{plan}")).line, 2);
    EXPECT_EQ(faultOf(promptText("# intents no\n", "{plan} {intents}")).line, 6);
    EXPECT_EQ(faultOf(promptText("", "{plan 3}")).line, 5);
    EXPECT_EQ(faultOf(promptText("", "{plan} {examples 99}")).line, 5);
    EXPECT_EQ(faultOf("hello\n" + promptText("", "{plan}")).line, 1);
    EXPECT_TRUE(faultOf(promptText("", "hello")).detail.contains(QLatin1String("{plan}")));
    EXPECT_TRUE(faultOf("# version 1\n# system\nx\n# user\n{plan}\n# repair\nagain\n")
                    .detail.contains(QLatin1String("{error}")));
}

TEST(Prompt, aPromptOfTurnsHasNoSlotForTheFuture)
{
    EXPECT_EQ(faultOf(promptText("# form turns\n", "{turn} {plan}")).code, ErrorCode::InvalidValue);
    EXPECT_EQ(faultOf(promptText("# form turns\n", "{turn} {turns}")).code, ErrorCode::InvalidValue);
    EXPECT_EQ(faultOf(promptText("", "{plan} {so_far}")).code, ErrorCode::InvalidValue);
    EXPECT_EQ(faultOf(promptText("# form turns\n", "{so_far}")).code, ErrorCode::WrongFormat);
}

TEST(Prompt, shipsFourWithoutAFault)
{
    const QStringList names = shippedPromptNames();
    ASSERT_EQ(names.size(), 4);
    for (const QString& name : names) {
        const auto prompt = shippedPrompt(name);
        ASSERT_OK(prompt);
        EXPECT_EQ(prompt->form == PromptForm::Turns, name.startsWith(QLatin1String("turn")));
        EXPECT_EQ(prompt->intents, !name.endsWith(QLatin1String("no-intents")));
    }
}

TEST(TurnScript, asksForOneTextAfterAnother)
{
    const auto script = makeDialogueScript(*shippedPrompt(QStringLiteral("turn-by-turn")), fourTurns(),
                                           threeTracks, shippedPhraseBook());
    const auto user = [&script] { return script->next()->messages.last().content; };
    ASSERT_TRUE(script->next());
    EXPECT_EQ(script->next()->schema->name, QStringLiteral("turn"));
    EXPECT_TRUE(user().contains(QLatin1String("1. user: initial_query")));
    EXPECT_TRUE(user().contains(QLatin1String("nothing yet")));
    EXPECT_ERROR(script->take(QStringLiteral("{")), ErrorCode::WrongFormat);
    EXPECT_ERROR(script->take(QStringLiteral(R"({"text": " "})")), ErrorCode::WrongFormat);
    EXPECT_ERROR(script->take(QStringLiteral("[]")), ErrorCode::WrongFormat);
    EXPECT_TRUE(user().contains(QLatin1String("1. user: initial_query"))); // stands as it did
    const ChatRequest again = script->repaired(QStringLiteral("{"), QStringLiteral("no JSON"));
    ASSERT_EQ(again.messages.size(), 4);
    EXPECT_TRUE(again.schema);
    EXPECT_TRUE(again.messages[3].content.contains(QLatin1String("no JSON")));
    ASSERT_OK(script->take(QStringLiteral(R"({"text": "Reggae {turn}?"})")));
    EXPECT_TRUE(user().contains(QLatin1String("user: Reggae {turn}?\n")));
    EXPECT_TRUE(user().contains(QLatin1String("2. system: detail")));
    EXPECT_TRUE(user().contains(QLatin1String("what the system says")));
    for (const char* text : {"Sure.", "Gloomy.", "Here."})
        ASSERT_OK(script->take(QStringLiteral("{\"text\": \"%1\"}").arg(QLatin1String(text))));
    EXPECT_FALSE(script->next());
    EXPECT_EQ(script->texts(), (QStringList{QStringLiteral("Reggae {turn}?"), QStringLiteral("Sure."),
                                            QStringLiteral("Gloomy."), QStringLiteral("Here.")}));
}

// The proof that nothing can leak: no body of a request holds a value that is due only later, whatever the
// plan proposes or its tracks are called.
TEST(TurnScript, noRequestTellsAValueOfALaterTurn)
{
    const TrackFacts tracks = test::someTracks();
    int looked = 0;
    for (const char* name : {"turn-by-turn", "turn-by-turn-no-intents"}) {
        const PromptVersion prompt = *shippedPrompt(QLatin1String(name));
        for (int i = 0; i < 150; ++i) {
            const Plan plan = test::randomPlan(i, 11);
            const QList<QStringList> named = namedByTurn(plan);
            MentionFinder finder(shippedPhraseBook());
            const auto script = makeDialogueScript(prompt, plan, tracks, shippedPhraseBook());
            for (int turn = 0; turn < plan.turns.size(); ++turn) {
                const QString body = script->next()->messages.last().content;
                QStringList due;
                for (int before = 0; before <= turn; ++before)
                    due << named[before];
                for (int later = turn + 1; later < plan.turns.size(); ++later) {
                    for (const QString& value : named[later]) {
                        if (due.contains(value))
                            continue;
                        ++looked;
                        EXPECT_FALSE(finder.namesBeside(foldedText(body), value, due))
                            << value.toStdString() << " of turn " << later + 1 << " in\n"
                            << body.toStdString();
                    }
                }
                ASSERT_OK(script->take(QStringLiteral("{\"text\": \"Mm.\"}")));
            }
        }
    }
    EXPECT_GT(looked, 1'000);
}
