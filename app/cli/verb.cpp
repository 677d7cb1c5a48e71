#include "app/cli/verb.h"

#include "core/base/linereader.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTextStream>

#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdio>

namespace antiphon::cli {

namespace {

enum ExitStatus { Done = 0, Failed = 1, WrongUsage = 2, SomeRefused = 3, Interrupted = 130 };

const QList<Option>& commonOptions()
{
    static const QList<Option> options{
        {QStringLiteral("project"), QStringLiteral("FILE"), QStringLiteral("the project file"), false},
        {QStringLiteral("actor"), QStringLiteral("NAME"), QStringLiteral("who acts, for the history"), false},
        {QStringLiteral("rejects"), QStringLiteral("FILE"),
         QStringLiteral("write refused rows to FILE, one JSON object a line"), false},
        {QStringLiteral("json"), {}, QStringLiteral("answer with one JSON document"), false},
        {QStringLiteral("quiet"), {}, QStringLiteral("no progress line"), false},
        {QStringLiteral("help"), {}, QStringLiteral("this text"), false}};
    return options;
}

void printTo(FILE* stream, const QString& text)
{
    const QByteArray utf8 = text.toUtf8();
    std::fwrite(utf8.constData(), 1, static_cast<std::size_t>(utf8.size()), stream);
    std::fflush(stream);
}

int wrongUsage(const QString& sentence)
{
    printTo(stderr, QStringLiteral("antiphon-cli: %1.\n").arg(sentence));
    return WrongUsage;
}

QString helpOf(const Verb& verb)
{
    QString text = QStringLiteral("antiphon-cli %1 %2\n  %3\n\nOptions:\n")
                       .arg(verb.words.join(QLatin1Char(' ')), verb.operands, verb.summary);
    for (const auto& options : {verb.options, commonOptions()}) {
        for (const Option& option : options) {
            const QString left = QStringLiteral("--%1 %2").arg(option.name, option.valueName).trimmed();
            text += QStringLiteral("  %1  %2%3\n")
                        .arg(left, -24)
                        .arg(option.help, option.required ? QStringLiteral(" (needed)") : QString());
        }
    }
    return text + QStringLiteral("\nExample:\n  %1\n").arg(verb.example);
}

QString helpOfAll(const QList<Verb>& verbs)
{
    QString text = QStringLiteral("antiphon-cli VERB [OBJECT] [--project FILE.antiphon] [options]\n\n");
    for (const Verb& verb : verbs)
        text += QStringLiteral("  %1  %2\n").arg(verb.words.join(QLatin1Char(' ')), -20).arg(verb.summary);
    return text + QStringLiteral("\nEvery verb has --help with an example.\n");
}

const Verb* findVerb(const QStringList& arguments, const QList<Verb>& verbs)
{
    const Verb* best = nullptr;
    for (const Verb& verb : verbs) {
        const auto size = verb.words.size();
        if (arguments.mid(0, size) == verb.words && (!best || size > best->words.size()))
            best = &verb;
    }
    return best;
}

const Option* findOption(const Verb& verb, const QString& name)
{
    for (const auto* options : {&verb.options, &commonOptions()}) {
        for (const Option& option : *options) {
            if (option.name == name)
                return &option;
        }
    }
    return nullptr;
}

// Splits words into operands and options. The error is a sentence for wrongUsage.
tl::expected<Arguments, QString> parse(const Verb& verb, const QStringList& words)
{
    Arguments parsed;
    bool onlyOperands = false;
    for (qsizetype i = 0; i < words.size(); ++i) {
        const QString& word = words[i];
        if (word == QLatin1String("--") && !onlyOperands) {
            onlyOperands = true;
            continue;
        }
        if (onlyOperands || !word.startsWith(QLatin1String("--"))) {
            parsed.positional << word;
            continue;
        }
        const qsizetype equals = word.indexOf(QLatin1Char('='));
        const QString name = word.mid(2, equals < 0 ? -1 : equals - 2);
        const Option* option = findOption(verb, name);
        if (!option)
            return tl::unexpected(QStringLiteral("there is no option --%1 here; see --help").arg(name));
        QString value;
        if (equals >= 0)
            value = word.mid(equals + 1);
        else if (!option->valueName.isEmpty()) {
            if (++i >= words.size())
                return tl::unexpected(QStringLiteral("--%1 needs a value: %2").arg(name, option->valueName));
            value = words[i];
        }
        parsed.options[name] << value;
    }
    if (parsed.has(QStringLiteral("help")))
        return parsed;
    for (const Option& option : verb.options) {
        if (option.required && !parsed.has(option.name))
            return tl::unexpected(
                QStringLiteral("--%1 %2 is needed; see --help").arg(option.name, option.valueName));
    }
    const auto count = parsed.positional.size();
    if (count < verb.minimumOperands || (verb.maximumOperands >= 0 && count > verb.maximumOperands))
        return tl::unexpected(QStringLiteral("%1 takes %2; see --help")
                                  .arg(verb.words.join(QLatin1Char(' ')), verb.operands.isEmpty()
                                                                              ? QStringLiteral("no operand")
                                                                              : verb.operands));
    return parsed;
}

CancelToken& interruptToken()
{
    static CancelToken token;
    return token;
}

// One line on standard error that rewrites itself, at most ten times a second.
ProgressSink progressLine(bool quiet)
{
    if (quiet || !isatty(STDERR_FILENO))
        return {};
    auto last = std::make_shared<std::chrono::steady_clock::time_point>();
    return [last](const Progress& progress) {
        const auto moment = std::chrono::steady_clock::now();
        if (moment - *last < std::chrono::milliseconds(100) && progress.done != progress.total)
            return;
        *last = moment;
        QString line = QStringLiteral("\r%L1").arg(progress.done);
        if (progress.total > 0)
            line += QStringLiteral(" of %L1").arg(progress.total);
        printTo(stderr, line + QLatin1Char(' ') + progress.unit + QStringLiteral("\033[K"));
    };
}

QString loginName()
{
    const QString name = qEnvironmentVariable("USER", qEnvironmentVariable("LOGNAME"));
    return name.isEmpty() ? QStringLiteral("me") : name;
}

int report(const Verb& verb, const Call& call, const Result<Answer>& answer)
{
    if (call.progress)
        printTo(stderr, QStringLiteral("\r\033[K"));
    if (!answer) {
        const bool interrupted = answer.error().code == ErrorCode::Cancelled && call.cancel.isCancelled();
        printTo(stderr, QStringLiteral("antiphon-cli %1: %2\n")
                            .arg(verb.words.join(QLatin1Char(' ')), errorSentence(answer.error())));
        return interrupted ? Interrupted : Failed;
    }
    if (call.arguments.has(QStringLiteral("json")))
        printTo(stdout, QString::fromUtf8(QJsonDocument(answer->json).toJson()));
    else if (!answer->text.isEmpty())
        printTo(stdout,
                answer->text.endsWith(QLatin1Char('\n')) ? answer->text : answer->text + QLatin1Char('\n'));
    return answer->rejected > 0 ? SomeRefused : Done;
}

} // namespace

QString Arguments::value(const QString& name, const QString& otherwise) const
{
    const QStringList given = options.value(name);
    return given.isEmpty() ? otherwise : given.last();
}

Result<qint64> Arguments::integer(const QString& name, qint64 otherwise, qint64 minimum, qint64 maximum) const
{
    if (!has(name))
        return otherwise;
    bool ok = false;
    const qint64 number = value(name).toLongLong(&ok);
    if (!ok || number < minimum || number > maximum)
        return fail(ErrorCode::InvalidValue, QStringLiteral("--%1 %2").arg(name, value(name)),
                    QStringLiteral("a whole number from %1 to %2 is needed").arg(minimum).arg(maximum));
    return number;
}

Result<Connection> Call::openProject() const
{
    if (projectPath.isEmpty())
        return fail(ErrorCode::InvalidValue, QStringLiteral("the command line"),
                    QStringLiteral("it names no project, which --project FILE.antiphon does"));
    return antiphon::openProject(projectPath);
}

Result<Connection> Call::readProject() const
{
    ANTIPHON_TRY(openProject()); // brings an older file up to date
    return antiphon::openProject(projectPath, Access::ReadOnly);
}

Result<void> writeRejects(const Call& call, const QJsonArray& rejects)
{
    const QString path = call.arguments.value(QStringLiteral("rejects"));
    if (path.isEmpty())
        return {};
    QByteArray lines;
    for (const QJsonValue& reject : rejects)
        lines += QJsonDocument(reject.toObject()).toJson(QJsonDocument::Compact) + '\n';
    return writeWholeFile(path, lines);
}

int runCommandLine(const QStringList& arguments, const QList<Verb>& verbs)
{
    if (arguments.isEmpty() || arguments.first() == QLatin1String("--help") ||
        arguments.first() == QLatin1String("help")) {
        printTo(arguments.isEmpty() ? stderr : stdout, helpOfAll(verbs));
        return arguments.isEmpty() ? WrongUsage : Done;
    }
    if (arguments.first() == QLatin1String("--version")) {
        printTo(stdout, QStringLiteral("antiphon-cli " ANTIPHON_VERSION "\n"));
        return Done;
    }
    const Verb* verb = findVerb(arguments, verbs);
    if (!verb)
        return wrongUsage(QStringLiteral("there is no verb '%1'; 'antiphon-cli help' lists them")
                              .arg(arguments.mid(0, 2).join(QLatin1Char(' '))));
    const auto parsed = parse(*verb, arguments.mid(verb->words.size()));
    if (!parsed)
        return wrongUsage(parsed.error());
    if (parsed->has(QStringLiteral("help"))) {
        printTo(stdout, helpOf(*verb));
        return Done;
    }
    std::signal(SIGINT, [](int) { interruptToken().cancel(); });
    std::signal(SIGTERM, [](int) { interruptToken().cancel(); });
    Call call;
    call.arguments = *parsed;
    call.cancel = interruptToken();
    call.progress = progressLine(parsed->has(QStringLiteral("quiet")));
    call.projectPath = parsed->value(QStringLiteral("project"));
    call.actor.name = parsed->value(QStringLiteral("actor"), loginName());
    return report(*verb, call, verb->run(call));
}

} // namespace antiphon::cli
