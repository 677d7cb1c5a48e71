#include "core/generation/runtexts.h"

#include "core/generation/promptshelf.h"

namespace antiphon {

namespace {

const QString promptKey = QStringLiteral("prompt");
const QString promptTextKey = QStringLiteral("prompt_text");
const QString promptDigestKey = QStringLiteral("prompt_digest");
const QString phrasesKey = QStringLiteral("phrases");
const QString phrasesTextKey = QStringLiteral("phrases_text");
const QString phrasesDigestKey = QStringLiteral("phrases_digest");
const QString phraseFileKey = QStringLiteral("phrase_file"); // of earlier versions

} // namespace

Result<void> keepTexts(const Connection& connection, const RunRequest& request, QJsonObject& parameters)
{
    ANTIPHON_TRY_ASSIGN(const NamedPhrases phrases, phrasesNamed(connection, request.phraseFile));
    parameters.insert(phrasesKey, phrases.label);
    parameters.insert(phrasesDigestKey, phrases.book->digest);
    if (!phrases.fileText.isEmpty())
        parameters.insert(phrasesTextKey, QString::fromUtf8(phrases.fileText));
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

Result<NamedPhrases> phrasesOfRun(const Connection& connection, const QJsonObject& parameters)
{
    const QString label = parameters.value(phrasesKey).toString(parameters.value(phraseFileKey).toString());
    if (const QString text = parameters.value(phrasesTextKey).toString(); !text.isEmpty()) {
        ANTIPHON_TRY_ASSIGN(PhraseBook book, parsePhraseBook(text.toUtf8(), label));
        return NamedPhrases{label, std::make_shared<const PhraseBook>(std::move(book)), text.toUtf8()};
    }
    ANTIPHON_TRY_ASSIGN(NamedPhrases phrases, phrasesNamed(connection, label));
    const QString digest = parameters.value(phrasesDigestKey).toString();
    if (!digest.isEmpty() && digest != phrases.book->digest)
        return fail(ErrorCode::NotPossible, QStringLiteral("using the phrases %1").arg(label),
                    QStringLiteral("they are no longer what the run was begun with"));
    return phrases;
}

std::shared_ptr<const PhraseBook> checkingPhrases(const Connection& connection, const QJsonObject& parameters)
{
    const auto phrases = phrasesOfRun(connection, parameters);
    return phrases ? phrases->book : std::make_shared<const PhraseBook>(shippedPhraseBook());
}

} // namespace antiphon
