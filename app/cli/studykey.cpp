#include "app/cli/studykey.h"

namespace antiphon::cli {

QList<Option> keyOptions()
{
    return {{QStringLiteral("key"), QStringLiteral("FILE"), QStringLiteral("the key file of a sealed study"),
             false},
            {QStringLiteral("passphrase-env"), QStringLiteral("VAR"),
             QStringLiteral("the environment variable with its passphrase"), false}};
}

Option studyNameOption()
{
    return {QStringLiteral("study"), QStringLiteral("NAME"), QStringLiteral("the study (the newest)"), false};
}

Result<Study> studyAsked(const Connection& connection, const Call& call)
{
    return studyByName(connection, call.arguments.value(QStringLiteral("study")));
}

Result<Secret> passphraseAsked(const Call& call)
{
    const QString variable = call.arguments.value(QStringLiteral("passphrase-env"));
    if (variable.isEmpty())
        return Secret();
    QByteArray words = qgetenv(variable.toUtf8().constData());
    if (words.isEmpty())
        return fail(ErrorCode::InvalidValue, QStringLiteral("--passphrase-env %1").arg(variable),
                    QStringLiteral("this variable is not set"));
    return Secret::taking(words);
}

Result<std::optional<StudyKey>> keyAsked(const Call& call)
{
    const QString path = call.arguments.value(QStringLiteral("key"));
    if (path.isEmpty())
        return std::optional<StudyKey>();
    ANTIPHON_TRY_ASSIGN(const Secret passphrase, passphraseAsked(call));
    if (passphrase.isEmpty())
        return fail(ErrorCode::InvalidValue, QStringLiteral("the command line"),
                    QStringLiteral("a key needs --passphrase-env VAR"));
    ANTIPHON_TRY_ASSIGN(StudyKey key, readKey(path, passphrase));
    return std::optional(std::move(key));
}

} // namespace antiphon::cli
