#include "core/generation/prompt.h"

#include "resources/resources.h"

#include <QCryptographicHash>
#include <QJsonArray>

namespace antiphon {

namespace {

const QString defaultPrompt = QStringLiteral("whole-dialogue");

QString spokenAttribute(const PhraseBook& book, const QString& attribute)
{
    const bool excluded = attribute.startsWith(QLatin1Char('!'));
    return QStringLiteral("%1%2 \"%3\"")
        .arg(excluded ? QStringLiteral("not ") : QString(), typeOf(attribute),
             spokenValue(book, valueOf(attribute)));
}

QString listed(const PhraseBook& book, const QStringList& attributes)
{
    QStringList parts;
    for (const QString& attribute : attributes)
        parts << spokenAttribute(book, attribute);
    return parts.join(QStringLiteral(", "));
}

QString firstTracks(const PlanTurn& turn, const TrackFacts& tracks)
{
    QStringList names;
    for (const quint32 ordinal : turn.tracks) {
        if (ordinal >= tracks.size() || names.size() == 2)
            break;
        const SourceTrack& track = tracks[ordinal];
        const QString title = track.title.isEmpty() ? track.externalId : track.title;
        names << (track.artist.isEmpty() ? title : title + QStringLiteral(" by ") + track.artist);
    }
    return names.join(QStringLiteral("; "));
}

// Titles are told only where a turn may speak about one: elsewhere they would tempt.
bool speaksOfTracks(const Plan& plan, int turn)
{
    for (int i = turn; i < std::min<int>(turn + 2, plan.turns.size()); ++i) {
        for (const QString& label : plan.turns[i].intents) {
            if (label.startsWith(QLatin1String("item_attribute")))
                return true;
        }
    }
    return false;
}

QString turnLine(const Plan& plan, int index, const TrackFacts& tracks, const PhraseBook& book)
{
    const PlanTurn& turn = plan.turns[index];
    const bool isUser = turn.role == Role::User;
    QString line = QStringLiteral("%1. %2: %3")
                       .arg(index + 1)
                       .arg(isUser ? QStringLiteral("user") : QStringLiteral("system"),
                            turn.intents.join(QStringLiteral(", ")));
    const auto add = [&line](const QString& what, const QString& list) {
        if (!list.isEmpty())
            line += QStringLiteral("; %1: %2").arg(what, list);
    };
    add(QStringLiteral("names"), listed(book, addedAttributes(turn)));
    add(QStringLiteral("drops"), listed(book, turn.removed));
    add(QStringLiteral("asks for"), turn.askedType);
    add(QStringLiteral("proposes"), listed(book, turn.proposed));
    if (!isUser && !turn.tracks.empty()) {
        line += QStringLiteral("; shows %1 tracks").arg(turn.tracks.size());
        if (speaksOfTracks(plan, index))
            add(QStringLiteral("the first are"), firstTracks(turn, tracks));
    }
    return line;
}

} // namespace

Result<PromptVersion> parsePrompt(const QString& name, const QByteArray& text)
{
    PromptVersion prompt;
    prompt.name = name;
    prompt.version = 0;
    prompt.digest = QString::fromLatin1(QCryptographicHash::hash(text, QCryptographicHash::Sha256).toHex());
    QString* part = nullptr;
    for (const QString& line : QString::fromUtf8(text).split(QLatin1Char('\n'))) {
        if (line.startsWith(QLatin1String("# version ")))
            prompt.version = line.mid(10).trimmed().toInt();
        else if (line == QLatin1String("# system"))
            part = &prompt.system;
        else if (line == QLatin1String("# user"))
            part = &prompt.user;
        else if (line == QLatin1String("# repair"))
            part = &prompt.repair;
        else if (part)
            *part += line + QLatin1Char('\n');
    }
    for (QString* each : {&prompt.system, &prompt.user, &prompt.repair})
        *each = each->trimmed();
    const auto wrong = [&name](const QString& what) { return fail(ErrorCode::WrongFormat, name, what); };
    if (prompt.version < 1)
        return wrong(QStringLiteral("the line \"# version N\" is missing"));
    if (prompt.system.isEmpty() || !prompt.user.contains(QLatin1String("{plan}")))
        return wrong(QStringLiteral("it needs a part \"# system\" and a part \"# user\" with {plan}"));
    if (!prompt.repair.contains(QLatin1String("{error}")))
        return wrong(QStringLiteral("it needs a part \"# repair\" with {error}"));
    return prompt;
}

QStringList shippedPromptNames()
{
    return {defaultPrompt};
}

QByteArray shippedPromptText(const QString& name)
{
    return shippedPromptNames().contains(name) ? resourceContent(QStringLiteral("prompts/%1.txt").arg(name))
                                               : QByteArray();
}

Result<PromptVersion> shippedPrompt(const QString& label)
{
    const QString name = label.isEmpty() ? defaultPrompt : label.section(QLatin1Char('@'), 0, 0);
    const QString version = label.section(QLatin1Char('@'), 1);
    const auto missing = [&label] {
        return fail(ErrorCode::NotFound, QStringLiteral("the prompt \"%1\"").arg(label),
                    QStringLiteral("there is %1").arg(shippedPromptNames().join(QStringLiteral(", "))));
    };
    if (!shippedPromptNames().contains(name))
        return missing();
    ANTIPHON_TRY_ASSIGN(const PromptVersion prompt, parsePrompt(name, shippedPromptText(name)));
    if (!version.isEmpty() && version != QString::number(prompt.version))
        return missing();
    return prompt;
}

QString planInWords(const Plan& plan, const TrackFacts& tracks, const PhraseBook& book)
{
    QStringList lines;
    for (int i = 0; i < plan.turns.size(); ++i)
        lines << turnLine(plan, i, tracks, book);
    return lines.join(QLatin1Char('\n'));
}

QList<ChatMessage> promptMessages(const PromptVersion& prompt, const QString& planWords, qsizetype turns)
{
    QString user = prompt.user;
    user.replace(QLatin1String("{count}"), QString::number(turns));
    user.replace(QLatin1String("{plan}"), planWords);
    return {{QStringLiteral("system"), prompt.system}, {QStringLiteral("user"), user}};
}

ReplySchema dialogueSchema()
{
    const QJsonObject text{{QStringLiteral("type"), QStringLiteral("string")}};
    const QJsonObject role{
        {QStringLiteral("type"), QStringLiteral("string")},
        {QStringLiteral("enum"), QJsonArray{QStringLiteral("user"), QStringLiteral("system")}}};
    const QJsonObject turn{
        {QStringLiteral("type"), QStringLiteral("object")},
        {QStringLiteral("properties"),
         QJsonObject{{QStringLiteral("role"), role}, {QStringLiteral("text"), text}}},
        {QStringLiteral("required"), QJsonArray{QStringLiteral("role"), QStringLiteral("text")}},
        {QStringLiteral("additionalProperties"), false}};
    const QJsonObject turns{{QStringLiteral("type"), QStringLiteral("array")},
                            {QStringLiteral("items"), turn}};
    return {QStringLiteral("dialogue"),
            {{QStringLiteral("type"), QStringLiteral("object")},
             {QStringLiteral("properties"), QJsonObject{{QStringLiteral("turns"), turns}}},
             {QStringLiteral("required"), QJsonArray{QStringLiteral("turns")}},
             {QStringLiteral("additionalProperties"), false}}};
}

QList<ChatMessage> repairMessages(const QList<ChatMessage>& asked, const QString& reply, const QString& error,
                                  const PromptVersion& prompt, qsizetype turns)
{
    QString repair = prompt.repair;
    repair.replace(QLatin1String("{error}"), error);
    repair.replace(QLatin1String("{count}"), QString::number(turns));
    QList<ChatMessage> messages = asked;
    messages << ChatMessage{QStringLiteral("assistant"), reply}
             << ChatMessage{QStringLiteral("user"), repair};
    return messages;
}

} // namespace antiphon
