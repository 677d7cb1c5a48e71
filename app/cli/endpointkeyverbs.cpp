// What an endpoint can do, and its key.
#include "app/cli/verbs.h"
#include "core/generation/endpointstore.h"
#include "core/generation/endpointtest.h"
#include "core/keyring/systemkeyring.h"

#include <QJsonArray>

#include <termios.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>

namespace antiphon::cli {

namespace {

QString text(const char* words)
{
    return QString::fromUtf8(words);
}

Result<Endpoint> endpointNamed(const Connection& connection, const QString& name)
{
    ANTIPHON_TRY_ASSIGN(const auto endpoint, endpointByName(connection, name));
    if (!endpoint)
        return fail(ErrorCode::NotFound, QStringLiteral("the endpoint \"%1\"").arg(name));
    return *endpoint;
}

QString reportTable(const EndpointReport& report)
{
    QString table = reportSentence(report) + QLatin1Char('\n');
    for (const EndpointFinding& finding : report.findings)
        table += QStringLiteral("  %1%2%3\n")
                     .arg(featureTitle(finding.feature), -21)
                     .arg(standingWord(finding.standing), -11)
                     .arg(finding.detail);
    return table;
}

QJsonObject reportJson(const EndpointReport& report)
{
    const auto schema =
        std::find_if(report.findings.begin(), report.findings.end(), [](const EndpointFinding& finding) {
            return finding.feature == EndpointFeature::SchemaAccepted;
        });
    return {{QStringLiteral("endpoint"), report.endpoint},
            {QStringLiteral("outcome"), QStringLiteral("ok")},
            {QStringLiteral("model_answered"), report.model},
            {QStringLiteral("json_schema"),
             schema != report.findings.end() && schema->standing == Standing::Works},
            {QStringLiteral("seconds"), static_cast<double>(report.chatMs) / 1000.0},
            {QStringLiteral("findings"), findingsJson(report.findings)},
            {QStringLiteral("context_window"), report.contextWindow},
            {QStringLiteral("models"), QJsonArray::fromStringList(report.models)},
            {QStringLiteral("requests"), report.requests}};
}

Result<Answer> test(const Call& call)
{
    const QString name = call.arguments.positional.first();
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.openProject());
    ANTIPHON_TRY_ASSIGN(Endpoint endpoint, endpointNamed(connection, name));
    ANTIPHON_TRY_ASSIGN(const EndpointReport report,
                        testEndpoint(endpoint, makeSystemKeyRing(), call.cancel));
    endpoint.findings = report.findings;
    endpoint.contextWindow = report.contextWindow;
    ANTIPHON_TRY(
        EditHistory(connection).record(call.actor, QStringLiteral("Keep what %1 can do").arg(name), [&] {
            return saveEndpoint(connection, endpoint);
        }));
    return Answer{reportJson(report), reportTable(report)};
}

// A terminal that does not show what is typed.
class QuietTerminal
{
public:
    QuietTerminal() : m_isTerminal(isatty(STDIN_FILENO) && tcgetattr(STDIN_FILENO, &m_before) == 0)
    {
        if (!m_isTerminal)
            return;
        termios quiet = m_before;
        quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet);
        std::fputs("Key (not shown): ", stderr);
    }
    ~QuietTerminal()
    {
        if (!m_isTerminal)
            return;
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &m_before);
        std::fputs("\n", stderr);
    }
    QuietTerminal(const QuietTerminal&) = delete;
    QuietTerminal& operator=(const QuietTerminal&) = delete;

private:
    termios m_before{};
    bool m_isTerminal;
};

// The first line of standard input.
Result<Secret> typedKey()
{
    constexpr qsizetype longest = 4'096;
    forbidCoreFiles();
    const QuietTerminal quiet;
    QByteArray line;
    line.reserve(longest); // growing would leave a copy behind
    char byte = 0;
    while (line.size() < longest && ::read(STDIN_FILENO, &byte, 1) == 1 && byte != '\n')
        line.append(byte);
    const Secret key(QByteArrayView(line).trimmed());
    wipe(line);
    if (key.isEmpty())
        return fail(ErrorCode::InvalidValue, QStringLiteral("the key"),
                    QStringLiteral("it is read from standard input, where none came"));
    return key;
}

Result<void> noteWhereTheKeyIs(const Call& call, const Connection& connection, Endpoint endpoint, bool inRing)
{
    endpoint.keyInKeyring = inRing;
    endpoint.keyVariable = inRing ? QString() : endpoint.keyVariable;
    return EditHistory(connection)
        .record(call.actor, QStringLiteral("Change where the key of %1 is").arg(endpoint.name),
                [&] { return saveEndpoint(connection, endpoint); });
}

Result<Answer> setKey(const Call& call)
{
    const QString name = call.arguments.positional.first();
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.openProject());
    ANTIPHON_TRY_ASSIGN(const Endpoint endpoint, endpointNamed(connection, name));
    ANTIPHON_TRY_ASSIGN(const Secret key, typedKey());
    ANTIPHON_TRY(makeSystemKeyRing()->write(keyAccount(endpoint.id), key, call.cancel));
    ANTIPHON_TRY(noteWhereTheKeyIs(call, connection, endpoint, true));
    return Answer{{{QStringLiteral("endpoint"), name}, {QStringLiteral("key"), QStringLiteral("keyring")}},
                  QStringLiteral("The key of %1 is kept in the keyring.").arg(name)};
}

Result<Answer> removeKey(const Call& call)
{
    const QString name = call.arguments.positional.first();
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.openProject());
    ANTIPHON_TRY_ASSIGN(const Endpoint endpoint, endpointNamed(connection, name));
    ANTIPHON_TRY(makeSystemKeyRing()->remove(keyAccount(endpoint.id), call.cancel));
    ANTIPHON_TRY(noteWhereTheKeyIs(call, connection, endpoint, false));
    return Answer{{{QStringLiteral("endpoint"), name}, {QStringLiteral("key"), QStringLiteral("removed")}},
                  QStringLiteral("The keyring holds no key of %1 any more.").arg(name)};
}

} // namespace

QList<Verb> keyVerbs()
{
    Verb testVerb{{text("endpoint"), text("test")},
                  text("NAME"),
                  1,
                  1,
                  text("finds out what a model server can do, in seven requests"),
                  text("antiphon-cli endpoint test local --project music.antiphon"),
                  {},
                  test};
    Verb setVerb{{text("endpoint"), text("key"), text("set")},
                 text("NAME"),
                 1,
                 1,
                 text("keeps a model server's key in the system's keyring; read from standard input"),
                 text("antiphon-cli endpoint key set hosted --project music.antiphon < key.txt"),
                 {},
                 setKey};
    Verb removeVerb{{text("endpoint"), text("key"), text("remove")},
                    text("NAME"),
                    1,
                    1,
                    text("removes a model server's key from the keyring; undo does not bring it back"),
                    text("antiphon-cli endpoint key remove hosted --project music.antiphon"),
                    {},
                    removeKey};
    return {testVerb, setVerb, removeVerb};
}

} // namespace antiphon::cli
