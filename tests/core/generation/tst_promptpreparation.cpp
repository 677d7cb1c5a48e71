#include "core/coding/codebookimport.h"
#include "core/coding/codestore.h"
#include "core/coding/codingstore.h"
#include "core/corpus/corpusimport.h"
#include "core/corpus/corpusstore.h"
#include "core/generation/dialoguescript.h"
#include "core/generation/promptpreparation.h"
#include "tests/support/resultassertions.h"
#include "tests/support/temporaryproject.h"

using namespace antiphon;

namespace {

const Actor ada{QStringLiteral("ada")};

// Six dialogues of two turns; ada coded the second of them.
class CodedProject : public test::TemporaryProject
{
public:
    CodedProject()
    {
        QByteArray lines;
        for (int i = 0; i < 6; ++i)
            lines += QByteArray(R"({"messages":[{"role":"user","content":"Reggae number )") +
                     QByteArray::number(i) +
                     R"("},{"role":"assistant","content":"Sure."}]})"
                     "\n";
        const CorpusImport request{{writeFile(QStringLiteral("talk.jsonl"), lines)}, {}, {}, {}};
        EXPECT_OK(importCorpus(connection(), ada, request));
        EXPECT_OK(addStartingCodebook(connection(), ada));
        EXPECT_OK(EditHistory(connection()).record(ada, QStringLiteral("Code"), [this] { return code(); }));
    }

private:
    Result<void> code() const
    {
        ANTIPHON_TRY_ASSIGN(const Coder coder, ensureCoder(connection(), ada.name));
        ANTIPHON_TRY_ASSIGN(const auto source, sourceByName(connection(), QStringLiteral("talk")));
        ANTIPHON_TRY_ASSIGN(const auto ids, dialogueIds(connection(), source->id));
        ANTIPHON_TRY_ASSIGN(const auto turns, turnPlaces(connection(), ids.at(1)));
        ANTIPHON_TRY_ASSIGN(const auto codes, readCodes(connection()));
        ANTIPHON_TRY_ASSIGN(const Code query, codeCalled(codes, QStringLiteral("initial_query"), Role::User));
        ANTIPHON_TRY_ASSIGN(const Code genre, codeCalled(codes, QStringLiteral("genre"), Role::User));
        Coding coding;
        coding.coder = coder.id;
        coding.target = {ids.at(1), turns.first().turn};
        coding.code = query.id;
        ANTIPHON_TRY(addCoding(connection(), coding));
        coding.id = {};
        coding.code = genre.id;
        coding.target.span = TextSpan{0, 6};
        ANTIPHON_TRY(addCoding(connection(), coding));
        return {};
    }
};

PromptVersion promptWith(const char* headers, const char* slots)
{
    const QByteArray text = QByteArray("# version 1\n") + headers + "# system\nx\n# user\n{plan}\n" + slots +
                            "\n# repair\n{error}\n";
    return parsePrompt(QStringLiteral("p"), text).value();
}

Plan onePlan()
{
    Plan plan;
    PlanTurn ask;
    ask.intents = {QStringLiteral("greeting"), QStringLiteral("others")};
    ask.attributes = {QStringLiteral("mood:calm")};
    PlanTurn reply;
    reply.role = Role::System;
    reply.intents = {QStringLiteral("others")};
    plan.turns = {ask, reply};
    return plan;
}

QString said(const PromptVersion& prompt)
{
    return makeDialogueScript(prompt, onePlan(), {}, shippedPhraseBook())->next()->messages.last().content;
}

} // namespace

TEST(PromptPreparation, showsCodedDialoguesLikePlansWithTheirTexts)
{
    const CodedProject project;
    const auto prompt =
        preparedPrompt(project.connection(), promptWith("# examples-by ada\n", "{examples 1}"), {});
    ASSERT_OK(prompt);
    EXPECT_TRUE(said(*prompt).endsWith(
        QStringLiteral("Example 1\n1. user: initial_query; names: genre \"Reggae\"\n   Reggae number 1\n"
                       "2. system\n   Sure.")))
        << said(*prompt).toStdString();
    const auto bare = preparedPrompt(project.connection(),
                                     promptWith("# intents no\n# examples-by ada\n", "{examples 1}"), {});
    ASSERT_OK(bare);
    EXPECT_FALSE(said(*bare).contains(QLatin1String("initial_query")));
    EXPECT_TRUE(said(*bare).contains(QLatin1String("Reggae number 1")));
}

