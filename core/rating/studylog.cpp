#include "core/rating/studylog.h"

#include "core/rating/packet.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace antiphon {

namespace {

struct ActWord
{
    LogAct act;
    const char* word;
};

constexpr ActWord words[] = {{LogAct::Create, "create"},
                             {LogAct::Freeze, "freeze"},
                             {LogAct::Packets, "packets"},
                             {LogAct::Seal, "seal"},
                             {LogAct::Collect, "collect"},
                             {LogAct::Drop, "drop"},
                             {LogAct::Exclude, "exclude"},
                             {LogAct::AskUnblinding, "unblind requested"},
                             {LogAct::Unblind, "unblind confirmed"},
                             {LogAct::UnblindItem, "unblind item"},
                             {LogAct::Amend, "amend"}};

constexpr QByteArrayView linkMarker = ",\"link\":\"";
constexpr QByteArrayView lineEnd = "\"}\n";
constexpr qsizetype hexLength = 64;

QString compact(const QJsonObject& json)
{
    return QString::fromUtf8(QJsonDocument(json).toJson(QJsonDocument::Compact));
}

QString linkOf(const QString& before, const QString& text)
{
    return digestOf(before.toLatin1() + text.toUtf8());
}

QString fact(const LogEntry& entry, const char* name)
{
    return entry.facts[QLatin1String(name)].toVariant().toString();
}

// What was decided or amended.
QString whatOf(const LogEntry& entry)
{
    const QString act = fact(entry, "act");
    if (act == QLatin1String("exclude"))
        return QStringLiteral("%1 is left out of the analysis").arg(fact(entry, "rater"));
    if (act == QLatin1String("include"))
        return QStringLiteral("%1 is taken back into the analysis").arg(fact(entry, "rater"));
    return fact(entry, "what");
}

QString namedBy(const QString& role)
{
    return role.isEmpty() ? QString() : QStringLiteral(", as %1").arg(role);
}

} // namespace

QString logWord(LogAct act)
{
    for (const ActWord& one : words) {
        if (one.act == act)
            return QLatin1String(one.word);
    }
    return {};
}

QString logSentence(const LogEntry& entry)
{
    switch (entry.act) {
    case LogAct::Create:
        return QStringLiteral("Created the study %1").arg(fact(entry, "name"));
    case LogAct::Freeze:
        return QStringLiteral("Froze %1 items; seal %2")
            .arg(fact(entry, "items"), fact(entry, "digest").left(12));
    case LogAct::Packets:
        return QStringLiteral("Made %1 packets").arg(entry.facts[QStringLiteral("packets")].toArray().size());
    case LogAct::Seal:
        return QStringLiteral("Sealed the key; commitment %1").arg(fact(entry, "commitment").left(12));
    case LogAct::Collect:
        return QStringLiteral("Collected %1 answers of %2").arg(fact(entry, "answers"), fact(entry, "rater"));
    case LogAct::Drop:
        return QStringLiteral("%1 gave up: %2").arg(fact(entry, "rater"), fact(entry, "reason"));
    case LogAct::Exclude:
        return QStringLiteral("Decided: %1 (%2)").arg(whatOf(entry), fact(entry, "reason"));
    case LogAct::AskUnblinding:
        return QStringLiteral("Asked to open the key%1: %2")
            .arg(namedBy(fact(entry, "role")), fact(entry, "reason"));
    case LogAct::Unblind:
        return QStringLiteral("Opened the key%1: %2")
            .arg(namedBy(fact(entry, "role")), fact(entry, "reason"));
    case LogAct::UnblindItem:
        return QStringLiteral("Opened the item %1%2: %3")
            .arg(fact(entry, "item"), namedBy(fact(entry, "role")), fact(entry, "reason"));
    case LogAct::Amend:
        return QStringLiteral("Amended after unblinding: %1 (%2)").arg(whatOf(entry), fact(entry, "reason"));
    }
    return {};
}

