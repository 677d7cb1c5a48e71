// Prompts on the command line: what there is, their versions and what they would ask.
#include "app/cli/verbs.h"
#include "core/base/linediff.h"
#include "core/base/linereader.h"
#include "core/generation/promptpreview.h"
#include "core/generation/promptshelf.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QJsonArray>

namespace antiphon::cli {

namespace {

QString option(const char* name)
{
    return QLatin1String(name);
}

QString formWord(const PromptVersion& prompt)
{
    return prompt.form == PromptForm::Turns ? QStringLiteral("turns") : QStringLiteral("whole");
}

Result<QJsonObject> promptJson(const TextVersion& version)
{
    ANTIPHON_TRY_ASSIGN(const PromptVersion prompt, parsePrompt(version.name, version.body));
    return QJsonObject{
        {QStringLiteral("name"), version.name},     {QStringLiteral("version"), version.version},
        {QStringLiteral("form"), formWord(prompt)}, {QStringLiteral("intents"), prompt.intents},
        {QStringLiteral("note"), version.note},     {QStringLiteral("actor"), version.actor},
        {QStringLiteral("digest"), version.digest}, {QStringLiteral("shipped"), version.isShipped()}};
}

QString listLine(const TextVersion& version, const QJsonObject& json)
{
    const QString when =
        version.isShipped()
            ? QStringLiteral("ships with Antiphon")
            : QDateTime::fromMSecsSinceEpoch(version.createdAt).toString(QStringLiteral("yyyy-MM-dd HH:mm")) +
                  QStringLiteral("  ") + version.actor + QStringLiteral("  ") + version.note;
    return QStringLiteral("%1  %2  %3\n")
        .arg(version.label(), json.value(QStringLiteral("form")).toString(), when);
}

Result<Answer> listPrompts(const Call& call)
{
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.readProject());
    ANTIPHON_TRY_ASSIGN(const QList<TextVersion> all, allPrompts(connection));
    QJsonArray prompts;
    QString text;
    for (const TextVersion& version : all) {
        ANTIPHON_TRY_ASSIGN(const QJsonObject json, promptJson(version));
        prompts << json;
        text += listLine(version, json);
    }
    return Answer{{{QStringLiteral("prompts"), prompts}}, text};
}

Result<Answer> showPrompt(const Call& call)
{
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.readProject());
    ANTIPHON_TRY_ASSIGN(const TextVersion version,
                        promptTextNamed(connection, call.arguments.positional.first()));
    ANTIPHON_TRY_ASSIGN(QJsonObject json, promptJson(version));
    json.insert(QStringLiteral("text"), QString::fromUtf8(version.body));
    return Answer{json, QString::fromUtf8(version.body)};
}

Result<Answer> importPrompt(const Call& call)
{
    const QString path = call.arguments.positional.first();
    const QString name = call.arguments.value(option("name"), QFileInfo(path).completeBaseName());
    ANTIPHON_TRY_ASSIGN(const QByteArray text, readWholeFile(path, 4 * 1024 * 1024));
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.openProject());
    TextVersion saved;
    ANTIPHON_TRY(EditHistory(connection).record(call.actor, savePromptLabel(name), [&]() -> Result<void> {
        ANTIPHON_TRY_ASSIGN(
            saved, savePrompt(connection, call.actor, name, text, call.arguments.value(option("note"))));
        return {};
    }));
    ANTIPHON_TRY_ASSIGN(const QJsonObject json, promptJson(saved));
    return Answer{json, QStringLiteral("Saved %1\n").arg(saved.label())};
}

// One prompt to a file, or the newest version of each to a folder.
Result<Answer> exportPrompts(const Call& call)
{
    const QString out = call.arguments.value(option("out"));
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.readProject());
    if (!call.arguments.positional.isEmpty()) {
        ANTIPHON_TRY_ASSIGN(const TextVersion version,
                            promptTextNamed(connection, call.arguments.positional.first()));
        ANTIPHON_TRY(writeWholeFile(out, version.body));
        ANTIPHON_TRY_ASSIGN(const QJsonObject json, promptJson(version));
        return Answer{json, QStringLiteral("Wrote %1 to %2\n").arg(version.label(), out)};
    }
    ANTIPHON_TRY_ASSIGN(const QList<PromptFile> files, promptFiles(connection));
    if (!QDir().mkpath(out))
        return fail(ErrorCode::WriteFailed, out);
    QJsonArray names;
    for (const PromptFile& file : files) {
        ANTIPHON_TRY(writeWholeFile(QDir(out).filePath(file.name), file.text));
        names << file.name;
    }
    return Answer{{{QStringLiteral("files"), names}},
                  QStringLiteral("Wrote %1 prompts to %2\n").arg(QString::number(files.size()), out)};
}

Result<Answer> diffPrompts(const Call& call)
{
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.readProject());
    ANTIPHON_TRY_ASSIGN(const TextVersion before,
                        promptTextNamed(connection, call.arguments.positional.first()));
    ANTIPHON_TRY_ASSIGN(const TextVersion after,
                        promptTextNamed(connection, call.arguments.positional.last()));
    const QList<DiffLine> lines = lineDiff(QString::fromUtf8(before.body), QString::fromUtf8(after.body));
    QJsonArray changes;
    for (const DiffLine& line : lines) {
        if (line.kind == DiffLine::Kind::Same)
            continue;
        const bool added = line.kind == DiffLine::Kind::Added;
        changes << QJsonObject{
            {QStringLiteral("change"), added ? QStringLiteral("added") : QStringLiteral("removed")},
            {QStringLiteral("line"), added ? line.after : line.before},
            {QStringLiteral("text"), line.text}};
    }
    return Answer{{{QStringLiteral("before"), before.label()},
                   {QStringLiteral("after"), after.label()},
                   {QStringLiteral("changes"), changes}},
                  changes.isEmpty()
                      ? QStringLiteral("%1 and %2 are the same\n").arg(before.label(), after.label())
                      : diffText(lines)};
}

