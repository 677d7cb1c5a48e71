#include "core/generation/promptshelf.h"
#include "core/generation/runstore.h"
#include "core/generation/tokenratiostore.h"
#include "tests/core/generation/generationproject.h"
#include "tests/support/resultassertions.h"
#include "tests/support/scriptedserver.h"

using namespace antiphon;

namespace {

const Actor ada{QStringLiteral("ada")};

QByteArray promptSaying(const char* words)
{
    return QByteArray("# version 7\n# system\n") + words + "\n# user\n{plan}\n# repair\n{error}\n";
}

Result<TextVersion> save(const Connection& db, const char* name, const QByteArray& text,
                         const char* note = "")
{
    Result<TextVersion> saved = fail(ErrorCode::Internal);
    const auto recorded =
        EditHistory(db).record(ada, savePromptLabel(QLatin1String(name)), [&]() -> Result<void> {
            saved = savePrompt(db, ada, QLatin1String(name), text, QLatin1String(note));
            return saved ? Result<void>() : fail(saved.error());
        });
    return recorded ? saved : fail(recorded.error());
}

} // namespace

TEST(PromptShelf, keepsVersionsThatDoNotChange)
{
    const test::TemporaryProject project;
    const Connection& db = project.connection();
    const auto first = save(db, "mine", promptSaying("one"), "a start");
    ASSERT_OK(first);
    EXPECT_EQ(first->label(), QStringLiteral("mine@1"));
    EXPECT_TRUE(first->body.startsWith("# version 1\n"));
    ASSERT_OK(save(db, "mine", promptSaying("two")));
    EXPECT_ERROR(save(db, "mine", promptSaying("two")), ErrorCode::NotPossible);
    EXPECT_ERROR(save(db, "mine", "# system\nx"), ErrorCode::WrongFormat);
    EXPECT_ERROR(save(db, " ", promptSaying("x")), ErrorCode::InvalidValue);
    EXPECT_ERROR(save(db, "a@2", promptSaying("x")), ErrorCode::InvalidValue);
    EXPECT_EQ(promptNamed(db, QStringLiteral("mine"))->system, QStringLiteral("two"));
    EXPECT_EQ(promptNamed(db, QStringLiteral("mine@1"))->system, QStringLiteral("one"));
    EXPECT_ERROR(promptNamed(db, QStringLiteral("mine@3")), ErrorCode::NotFound);
    EXPECT_FALSE(db.execute("UPDATE text_version SET body = 'x'"));

    ASSERT_OK(EditHistory(db).undo(ada));
    EXPECT_EQ(promptNamed(db, QStringLiteral("mine"))->version, 1);
    ASSERT_OK(EditHistory(db).redo(ada));
    EXPECT_EQ(promptNamed(db, QStringLiteral("mine"))->version, 2);
}

TEST(PromptShelf, goesOnBehindAShippedPrompt)
{
    const test::TemporaryProject project;
    const Connection& db = project.connection();
    const auto own = save(db, "whole-dialogue", promptSaying("mine now"));
    ASSERT_OK(own);
    EXPECT_EQ(own->version, 2);
    EXPECT_EQ(promptNamed(db, QStringLiteral("whole-dialogue"))->system, QStringLiteral("mine now"));
    EXPECT_EQ(promptNamed(db, QStringLiteral("whole-dialogue@1"))->text,
              shippedPromptText(QStringLiteral("whole-dialogue")));
    EXPECT_EQ(promptNamed(db, QString())->version, 1); // unnamed: the shipped one
    const auto all = allPrompts(db);
    ASSERT_OK(all);
    QStringList labels;
    for (const TextVersion& each : *all)
        labels << each.label();
    EXPECT_EQ(labels,
              (QStringList{QStringLiteral("turn-by-turn@1"), QStringLiteral("turn-by-turn-no-intents@1"),
                           QStringLiteral("whole-dialogue@2"), QStringLiteral("whole-dialogue@1"),
                           QStringLiteral("whole-dialogue-no-intents@1")}));
}

TEST(PromptShelf, keepsADraftThatIsNoEdit)
{
    const test::TemporaryProject project;
    const Connection& db = project.connection();
    const QString name = QStringLiteral("mine");
    EXPECT_EQ(*textDraft(db, TextKind::Prompt, name), std::nullopt);
    ASSERT_OK(keepTextDraft(db, TextKind::Prompt, name, "half a "));
    ASSERT_OK(keepTextDraft(db, TextKind::Prompt, name, "half a prompt"));
    EXPECT_EQ(*textDraft(db, TextKind::Prompt, name), QByteArray("half a prompt"));
    EXPECT_EQ(*textDraft(db, TextKind::Phrases, name), std::nullopt);
    EXPECT_TRUE(EditHistory(db).state()->undoLabel.isEmpty());
    ASSERT_OK(dropTextDraft(db, TextKind::Prompt, name));
    EXPECT_EQ(*textDraft(db, TextKind::Prompt, name), std::nullopt);
}

// A run by a server that answers one text after another.
TEST(PromptRuns, aRunTurnByTurnKeepsItsPromptAndCorrectsEstimates)
{
    test::GenerationProject project;
    project.addPlans(QStringLiteral("plans"), 3);
    test::ScriptedServer server({{200, test::completionBody(QStringLiteral("{\"text\": \"Mm.\"}"))}});
    ASSERT_OK(project.addEndpoint(QStringLiteral("local"), server.baseUrl()));
    const Connection& db = project.connection();
    const QByteArray text = shippedPromptText(QStringLiteral("turn-by-turn"));
    ASSERT_OK(save(db, "mine", QByteArray(text).replace("emoji", "smileys")));
    RunRequest request = test::templateRun(QStringLiteral("turns"), QStringLiteral("plans"));
    request.writer = QStringLiteral("local");
    request.prompt = QStringLiteral("mine");
    request.limit = 2;
    ASSERT_OK(project.perform(request));
    const QList<test::ScriptedRequest> first = server.requests();
    EXPECT_GT(first.size(), 6); // one a turn
    for (const test::ScriptedRequest& asked : first)
        EXPECT_TRUE(asked.body.contains("smileys"));

    ASSERT_OK(save(db, "mine", QByteArray(text).replace("emoji", "hearts")));
    request.start = RunStart::Resume;
    request.limit = 3;
    const auto resumed = project.perform(request);
    ASSERT_OK(resumed);
    EXPECT_EQ(resumed->run.samples, 3);
    const QList<test::ScriptedRequest> all = server.requests();
    EXPECT_GT(all.size(), first.size());
    for (const test::ScriptedRequest& asked : all) // as it was begun, not as it is now
        EXPECT_FALSE(asked.body.contains("hearts"));

    const auto ratio = promptTokenRatio(db);
    ASSERT_OK(ratio);
    EXPECT_EQ(ratio->samples, 3);
    EXPECT_GT(ratio->value, 0.0);
    EXPECT_LT(ratio->value, 1.0); // the server counts few
}