void chain(LogEntry& entry, StudyId study, const QString& before)
{
    entry.text = compact({{QStringLiteral("study"), study.toText()},
                          {QStringLiteral("number"), entry.number},
                          {QStringLiteral("at"), entry.at},
                          {QStringLiteral("actor"), entry.actor},
                          {QStringLiteral("act"), logWord(entry.act)},
                          {QStringLiteral("facts"), entry.facts},
                          {QStringLiteral("data"), entry.data},
                          {QStringLiteral("version"), entry.version}});
    entry.link = linkOf(before, entry.text);
}

std::optional<LogEntry> entryOf(const QString& text, StudyId study, int number)
{
    const QJsonObject json = QJsonDocument::fromJson(text.toUtf8()).object();
    if (json[QStringLiteral("study")].toString() != study.toText() ||
        json[QStringLiteral("number")].toInt() != number)
        return {};
    LogEntry entry;
    entry.number = number;
    entry.at = json[QStringLiteral("at")].toInteger();
    entry.actor = json[QStringLiteral("actor")].toString();
    entry.facts = json[QStringLiteral("facts")].toObject();
    entry.data = json[QStringLiteral("data")].toString();
    entry.version = json[QStringLiteral("version")].toString();
    entry.text = text;
    const QString word = json[QStringLiteral("act")].toString();
    for (const ActWord& one : words) {
        if (word == QLatin1String(one.word)) {
            entry.act = one.act;
            return entry;
        }
    }
    return {};
}

int firstBreak(const QList<LogEntry>& entries)
{
    QString before;
    int number = 0;
    for (const LogEntry& entry : entries) {
        ++number;
        if (entry.number != number || entry.link != linkOf(before, entry.text))
            return number;
        before = entry.link;
    }
    return 0;
}

QByteArray logLines(const QList<LogEntry>& entries)
{
    QByteArray lines;
    for (const LogEntry& entry : entries) {
        QByteArray body = entry.text.toUtf8();
        body.chop(1);
        lines += body + linkMarker.toByteArray() + entry.link.toLatin1() + lineEnd.toByteArray();
    }
    return lines;
}

Result<LogFile> logOfLines(const QByteArray& bytes, const QString& name)
{
    const auto tampered = [&](qint64 line) {
        return fail(Error{ErrorCode::Tampered, name, line,
                          QStringLiteral("the entry does not follow from the one before it")});
    };
    if (!bytes.left(4096).contains("\"act\"") && !bytes.left(4096).contains("\"link\""))
        return fail(ErrorCode::WrongFormat, name, QStringLiteral("it is no log of a study"));
    LogFile file;
    QString before;
    for (qsizetype begin = 0; begin < bytes.size();) {
        const auto number = static_cast<int>(file.entries.size()) + 1;
        const qsizetype end = bytes.indexOf('\n', begin);
        const QByteArray line = bytes.mid(begin, end < 0 ? -1 : end + 1 - begin);
        const qsizetype bodySize = line.size() - lineEnd.size() - hexLength - linkMarker.size();
        if (bodySize < 1 || !line.endsWith(lineEnd) || !line.sliced(bodySize).startsWith(linkMarker))
            return tampered(number);
        const QString text = QString::fromUtf8(line.first(bodySize)) + QLatin1Char('}');
        const QByteArray link = line.sliced(bodySize + linkMarker.size(), hexLength);
        // Of the bytes, as a text may stand for several of them.
        before = digestOf(before.toLatin1() + line.first(bodySize) + '}');
        const QJsonObject json = QJsonDocument::fromJson(text.toUtf8()).object();
        const auto study = StudyId::fromText(json[QStringLiteral("study")].toString());
        if (file.entries.isEmpty())
            file.study = study.value_or(StudyId());
        auto entry = entryOf(text, file.study, number);
        if (!entry || link != before.toLatin1())
            return tampered(number);
        entry->link = before;
        file.entries << *entry;
        begin += line.size();
    }
    return file;
}

} // namespace antiphon