TEST(PromptPreparation, drawsTheSameExamplesForTheSameSeed)
{
    const CodedProject project;
    const auto drawn = [&project](const char* headers) {
        const auto prompt = preparedPrompt(project.connection(), promptWith(headers, "{examples 3}"), {});
        return prompt ? prompt->exampleTexts : QStringList();
    };
    const QStringList first = drawn("# examples-from talk\n# examples-seed 5\n");
    ASSERT_EQ(first.size(), 3);
    EXPECT_NE(first[0].section(QLatin1Char('\n'), 1), first[1].section(QLatin1Char('\n'), 1));
    EXPECT_EQ(first, drawn("# examples-seed 5\n"));
    bool moved = false;
    for (const char* seed : {"# examples-seed 6\n", "# examples-seed 7\n", "# examples-seed 8\n"})
        moved = moved || drawn(seed) != first;
    EXPECT_TRUE(moved);
}

TEST(PromptPreparation, saysWhatIsNotThere)
{
    const CodedProject project;
    const auto prepare = [&project](const char* headers, const char* slots) {
        return preparedPrompt(project.connection(), promptWith(headers, slots), {});
    };
    EXPECT_ERROR(prepare("# examples-from none\n", "{examples 1}"), ErrorCode::NotFound);
    EXPECT_ERROR(prepare("# examples-by ben\n", "{examples 1}"), ErrorCode::NotFound);
    EXPECT_ERROR(prepare("# examples-by ada\n", "{examples 2}"), ErrorCode::NotPossible);
    ASSERT_OK(prepare("# examples-by ben\n", "")); // no example is asked for
    EXPECT_ERROR(preparedPrompt(project.connection(), promptWith("", ""), QStringLiteral("v9")),
                 ErrorCode::NotFound);
}

TEST(PromptPreparation, aBlindCoderShowsNoOtherCodersExamples)
{
    const CodedProject project;
    ASSERT_OK(EditHistory(project.connection()).record(ada, QStringLiteral("Blind"), [&]() -> Result<void> {
        ANTIPHON_TRY_ASSIGN(const Coder ben, ensureCoder(project.connection(), QStringLiteral("ben")));
        return setCoderSight(project.connection(), ben.id, CoderSight::Blind);
    }));
    ASSERT_OK(setChosenCoder(project.connection(), QStringLiteral("ben")));
    EXPECT_ERROR(preparedPrompt(project.connection(), promptWith("# examples-by ada\n", "{examples 1}"), {}),
                 ErrorCode::NotPossible);
}

TEST(PromptPreparation, definesTheLabelsOfThePlanAndNoOthers)
{
    const CodedProject project;
    ASSERT_OK(EditHistory(project.connection()).record(ada, QStringLiteral("Define"), [&]() -> Result<void> {
        ANTIPHON_TRY_ASSIGN(const auto codes, readCodes(project.connection()));
        ANTIPHON_TRY_ASSIGN(Code code, codeCalled(codes, QStringLiteral("greeting"), Role::User));
        code.definition = QStringLiteral("Says  hello\nwarmly.");
        return changeCode(project.connection(), code);
    }));
    const auto prompt = preparedPrompt(project.connection(), promptWith("", "{taxonomy}"), {});
    ASSERT_OK(prompt);
    const QString text = said(*prompt);
    EXPECT_TRUE(text.contains(QLatin1String("greeting: Says hello warmly.\n")));
    EXPECT_TRUE(text.contains(QLatin1String("\nmood: ")));
    EXPECT_EQ(text.count(QLatin1String("\nothers: ")), 2); // an intent and an action of that name
    EXPECT_FALSE(text.contains(QLatin1String("\nadd_filter: ")));
    const auto bare = preparedPrompt(project.connection(), promptWith("# intents no\n", "{taxonomy}"), {});
    ASSERT_OK(bare);
    EXPECT_FALSE(said(*bare).contains(QLatin1String("greeting")));
    EXPECT_TRUE(said(*bare).contains(QLatin1String("mood: ")));
}
