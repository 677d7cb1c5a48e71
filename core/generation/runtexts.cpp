#include "core/generation/runtexts.h"

#include "core/generation/promptshelf.h"

namespace antiphon {

namespace {

const QString promptKey = QStringLiteral("prompt");
const QString promptTextKey = QStringLiteral("prompt_text");
const QString promptDigestKey = QStringLiteral("prompt_digest");

} // namespace

Result<void> keepTexts(const Connection& connection, const RunRequest& request, QJsonObject& parameters)
{
    if (request.writer == templateWriterName)
        return {};
    ANTIPHON_TRY_ASSIGN(const PromptVersion prompt, promptNamed(connection, request.prompt));
    parameters.insert(promptKey, prompt.label());
    parameters.insert(promptDigestKey, prompt.digest);
    parameters.insert(promptTextKey, QString::fromUtf8(prompt.text));
    return {};
}

Result<PromptVersion> promptOfRun(const Connection& connection, const QJsonObject& parameters)
{
    const QString label = parameters.value(promptKey).toString();
    const QString text = parameters.value(promptTextKey).toString();
    return text.isEmpty() ? promptNamed(connection, label)
                          : parsePrompt(label.section(QLatin1Char('@'), 0, 0), text.toUtf8());
}

} // namespace antiphon
