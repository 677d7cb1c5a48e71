#include "core/generation/promptshelf.h"

#include <QRegularExpression>
#include <QSet>

namespace antiphon {

namespace {

constexpr qsizetype longestName = 100;

TextVersion shippedText(const QString& name)
{
    TextVersion version;
    version.name = name;
    version.body = shippedPromptText(name);
    if (const auto prompt = parsePrompt(name, version.body)) {
        version.version = prompt->version;
        version.digest = prompt->digest;
    }
    version.note = QStringLiteral("ships with Antiphon");
    return version;
}

} // namespace

Result<void> checkTextName(const QString& name, const QString& subject)
{
    const auto wrong = [&subject](const QString& what) {
        return fail(ErrorCode::InvalidValue, subject, what);
    };
    if (name.isEmpty())
        return wrong(QStringLiteral("it needs a name"));
    if (name.size() > longestName)
        return wrong(QStringLiteral("its name has more than %1 characters").arg(longestName));
    if (name.contains(QLatin1Char('@')))
        return wrong(QStringLiteral("an @ stands before the number of a version"));
    if (name.contains(QLatin1Char('\n')))
        return wrong(QStringLiteral("its name has more than one line"));
    return {};
}

Result<TextVersion> versionCalled(const QList<TextVersion>& all, const QString& label, const QString& what)
{
    const auto at = label.lastIndexOf(QLatin1Char('@'));
    bool isNumber = false;
    const int number = at < 0 ? 0 : QStringView(label).sliced(at + 1).toInt(&isNumber);
    QStringList labels;
    for (const TextVersion& version : all) {
        if (isNumber ? version.name == label.left(at) && version.version == number : version.name == label)
            return version;
        labels << version.label();
    }
    return fail(ErrorCode::NotFound, QStringLiteral("%1 \"%2\"").arg(what, label),
                QStringLiteral("there are %1").arg(labels.join(QStringLiteral(", "))));
}

Result<QList<TextVersion>> allPrompts(const Connection& connection)
{
    ANTIPHON_TRY_ASSIGN(QList<TextVersion> all, textVersions(connection, TextKind::Prompt));
    const QStringList names = shippedPromptNames();
    for (const QString& name : names) {
        const TextVersion shipped = shippedText(name);
        const auto behind =
            std::find_if(all.cbegin(), all.cend(), [&](const TextVersion& each) { return each.name > name; });
        all.insert(behind, shipped);
    }
    return all;
}

Result<TextVersion> promptTextNamed(const Connection& connection, const QString& label)
{
    if (label.isEmpty())
        return shippedText(shippedPromptNames().constFirst());
    ANTIPHON_TRY_ASSIGN(const QList<TextVersion> all, allPrompts(connection));
    return versionCalled(all, label, QStringLiteral("the prompt"));
}

Result<PromptVersion> promptNamed(const Connection& connection, const QString& label)
{
    ANTIPHON_TRY_ASSIGN(const TextVersion version, promptTextNamed(connection, label));
    return parsePrompt(version.name, version.body);
}

QByteArray withVersionLine(const QByteArray& text, int version)
{
    static const QRegularExpression line(QStringLiteral("^# version .*$"),
                                         QRegularExpression::MultilineOption);
    const QString now = QStringLiteral("# version %1").arg(version);
    QString lines = QString::fromUtf8(text);
    lines.replace(QLatin1String("\r\n"), QLatin1String("\n"));
    const QRegularExpressionMatch found = line.match(lines);
    if (found.hasMatch())
        lines.replace(found.capturedStart(), found.capturedLength(), now);
    else
        lines.prepend(now + QLatin1Char('\n'));
    return lines.toUtf8();
}

Result<TextVersion> savePrompt(const Connection& connection, const Actor& actor, const QString& name,
                               const QByteArray& text, const QString& note)
{
    TextVersion version;
    version.name = name.trimmed();
    version.note = note.trimmed();
    ANTIPHON_TRY(checkTextName(version.name, QStringLiteral("the prompt")));
    ANTIPHON_TRY_ASSIGN(const QList<TextVersion> all, allPrompts(connection));
    for (const TextVersion& each : all) {
        if (each.name == version.name)
            version.version = std::max(version.version, each.version + 1);
    }
    version.body = withVersionLine(text, version.version);
    if (auto prompt = parsePrompt(version.name, version.body); !prompt) {
        Error error = prompt.error();
        if (error.line > 0 && version.body.count('\n') > text.count('\n'))
            --error.line; // the version line that was put before the text
        return fail(error);
    }
    const auto newest = versionCalled(all, version.name, {});
    if (newest && withVersionLine(newest->body, version.version) == version.body)
        return fail(ErrorCode::NotPossible, QStringLiteral("saving %1").arg(version.name),
                    QStringLiteral("nothing is different from version %1").arg(newest->version));
    return addTextVersion(connection, actor, version);
}

Result<QList<PromptFile>> promptFiles(const Connection& connection)
{
    static const QRegularExpression unsafe(QStringLiteral("[^\\w .-]"),
                                           QRegularExpression::UseUnicodePropertiesOption);
    ANTIPHON_TRY_ASSIGN(const QList<TextVersion> all, allPrompts(connection));
    QList<PromptFile> files;
    QString last;
    QSet<QString> taken;
    for (const TextVersion& version : all) {
        if (version.name == last)
            continue;
        last = version.name;
        QString stem = QString(last).replace(unsafe, QStringLiteral("_"));
        while (taken.contains(stem.toLower()))
            stem += QLatin1Char('_');
        taken.insert(stem.toLower());
        files << PromptFile{stem + QStringLiteral(".txt"), version.body};
    }
    return files;
}

QString savePromptLabel(const QString& name)
{
    return QStringLiteral("Save prompt %1").arg(name);
}

QString removePromptLabel(const QString& label)
{
    return QStringLiteral("Remove prompt %1").arg(label);
}

} // namespace antiphon