Answer answerOf(const PromptVersion& prompt, const PromptPreview& preview)
{
    QJsonArray messages;
    QString text;
    for (const ChatMessage& message : preview.messages) {
        messages << QJsonObject{{QStringLiteral("role"), message.role},
                                {QStringLiteral("content"), message.content}};
        text += QStringLiteral("--- %1\n%2\n").arg(message.role, message.content);
    }
    text += QStringLiteral("--- about %L1 tokens in and %L2 out for this plan, in %3 (estimated)\n")
                .arg(preview.promptTokens)
                .arg(preview.replyTokens)
                .arg(preview.requests == 1 ? QStringLiteral("one request")
                                           : QStringLiteral("%1 requests").arg(preview.requests));
    return Answer{{{QStringLiteral("prompt"), prompt.label()},
                   {QStringLiteral("messages"), messages},
                   {QStringLiteral("requests"), preview.requests},
                   {QStringLiteral("prompt_tokens"), preview.promptTokens},
                   {QStringLiteral("completion_tokens"), preview.replyTokens},
                   {QStringLiteral("estimated"), true},
                   {QStringLiteral("answers_known"), preview.answersKnown}},
                  text};
}

Result<Answer> previewNamed(const Call& call)
{
    ANTIPHON_TRY_ASSIGN(const qint64 plan, call.arguments.integer(option("plan"), 0, 0, INT64_MAX));
    ANTIPHON_TRY_ASSIGN(const qint64 turn, call.arguments.integer(option("turn"), 1, 1, 1'000));
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.readProject());
    ANTIPHON_TRY_ASSIGN(const PromptVersion prompt,
                        promptNamed(connection, call.arguments.positional.first()));
    ANTIPHON_TRY_ASSIGN(const PromptPreview preview,
                        previewPrompt(connection, prompt, call.arguments.value(option("plans")), plan,
                                      static_cast<int>(turn) - 1));
    return answerOf(prompt, preview);
}

Result<Answer> removePrompt(const Call& call)
{
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.openProject());
    ANTIPHON_TRY_ASSIGN(const TextVersion version,
                        promptTextNamed(connection, call.arguments.positional.first()));
    if (version.isShipped())
        return fail(ErrorCode::NotPossible, QStringLiteral("removing %1").arg(version.label()),
                    QStringLiteral("it ships with Antiphon"));
    ANTIPHON_TRY(EditHistory(connection).record(call.actor, removePromptLabel(version.label()), [&] {
        return removeTextVersion(connection, version.id);
    }));
    return Answer{{{QStringLiteral("removed"), version.label()}},
                  QStringLiteral("Removed %1\n").arg(version.label())};
}

Verb verb(const char* word, const char* operands, std::pair<int, int> count, const char* summary,
          const char* example, QList<Option> options, std::function<Result<Answer>(const Call&)> run)
{
    return {
        {QStringLiteral("prompt"), QString::fromLatin1(word)},
        QString::fromLatin1(operands),
        count.first,
        count.second,
        QString::fromLatin1(summary),
        QStringLiteral("antiphon-cli prompt %1 --project music.antiphon").arg(QString::fromLatin1(example)),
        std::move(options),
        std::move(run)};
}

} // namespace

QList<Verb> promptVerbs()
{
    const auto text = [](const char* words) { return QString::fromUtf8(words); };
    const Option name{text("name"), text("N"), text("what it is called; the file's name when left out")};
    const Option note{text("note"), text("TEXT"), text("why this version")};
    const Option out{text("out"), text("PATH"), text("a file, or a folder for all"), true};
    const QList<Option> preview{{text("plans"), text("NAME"), text("the plan set"), true},
                                {text("plan"), text("K"), text("which plan, from 0; 0 when left out")},
                                {text("turn"), text("T"), text("turn by turn: which turn, from 1")}};
    return {verb("list", "", {0, 0}, "the prompts of the project and those that ship, with versions", "list",
                 {}, listPrompts),
            verb("show", "NAME[@V]", {1, 1}, "the text of a prompt, its newest version or that one",
                 "show turn-by-turn", {}, showPrompt),
            verb("import", "FILE", {1, 1}, "keep a prompt file as the next version of its name",
                 "import mine.txt --name mine --note 'shorter turns'", {name, note}, importPrompt),
            verb("export", "[NAME[@V]]", {0, 1}, "write a prompt to a file, or all to a folder",
                 "export mine --out mine.txt", {out}, exportPrompts),
            verb("diff", "A B", {2, 2}, "what is different between two prompts, line by line",
                 "diff mine@1 mine@2", {}, diffPrompts),
            verb("preview", "NAME[@V]", {1, 1}, "the messages for a plan, with estimated tokens; asks nobody",
                 "preview mine --plans evening --plan 3", preview, previewNamed),
            verb("remove", "NAME@V", {1, 1}, "remove a version; runs that it wrote keep its text",
                 "remove mine@2", {}, removePrompt)};
}

} // namespace antiphon::cli
