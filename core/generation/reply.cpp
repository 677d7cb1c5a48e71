#include "core/generation/reply.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace antiphon {

namespace {

constexpr qsizetype longestText = 2'000;

QString roleWord(Role role)
{
    return role == Role::User ? QStringLiteral("user") : QStringLiteral("system");
}

Failure unusable(const QString& detail)
{
    return fail(ErrorCode::WrongFormat, QStringLiteral("the reply"), detail);
}

Result<QString> usableText(const QJsonObject& object, const QString& subject)
{
    QString text = object.value(QStringLiteral("text")).toString();
    text.replace(QLatin1String("\r\n"), QLatin1String("\n")).replace(QLatin1Char('\r'), QLatin1Char('\n'));
    text = text.trimmed();
    if (text.isEmpty())
        return unusable(QStringLiteral("%1 has no text").arg(subject));
    if (text.size() > longestText)
        return unusable(
            QStringLiteral("%1 is longer than %2 characters").arg(subject, QString::number(longestText)));
    return text;
}

Result<QJsonDocument> jsonOf(const QString& reply)
{
    QJsonParseError parse;
    const QJsonDocument document = QJsonDocument::fromJson(reply.toUtf8(), &parse);
    if (parse.error != QJsonParseError::NoError)
        return unusable(
            QStringLiteral("it is no JSON: %1 at byte %2").arg(parse.errorString()).arg(parse.offset));
    return document;
}

Result<QString> textOfTurn(const QJsonObject& object, Role planned, qsizetype number)
{
    const QString role = object.value(QStringLiteral("role")).toString().toLower();
    const bool fits =
        role == roleWord(planned) || (planned == Role::System && role == QLatin1String("assistant"));
    if (!fits)
        return unusable(QStringLiteral("turn %1 has the role \"%2\" where the plan has %3")
                            .arg(number)
                            .arg(role.left(20), roleWord(planned)));
    return usableText(object, QStringLiteral("turn %1").arg(number));
}

} // namespace

Result<QStringList> textsOfReply(const QString& reply, const Plan& plan)
{
    ANTIPHON_TRY_ASSIGN(const QJsonDocument document, jsonOf(reply));
    const QJsonValue turns =
        document.isArray() ? QJsonValue(document.array()) : document[QStringLiteral("turns")];
    if (!turns.isArray())
        return unusable(QStringLiteral("it has no list \"turns\""));
    const QJsonArray list = turns.toArray();
    if (list.size() != plan.turns.size())
        return unusable(
            QStringLiteral("it has %1 turns where the plan has %2").arg(list.size()).arg(plan.turns.size()));
    QStringList texts;
    for (qsizetype i = 0; i < list.size(); ++i) {
        ANTIPHON_TRY_ASSIGN(const QString text, textOfTurn(list.at(i).toObject(), plan.turns[i].role, i + 1));
        texts << text;
    }
    return texts;
}

Result<QString> textOfReply(const QString& reply)
{
    ANTIPHON_TRY_ASSIGN(const QJsonDocument document, jsonOf(reply));
    if (!document.isObject())
        return unusable(QStringLiteral("it is no JSON object with a \"text\""));
    return usableText(document.object(), QStringLiteral("it"));
}

} // namespace antiphon
